import type { CallEntry } from "../../../excel/api";
import type { Competitor, FailureReason, SolicitationResult } from "../../../retention/calls";
import { asOfDay } from "../../store";

/** A contact as its form holds it; days and numbers as typed. */
export interface CallDraft {
  readonly result?: SolicitationResult | undefined;
  readonly appointment: string;
  readonly nextContact: string;
  readonly failureReason: FailureReason | "";
  readonly competitor: Competitor | "";
  readonly contactMethod: string;
  readonly odometer: string;
  readonly expectedMaintenance: string;
  readonly note: string;
}

export const blankCall: CallDraft = {
  appointment: "",
  nextContact: "",
  failureReason: "",
  competitor: "",
  contactMethod: "",
  odometer: "",
  expectedMaintenance: "",
  note: "",
};

/** What a result calls for besides: an appointment, the next contact, or why not. */
export type Sequel = "appointment" | "nextContact" | "reason" | "none";

export const sequelOf: Readonly<Record<SolicitationResult, Sequel>> = {
  appointed: "appointment",
  notReached: "nextContact",
  considering: "nextContact",
  mileageNotReached: "nextContact",
  refused: "reason",
  wrongNumber: "none",
  servicedElsewhere: "reason",
  movedOn: "none",
};

/** Kilometres as typed; `NaN` where they are none. */
function kilometres(text: string): number {
  return /^\d{1,7}$/.test(text.trim()) ? Number(text) : NaN;
}

const isDay = (text: string): boolean => text === "" || asOfDay(text) !== undefined;

/** Whether the odometer of a draft can be read. */
export function odometerIsReadable({ odometer }: CallDraft): boolean {
  return odometer.trim() === "" || !Number.isNaN(kilometres(odometer));
}

/** A draft as it is recorded; `undefined` while something is missing or cannot be read. */
export function callOf(
  draft: CallDraft,
  key: string,
  number: string | undefined
): CallEntry | undefined {
  const { result } = draft;
  if (result === undefined) return undefined;
  const days = [draft.appointment, draft.nextContact, draft.expectedMaintenance];
  if (!days.every(isDay) || !odometerIsReadable(draft)) return undefined;
  const sequel = sequelOf[result];
  if (sequel === "appointment" && asOfDay(draft.appointment) === undefined) return undefined;
  const appointment = sequel === "appointment" ? asOfDay(draft.appointment) : undefined;
  const nextContact = sequel === "nextContact" ? asOfDay(draft.nextContact) : undefined;
  const expectedMaintenance = asOfDay(draft.expectedMaintenance);
  const { failureReason, competitor, contactMethod, note } = draft;
  return {
    key,
    result,
    ...(number === undefined ? {} : { number }),
    ...(appointment === undefined ? {} : { appointment }),
    ...(nextContact === undefined ? {} : { nextContact }),
    ...(sequel === "reason" && failureReason !== "" ? { failureReason } : {}),
    ...(sequel === "reason" && competitor !== "" ? { competitor } : {}),
    ...(contactMethod.trim() === "" ? {} : { contactMethod: contactMethod.trim() }),
    ...(draft.odometer.trim() === "" ? {} : { odometer: kilometres(draft.odometer) }),
    ...(expectedMaintenance === undefined ? {} : { expectedMaintenance }),
    ...(note.trim() === "" ? {} : { note: note.trim() }),
  };
}
