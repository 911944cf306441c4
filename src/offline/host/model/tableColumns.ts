import { HostCollection, HostObject } from "../richapi/hostObject";
import { type Rect, lastColumn, MAX_COLUMNS } from "./address";
import { Filter } from "./filter";
import { writeCells } from "./rangeWrites";
import { refuse, requireInteger, requireText } from "./support";
import type { Range, Table } from "./objects";

/** `Excel.TableColumn`. It is known by its id, so it stays the same when columns move. */
export class TableColumn extends HostObject {
  readonly $class = "TableColumn";

  constructor(
    readonly table: Table,
    readonly id: number
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Id", "Index", "Name", "Values"];
  }
  override $identity(): Record<string, unknown> {
    return { Id: this.id };
  }

  get Id(): number {
    return this.id;
  }
  get Index(): number {
    const index = this.table.columnIds.indexOf(this.id);
    return index >= 0 ? index : refuse("ItemNotFound", "TableColumn");
  }
  get Name(): string {
    return this.table.columnName(this.Index);
  }
  set Name(name: unknown) {
    const location = "TableColumn.name";
    const text = requireText(name, location);
    const isTaken = this.table.columnIds.some(
      (id, index) =>
        id !== this.id && this.table.columnName(index).toLowerCase() === text.toLowerCase()
    );
    if (text === "" || isTaken) refuse("InvalidArgument", location);
    if (this.table.ShowHeaders) {
      writeCells(this.table.sheet, this.part({ rows: 1 }), `'${text}`, location);
    } else this.table.nameHidden(this.id, text);
  }
  get Values(): unknown[][] | null {
    return this.GetRange().Values;
  }
  set Values(values: unknown) {
    writeCells(this.table.sheet, this.part({}), values, "TableColumn.values");
  }
  get Filter(): Filter {
    return new Filter(this.table, this.id);
  }

  GetRange(): Range {
    return this.table.sheet.range(this.part({}));
  }
  GetHeaderRowRange(): Range {
    const { row } = this.table.GetHeaderRowRange().rect;
    return this.table.sheet.range(this.part({ row, rows: 1 }));
  }
  GetDataBodyRange(): Range {
    const { row, rows } = this.table.body;
    return this.table.sheet.range(this.part({ row, rows }));
  }
  GetTotalRowRange(): Range {
    const { row } = this.table.GetTotalRowRange().rect;
    return this.table.sheet.range(this.part({ row, rows: 1 }));
  }
  Delete(): void {
    const location = "TableColumn.delete";
    if (this.table.rect.columns === 1) refuse("InvalidOperation", location);
    this.table.guard("structure", location);
    this.table.sheet.deleteCells(this.part({}), "Left", location);
  }

  private part(change: Partial<Rect>): Rect {
    const { rect } = this.table;
    return { ...rect, column: rect.column + this.Index, columns: 1, ...change };
  }
}

/** `Excel.TableColumnCollection`. */
export class TableColumnCollection extends HostCollection<TableColumn> {
  readonly $class = "TableColumnCollection";

  constructor(private readonly table: Table) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  get Count(): number {
    return this.table.rect.columns;
  }
  GetCount(): number {
    return this.Count;
  }
  $items(): readonly TableColumn[] {
    return this.table.columnIds.map((id) => new TableColumn(this.table, id));
  }
  /** By id (a number) or by name. */
  $item(key: string | number): TableColumn | null {
    if (typeof key === "number") return this.$items().find(({ id }) => id === key) ?? null;
    const lower = key.toLowerCase();
    return this.$items().find((column) => column.Name.toLowerCase() === lower) ?? null;
  }
  GetItemOrNullObject(key: string | number): TableColumn | null {
    return this.$item(key);
  }
  GetItemAt(index: number): TableColumn {
    return this.$items()[index] ?? refuse("InvalidArgument", "TableColumnCollection.getItemAt");
  }

  /**
   * @param index place from 0; left out, null or -1 = at the end (typings)
   * @param values one value, or a matrix of one column: header, body and totals, or body only
   * @param name the header, over that of `values`
   */
  Add(index?: unknown, values?: unknown, name?: unknown): TableColumn {
    const location = "TableColumnCollection.add";
    const { table } = this;
    table.guard("structure", location);
    const { sheet, rect } = table;
    const count = rect.columns;
    const at =
      index === undefined || index === -1 ? count : requireInteger(index, location, 0, count);
    this.makeRoom(at, location);
    const column = new TableColumn(table, table.columnIds[at]!);
    if (values !== undefined) {
      const isBody = Array.isArray(values) && values.length === table.body.rows;
      const target = isBody ? column.GetDataBodyRange() : column.GetRange();
      writeCells(sheet, target.rect, values, location);
    }
    if (name !== undefined) column.Name = name;
    return column;
  }

  /** Cells to the right move only where there are some, or where the column comes in between. */
  private makeRoom(at: number, location: string): void {
    const { table } = this;
    const { sheet, rect } = table;
    const place: Rect = { ...rect, column: rect.column + at, columns: 1 };
    if (place.column >= MAX_COLUMNS) refuse("InvalidOperation", location);
    if (at < rect.columns) {
      sheet.insertCells(place, "Right", location);
      if (at === 0) table.growLeft();
      return;
    }
    const neighbours = sheet.tables.some(
      (other) => other !== table && other.rect.column === lastColumn(rect) + 1
    );
    if (neighbours || sheet.cells.usedRect(false, place)) {
      sheet.insertCells(place, "Right", location);
    }
    table.growRight();
  }
}
