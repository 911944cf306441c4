import type { CustomerTable, TextColumn } from "./tables";
import { containsWord, isWord, type WordLists } from "./words";

/** Whether each customer's car was sold by this store, as far as the workbook can tell. */
export interface SoldHere {
  /** 1 = sold here. */
  readonly flags: Uint8Array;
  /** False: no column tells, so every car is taken as sold here (rules §2). */
  readonly known: boolean;
}

const YES = 1;
const NO = 0;
const SILENT = 2;

/** What a text of a yes/no column says; any text that is not a "no" is a "yes". */
const answer = (text: string, words: WordLists): number => {
  if (text === "") {
    return SILENT;
  }
  const elsewhere = isWord(text, words.soldElsewhere) || containsAny(text, words);
  return elsewhere ? NO : YES;
};

// Single letters and digits are answers only when they stand alone.
const containsAny = (text: string, words: WordLists): boolean =>
  containsWord(
    text,
    words.soldElsewhere.filter((word) => word.length > 1)
  );

/** What a text of the 来源 column says; most name a channel and say nothing about the seller. */
const sourceAnswer = (text: string, words: WordLists): number => {
  if (containsWord(text, words.soldHere)) {
    return YES;
  }
  return text !== "" && containsAny(text, words) ? NO : SILENT;
};

const consultantAnswer = (text: string): number => (text === "" ? SILENT : YES);

/**
 * Which cars were sold here: by the 本店销售 column, else a named sales consultant, else the source
 * where it names the seller. A column that is there but silent for a customer means "not sold here";
 * with no telling column at all every car counts as sold here (rules §2).
 */
export function readSoldHere(customers: CustomerTable, words: WordLists): SoldHere {
  const voices: { codes: Int32Array; answers: number[] }[] = [];
  const add = (column: TextColumn, reading: (text: string) => number): void => {
    const answers = column.texts.map(reading);
    if (answers.some((said) => said !== SILENT)) {
      voices.push({ codes: column.codes, answers });
    }
  };
  if (customers.mapped.has("soldHere")) {
    add(customers.soldHere, (text) => answer(text, words));
  }
  if (customers.mapped.has("salesConsultant")) {
    add(customers.salesConsultant, consultantAnswer);
  }
  if (customers.mapped.has("source")) {
    add(customers.source, (text) => sourceAnswer(text, words));
  }
  const flags = new Uint8Array(customers.count).fill(voices.length === 0 ? 1 : 0);
  for (let row = 0; row < customers.count; row++) {
    for (const { codes, answers } of voices) {
      const said = answers[codes[row]];
      if (said !== SILENT) {
        flags[row] = said;
        break;
      }
    }
  }
  return { flags, known: voices.length > 0 };
}
