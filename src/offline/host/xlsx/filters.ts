/** Filters of sheets and tables: what each column lets through, as `Excel.FilterCriteria`. */
import type { FilterCriteria, FilterState } from "../model/sheetState";
import { formatRect } from "../model/address";
import { readArea } from "./areas";
import { XlsxError } from "./errors";
import { tag, type XmlElement } from "./xml";

/** The filter that an `autoFilter` element describes. */
export function readFilter(element: XmlElement | undefined): FilterState | null {
  const area = readArea(element?.attr("ref"));
  if (!element || !area) return null;
  const criteria = new Map<number, FilterCriteria>();
  for (const column of element.all("filterColumn")) {
    const read = readCriteria(column);
    if (read) criteria.set(column.num("colId") ?? 0, read);
  }
  return { area, criteria };
}

const symbols: Readonly<Record<string, string>> = {
  equal: "=",
  notEqual: "<>",
  greaterThan: ">",
  greaterThanOrEqual: ">=",
  lessThan: "<",
  lessThanOrEqual: "<=",
};

function readCriteria(column: XmlElement): FilterCriteria | undefined {
  const kind = column.children[0];
  switch (kind?.local) {
    case "filters":
      return {
        filterOn: "Values",
        values: [
          ...(kind.bool("blank") ? [""] : []),
          ...kind.all("filter").map((filter) => filter.attr("val") ?? ""),
          ...kind.all("dateGroupItem").map(readDateGroup),
        ],
      };
    case "customFilters": {
      const [first, second] = kind.all("customFilter").map(readCustom);
      return {
        filterOn: "Custom",
        criterion1: first,
        ...(second === undefined
          ? {}
          : { criterion2: second, operator: kind.bool("and") ? "And" : "Or" }),
      };
    }
    case "top10": {
      const end = kind.bool("top", true) ? "Top" : "Bottom";
      const unit = kind.bool("percent") ? "Percent" : "Items";
      return { filterOn: `${end}${unit}`, criterion1: kind.attr("val") ?? "10" };
    }
    case "dynamicFilter": {
      const type = kind.attr("type") ?? "";
      return {
        filterOn: "Dynamic",
        dynamicCriteria: type.charAt(0).toUpperCase() + type.slice(1),
      };
    }
    case "colorFilter":
      return { filterOn: kind.bool("cellColor", true) ? "CellColor" : "FontColor" };
    case "iconFilter":
      return { filterOn: "Icon" };
    default:
      return undefined;
  }
}

function readCustom(element: XmlElement): string {
  return (symbols[element.attr("operator") ?? "equal"] ?? "=") + (element.attr("val") ?? "");
}

/** `Excel.FilterDatetime`. */
function readDateGroup(element: XmlElement): Record<string, string> {
  const parts = ["year", "month", "day"].map((part) => element.attr(part));
  const date = parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, "0"))
    .join("-");
  const grouping = element.attr("dateTimeGrouping") ?? "day";
  return { date, specificity: grouping.charAt(0).toUpperCase() + grouping.slice(1) };
}

/**
 * @throws XlsxError `unsupportedChange` for filters by colour, icon or date group, which the add-in
 * never sets and which need records that the model does not keep
 */
export function filterXml(filter: FilterState | null, prefix = ""): string {
  if (!filter) return "";
  const columns = [...filter.criteria]
    .sort(([a], [b]) => a - b)
    .map(([column, criteria]) =>
      tag(`${prefix}filterColumn`, { colId: column }, criteriaXml(criteria, prefix))
    );
  return tag(`${prefix}autoFilter`, { ref: formatRect(filter.area) }, columns.join(""));
}

function criteriaXml(criteria: FilterCriteria, prefix: string): string {
  const filterOn = String(criteria.filterOn);
  switch (filterOn) {
    case "Values": {
      const values = (criteria.values ?? []) as readonly unknown[];
      if (values.some((value) => typeof value !== "string")) throw unsupported("date group");
      const texts = (values as readonly string[]).filter((value) => value !== "");
      return tag(
        `${prefix}filters`,
        { blank: texts.length < values.length || undefined },
        texts.map((value) => tag(`${prefix}filter`, { val: value })).join("")
      );
    }
    case "Custom": {
      const both = [criteria.criterion1, criteria.criterion2].filter(
        (criterion): criterion is string => typeof criterion === "string"
      );
      return tag(
        `${prefix}customFilters`,
        { and: criteria.operator === "And" || undefined },
        both.map((criterion) => tag(`${prefix}customFilter`, customAttributes(criterion))).join("")
      );
    }
    case "TopItems":
    case "TopPercent":
    case "BottomItems":
    case "BottomPercent":
      return tag(`${prefix}top10`, {
        top: filterOn.startsWith("Top") ? undefined : false,
        percent: filterOn.endsWith("Percent") || undefined,
        val: String(criteria.criterion1 ?? 10),
      });
    case "Dynamic": {
      const type = String(criteria.dynamicCriteria);
      return tag(`${prefix}dynamicFilter`, { type: type.charAt(0).toLowerCase() + type.slice(1) });
    }
    default:
      throw unsupported(filterOn);
  }
}

function customAttributes(criterion: string): Record<string, string | undefined> {
  const [, symbol = "=", val = ""] = /^(<>|>=|<=|=|>|<)?([\s\S]*)$/.exec(criterion) ?? [];
  const [operator] = Object.entries(symbols).find(([, known]) => known === symbol) ?? [];
  return { operator: operator === "equal" ? undefined : operator, val };
}

function unsupported(kind: string): XlsxError {
  return new XlsxError("unsupportedChange", `filter by ${kind}`);
}
