import { HostObject } from "../richapi/hostObject";
import {
  type Rect,
  boundingRect,
  cellCount,
  contains,
  fitsSheet,
  formatRect,
  intersection,
  isWholeColumns,
  isWholeRows,
  lastColumn,
  lastRow,
  MAX_COLUMNS,
  MAX_ROWS,
  overlaps,
  quoteSheet,
} from "./address";
import { CellError, NotCalculatedError, type StoredValue } from "./cellValue";
import { ConditionalFormatCollection } from "./conditionalFormats";
import { DataValidation } from "./dataValidation";
import { displayText } from "./displayText";
import { isReadable } from "./matrix";
import { MergedAreas, mostMergedAreas } from "./mergedAreas";
import { RangeFormat } from "./rangeFormat";
import {
  clearRange,
  copyRange,
  writeCells,
  writeNumberFormats,
  type ClearApplyTo,
  type CopyType,
} from "./rangeWrites";
import { type HyperlinkState, cutAreas } from "./sheetState";
import { RangeSort } from "./sort";
import {
  refuse,
  requireBoolean,
  requireInteger,
  requireKeys,
  requireOneOf,
  requireText,
} from "./support";
import { TableScopedCollection } from "./tableScopedCollection";
import type { Worksheet } from "./objects";

declare module "./objectModel" {
  interface ObjectModel {
    readonly Range: Range;
  }
}

const SCALARS = [
  "Address",
  "AddressLocal",
  "CellCount",
  "ColumnCount",
  "ColumnHidden",
  "ColumnIndex",
  "Formulas",
  "HasSpill",
  "Height",
  "Hidden",
  "Hyperlink",
  "IsEntireColumn",
  "IsEntireRow",
  "Left",
  "NumberFormat",
  "RowCount",
  "RowHidden",
  "RowIndex",
  "Text",
  "Top",
  "Values",
  "ValueTypes",
  "Width",
];

/** `Excel.Range`: a block of cells of one sheet. It follows its cells when others are inserted. */
export class Range extends HostObject {
  readonly $class = "Range";
  /** Null once its cells were deleted. */
  area: Rect | null;

  constructor(
    readonly sheet: Worksheet,
    rect: Rect
  ) {
    super();
    this.area = rect;
  }

  override get $scalars(): readonly string[] {
    return SCALARS;
  }

  get rect(): Rect {
    if (this.area === null || this.sheet.isDeleted) refuse("InvalidReference", "Range");
    return this.area;
  }

  // ---- place

  get Address(): string {
    return `${quoteSheet(this.sheet.Name)}!${formatRect(this.rect)}`;
  }
  get AddressLocal(): string {
    return this.Address;
  }
  get RowIndex(): number {
    return this.rect.row;
  }
  get ColumnIndex(): number {
    return this.rect.column;
  }
  get RowCount(): number {
    return this.rect.rows;
  }
  get ColumnCount(): number {
    return this.rect.columns;
  }
  /** -1 beyond 2^31-1 (typings, `Range.cellCount`). */
  get CellCount(): number {
    const count = cellCount(this.rect);
    return count > 2147483647 ? -1 : count;
  }
  get IsEntireColumn(): boolean {
    return isWholeColumns(this.rect);
  }
  get IsEntireRow(): boolean {
    return isWholeRows(this.rect);
  }
  get HasSpill(): boolean {
    return false;
  }
  get Top(): number {
    return this.sheet.rowTop(this.rect.row);
  }
  get Left(): number {
    return this.sheet.columnLeft(this.rect.column);
  }
  get Height(): number {
    return this.sheet.rowTop(lastRow(this.rect) + 1) - this.Top;
  }
  get Width(): number {
    return this.sheet.columnLeft(lastColumn(this.rect) + 1) - this.Left;
  }
  get Worksheet(): Worksheet {
    return this.sheet;
  }

  // ---- cells

