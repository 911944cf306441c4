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
 * The key of a row's vehicle: VIN, else plate, else customer number, else `""` (rules §2). A VIN of which part
 * is hidden is the key only where there is nothing else.
 */
export function vehicleKeyOf(customers: CustomerTable, row: number): string {
  const vin = customers.vin[row];
  if (vin !== "" && !isMaskedVin(vin)) {
    return vin;
  }
  return firstPlate(customers.plate[row]) || customers.customerNumber[row] || vin;
}

/** Between a vehicle's key and the owner whom a row of a shared vehicle means. */
const ownerSeparator = "·";

/** What an owner of a vehicle is known by: customer number, name, phone; the first that is there marks him. */
function ownerMarks({ customerNumber, name, phone }: CustomerTable, row: number): string[] {
  return [customerNumber[row], normaliseKey(name[row]), normaliseKey(phone[row])].filter(
    (mark) => mark !== ""
  );
}

interface KeyTable {
  readonly keys: readonly string[];
  /** By vehicle its rows; one row stands without a list. */
  readonly rowsOfVehicle: ReadonlyMap<string, number | readonly number[]>;
}

const keyTables = new WeakMap<CustomerTable, KeyTable>();

function keyTableOf(customers: CustomerTable): KeyTable {
  let table = keyTables.get(customers);
  if (table === undefined) {
    table = makeKeyTable(customers);
    keyTables.set(customers, table);
  }
  return table;
}

function makeKeyTable(customers: CustomerTable): KeyTable {
  const keys: string[] = [];
  const rowsOfVehicle = new Map<string, number | number[]>();
  for (let row = 0; row < customers.count; row++) {
    const vehicle = vehicleKeyOf(customers, row);
    keys.push(vehicle);
    const known = vehicle === "" ? undefined : rowsOfVehicle.get(vehicle);
    if (known === undefined) {
      rowsOfVehicle.set(vehicle, row);
    } else if (typeof known === "number") {
      rowsOfVehicle.set(vehicle, [known, row]);
    } else {
      known.push(row);
    }
  }
  for (const [vehicle, rows] of rowsOfVehicle) {
    for (const row of typeof rows === "number" ? [] : rows) {
      const mark = ownerMarks(customers, row).at(0);
      keys[row] = mark === undefined ? vehicle : `${vehicle}${ownerSeparator}${mark}`;
    }
  }
  rowsOfVehicle.delete("");
  return { keys, rowsOfVehicle };
}

/**
 * The key of a customer: that of the vehicle, and where several rows share the vehicle (a car handed on)
 * also the owner's number or name, since a customer is a row and not a VIN (rules §2); `""` for a row
 * without any key.
 *
 * @example
 * "LSVAB2180E2100001" // the only row of this VIN
 * "LSVAB2180E2100001·C1002" // one of two
 */
export function customerKeyOf(customers: CustomerTable, row: number): string {
  return keyTableOf(customers).keys[row];
}

/**
 * The rows that a key names: of a vehicle's key all its rows; with an owner behind it those of this
 * owner, whether or not the vehicle has other rows; none if nobody of that name has it.
 */
export function rowsOfKey(customers: CustomerTable, key: string): readonly number[] {
  const { rowsOfVehicle } = keyTableOf(customers);
  const listed = (rows: number | readonly number[]): readonly number[] =>
    typeof rows === "number" ? [rows] : rows;
  const rows = rowsOfVehicle.get(key);
  if (rows !== undefined) {
    return listed(rows);
  }
  for (let at = key.indexOf(ownerSeparator); at > 0; at = key.indexOf(ownerSeparator, at + 1)) {
    const ofVehicle = rowsOfVehicle.get(key.slice(0, at));
    if (ofVehicle !== undefined) {
      const mark = key.slice(at + 1);
      return listed(ofVehicle).filter((row) => ownerMarks(customers, row).includes(mark));
    }
  }
  return [];
}

/** Whether a set of keys names a row, by its own key or by its vehicle's. */
export function namesRow(
  keys: ReadonlySet<string>,
  customers: CustomerTable,
  row: number
): boolean {
  return keys.has(customerKeyOf(customers, row)) || keys.has(vehicleKeyOf(customers, row));
}
