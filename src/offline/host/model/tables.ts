import { HostCollection } from "../richapi/hostObject";
import { type Rect, lastRow, MAX_ROWS, overlaps } from "./address";
import { Range } from "./range";
import { refuse, requireBoolean } from "./support";
import { Table } from "./table";
import type { Workbook, Worksheet } from "./objects";

/** `Excel.TableCollection` of the workbook (`sheet` null) or of one sheet. */
export class TableCollection extends HostCollection<Table> {
  readonly $class = "TableCollection";

  constructor(
    private readonly workbook: Workbook,
    private readonly sheet: Worksheet | null
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  $items(): readonly Table[] {
    return this.sheet ? this.sheet.tables : this.workbook.allTables();
  }
  $item(key: string | number): Table | null {
    return this.$items().find((table) => table.isCalled(key)) ?? null;
  }
  get Count(): number {
    return this.$items().length;
  }
  GetCount(): number {
    return this.Count;
  }
  GetItemOrNullObject(key: string | number): Table | null {
    return this.$item(key);
  }
  GetItemAt(index: number): Table {
    return this.$items()[index] ?? refuse("InvalidArgument", "TableCollection.getItemAt");
  }

  /**
   * Without headers Excel inserts a header row, and the data moves down by one row (typings).
   * @param address a range, or an address; without a sheet's name it means the active sheet
   * @throws InvalidArgument where the range overlaps another table; AccessDenied where protected
   */
  Add(address: unknown, hasHeaders: unknown): Table {
    const location = "TableCollection.add";
    const range = this.source(address, location);
    const { sheet } = range;
    if (this.sheet && sheet !== this.sheet) refuse("InvalidArgument", location);
    let { rect } = range;
    sheet.guardEdit(rect, "structure", location);
    const hit = (area: Rect): boolean => sheet.tables.some((table) => overlaps(table.rect, area));
    if (hit(rect)) refuse("InvalidArgument", location, "A table can't overlap another table.");
    if (sheet.merges.some((merge) => overlaps(merge, rect))) refuse("InvalidArgument", location);
    if (rect.rows === MAX_ROWS) refuse("InvalidArgument", location);
    if (!requireBoolean(hasHeaders, location)) {
      sheet.insertCells({ ...rect, rows: 1 }, "Down", location);
      rect = { ...rect, rows: rect.rows + 1 };
    }
    if (rect.rows === 1) {
      const below = { ...rect, row: lastRow(rect) + 1 };
      if (sheet.cells.usedRect(true, below)) sheet.insertCells(below, "Down", location);
      rect = { ...rect, rows: 2 };
    }
    if (sheet.filter && overlaps(sheet.filter.area, rect)) sheet.AutoFilter.Remove();
    const number = this.workbook.nextTableNumber();
    const table = new Table(sheet, number, this.freeName(), rect);
    sheet.tables = [...sheet.tables, table];
    table.keepHeaders(rect);
    this.workbook.tell({
      type: "tableAdded",
      targets: [table.Id],
      args: { type: "TableAdded", tableId: table.Id, worksheetId: sheet.Id },
    });
    return table;
  }

  private source(address: unknown, location: string): Range {
    if (address instanceof Range) return address;
    return this.workbook.rangeAt(address, location, this.sheet ?? undefined);
  }

  private freeName(): string {
    for (let number = 1; ; number++) {
      const name = `Table${number}`;
      if (!this.workbook.isNameTaken(name)) return name;
    }
  }
}
