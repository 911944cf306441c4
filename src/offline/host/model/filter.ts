import { HostObject } from "../richapi/hostObject";
import { applyFilter, checkCriteria } from "./filtering";
import type { FilterCriteria, FilterState } from "./sheetState";
import { refuse } from "./support";
import type { Table } from "./objects";

/** `Excel.Filter`: the filter of one table column. */
export class Filter extends HostObject {
  readonly $class = "Filter";

  constructor(
    private readonly table: Table,
    private readonly columnId: number
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Criteria"];
  }
  get Criteria(): FilterCriteria | null {
    return this.table.filter?.criteria.get(this.index) ?? null;
  }
  Apply(criteria: unknown): void {
    this.set(checkCriteria(criteria, "Filter.apply"), "apply");
  }
  ApplyValuesFilter(values: unknown): void {
    const location = "Filter.applyValuesFilter";
    this.set(checkCriteria({ filterOn: "Values", values }, location), "applyValuesFilter");
  }
  ApplyCustomFilter(criterion1: unknown, criterion2?: unknown, operator?: unknown): void {
    const location = "Filter.applyCustomFilter";
    const criteria = { filterOn: "Custom", criterion1, criterion2, operator };
    this.set(checkCriteria(criteria, location), "applyCustomFilter");
  }
  Clear(): void {
    this.set(null, "clear");
  }

  private get index(): number {
    return this.table.columnIds.indexOf(this.columnId);
  }
  private set(criteria: FilterCriteria | null, member: string): void {
    const { table, index } = this;
    if (index < 0) refuse("ItemNotFound", `Filter.${member}`);
    table.guard("autoFilter", `Filter.${member}`);
    if (!table.ShowHeaders) refuse("InvalidOperation", `Filter.${member}`);
    const next: FilterState = {
      area: table.rect,
      criteria: new Map(table.filter?.criteria),
    };
    if (criteria) next.criteria.set(index, criteria);
    else next.criteria.delete(index);
    table.filter = next;
    applyFilter(table.sheet, next, table.body);
    table.sheet.touch("tables");
  }
}
