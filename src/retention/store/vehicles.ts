import type { Finding } from "./findings";
import { INVALID, type InvalidColumns } from "./invalid";
import { KeyIndex } from "./keyIndex";
import { customerKeyOf, isWholeVin } from "./keys";
import { NO_DAY, type SerialDay } from "../time";
import type { CustomerTable, OrderTable } from "./tables";

/** Not a customer's row, but why there is none. */
export const WALK_IN = -1;
export const PLATE_AMBIGUOUS = -2;
export const NUMBER_AMBIGUOUS = -3;

/** Rows of one vehicle whose owners followed each other (转手), oldest first. */
interface OwnerChain {
  readonly rows: readonly number[];
  /** From this day on the next row is meant; as long as {@link rows}, the last entry unused. */
  readonly until: readonly SerialDay[];
}

/** Rows of the customer table by vehicle. A vehicle is named by its first row. */
interface Vehicles {
  readonly byVin: KeyIndex;
  /** Only rows without VIN: the plate is their key. */
  readonly byPlateKey: KeyIndex;
  readonly ofRow: Int32Array;
  /** Vehicles that have several rows. */
  readonly shared: ReadonlyMap<number, number[]>;
}

export interface Archive {
  /** 1 = 重复: an earlier live row has the same key; uncounted. */
  readonly duplicate: Uint8Array;
  /** The day the vehicle came to this row from its previous owner's; {@link NO_DAY} mostly. */
  readonly takenOver: Int32Array;
  /**
   * The customer row that an order belongs to on its day, or {@link WALK_IN},
   * {@link PLATE_AMBIGUOUS}, {@link NUMBER_AMBIGUOUS}.
   */
  readonly ownerOf: (order: number, day: SerialDay) => number;
}

function groupRows(customers: CustomerTable): Vehicles {
  const { vin, plate, customerNumber } = customers;
  const byVin = new KeyIndex(vin);
  const byPlateKey = new KeyIndex(plate);
  const byNumberKey = new KeyIndex(customerNumber);
  const ofRow = new Int32Array(customers.count);
  const shared = new Map<number, number[]>();
  for (let row = 0; row < customers.count; row++) {
    const index = vin[row]
      ? byVin
      : plate[row]
        ? byPlateKey
        : customerNumber[row]
          ? byNumberKey
          : undefined;
    const first = index === undefined ? row : index.add(row);
    ofRow[row] = first;
    if (first !== row) {
      const rows = shared.get(first);
      if (rows) {
        rows.push(row);
      } else {
        shared.set(first, [first, row]);
      }
    }
  }
  return { byVin, byPlateKey, ofRow, shared };
}

/**
 * Sorts out rows that share a key: rows marked 转手 hand the vehicle on from their day, the first row
 * that is not so marked holds it after them, any further one is a duplicate (rules §2).
 */
function chainOwners(
  customers: CustomerTable,
  invalid: InvalidColumns,
  rows: readonly number[],
  archive: { duplicate: Uint8Array; takenOver: Int32Array },
  findings: Finding[]
): OwnerChain {
  const note = (code: "duplicateKey" | "duplicateAfterTransfer", row: number): void => {
    findings.push({
      code,
      table: "customers",
      sheetRow: customers.sheetRow[row],
      field: customers.vin[row] ? "vin" : customers.plate[row] ? "plate" : "customerNumber",
      read: customerKeyOf(customers, row),
    });
  };
  const handedOn = rows
    .filter((row) => invalid.reason[row] === INVALID.transferred)
    .sort((a, b) => invalid.from[a] - invalid.from[b] || a - b);
  const [holder, ...later] = rows.filter((row) => invalid.reason[row] !== INVALID.transferred);
  for (const row of later) {
    archive.duplicate[row] = 1;
    note("duplicateKey", row);
  }
  const chain = holder === undefined ? handedOn : [...handedOn, holder];
  chain.slice(1).forEach((row, i) => {
    archive.takenOver[row] = invalid.from[chain[i]];
    note("duplicateAfterTransfer", row);
  });
  return { rows: chain, until: chain.map((row) => invalid.from[row]) };
}

/** Text → the vehicles that carry it, for keys that may be shared. */
function indexShared(keys: readonly string[], ofRow: Int32Array): Map<string, number | number[]> {
  const index = new Map<string, number | number[]>();
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row];
    if (key === "") {
      continue;
    }
    const known = index.get(key);
    const vehicle = ofRow[row];
    if (known === undefined) {
      index.set(key, vehicle);
    } else if (typeof known === "number") {
      if (known !== vehicle) {
        index.set(key, [known, vehicle]);
      }
    } else if (!known.includes(vehicle)) {
      known.push(vehicle);
    }
  }
  return index;
}

