import type {
  FieldUse,
  JoinRole,
  LeftOutSheet,
  RecognisedSheet,
  RecognitionQuestion,
} from "../../intake";
import { isoOf, NO_DAY, type SerialDay } from "../../retention/time";
import {
  hasRevenue,
  type CustomerField,
  type Dealership,
  type FindingTable,
  type OrderField,
  type OrderOverlap,
} from "../../retention/store";

/** A sheet that was read, and as what. */
export interface BasisSheet {
  readonly table: FindingTable;
  readonly sheetName: string;
  readonly rows: number;
  /** Of a sheet whose columns belong to the rows of another. */
  readonly role?: JoinRole;
  /** Of a joined sheet: rows whose number stands nowhere on the other. */
  readonly unmet?: number;
}

/** A column with a header, and what it is used for. */
export interface BasisColumn {
  readonly table: FindingTable;
  readonly sheetName: string;
  readonly header: string;
  /** Absent: it is not used. */
  readonly field?: CustomerField | OrderField;
  readonly confidence?: string;
  /** Records with a usable value, 0–1; of an unused column the cells that are filled. */
  readonly share: number;
  /** Of a used column with anything in it: cells whose value could be read, 0–1. */
  readonly readable?: number;
}

/** What cannot be told because a column, or the whole sheet, is not there. */
export const lackings = [
  "noOrders",
  "noCustomers",
  "noAmount",
  "noCost",
  "noOrderNumber",
  "noSettlement",
  "noOdometer",
  "noWork",
  "noStatus",
  "noReception",
  "noDelivery",
  "noPhone",
  "noModel",
] as const;
export type Lacking = (typeof lackings)[number];

/** Why the input is not beyond doubt. */
export const doubts = [
  "questions",
  "unreadable",
  "noDays",
  "severalLeftOut",
  "noKeysInCommon",
  "fewKeysInCommon",
  "oldOrders",
  "emptyMonths",
  "overlaps",
  "lacking",
] as const;
export type Doubt = (typeof doubts)[number];

/** What the figures of a run rest on: one place for outcomes, 数据质量, the JSON and the pane. */
export interface StoreBasis {
  readonly sheets: readonly BasisSheet[];
  readonly leftOut: readonly LeftOutSheet[];
  readonly columns: readonly BasisColumn[];
  readonly questions: readonly RecognitionQuestion[];
  readonly lacking: readonly Lacking[];
  /** Of a group's export: the store that was read. */
  readonly store?: string;
  /** Days of orders up to the as-of day, and months between them without any, as `2026-05`. */
  readonly days?: {
    readonly first: SerialDay;
    readonly last: SerialDay;
    readonly emptyMonths: readonly string[];
  };
  /** Orders that two sheets, or one twice, hold. */
  readonly overlaps: readonly {
    readonly sheets: readonly [string, string];
    readonly orders: number;
    readonly rows: number;
  }[];
  /** Share of the orders whose vehicle is in the archive, 0–1; `NaN` without orders. */
  readonly ownedShare: number;
  /** Empty: both sheets found, keys in common, dates plausible, nothing important missing. */
  readonly doubts: readonly Doubt[];
}

/** How one table was read. */
export interface ReadTable<Field extends string> {
  readonly sheet: RecognisedSheet<Field>;
  readonly use: Partial<Record<Field, FieldUse>>;
  readonly joined: readonly { readonly rows: number; readonly unmet: number }[];
}

export interface BasisInput {
  readonly customers: ReadTable<CustomerField>;
  readonly orders: ReadTable<OrderField>;
  readonly isArchiveOfOrders: boolean;
  readonly leftOut: readonly LeftOutSheet[];
  readonly questions: readonly RecognitionQuestion[];
  readonly store?: string;
  readonly dealership: Dealership;
  readonly overlaps: readonly OrderOverlap[];
  readonly asOf: SerialDay;
}

/** Puts together what a run rests on. */
export function storeBasis(input: BasisInput): StoreBasis {
  const { customers, orders, leftOut, questions, store, overlaps } = input;
  const nameOf = (part: number): string => orders.sheet.parts[part]?.sheetName ?? "";
  const days = daysCovered(input.dealership, input.asOf);
  const basis = {
    sheets: [
      ...(input.isArchiveOfOrders ? [] : sheetsOf("customers", customers)),
      ...sheetsOf("orders", orders),
    ],
    leftOut,
    columns: [
      ...(input.isArchiveOfOrders ? [] : columnsOf("customers", customers)),
      ...columnsOf("orders", orders),
    ],
    questions,
    lacking: lackingOf(input),
    ...(store !== undefined && { store }),
    ...(days && { days }),
    overlaps: overlaps.map(({ parts: [a, b], orders: count, rows }) => ({
      sheets: [nameOf(a), nameOf(b)] as const,
      orders: count,
      rows,
    })),
    ownedShare: ownedShare(input.dealership),
  };
  return { ...basis, doubts: doubtsOf(basis, input.asOf) };
}

function sheetsOf<Field extends string>(
  table: FindingTable,
  { sheet, joined }: ReadTable<Field>
): BasisSheet[] {
  return [
    ...sheet.parts.map(({ sheetName, rowCount }) => ({ table, sheetName, rows: rowCount })),
    ...sheet.joined.map(({ sheetName, rowCount, role }, index) => ({
      table,
      sheetName,
      rows: joined[index]?.rows ?? rowCount,
      role,
      unmet: joined[index]?.unmet ?? 0,
    })),
  ];
}

