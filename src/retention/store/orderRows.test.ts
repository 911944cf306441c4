import fc from "fast-check";
import { makeCustomerTable, makeOrderTable, type OrderRow } from "../../../test/support/tables";
import { revenueOf } from "./amounts";
import { assembleDealership, type Assembly } from "./dealership";
import { moneyOfOrders } from "./money";
import type { OrderField } from "./tables";
import { placeOf } from "./places";

const vin = (car: number): string => `LSVMI00000000000${car}`;
const customers = makeCustomerTable([1, 2, 3].map((car) => ({ vin: vin(car), name: `甲${car}` })));

/** An order table on several sheets of one shape, one list of rows each. */
function onSheets(...sheets: readonly (readonly OrderRow[])[]) {
  const table = makeOrderTable(sheets.flat());
  const places = sheets.flatMap((rows, part) => rows.map((_, row) => placeOf(part, row + 1)));
  return { ...table, sheetRow: Int32Array.from(places) };
}

interface Sums {
  readonly orders: number;
  readonly visits: number;
  readonly revenue: number;
}

function sumsOf({ dealership }: Assembly): Sums {
  const { revenue } = moneyOfOrders(dealership);
  const sum = (values: Iterable<number>): number =>
    [...values].reduce((total, value) => total + (value || 0), 0);
  return {
    orders: sum(dealership.visitOrderCount),
    visits: dealership.visitDay.length,
    revenue: Math.round(sum(revenue) * 100) / 100,
  };
}

const codesOf = ({ findings }: Assembly): string[] =>
  findings.filter(({ code }) => code !== "customerWithoutDates").map(({ code }) => code);

const order = (orderNumber: string, receivable: number, more: OrderRow = {}): OrderRow => ({
  vin: vin(1),
  arrival: "2026-06-02",
  orderNumber,
  orderType: "保养",
  receivable,
  ...more,
});

describe("sheets that overlap", () => {
  const may = [order("R1", 500, { arrival: "2026-05-02" }), order("R2", 800), order("R3", 300)];
  const june = [order("R2", 800), order("R3", 300), order("R4", 900, { arrival: "2026-06-28" })];

  test("are counted once, with one finding for the two sheets", () => {
    const assembly = assembleDealership(customers, onSheets(may, june));
    expect(sumsOf(assembly)).toEqual({ orders: 4, visits: 3, revenue: 2500 });
    expect(codesOf(assembly)).toEqual(["ordersRepeated"]);
    expect(assembly.overlaps).toEqual([
      { parts: [0, 1], orders: 2, rows: 2, place: placeOf(0, 2) },
    ]);
  });

  test("give the order that was changed meanwhile as the later sheet has it", () => {
    const changed = june.map((row) =>
      row.orderNumber === "R2" ? { ...row, receivable: 650 } : row
    );
    const assembly = assembleDealership(customers, onSheets(may, changed));
    expect(sumsOf(assembly)).toEqual({ orders: 4, visits: 3, revenue: 2350 });
    expect(codesOf(assembly).sort()).toEqual(["orderChanged", "ordersRepeated"]);
    expect(sumsOf(assembleDealership(customers, onSheets(changed, may)))).toEqual(sumsOf(assembly));
  });

  test("drop the order that was voided meanwhile", () => {
    const voided = june.map((row) =>
      row.orderNumber === "R2" ? { ...row, orderStatus: "作废" } : row
    );
    const assembly = assembleDealership(customers, onSheets(may, voided));
    expect(sumsOf(assembly)).toEqual({ orders: 3, visits: 3, revenue: 1700 });
  });

  test("give the order whose day was corrected meanwhile once, as the later sheet has it", () => {
    const moved = june.map((row) =>
      row.orderNumber === "R2" ? { ...row, arrival: "2026-06-04" } : row
    );
    const assembly = assembleDealership(customers, onSheets(may, moved));
    expect(sumsOf(assembly)).toEqual({ orders: 4, visits: 4, revenue: 2500 });
    expect(codesOf(assembly).sort()).toEqual(["orderChanged", "ordersRepeated"]);
  });

  test("keep two orders of one number and car that one of the sheets holds both", () => {
    const both = [...may, order("R2", 200, { arrival: "2026-05-20" })];
    const assembly = assembleDealership(customers, onSheets(both, june));
    expect(sumsOf(assembly)).toEqual({ orders: 5, visits: 4, revenue: 2700 });
  });

  test("keep the row that was settled meanwhile", () => {
    const open = [order("R2", 800), order("R3", 300)];
    const settled = [order("R2", 800, { settlement: "2026-06-09" }), order("R3", 300), june[2]];
    const { dealership } = assembleDealership(customers, onSheets(open, settled));
    const money = moneyOfOrders(dealership);
    expect([...money.revenue]).toEqual([NaN, NaN, 800, 300, 900]);
  });
});

