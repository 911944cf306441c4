import { HostObject } from "../richapi/hostObject";
import {
  type Rect,
  contains,
  formatRect,
  intersection,
  lastColumn,
  lastRow,
  MAX_ROWS,
  overlaps,
} from "./address";
import { AutoFilter } from "./autoFilter";
import { CellError, NOT_CALCULATED } from "./cellValue";
import { displayText } from "./displayText";
import { clearFilter, isFiltering } from "./filtering";
import { checkObjectName, sameText } from "./objectNames";
import { clearRange } from "./rangeWrites";
import { type Shift, shiftRect } from "./shift";
import type { FilterState } from "./sheetState";
import { TableSort } from "./sort";
import { refuse, requireBoolean, requireText } from "./support";
import { fillNewRows } from "./tableAutoCorrect";
import { TableColumnCollection } from "./tableColumns";
import { TableRowCollection } from "./tableRows";
import type { Range, Worksheet } from "./objects";

declare module "./objectModel" {
  interface ObjectModel {
    readonly Table: Table;
  }
}

const SCALARS = [
  "HighlightFirstColumn",
  "HighlightLastColumn",
  "Id",
  "LegacyId",
  "Name",
  "ShowBandedColumns",
  "ShowBandedRows",
  "ShowFilterButton",
  "ShowHeaders",
  "ShowTotals",
  "Style",
];
const BUILT_IN_STYLE =
  /^TableStyle(Light([1-9]|1\d|2[01])|Medium([1-9]|1\d|2[0-8])|Dark([1-9]|1[01]))$/;

/** Looks of a table that are plain switches. */
export interface TableLook {
  style: string;
  bandedRows: boolean;
  bandedColumns: boolean;
  firstColumn: boolean;
  lastColumn: boolean;
}

/** `Excel.Table`. Its column names are the texts of its header cells, while those are shown. */
export class Table extends HostObject {
  readonly $class = "Table";

  /** Header row, body and totals row, as far as they are shown. */
  rect: Rect;
  /** The names of the columns by their ids while the header row is hidden. */
  private hiddenNames: Map<number, string> | null = null;
  showTotals = false;
  showFilterButton = true;
  look: TableLook = {
    style: "TableStyleMedium2",
    bandedRows: true,
    bandedColumns: false,
    firstColumn: false,
    lastColumn: false,
  };
  filter: FilterState | null = null;
  /** A number per column that stays with it when columns move. */
  columnIds: number[];
  /** The highest column id given so far. */
  lastColumnId: number;
  /** Calculated columns by their id, each with its formula as it reads from a cell of the column. */
  readonly calculated = new Map<number, string>();

  /**
   * @param number the id that the file knows the table by
   * @param name a name that was checked
   */
  constructor(
    readonly sheet: Worksheet,
    readonly number: number,
    public name: string,
    rect: Rect
  ) {
    super();
    this.rect = rect;
    this.columnIds = Array.from({ length: rect.columns }, (_, i) => i + 1);
    this.lastColumnId = rect.columns;
  }

  override get $scalars(): readonly string[] {
    return SCALARS;
  }
  override $identity(): Record<string, unknown> {
    return { Id: this.Id };
  }

