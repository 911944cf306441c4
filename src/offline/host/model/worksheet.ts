import { HostObject } from "../richapi/hostObject";
import {
  type Rect,
  contains,
  fitsSheet,
  formatRect,
  lastColumn,
  lastRow,
  overlaps,
  parseRect,
  splitSheet,
  WHOLE_SHEET,
} from "./address";
import { AutoFilter } from "./autoFilter";
import { CellStore } from "./cells";
import { type CellValue, CellError } from "./cellValue";
import { ChartCollection, type Chart } from "./charts";
import { WorksheetCustomPropertyCollection } from "./customProperties";
import { displayText } from "./displayText";
import { WorksheetFreezePanes } from "./freezePanes";
import { NamedItemCollection } from "./names";
import { PageLayout } from "./pageLayout";
import { Range } from "./range";
import { deleteCells, insertCells } from "./relocate";
import {
  type ConditionalFormatState,
  type FilterState,
  type HyperlinkState,
  type PageLayoutState,
  type SheetPart,
  type ValidationState,
  newPageLayout,
} from "./sheetState";
import { refuse, requireBoolean, requireColor, requireInteger, requireOneOf } from "./support";
import { TableCollection } from "./tables";
import { UserActions } from "./user";
import { WorksheetProtection, type EditKind } from "./worksheetProtection";
import type { Table, Workbook } from "./objects";

declare module "./objectModel" {
  interface ObjectModel {
    readonly Worksheet: Worksheet;
  }
}

/** Excel's heights and widths with the standard font Calibri 11, in points. */
const STANDARD_ROW_HEIGHT = 15;
const STANDARD_COLUMN_WIDTH = 48;
/** Points of one character of the standard font, and of a cell's padding. */
const CHARACTER_POINTS = 5.25;
const PADDING_POINTS = 3.75;

export type Visibility = "Visible" | "Hidden" | "VeryHidden";

const SCALARS = [
  "EnableCalculation",
  "Id",
  "Name",
  "Position",
  "Gridlines",
  "Headings",
  "StandardHeight",
  "StandardWidth",
  "TabColor",
  "Visibility",
];

/**
 * `Excel.Worksheet`, with its cells and whatever lies on it. Members with a capital letter are
 * what the add-in reaches; the others are for loading, saving and tests.
 */
export class Worksheet extends HostObject {
  readonly $class = "Worksheet";

  readonly cells = new CellStore();
  tables: Table[] = [];
  charts: Chart[] = [];
  merges: Rect[] = [];
  hyperlinks: HyperlinkState[] = [];
  validations: ValidationState[] = [];
  /** In order of priority, the strongest first. */
  conditionalFormats: ConditionalFormatState[] = [];
  filter: FilterState | null = null;
  /** Rows and columns that stay in view; 0 = none. */
  frozen = { rows: 0, columns: 0 };
  pageLayout: PageLayoutState = newPageLayout();
  customProperties = new Map<string, string>();
  /** Null = not protected. */
  protection: Readonly<Record<string, unknown>> | null = null;
  visibility: Visibility = "Visible";
  /** "#RRGGBB", "" = none. */
  tabColor = "";
  showGridlines = true;
  showHeadings = true;
  /** Points; undefined = Excel's standard. */
  standardWidth: number | undefined;
  isDeleted = false;

  /**
   * Kinds of things that the loaded sheet carries and this model does not know ("pivotTable",
   * "drawing" …). They are saved as they were; only deleting the sheet loses them.
   */
  readonly unmodelledParts = new Set<string>();
  /** What changed since loading, besides cells; the writer starts from this. */
  readonly changedParts = new Set<SheetPart>();

  /** What a person does in this sheet. */
  readonly user: UserActions;
  /** The same, done by a co-author in another session: its events have source "Remote". */
  readonly coauthor: UserActions;

  private lastChart = 0;
  private lastFormat = 0;
  private readonly tableCollection: TableCollection;
  private readonly names: NamedItemCollection;

  /**
   * @param sheetId the number that the file knows the sheet by; never reused
   * @param name a name that was checked
   */
  constructor(
    readonly workbook: Workbook,
    readonly sheetId: number,
    private name: string
  ) {
    super();
    this.tableCollection = new TableCollection(workbook, this);
    this.names = new NamedItemCollection(workbook, this);
    this.user = new UserActions(this, "Local");
    this.coauthor = new UserActions(this, "Remote");
  }

  override get $scalars(): readonly string[] {
    return SCALARS;
  }
  override $identity(): Record<string, unknown> {
    return { Id: this.Id };
  }

  // ---- the sheet itself

