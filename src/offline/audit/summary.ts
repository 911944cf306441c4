import type { Outcome, RunResult, RunStep } from "../../excel";
import { vehicleKeyOf, type FindingCode, type LeftOutText } from "../../retention/store";
import { isoOf, NO_DAY } from "../../retention/time";
import {
  knowsVisits,
  monthsAway,
  statusAt,
  statusCounts,
  statusesAsOf,
  visitsWithinAll,
  type StatusCode,
} from "../../retention/status";
import { textsOf, type Locale } from "../../locale";
import { basisSentences, type StoreBasis } from "../../reports/figures";
import { figuresOfPlan, type ReportFigures } from "./reportFigures";
import { commandTexts, fill } from "./texts";

/** One row of the customer sheet as the audit's JSON tells it. `null` where there is nothing to tell. */
export interface CustomerSummary {
  /** VIN, else plate, else customer number, normalised. */
  readonly key: string | null;
  /** `null`: in no count on this day (a duplicate, or not yet in the archive). */
  readonly status: StatusCode | null;
  /** Completed months since the anchor day. */
  readonly monthsAway: number | null;
  /** ISO date. */
  readonly lastVisit: string | null;
  /** Visits within 12 months; `null` where no orders tell them. */
  readonly visits12: number | null;
}

/** The result of a run in figures: what `--json` writes. */
export interface Summary {
  /** ISO date. */
  readonly asOf: string;
  /** Customers per status code and in the sums of 状态KPI, and rows read: every count in one place. */
  readonly counts: Readonly<Partial<Record<StatusCode, number>>> & {
    readonly archive: number;
    readonly valid: number;
    readonly base: number;
    readonly lost: number;
    readonly invalid: number;
    readonly unknown: number;
    /** Rows of the customer sheet, those in no count included. */
    readonly customerRows: number;
    readonly orderRows: number;
  };
  /** Customers per status code. */
  readonly status: Partial<Record<StatusCode, number>>;
  readonly findings: Partial<Record<FindingCode, number>>;
  /** Orders that count as no visit, by the text of status, type or flag that says so. */
  readonly leftOut: readonly LeftOutText[];
  /** Every header of the sheets that were read, and what it is used for. */
  readonly columns: readonly {
    readonly sheet: string;
    readonly header: string;
    readonly field: string | null;
    readonly confidence: string | null;
    /** Records with a usable value, 0–1; of an unused column the cells that are filled. */
    readonly share: number;
  }[];
  readonly sheets: readonly {
    readonly sheet: string;
    readonly table: string;
    readonly rows: number;
    readonly joinedAs: string | null;
  }[];
  readonly sheetsLeftOut: readonly {
    readonly sheet: string;
    readonly reason: string;
    readonly rows: number;
  }[];
  /** Orders that stand on two sheets, or twice on one. */
  readonly duplicates: readonly {
    readonly sheets: readonly [string, string];
    readonly orders: number;
    readonly rows: number;
  }[];
  /** ISO dates; `null` without orders. */
  readonly days: {
    readonly first: string;
    readonly last: string;
    readonly emptyMonths: readonly string[];
  } | null;
  /** What cannot be told for want of a column or sheet, and why the input is in doubt. */
  readonly lacking: readonly string[];
  readonly doubts: readonly string[];
  readonly store: string | null;
  /** Milliseconds. */
  readonly timings: Timings;
  readonly customers: readonly CustomerSummary[];
  /** Every sheet that was written. */
  readonly reports: readonly ReportFigures[];
}

/** Milliseconds: of the files, and of each step of the run. */
export interface Timings extends Partial<Record<RunStep, number>> {
  readonly load?: number;
  readonly run: number;
  readonly save: number;
}

