import type { Finding } from "./findings";
import { customerKeyOf } from "./keys";
import { NO_DAY } from "../time";
import { type CustomerField, type CustomerTable } from "./tables";

const days = [
  "deliveryDate",
  "registrationDate",
  "warrantyEnd",
  "insuranceEnd",
  "inspectionEnd",
  "lastVisit",
  "lastMaintenance",
] as const satisfies readonly CustomerField[];

/**
 * Rows without VIN and plate in a sheet that has such a column, and without orders (intake §4): a person
 * of whose car nothing at all is said (a prospect in the same table) is no vehicle's customer, and 待核实
 * as every row without a date (rules §2); one whose car has at least a date counts by it.
 */
export function noteUnnamedVehicles(
  customers: CustomerTable,
  customerOfOrder: Int32Array,
  duplicate: Uint8Array,
  findings: Finding[]
): void {
  const { mapped, vin, plate, odometer } = customers;
  if (!mapped.has("vin") && !mapped.has("plate")) {
    return;
  }
  const unnamed: number[] = [];
  for (let row = 0; row < customers.count; row++) {
    if (vin[row] === "" && plate[row] === "" && duplicate[row] === 0) {
      unnamed.push(row);
    }
  }
  if (unnamed.length === 0) {
    return;
  }
  const withOrders = new Uint8Array(customers.count);
  for (const customer of customerOfOrder) {
    if (customer >= 0) {
      withOrders[customer] = 1;
    }
  }
  for (const row of unnamed) {
    if (withOrders[row]) {
      continue;
    }
    const hasCar = odometer[row] > 0 || days.some((field) => customers[field][row] !== NO_DAY);
    findings.push({
      code: hasCar ? "vehicleUnnamed" : "noVehicle",
      table: "customers",
      sheetRow: customers.sheetRow[row],
      read: customerKeyOf(customers, row),
    });
  }
}
