import {
  betweenKeys,
  isMobile,
  isPhone,
  isWholeVin,
  normaliseKey,
  normalisePlate,
} from "../retention/store";
import type { Cell } from "./cell";
import { bareCode, codeReading, isMasked, plainCell, withStars, type Reading } from "./reading";

/** Shorter texts in the VIN column (`12`, `无号`) name no vehicle: as keys they would merge strangers. */
export const shortestVinKey = 6;
/** What Chinese plates begin with: the province, or 使 of an embassy. */
export const plateBeginnings = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使";
const provinces: ReadonlySet<number> = new Set(
  [...plateBeginnings].map((province) => province.charCodeAt(0))
);
/**
 * Plates of Chinese vehicles, the trailers, learners, police, Hong Kong and Macau ones too; new-energy
 * plates have 8 characters. Behind the letter of the city I and O do not occur.
 */
const chinesePlate = new RegExp(
  `^[${plateBeginnings}][A-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领]$`
);
/** What is written in the plate column of a car that has no plate yet, or of one in stock. */
const noPlateYet = new RegExp(
  "^(?:" +
    "(?:新车|暂|尚|还|暂时|车辆)?(?:无|没有|没|未|待|空|缺)(?:上|挂|办|领|报)?(?:车)?(?:牌|牌照|牌号|牌车|号牌|号)(?:车|照|辆)?|" +
    "(?:暂|尚|还|暂时)?(?:未|没|待)上|" +
    "[新商库展试]?(?:新车|商品车|库存车?|展车|试驾车?|试乘试驾车?|在库车?|二手车)(?:未上牌|无牌|待上牌)?|" +
    `[${plateBeginnings}]?[A-Z]?(?:临时?|临时?(?:牌|车牌|牌照|号牌|号))[A-Z0-9]*|` +
    "NOPLATE|NOPLATES|NONUMBER|NOTREGISTERED|UNREGISTERED|NEW|NEWCAR|TEMP|TEMPORARY|DEMO|STOCK|X{3,}|[A-Z]?X{4,}" +
    ")$"
);
/** Plates stand side by side in one cell where a car got a new one: 苏A12345/苏B54321. */
const betweenPlates =
  /[\s/,;、|\\和或与→>+()]+|原车?牌?号?[::]?|新车?牌?号?[::]?|旧车?牌?号?[::]?|现车?牌?号?[::]?/u;

/**
 * Reads a VIN as key (rules §2). Nothing is corrected: a length other than 17 and the letters I, O, Q
 * give a finding, the text stays the key. Texts that can name no vehicle (below
 * {@link shortestVinKey} characters, Chinese words, one character repeated) are no key.
 */
export function readVin(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  if (text === "") return { value: "", finding };
  if (isMasked(text)) return { value: maskedVin(text), finding: "valueMasked" };
  const vin = normaliseKey(bareCode(text));
  if (vin === "" || isRepeated(vin)) return { value: "", finding: "blankWord" };
  if (/\p{Script=Han}/u.test(vin)) return { value: "", finding: "vinLetters" };
  if (vin.length < shortestVinKey) return { value: "", finding: "vinLength" };
  if (vin.length !== 17) return { value: vin, finding: "vinLength" };
  return isWholeVin(vin) ? { value: vin } : { value: vin, finding: "vinLetters" };
}

/**
 * A VIN of which part was hidden, with one star for whatever was hidden: it is no key, but what can be
 * seen of it may fit one car only. With less than {@link shortestVinKey} characters after the star `""`.
 */
function maskedVin(text: string): string {
  const visible = /^([A-Z0-9]*)\*+([A-Z0-9]*)$/.exec(normaliseKey(withStars(text)));
  return visible && visible[2].length >= shortestVinKey ? `${visible[1]}*${visible[2]}` : "";
}

/**
 * Reads a plate as key (rules §2): without separators, upper-case. A form that no Chinese plate has
 * gives a finding and stays the key; without at least three letters or digits it is no key.
 */
export function readPlate(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  if (text === "") return { value: "", finding };
  if (isMasked(text)) return { value: "", finding: "valueMasked" };
  const plate = normalisePlate(text);
  if (plate.length > longestPlate) {
    const several = platesIn(text);
    if (several.length > 1) {
      return { value: several.join(betweenKeys), finding: "severalPlates" };
    }
    if (several.length === 1) return { value: several[0], finding: "plateUnusual" };
  }
  if (isRepeated(plate) || noPlateYet.test(plate)) return { value: "", finding: "blankWord" };
  if (chinesePlate.test(plate) && !/^.[A-Z]0+$/.test(plate)) return { value: plate };
  const names = plate.replace(/[^A-Z0-9]/g, "").length >= 3 && !/^.?[A-Z]0+$/.test(plate);
  return { value: names ? plate : "", finding: "plateUnusual" };
}

/** The letters and digits of a new-energy plate. */
const longestPlate = 8;

/** The different Chinese plates of a cell in which several stand. */
function platesIn(text: string): string[] {
  const plates = text
    .toUpperCase()
    .split(betweenPlates)
    .map(normalisePlate)
    .filter((plate) => chinesePlate.test(plate) && !/^.[A-Z]0+$/.test(plate));
  return [...new Set(plates)];
}

