import {
  createCustomerReader,
  createOrderReader,
  type FindingList,
  type MappedColumn,
} from "../../src/intake";
import { assembleDealership, type CustomerField, type OrderField } from "../../src/retention/store";
import { cutoffs } from "../../src/retention/time";
import { statusCounts, statusesAsOf, visitsWithinAll } from "../../src/retention/status";
import { chunksOf, columnOf, type SheetLoad, type Workload } from "./workload";

/** The answer to the bare question, by which the jobs that know no more can be checked on each other. */
export interface BareAnswer {
  /** Customers by months since the last visit: ≤ 6, 9, 12, 15, 18, 24, 36, more or never. */
  readonly byClass: readonly number[];
  /** Visits (orders) of the last 12 months. */
  readonly within: number;
}

/** What a job found, small enough to keep and to compare from run to run. */
export interface JobResult {
  readonly customers: number;
  readonly orders: number;
  readonly findings: number;
  /** Milliseconds of the parts, where a job has parts. */
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * The yardstick: what anybody would write for the bare question. Groups orders by VIN in a `Map`,
 * keys trimmed and upper-cased, keeps the last visit and the visits of 12 months, and classifies by
 * the months since the last visit. Knows no other key, no dirt and no rule.
 */
export function bareLoop({ customers, orders, asOf }: Workload): BareAnswer {
  const lines = cutoffs(asOf, [6, 9, 12, 15, 18, 24, 36]);
  const since = lines[2];
  const store = new Map<string, { last: number; within: number }>();
  const customerVin = columnOf(customers, "vin");
  for (const block of customers.blocks) {
    for (const row of block) {
      const key = String(row[customerVin]).trim().toUpperCase();
      if (key !== "" && !store.has(key)) store.set(key, { last: 0, within: 0 });
    }
  }
  const vin = columnOf(orders, "vin");
  const arrival = columnOf(orders, "arrival");
  for (const block of orders.blocks) {
    for (const row of block) {
      const customer = store.get(String(row[vin]).trim().toUpperCase());
      const value = row[arrival];
      if (!customer || typeof value !== "number") continue;
      const day = Math.floor(value);
      if (day > asOf) continue;
      if (day > customer.last) customer.last = day;
      if (day >= since) customer.within++;
    }
  }
  const byClass = new Array<number>(lines.length + 1).fill(0);
  let total = 0;
  for (const { last, within } of store.values()) {
    let status = 0;
    while (status < lines.length && last < lines[status]) status++;
    byClass[status]++;
    total += within;
  }
  return { byClass, within: total };
}

/** Key, date and status through intake and domain: only the columns of the bare question are read. */
export function keyDateStatus(workload: Workload): JobResult {
  return read(workload, ["vin"], ["vin", "arrival"]);
}

/** Every mapped column, every finding, the assembled dealership and its statuses. */
export function wholeIntake(workload: Workload): JobResult {
  return read(workload);
}

function read(
  { customers, orders, asOf }: Workload,
  customerFields?: readonly CustomerField[],
  orderFields?: readonly OrderField[]
): JobResult {
  const start = performance.now();
  const { customerIntake, orderIntake } = readTables(
    { customers, orders },
    customerFields,
    orderFields
  );
  const afterIntake = performance.now();
  const { dealership, findings } = assembleDealership(customerIntake.table, orderIntake.table);
  const afterAssembly = performance.now();
  const counts = statusCounts(statusesAsOf(dealership, asOf));
  const visits = visitsWithinAll(dealership, 12, asOf);
  const end = performance.now();
  if (counts.archive === 0 || visits.every((count) => count === 0)) {
    throw new Error("Nothing was counted");
  }
  return {
    customers: dealership.customers.count,
    orders: dealership.orders.count,
    findings: sum(customerIntake.findings) + sum(orderIntake.findings) + findings.length,
    parts: {
      intake: afterIntake - start,
      assembly: afterAssembly - afterIntake,
      status: end - afterAssembly,
    },
  };
}

/** Reads both sheets: the fields named, or all that are mapped. */
export function readTables(
  { customers, orders }: Pick<Workload, "customers" | "orders">,
  customerFields?: readonly CustomerField[],
  orderFields?: readonly OrderField[]
) {
  const customerReader = createCustomerReader(
    mappingOf(customers, customerFields),
    customers.rowCount
  );
  for (const chunk of chunksOf(customers, customerFields)) customerReader.add(chunk);
  const customerIntake = customerReader.finish();
  const orderReader = createOrderReader(mappingOf(orders, orderFields), orders.rowCount);
  for (const chunk of chunksOf(orders, orderFields)) orderReader.add(chunk);
  const orderIntake = orderReader.finish();
  return { customerIntake, orderIntake };
}

function mappingOf<Field extends string>(
  load: SheetLoad<Field>,
  fields?: readonly Field[]
): readonly MappedColumn<Field>[] {
  return load.recognised.columns.filter(({ field }) => fields?.includes(field) ?? true);
}

function sum({ counts }: FindingList): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