  /** Cell values; a formula that nobody calculated is refused, never read as 0. */
  get Values(): unknown[][] | null {
    return this.read("", (value, row, column) => this.plain(value, row, column, "values"));
  }
  set Values(values: unknown) {
    writeCells(this.sheet, this.rect, values, "Range.values");
  }

  /** Formulas where there are some, else values. */
  get Formulas(): unknown[][] | null {
    const { cells } = this.sheet;
    return this.read<unknown>(
      "",
      (value, row, column) =>
        cells.formula(row, column) ?? this.plain(value, row, column, "formulas")
    );
  }
  set Formulas(values: unknown) {
    writeCells(this.sheet, this.rect, values, "Range.formulas");
  }

  get Text(): string[][] | null {
    const { cells, workbook } = this.sheet;
    return this.read("", (value, row, column) => {
      if (typeof value === "symbol") return this.notCalculated(row, column, "text");
      const { numberFormat } = workbook.styles.get(cells.style(row, column));
      return displayText(value, numberFormat, workbook.date1904);
    });
  }

  get ValueTypes(): string[][] | null {
    return this.read("Empty", (value, row, column) => {
      if (typeof value === "symbol") return this.notCalculated(row, column, "valueTypes");
      if (value instanceof CellError) return "Error";
      if (typeof value === "number") return "Double";
      return typeof value === "boolean" ? "Boolean" : "String";
    });
  }

  get NumberFormat(): string[][] | null {
    if (!isReadable(this.rect)) return null;
    const { cells, workbook } = this.sheet;
    const { row, column, rows, columns } = this.rect;
    this.sheet.workbook.countRead(this.rect);
    return Array.from({ length: rows }, (_r, i) =>
      Array.from(
        { length: columns },
        (_c, j) => workbook.styles.get(cells.style(row + i, column + j)).numberFormat
      )
    );
  }
  set NumberFormat(formats: unknown) {
    writeNumberFormats(this.sheet, this.rect, formats, "Range.numberFormat");
  }

  /** office.js asks this before it cuts a big write into pieces. */
  _ValidateArraySize(rows: number, columns: number): void {
    if (rows !== this.rect.rows || columns !== this.rect.columns) {
      refuse("InvalidArgument", "Range.values");
    }
  }

  // ---- format, rules

  get Format(): RangeFormat {
    return new RangeFormat(this);
  }
  get DataValidation(): DataValidation {
    return new DataValidation(this);
  }
  get ConditionalFormats(): ConditionalFormatCollection {
    return new ConditionalFormatCollection(this);
  }
  get Sort(): RangeSort {
    return new RangeSort(this);
  }

  get Hyperlink(): Record<string, string> | null {
    const { row, column } = this.rect;
    const cell = { row, column, rows: 1, columns: 1 };
    const link = this.sheet.hyperlinks.find(({ area }) => contains(area, cell));
    if (!link) return null;
    const { address, documentReference, screenTip } = link;
    const shown = String(this.sheet.range(cell).Text?.[0]?.[0] ?? "");
    return { address, documentReference, screenTip, textToDisplay: shown };
  }
  set Hyperlink(link: unknown) {
    const location = "Range.hyperlink";
    const { rect, sheet } = this;
    const keys = ["address", "documentReference", "screenTip", "textToDisplay"];
    const given = requireKeys(link, keys, location);
    const text = (key: string): string =>
      given[key] === undefined ? "" : requireText(given[key], location);
    sheet.guardEdit(rect, "insertHyperlinks", location);
    if (given["textToDisplay"] !== undefined) {
      writeCells(sheet, rect, text("textToDisplay"), location);
    }
    const state: HyperlinkState = {
      area: rect,
      address: text("address"),
      documentReference: text("documentReference"),
      screenTip: text("screenTip"),
    };
    sheet.hyperlinks = [...sheet.hyperlinks.filter(({ area }) => !overlaps(area, rect)), state];
    sheet.touch("hyperlinks");
  }

