import type { Finding, FindingCode } from "./findings";
import { INVALID, type InvalidColumns } from "./invalid";
import { KeyIndex } from "./keyIndex";
import { betweenKeys, firstPlate, isMaskedVin, isWholeVin } from "./keys";
import { chainOwners, type OwnerChain } from "./owners";
import { VinTails } from "./vinTails";
import { NO_DAY, type SerialDay } from "../time";
import type { CustomerTable, OrderTable } from "./tables";

/** Not a customer's row, but why there is none. */
export const WALK_IN = -1;
export const PLATE_AMBIGUOUS = -2;
export const NUMBER_AMBIGUOUS = -3;

/** Rows of the customer table by vehicle. A vehicle is named by its first row. */
interface Vehicles {
  readonly byVin: KeyIndex;
  /** Only rows without VIN: the plate is their key. */
  readonly byPlateKey: KeyIndex;
  /** Plates by row, `""` where what stands there is none. */
  readonly plates: readonly string[];
  readonly ofRow: Int32Array;
  /** Vehicles that have several rows. */
  readonly shared: ReadonlyMap<number, number[]>;
}

export interface Archive {
  /** 1 = 重复: an earlier live row has the same key; uncounted. */
  readonly duplicate: Uint8Array;
  /** The day the vehicle came to this row from its previous owner's; {@link NO_DAY} mostly. */
  readonly takenOver: Int32Array;
  /** Rows of former owners whom nobody marked as 已转手, and the day on which the next one came. */
  readonly resold: ReadonlyMap<number, SerialDay>;
  /**
   * The customer row that an order belongs to on its day, or {@link WALK_IN},
   * {@link PLATE_AMBIGUOUS}, {@link NUMBER_AMBIGUOUS}.
   */
  readonly ownerOf: (order: number, day: SerialDay) => number;
  /** How the last order found its customer, where not by a key as it stands in the archive. */
  readonly foundBy: () => FindingCode | undefined;
  /**
   * Whose an order is that names a plate which the archive does not know: of the car that other orders
   * name by VIN with this plate. To be asked when all orders went through {@link ownerOf}.
   */
  readonly ownerByOldPlate: (order: number, day: SerialDay) => number;
}

/** So many people do not share a car: what stands in their plate column is no plate. */
const ownersOfNoPlate = 3;

function groupRows(customers: CustomerTable): Vehicles {
  const grouped = groupByKeys(customers, customers.plate);
  const noPlates = new Set<string>();
  for (const rows of grouped.shared.values()) {
    const plate = customers.plate[rows[0]];
    const isKey = rows.every((row) => customers.vin[row] === "" && customers.plate[row] === plate);
    if (
      plate !== "" &&
      isKey &&
      new Set(rows.map((row) => customers.name[row])).size >= ownersOfNoPlate
    ) {
      noPlates.add(plate);
    }
  }
  return noPlates.size === 0
    ? grouped
    : groupByKeys(
        customers,
        customers.plate.map((plate) => (noPlates.has(plate) ? "" : plate))
      );
}

function groupByKeys(customers: CustomerTable, cells: readonly string[]): Vehicles {
  const { vin, customerNumber } = customers;
  const plate = cells.some((cell) => cell.includes(betweenKeys)) ? cells.map(firstPlate) : cells;
  const byVin = new KeyIndex(vin);
  const byPlateKey = new KeyIndex(plate);
  const byNumberKey = new KeyIndex(customerNumber);
  const ofRow = new Int32Array(customers.count);
  const shared = new Map<number, number[]>();
  for (let row = 0; row < customers.count; row++) {
    // What is seen of a hidden VIN may be seen of many: it does not make two rows one car.
    const index =
      vin[row] && !isMaskedVin(vin[row])
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
  return { byVin, byPlateKey, plates: cells, ofRow, shared };
}

/** Text → the vehicles that carry it, for keys that may be shared. */
type SharedKeys = Map<string, number | number[]>;

function indexShared(keys: readonly string[], ofRow: Int32Array): SharedKeys {
  const index: SharedKeys = new Map();
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row];
    if (key === "") {
      continue;
    }
    if (key.includes(betweenKeys)) {
      for (const one of key.split(betweenKeys)) {
        addShared(index, one, ofRow[row]);
      }
    } else {
      addShared(index, key, ofRow[row]);
    }
  }
  return index;
}

