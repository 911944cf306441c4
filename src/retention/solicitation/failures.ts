import { dayBefore, type SerialDay } from "../time";
import type { Dealership } from "../store";
import {
  NOT_COUNTED,
  ruleSets,
  statusCodes,
  type StatusCode,
  groupMask,
  statusesAsOf,
} from "../status";
import {
  type ArrivalCredits,
  defaultSolicitationRules,
  type SolicitationRules,
  codeOfState,
  noShowDayOf,
  failureReasons,
  solicitationTypes,
  type FailureReason,
  type SolicitationType,
} from "../calls";

/** A solicitation that failed: one row of 招揽失败日汇总. */
export interface FailedContact {
  /** Index into the records. */
  readonly record: number;
  /** Row of the customer table; −1 when in no archive. */
  readonly customer: number;
  /** The day it failed: of the contact, or the first day of 爽约. */
  readonly day: SerialDay;
  readonly noShow: boolean;
  /** Status on the day before the contact; `null` when in no count. */
  readonly status: StatusCode | null;
  /** 基盘 or 流失 on that day; `null` for 无效, 待核实 and whoever is in no archive. */
  readonly group: "base" | "lost" | null;
  readonly type: SolicitationType;
  readonly reason: FailureReason | null;
}

/** Failures by row and reason; a reason that nobody stated is `null`. */
export interface ReasonCount<Row extends string> {
  readonly row: Row;
  readonly reason: FailureReason | null;
  readonly count: number;
}

/** One reason of the Pareto list. */
export interface ParetoEntry {
  readonly reason: FailureReason;
  readonly count: number;
  /** Share of the failures with a stated reason, and the same summed up to here. */
  readonly share: number;
  readonly cumulativeShare: number;
}

export interface FailureSummary {
  readonly first: SerialDay;
  readonly last: SerialDay;
  /** Every failure, by day, then number of the record. */
  readonly rows: readonly FailedContact[];
  /** 基盘: by type and reason. */
  readonly base: readonly ReasonCount<SolicitationType>[];
  /** 流失: by band and reason. */
  readonly lost: readonly ReasonCount<StatusCode>[];
  /** Stated reasons of all rows, most frequent first. */
  readonly pareto: readonly ParetoEntry[];
  readonly withoutReason: number;
}

/**
 * 招揽失败汇总 of the days `first` … `last` (rules §13, S0: "基盘客户招揽失败的原因", "流失客户招揽失败的原因"):
 * contacts that ended a sequence without success or have a reason of failure stated, and appointments
 * that became 爽约.
 *
 * @param credits as of `last`, as `creditArrivals` gives them.
 */
export function failureSummary(
  dealership: Dealership,
  credits: ArrivalCredits,
  first: SerialDay = credits.asOf,
  rules: SolicitationRules = defaultSolicitationRules
): FailureSummary {
  const rows = failedContacts(dealership, credits, first, rules);
  const ofGroup = (group: "base" | "lost"): FailedContact[] =>
    rows.filter((row) => row.group === group);
  return {
    first,
    last: credits.asOf,
    rows,
    base: countReasons(ofGroup("base"), ({ type }) => type),
    lost: countReasons(ofGroup("lost"), ({ status }) => status ?? "unknown"),
    ...paretoOf(rows),
  };
}

function failedContacts(
  dealership: Dealership,
  credits: ArrivalCredits,
  first: SerialDay,
  rules: SolicitationRules
): FailedContact[] {
  const { history, state, failed, asOf } = credits;
  const statusBefore = statusOnDayBefore(dealership);
  const isBase = groupMask(ruleSets.retention, "base");
  const isLost = groupMask(ruleSets.retention, "lost");
  const found: FailedContact[] = [];
  history.records.forEach((record, i) => {
    const noShow = state[i] === codeOfState("noShow");
    const day = noShow ? noShowDayOf(record.appointment, rules) : record.day;
    if (day < first || day > asOf) {
      return;
    }
    const stated = record.result !== null && record.failureReason !== null;
    const arrived = state[i] === codeOfState("arrived");
    if (!noShow && (arrived || !(failed[i] === 1 || stated))) {
      return;
    }
    const customer = history.customerOfRecord[i];
    const code = customer < 0 ? NOT_COUNTED : statusBefore(record.day)[customer];
    found.push({
      record: i,
      customer,
      day,
      noShow,
      status: code === NOT_COUNTED ? null : statusCodes[code],
      group: isBase[code] ? "base" : isLost[code] ? "lost" : null,
      type: record.type,
      reason: record.failureReason,
    });
  });
  const numberOf = ({ record }: FailedContact): string => history.records[record].number;
  return found.sort((a, b) => a.day - b.day || (numberOf(a) < numberOf(b) ? -1 : 1));
}

/** Statuses on the day before a day, each day computed once. */
function statusOnDayBefore(dealership: Dealership): (day: SerialDay) => Uint8Array {
  const known = new Map<SerialDay, Uint8Array>();
  return (day) => {
    const status = known.get(day) ?? statusesAsOf(dealership, dayBefore(day)).status;
    known.set(day, status);
    return status;
  };
}

function countReasons<Row extends SolicitationType | StatusCode>(
  rows: readonly FailedContact[],
  rowOf: (row: FailedContact) => Row
): ReasonCount<Row>[] {
  const counts = new Map<string, { row: Row; reason: FailureReason | null; count: number }>();
  for (const failed of rows) {
    const row = rowOf(failed);
    const key = `${row} ${failed.reason ?? ""}`;
    const entry = counts.get(key) ?? { row, reason: failed.reason, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  return [...counts.values()].sort(
    (a, b) => placeOf(a.row) - placeOf(b.row) || reasonPlace(a.reason) - reasonPlace(b.reason)
  );
}

const placeOf = (row: SolicitationType | StatusCode): number =>
  Math.max(
    solicitationTypes.indexOf(row as SolicitationType),
    statusCodes.indexOf(row as StatusCode)
  );

const reasonPlace = (reason: FailureReason | null): number =>
  reason === null ? failureReasons.length : failureReasons.indexOf(reason);

function paretoOf(
  rows: readonly FailedContact[]
): Pick<FailureSummary, "pareto" | "withoutReason"> {
  const counts = failureReasons
    .map((reason) => ({ reason, count: rows.filter((row) => row.reason === reason).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const stated = counts.reduce((sum, { count }) => sum + count, 0);
  let sum = 0;
  const pareto = counts.map(({ reason, count }) => {
    sum += count;
    return { reason, count, share: count / stated, cumulativeShare: sum / stated };
  });
  return { pareto, withoutReason: rows.length - stated };
}

/** What the team agreed on about a reason (S0 SOP): 原因 / 措施 / 责任人 / 期限 / 转入话术库. */
export interface FailureAction {
  readonly day: SerialDay;
  readonly group: "base" | "lost";
  /** Type for 基盘, band for 流失. */
  readonly row: SolicitationType | StatusCode;
  readonly reason: FailureReason | null;
  readonly cause: string;
  readonly measure: string;
  readonly responsible: string;
  /** 期限; `NO_DAY` if none. */
  readonly deadline: SerialDay;
  readonly intoScripts: boolean;
}