  // ---- hidden

  /** True / false, or null where some are and some are not (typings, `Range.hidden`). */
  get Hidden(): boolean | null {
    if (this.RowHidden === true || this.ColumnHidden === true) return true;
    return this.RowHidden === false && this.ColumnHidden === false ? false : null;
  }
  get RowHidden(): boolean | null {
    const { row, rows } = this.rect;
    const { cells } = this.sheet;
    const first = cells.isRowHidden(row);
    for (let i = 1; i < rows; i++) if (cells.isRowHidden(row + i) !== first) return null;
    return first;
  }
  set RowHidden(hidden: unknown) {
    const location = "Range.rowHidden";
    const hide = requireBoolean(hidden, location);
    this.sheet.guardEdit(this.rect, "formatRows", location);
    if (isWholeColumns(this.rect)) refuse("InvalidArgument", location);
    this.sheet.hideRows(this.rect.row, this.rect.rows, hide);
  }
  get ColumnHidden(): boolean | null {
    const { column, columns } = this.rect;
    const { cells } = this.sheet;
    const first = cells.columnInfo(column).hidden ?? false;
    for (let j = 1; j < columns; j++) {
      if ((cells.columnInfo(column + j).hidden ?? false) !== first) return null;
    }
    return first;
  }
  set ColumnHidden(hidden: unknown) {
    const location = "Range.columnHidden";
    const hide = requireBoolean(hidden, location);
    this.sheet.guardEdit(this.rect, "formatColumns", location);
    if (isWholeRows(this.rect)) refuse("InvalidArgument", location);
    for (let j = 0; j < this.rect.columns; j++) {
      this.sheet.cells.setColumn(this.rect.column + j, { hidden: hide });
    }
  }

  // ---- other ranges

