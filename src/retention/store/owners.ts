import { isoOf, NO_DAY, type SerialDay } from "../time";
import type { Finding, FindingCode } from "./findings";
import { INVALID, type InvalidColumns } from "./invalid";
import { normaliseKey, vehicleKeyOf } from "./keys";
import { type CustomerTable } from "./tables";

/** Rows of one vehicle whose owners followed each other (转手), oldest first. */
export interface OwnerChain {
  readonly rows: readonly number[];
  /** From this day on the next row is meant; as long as {@link rows}, the last entry unused. */
  readonly until: readonly SerialDay[];
}

/** What sorting out rows of one key says about them. */
export interface OwnerMarks {
  /** 1 = 重复. */
  readonly duplicate: Uint8Array;
  /** The day the vehicle came to this row from its previous owner's. */
  readonly takenOver: Int32Array;
  /** Rows of former owners whom nobody marked as 已转手, and the day on which the next one came. */
  readonly resold: Map<number, SerialDay>;
}

/**
 * Sorts out rows that share a key (rules §2): rows marked 转手 hand the vehicle on from their day; of the
 * others the present owner holds it after them, any further one is a duplicate. The present owner is the
 * first live row (neither 已报废 nor 失联), or the one of another owner whose dates are later: nobody marked
 * that the car was sold, and it is never the other way round.
 */
export function chainOwners(
  customers: CustomerTable,
  invalid: InvalidColumns,
  rows: readonly number[],
  marks: OwnerMarks,
  findings: Finding[]
): OwnerChain {
  const note = (code: FindingCode, row: number): void => {
    findings.push({
      code,
      table: "customers",
      sheetRow: customers.sheetRow[row],
      field: customers.vin[row] ? "vin" : customers.plate[row] ? "plate" : "customerNumber",
      read: vehicleKeyOf(customers, row),
    });
  };
  const handedOn = rows
    .filter((row) => invalid.reason[row] === INVALID.transferred)
    .sort((a, b) => invalid.from[a] - invalid.from[b] || a - b);
  const others = rows.filter((row) => invalid.reason[row] !== INVALID.transferred);
  const live = others.filter((row) => !isGone(invalid.reason[row]));
  const candidates = live.length > 0 ? live : others;
  const holder = presentOwner(customers, candidates);
  for (const row of others) {
    if (row === holder) {
      continue;
    }
    marks.duplicate[row] = 1;
    const former = holder !== undefined && live.includes(row) && succeeds(customers, holder, row);
    if (former) {
      marks.resold.set(row, ownedSince(customers, holder));
    }
    note(former ? "formerOwner" : "duplicateKey", row);
  }
  if (holder !== undefined && others.some((row) => marks.resold.has(row))) {
    findings.push({
      code: "ownerChanged",
      table: "customers",
      sheetRow: customers.sheetRow[holder],
      field: customers.deliveryDate[holder] === NO_DAY ? "registrationDate" : "deliveryDate",
      read: isoOf(ownedSince(customers, holder)),
    });
  }
  const chain = holder === undefined ? handedOn : [...handedOn, holder];
  chain.slice(1).forEach((row, i) => {
    marks.takenOver[row] = invalid.from[chain[i]];
    note("duplicateAfterTransfer", row);
  });
  return { rows: chain, until: chain.map((row) => invalid.from[row]) };
}

const isGone = (reason: number): boolean =>
  reason === INVALID.scrapped || reason === INVALID.unreachable;

/** The day from which a row's owner has the car, as far as the sheet says. */
function ownedSince(customers: CustomerTable, row: number): SerialDay {
  return customers.deliveryDate[row] || customers.registrationDate[row];
}

/** The first row, unless a later owner than all others stands below or above it. */
function presentOwner(customers: CustomerTable, rows: readonly number[]): number | undefined {
  let latest = rows.at(0);
  for (const row of rows) {
    if (latest !== undefined && ownedSince(customers, row) > ownedSince(customers, latest)) {
      latest = row;
    }
  }
  const present = latest;
  const isLater =
    present !== undefined &&
    rows.some((row) => row !== present && succeeds(customers, present, row));
  return isLater ? present : rows.at(0);
}

/** Whether a row is of another owner than a second one, and of later days. */
function succeeds(customers: CustomerTable, row: number, former: number): boolean {
  const before = ownedSince(customers, former);
  return (
    before !== NO_DAY && ownedSince(customers, row) > before && isOtherOwner(customers, row, former)
  );
}

/**
 * Whether two rows name two people. One name, one phone or one customer number is one owner: people
 * change their phone, and systems number one owner twice.
 */
function isOtherOwner(customers: CustomerTable, a: number, b: number): boolean {
  const { name, phone, customerNumber } = customers;
  const says = [name, phone, customerNumber].map((column) => {
    const [one, other] = [normaliseKey(column[a]), normaliseKey(column[b])];
    return one === "" || other === "" ? "silent" : one === other ? "same" : "other";
  });
  return says.includes("other") && !says.includes("same");
}
