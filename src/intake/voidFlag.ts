import { containsWord, foldCharacters, isWord } from "../retention/store";

/** What one value of a void flag says. */
type FlagWord = "void" | "valid" | "yes" | "no" | "blank" | "unknown";

const voidWords = [
  "作废",
  "删除",
  "取消",
  "撤销",
  "无效",
  "废单",
  "废弃",
  "退单",
  "注销",
  "void",
  "voided",
  "deleted",
  "cancelled",
  "canceled",
  "invalid",
];
const validWords = ["有效", "正常", "启用", "已结算", "valid", "active", "normal", "ok"];
const yesWords = ["是", "有", "y", "yes", "true", "t", "1", "√", "✓", "✔", "on"];
const noWords = ["否", "无", "没有", "不是", "n", "no", "false", "f", "0", "×", "✗", "✘", "off"];

/** Headers whose "yes" means that the order stands: 是否有效, Is Valid. */
const validHeader = /有效|启用|正常|valid|active/iu;
const invalidHeader = /无效|失效|in-?valid|inactive/iu;

/** Headers of what a voided order leaves behind: who voided it, when and why. Others are blank there. */
const traceHeader =
  /(?:作废|废单|取消|删除).*(?:时间|日期|人|人员|原因)|(?:void|cancel|delet).*(?:date|reason|at|by)$/iu;

/** Whether a column names who voided an order, when or why; see {@link flagSense}. */
export function isVoidTrace(header: string): boolean {
  return traceHeader.test(foldCharacters(header).trim());
}

/** More than half of a store's orders are not void: a value that says so of more is not understood. */
const mostVoid = 0.5;
/** So many orders have the value of nearly all, and so many are enough to prove it. */
const nearlyAll = 0.8;
const enough = 10;

/** What is canonical in the table of orders: 是 = void. */
export const voidFlagTexts = { void: "是", valid: "否" } as const;

/** What each value of the column means, and what only the user can know. */
export interface FlagSense {
  /** By value: void, valid, or nothing. */
  readonly meanings: readonly (keyof typeof voidFlagTexts | undefined)[];
  /** The data prove that yes and no mean the opposite of what the header says. */
  readonly reversed: boolean;
  /** Values of which it cannot be said: nothing is void by them. */
  readonly unclear: readonly number[];
}

function wordOf(text: string): FlagWord {
  if (text === "") return "blank";
  if (isWord(text, yesWords)) return "yes";
  if (isWord(text, noWords)) return "no";
  if (containsWord(text, voidWords)) return "void";
  const denied = voidWords.some((word) => text.toLowerCase().includes(word));
  if (denied) return "valid";
  return containsWord(text, validWords) ? "valid" : "unknown";
}

/**
 * The sense of a yes/no flag by which orders are void (intake §4), from its header (是否作废; 是否有效 with
 * the opposite sense) and its values: few orders are void, so a value that nearly all have says that
 * they stand, whatever the header says. Where the data do not prove it, nothing is void by the flag.
 *
 * @param texts the different values, the first of them empty
 * @param counts how many orders have each
 */
export function flagSense(
  header: string,
  texts: readonly string[],
  counts: readonly number[]
): FlagSense {
  if (isVoidTrace(header)) return traceSense(texts, counts);
  const words = texts.map((text) => wordOf(foldCharacters(text)));
  const sum = (wanted: FlagWord): number =>
    counts.reduce((total, count, i) => total + (words[i] === wanted ? count : 0), 0);
  const [yes, no, blank] = [sum("yes"), sum("no"), sum("blank")];
  const yesIsValid = validHeader.test(header) && !invalidHeader.test(header);
  // A blank says "not void" where yes voids; where yes is valid it says nothing.
  const saidVoid = yesIsValid ? no : yes;
  const said = yes + no + (yesIsValid ? 0 : blank);
  const tooMany = said > 0 && saidVoid > said * mostVoid;
  const proven = tooMany && said >= enough && saidVoid >= said * nearlyAll;
  const yesVoids = yesIsValid === proven;
  const unclear = texts.flatMap((_, i) =>
    words[i] === "unknown" || (tooMany && !proven && (words[i] === "yes" || words[i] === "no"))
      ? [i]
      : []
  );
  const meanings = words.map((word, i) => {
    if (word === "void" || word === "valid") return word;
    if (unclear.includes(i) || word === "blank" || word === "unknown") return undefined;
    return (word === "yes") === yesVoids ? "void" : "valid";
  });
  return { meanings, reversed: proven && yes + no > 0, unclear };
}

/** An order is void where the trace is filled, unless that is so of most orders. */
function traceSense(texts: readonly string[], counts: readonly number[]): FlagSense {
  const filled = texts.map((text) => text !== "" && !isWord(text, noWords));
  const sum = (wanted: (index: number) => boolean): number =>
    counts.reduce((total, count, index) => total + (wanted(index) ? count : 0), 0);
  const all = sum(() => true);
  const isUnclear = sum((index) => filled[index]) > all * mostVoid;
  return {
    meanings: filled.map((it) => (it && !isUnclear ? "void" : undefined)),
    reversed: false,
    unclear: isUnclear ? filled.flatMap((it, index) => (it ? [index] : [])).slice(0, 1) : [],
  };
}
