import { CellError, NOT_CALCULATED, type StoredValue } from "../model/cellValue";
import type { CellStore } from "../model/cells";
import { columnName, MAX_ROWS } from "../model/address";
import { formulaToFile } from "./formulas";
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
import { cellText, escapeText, isTrue, tag, textElement } from "./xml";
import { EntryWriter, type ZipEntry } from "./zip";
import { type CellContext, CellReader } from "./cellReader";

/** What a patch did, for what depends on it elsewhere in the package. */
export interface PatchResult {
  readonly entry: ZipEntry;
  /** A formula appeared, changed or went: the calculation chain no longer holds. */
  readonly formulasChanged: boolean;
  /** Some formula has no calculated value. */
  readonly uncalculated: boolean;
}

const WRITE_BUFFER = 1 << 18;

/**
 * Writes a worksheet part: `head`, the rows, `tail`.
 *
 * @param source the part as it was loaded, or undefined for a new one
 * @param recordOf format record of a model style
 */
export function writeRows(
  name: string,
  source: ZipEntry | undefined,
  head: string,
  tail: string,
  store: CellStore,
  context: CellContext,
  recordOf: (style: number) => number
): PatchResult {
  const out = new EntryWriter(name);
  let buffer = head;
  const emit = (text: string) => {
    buffer += text;
    if (buffer.length < WRITE_BUFFER) return;
    out.write(buffer);
    buffer = "";
  };
  const prefix = /<([\w.-]+:)?sheetData[\s>]/.exec(head)?.[1] ?? "";
  const touched = new TouchedRows(store);
  const patcher = new RowPatcher(name, store, context, recordOf, prefix);
  let next = touched.first(0);
  const emitMissing = (before: number) => {
    for (; next >= 0 && next < before; next = touched.first(next + 1)) {
      emit(patcher.newRow(next));
    }
  };
  if (source) {
    let row = -1;
    const handler: SheetStreamHandler = {
      head: () => undefined,
      tail: () => undefined,
      between: emit,
      row(text) {
        const end = text.indexOf(">");
        const number = /\sr\s*=\s*["'](\d+)/.exec(text.slice(0, end))?.[1];
        row = number === undefined ? row + 1 : Number(number) - 1;
        emitMissing(row);
        if (next === row) next = touched.first(row + 1);
        emit(patcher.row(text, row, touched.has(row)));
      },
    };
    streamSheet(source, handler, true);
  }
  emitMissing(MAX_ROWS);
  emit(tail);
  out.write(buffer);
  return {
    entry: out.finish(),
    formulasChanged: patcher.formulasChanged,
    uncalculated: patcher.uncalculated,
  };
}

/** Rows that differ, or may differ, from the loaded part. */
class TouchedRows {
  private readonly flags: Uint8Array;
  private readonly all: boolean;

  constructor(store: CellStore) {
    this.all = store.shifted;
    const runs = [...store.dirtyRuns()];
    const used = store.usedRect(false);
    const last = Math.max(
      -1,
      used ? used.row + used.rows - 1 : -1,
      ...store.dirtyRows,
      runs.reduce((most, run) => Math.max(most, run.to), -1)
    );
    this.flags = new Uint8Array(last + 1);
    if (this.all) this.flags.fill(1);
    for (const run of runs) this.flags.fill(1, run.from, run.to + 1);
    for (const row of store.dirtyRows) this.flags[row] = 1;
  }

  has(row: number): boolean {
    return this.all || this.flags[row] === 1;
  }

  /** The first such row from `row` on, or -1. */
  first(row: number): number {
    return this.flags.indexOf(1, row);
  }
}

class RowPatcher {
  formulasChanged = false;
  uncalculated = false;
  private readonly reader: CellReader;
  private readonly scanner: CellScanner;
  private readonly columns: number[];
  /** Shared formulas whose master was overwritten: their followers are written out. */
  private readonly orphans = new Set<number>();

  constructor(
    part: string,
    private readonly store: CellStore,
    context: CellContext,
    private readonly recordOf: (style: number) => number,
    private readonly prefix: string
  ) {
    this.reader = new CellReader(part, context);
    this.scanner = new CellScanner(part);
    this.columns = store.usedColumns();
  }

  /** A row that the part does not have; empty if the model has nothing in it either. */
  newRow(row: number): string {
    const cells = this.columns.map((column) => this.cellXml(row, column)).join("");
    const attributes = this.rowAttributes(row, {});
    if (cells === "" && Object.keys(attributes).length === 0) return "";
    return tag(`${this.prefix}row`, { r: row + 1, ...attributes }, cells);
  }

  /** A row of the part, patched if it was touched. */
  row(source: string, row: number, touched: boolean): string {
    const hasShared = source.includes('"shared"') || source.includes("'shared'");
    if (!touched && !hasShared) return source;
    const text = withoutMarkedSections(source);
    const rowTag = readRowTag(text);
    const [cells, changed] = this.patchCells(text, rowTag, row, touched);
    const attributes = touched ? this.rowAttributes(row, rowTag.attributes) : rowTag.attributes;
    const sameTag = sameAttributes(attributes, rowTag.attributes);
    if (!changed && sameTag) return source;
    if (cells === "" && Object.keys(attributes).every((name) => name === "r" || name === "spans")) {
      return "";
    }
    const { spans, ...others } = attributes;
    return tag(
      `${this.prefix}row`,
      // The span of columns is only a hint and may no longer hold.
      changed || spans === undefined ? { r: row + 1, ...others } : { r: row + 1, spans, ...others },
      cells
    );
  }

  private patchCells(
    text: string,
    rowTag: RowTag,
    row: number,
    touched: boolean
  ): [cells: string, changed: boolean] {
    const { store } = this;
    let changed = false;
    let cells = "";
    let index = 0;
    const addMissing = (before: number) => {
      for (; touched && index < this.columns.length && this.columns[index] < before; index++) {
        const added = this.cellXml(row, this.columns[index]);
        if (added === "") continue;
        cells += added;
        changed = true;
        if (store.formula(row, this.columns[index]) !== undefined) this.formulasChanged = true;
      }
    };
    if (!rowTag.selfClosing) {
      this.scanner.start(text, rowTag.innerStart, this.prefix);
      for (let cell = this.scanner.next(); cell; cell = this.scanner.next()) {
        addMissing(cell.column);
        if (this.columns[index] === cell.column) index++;
        const written = this.patchCell(cell, row, touched);
        changed ||= written !== undefined;
        cells += written ?? text.slice(cell.start, cell.end);
      }
    }
    addMissing(Infinity);
    return [cells, changed];
  }

  /** The cell's new text, or undefined if it stays as it is. */
  private patchCell(cell: CellToken, row: number, touched: boolean): string | undefined {
    const { store } = this;
    const { column } = cell;
    const shared = cell.formula?.kind === "shared" ? cell.formula.sharedIndex : undefined;
    const isMaster = shared !== undefined && cell.formula?.text !== "";
    const formula = this.reader.formula(cell, row);
    const isOrphan = shared !== undefined && !isMaster && this.orphans.has(shared);
    if (!touched && !isOrphan) return undefined;
    const newFormula = store.formula(row, column);
    const stored = this.reader.value(cell);
    const value = stored ?? (formula === undefined ? undefined : NOT_CALCULATED);
    const same =
      formula === newFormula &&
      sameValue(value, store.value(row, column), formula !== undefined) &&
      cell.style === this.recordOf(store.style(row, column)) &&
      !this.reader.cut;
    if (same && !isOrphan) {
      if (value === NOT_CALCULATED) this.uncalculated = true;
      return undefined;
    }
    if (isMaster) this.orphans.add(shared);
    if (formula !== newFormula || isMaster || isOrphan) this.formulasChanged = true;
    return this.cellXml(row, column, cell.style);
  }

  /** The cell as the model has it; empty if it has nothing. */
  private cellXml(row: number, column: number, wasRecord = 0): string {
    const { store } = this;
    const value = store.value(row, column);
    const own = store.ownStyle(row, column);
    if (value === undefined && own === undefined && wasRecord === 0) return "";
    const record = this.recordOf(store.style(row, column));
    const formula = store.formula(row, column);
    if (value === undefined && own === undefined && record === 0) return "";
    if (value === NOT_CALCULATED) this.uncalculated = true;
    const p = this.prefix;
    const open = `<${p}c r="${columnName(column)}${row + 1}"${record === 0 ? "" : ` s="${record}"`}`;
    if (value === undefined && formula === undefined) return `${open}/>`;
    if (formula === undefined && typeof value === "number") {
      return `${open}><${p}v>${value}</${p}v></${p}c>`;
    }
    if (formula === undefined && typeof value === "string") {
      return `${open} t="inlineStr"><${p}is>${textElement(value, `${p}t`)}</${p}is></${p}c>`;
    }
    const [type, text] = typedValue(value);
    const f = formula === undefined ? "" : `<${p}f>${escapeText(formulaToFile(formula))}</${p}f>`;
    const v = text === undefined ? "" : `<${p}v>${text}</${p}v>`;
    return `${open}${type === "n" ? "" : ` t="${type}"`}>${f}${v}</${p}c>`;
  }

  private rowAttributes(
    row: number,
    was: Readonly<Record<string, string>>
  ): Readonly<Record<string, string>> {
    const { store } = this;
    const next: Record<string, string> = { ...was };
    const height = store.rowHeights.get(row);
    if (height === undefined) {
      delete next.ht;
      delete next.customHeight;
    } else if (was.ht === undefined || Number(was.ht) !== height) {
      next.ht = String(heightInSheet(height) ?? 0);
      next.customHeight = "1";
    }
    const style = store.rowStyles.get(row);
    if (style === undefined) {
      if (isTrue(was.customFormat)) {
        delete next.s;
        delete next.customFormat;
      }
    } else if (Number(was.s ?? 0) !== this.recordOf(style) || !isTrue(was.customFormat)) {
      next.s = String(this.recordOf(style));
      next.customFormat = "1";
    }
    if (store.isRowHidden(row) !== isTrue(was.hidden)) {
      if (store.isRowHidden(row)) next.hidden = "1";
      else delete next.hidden;
    }
    return next;
  }
}

function sameAttributes(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>
): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function sameValue(
  file: StoredValue | undefined,
  model: StoredValue | undefined,
  isFormula: boolean
): boolean {
  return file === model || (!isFormula && file === "" && model === undefined);
}

/** The `t` attribute and the content of `v`. */
function typedValue(value: StoredValue | undefined): [type: string, text: string | undefined] {
  if (typeof value === "string") return ["str", cellText(value)];
  if (typeof value === "number") return ["n", String(value)];
  if (typeof value === "boolean") return ["b", value ? "1" : "0"];
  if (value instanceof CellError) return ["e", escapeText(value.text)];
  return ["n", undefined];
}
