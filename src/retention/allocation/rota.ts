import type { Advisor } from "../ownership";
import { type WorkCalendar, type SerialDay, isWorkingDay } from "../time";

/**
 * 顺位 (rules §10.4; S0 模式建立: "按顺位规则"): whose turn it is to take on a new customer. The hand-over
 * rota 交车顺位 and the reception rota 接待顺位 start in draw order; who has had his turn goes to the end.
 */

/** Names, the next in turn first. */
export type Rota = readonly string[];

/** A turn, and the rota after it. */
export interface Turn {
  /** `""` where nobody works that day: the customer stays 未分配. */
  readonly advisor: string;
  readonly rota: Rota;
}

/** The rota after an advisor's turn; unchanged if he is not on it. */
export function afterTurnOf(rota: Rota, advisor: string): Rota {
  return rota.includes(advisor) ? [...rota.filter((name) => name !== advisor), advisor] : rota;
}

/** The next turn on a day: the first on the rota who works. Those who are absent keep their place. */
export function nextTurn(
  rota: Rota,
  day: SerialDay,
  advisors: readonly Advisor[],
  calendar: WorkCalendar
): Turn {
  const next = rota.find((name) => {
    const advisor = advisors.find((candidate) => candidate.name === name);
    return advisor !== undefined && isWorkingDay(day, calendar, advisor);
  });
  return next === undefined
    ? { advisor: "", rota }
    : { advisor: next, rota: afterTurnOf(rota, next) };
}