  get Id(): string {
    return `{00000000-000C-0000-FFFF-${this.number.toString(16).toUpperCase().padStart(12, "0")}}`;
  }
  get LegacyId(): string {
    return String(this.number);
  }
  get Name(): string {
    return this.name;
  }
  set Name(name: unknown) {
    const location = "Table.name";
    const checked = checkObjectName(name, location);
    const { workbook } = this.sheet;
    const taken =
      workbook.allTables().some((table) => table !== this && sameText(table.name, checked)) ||
      workbook.names.some((item) => sameText(item.name, checked));
    if (taken) refuse("InvalidArgument", location, "The name is in use.");
    this.guard("structure", location);
    this.name = checked;
    this.sheet.touch("tables");
  }
  get ShowHeaders(): boolean {
    return this.hiddenNames === null;
  }
  /** The header's texts go from the cells, and the table is a row shorter (office-js issue 134, xlwings 2094). */
  set ShowHeaders(show: unknown) {
    const location = "Table.showHeaders";
    const wanted = requireBoolean(show, location);
    this.guard("structure", location);
    if (wanted === this.ShowHeaders) return;
    clearFilter(this.sheet, this);
    if (wanted) this.revealHeaders(location);
    else this.hideHeaders();
    this.sheet.touch("tables");
  }
  get ShowBandedRows(): boolean {
    return this.look.bandedRows;
  }
  set ShowBandedRows(show: unknown) {
    this.setLook("showBandedRows", { bandedRows: requireBoolean(show, "Table.showBandedRows") });
  }
  get ShowBandedColumns(): boolean {
    return this.look.bandedColumns;
  }
  set ShowBandedColumns(show: unknown) {
    const bandedColumns = requireBoolean(show, "Table.showBandedColumns");
    this.setLook("showBandedColumns", { bandedColumns });
  }
  get HighlightFirstColumn(): boolean {
    return this.look.firstColumn;
  }
  set HighlightFirstColumn(show: unknown) {
    const firstColumn = requireBoolean(show, "Table.highlightFirstColumn");
    this.setLook("highlightFirstColumn", { firstColumn });
  }
  get HighlightLastColumn(): boolean {
    return this.look.lastColumn;
  }
  set HighlightLastColumn(show: unknown) {
    const lastColumn = requireBoolean(show, "Table.highlightLastColumn");
    this.setLook("highlightLastColumn", { lastColumn });
  }
  get Style(): string {
    return this.look.style;
  }
  /** One of Excel's own styles (typings, `Table.style`). */
  set Style(style: unknown) {
    const name = requireText(style, "Table.style");
    if (!BUILT_IN_STYLE.test(name)) refuse("InvalidArgument", "Table.style");
    this.setLook("style", { style: name });
  }
  get ShowFilterButton(): boolean {
    return this.showFilterButton;
  }
  set ShowFilterButton(show: unknown) {
    this.guard("structure", "Table.showFilterButton");
    this.showFilterButton = requireBoolean(show, "Table.showFilterButton");
    if (!this.showFilterButton) clearFilter(this.sheet, this);
    this.sheet.touch("tables");
  }
  get ShowTotals(): boolean {
    return this.showTotals;
  }
  set ShowTotals(show: unknown) {
    const location = "Table.showTotals";
    const wanted = requireBoolean(show, location);
    this.guard("structure", location);
    if (wanted !== this.showTotals) this.toggleTotals(wanted, location);
  }

  get Worksheet(): Worksheet {
    return this.sheet;
  }
  get Columns(): TableColumnCollection {
    return new TableColumnCollection(this);
  }
  get Rows(): TableRowCollection {
    return new TableRowCollection(this);
  }
  get Sort(): TableSort {
    return new TableSort(this);
  }
  get AutoFilter(): AutoFilter {
    return new AutoFilter(this.sheet, this);
  }

  GetRange(): Range {
    return this.sheet.range(this.rect);
  }
  GetHeaderRowRange(): Range {
    if (!this.ShowHeaders) refuse("InvalidOperation", "Table.getHeaderRowRange");
    return this.sheet.range({ ...this.rect, rows: 1 });
  }
  GetDataBodyRange(): Range {
    return this.sheet.range(this.body);
  }
  GetTotalRowRange(): Range {
    if (!this.showTotals) refuse("InvalidOperation", "Table.getTotalRowRange");
    return this.sheet.range({ ...this.rect, row: lastRow(this.rect), rows: 1 });
  }

  /** The headers must stay in the same row and the new range must overlap the old (typings). */
  Resize(range: unknown): void {
    const location = "Table.resize";
    const next = this.sheet.rangeOf(range, location);
    const { rect } = next;
    const fits =
      next.sheet === this.sheet && rect.row === this.rect.row && rect.rows > this.headerRows;
    if (!fits || !overlaps(rect, this.rect)) refuse("InvalidArgument", location);
    this.guard("structure", location);
    this.guardOverlap(rect, location);
    this.columnIds = Array.from({ length: rect.columns }, (_, i) => {
      const before = rect.column + i - this.rect.column;
      return this.columnIds[before] ?? ++this.lastColumnId;
    });
    const before = this.body;
    this.rect = rect;
    this.keepHeaders(rect);
    this.followFilter();
    this.sheet.touch("tables");
    fillNewRows(this, lastRow(before) + 1, this.body.rows - before.rows);
  }
  ClearFilters(): void {
    this.sheet.workbook.requireFront("Table.clearFilters");
    this.guard("autoFilter", "Table.clearFilters");
    clearFilter(this.sheet, this);
  }
  ReapplyFilters(): void {
    this.AutoFilter.Reapply();
  }
  ConvertToRange(): Range {
    this.guard("structure", "Table.convertToRange");
    clearFilter(this.sheet, this);
    this.forget();
    return this.sheet.range(this.rect);
  }
  Delete(): void {
    this.guard("structure", "Table.delete");
    clearFilter(this.sheet, this);
    this.forget();
    clearRange(this.sheet, this.rect, "All");
  }