/** 1 for the characters of a VIN: digits and capitals without I, O, Q. */
const vinCharacters = new Uint8Array(128);
for (const character of "0123456789ABCDEFGHJKLMNPRSTUVWXYZ") {
  vinCharacters[character.charCodeAt(0)] = 1;
}

/** Whether a cell is a whole VIN as it stands, so that it needs no reading: what most VINs are. */
export function isPlainVin(text: string): boolean {
  if (text.length !== 17) return false;
  const first = text.charCodeAt(0);
  let repeated = 0;
  let hidden = 0;
  for (let i = 0; i < 17; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || vinCharacters[code] === 0) return false;
    if (code === first) repeated++;
    if (code === LETTER_X) hidden++;
  }
  return repeated < 17 && hidden < hiddenInRow;
}

/**
 * Whether a cell is a plate as it stands, so that it needs no reading. Nearly all are, and looking at
 * the characters is several times faster than the expressions above.
 */
export function isPlainPlate(text: string): boolean {
  const { length } = text;
  if (length !== 7 && length !== 8) return false;
  if (!provinces.has(text.charCodeAt(0)) || !isCapital(text.charCodeAt(1))) return false;
  let zeros = 2;
  let hidden = 0;
  for (let i = 2; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === LETTER_X) hidden++;
    if (code === ZERO) zeros++;
    else if (!isDigit(code) && (!isCapital(code) || code === LETTER_I || code === LETTER_O)) {
      return false;
    }
  }
  return zeros < length && hidden < hiddenInRow;
}

/**
 * Whether a cell is the number of a document as it stands: capitals, digits and hyphens, a digit last
 * (no word for "empty" ends in one).
 */
export function isPlainNumber(text: string): boolean {
  return isDigit(text.charCodeAt(text.length - 1)) && !/[^0-9A-Z-]/.test(text);
}

/** Whether a cell is a key as it stands: capitals and digits, a digit last. */
export function isPlainKey(text: string): boolean {
  const last = text.length - 1;
  for (let i = 0; i < last; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code) && !isCapital(code)) return false;
  }
  return isDigit(text.charCodeAt(last));
}

const ZERO = 48;
const LETTER_I = 73;
const LETTER_O = 79;
const LETTER_X = 88;
/** So many X may stand for what was hidden; the reader looks whether they stand in a row. */
const hiddenInRow = 4;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 57;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Reads a customer number as key (rules §2). */
export function readKey(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  if (isMasked(text)) return { value: "", finding: "valueMasked" };
  return codeReading(normaliseKey(bareCode(text)), text, finding);
}

/** Reads a phone number, as digits without country code. */
export interface PhoneReading extends Reading<string> {
  /** Whether the value is a mobile or landline number. */
  readonly usable: boolean;
}

/**
 * Reads a phone: of what stands in the cell the number alone, without its owner's name, country code,
 * extension or the decimals of a program. Of several numbers the first mobile is taken, with a finding;
 * what is no phone number stays as it was read, with a finding.
 *
 * @example
 * readPhone("(车主)13800001234"); //=> { value: "13800001234", usable: true }
 * readPhone("1.3800001234E10"); //=> { value: "13800001234", usable: true }
 */
export function readPhone(cell: Cell): PhoneReading {
  const { text, finding } = plainCell(cell);
  if (text === "") return { value: "", finding, usable: false };
  const whole = phoneDigits(withoutExponent(text));
  if (isRepeated(whole)) return { value: "", finding: "blankWord", usable: false };
  if (isPhone(whole)) return { value: whole, usable: true };
  if (isMasked(text)) return { value: text, finding: "valueMasked", usable: false };
  const found = phonesIn(text);
  const first = found.find(isMobile) ?? found.find(isPhone);
  if (first === undefined) return { value: text, finding: "phoneUnusual", usable: false };
  const alone = found.every((phone) => phone === first);
  return alone
    ? { value: first, usable: true }
    : { value: first, finding: "phoneUnusual", usable: true };
}

/** `1.38E+10` has lost digits, `1.3800001234E10` has not: that is a number written out. */
function withoutExponent(text: string): string {
  const match = /^(\d)\.?(\d*)e\+?(\d{1,2})$/i.exec(text.replace(/\s+/gu, ""));
  if (!match) return text.replace(/^(\d{7,})\.0+$/, "$1");
  const [, first, decimals, exponent] = match;
  return decimals.length === Number(exponent) ? first + decimals : text;
}

function phoneDigits(text: string): string {
  return text.replace(/[\s()·.-]+/gu, "").replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, "");
}

/** The numbers of a cell: by the words and marks between them, extensions left out. */
function phonesIn(text: string): string[] {
  return text
    .replace(/(?:转|分机|ext\.?|#|x) ?\d{1,6}(?!\d)/giu, "/")
    .replace(/(\d{7,})\.0+(?!\d)/gu, "$1")
    .split(/[^\d\s()+·.-]+/u)
    .flatMap((part) => {
      const whole = phoneDigits(part);
      return isPhone(whole) ? [whole] : part.split(/\s+/u).map(phoneDigits);
    })
    .filter(isPhone);
}

function isRepeated(text: string): boolean {
  return text.length >= 3 && text === text[0].repeat(text.length);
}
