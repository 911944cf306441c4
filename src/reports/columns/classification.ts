import { textsOf, type Locale } from "../../locale";
import {
  groupMask,
  monthsAway,
  NO_VISIT,
  statusAt,
  visitsWithinAll,
  visitStatusCodes,
  visitStatuses,
  visitStatusOfOrders,
  type StatusColumns,
  type VisitStatusCode,
} from "../../retention/status";
import { isoOf, NO_DAY, type SerialDay } from "../../retention/time";
import { lifecycleStageOf, lifecycleStages, NO_STAGE } from "../../retention/service";
import { lossTypes, NO_LOSS_TYPE } from "../../retention/loss";
import { valueGrades } from "../../retention/value";
import type { CustomerField, Dealership } from "../../retention/store";
import type { StoreFigures } from "../figures";
import type { StyleName } from "../plan";

/** The columns that the add-in writes into the user's own tables, by stable key. */
export const customerColumnKeys = [
  "status",
  "monthsAway",
  "lastVisit",
  "visits12",
  "lossType",
  "lifecycle",
  "nextService",
  "psv",
  "valueGrade",
  "flags",
] as const;
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
  /**
   * The value as a formula of a custom function on cells of the record's own row; `undefined` where no
   * function can give it: a status that rests on more than days, a column that is not there. Columns
   * without it need more than their row: the orders, the parameters or the other customers.
   */
  readonly liveFormula?: (record: number, refs: LiveRefs) => string | undefined;
}

/** What live formulas refer to. */
export interface LiveRefs {
  /**
   * The cell of the record's row in a column, e.g. `K5`: of the add-in where it has one of that key
   * (末次进厂 is in both), else of the customer sheet; `undefined` for a column that is not there.
   */
  readonly cell: (of: CustomerField | ColumnKey) => string | undefined;
  /** The as-of day as an expression. */
  readonly asOf: string;
}

/** Columns for one of the user's tables, with the sheet row of each record. */
export interface ClassificationPlan {
  readonly sheetRow: Int32Array;
  readonly columns: readonly ClassificationColumn[];
}

/** Months over which visits are counted in the customers' column. */
const visitMonths = 12;

/**
 * What every row of the customer table is on the day: 客户状态, 未进厂月数, 末次进厂, 12个月进厂次数, 流失类型,
 * 生命周期, 下次保养, PSV, 价值分级 and 标记. A duplicate row says so and has nothing else; a customer who is
 * not yet in the archive on the day is blank.
 */
export function customerColumns(figures: StoreFigures, locale: Locale): ClassificationPlan {
  const { dealership } = figures;
  return {
    sheetRow: dealership.customers.sheetRow,
    columns: [...statusColumns(figures, locale), ...worthColumns(figures, locale)],
  };
}

function statusColumns(figures: StoreFigures, locale: Locale): ClassificationColumn[] {
  const { dealership, statuses } = figures;
  const { data, sheets } = textsOf(locale);
  const texts = sheets.columns;
  const months = monthsAway(statuses);
  const visits = visitsWithinAll(dealership, visitMonths, statuses.asOf);
  const counted = (record: number): boolean => statusAt(statuses, record) !== undefined;
  const live = liveAnchor(figures);
  const words = `"${statuses.rules.name}","${locale}"`;
  return [
    {
      key: "status",
      header: texts.status,
      style: "text",
      width: 14,
      valueOf: (record) => {
        const status = statusAt(statuses, record);
        if (status !== undefined) return data.statuses[status];
        return dealership.duplicate[record] ? texts.duplicate : "";
      },
      liveFormula: (record, refs) => {
        const anchor = live(record, refs);
        return anchor && `=RETAIN.STATUS(${anchor},${refs.asOf},${words})`;
      },
    },
    {
      key: "monthsAway",
      header: texts.monthsAway,
      style: "number",
      width: 12,
      valueOf: (record) =>
        counted(record) && (months[record] ?? -1) >= 0 ? (months[record] as number) : "",
      liveFormula: (record, refs) => {
        const anchor = live(record, refs);
        return anchor && `=RETAIN.MONTHSAWAY(${anchor},${refs.asOf})`;
      },
    },
    {
      key: "lastVisit",
      header: texts.lastVisit,
      style: "date",
      width: 12,
      valueOf: (record) => statuses.lastVisit[record] || "",
    },
    {
      key: "visits12",
      header: texts.visits12,
      style: "number",
      width: 14,
      valueOf: (record) => {
        if (!counted(record)) return "";
        return figures.knowsVisits ? (visits[record] ?? 0) : sheets.header.absent;
      },
    },
  ];
}

