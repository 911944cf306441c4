import { HostObject } from "../richapi/hostObject";
import { type Rect, MAX_ROWS } from "./address";
import {
  applyFilter,
  checkCriteria,
  clearFilter,
  isFiltering,
  type FilterOwner,
} from "./filtering";
import type { FilterState } from "./sheetState";
import { refuse, requireInteger } from "./support";
import type { Range, Table, Worksheet } from "./objects";

/** `Excel.AutoFilter` of a sheet (`table` null) or of a table. */
export class AutoFilter extends HostObject {
  readonly $class = "AutoFilter";

  constructor(
    private readonly sheet: Worksheet,
    private readonly table: Table | null
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Criteria", "Enabled", "IsDataFiltered"];
  }
  get Enabled(): boolean {
    return this.table ? this.table.showFilterButton : this.sheet.filter !== null;
  }
  get IsDataFiltered(): boolean {
    return isFiltering(this.owner.filter);
  }
  /** One entry per column of the filter's range; null where the column filters nothing. */
  get Criteria(): unknown[] {
    const { filter } = this.owner;
    if (!filter) return [];
    return Array.from({ length: filter.area.columns }, (_, i) => filter.criteria.get(i) ?? null);
  }

  /** Without a column only switches the filter on (typings, `AutoFilter.apply`). */
  Apply(range: unknown, column?: unknown, criteria?: unknown): void {
    const location = "AutoFilter.apply";
    const area = this.table ? this.table.rect : this.areaOf(this.sheet.rangeOf(range, location));
    this.sheet.guardEdit(area, "autoFilter", location);
    if (this.table && !this.table.ShowHeaders) refuse("InvalidOperation", location);
    const { filter } = this.owner;
    const same = filter && filter.area.row === area.row && filter.area.column === area.column;
    if (!same) clearFilter(this.sheet, this.owner);
    const next: FilterState = { area, criteria: new Map(same ? filter.criteria : []) };
    if (column !== undefined) {
      const index = requireInteger(column, location, 0, area.columns - 1);
      next.criteria.set(index, checkCriteria(criteria, location));
    }
    this.owner.filter = next;
    applyFilter(this.sheet, next, this.bodyOf(next));
  }
  ClearCriteria(): void {
    this.guard("clearCriteria");
    clearFilter(this.sheet, this.owner);
  }
  ClearColumnCriteria(column: unknown): void {
    const location = "AutoFilter.clearColumnCriteria";
    this.guard("clearColumnCriteria");
    const { filter } = this.owner;
    if (!filter) return;
    const index = requireInteger(column, location, 0, filter.area.columns - 1);
    const criteria = new Map(filter.criteria);
    criteria.delete(index);
    this.owner.filter = { ...filter, criteria };
    applyFilter(this.sheet, this.owner.filter, this.bodyOf(filter));
  }
  Reapply(): void {
    this.guard("reapply");
    const { filter } = this.owner;
    if (filter) applyFilter(this.sheet, filter, this.bodyOf(filter));
  }
  Remove(): void {
    this.guard("remove");
    clearFilter(this.sheet, this.owner);
    this.owner.filter = null;
    if (this.table) this.table.showFilterButton = false;
    this.sheet.touch("autoFilter");
  }
  GetRangeOrNullObject(): Range | null {
    if (this.table) return this.Enabled ? this.table.GetRange() : null;
    return this.sheet.filter && this.sheet.range(this.sheet.filter.area);
  }
  GetRange(): Range {
    return this.GetRangeOrNullObject() ?? refuse("ItemNotFound", "AutoFilter.getRange");
  }

  private get owner(): FilterOwner {
    return this.table ?? this.sheet;
  }
  private guard(member: string): void {
    const { filter } = this.owner;
    if (filter) this.sheet.guardEdit(filter.area, "autoFilter", `AutoFilter.${member}`);
  }
  /** A single cell means the block around it; whole columns end with the used rows. */
  private areaOf(range: Range): Rect {
    const { rect } = range;
    if (rect.rows === 1 && rect.columns === 1) return range.GetSurroundingRegion().rect;
    if (rect.rows < MAX_ROWS) return rect;
    return this.sheet.cells.usedRect(true, rect) ?? { ...rect, rows: 1 };
  }
  private bodyOf({ area }: FilterState): Rect {
    return this.table ? this.table.body : { ...area, row: area.row + 1, rows: area.rows - 1 };
  }
}
