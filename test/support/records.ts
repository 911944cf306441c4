import { NO_DAY, serialOfIso } from "../../src/retention/time";
import type { SolicitationRecord } from "../../src/retention/calls";

type Day = string | number;

/** What a test says of a row of 招揽记录; days as ISO texts or serials. */
export type RecordRow = Partial<
  Omit<SolicitationRecord, "day" | "appointment" | "nextContact" | "dueDay" | "expectedMaintenance">
> & {
  readonly day: Day;
  readonly appointment?: Day;
  readonly nextContact?: Day;
  readonly dueDay?: Day;
  readonly expectedMaintenance?: Day;
};

const dayOf = (day: Day | undefined): number =>
  day === undefined || day === "" ? NO_DAY : typeof day === "number" ? day : serialOfIso(day);

/** Rows of 招揽记录, numbered in their order unless they carry a number; a first planned touch by default. */
export function makeRecords(rows: readonly RecordRow[]): SolicitationRecord[] {
  return rows.map((row, i) => ({
    number: String(i + 1).padStart(3, "0"),
    advisor: "王磊",
    attempt: 1,
    key: "",
    type: "maintenance",
    planned: true,
    script: "",
    result: null,
    odometer: NaN,
    failureReason: null,
    competitor: null,
    contactMethod: "",
    note: "",
    checked: false,
    ...row,
    day: dayOf(row.day),
    dueDay: dayOf(row.dueDay),
    appointment: dayOf(row.appointment),
    nextContact: dayOf(row.nextContact),
    expectedMaintenance: dayOf(row.expectedMaintenance),
  }));
}
