/**
 * What Excel makes of a value written through the API: text that looks like a number, a date, a
 * boolean, an error or a formula becomes one, read as en-US (typings, `Range.values`; office-js
 * issue 1559), unless the cell's format is text ("@").
 */
import { isDateFormat, isTextFormat, parseValue } from "numfmt";
import { RichApiError } from "../richapi/hostObject";
import { type CellValue, CellError } from "./cellValue";

/** "Excel specifications and limits": total number of characters that a cell can contain. */
export const MAX_TEXT = 32767;
/** "Excel specifications and limits": length of formula contents. */
export const MAX_FORMULA = 8192;

/** Days between the day numbers of the 1900 and the 1904 date system. */
export const DAYS_1904 = 1462;

/** What a written value turns into. */
export interface Entry {
  readonly value?: CellValue;
  /** With its "=". */
  readonly formula?: string;
  /** The format that Excel sets where the cell's was General. */
  readonly numberFormat?: string;
}

const EMPTY: Entry = {};

/**
 * @param input what the add-in wrote: text, number or boolean
 * @param numberFormat the cell's format code
 * @param date1904 whether the workbook counts days from 1904
 * @param location where a refusal is reported, e.g. "Range.values"
 * @throws InvalidArgument for too long text, broken formulas and anything but plain values
 */
export function enter(
  input: unknown,
  numberFormat: string,
  date1904: boolean,
  location: string
): Entry {
  if (typeof input === "number") return enterNumber(input, numberFormat, location);
  if (typeof input === "boolean") {
    return { value: isText(numberFormat) ? String(input).toUpperCase() : input };
  }
  if (typeof input !== "string") {
    throw new RichApiError("InvalidArgument", location, "A cell takes text, numbers and booleans.");
  }
  if (input === "") return EMPTY;
  if (input.startsWith("'")) return enterText(input.slice(1), location);
  if (isText(numberFormat)) return enterText(input, location);
  if (input.startsWith("=") && input.length > 1) return enterFormula(input, location);
  const constant = enterConstant(input, date1904);
  if (constant) return constant;
  if (/^[+-]./.test(input)) return enterFormula(`=${input}`, location);
  return enterText(input, location);
}

const textFormats = new Map<string, boolean>([["General", false]]);

function isText(numberFormat: string): boolean {
  const known = textFormats.get(numberFormat);
  if (known !== undefined) return known;
  const answer = isTextFormat(numberFormat);
  textFormats.set(numberFormat, answer);
  return answer;
}

function enterNumber(input: number, numberFormat: string, location: string): Entry {
  if (!Number.isFinite(input)) throw new RichApiError("InvalidArgument", location);
  // A cell formatted as text takes every entry as text (support page "Format numbers as text").
  return { value: isText(numberFormat) ? String(input) : input };
}

function enterText(text: string, location: string): Entry {
  if (text.length > MAX_TEXT) {
    throw new RichApiError("InvalidArgument", location, `A cell holds ${MAX_TEXT} characters.`);
  }
  return text === "" ? EMPTY : { value: text };
}

function enterFormula(formula: string, location: string): Entry {
  if (formula.length > MAX_FORMULA) {
    throw new RichApiError("InvalidArgument", location, `A formula has ${MAX_FORMULA} characters.`);
  }
  if (!isWellFormed(formula)) {
    throw new RichApiError("InvalidArgument", location, "The formula is incomplete.");
  }
  return { formula };
}

/** Quotes and brackets are closed and no operator stands at the end. */
function isWellFormed(formula: string): boolean {
  const bare = formula.replace(/"(?:[^"]|"")*"/g, "0").replace(/'(?:[^']|'')*'!/g, "s!");
  if (/["']/.test(bare) || /[-+*/^&=<>,(]\s*$/.test(bare)) return false;
  let depth = 0;
  for (const sign of bare) {
    if (sign === "(") depth++;
    if (sign === ")" && --depth < 0) return false;
  }
  return depth === 0;
}

/** What no number, date, boolean or error starts with is a text: most texts end here. */
const MAY_BE_CONSTANT =
  /^\s*(?:[\d(+\-$.#]|(?:true|false)\s*$|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;

/** Columns repeat their dates and amounts, and reading one takes microseconds. */
const constants = new Map<string, Entry | null>();
const MAX_REMEMBERED = 50_000;

function enterConstant(input: string, date1904: boolean): Entry | null {
  if (!MAY_BE_CONSTANT.test(input)) return null;
  if (/^\d{1,15}$/.test(input)) return { value: Number(input) };
  const key = date1904 ? `4${input}` : `0${input}`;
  const known = constants.get(key);
  if (known !== undefined) return known;
  const entry = readConstant(input, date1904);
  if (constants.size >= MAX_REMEMBERED) constants.clear();
  constants.set(key, entry);
  return entry;
}

function readConstant(input: string, date1904: boolean): Entry | null {
  const error = CellError.parse(input);
  if (error) return { value: error };
  const fraction = /^\s*(-?)(\d+) (\d{1,2})\/(\d{1,2})\s*$/.exec(input);
  if (fraction) {
    const [, sign, whole = "0", top = "0", bottom = "1"] = fraction;
    const size = Number(whole) + Number(top) / Number(bottom);
    return { value: sign ? -size : size, numberFormat: "# ?/?" };
  }
  // What en-US Excel takes as text though the parser does not: dates with points, a yen sign.
  if (/[¥￥]/.test(input)) return null;
  const parsed = parseValue(input);
  if (!parsed || parsed.v === null) return null;
  if (typeof parsed.v === "boolean") return { value: parsed.v };
  const format = parsed.z ?? "General";
  if (!isDateFormat(format)) {
    const value = to15Digits(Number(parsed.v));
    return format === "General" ? { value } : { value, numberFormat: currency(format) };
  }
  if (format.includes(".") && !format.includes("s")) return null;
  const serial = Number(parsed.v);
  const isTimeOnly = !/[yd]/i.test(format);
  return {
    value: date1904 && !isTimeOnly ? serial - DAYS_1904 : serial,
    numberFormat: dateFormat(format),
  };
}

/** "Excel specifications and limits": number precision, 15 digits; the rest becomes zeros. */
function to15Digits(value: number): number {
  if (!Number.isInteger(value) || Math.abs(value) < 1e15) return value;
  const digits = BigInt(value).toString().replace("-", "");
  const kept = digits.slice(0, 15) + "0".repeat(digits.length - 15);
  return Math.sign(value) * Number(kept);
}

const currency = (format: string): string =>
  format.startsWith("$") ? `${format}_);[Red](${format})` : format;

/** The format that en-US Excel gives a typed date or time. */
function dateFormat(format: string): string {
  const hasDay = /d/i.test(format);
  const hasYear = /y/i.test(format);
  const hasTime = /h/i.test(format);
  const time = /AM\/PM/i.test(format)
    ? `h:mm${/s/i.test(format) ? ":ss" : ""} AM/PM`
    : `h:mm${/s/i.test(format) ? ":ss" : ""}`;
  if (hasTime && (hasDay || hasYear)) return "m/d/yyyy h:mm";
  if (hasTime || !(hasDay || hasYear)) return time;
  if (/mmm/i.test(format)) return format;
  if (!hasYear) return "d-mmm";
  return hasDay ? "m/d/yyyy" : "mmm-yy";
}
