import { isMobile, isPhone, isWholeVin, normaliseKey, normalisePlate } from "../retention";
import type { Cell } from "./cell";
import { plainCell, type Reading } from "./reading";

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
/** What is written in the plate column of a car that has no plate yet. */
const noPlateYet =
  /^(?:无牌|没牌|未上牌|未挂牌|没上牌|新车|新车未上牌|临牌|临时|临时牌照?|暂无牌照?|商品车|试驾车|无车牌|NOPLATE|NEW|NEWCAR|TEMP)$/;

/**
 * Reads a VIN as key (rules §2). Nothing is corrected: a length other than 17 and the letters I, O, Q
 * give a finding, the text stays the key. Texts that can name no vehicle (below
 * {@link shortestVinKey} characters, Chinese words, one character repeated) are no key.
 */
export function readVin(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  if (text === "") return { value: "", finding };
  const vin = normaliseKey(text);
  if (isRepeated(vin)) return { value: "", finding: "blankWord" };
  if (/\p{Script=Han}/u.test(vin)) return { value: "", finding: "vinLetters" };
  if (vin.length < shortestVinKey) return { value: "", finding: "vinLength" };
  if (vin.length !== 17) return { value: vin, finding: "vinLength" };
  return isWholeVin(vin) ? { value: vin } : { value: vin, finding: "vinLetters" };
}

/**
 * Reads a plate as key (rules §2): without separators, upper-case. A form that no Chinese plate has
 * gives a finding and stays the key; without at least three letters or digits it is no key.
 */
export function readPlate(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  if (text === "") return { value: "", finding };
  const plate = normalisePlate(text);
  if (isRepeated(plate) || noPlateYet.test(plate)) return { value: "", finding: "blankWord" };
  if (chinesePlate.test(plate) && !/^.[A-Z]0+$/.test(plate)) return { value: plate };
  const names = plate.replace(/[^A-Z0-9]/g, "").length >= 3 && !/^.?[A-Z]0+$/.test(plate);
  return { value: names ? plate : "", finding: "plateUnusual" };
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
  for (let i = 0; i < 17; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || vinCharacters[code] === 0) return false;
    if (code === first) repeated++;
  }
  return repeated < 17;
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
  for (let i = 2; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === ZERO) zeros++;
    else if (!isDigit(code) && (!isCapital(code) || code === LETTER_I || code === LETTER_O)) {
      return false;
    }
  }
  return zeros < length;
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

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 57;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Reads a customer number as key (rules §2). */
export function readKey(cell: Cell): Reading<string> {
  const { text, finding } = plainCell(cell);
  return { value: normaliseKey(text), finding };
}

/** Reads a phone number, as digits without country code. */
export interface PhoneReading extends Reading<string> {
  /** Whether the value is a mobile or landline number. */
  readonly usable: boolean;
}

/**
 * Reads a phone. Of several numbers in one cell the first mobile is taken, with a finding; what is no
 * phone number stays as it was read, with a finding.
 */
export function readPhone(cell: Cell): PhoneReading {
  const { text, finding } = plainCell(cell);
  if (text === "") return { value: "", finding, usable: false };
  const whole = phoneDigits(text);
  if (isRepeated(whole)) return { value: "", finding: "blankWord", usable: false };
  if (isPhone(whole)) return { value: whole, usable: true };
  const parts = text.split(/[\s/,;、|\\和或]+/u).map(phoneDigits);
  const first = parts.find(isMobile) ?? parts.find(isPhone);
  return { value: first ?? text, finding: "phoneUnusual", usable: first !== undefined };
}

function phoneDigits(text: string): string {
  return text.replace(/[\s()·.-]+/gu, "").replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, "");
}

function isRepeated(text: string): boolean {
  return text.length >= 3 && text === text[0].repeat(text.length);
}