test("equal parts of two payers are two parts, and each of them counts once however often exported", () => {
  const halves = [order("R1", 400, { payer: "客户" }), order("R1", 400, { payer: "保险" })];
  const expected = { orders: 1, visits: 1, revenue: 800 };
  expect(sumsOf(assembleDealership(customers, onSheets(halves)))).toEqual(expected);
  expect(sumsOf(assembleDealership(customers, onSheets(halves, halves)))).toEqual(expected);
});

test("parts of one order on a sheet per payer are added, and somebody is told", () => {
  const customer = [order("R2", 600), order("R5", 100)];
  const warranty = [order("R2", 200, { orderType: "索赔" })];
  const assembly = assembleDealership(customers, onSheets(customer, warranty));
  expect(sumsOf(assembly)).toEqual({ orders: 2, visits: 1, revenue: 900 });
  expect(codesOf(assembly)).toEqual(["orderOnSeveralSheets"]);
});

describe("an order total that stands on each of the order's rows", () => {
  const items = ["换机油", "换滤芯", "四轮定位"];
  const rows = items.map((item) => order("R1", 500, { items: item, labour: 90 }));
  const totals = new Set<OrderField>(["receivable"]);

  test("counts once", () => {
    const assembly = assembleDealership(customers, onSheets(rows), { orderTotals: totals });
    expect(sumsOf(assembly)).toEqual({ orders: 1, visits: 1, revenue: 500 });
  });

  test("is added where the rows' amounts differ: it is none", () => {
    const differing = rows.map((row, index) => ({ ...row, receivable: 100 + index }));
    const assembly = assembleDealership(customers, onSheets(differing), { orderTotals: totals });
    expect(sumsOf(assembly)).toEqual({ orders: 1, visits: 1, revenue: 303 });
  });

  test("leaves other amounts alone: what rows hold of their own is added", () => {
    const { dealership } = assembleDealership(customers, onSheets(rows), { orderTotals: totals });
    expect([...dealership.orders.labour]).toEqual([90, 90, 90]);
    expect(revenueOf(dealership.orders, 0) + revenueOf(dealership.orders, 1)).toBeLessThanOrEqual(
      500
    );
  });
});

const cell = {
  orderNumber: fc.constantFrom("", "R1", "R2", "R3"),
  vin: fc.constantFrom(vin(1), vin(2), "LSVMI000000000077"),
  arrival: fc.constantFrom("2026-05-02", "2026-06-02"),
  orderType: fc.constantFrom("保养", "索赔", "PDI"),
  orderStatus: fc.constantFrom("已结算", "作废"),
  items: fc.constantFrom("机油", "轮胎"),
  advisor: fc.constantFrom("王磊", "李娜"),
  receivable: fc.integer({ min: -300, max: 900 }),
};
const anyRows = fc.array(fc.record(cell), { maxLength: 14 });

test("a second export of the same orders changes no figure, on a sheet of its own or below the first", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const once = sumsOf(assembleDealership(customers, onSheets(rows)));
      expect(sumsOf(assembleDealership(customers, onSheets(rows, rows)))).toEqual(once);
      expect(sumsOf(assembleDealership(customers, onSheets([...rows, ...rows])))).toEqual(once);
    })
  );
});

test("the order of the rows changes no figure", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const once = sumsOf(assembleDealership(customers, onSheets(rows)));
      expect(sumsOf(assembleDealership(customers, onSheets([...rows].reverse())))).toEqual(once);
    })
  );
});

test("every order has one row that stands for it", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { dealership } = assembleDealership(customers, onSheets(rows));
      const { orderHead, orderKind, customerOfOrder } = dealership;
      const counted = rows.map((row, at) => ({
        order: `${row.orderNumber || `#${at}`} ${customerOfOrder[at] ?? ""} ${row.vin} ${row.arrival}`,
        head: orderHead[at] ?? 0,
        out: orderKind[at] === 1 || orderKind[at] === 6,
      }));
      const kept = counted.filter(({ out }) => !out);
      for (const name of new Set(kept.map((row) => row.order))) {
        const heads = kept
          .filter((row) => row.order === name)
          .reduce((sum, row) => sum + row.head, 0);
        expect(heads).toBe(1);
      }
    })
  );
});
