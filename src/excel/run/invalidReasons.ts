import {
  customerKeyOf,
  invalidReasonOf,
  type CustomerTable,
  type FirstSeenReason,
  type WordLists,
} from "../../retention/store";
import { NO_DAY, type SerialDay } from "../../retention/time";
import type { WorkbookState } from "../footprint";

/**
 * When each undated invalid reason was first seen (rules §3): as remembered; new ones today, or, on
 * the first run that writes, on every day. A reason that changed counts as new.
 */
export function firstSeenReasons(
  customers: CustomerTable,
  state: WorkbookState,
  today: SerialDay,
  words: WordLists
): Map<string, FirstSeenReason> {
  const seen = new Map<string, FirstSeenReason>();
  const { codes, texts } = customers.invalidReason;
  const reasons = texts.map((text) => invalidReasonOf(text, words));
  for (let row = 0; row < customers.count; row += 1) {
    const reason = reasons[codes[row] ?? 0] ?? "none";
    const key = customerKeyOf(customers, row);
    if (reason === "none" || key === "" || customers.invalidDate[row] !== NO_DAY) continue;
    const before = state.invalidFirstSeen[key];
    const day = state.firstRun === undefined ? NO_DAY : today;
    seen.set(key, before?.reason === reason ? before : { reason, day });
  }
  return seen;
}
