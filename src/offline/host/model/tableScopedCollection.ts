import { HostCollection } from "../richapi/hostObject";
import { refuse } from "./support";
import type { Table } from "./objects";

/** `Excel.TableScopedCollection`: the tables that touch a range. */
export class TableScopedCollection extends HostCollection<Table> {
  readonly $class = "TableScopedCollection";

  constructor(private readonly tables: () => readonly Table[]) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  get Count(): number {
    return this.tables().length;
  }
  GetCount(): number {
    return this.Count;
  }
  $items(): readonly Table[] {
    return this.tables();
  }
  $item(key: string | number): Table | null {
    return this.tables().find((table) => table.isCalled(key)) ?? null;
  }
  GetItemOrNullObject(key: string | number): Table | null {
    return this.$item(key);
  }
  GetFirst(): Table {
    return this.tables()[0] ?? refuse("ItemNotFound", "TableScopedCollection.getFirst");
  }
}