  GetCell(row: number, column: number): Range {
    return this.at(this.rect.row + row, this.rect.column + column, 1, 1, "getCell");
  }
  GetRow(row: number): Range {
    return this.at(this.rect.row + row, this.rect.column, 1, this.rect.columns, "getRow");
  }
  GetColumn(column: number): Range {
    return this.at(this.rect.row, this.rect.column + column, this.rect.rows, 1, "getColumn");
  }
  GetLastCell(): Range {
    return this.GetCell(this.rect.rows - 1, this.rect.columns - 1);
  }
  GetLastRow(): Range {
    return this.GetRow(this.rect.rows - 1);
  }
  GetLastColumn(): Range {
    return this.GetColumn(this.rect.columns - 1);
  }
  GetResizedRange(deltaRows: number, deltaColumns: number): Range {
    const { row, column, rows, columns } = this.rect;
    return this.at(row, column, rows + deltaRows, columns + deltaColumns, "getResizedRange");
  }
  GetAbsoluteResizedRange(rows: number, columns: number): Range {
    return this.at(this.rect.row, this.rect.column, rows, columns, "getAbsoluteResizedRange");
  }
  GetOffsetRange(rowOffset: number, columnOffset: number): Range {
    const { row, column, rows, columns } = this.rect;
    return this.at(row + rowOffset, column + columnOffset, rows, columns, "getOffsetRange");
  }
  GetEntireColumn(): Range {
    return this.at(0, this.rect.column, MAX_ROWS, this.rect.columns, "getEntireColumn");
  }
  GetEntireRow(): Range {
    return this.at(this.rect.row, 0, this.rect.rows, MAX_COLUMNS, "getEntireRow");
  }
  /** `count` rows above, below (negative: the other way); columns of the range. */
  GetRowsAbove(count = 1): Range {
    const size = requireInteger(count, "Range.getRowsAbove");
    return size < 0 ? this.GetRowsBelow(-size) : this.beside(-size, size, "row", "getRowsAbove");
  }
  GetRowsBelow(count = 1): Range {
    const size = requireInteger(count, "Range.getRowsBelow");
    if (size < 0) return this.GetRowsAbove(-size);
    return this.beside(this.rect.rows, size, "row", "getRowsBelow");
  }
  GetColumnsBefore(count = 1): Range {
    const size = requireInteger(count, "Range.getColumnsBefore");
    if (size < 0) return this.GetColumnsAfter(-size);
    return this.beside(-size, size, "column", "getColumnsBefore");
  }
  GetColumnsAfter(count = 1): Range {
    const size = requireInteger(count, "Range.getColumnsAfter");
    if (size < 0) return this.GetColumnsBefore(-size);
    return this.beside(this.rect.columns, size, "column", "getColumnsAfter");
  }
  GetBoundingRect(other: unknown): Range {
    const rect = this.other(other, "getBoundingRect");
    return this.sheet.range(boundingRect(this.rect, rect));
  }
  GetIntersectionOrNullObject(other: unknown): Range | null {
    const shared = intersection(this.rect, this.other(other, "getIntersection"));
    return shared && this.sheet.range(shared);
  }
  GetIntersection(other: unknown): Range {
    return (
      this.GetIntersectionOrNullObject(other) ?? refuse("ItemNotFound", "Range.getIntersection")
    );
  }
  GetUsedRangeOrNullObject(valuesOnly = false): Range | null {
    const used = this.sheet.cells.usedRect(valuesOnly, this.rect);
    return used && this.sheet.range(used);
  }
  /** @throws ItemNotFound where the range has no content (typings, `Range.getUsedRange`) */
  GetUsedRange(valuesOnly = false): Range {
    return (
      this.GetUsedRangeOrNullObject(valuesOnly) ?? refuse("ItemNotFound", "Range.getUsedRange")
    );
  }
  /** The block around the range that blank rows and columns bound (typings). */
  GetSurroundingRegion(): Range {
    let region = this.rect;
    for (;;) {
      const row = Math.max(region.row - 1, 0);
      const column = Math.max(region.column - 1, 0);
      const around: Rect = {
        row,
        column,
        rows: Math.min(lastRow(region) + 2, MAX_ROWS) - row,
        columns: Math.min(lastColumn(region) + 2, MAX_COLUMNS) - column,
      };
      const used = this.sheet.cells.usedRect(true, around);
      const next = used ? boundingRect(region, used) : region;
      if (cellCount(next) === cellCount(region)) return this.sheet.range(region);
      region = next;
    }
  }
  GetTables(fullyContained = false): TableScopedCollection {
    const { rect } = this;
    return new TableScopedCollection(() =>
      this.sheet.tables.filter((table) =>
        fullyContained ? contains(rect, table.rect) : overlaps(rect, table.rect)
      )
    );
  }
  /** Merged areas whose first cell lies in the range (office-js issue 3611); null where there are none. */
  GetMergedAreasOrNullObject(): MergedAreas | null {
    const { rect, sheet } = this;
    const found = sheet.merges.filter((merge) => contains(rect, { ...merge, rows: 1, columns: 1 }));
    if (found.length > mostMergedAreas) {
      refuse("GeneralException", "Range.getMergedAreasOrNullObject");
    }
    return found.length === 0 ? null : new MergedAreas(found.map((merge) => sheet.range(merge)));
  }

  // ---- doing