/** Puts a run's figures together. The order of `customers` is that of the customer sheet. */
export function summarise(result: RunResult, timings: Timings): Summary {
  const { dealership, asOf } = result;
  const { customers } = dealership;
  const columns = statusesAsOf(dealership, asOf);
  const { byStatus, ...counts } = statusCounts(columns);
  const months = monthsAway(columns);
  const visits = visitsWithinAll(dealership, 12, asOf);
  return {
    asOf: isoOf(asOf),
    counts: {
      ...byStatus,
      ...counts,
      customerRows: customers.count,
      orderRows: dealership.orders.count,
    },
    status: byStatus,
    findings: result.findingCounts,
    leftOut: result.figures.quality.leftOut ?? [],
    ...basisOf(result.basis),
    timings,
    customers: Array.from({ length: customers.count }, (_, row) => ({
      key: vehicleKeyOf(customers, row) || null,
      status: statusAt(columns, row) ?? null,
      monthsAway: months[row] < 0 ? null : months[row],
      lastVisit: columns.lastVisit[row] === NO_DAY ? null : isoOf(columns.lastVisit[row]),
      visits12: knowsVisits(dealership) ? visits[row] : null,
    })),
    reports: result.plans.map(figuresOfPlan),
  };
}

function basisOf(
  basis: StoreBasis
): Pick<
  Summary,
  "columns" | "sheets" | "sheetsLeftOut" | "duplicates" | "days" | "lacking" | "doubts" | "store"
> {
  const { days } = basis;
  return {
    columns: basis.columns.map(({ sheetName, header, field, confidence, share }) => ({
      sheet: sheetName,
      header,
      field: field ?? null,
      confidence: confidence ?? null,
      share,
    })),
    sheets: basis.sheets.map(({ sheetName, table, rows, role }) => ({
      sheet: sheetName,
      table,
      rows,
      joinedAs: role ?? null,
    })),
    sheetsLeftOut: basis.leftOut.map(({ sheetName, reason, rowCount }) => ({
      sheet: sheetName,
      reason,
      rows: rowCount,
    })),
    duplicates: basis.overlaps,
    days: days
      ? { first: isoOf(days.first), last: isoOf(days.last), emptyMonths: days.emptyMonths }
      : null,
    lacking: basis.lacking,
    doubts: basis.doubts,
    store: basis.store ?? null,
  };
}

/** What the stand-in counted during a run. */
export interface Traffic {
  readonly syncs: number;
  readonly largestRequestBytes: number;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** The summary for people, in lines of text: no customer's data among them. */
export function describeSummary(
  summary: Summary,
  outcome: Outcome,
  traffic: Traffic,
  path: string,
  locale: Locale
): string {
  const words = commandTexts(locale);
  const { statuses, statusGroups, findings } = textsOf(locale).data;
  const { counts } = summary;
  const line = (name: string, value: number): string => `  ${String(value).padStart(8)}  ${name}`;
  const steps = Object.entries(summary.timings)
    .filter(([name]) => name !== "load" && name !== "run" && name !== "save")
    .map(([name, ms]) => `${words.steps[name as RunStep]} ${seconds(ms)}`);
  const files = (["load", "run", "save"] as const)
    .filter((name) => summary.timings[name] !== undefined)
    .map((name) => `${words[name]} ${seconds(summary.timings[name] ?? 0)}`);
  const found = Object.entries(summary.findings).filter(([, count]) => count > 0);
  return [
    fill(words.asOf, { day: summary.asOf }),
    "",
    words.customers,
    ...Object.entries(summary.status).map(([code, count]) =>
      line(statuses[code as StatusCode], count)
    ),
    line(statusGroups.base, counts.base),
    line(statusGroups.lost, counts.lost),
    line(statusGroups.valid, counts.valid),
    line(statusGroups.archive, counts.archive),
    "",
    words.findings,
    ...(found.length > 0
      ? found
          .sort(([, a], [, b]) => b - a)
          .map(([code, count]) => line(findings[code as FindingCode], count))
      : [`  ${words.noFindings}`]),
    "",
    words.basis,
    ...(outcome.result ? basisSentences(outcome.result.basis, locale) : []).map(
      (sentence) => `  ${sentence}`
    ),
    "",
    words.changes,
    ...outcome.changes.map(({ sheetName, address, rows }) =>
      line(`${sheetName} ${address}`.trim(), rows)
    ),
    "",
    `${words.time}: ${files.join(", ")}`,
    `  ${steps.join(", ")}`,
    `  ${fill(words.requests, { syncs: String(traffic.syncs), largest: megabytes(traffic.largestRequestBytes) })}`,
    "",
    fill(words.saved, { path }),
  ].join("\n");
}
