import fc from "fast-check";
import { assembleDealership, type CustomerField, type Dealership } from "../../src/retention/store";
import { serialOfIso } from "../../src/retention/time";
import {
  makeCustomerTable,
  makeOrderTable,
  type Cell,
  type CustomerRow,
  type OrderRow,
} from "./tables";

/**
 * Random small stores for property tests: vehicles named by VIN, plate or number, owners who follow
 * each other, orders of every kind, days crowded around month ends.
 */
export interface Store {
  readonly customers: CustomerRow[];
  readonly orders: OrderRow[];
  /** The customer sheet's columns where no row shows them: a cut table keeps its columns. */
  readonly columns?: readonly CustomerField[];
}

const FIRST = serialOfIso("2020-01-01");
const LAST = serialOfIso("2025-12-31");

const monthEnds = ["2020-02-29", "2020-08-31", "2022-02-28", "2022-08-31", "2024-02-29"];

/** A day of the stores' six years, every other one near a month's end. */
export const storeDay = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc
    .tuple(fc.constantFrom(...monthEnds.map(serialOfIso)), fc.integer({ min: -2, max: 2 }))
    .map(([end, shift]) => end + shift)
);

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const vinOf = (vehicle: number): string => `LSVPT${String(vehicle).padStart(12, "0")}`;
const plateOf = (vehicle: number): string => `苏P${String(vehicle).padStart(5, "0")}`;
const numberOf = (vehicle: number): string => `C${vehicle}`;

/** Which of its keys a vehicle's row carries: a VIN mostly, else a plate, else a number. */
const keysOf = (vehicle: number): CustomerRow => {
  switch (vehicle % 4) {
    case 2:
      return { plate: plateOf(vehicle), customerNumber: numberOf(vehicle) };
    case 3:
      return { customerNumber: numberOf(vehicle) };
    default:
      return { vin: vinOf(vehicle), plate: plateOf(vehicle), customerNumber: numberOf(vehicle) };
  }
};

const customer = fc.record({
  deliveryDate: maybe(storeDay),
  lastVisit: maybe(storeDay),
  soldHere: fc.constantFrom("是", "否"),
  invalidReason: fc.constantFrom("", "", "", "已转手", "已报废", "失联", "非本地使用", "不明"),
  invalidDate: maybe(storeDay),
  lastMaintenance: maybe(storeDay),
  warrantyEnd: maybe(storeDay),
  birthday: fc.constantFrom<Cell>(undefined, "1988-02-29", "1990-10-01", "1975-12-31"),
  address: fc.constantFrom("", "苏州市吴中区", "上海市徐汇区"),
  phone: fc.constantFrom("", "13800000001", "13800000002"),
});

const order = (vehicles: number) =>
  fc.record({
    vehicle: fc.integer({ min: 0, max: vehicles }),
    by: fc.constantFrom("vin", "plate", "customerNumber"),
    arrival: maybe(storeDay),
    /** Days from arrival to settlement. */
    stay: maybe(fc.integer({ min: 0, max: 60 })),
    orderType: fc.constantFrom("保养", "保养", "小修", "钣喷", "首保", "PDI", "内部"),
    orderStatus: fc.constantFrom("已结算", "已结算", "作废", ""),
    receivable: fc.constantFrom(500, 500, -500, -1, 0),
    received: fc.constantFrom<Cell>(undefined, 450, -1),
    cost: fc.constantFrom<Cell>(undefined, 200.1, 300.2),
    odometer: fc.constantFrom<Cell>(undefined, 8000, 60_000, 120_000),
  });

