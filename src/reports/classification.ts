import { textsOf, type Locale } from "../locale";
import {
  monthsAway,
  NO_DAY,
  NO_VISIT,
  statusAt,
  visitsWithinAll,
  visitStatusCodes,
  visitStatuses,
  visitStatusOfOrders,
  type Dealership,
  type StatusColumns,
  type VisitStatusCode,
} from "../retention";
import type { StyleName } from "./style";

/** The columns that the add-in writes into the user's own tables, by stable key. */
export const customerColumnKeys = ["status", "monthsAway", "lastVisit", "visits12"] as const;
export const orderColumnKeys = ["statusAtVisit"] as const;
export const columnKeys = [...customerColumnKeys, ...orderColumnKeys] as const;
export type ColumnKey = (typeof columnKeys)[number];

/** One classification column; values by record, in the order of the table's records. */
export interface ClassificationColumn {
  readonly key: ColumnKey;
  readonly header: string;
  readonly style: StyleName;
  /** In characters of the default font. */
  readonly width: number;
  readonly valueOf: (record: number) => string | number;
}

/** Columns for one of the user's tables, with the sheet row of each record. */
export interface ClassificationPlan {
  readonly sheetRow: Int32Array;
  readonly columns: readonly ClassificationColumn[];
}

/** Months over which visits are counted in the customers' column. */
const visitMonths = 12;

/**
 * 客户状态, 未进厂月数, 末次进厂, 12个月进厂次数 for every row of the customer table. A duplicate row says
 * so and has nothing else; a customer who is not yet in the archive on the day is blank.
 */
export function customerColumns(
  dealership: Dealership,
  statuses: StatusColumns,
  locale: Locale
): ClassificationPlan {
  const { data, sheets } = textsOf(locale);
  const months = monthsAway(statuses);
  const visits = visitsWithinAll(dealership, visitMonths, statuses.asOf);
  const counted = (record: number): boolean => statusAt(statuses, record) !== undefined;
  return {
    sheetRow: dealership.customers.sheetRow,
    columns: [
      {
        key: "status",
        header: sheets.columns.status,
        style: "text",
        width: 14,
        valueOf: (record) => {
          const status = statusAt(statuses, record);
          if (status !== undefined) return data.statuses[status];
          return dealership.duplicate[record] ? sheets.columns.duplicate : "";
        },
      },
      {
        key: "monthsAway",
        header: sheets.columns.monthsAway,
        style: "number",
        width: 12,
        valueOf: (record) =>
          counted(record) && (months[record] ?? -1) >= 0 ? (months[record] as number) : "",
      },
      {
        key: "lastVisit",
        header: sheets.columns.lastVisit,
        style: "date",
        width: 12,
        valueOf: (record) => statuses.lastVisit[record] || "",
      },
      {
        key: "visits12",
        header: sheets.columns.visits12,
        style: "number",
        width: 14,
        valueOf: (record) => (counted(record) ? (visits[record] ?? 0) : ""),
      },
    ],
  };
}

/** 来店时状态 for every row of the order table; blank where the order is no visit. */
export function orderColumns(
  dealership: Dealership,
  statuses: StatusColumns,
  locale: Locale
): ClassificationPlan {
  const { sheets } = textsOf(locale);
  const ofOrders = visitStatusOfOrders(dealership, visitStatuses(dealership, statuses.rules));
  const names = visitStatusCodes.map((code) => visitStatusName(code, locale));
  const visibleUntil = statuses.asOf;
  return {
    sheetRow: dealership.orders.sheetRow,
    columns: [
      {
        key: "statusAtVisit",
        header: sheets.columns.statusAtVisit,
        style: "text",
        width: 14,
        valueOf: (record) => {
          const code = ofOrders[record] ?? NO_VISIT;
          const day = dealership.orderDay[record] ?? NO_DAY;
          return code === NO_VISIT || day > visibleUntil ? "" : (names[code] ?? "");
        },
      },
    ],
  };
}

/** The label of a 来店时状态. */
export function visitStatusName(code: VisitStatusCode, locale: Locale): string {
  const { data } = textsOf(locale);
  return code === "firstVisit" || code === "walkIn"
    ? data.visitStatuses[code]
    : data.statuses[code];
}
