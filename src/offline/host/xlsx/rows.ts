import { NOT_CALCULATED } from "../model/cellValue";
import type { CellStore } from "../model/cells";
import { MAX_ROWS } from "../model/address";
import { XlsxError } from "./errors";
import type { ReadBudget } from "./limits";
import {
  CellScanner,
  readRowTag,
  streamSheet,
  withoutMarkedSections,
  type CellToken,
  type RowTag,
  type SheetStreamHandler,
} from "./sheetStream";
import { heightInSheet } from "./sheetLimits";
import { isTrue } from "./xml";
import type { ZipEntry } from "./zip";
import { type CellContext, CellReader } from "./cellReader";

/** What reading a sheet's cells needs to know of the rest of the file. */
export interface RowReading {
  /** Model style index by format record; undefined for a record that the file does not have. */
  readonly styleOf: (record: number) => number | undefined;
  readonly budget: ReadBudget;
  /** Pages of cells that the sheets before take. */
  readonly firstPages: number;
}

/** What a worksheet part has besides its rows. */
export interface SheetText {
  /** Up to and with the start tag of `sheetData`. */
  readonly head: string;
  /** From its end tag. */
  readonly tail: string;
  /** Rows that the file hides, by hand or by a filter. */
  readonly hiddenRows: number[];
  readonly formulas: number;
}

/**
 * Reads all rows into `store`.
 *
 * @throws XlsxError `damaged` for rows and cells outside the sheet or out of their order, for texts and
 * formats that the file does not have and for numbers that are none; `overLimit` by the budget
 * @param onHead called with the text before the rows, before any of them is read
 */
export function readRows(
  entry: ZipEntry,
  store: CellStore,
  context: CellContext,
  reading: RowReading,
  onHead: (head: string) => void
): SheetText {
  const { styleOf, budget, firstPages } = reading;
  const reader = new CellReader(entry.name, context);
  const scanner = new CellScanner(entry.name);
  const damaged = (what: string): XlsxError => new XlsxError("damaged", `${entry.name}: ${what}`);
  const hiddenRows: number[] = [];
  let head = "";
  let tail = "";
  let row = -1;
  let formulas = 0;
  const takeCell = (cell: CellToken): void => {
    if (cell.row >= 0 && cell.row !== row) throw damaged("a cell in another's row");
    const formula = reader.formula(cell, row);
    const value = reader.value(cell);
    if (formula !== undefined) {
      store.setFormula(row, cell.column, formula, value ?? NOT_CALCULATED);
      formulas++;
    } else if (value !== undefined && value !== "") {
      store.setValue(row, cell.column, value);
    }
    const style = styleOf(cell.style);
    if (style === undefined) throw damaged("a format that is not there");
    if (style !== store.style(row, cell.column)) store.setStyle(row, cell.column, style);
  };
  const handler: SheetStreamHandler = {
    head(text) {
      head = text;
      onHead(text);
    },
    between: () => undefined,
    tail: (text) => (tail = text),
    row(source, prefix) {
      const text = withoutMarkedSections(source);
      const rowTag = readRowTag(text);
      const next = rowTag.row ?? row + 1;
      if (!Number.isInteger(next) || next < 0 || next >= MAX_ROWS) {
        throw damaged("a row outside the sheet");
      }
      if (next <= row) throw damaged("rows out of their order");
      row = next;
      readRowAttributes(rowTag, row, store, (record) => styleOf(record) ?? 0);
      if (isTrue(rowTag.attributes.hidden)) hiddenRows.push(row);
      if (rowTag.selfClosing) return;
      scanner.start(text, rowTag.innerStart, prefix);
      let count = 0;
      for (let cell = scanner.next(); cell; cell = scanner.next(), count++) takeCell(cell);
      budget.takeCells(count);
      budget.takePages(firstPages + store.pageCount);
    },
  };
  streamSheet(entry, handler, false);
  return { head, tail, hiddenRows, formulas };
}

function readRowAttributes(
  rowTag: RowTag,
  row: number,
  store: CellStore,
  styleOf: (record: number) => number
): void {
  const { ht, s, customFormat } = rowTag.attributes;
  const height = ht === undefined ? undefined : heightInSheet(Number(ht));
  if (height !== undefined) store.rowHeights.set(row, height);
  if (s !== undefined && isTrue(customFormat)) store.rowStyles.set(row, styleOf(Number(s)));
}
