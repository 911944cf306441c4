import type { Finding } from "./findings";
import { customerKeyOf } from "./keys";
import { NO_DAY, type CustomerTable, type SerialDay } from "./tables";
import { containsWord, isWord, type WordLists } from "./words";

/**
 * Why a customer is 无效, by code; the code's index is what the columns store. `other`: a text that no
 * word list knows, which counts as invalid and is a finding (S0 状态KPI names four reasons).
 */
export const invalidReasons = [
  "none",
  "transferred",
  "scrapped",
  "unreachable",
  "nonLocal",
  "other",
] as const;
export type InvalidReason = (typeof invalidReasons)[number];

/** Codes of {@link invalidReasons}, as stored in columns. */
export const INVALID = {
  none: 0,
  transferred: 1,
  scrapped: 2,
  unreachable: 3,
  nonLocal: 4,
  other: 5,
} as const satisfies Record<InvalidReason, number>;

/** When the add-in first saw a reason that carries no date of its own. */
export interface FirstSeenReason {
  readonly reason: InvalidReason;
  /** {@link NO_DAY} on a first run: the reason then holds on every day. */
  readonly day: SerialDay;
}

/** Which reason a text of the 无效原因 column gives. Blank, 有效, 正常 and the like give `none`. */
export function invalidReasonOf(text: string, words: WordLists): InvalidReason {
  if (text === "" || isWord(text, words.notInvalid)) {
    return "none";
  }
  if (containsWord(text, words.transferred)) {
    return "transferred";
  }
  if (containsWord(text, words.scrapped)) {
    return "scrapped";
  }
  if (containsWord(text, words.unreachable)) {
    return "unreachable";
  }
  return containsWord(text, words.nonLocal) ? "nonLocal" : "other";
}

/** Per customer the invalid reason and the day from which it holds. */
export interface InvalidColumns {
  /** Index into {@link invalidReasons}. */
  readonly reason: Uint8Array;
  /** {@link NO_DAY}: on every day. */
  readonly from: Int32Array;
}

/** A reason that the manager confirmed, as 归属台账 keeps it (rules §10.5). */
export interface ConfirmedReason {
  readonly reason: InvalidReason;
  readonly day: SerialDay;
}

/**
 * Confirmed reasons win over the customer sheet, so that an export pasted over it loses none. Of rows
 * with one key it is the first that was confirmed; a car handed on has its new owner below.
 */
function applyConfirmed(
  customers: CustomerTable,
  columns: { readonly reason: Uint8Array; readonly from: Int32Array },
  confirmed: ReadonlyMap<string, ConfirmedReason>
): void {
  const applied = new Set<string>();
  for (let row = 0; row < customers.count; row++) {
    const key = customerKeyOf(customers, row);
    const known = key === "" || applied.has(key) ? undefined : confirmed.get(key);
    if (known !== undefined) {
      applied.add(key);
      columns.reason[row] = INVALID[known.reason];
      columns.from[row] = known.day;
    }
  }
}

/**
 * Reads the invalid reasons (rules §3): from the reason's date; without one from the day the add-in
 * first saw it; else on every day. An unknown text is invalid and becomes a finding. What the manager
 * confirmed wins.
 */
export function readInvalidReasons(
  customers: CustomerTable,
  words: WordLists,
  firstSeen: ReadonlyMap<string, FirstSeenReason> | undefined,
  findings: Finding[],
  confirmed?: ReadonlyMap<string, ConfirmedReason>
): InvalidColumns {
  const reason = new Uint8Array(customers.count);
  const from = new Int32Array(customers.count);
  const { codes, texts } = customers.invalidReason;
  const reasonOfText = texts.map((text) => invalidReasonOf(text, words));
  for (let row = 0; row < customers.count; row++) {
    const name = reasonOfText[codes[row]];
    if (name === "none") {
      continue;
    }
    reason[row] = INVALID[name];
    from[row] = customers.invalidDate[row];
    if (from[row] === NO_DAY && firstSeen !== undefined) {
      const seen = firstSeen.get(customerKeyOf(customers, row));
      from[row] = seen?.reason === name ? seen.day : NO_DAY;
    }
    if (name === "other") {
      findings.push({
        code: "invalidReasonUnknown",
        table: "customers",
        sheetRow: customers.sheetRow[row],
        field: "invalidReason",
        read: texts[codes[row]],
      });
    }
  }
  if (confirmed !== undefined && confirmed.size > 0) {
    applyConfirmed(customers, { reason, from }, confirmed);
  }
  return { reason, from };
}
