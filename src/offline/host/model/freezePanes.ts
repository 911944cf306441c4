import { HostObject } from "../richapi/hostObject";
import { type Rect, MAX_COLUMNS, MAX_ROWS } from "./address";
import { refuse, requireInteger } from "./support";
import type { Range, Worksheet } from "./objects";

/** `Excel.WorksheetFreezePanes`: the rows and columns that stay in view. */
export class WorksheetFreezePanes extends HostObject {
  readonly $class = "WorksheetFreezePanes";

  constructor(private readonly sheet: Worksheet) {
    super();
  }

  FreezeRows(count: unknown = 1): void {
    const rows = requireInteger(count, "WorksheetFreezePanes.freezeRows", 0, MAX_ROWS - 1);
    this.freeze(rows, 0, "WorksheetFreezePanes.freezeRows");
  }
  FreezeColumns(count: unknown = 1): void {
    const location = "WorksheetFreezePanes.freezeColumns";
    this.freeze(0, requireInteger(count, location, 0, MAX_COLUMNS - 1), location);
  }
  /** Freezes the range's rows and columns; it must start at the sheet's first cell. */
  FreezeAt(range: unknown): void {
    const location = "WorksheetFreezePanes.freezeAt";
    const { row, column, rows, columns } = this.sheet.rangeOf(range, location).rect;
    const wholeRows = columns === MAX_COLUMNS;
    const wholeColumns = rows === MAX_ROWS;
    if (row !== 0 || column !== 0) refuse("InvalidArgument", location);
    this.freeze(wholeColumns ? 0 : rows, wholeRows ? 0 : columns, location);
  }
  Unfreeze(): void {
    this.freeze(0, 0, "WorksheetFreezePanes.unfreeze");
  }
  GetLocationOrNullObject(): Range | null {
    this.sheet.workbook.requireFront("WorksheetFreezePanes.getLocationOrNullObject");
    const { rows, columns } = this.sheet.frozen;
    if (rows === 0 && columns === 0) return null;
    const rect: Rect = {
      row: 0,
      column: 0,
      rows: rows || MAX_ROWS,
      columns: columns || MAX_COLUMNS,
    };
    return this.sheet.range(rect);
  }
  GetLocation(): Range {
    return (
      this.GetLocationOrNullObject() ?? refuse("ItemNotFound", "WorksheetFreezePanes.getLocation")
    );
  }

  private freeze(rows: number, columns: number, location: string): void {
    this.sheet.workbook.requireFront(location);
    this.sheet.frozen = { rows, columns };
    this.sheet.touch("view");
  }
}