  Clear(applyTo: unknown = "All"): void {
    const kinds: readonly ClearApplyTo[] = [
      "All",
      "Contents",
      "Formats",
      "Hyperlinks",
      "RemoveHyperlinks",
    ];
    clearRange(this.sheet, this.rect, requireOneOf(applyTo, kinds, "Range.clear"));
  }
  CopyFrom(source: unknown, type: unknown = "All", skipBlanks = false, transpose = false): void {
    const location = "Range.copyFrom";
    const from = source instanceof Range ? source : this.sheet.workbook.rangeAt(source, location);
    const kinds: readonly CopyType[] = ["All", "Formats", "Formulas", "Values"];
    const kind = requireOneOf(type, kinds, location);
    if (transpose || skipBlanks) refuse("NotImplemented", location);
    copyRange(from.sheet, from.rect, this.sheet, this.rect, kind, location);
  }
  Insert(shift: unknown): Range {
    const direction = requireOneOf(shift, ["Down", "Right"] as const, "Range.insert");
    const { rect } = this;
    this.sheet.insertCells(rect, direction, "Range.insert");
    return this.sheet.range(rect);
  }
  Delete(shift: unknown): void {
    const direction = requireOneOf(shift, ["Up", "Left"] as const, "Range.delete");
    this.sheet.deleteCells(this.rect, direction, "Range.delete");
  }
  Merge(across: unknown = false): void {
    const location = "Range.merge";
    const { rect, sheet } = this;
    sheet.guardEdit(rect, "formatCells", location);
    if (sheet.tables.some((table) => overlaps(table.rect, rect))) {
      refuse("InvalidOperation", location, "Cells of a table cannot be merged.");
    }
    const parts = requireBoolean(across, location)
      ? Array.from({ length: rect.rows }, (_, i) => ({ ...rect, row: rect.row + i, rows: 1 }))
      : [rect];
    sheet.merges = [...sheet.merges.filter((merge) => !overlaps(merge, rect)), ...parts];
    for (const part of parts) sheet.keepOnlyFirstCell(part);
    sheet.touch("merges");
  }
  Unmerge(): void {
    this.sheet.guardEdit(this.rect, "formatCells", "Range.unmerge");
    this.sheet.merges = this.sheet.merges.filter((merge) => !overlaps(merge, this.rect));
    this.sheet.touch("merges");
  }
  Select(): void {
    this.sheet.workbook.requireFront("Range.select");
    this.sheet.workbook.select(this);
  }
  Calculate(): void {}

  /** Takes the links off the range's cells; the rest of a longer link stays. */
  dropLinks(): void {
    const links = this.sheet.hyperlinks.map((link) => ({ ...link, areas: [link.area] }));
    this.sheet.hyperlinks = cutAreas(links, this.rect).flatMap(({ areas, ...link }) =>
      areas.map((area) => ({ ...link, area }))
    );
    this.sheet.touch("hyperlinks");
  }

  private at(row: number, column: number, rows: number, columns: number, member: string): Range {
    const rect = { row, column, rows, columns };
    for (const part of Object.values(rect)) requireInteger(part, `Range.${member}`);
    if (!fitsSheet(rect)) refuse("InvalidArgument", `Range.${member}`);
    return this.sheet.range(rect);
  }

  private beside(offset: number, size: number, axis: "row" | "column", member: string): Range {
    const { row, column, rows, columns } = this.rect;
    return axis === "row"
      ? this.at(row + offset, column, size, columns, member)
      : this.at(row, column + offset, rows, size, member);
  }

  private other(other: unknown, member: string): Rect {
    const location = `Range.${member}`;
    const range = other instanceof Range ? other : this.sheet.rangeOf(other, location);
    if (range.sheet !== this.sheet) refuse("InvalidArgument", location);
    return range.rect;
  }

  private read<T>(
    empty: T,
    pick: (value: StoredValue, row: number, column: number) => T
  ): T[][] | null {
    if (!isReadable(this.rect)) return null;
    this.sheet.workbook.countRead(this.rect);
    return this.sheet.cells.matrix(this.rect, empty, pick);
  }

  private plain(value: StoredValue, row: number, column: number, member: string): unknown {
    if (typeof value === "symbol") return this.notCalculated(row, column, member);
    return value instanceof CellError ? value.text : value;
  }

  private notCalculated(row: number, column: number, member: string): never {
    const cell = formatRect({ row, column, rows: 1, columns: 1 });
    throw new NotCalculatedError(`${quoteSheet(this.sheet.Name)}!${cell}`, `Range.${member}`);
  }
}
