/** Which rows a filter shows. */
import { type Rect, lastRow } from "./address";
import type { StoredValue } from "./cellValue";
import type { FilterCriteria, FilterState } from "./sheetState";
import { refuse, requireKeys, requireOneOf, requireText } from "./support";
import type { Worksheet } from "./objects";

/** A sheet or a table: what has a filter. */
export interface FilterOwner {
  filter: FilterState | null;
}

export const isFiltering = (filter: FilterState | null): boolean =>
  filter !== null && filter.criteria.size > 0;

const CRITERIA_KEYS = [
  "filterOn",
  "criterion1",
  "criterion2",
  "operator",
  "values",
  "color",
  "dynamicCriteria",
  "icon",
  "subField",
];

/**
 * Checks a criterion as the API gives it. Filters by value and custom filters are known.
 * @throws InvalidArgument for unknown properties, NotImplemented for other kinds of filters
 */
export function checkCriteria(criteria: unknown, location: string): FilterCriteria {
  const given = requireKeys(criteria, CRITERIA_KEYS, location);
  const kind = requireText(given["filterOn"], location);
  if (kind === "Values") {
    const values = given["values"];
    const texts = Array.isArray(values) && values.every((value) => typeof value === "string");
    if (!texts) refuse("InvalidArgument", location);
  } else if (kind === "Custom") {
    requireText(given["criterion1"], location);
    if (given["criterion2"] !== undefined) requireText(given["criterion2"], location);
    if (given["operator"] !== undefined) {
      requireOneOf(given["operator"], ["And", "Or"] as const, location);
    }
  } else refuse("NotImplemented", location, `filterOn ${kind}`);
  return given;
}

/** Shows and hides the rows of the filter's range by all of its criteria. */
export function applyFilter(sheet: Worksheet, filter: FilterState, body: Rect): void {
  const { cells } = sheet;
  for (let row = body.row; row <= lastRow(body); row++) {
    const shown = [...filter.criteria].every(([index, criteria]) => {
      const column = filter.area.column + index;
      return passes(criteria, cells.value(row, column), sheet.shownText(row, column));
    });
    const was = cells.filteredRows.has(row);
    if (was === !shown) continue;
    if (shown) cells.filteredRows.delete(row);
    else cells.filteredRows.add(row);
    cells.dirtyRows.add(row);
  }
  sheet.touch("autoFilter");
}

/** Removes all criteria and shows the rows that they hid. */
export function clearFilter(sheet: Worksheet, owner: FilterOwner): void {
  const { filter } = owner;
  if (!filter) return;
  owner.filter = { ...filter, criteria: new Map() };
  for (let row = filter.area.row; row <= lastRow(filter.area); row++) {
    if (sheet.cells.filteredRows.delete(row)) sheet.cells.dirtyRows.add(row);
  }
  sheet.touch("autoFilter");
}

function passes(criteria: FilterCriteria, value: StoredValue | undefined, shown: string): boolean {
  if (typeof value === "symbol") throw new Error("a filter on a formula that nobody calculated");
  if (criteria["filterOn"] === "Values") {
    const values = criteria["values"] as string[];
    return values.some((wanted) => wanted.toLowerCase() === shown.toLowerCase());
  }
  const first = matches(String(criteria["criterion1"]), value, shown);
  if (criteria["criterion2"] === undefined) return first;
  const second = matches(String(criteria["criterion2"]), value, shown);
  return criteria["operator"] === "Or" ? first || second : first && second;
}

/** ">=5", "<>abc", "=*店" or a bare text: how a custom criterion reads a cell. */
function matches(criterion: string, value: StoredValue | undefined, shown: string): boolean {
  const [, operator = "=", operand = ""] = /^(<=|>=|<>|<|>|=)?(.*)$/s.exec(criterion) ?? [];
  const wanted = Number(operand);
  if (operand !== "" && Number.isFinite(wanted) && typeof value === "number") {
    switch (operator) {
      case "<":
        return value < wanted;
      case "<=":
        return value <= wanted;
      case ">":
        return value > wanted;
      case ">=":
        return value >= wanted;
      case "<>":
        return value !== wanted;
      default:
        return value === wanted;
    }
  }
  if (operator === "=" || operator === "<>") {
    return wildcard(operand).test(shown) === (operator === "=");
  }
  return typeof value === "string" && compareText(operator, value, operand);
}

function compareText(operator: string, value: string, operand: string): boolean {
  const order = value.toLowerCase() < operand.toLowerCase() ? -1 : 1;
  const same = value.toLowerCase() === operand.toLowerCase();
  if (same) return operator.endsWith("=");
  return operator.startsWith("<") ? order < 0 : order > 0;
}

/** "*" and "?" as in Excel; "~" before them means the character itself. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/~([*?~])|([*?])|([.+^${}()|[\]\\])/g, (all, literal, sign) => {
    if (literal) return `\\${String(literal)}`;
    if (sign) return sign === "*" ? ".*" : ".";
    return `\\${String(all)}`;
  });
  return new RegExp(`^${source}$`, "is");
}