  get Id(): string {
    const number = this.sheetId.toString(16).toUpperCase().padStart(4, "0");
    return `{00000000-0001-0000-${number}-000000000000}`;
  }
  get Name(): string {
    return this.name;
  }
  set Name(name: unknown) {
    const location = "Worksheet.name";
    this.workbook.guardStructure(location);
    const checked = this.workbook.checkSheetName(name, location, this);
    const before = this.name;
    if (checked === before) return;
    this.name = checked;
    this.workbook.sheetRenamed(this, before);
  }
  get Position(): number {
    return this.workbook.sheets.indexOf(this);
  }
  set Position(position: unknown) {
    const location = "Worksheet.position";
    this.workbook.guardStructure(location);
    const to = requireInteger(position, location, 0, this.workbook.sheets.length - 1);
    this.workbook.moveSheet(this, to);
  }
  get Visibility(): string {
    return this.visibility;
  }
  set Visibility(visibility: unknown) {
    const location = "Worksheet.visibility";
    this.workbook.guardStructure(location);
    const next = requireOneOf(visibility, ["Visible", "Hidden", "VeryHidden"] as const, location);
    if (next !== "Visible") this.workbook.guardLastVisible(this, location);
    this.workbook.setVisibility(this, next);
  }
  get TabColor(): string {
    return this.tabColor;
  }
  set TabColor(color: unknown) {
    this.tabColor = color === "" ? "" : requireColor(color, "Worksheet.tabColor");
    this.touch("tabColor");
  }
  get Gridlines(): boolean {
    return this.showGridlines;
  }
  set Gridlines(show: unknown) {
    this.workbook.requireFront("Worksheet.gridlines");
    this.showGridlines = requireBoolean(show, "Worksheet.showGridlines");
    this.touch("view");
  }
  get Headings(): boolean {
    return this.showHeadings;
  }
  set Headings(show: unknown) {
    this.workbook.requireFront("Worksheet.showHeadings");
    this.showHeadings = requireBoolean(show, "Worksheet.showHeadings");
    this.touch("view");
  }
  get StandardHeight(): number {
    return STANDARD_ROW_HEIGHT;
  }
  get StandardWidth(): number {
    return this.standardWidth ?? STANDARD_COLUMN_WIDTH;
  }
  get EnableCalculation(): boolean {
    return true;
  }

  Activate(): void {
    this.workbook.requireFront("Worksheet.activate");
    if (this.visibility !== "Visible") refuse("InvalidOperation", "Worksheet.activate");
    this.workbook.activate(this);
  }
  /**
   * @throws InvalidOperation for a VeryHidden sheet (typings, `Worksheet.delete`) and for the last
   *   visible one
   */
  Delete(): void {
    const location = "Worksheet.delete";
    this.workbook.requireFront(location, "InvalidSelection");
    this.workbook.guardStructure(location);
    if (this.visibility === "VeryHidden") refuse("InvalidOperation", location);
    this.workbook.guardLastVisible(this, location);
    this.workbook.removeSheet(this);
  }
  Calculate(): void {}
  GetNextOrNullObject(visibleOnly = false): Worksheet | null {
    return this.neighbour(1, visibleOnly);
  }
  GetNext(visibleOnly = false): Worksheet {
    return this.neighbour(1, visibleOnly) ?? refuse("ItemNotFound", "Worksheet.getNext");
  }
  GetPreviousOrNullObject(visibleOnly = false): Worksheet | null {
    return this.neighbour(-1, visibleOnly);
  }
  GetPrevious(visibleOnly = false): Worksheet {
    return this.neighbour(-1, visibleOnly) ?? refuse("ItemNotFound", "Worksheet.getPrevious");
  }
  /** office.js asks any sheet for another one by id, in event arguments. */
  _GetSheetById(id: string): Worksheet | null {
    return this.workbook.Worksheets.$item(id);
  }

  // ---- ranges

  /**
   * @param address A1 address or the name of a range; left out = the whole sheet
   * @throws InvalidArgument for an address that is none or is longer than 8192 characters
   */
  GetRange(address?: unknown): Range {
    return address === undefined
      ? this.range(WHOLE_SHEET)
      : this.rangeOf(address, "Worksheet.getRange");
  }
  GetRangeByIndexes(row: unknown, column: unknown, rows: unknown, columns: unknown): Range {
    const location = "Worksheet.getRangeByIndexes";
    const rect: Rect = {
      row: requireInteger(row, location),
      column: requireInteger(column, location),
      rows: requireInteger(rows, location),
      columns: requireInteger(columns, location),
    };
    return fitsSheet(rect) ? this.range(rect) : refuse("InvalidArgument", location);
  }
  GetCell(row: unknown, column: unknown): Range {
    const location = "Worksheet.getCell";
    const rect: Rect = {
      row: requireInteger(row, location),
      column: requireInteger(column, location),
      rows: 1,
      columns: 1,
    };
    return fitsSheet(rect) ? this.range(rect) : refuse("InvalidArgument", location);
  }
  GetUsedRangeOrNullObject(valuesOnly = false): Range | null {
    const used = this.cells.usedRect(valuesOnly);
    return used && this.range(used);
  }
  /** A blank sheet's used range is its first cell (typings, `Worksheet.getUsedRange`). */
  GetUsedRange(valuesOnly = false): Range {
    return this.GetUsedRangeOrNullObject(valuesOnly) ?? this.GetCell(0, 0);
  }

