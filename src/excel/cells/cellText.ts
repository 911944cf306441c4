/**
 * Texts that Excel would not leave alone: formulas, and what it reads as number, date or truth
 * value. Everything is suspected that starts with neither a Chinese character nor a plain letter
 * (nor a number before Chinese words that are no date or time), and so are English month names
 * and truth values.
 */
const leftAlone = /^([\p{Script=Han}a-z—《“【]|\d+(?![年月日号时分秒点](\d|$))\p{Script=Han})/iu;
const readAsValue = /^(true|false|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/** Excel's limit for the text of a cell. */
const maxCellText = 32_767;

/**
 * A text as `Range.values` must get it so that Excel stores exactly this text: with a leading
 * apostrophe (which Excel drops) where it would otherwise become a formula, a number or a date.
 * Longer texts than a cell holds end with "…".
 */
export function literalText(text: string): string {
  const fitting = text.length > maxCellText ? `${text.slice(0, maxCellText - 1)}…` : text;
  if (fitting === "") return "";
  return leftAlone.test(fitting) && !readAsValue.test(fitting) ? fitting : `'${fitting}`;
}
