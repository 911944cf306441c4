import type { Cell } from "../../intake";
import { textsOf, type Locale } from "../../locale";
import { isFormula, type PlanCell } from "../../reports/plan";
import { NO_DAY } from "../../retention/time";
import type { SolicitationRecord } from "../../retention/calls";
import type { CallEntry } from "../api";
import type { RawRow } from "./pending";

/** Things of the domain as the cells of their table, in the words of the workbook's language. */

const dayCell = (day: number): Cell => (day === NO_DAY ? "" : day);
const numberCell = (value: number): Cell => (Number.isNaN(value) ? "" : value);

/** A row of 招揽记录: all but what is computed. */
export function recordRow(record: SolicitationRecord, locale: Locale): RawRow {
  const words = textsOf(locale).vocabulary;
  return {
    number: record.number,
    day: record.day,
    advisor: record.advisor || words.unassigned,
    attempt: record.attempt,
    customer: record.key,
    type: words.solicitationTypes[record.type],
    planned: record.planned ? words.yes : words.no,
    dueDay: dayCell(record.dueDay),
    script: record.script,
    contactMethod: record.contactMethod,
    result: record.result === null ? "" : words.results[record.result],
    appointment: dayCell(record.appointment),
    nextContact: dayCell(record.nextContact),
    odometer: numberCell(record.odometer),
    expectedMaintenance: dayCell(record.expectedMaintenance),
    failureReason: record.failureReason === null ? "" : words.failureReasons[record.failureReason],
    competitor: record.competitor === null ? "" : words.competitors[record.competitor],
    note: record.note,
    checked: record.checked ? words.yes : "",
  };
}

/** The cells of a contact that the user told; what was not told is left out. */
export function callCells(call: CallEntry, locale: Locale): RawRow {
  const words = textsOf(locale).vocabulary;
  const { failureReason, competitor } = call;
  const told: Record<string, Cell | undefined> = {
    result: words.results[call.result],
    contactMethod: call.contactMethod,
    appointment: call.appointment,
    nextContact: call.nextContact,
    odometer: call.odometer,
    expectedMaintenance: call.expectedMaintenance,
    failureReason: failureReason && words.failureReasons[failureReason],
    competitor: competitor && words.competitors[competitor],
    note: call.note,
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([column, cell]) => (cell === undefined ? [] : [[column, cell]]))
  );
}

/** The cells of a planned row, formulas by what they show. */
export function plainRow(row: Readonly<Record<string, PlanCell | undefined>>): RawRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, cell]) => {
      if (cell === undefined || cell === null) return [column, ""];
      return [column, isFormula(cell) ? cell.expected : cell];
    })
  );
}
