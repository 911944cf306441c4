import { insurancePlaces } from "../retention/value";
import {
  ruleSetNames,
  ruleSets,
  statusCodes,
  statusesOf,
  type RuleSet,
  type StatusCode,
} from "../retention/status";
import { textsOf, type Texts } from "../locale";
import { isBlank, oneValue, sound, unusable, type ArgumentName } from "./arguments";
import { functionTexts } from "./language";

/** Arguments that take one of some words: our codes, or what the sheets call them in either language. */

const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();

/**
 * Makes a reader of cells that hold one of some words.
 *
 * @param allowed what a message offers instead of a word that is not known
 * @returns a reader that gives `undefined` for a blank cell and throws `#VALUE!` for another word
 */
function choice<Code extends string>(
  codes: readonly Code[],
  labelsOf: (texts: Texts) => Readonly<Record<Code, string>>,
  allowed: (labels: Readonly<Record<Code, string>>) => readonly string[] = (labels) =>
    codes.map((code) => labels[code])
): (cell: unknown, argument: ArgumentName) => Code | undefined {
  const labels = [textsOf("zh-CN"), textsOf("en-US")].map(labelsOf);
  const byWord = new Map(
    codes.flatMap((code) =>
      [code, ...labels.map((of) => of[code])].map((word) => [plain(word), code] as const)
    )
  );
  return (cell, argument) => {
    if (isBlank(cell)) return undefined;
    const found = byWord.get(plain(String(sound(cell))));
    if (found !== undefined) return found;
    const texts = functionTexts();
    const { functions } = texts;
    throw unusable(
      functions.unknownChoice(
        functions.arguments[argument],
        functions.listed(allowed(labelsOf(texts)))
      )
    );
  };
}

const ruleSetNameOf = choice(
  ruleSetNames,
  ({ data }) => data.ruleSets,
  () => ruleSetNames
);

/** The rule set that an argument names; `retention` if blank. */
export function ruleSetOf(argument: unknown): RuleSet {
  return ruleSets[ruleSetNameOf(oneValue(argument, "ruleSet"), "ruleSet") ?? "retention"];
}

const languageOf = choice(
  ["zh-CN", "en-US"] as const,
  ({ pane }) => pane.language,
  () => ["zh-CN", "en-US"]
);

/** All texts in the language that an argument names; in that of the add-in if blank. */
export function resultTexts(language: unknown): Texts {
  const locale = languageOf(oneValue(language, "language"), "language");
  return locale === undefined ? functionTexts() : textsOf(locale);
}

/** A status of the rule set `retention`, 无效 and 待核实 included. */
export const retentionStatusOf = choice(
  statusesOf(ruleSets.retention),
  ({ data }) => data.statuses
);

/** A status of any rule set. */
export const anyStatusOf = choice<StatusCode>(statusCodes, ({ data }) => data.statuses);

/** Where a car is insured. */
export const insurancePlaceOf = choice(insurancePlaces, ({ method }) => method.insurancePlaces);

const answerOf = choice(["yes", "no"], ({ functions }) => functions.answers);

/** Yes or no: 是, Yes, TRUE, 1; `false` if blank. */
export function isYes(cell: unknown, argument: ArgumentName): boolean {
  return cell === true || cell === 1 || (cell !== false && answerOf(cell, argument) === "yes");
}