function addShared(index: SharedKeys, key: string, vehicle: number): void {
  const known = index.get(key);
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

/** Plates that orders name beside a VIN which the archive has with another plate. */
class OldPlates {
  private readonly links = new Map<
    string,
    { readonly vehicle: number; readonly day: SerialDay }[]
  >();

  add(plate: string, vehicle: number, day: SerialDay): void {
    const known = this.links.get(plate);
    if (known === undefined) {
      this.links.set(plate, [{ vehicle, day }]);
    } else if (known.every((link) => link.vehicle !== vehicle || link.day !== day)) {
      known.push({ vehicle, day });
    }
  }

  /**
   * The car that carried a plate when it was last named with a VIN, on a day or before it: plates go from
   * car to car. −1 if none, or if two did on that day.
   */
  on(plate: string, day: SerialDay): number {
    const links = this.links.get(plate)?.filter((link) => link.day <= day) ?? [];
    const last = links.reduce((latest, link) => Math.max(latest, link.day), NO_DAY);
    const vehicles = new Set(
      links.filter((link) => link.day === last).map(({ vehicle }) => vehicle)
    );
    const [vehicle] = vehicles;
    return vehicles.size === 1 ? vehicle : -1;
  }
}

/** A number without the zeros before it, which a CSV loses in Excel; `""` for what is no number. */
function withoutZeros(number: string): string {
  return /^\d+$/.test(number) ? number.replace(/^0+(?=\d)/, "") : "";
}

/**
 * Says which customer row each order belongs to (rules §2, intake §4): by VIN, else plate, else customer
 * number where that customer has one vehicle on that day.
 *
 * Of a VIN that the archive does not know the end may fit one car. Else its plate or number stands in for
 * it: of a plate that one car has also against another whole VIN (a slip, or the owner's next car), of a
 * number only where not both are whole. Of several vehicles with one plate the order means the one that
 * was on the road that day, else the one of its customer number, else the one that has no other key than
 * the plate.
 */
export function openArchive(
  customers: CustomerTable,
  orders: OrderTable,
  invalid: InvalidColumns,
  findings: Finding[]
): Archive {
  const duplicate = new Uint8Array(customers.count);
  const takenOver = new Int32Array(customers.count);
  const resold = new Map<number, SerialDay>();
  const { byVin, byPlateKey, plates, ofRow, shared } = groupRows(customers);
  const chains = new Map<number, OwnerChain>();
  const marks = { duplicate, takenOver, resold };
  for (const [vehicle, rows] of shared) {
    chains.set(vehicle, chainOwners(customers, invalid, rows, marks, findings));
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

  // Most workbooks name every vehicle by VIN; the other indexes are built when first needed.
  let byAnyPlate: SharedKeys | undefined;
  let numbers: SharedKeys | undefined;
  let shortNumbers: SharedKeys | undefined;
  let tails: VinTails | undefined;
  const platesAreKeys =
    customers.vin.every((vin) => vin === "") &&
    plates.every((plate) => !plate.includes(betweenKeys));
  let foundBy: FindingCode | undefined;
  const oldPlates = new OldPlates();

  const learnPlate = (plate: string, vehicle: number, day: SerialDay): void => {
    if (plate !== "" && plate !== customers.plate[vehicle]) {
      for (const one of plate.split(betweenKeys)) {
        oldPlates.add(one, vehicle, day);
      }
    }
  };

  const byOnePlate = (plate: string, vin: string, number: string, day: SerialDay): number => {
    if (platesAreKeys) {
      const keyed = byPlateKey.find(plate);
      return keyed < 0 ? WALK_IN : holderOn(keyed, day);
    }
    byAnyPlate ??= indexShared(plates, ofRow);
    const found = byAnyPlate.get(plate);
    if (found === undefined) {
      return WALK_IN;
    }
    const holders = holdersOn(found, day);
    const rows = holders.filter((row) => !isOtherVehicle(row, vin));
    if (rows.length === 0) {
      if (holders.length === 1 && drivenOn(holders[0], day)) {
        foundBy = "vinUnknownPlateKnown";
        return holders[0];
      }
      return holders.length === 0 ? PLATE_AMBIGUOUS : WALK_IN;
    }
    const named = rows.filter((row) => number !== "" && customers.customerNumber[row] === number);
    const keyed = rows.filter((row) => customers.vin[row] === "");
    const told = [rows, named, keyed].find((some) => some.length === 1);
    return told ? told[0] : PLATE_AMBIGUOUS;
  };

  const byPlate = (plate: string, vin: string, number: string, day: SerialDay): number => {
    if (!plate.includes(betweenKeys)) {
      return byOnePlate(plate, vin, number, day);
    }
    const found = plate.split(betweenKeys).map((one) => byOnePlate(one, vin, number, day));
    const rows = [...new Set(found.filter((row) => row >= 0))];
    if (rows.length === 0) {
      return found.includes(PLATE_AMBIGUOUS) ? PLATE_AMBIGUOUS : WALK_IN;
    }
    return rows.length === 1 ? rows[0] : PLATE_AMBIGUOUS;
  };

  const byNumber = (number: string, vin: string, day: SerialDay): number => {
    numbers ??= indexShared(customers.customerNumber, ofRow);
    let found = numbers.get(number);
    if (found === undefined) {
      shortNumbers ??= indexShared(customers.customerNumber.map(withoutZeros), ofRow);
      const short = withoutZeros(number);
      found = short === "" ? undefined : shortNumbers.get(short);
      if (found === undefined) {
        return WALK_IN;
      }
      foundBy = "numberWithoutZeros";
    }
    const rows = holdersOn(found, day);
    if (rows.length !== 1) {
      return NUMBER_AMBIGUOUS;
    }
    return isOtherVehicle(rows[0], vin) ? WALK_IN : rows[0];
  };

  const ownerOf = (order: number, day: SerialDay): number => {
    foundBy = undefined;
    const vin = orders.vin[order];
    const plate = orders.plate[order];
    if (vin !== "") {
      const vehicle = byVin.find(vin);
      if (vehicle >= 0) {
        learnPlate(plate, vehicle, day);
        return holderOn(vehicle, day);
      }
      tails ??= new VinTails(customers.vin, ofRow);
      const fitting = tails.find(vin);
      if (fitting >= 0) {
        foundBy = "vinTail";
        return holderOn(fitting, day);
      }
    }
    const number = orders.customerNumber[order];
    const found = plate === "" ? WALK_IN : byPlate(plate, vin, number, day);
    if (found !== WALK_IN) {
      return found;
    }
    return number === "" ? WALK_IN : byNumber(number, vin, day);
  };

  const ownerByOldPlate = (order: number, day: SerialDay): number => {
    const vin = orders.vin[order];
    const found = orders.plate[order].split(betweenKeys).map((plate) => oldPlates.on(plate, day));
    const vehicles = new Set(found.filter((known) => known >= 0));
    const [vehicle] = vehicles;
    if (vehicles.size !== 1) {
      return WALK_IN;
    }
    const row = holderOn(vehicle, day);
    return isOtherVehicle(row, vin) ? WALK_IN : row;
  };

  return { duplicate, takenOver, resold, ownerOf, foundBy: () => foundBy, ownerByOldPlate };
}
