import { NO_DAY, type SerialDay } from "../time";
import type { Competitor, FailureReason, SolicitationResult, SolicitationType } from "./vocabulary";

/** One row of 招揽记录: a planned or made contact with one customer. */
export interface SolicitationRecord {
  /** 记录编号, unique. */
  readonly number: string;
  /** The day of the plan or the contact. */
  readonly day: SerialDay;
  readonly advisor: string;
  /** 第几次: touch of the follow-up sequence, from 1. */
  readonly attempt: number;
  /** Customer key, normalised (keys.ts). */
  readonly key: string;
  readonly type: SolicitationType;
  /** Part of the morning plan; false = a call beyond it. */
  readonly planned: boolean;
  /** The day on which what the contact is about falls due; `NO_DAY` if none. */
  readonly dueDay: SerialDay;
  /** Name of the script used; `""` if none. */
  readonly script: string;
  /** `null`: not done yet. */
  readonly result: SolicitationResult | null;
  /** 预约日; `NO_DAY` if none. */
  readonly appointment: SerialDay;
  /** 下次联系日 that was promised; `NO_DAY` if none. */
  readonly nextContact: SerialDay;
  /** 现里程 by the customer's own statement, km; `NaN` if not asked. */
  readonly odometer: number;
  /** 客户预计保养日; `NO_DAY` if not asked. */
  readonly expectedMaintenance: SerialDay;
  readonly failureReason: FailureReason | null;
  readonly competitor: Competitor | null;
  /** 联系方式 as typed. */
  readonly contactMethod: string;
  readonly note: string;
  /** 经理核实. */
  readonly checked: boolean;
}

/** What the advisor writes of a contact, while nothing is written yet. */
export const notDoneYet = {
  result: null,
  appointment: NO_DAY,
  nextContact: NO_DAY,
  odometer: NaN,
  expectedMaintenance: NO_DAY,
  failureReason: null,
  competitor: null,
  contactMethod: "",
  note: "",
  checked: false,
} as const satisfies Partial<SolicitationRecord>;

/** 接通: the customer was spoken to; 未接通, 空号/停机/错号 and rows not done are not. */
export function reached({ result }: SolicitationRecord): boolean {
  return result !== null && result !== "notReached" && result !== "wrongNumber";
}

/** Whether a record ended in an appointment for a day; 预约成功 without a day is none. */
export function isAppointment({ result, appointment }: SolicitationRecord): boolean {
  return result === "appointed" && appointment > 0;
}