  // ---- what lies on the sheet

  get Tables(): TableCollection {
    return this.tableCollection;
  }
  get Charts(): ChartCollection {
    return new ChartCollection(this);
  }
  get Names(): NamedItemCollection {
    return this.names;
  }
  get AutoFilter(): AutoFilter {
    return new AutoFilter(this, null);
  }
  get Protection(): WorksheetProtection {
    return new WorksheetProtection(this);
  }
  get FreezePanes(): WorksheetFreezePanes {
    return new WorksheetFreezePanes(this);
  }
  get PageLayout(): PageLayout {
    return new PageLayout(this);
  }
  get CustomProperties(): WorksheetCustomPropertyCollection {
    return new WorksheetCustomPropertyCollection(this);
  }

  // ---- for the other objects of the model

  range(rect: Rect): Range {
    return this.workbook.track(new Range(this, rect));
  }

  /** The range of an address as an argument, perhaps with this sheet's name, or of a name. */
  rangeOf(address: unknown, location: string): Range {
    if (address instanceof Range) return address;
    if (typeof address !== "string" || address === "" || address.length > 8192) {
      refuse("InvalidArgument", location);
    }
    const [sheet, local] = splitSheet(address);
    if (sheet !== null && sheet.toLowerCase() !== this.name.toLowerCase()) {
      refuse("InvalidArgument", location);
    }
    const rect = parseRect(local);
    if (rect) return this.range(rect);
    const named = sheet === null ? this.workbook.namedRange(local, this) : null;
    if (named?.sheet === this) return named;
    refuse("InvalidArgument", location);
  }

  /** @throws AccessDenied where the sheet is protected against this kind of change */
  guardEdit(rect: Rect, kind: EditKind, location: string): void {
    this.Protection.guard(rect, kind, location);
  }

  touch(part: SheetPart): void {
    this.changedParts.add(part);
  }

  /** Tells that cells were written. */
  changed(rect: Rect, details: Readonly<Record<string, unknown>> = {}): void {
    const { workbook } = this;
    workbook.recalculationNeeded();
    if (!workbook.$events.heard) return;
    const range = this.range(rect);
    const args = {
      type: "WorksheetChanged",
      changeType: "RangeEdited",
      worksheetId: this.Id,
      address: formatRect(rect),
      shiftDirection: "None",
      ...details,
    };
    workbook.tell({ type: "worksheetChanged", targets: [this.Id], args, range });
    for (const table of this.tables) {
      if (!overlaps(table.rect, rect)) continue;
      workbook.tell({
        type: "tableChanged",
        targets: [table.Id],
        args: { ...args, type: "TableChanged", tableId: table.Id },
        range,
      });
    }
  }

  formatChanged(rect: Rect): void {
    if (!this.workbook.$events.heard) return;
    this.workbook.tell({
      type: "worksheetFormatChanged",
      targets: [this.Id],
      args: { type: "WorksheetFormatChanged", worksheetId: this.Id, address: formatRect(rect) },
      range: this.range(rect),
    });
  }

  insertCells(rect: Rect, direction: "Down" | "Right", location: string): void {
    insertCells(this, rect, direction, location);
  }
  deleteCells(rect: Rect, direction: "Up" | "Left", location: string): void {
    deleteCells(this, rect, direction, location);
  }

  hideRows(row: number, rows: number, hide: boolean): void {
    for (let i = row; i < row + rows; i++) {
      if (hide) this.cells.hiddenRows.add(i);
      else this.cells.hiddenRows.delete(i);
      this.cells.dirtyRows.add(i);
    }
    this.workbook.tell({
      type: "worksheetRowHidden",
      targets: [this.Id],
      args: {
        type: "WorksheetRowHiddenChanged",
        changeType: hide ? "Hidden" : "Unhidden",
        worksheetId: this.Id,
        address: `${row + 1}:${row + rows}`,
      },
    });
  }

  /** Merging keeps the content of the first cell only. */
  keepOnlyFirstCell(rect: Rect): void {
    for (let row = rect.row; row <= lastRow(rect); row++) {
      for (let column = rect.column; column <= lastColumn(rect); column++) {
        if (row !== rect.row || column !== rect.column) {
          this.cells.setValue(row, column, undefined);
        }
      }
    }
  }

