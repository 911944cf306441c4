import { locales, textsOf, type Texts } from "../../locale";
import { normaliseKey } from "../../retention/store";
import type { Cell } from "../cell";

/** Gives the code that a cell's word stands for; `undefined`: no such word. */
export type WordLookup<Code extends string> = (cell: Cell) => Code | undefined;

/**
 * A lookup of the words of a vocabulary, in every display language, so that a workbook stays readable
 * when its language changes. Width, case and blanks do not matter. A word that stands for several codes
 * stands for the first.
 *
 * @param pick where a language has the vocabulary
 * @example
 * wordLookup(({ vocabulary }) => vocabulary.results)("考虑中"); //=> "considering"
 */
export function wordLookup<Code extends string>(
  pick: (texts: Texts) => Readonly<Record<Code, string>>
): WordLookup<Code> {
  const codes = new Map<string, Code>();
  for (const locale of locales) {
    for (const [code, word] of Object.entries<string>(pick(textsOf(locale)))) {
      const key = normaliseKey(word);
      if (!codes.has(key)) codes.set(key, code as Code);
    }
  }
  return (cell) => codes.get(normaliseKey(String(cell)));
}

/** 是 and 否, what they are in both languages, and what a checkbox gives. */
export function readYesNo(cell: Cell): boolean | undefined {
  if (typeof cell === "boolean") return cell;
  const answer = yesNo(cell);
  return answer === undefined ? undefined : answer === "yes";
}

const yesNo = wordLookup(({ vocabulary: { yes, no } }) => ({ yes, no }));

/** Between the words of one cell: commas, semicolons, 顿号 and line breaks; blanks belong to words. */
const betweenWords = /[,，、;；\n\r]+/u;

/** The words that stand in one cell, trimmed, in their order; an empty cell has none. */
export function wordsIn(cell: Cell): string[] {
  return String(cell)
    .split(betweenWords)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
