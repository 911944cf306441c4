import { HostObject } from "../richapi/hostObject";
import { type Rect, formatRect, lastColumn } from "./address";
import { CellError, NOT_CALCULATED, type StoredValue } from "./cellValue";
import { offsetFormula } from "./shift";
import { refuse, requireBoolean, requireInteger, requireKeys, requireOneOf } from "./support";
import type { Range, Table, Worksheet } from "./objects";

/** A key column by its place in the sorted block. */
export interface SortField {
  readonly key: number;
  readonly ascending: boolean;
}

const FIELD_KEYS = ["key", "ascending", "sortOn", "color", "dataOption", "icon", "subField"];

function fieldsOf(fields: unknown, columns: number, location: string): SortField[] {
  if (!Array.isArray(fields) || fields.length === 0) refuse("InvalidArgument", location);
  return (fields as unknown[]).map((field) => {
    const given = requireKeys(field, FIELD_KEYS, location);
    if (given["sortOn"] !== undefined && given["sortOn"] !== "Value") {
      refuse("NotImplemented", location);
    }
    const key = requireInteger(given["key"], location, 0, columns - 1);
    const { ascending = true } = given;
    return { key, ascending: requireBoolean(ascending, location) };
  });
}

/** `Excel.RangeSort`. */
export class RangeSort extends HostObject {
  readonly $class = "RangeSort";

  constructor(private readonly range: Range) {
    super();
  }

  Apply(
    fields: unknown,
    matchCase: unknown = false,
    hasHeaders: unknown = false,
    orientation: unknown = "Rows",
    method: unknown = "PinYin"
  ): void {
    const location = "RangeSort.apply";
    const { sheet, rect } = this.range;
    if (requireOneOf(orientation, ["Rows", "Columns"] as const, location) === "Columns") {
      refuse("NotImplemented", location);
    }
    requireOneOf(method, ["PinYin", "StrokeCount"] as const, location);
    const skip = requireBoolean(hasHeaders, location) ? 1 : 0;
    const list = fieldsOf(fields, rect.columns, location);
    sheet.guardEdit(rect, "sort", location);
    const body = { ...rect, row: rect.row + skip, rows: rect.rows - skip };
    if (body.rows > 0) sortRows(sheet, body, list, requireBoolean(matchCase, location));
  }
}

/** `Excel.TableSort`. */
export class TableSort extends HostObject {
  readonly $class = "TableSort";

  constructor(private readonly table: Table) {
    super();
  }

  Apply(fields: unknown, matchCase: unknown = false, method: unknown = "PinYin"): void {
    const location = "TableSort.apply";
    const { table } = this;
    requireOneOf(method, ["PinYin", "StrokeCount"] as const, location);
    const list = fieldsOf(fields, table.rect.columns, location);
    table.guard("sort", location);
    sortRows(table.sheet, table.body, list, requireBoolean(matchCase, location));
  }
}

/**
 * Sorts the visible rows of a block: numbers before texts before booleans before errors, blanks
 * last either way. Formats and formulas go with their cells; references do not follow.
 */
export function sortRows(
  sheet: Worksheet,
  rect: Rect,
  fields: readonly SortField[],
  matchCase: boolean
): void {
  const { cells } = sheet;
  const rows: number[] = [];
  for (let i = 0; i < rect.rows; i++) {
    if (!cells.filteredRows.has(rect.row + i)) rows.push(rect.row + i);
  }
  const order = [...rows].sort((a, b) => {
    for (const { key, ascending } of fields) {
      const column = rect.column + key;
      const difference = compare(
        cells.value(a, column),
        cells.value(b, column),
        matchCase,
        ascending
      );
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  for (let column = rect.column; column <= lastColumn(rect); column++) {
    const moved = order.map((row): SortedCell => ({
      row,
      value: cells.value(row, column),
      formula: cells.formula(row, column),
      style: cells.ownStyle(row, column),
    }));
    moved.forEach((cell, i) => {
      const row = rows[i]!;
      if (cell.formula === undefined) cells.setValue(row, column, cell.value);
      else {
        const formula = offsetFormula(cell.formula, row - cell.row, 0);
        const value = formula === cell.formula ? cell.value : undefined;
        cells.setFormula(row, column, formula, value ?? NOT_CALCULATED);
      }
      cells.setStyle(row, column, cell.style);
    });
  }
  sheet.changed(rect);
  sheet.workbook.tell({
    type: "worksheetRowSorted",
    targets: [sheet.Id],
    args: { type: "WorksheetRowSorted", worksheetId: sheet.Id, address: formatRect(rect) },
    range: sheet.range(rect),
  });
}

interface SortedCell {
  readonly row: number;
  readonly value: StoredValue | undefined;
  readonly formula: string | undefined;
  readonly style: number | undefined;
}

const rank = (value: StoredValue): number => {
  if (typeof value === "number") return 0;
  if (typeof value === "string") return 1;
  return typeof value === "boolean" ? 2 : 3;
};

function compare(
  a: StoredValue | undefined,
  b: StoredValue | undefined,
  matchCase: boolean,
  ascending: boolean
): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === "symbol" || typeof b === "symbol") {
    throw new Error("a sort by a formula that nobody calculated");
  }
  const sign = ascending ? 1 : -1;
  const ranks = rank(a) - rank(b);
  if (ranks !== 0) return ranks * sign;
  if (typeof a === "string" && typeof b === "string") {
    const sensitivity = matchCase ? "variant" : "accent";
    return a.localeCompare(b, "zh-CN", { sensitivity }) * sign;
  }
  if (a instanceof CellError || b instanceof CellError) return 0;
  return (Number(a) - Number(b)) * sign;
}