/** Some vehicles have a second row, taken over by 转手. */
export const anyStore: fc.Arbitrary<Store> = fc
  .integer({ min: 1, max: 8 })
  .chain((vehicles) =>
    fc.record({
      soldHereKnown: fc.boolean(),
      rows: fc.array(customer, { minLength: vehicles, maxLength: vehicles }),
      nextOwners: fc.array(
        fc.record({
          vehicle: fc.integer({ min: 0, max: vehicles - 1 }),
          row: customer,
          on: storeDay,
        }),
        { maxLength: 2 }
      ),
      orders: fc.array(order(vehicles), { maxLength: 40 }),
    })
  )
  .map(({ soldHereKnown, rows, nextOwners, orders }) => {
    const customers: CustomerRow[] = rows.map((row, vehicle) => ({
      ...row,
      ...keysOf(vehicle),
      name: `客户${vehicle}`,
    }));
    const handedOver = new Set<number>();
    for (const { vehicle, row, on } of nextOwners) {
      if (!handedOver.has(vehicle)) {
        handedOver.add(vehicle);
        // A car is not handed on before it was delivered.
        const invalidDate = Math.max(on, Number(customers[vehicle].deliveryDate ?? on));
        const { lastVisit } = customers[vehicle];
        customers[vehicle] = {
          ...customers[vehicle],
          // Nor first seen after it.
          lastVisit: lastVisit && Math.min(Number(lastVisit), invalidDate),
          invalidReason: "已转手",
          invalidDate,
        };
        customers.push({
          ...row,
          ...keysOf(vehicle),
          // Of a delivery after the hand-over a workbook of the days between would know nothing.
          deliveryDate: row.deliveryDate && Math.min(row.deliveryDate, invalidDate),
          invalidReason: row.invalidReason === "已转手" ? "" : row.invalidReason,
          name: `新车主${vehicle}`,
        });
      }
    }
    // Several on one day would be the day of a migration, which only the whole sheet can tell.
    const delivered = new Set<Cell>();
    for (const row of customers) {
      if (delivered.has(row.deliveryDate)) {
        row.deliveryDate = undefined;
      }
      delivered.add(row.deliveryDate);
    }
    const withoutSoldHere = customers.map(({ soldHere: _, ...row }) => row);
    return {
      customers: soldHereKnown ? customers : withoutSoldHere,
      orders: orders.map(({ vehicle, by, stay, ...rest }, i) => ({
        ...rest,
        settlement: stay === undefined ? undefined : (rest.arrival ?? FIRST + 30 * i) + stay,
        orderNumber: String(i),
        [by]: by === "vin" ? vinOf(vehicle) : by === "plate" ? plateOf(vehicle) : numberOf(vehicle),
      })),
    };
  });

/** The store as the domain sees it. */
export function assembleStore({ customers, orders, columns }: Store): Dealership {
  // An order sheet on which nothing stands yet has its columns all the same.
  const mapped = orders.length === 0 ? (["vin", "arrival"] as const) : undefined;
  return assembleDealership(makeCustomerTable(customers, columns), makeOrderTable(orders, mapped))
    .dealership;
}

const columnsOf = ({ customers, columns }: Store): readonly CustomerField[] =>
  columns ?? [...new Set(customers.flatMap((row) => Object.keys(row) as CustomerField[]))];

/** What the workbook would have held on a day: later rows, dates and reasons are not there yet. */
export function cutStore(store: Store, asOf: number): Store {
  const { countedFrom } = assembleStore(store);
  const known = (value: Cell): number | undefined =>
    typeof value === "number" && value <= asOf ? value : undefined;
  return {
    columns: columnsOf(store),
    customers: store.customers
      .filter((_, i) => countedFrom[i] <= asOf)
      .map((row) => {
        const future = typeof row.invalidDate === "number" && row.invalidDate > asOf;
        return {
          ...row,
          lastVisit: known(row.lastVisit),
          lastMaintenance: known(row.lastMaintenance),
          invalidDate: known(row.invalidDate),
          invalidReason: future ? "" : row.invalidReason,
        };
      }),
    orders: store.orders
      .filter((row) => Number(row.arrival ?? row.settlement ?? 0) <= asOf)
      .map((row) => ({ ...row, settlement: known(row.settlement) })),
  };
}

/** A store and the same store with its rows in another order. */
export const shuffledStore: fc.Arbitrary<{ store: Store; shuffled: Store }> = anyStore.chain(
  (store) =>
    fc
      .record({
        customers: fc.shuffledSubarray(store.customers, { minLength: store.customers.length }),
        orders: fc.shuffledSubarray(store.orders, { minLength: store.orders.length }),
      })
      .map((shuffled) => ({ store, shuffled }))
);
