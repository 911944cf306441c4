import type { FindingCode } from "../retention/store";
import type { Cell } from "./cell";

/** What a cell was read as, and the finding it gives unless it was read as it stands. */
export interface Reading<Value> {
  readonly value: Value;
  readonly finding?: FindingCode;
}

/** A cell without the things that nobody sees, and what it is if it is no value. */
export interface PlainCell {
  /** NFKC, without format characters, white space (line breaks too) as single blanks; `""` if none. */
  readonly text: string;
  readonly finding?: "cellError" | "blankWord";
}

/** Words by which systems and people say that a cell is empty; compared in lower case. */
const blankWords: ReadonlySet<string> = new Set([
  ..."- -- --- — —— – ― / // \\ . .. ... … * ** ? ?? _ __ ~".split(" "),
  ..."null (null) <null> [null] nil nan n/a n.a. na none undefined (blank) tbd unknown".split(" "),
  ..."无 没有 暂无 空 空白 未知 不详 不明 未填 未填写 未录入 待补 待定 不知道".split(" "),
]);
/** Of these, the ones that answer a question such as 投诉 or 无效原因. */
const answers: ReadonlySet<string> = new Set(["无", "没有", "暂无", "none"]);

const errorText =
  /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|EXTERNAL!|PYTHON!|TIMEOUT!|GETTING_DATA)$/i;

/** `="00123"` in the cells of a pasted CSV, with one pair of quotes or with CSV's doubled ones. */
const protectedText = /^= ?"+(.*?)"+$/;
/** The apostrophes by which Excel, and programs that imitate it, say that a cell is text. */
const textMarks = /^['’‘`´]+/u;

/**
 * Cleans a cell and tells Excel's errors and words for "empty" apart from values. The marks by which
 * systems protect codes in a CSV (`="…"`, a leading apostrophe) are no part of the value.
 */
export function plainCell(cell: Cell): PlainCell {
  if (typeof cell !== "string") return { text: String(cell) };
  const visible = cell
    .normalize("NFKC")
    .replace(/\p{Cf}+/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  const text = visible.replace(protectedText, "$1").replace(textMarks, "").trim();
  if (text === "") return visible === "" ? { text } : { text, finding: "blankWord" };
  if (errorText.test(text)) return { text: "", finding: "cellError" };
  if (blankWords.has(text.toLowerCase())) return { text: "", finding: "blankWord" };
  return { text };
}

/** `1001.0`: a whole number that a program kept as a number with decimals. */
const wholeWithDecimals = /^(\d+)\.0+$/;

/** A code without what is no part of it: full stops, stars and quotes at its ends, `.0` of a number. */
export function bareCode(text: string): string {
  return text
    .replace(/^["“”=*。.,;:、]+|["“”*。.,;:、]+$/gu, "")
    .trim()
    .replace(wholeWithDecimals, "$1");
}

/** By which systems hide what not everybody may see. */
const hidden = /[•●○✱×]+|x{4,}/giu;

/** A text with a star for every character that a system hid: `138XXXX1234` as `138****1234`. */
export function withStars(text: string): string {
  return text.replace(hidden, (marks) => "*".repeat(marks.length));
}

/** Whether a system hid part of a value: `LSV********012345`, `138****1234`, `苏A***18`. */
export function isMasked(text: string): boolean {
  return /[^*]\*{2,}|\*{2,}[^*]|[^*]\*[^*]/u.test(withStars(text));
}

/** Reads a text: name, address. */
export function readText(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  return { value: text, finding };
}

/** Reads the number of a document, as text: without what is no part of it. */
export function readCode(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  return codeReading(bareCode(text), text, finding);
}

/** A code, and that a cell held nothing but marks. */
export function codeReading(
  code: string,
  text: string,
  finding: Reading<string>["finding"]
): Reading<string> {
  return { value: code, finding: code === "" && text !== "" ? "blankWord" : finding };
}

/** Reads the answer to a question (投诉, 本店销售 …), in which 无 and none are values. */
export function readAnswer(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  if (finding === "blankWord") {
    const answer = String(cell).normalize("NFKC").trim();
    if (answers.has(answer.toLowerCase())) return { value: answer };
  }
  return { value: text, finding };
}