  rowHeight(row: number): number {
    return this.cells.rowHeights.get(row) ?? STANDARD_ROW_HEIGHT;
  }
  columnWidth(column: number): number {
    return this.cells.columnInfo(column).width ?? this.StandardWidth;
  }
  /** Points from the sheet's top to the row's top; hidden rows have no height. */
  rowTop(row: number): number {
    const { cells } = this;
    let top = row * STANDARD_ROW_HEIGHT;
    for (const [at, height] of cells.rowHeights) {
      if (at < row) top += height - STANDARD_ROW_HEIGHT;
    }
    for (const at of new Set([...cells.hiddenRows, ...cells.filteredRows])) {
      if (at < row) top -= this.rowHeight(at);
    }
    return top;
  }
  columnLeft(column: number): number {
    let left = 0;
    for (let at = 0; at < column; at++) {
      if (!this.cells.columnInfo(at).hidden) left += this.columnWidth(at);
    }
    return left;
  }
  setColumnWidth(rect: Rect, width: number): void {
    if (contains(rect, { ...WHOLE_SHEET, rows: 1 })) {
      for (const [column, info] of this.cells.columns) {
        this.cells.columns.set(column, { ...info, width });
      }
      this.cells.defaults = { ...this.cells.defaults, width };
      this.cells.columnsChanged = true;
      return;
    }
    for (let column = rect.column; column <= lastColumn(rect); column++) {
      this.cells.setColumn(column, { width });
    }
  }
  /** Widths by the longest shown text: an estimate, as the stand-in has no fonts. */
  autofitColumns(rect: Rect): void {
    for (const column of this.cells.usedColumns()) {
      if (column < rect.column || column > lastColumn(rect)) continue;
      let longest = 0;
      this.cells.eachRow(column, rect.row, lastRow(rect), (row) => {
        longest = Math.max(longest, shownWidth(this.shownText(row, column)));
      });
      if (longest > 0) {
        const width = Math.min(longest * CHARACTER_POINTS + PADDING_POINTS, 1343);
        this.cells.setColumn(column, { width });
      }
    }
  }
  shownText(row: number, column: number): string {
    const value = this.cells.value(row, column);
    if (value === undefined || typeof value === "symbol") return "";
    const { numberFormat } = this.workbook.styles.get(this.cells.style(row, column));
    return displayText(value, numberFormat, this.workbook.date1904);
  }

  nextChartNumber(): number {
    return ++this.lastChart;
  }
  nextFormatId(): string {
    const number = (++this.lastFormat).toString(16).toUpperCase().padStart(12, "0");
    return `{00000000-0003-0000-${this.sheetId.toString(16).padStart(4, "0")}-${number}}`;
  }

  private neighbour(step: 1 | -1, visibleOnly: boolean): Worksheet | null {
    const { sheets } = this.workbook;
    for (let at = this.Position + step; at >= 0 && at < sheets.length; at += step) {
      const sheet = sheets[at]!;
      if (!visibleOnly || sheet.visibility === "Visible") return sheet;
    }
    return null;
  }

  // ---- for tests and for the commands

  /** A cell's value as `Range.values` reads it; "" = empty. */
  value(address: string): CellValue | "" {
    return this.values(address)[0]![0]!;
  }
  /** The values of a block as `Range.values` reads them. */
  values(address: string): (CellValue | "")[][] {
    const rect = parseRect(address) ?? refuse("InvalidArgument", "inspection");
    return this.cells.matrix<CellValue | "">(rect, "", (value, row, column) => {
      if (typeof value === "symbol") {
        throw new Error(
          `${this.name}!${formatRect({ row, column, rows: 1, columns: 1 })} is a formula that nobody calculated`
        );
      }
      return value instanceof CellError ? value.text : value;
    });
  }
  /** The shown text of a cell. */
  text(address: string): string {
    const rect = parseRect(address) ?? refuse("InvalidArgument", "inspection");
    return this.shownText(rect.row, rect.column);
  }
  /** A cell's formula with its "=", or "" where there is none. */
  formula(address: string): string {
    const rect = parseRect(address) ?? refuse("InvalidArgument", "inspection");
    return this.cells.formula(rect.row, rect.column) ?? "";
  }
  numberFormat(address: string): string {
    const rect = parseRect(address) ?? refuse("InvalidArgument", "inspection");
    return this.workbook.styles.get(this.cells.style(rect.row, rect.column)).numberFormat;
  }
  /** The address of all cells with content, "" for a blank sheet. */
  usedAddress(): string {
    const used = this.cells.usedRect(true);
    return used ? formatRect(used) : "";
  }
}

/** Characters in widths of a digit: Chinese characters take two. */
function shownWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) > 0x2e7f ? 2 : 1;
  return width;
}
