import type { CustomerTable } from "./tables";

/** Characters that need no folding: digits, capital Latin letters, and the Han letters of plates. */
function isClean(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const clean =
      (code >= 48 && code <= 57) ||
      (code >= 65 && code <= 90) ||
      (code >= 0x4e00 && code <= 0x9fff);
    if (!clean) {
      return false;
    }
  }
  return true;
}

// Upper-casing may leave a compatibility form behind, so the folding is repeated after it.
const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .normalize("NFKC")
    // Format characters (zero-width space, byte-order mark …) arrive with copied cells and are invisible.
    .replace(/[\s\p{Cf}]+/gu, "");

/**
 * The form in which keys compare (rules §2): NFKC, upper-case, no spaces at the ends or inside.
 * Applying it twice changes nothing.
 *
 * @example
 * normaliseKey(" ｌｓｖ 123a"); //=> "LSV123A"
 */
export function normaliseKey(text: string): string {
  return isClean(text) ? text : folded(text);
}

/**
 * The form in which plates compare: as {@link normaliseKey}, also without dashes, dots and other marks.
 *
 * @example
 * normalisePlate("粤B·F1G60"); //=> "粤BF1G60"
 * normalisePlate("鲁.YGJ779"); //=> "鲁YGJ779"
 */
export function normalisePlate(text: string): string {
  return isClean(text) ? text : folded(text).replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * Whether a text can be a whole VIN (ISO 3779): 17 characters, no I, O or Q. Two different whole VINs
 * are two vehicles; a shortened or misread one proves nothing.
 */
export function isWholeVin(vin: string): boolean {
  return vin.length === 17 && /^[0-9A-HJ-NPR-Z]+$/.test(vin);
}

/** What stands between the plates of a cell that names several: normalised plates never contain it. */
export const betweenKeys = "/";

/** The first of the plates of a cell; mostly there is one. */
export function firstPlate(plate: string): string {
  const end = plate.indexOf(betweenKeys);
  return end < 0 ? plate : plate.slice(0, end);
}

/** Whether part of a VIN was hidden (`LSV*012345`): what can be seen names a car, but is no key. */
export function isMaskedVin(vin: string): boolean {
  return vin.includes("*");
}

/**
 * The key of a customer: VIN, else plate, else customer number, else `""` (rules §2). A VIN of which part
 * is hidden is the key only where there is nothing else.
 */
export function customerKeyOf(customers: CustomerTable, row: number): string {
  const vin = customers.vin[row];
  if (vin !== "" && !isMaskedVin(vin)) {
    return vin;
  }
  return firstPlate(customers.plate[row]) || customers.customerNumber[row] || vin;
}
