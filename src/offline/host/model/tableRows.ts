import { HostCollection, HostObject } from "../richapi/hostObject";
import { lastRow } from "./address";
import { writeCells } from "./rangeWrites";
import { refuse, requireInteger } from "./support";
import type { Range, Table } from "./objects";

/** `Excel.TableRow`: a body row by its place. */
export class TableRow extends HostObject {
  readonly $class = "TableRow";

  constructor(
    private readonly table: Table,
    readonly index: number
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Index", "Values"];
  }
  get Index(): number {
    return this.index;
  }
  get Values(): unknown[][] | null {
    return this.GetRange().Values;
  }
  set Values(values: unknown) {
    writeCells(this.table.sheet, this.GetRange().rect, values, "TableRow.values");
  }
  GetRange(): Range {
    const { body } = this.table;
    if (this.index >= body.rows) refuse("ItemNotFound", "TableRow.getRange");
    return this.table.sheet.range({ ...body, row: body.row + this.index, rows: 1 });
  }
  Delete(): void {
    new TableRowCollection(this.table).DeleteRowsAt(this.index, 1);
  }
}

/** `Excel.TableRowCollection`. */
export class TableRowCollection extends HostCollection<TableRow> {
  readonly $class = "TableRowCollection";

  constructor(private readonly table: Table) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  get Count(): number {
    return this.table.body.rows;
  }
  GetCount(): number {
    return this.Count;
  }
  $items(): readonly TableRow[] {
    return Array.from({ length: this.Count }, (_, index) => new TableRow(this.table, index));
  }
  $item(key: string | number): TableRow | null {
    return typeof key === "number" ? (this.$items()[key] ?? null) : null;
  }
  GetItemAt(index: unknown): TableRow {
    const location = "TableRowCollection.getItemAt";
    return new TableRow(this.table, requireInteger(index, location, 0, this.Count - 1));
  }

  /**
   * The blank row of a table that has nothing but its header is used before rows are added.
   * @param index place from 0; left out, null or -1 = at the end (typings)
   * @param values one row or several; each as wide as the table
   */
  Add(index?: unknown, values?: unknown): TableRow {
    const location = "TableRowCollection.add";
    const { table } = this;
    const { sheet, rect } = table;
    table.guard("structure", location);
    const rows = rowsOf(values, rect.columns, location);
    const count = this.Count;
    const at =
      index === undefined || index === -1 ? count : requireInteger(index, location, 0, count);
    const { body } = table;
    const isBlank = count === 1 && at === 1 && !sheet.cells.usedRect(true, body);
    const first = isBlank ? 0 : at;
    const added = rows.length - (isBlank ? 1 : 0);
    if (added > 0) this.makeRoom(body.row + at, added, at === count, location);
    const target = { ...body, row: body.row + first, rows: rows.length };
    writeCells(sheet, target, rows, location);
    return new TableRow(table, first);
  }

  /** @throws InsertDeleteConflict while the table is filtered (typings, `deleteRowsAt`) */
  DeleteRowsAt(index: unknown, count: unknown = 1): void {
    const location = "TableRowCollection.deleteRowsAt";
    const { table } = this;
    table.guard("structure", location);
    if (table.isFiltered) refuse("InsertDeleteConflict", location);
    const at = requireInteger(index, location, 0, this.Count - 1);
    const rows = requireInteger(count, location, 1, this.Count - at);
    const { body, sheet } = table;
    const place = { ...body, row: body.row + at, rows };
    if (rows === body.rows) {
      for (let j = 0; j < body.columns; j++) {
        for (let row = body.row; row <= lastRow(body); row++) {
          sheet.cells.setValue(row, body.column + j, undefined);
        }
      }
      if (rows > 1)
        sheet.deleteCells({ ...place, row: place.row + 1, rows: rows - 1 }, "Up", location);
      else sheet.changed(place);
    } else sheet.deleteCells(place, "Up", location);
  }
  DeleteRows(rows: unknown): void {
    const location = "TableRowCollection.deleteRows";
    if (!Array.isArray(rows)) refuse("InvalidArgument", location);
    const list: unknown[] = rows;
    const places = list.map((row) =>
      row instanceof TableRow ? row.index : requireInteger(row, location, 0, this.Count - 1)
    );
    for (const place of [...new Set(places)].sort((a, b) => b - a)) this.DeleteRowsAt(place, 1);
  }

  private makeRoom(row: number, rows: number, atEnd: boolean, location: string): void {
    const { table } = this;
    const { sheet, rect } = table;
    const place = { ...rect, row, rows };
    const free = atEnd && !table.showTotals && !sheet.cells.usedRect(false, place);
    const blocked = sheet.tables.some((other) => other !== table && other.rect.row === row);
    if (!free || blocked) sheet.insertCells(place, "Down", location);
    // Rows that come in between stretch the table by themselves.
    const grown = table.rect.rows - rect.rows;
    if (grown < rows) table.growDown(rows - grown);
  }
}

function rowsOf(values: unknown, columns: number, location: string): unknown[][] {
  if (!Array.isArray(values)) return [new Array<unknown>(columns).fill(values ?? "")];
  const rows = (Array.isArray(values[0]) ? values : [values]) as unknown[][];
  const fits = rows.length > 0 && rows.every((row) => row.length === columns);
  return fits ? rows : refuse("InvalidArgument", location);
}
