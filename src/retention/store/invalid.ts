import type { Finding } from "./findings";
import { customerKeyOf, rowsOfKey, vehicleKeyOf } from "./keys";
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

/** Per customer the invalid reasons and the days from which each holds. */
export interface InvalidColumns {
  /** The last word, as index into {@link invalidReasons}. */
  readonly reason: Uint8Array;
  /** The day of the last word; {@link NO_DAY}: on every day. */
  readonly from: Int32Array;
  /** What was said of customer c, by day: `[offsets[c] … offsets[c + 1])` of the next two. */
  readonly offsets: Int32Array;
  readonly saidFrom: Int32Array;
  /** Index into {@link invalidReasons}; `none` takes back what was said before. */
  readonly said: Uint8Array;
}

/** What is said of a customer on a day: the last word up to it, as index; −1 if nothing is yet. */
export function invalidWordOn(
  { offsets, saidFrom }: InvalidColumns,
  customer: number,
  day: SerialDay
): number {
  let at = offsets[customer + 1] - 1;
  while (at >= offsets[customer] && saidFrom[at] > day) {
    at--;
  }
  return at < offsets[customer] ? -1 : at;
}

/** A reason that the manager confirmed or took back, as 归属台账 keeps it (rules §10.5). */
export interface ConfirmedReason {
  /** `none`: taken back; the customer is valid from the day, whatever the customer sheet says. */
  readonly reason: InvalidReason;
  readonly day: SerialDay;
}

/** A row of 归属台账 by which the manager confirms why a customer is 无效 and since when. */
export interface InvalidConfirmation {
  readonly source: "invalid";
  /** Customer key, normalised (keys.ts). */
  readonly key: string;
  /** `none`, 撤销: valid from the day on, whatever was confirmed before or the customer sheet says. */
  readonly reason: InvalidReason;
  readonly fromDay: SerialDay;
}

/**
 * What was confirmed, by customer key and day; of rows of one day the later in the ledger stands last. A
 * row speaks for the days from its own on, never for earlier ones.
 */
export function confirmedReasons(
  confirmations: readonly InvalidConfirmation[]
): Map<string, readonly ConfirmedReason[]> {
  const confirmed = new Map<string, ConfirmedReason[]>();
  for (const { key, reason, fromDay } of confirmations) {
    const known = confirmed.get(key) ?? [];
    known.push({ reason, day: fromDay });
    confirmed.set(key, known);
  }
  confirmed.forEach((said) => said.sort((a, b) => a.day - b.day));
  return confirmed;
}

/** The last word of what was confirmed up to a day; `undefined` if nothing was yet. */
function lastWord(said: readonly ConfirmedReason[], day: SerialDay): ConfirmedReason | undefined {
  return said.filter((word) => word.day <= day).at(-1);
}

/** How many customers are confirmed to be 无效 on a day. */
export function confirmedInvalidCount(
  confirmed: ReadonlyMap<string, readonly ConfirmedReason[]>,
  day: SerialDay
): number {
  return [...confirmed.values()].filter(
    (said) => (lastWord(said, day)?.reason ?? "none") !== "none"
  ).length;
}

/** Per text of the 无效原因 column the reason that it gives. */
const reasonsOfTexts = (customers: CustomerTable, words: WordLists): InvalidReason[] =>
  customers.invalidReason.texts.map((text) => invalidReasonOf(text, words));

/**
 * What was confirmed of each row. A key that names several rows of one vehicle means the first of them;
 * where the sheet calls that one 已转手 and something else was confirmed, the first that it does not: the
 * new owner. What is taken back is that of the row about which something was said before.
 */
function confirmedRows(
  customers: CustomerTable,
  words: WordLists,
  confirmed: ReadonlyMap<string, readonly ConfirmedReason[]>
): Map<number, ConfirmedReason[]> {
  const reasonOfText = reasonsOfTexts(customers, words);
  const isHandedOn = (row: number): boolean =>
    reasonOfText[customers.invalidReason.codes[row]] === "transferred";
  const found = new Map<number, ConfirmedReason[]>();
  for (const [key, said] of confirmed) {
    const rows = rowsOfKey(customers, key);
    let spokenOf: number | undefined;
    for (const word of rows.length === 0 ? [] : said) {
      const meant =
        word.reason === "none"
          ? spokenOf
          : word.reason === "transferred"
            ? rows[0]
            : rows.find((row) => !isHandedOn(row));
      const row = meant ?? rows[0];
      spokenOf = row;
      found.set(row, [...(found.get(row) ?? []), word]);
    }
  }
  found.forEach((said) => said.sort((a, b) => a.day - b.day));
  return found;
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
  confirmed: ReadonlyMap<string, readonly ConfirmedReason[]>,
  asOf: SerialDay
): InvalidDifference[] {
  if (!customers.mapped.has("invalidReason")) {
    return [];
  }
  const reasonOfText = reasonsOfTexts(customers, words);
  const found: InvalidDifference[] = [];
  for (const [customer, said] of confirmedRows(customers, words, confirmed)) {
    const known = lastWord(said, asOf);
    if (known === undefined) {
      continue;
    }
    const reason = reasonOfText[customers.invalidReason.codes[customer]];
    const day = customers.invalidDate[customer];
    const otherReason = reason !== known.reason;
    const otherDay = day !== NO_DAY && day !== known.day && reason !== "none";
    if (otherReason || otherDay) {
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
 * first saw it; else on every day. An unknown text is invalid and becomes a finding. From the day of the
 * first confirmation on the ledger alone speaks.
 */
export function readInvalidReasons(
  customers: CustomerTable,
  words: WordLists,
  firstSeen: ReadonlyMap<string, FirstSeenReason> | undefined,
  findings: Finding[],
  confirmed: ReadonlyMap<string, readonly ConfirmedReason[]> = new Map()
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
      const seen =
        firstSeen.get(customerKeyOf(customers, row)) ?? firstSeen.get(vehicleKeyOf(customers, row));
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
  return withConfirmations({ reason, from }, confirmedRows(customers, words, confirmed));
}

/** Joins what the sheet says with what was confirmed, by row and day. */
function withConfirmations(
  { reason, from }: Pick<InvalidColumns, "reason" | "from">,
  confirmed: ReadonlyMap<number, readonly ConfirmedReason[]>
): InvalidColumns {
  const offsets = new Int32Array(reason.length + 1);
  const saidFrom: number[] = [];
  const said: number[] = [];
  for (let row = 0; row < reason.length; row++) {
    const words = confirmed.get(row) ?? [];
    if (reason[row] !== INVALID.none && (words.length === 0 || from[row] < words[0].day)) {
      saidFrom.push(from[row]);
      said.push(reason[row]);
    }
    for (const word of words) {
      saidFrom.push(word.day);
      said.push(INVALID[word.reason]);
      reason[row] = INVALID[word.reason];
      from[row] = word.day;
    }
    offsets[row + 1] = said.length;
  }
  return {
    reason,
    from,
    offsets,
    saidFrom: Int32Array.from(saidFrom),
    said: Uint8Array.from(said),
  };
}