/** The cell of the day on which a valid customer's status rests, where only that day decides. */
function liveAnchor(figures: StoreFigures) {
  const { dealership, statuses } = figures;
  const isValid = groupMask(statuses.rules, "valid");
  const published = isPublished(figures, "status.");
  return (record: number, { cell }: LiveRefs): string | undefined => {
    if (!published || !isValid[statuses.status[record] ?? 0]) return undefined;
    if (statuses.lastVisit[record] !== NO_DAY) return cell("lastVisit");
    const byDelivery = statuses.anchorDay[record] === dealership.customers.deliveryDate[record];
    return byDelivery ? cell("deliveryDate") : undefined;
  };
}

/** Whether the user left the figures of a chapter as they are: the functions know the published ones only. */
function isPublished({ settings }: StoreFigures, chapter: string): boolean {
  return [...settings.changed.keys()].every((key) => !key.startsWith(chapter));
}

/** A day as formulas say it, whatever the language of Excel. */
export function dateFormula(day: SerialDay): string {
  const [year, month, date] = isoOf(day).split("-").map(Number);
  return `DATE(${year},${month},${date})`;
}

function worthColumns(figures: StoreFigures, locale: Locale): ClassificationColumn[] {
  const { dealership, statuses, loss, lifecycle, benchmark, rfm, flags } = figures;
  const { sheets, method } = textsOf(locale);
  const texts = sheets.columns;
  const { psv, nextService } = benchmark;
  const publishedStages = isPublished(figures, "lifecycle.");
  const ofCounted =
    (value: (record: number) => string | number) =>
    (record: number): string | number =>
      statusAt(statuses, record) === undefined ? "" : value(record);
  const flagNames = [
    [flags.neverServiced, texts.flagNames.neverServiced],
    [flags.lowUse, texts.flagNames.lowUse],
    [flags.driveBy, texts.flagNames.driveBy],
  ] as const;
  return [
    {
      key: "lossType",
      header: texts.lossType,
      style: "text",
      width: 12,
      valueOf: ofCounted((record) => {
        const type = lossTypes[loss.types[record] ?? NO_LOSS_TYPE];
        return type === undefined ? "" : method.lossTypes[type];
      }),
    },
    {
      key: "lifecycle",
      header: texts.lifecycle,
      style: "text",
      width: 13,
      valueOf: ofCounted((record) => {
        const stage = lifecycleStages[lifecycle.stage[record] ?? NO_STAGE];
        return stage === undefined ? "" : method.lifecycleStages[stage];
      }),
      liveFormula: (record, { cell, asOf }) => {
        const delivery = cell("deliveryDate");
        const delivered = dealership.customers.deliveryDate[record] ?? NO_DAY;
        if (!publishedStages || delivery === undefined || delivered === NO_DAY) return undefined;
        if (statusAt(statuses, record) === undefined) return undefined;
        const covered = dealership.customers.warrantyEnd[record] ?? NO_DAY;
        // Age or warranty may be known from more than the two cells.
        const stage = lifecycleStageOf(delivered, covered, statuses.asOf);
        if (stage === undefined) return undefined;
        if (stage !== lifecycleStages[lifecycle.stage[record] ?? NO_STAGE]) return undefined;
        // A cell that cannot be read is no date to the figures, but an error to the function.
        const warranty = covered === NO_DAY ? "" : (cell("warrantyEnd") ?? "");
        return `=RETAIN.LIFECYCLE(${delivery},${asOf},${warranty},"${locale}")`;
      },
    },
    {
      key: "nextService",
      header: texts.nextService,
      style: "date",
      width: 12,
      valueOf: ofCounted((record) => nextService.dueDay[record] || ""),
    },
    {
      key: "psv",
      header: texts.psv,
      style: "number",
      width: 12,
      valueOf: ofCounted((record) => {
        const value = psv.total[record] ?? NaN;
        return Number.isNaN(value) ? sheets.header.absent : Math.round(value * 100) / 100;
      }),
    },
    {
      key: "valueGrade",
      header: texts.valueGrade,
      style: "centred",
      width: 10,
      valueOf: ofCounted(
        (record) => method.valueGrades[valueGrades[rfm.grade[record] ?? 0] ?? "none"]
      ),
    },
    {
      key: "flags",
      header: texts.flags,
      style: "text",
      width: 18,
      valueOf: ofCounted((record) =>
        flagNames
          .filter(([flag]) => flag[record])
          .map(([, name]) => name)
          .join(texts.flagSeparator)
      ),
    },
  ];
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
