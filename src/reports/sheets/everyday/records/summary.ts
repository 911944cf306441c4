import {
  NO_DAY,
  monthStartOf,
  isWithin,
  type SerialDay,
  type DayRange,
} from "../../../../retention/time";
import type { Dealership } from "../../../../retention/store";
import { textsOf } from "../../../../locale";
import {
  isAppointment,
  recordStates,
  type ArrivalCredits,
  type RecordState,
} from "../../../../retention/calls";
import {
  type SheetBuilder,
  type ReportContext,
  cellRef,
  quotientCell,
  sumCell,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import type { Line } from "./recordRows";

/** The day's contacts in one sentence. */
export function headline(
  { asOf, credits, dealership }: StoreFigures,
  lines: readonly Line[],
  { locale }: ReportContext
): string {
  const texts = textsOf(locale).reports.records;
  if (lines.length === 0) return texts.empty;
  const planned = lines.filter(({ record }) => record.planned && record.day === asOf);
  const inState = (state: RecordState): number =>
    lines.filter((line) => line.state === state).length;
  if (planned.length === 0) {
    return texts.noPlan({
      records: lines.length,
      followUp: inState("followUp"),
      appointed: inState("appointed"),
    });
  }
  const done = planned.filter(({ record }) => record.result !== null).length;
  const today = lines.filter(({ record }) => record.day === asOf);
  return texts.headline({
    planned: planned.length,
    done,
    open: planned.length - done,
    appointed: today.filter(({ record }) => isAppointment(record)).length,
    arrived: arrivalsOn(credits, dealership, asOf),
  });
}

/** Visits of the day that a contact brought. */
function arrivalsOn(
  { recordOfVisit }: ArrivalCredits,
  dealership: Dealership,
  day: SerialDay
): number {
  return recordOfVisit.reduce(
    (count, record, visit) => count + (record >= 0 && dealership.visitDay[visit] === day ? 1 : 0),
    0
  );
}

/** Records of the day, the month so far and all, by state; the states of each add up to its total. */
export function writeSummary(
  builder: SheetBuilder,
  { asOf }: StoreFigures,
  lines: readonly Line[],
  { locale }: ReportContext
): void {
  const { reports, vocabulary } = textsOf(locale);
  const texts = reports.records.summary;
  const visible = lines.filter(({ state }) => state !== undefined);
  const periods: readonly (readonly [string, DayRange])[] = [
    [texts.today, { first: asOf, last: asOf }],
    [texts.month, { first: monthStartOf(asOf), last: asOf }],
    [texts.all, { first: NO_DAY, last: asOf }],
  ];
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const total = recordStates.length + 1;
  const arrived = recordStates.indexOf("arrived") + 1;
  builder.grid(
    [
      { header: texts.period, style: "text" },
      ...recordStates.map((state) => ({
        header: vocabulary.recordStates[state],
        style: "number" as const,
      })),
      { header: texts.total, style: "number" },
      { header: texts.arrivalRate, style: "percent" },
    ],
    periods.map(([label, period], index) => {
      const row = firstRow + index;
      const within = visible.filter(({ record }) => isWithin(record.day, period));
      const counts = recordStates.map(
        (state) => within.filter((line) => line.state === state).length
      );
      return [
        label,
        ...counts,
        sumCell({ row, column: 1 }, { row, column: total - 1 }, within.length),
        quotientCell(cellRef(row, arrived), cellRef(row, total), [
          counts[arrived - 1],
          within.length,
        ]),
      ];
    })
  );
}