function columnsOf<Field extends CustomerField | OrderField>(
  table: FindingTable,
  { sheet, use }: ReadTable<Field>
): BasisColumn[] {
  const joined = sheet.joined.map((one) => ({ ...one, name: one.sheetName }));
  return [{ ...sheet, name: sheet.sheetName }, ...joined].flatMap(({ name, columns, unused }) => [
    ...columns.map(({ header, field, confidence }) => ({
      table,
      sheetName: name,
      header,
      field,
      confidence,
      share: use[field]?.usableShare ?? 0,
      ...readableOf(use[field]),
    })),
    ...unused.map(({ header, filled }) => ({ table, sheetName: name, header, share: filled })),
  ]);
}

function readableOf(use: FieldUse | undefined): { readable?: number } {
  return use === undefined || use.filled === 0 ? {} : { readable: use.usable / use.filled };
}

/** Fields that figures stand or fall with. */
const decisive: readonly (CustomerField | OrderField)[] = [
  "arrival",
  "settlement",
  "receivable",
  "received",
  "labour",
  "parts",
  "deliveryDate",
];
/** A column of which fewer cells could be read was hardly understood. */
const fewReadable = 0.5;

/** Columns that figures need and that were hardly understood. */
export function unreadableColumns(columns: readonly BasisColumn[]): readonly BasisColumn[] {
  return columns.filter(
    ({ field, readable }) =>
      field !== undefined &&
      decisive.includes(field) &&
      readable !== undefined &&
      readable < fewReadable
  );
}

function lackingOf({ customers, orders, isArchiveOfOrders, dealership }: BasisInput): Lacking[] {
  const hasOrders = orders.sheet.parts.length > 0;
  const ofOrders = dealership.orders.mapped;
  const ofCustomers = dealership.customers.mapped;
  const has = (...fields: readonly OrderField[]): boolean => fields.some((it) => ofOrders.has(it));
  const missing: Readonly<Record<Lacking, boolean>> = {
    noOrders: !hasOrders,
    noCustomers: isArchiveOfOrders,
    noAmount: hasOrders && !hasRevenue(dealership.orders),
    noCost: hasOrders && !has("cost"),
    noOrderNumber: hasOrders && !has("orderNumber"),
    noSettlement: hasOrders && !has("settlement"),
    noOdometer: hasOrders && !has("odometer") && !ofCustomers.has("odometer"),
    noWork: hasOrders && !has("orderType", "items"),
    noStatus: hasOrders && !has("orderStatus", "voidFlag"),
    noReception: hasOrders && !has("advisor"),
    noDelivery: customers.sheet.parts.length > 0 && !ofCustomers.has("deliveryDate"),
    noPhone: customers.sheet.parts.length > 0 && !ofCustomers.has("phone"),
    noModel: customers.sheet.parts.length > 0 && !ofCustomers.has("model"),
  };
  return lackings.filter((it) => missing[it]);
}

/** What no figure can do without. */
const important: readonly Lacking[] = ["noOrders", "noCustomers", "noAmount", "noDelivery"];

function daysCovered({ orderDay }: Dealership, asOf: SerialDay): StoreBasis["days"] | undefined {
  let [first, last] = [Infinity, 0];
  for (const day of orderDay) {
    if (day === NO_DAY || day > asOf) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (last === 0) return undefined;
  const monthOf = (day: SerialDay): string => isoOf(day).slice(0, 7);
  const seen = new Set<SerialDay>();
  for (const day of orderDay) if (day !== NO_DAY && day <= asOf) seen.add(day);
  const busy = new Set([...seen].map(monthOf));
  const emptyMonths = new Set<string>();
  for (let day = first; day < last; day += 1) {
    const month = monthOf(day);
    if (!busy.has(month)) emptyMonths.add(month);
  }
  return { first, last, emptyMonths: [...emptyMonths] };
}

function ownedShare({ orders, customerOfOrder }: Dealership): number {
  let owned = 0;
  for (const customer of customerOfOrder) if (customer >= 0) owned += 1;
  return orders.count === 0 ? NaN : owned / orders.count;
}

/** Below this share of orders of archived vehicles the two sheets hardly belong together. */
const fewOwned = 0.5;
/** Orders that end earlier than this before the as-of day are no present export. */
const oldAfterDays = 60;

function doubtsOf(basis: Omit<StoreBasis, "doubts">, asOf: SerialDay): Doubt[] {
  const { questions, leftOut, ownedShare: owned, days, overlaps, lacking } = basis;
  const holds: Readonly<Record<Doubt, boolean>> = {
    questions: questions.length > 0,
    unreadable: unreadableColumns(basis.columns).length > 0,
    noDays: days === undefined && !lacking.includes("noOrders"),
    severalLeftOut: leftOut.some(({ kind, reason }) => kind !== undefined && reason !== "noRows"),
    noKeysInCommon: owned === 0,
    fewKeysInCommon: owned > 0 && owned < fewOwned,
    oldOrders: days !== undefined && asOf - days.last > oldAfterDays,
    emptyMonths: (days?.emptyMonths.length ?? 0) > 0,
    overlaps: overlaps.length > 0,
    lacking: lacking.some((it) => important.includes(it)),
  };
  return doubts.filter((it) => holds[it]);
}
