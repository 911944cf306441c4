import type { Finding } from "./findings";
import { customerKeyOf } from "./keys";
import { NO_DAY, type SerialDay } from "../time";
import type { CustomerTable } from "./tables";
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
  readonly reason: Exclude<InvalidReason, "none">;
  readonly day: SerialDay;
}

/** A row of 归属台账 by which the manager confirms why a customer is 无效 and since when. */
export interface InvalidConfirmation {
  readonly source: "invalid";
  /** Customer key, normalised (keys.ts). */
  readonly key: string;
  /** `none` takes back what was confirmed before: the customer sheet speaks again. */
  readonly reason: InvalidReason;
  readonly fromDay: SerialDay;
}

/**
 * What is confirmed, by customer key: the last row of a key in the ledger says all of it, its day is the
 * day from which the customer is 无效.
 */
export function confirmedReasons(
  confirmations: readonly InvalidConfirmation[]
): Map<string, ConfirmedReason> {
  const confirmed = new Map<string, ConfirmedReason>();
  for (const { key, reason, fromDay } of confirmations) {
    if (reason === "none") {
      confirmed.delete(key);
    } else {
      confirmed.set(key, { reason, day: fromDay });
    }
  }
  return confirmed;
}

/** Per text of the 无效原因 column the reason that it gives. */
const reasonsOfTexts = (customers: CustomerTable, words: WordLists): InvalidReason[] =>
  customers.invalidReason.texts.map((text) => invalidReasonOf(text, words));

/**
 * The rows that confirmed reasons are about. Of rows with one key that is the first; where the sheet
 * calls that one 已转手 and something else was confirmed, the first that it does not: the new owner.
 */
function confirmedRows(
  customers: CustomerTable,
  words: WordLists,
  confirmed: ReadonlyMap<string, ConfirmedReason>
): Map<number, ConfirmedReason> {
  const reasonOfText = reasonsOfTexts(customers, words);
  const isHandedOn = (row: number): boolean =>
    reasonOfText[customers.invalidReason.codes[row]] === "transferred";
  const rowOfKey = new Map<string, number>();
  for (let row = 0; row < customers.count; row++) {
    const key = customerKeyOf(customers, row);
    const known = confirmed.get(key);
    if (key === "" || known === undefined) {
      continue;
    }
    const first = rowOfKey.get(key);
    const isNewOwner =
      first !== undefined &&
      known.reason !== "transferred" &&
      isHandedOn(first) &&
      !isHandedOn(row);
    if (first === undefined || isNewOwner) {
      rowOfKey.set(key, row);
    }
  }
  return new Map([...rowOfKey].map(([key, row]) => [row, confirmed.get(key)!]));
}

/** A customer of whom the sheet says something else than was confirmed: the ledger wins, the user is told. */
export interface InvalidDifference {
  readonly customer: number;
  readonly confirmed: ConfirmedReason;
  readonly inSheet: { readonly reason: InvalidReason; readonly day: SerialDay };
  /** The column that differs. */
  readonly field: "invalidReason" | "invalidDate";
}

/**
 * Where the customer sheet and the confirmed reasons that hold on a day differ: in the reason (a blank
 * cell of a column that the sheet has differs too), or in its date where the sheet gives one.
 */
export function invalidDifferences(
  customers: CustomerTable,
  words: WordLists,
  confirmed: ReadonlyMap<string, ConfirmedReason>,
  asOf: SerialDay
): InvalidDifference[] {
  if (!customers.mapped.has("invalidReason")) {
    return [];
  }
  const reasonOfText = reasonsOfTexts(customers, words);
  const found: InvalidDifference[] = [];
  for (const [customer, known] of confirmedRows(customers, words, confirmed)) {
    const reason = reasonOfText[customers.invalidReason.codes[customer]];
    const day = customers.invalidDate[customer];
    const otherReason = reason !== known.reason;
    const otherDay = day !== NO_DAY && day !== known.day;
    if (known.day <= asOf && (otherReason || otherDay)) {
      found.push({
        customer,
        confirmed: known,
        inSheet: { reason, day },
        field: otherReason ? "invalidReason" : "invalidDate",
      });
    }
  }
  return found.sort((a, b) => a.customer - b.customer);
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
  const reasonOfText = reasonsOfTexts(customers, words);
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
    // An export pasted over the customer sheet must not lose what was confirmed.
    for (const [row, known] of confirmedRows(customers, words, confirmed)) {
      reason[row] = INVALID[known.reason];
      from[row] = known.day;
    }
  }
  return { reason, from };
}
