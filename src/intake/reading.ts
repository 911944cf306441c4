import type { FindingCode } from "../retention";
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

/** Cleans a cell and tells Excel's errors and words for "empty" apart from values. */
export function plainCell(cell: Cell): PlainCell {
  if (typeof cell !== "string") return { text: String(cell) };
  const text = cell
    .normalize("NFKC")
    .replace(/\p{Cf}+/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  if (text === "") return { text };
  if (errorText.test(text)) return { text: "", finding: "cellError" };
  if (blankWords.has(text.toLowerCase())) return { text: "", finding: "blankWord" };
  return { text };
}

/** Reads a text: name, address, order number. */
export function readText(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  return { value: text, finding };
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