  // ---- for the other objects of the model

  /** The rows between header row and totals row. */
  get body(): Rect {
    const totals = this.showTotals ? 1 : 0;
    const { headerRows: head } = this;
    return { ...this.rect, row: this.rect.row + head, rows: this.rect.rows - head - totals };
  }
  private get headerRows(): 0 | 1 {
    return this.ShowHeaders ? 1 : 0;
  }
  get isFiltered(): boolean {
    return isFiltering(this.filter);
  }
  isCalled(key: string | number): boolean {
    return this.Id === key || sameText(this.name, String(key)) || this.LegacyId === key;
  }
  columnName(index: number): string {
    if (this.hiddenNames) return this.hiddenNames.get(this.columnIds[index] ?? 0) ?? "";
    const value = this.sheet.cells.value(this.rect.row, this.rect.column + index);
    return typeof value === "string" ? value : "";
  }
  guard(kind: "structure" | "autoFilter" | "sort", location: string): void {
    this.sheet.guardEdit(this.rect, kind, location);
  }
  guardOverlap(rect: Rect, location: string): void {
    const hit = this.sheet.tables.some((other) => other !== this && overlaps(other.rect, rect));
    if (hit) refuse("InvalidArgument", location, "A table can't overlap another table.");
  }

  /** A table of a file that has no header row. @param names by the columns' ids */
  $withoutHeaders(names: ReadonlyMap<number, string>): void {
    this.hiddenNames = new Map(names);
  }

  /** Renames a column whose header is not shown. */
  nameHidden(id: number, name: string): void {
    this.hiddenNames?.set(id, name);
    this.sheet.touch("tables");
  }

  private hideHeaders(): void {
    const names = this.columnIds.map((id, index) => [id, this.columnName(index)] as const);
    const header = { ...this.rect, rows: 1 };
    this.hiddenNames = new Map(names);
    this.rect = { ...this.rect, row: this.rect.row + 1, rows: this.rect.rows - 1 };
    clearRange(this.sheet, header, "Contents");
  }

  /** Into the row above where that is free, else into cells that are inserted. */
  private revealHeaders(location: string): void {
    const { sheet } = this;
    const above = { ...this.rect, row: this.rect.row - 1, rows: 1 };
    const isFree =
      above.row >= 0 &&
      !sheet.cells.usedRect(true, above) &&
      !sheet.tables.some((other) => other !== this && overlaps(other.rect, above));
    if (!isFree) sheet.insertCells({ ...this.rect, rows: 1 }, "Down", location);
    const names = this.columnIds.map((_, index) => this.columnName(index));
    this.hiddenNames = null;
    this.rect = { ...this.rect, row: this.rect.row - 1, rows: this.rect.rows + 1 };
    names.forEach((name, index) => {
      sheet.cells.setValue(this.rect.row, this.rect.column + index, name);
    });
    this.keepHeaders(this.rect);
  }

  /** Columns that came while no header row is shown. */
  private nameHiddenColumns(names: Map<number, string>): void {
    for (const id of this.columnIds) {
      if (names.has(id)) continue;
      const taken = new Set([...names.values()].map((name) => name.toLowerCase()));
      names.set(id, uniqueHeader("", taken));
    }
  }

  /** Header cells are unique, non-empty texts; Excel makes them so whatever is written there. */
  keepHeaders(written: Rect): void {
    if (this.hiddenNames) return this.nameHiddenColumns(this.hiddenNames);
    const header = { ...this.rect, rows: 1 };
    const hit = intersection(header, written);
    if (!hit) return;
    const { cells, workbook } = this.sheet;
    const names = new Set<string>();
    for (let j = 0; j < this.rect.columns; j++) {
      const column = this.rect.column + j;
      if (column < hit.column || column > lastColumn(hit)) {
        names.add(this.columnName(j).toLowerCase());
      }
    }
    for (let column = hit.column; column <= lastColumn(hit); column++) {
      const value = cells.value(this.rect.row, column);
      const style = workbook.styles.get(cells.style(this.rect.row, column));
      let text = "";
      if (value instanceof CellError) text = value.text;
      else if (value !== undefined && typeof value !== "symbol") {
        text = displayText(value, style.numberFormat, workbook.date1904);
      }
      const unique = uniqueHeader(text, names);
      names.add(unique.toLowerCase());
      if (value !== unique) cells.setValue(this.rect.row, column, unique);
    }
    this.sheet.touch("tables");
  }

