import { isoOf, NO_DAY } from "../time";
import type { Finding, FindingCode } from "./findings";
import { ORDER_KIND } from "./orderKinds";
import type { CustomerTable, OrderField, OrderTable } from "./tables";
import { NUMBER_AMBIGUOUS, PLATE_AMBIGUOUS, WALK_IN, type Archive } from "./vehicles";

/** What is filled in while orders are assigned. */
interface Assigned {
  readonly customerOfOrder: Int32Array;
  readonly orderDay: Int32Array;
  readonly orderKind: Uint8Array;
  readonly findings: Finding[];
}

/**
 * Says whose the orders of the rows `from` up to `to` are, and which of them do not count. Orders of
 * plates that the archive does not know are `strangers`, to be asked for when all were seen.
 */
export function assignOrders(
  customers: CustomerTable,
  orders: OrderTable,
  archive: Archive,
  assigned: Assigned,
  strangers: number[],
  from: number,
  to: number
): void {
  const { customerOfOrder, orderDay, orderKind, findings } = assigned;
  for (let order = from; order < to; order++) {
    const owner = archive.ownerOf(order, orderDay[order]);
    customerOfOrder[order] = owner < 0 ? WALK_IN : owner;
    if (owner === WALK_IN && orders.plate[order] !== "") {
      strangers.push(order);
    } else if (orderKind[order] !== ORDER_KIND.void) {
      const foundBy = archive.foundBy();
      if (foundBy !== undefined && owner >= 0) {
        noteFoundBy(orders, order, foundBy, findings);
      }
      noteAssigned(customers, orders, assigned, order, owner);
    }
  }
}

/** Orders that only a plate of another order can tell, and those of 散客. */
export function assignStrangers(
  customers: CustomerTable,
  orders: OrderTable,
  archive: Archive,
  assigned: Assigned,
  strangers: readonly number[]
): void {
  const { customerOfOrder, orderDay, orderKind, findings } = assigned;
  for (const order of strangers) {
    const owner = archive.ownerByOldPlate(order, orderDay[order]);
    customerOfOrder[order] = owner;
    if (orderKind[order] !== ORDER_KIND.void) {
      if (owner >= 0) {
        noteFoundBy(orders, order, "plateFromOtherOrder", findings);
      }
      noteAssigned(customers, orders, assigned, order, owner);
    }
  }
}

const fieldOfMatch: Partial<Record<FindingCode, "vin" | "plate" | "customerNumber">> = {
  vinTail: "vin",
  vinUnknownPlateKnown: "vin",
  plateFromOtherOrder: "plate",
  numberWithoutZeros: "customerNumber",
};

function noteFoundBy(
  orders: OrderTable,
  order: number,
  code: FindingCode,
  findings: Finding[]
): void {
  const field = fieldOfMatch[code] ?? "vin";
  const sheetRow = orders.sheetRow[order];
  findings.push({ code, table: "orders", sheetRow, field, read: orders[field][order] });
}

/** What is to be said about an order that is not void once its customer is known. */
function noteAssigned(
  customers: CustomerTable,
  orders: OrderTable,
  { orderDay, orderKind, findings }: Assigned,
  order: number,
  owner: number
): void {
  const note = (code: FindingCode, field: OrderField, read: string): void => {
    findings.push({ code, table: "orders", sheetRow: orders.sheetRow[order], field, read });
  };
  const day = orderDay[order];
  if (owner < 0) {
    noteOwnerless(orders, order, owner, note);
  } else if (orderKind[order] === ORDER_KIND.visit && day < customers.deliveryDate[owner]) {
    orderKind[order] = ORDER_KIND.beforeDelivery;
    note("orderBeforeDelivery", orders.arrival[order] ? "arrival" : "settlement", isoOf(day));
  }
  if (day === NO_DAY) {
    note("orderWithoutDate", "arrival", "");
  }
}

/** An order whose vehicle is in no archive; one without any key is intake's finding. */
function noteOwnerless(
  orders: OrderTable,
  order: number,
  owner: number,
  note: (code: FindingCode, field: OrderField, read: string) => void
): void {
  if (owner === PLATE_AMBIGUOUS) {
    note("plateAmbiguous", "plate", orders.plate[order]);
  } else if (owner === NUMBER_AMBIGUOUS) {
    note("customerNumberAmbiguous", "customerNumber", orders.customerNumber[order]);
  } else if (orders.vin[order] !== "") {
    note("walkIn", "vin", orders.vin[order]);
  } else if (orders.plate[order] !== "") {
    note("walkIn", "plate", orders.plate[order]);
  } else if (orders.customerNumber[order] !== "") {
    note("walkIn", "customerNumber", orders.customerNumber[order]);
  }
}