/**
 * Says which customer row each order belongs to (rules §2): by VIN, else plate, else customer number
 * where that customer has one vehicle on that day.
 *
 * A plate or a number stands in for a VIN that the archive does not know, unless both are whole VINs
 * and differ: then they are two vehicles, and the plate has moved with its owner. Of several vehicles
 * with one plate the order means the one that was on the road that day, else the one of its customer
 * number, else the one that has no other key than the plate.
 */
export function openArchive(
  customers: CustomerTable,
  orders: OrderTable,
  invalid: InvalidColumns,
  findings: Finding[]
): Archive {
  const duplicate = new Uint8Array(customers.count);
  const takenOver = new Int32Array(customers.count);
  const { byVin, byPlateKey, ofRow, shared } = groupRows(customers);
  const chains = new Map<number, OwnerChain>();
  for (const [vehicle, rows] of shared) {
    chains.set(vehicle, chainOwners(customers, invalid, rows, { duplicate, takenOver }, findings));
  }

  const holderOn = (vehicle: number, day: SerialDay): number => {
    const chain = chains.size === 0 ? undefined : chains.get(vehicle);
    if (chain === undefined) {
      return vehicle;
    }
    const last = chain.rows.length - 1;
    // An undated order stays with the present owner.
    let i = day === NO_DAY ? last : 0;
    while (i < last && day >= chain.until[i]) {
      i++;
    }
    return chain.rows[i];
  };

  /** Whether a row can have had an order on that day: delivered by then, not handed on or scrapped yet. */
  const drivenOn = (row: number, day: SerialDay): boolean => {
    const reason = invalid.reason[row];
    const gone =
      (reason === INVALID.transferred || reason === INVALID.scrapped) &&
      invalid.from[row] !== NO_DAY &&
      invalid.from[row] <= day;
    return !gone && (day === NO_DAY || customers.deliveryDate[row] <= day);
  };

  const holdersOn = (found: number | number[], day: SerialDay): number[] =>
    typeof found === "number"
      ? [holderOn(found, day)]
      : found.map((vehicle) => holderOn(vehicle, day)).filter((row) => drivenOn(row, day));

  const isOtherVehicle = (row: number, vin: string): boolean =>
    vin !== "" && isWholeVin(vin) && customers.vin[row] !== vin && isWholeVin(customers.vin[row]);

  // Most workbooks name every vehicle by VIN; the other two indexes are built when first needed.
  let plates: Map<string, number | number[]> | undefined;
  let numbers: Map<string, number | number[]> | undefined;
  const platesAreKeys = customers.vin.every((vin) => vin === "");

  const byPlate = (plate: string, vin: string, number: string, day: SerialDay): number => {
    if (platesAreKeys) {
      const keyed = byPlateKey.find(plate);
      return keyed < 0 ? WALK_IN : holderOn(keyed, day);
    }
    plates ??= indexShared(customers.plate, ofRow);
    const found = plates.get(plate);
    if (found === undefined) {
      return WALK_IN;
    }
    const holders = holdersOn(found, day);
    const rows = holders.filter((row) => !isOtherVehicle(row, vin));
    if (rows.length === 0) {
      return holders.length === 0 ? PLATE_AMBIGUOUS : WALK_IN;
    }
    const named = rows.filter((row) => number !== "" && customers.customerNumber[row] === number);
    const keyed = rows.filter((row) => customers.vin[row] === "");
    const told = [rows, named, keyed].find((some) => some.length === 1);
    return told ? told[0] : PLATE_AMBIGUOUS;
  };

  const byNumber = (number: string, vin: string, day: SerialDay): number => {
    numbers ??= indexShared(customers.customerNumber, ofRow);
    const found = numbers.get(number);
    if (found === undefined) {
      return WALK_IN;
    }
    const rows = holdersOn(found, day);
    if (rows.length !== 1) {
      return NUMBER_AMBIGUOUS;
    }
    return isOtherVehicle(rows[0], vin) ? WALK_IN : rows[0];
  };

  const ownerOf = (order: number, day: SerialDay): number => {
    const vin = orders.vin[order];
    if (vin !== "") {
      const vehicle = byVin.find(vin);
      if (vehicle >= 0) {
        return holderOn(vehicle, day);
      }
    }
    const plate = orders.plate[order];
    const number = orders.customerNumber[order];
    const found = plate === "" ? WALK_IN : byPlate(plate, vin, number, day);
    if (found !== WALK_IN) {
      return found;
    }
    return number === "" ? WALK_IN : byNumber(number, vin, day);
  };

  return { duplicate, takenOver, ownerOf };
}