  /** Follows cells that moved; new columns inside get an id. */
  follow(shift: Shift): void {
    const before = this.rect;
    const after = shiftRect(before, shift);
    if (!after) return;
    const ids = new Map<number, number>();
    this.columnIds.forEach((id, j) => {
      const cell = { ...before, column: before.column + j, columns: 1 };
      const to = shiftRect(cell, shift);
      if (to && contains(after, to)) ids.set(to.column - after.column, id);
    });
    this.rect = after;
    this.columnIds = Array.from(
      { length: after.columns },
      (_, j) => ids.get(j) ?? ++this.lastColumnId
    );
    if (before.columns !== after.columns || shift.kind === "reorder") this.keepHeaders(after);
    this.followFilter();
    this.sheet.touch("tables");
    if (shift.kind === "splice" && shift.axis === "row" && shift.insert > 0) {
      fillNewRows(this, Math.max(shift.at, after.row), after.rows - before.rows);
    }
  }

  /** One more column at the right edge; room was made before. */
  growRight(): void {
    this.rect = { ...this.rect, columns: this.rect.columns + 1 };
    this.columnIds = [...this.columnIds, ++this.lastColumnId];
    this.afterGrowing();
  }
  /** One more column at the left edge, after the table moved right by one. */
  growLeft(): void {
    this.rect = { ...this.rect, column: this.rect.column - 1, columns: this.rect.columns + 1 };
    this.columnIds = [++this.lastColumnId, ...this.columnIds];
    this.afterGrowing();
  }
  growDown(rows: number): void {
    const first = lastRow(this.body) + 1;
    this.rect = { ...this.rect, rows: this.rect.rows + rows };
    this.afterGrowing();
    fillNewRows(this, first, rows);
  }
  private afterGrowing(): void {
    this.keepHeaders(this.rect);
    this.followFilter();
    this.sheet.touch("tables");
  }

  /** Takes the table off the sheet; the cells stay. */
  forget(): void {
    this.sheet.tables = this.sheet.tables.filter((table) => table !== this);
    this.sheet.touch("tables");
    this.sheet.workbook.tell({
      type: "tableDeleted",
      targets: [this.Id],
      args: {
        type: "TableDeleted",
        tableId: this.Id,
        tableName: this.name,
        worksheetId: this.sheet.Id,
      },
    });
  }

  private followFilter(): void {
    if (this.filter) this.filter = { ...this.filter, area: this.rect };
  }

  private setLook(member: string, changes: Partial<TableLook>): void {
    this.guard("structure", `Table.${member}`);
    this.look = { ...this.look, ...changes };
    this.sheet.touch("tables");
  }

  private toggleTotals(show: boolean, location: string): void {
    const { sheet } = this;
    if (!show) {
      const totals = { ...this.rect, row: lastRow(this.rect), rows: 1 };
      this.showTotals = false;
      sheet.deleteCells(totals, "Up", location);
      return;
    }
    const row = lastRow(this.rect) + 1;
    if (row >= MAX_ROWS) refuse("InvalidOperation", location);
    const totals = { ...this.rect, row, rows: 1 };
    if (sheet.cells.usedRect(false, totals)) sheet.insertCells(totals, "Down", location);
    this.rect = { ...this.rect, rows: this.rect.rows + 1 };
    this.showTotals = true;
    sheet.cells.setValue(row, this.rect.column, "Total");
    if (this.rect.columns > 1) {
      const name = this.columnName(this.rect.columns - 1).replace(/[[\]#']/g, "'$&");
      const code = this.lastColumnIsNumeric() ? 109 : 103;
      const formula = `=SUBTOTAL(${code},[${name}])`;
      sheet.cells.setFormula(row, lastColumn(this.rect), formula, NOT_CALCULATED);
    }
    sheet.touch("tables");
    sheet.changed(totals);
  }

  private lastColumnIsNumeric(): boolean {
    const { row, rows } = this.body;
    const column = lastColumn(this.rect);
    const values = Array.from({ length: rows }, (_, i) => this.sheet.cells.value(row + i, column));
    const filled = values.filter((value) => value !== undefined);
    return filled.length > 0 && filled.every((value) => typeof value === "number");
  }

  /** "B2:F20", for messages of tests. */
  get address(): string {
    return formatRect(this.rect);
  }
}

/** The text, or "Column1" for none, with a number behind it where it is taken. */
function uniqueHeader(text: string, taken: ReadonlySet<string>): string {
  const isTaken = (name: string): boolean => taken.has(name.toLowerCase());
  if (text !== "" && !isTaken(text)) return text;
  const stem = text === "" ? "Column" : text;
  for (let number = text === "" ? 1 : 2; ; number++) {
    if (!isTaken(stem + number)) return stem + number;
  }
}
