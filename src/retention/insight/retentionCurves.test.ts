import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";
import { serialOfIso } from "../time";
import { assembleDealership } from "../store";
import { retentionCurves } from "./retentionCurves";

const vinOf = (car: number) => `LSVPT${String(car).padStart(12, "0")}`;

/** Forty cars that come twice and stay away, forty that come every half year, ten from before the orders. */
function store() {
  const rows: CustomerRow[] = [];
  const orders: OrderRow[] = [];
  for (let car = 0; car < 90; car++) {
    const delivery = serialOfIso(car < 80 ? "2022-03-01" : "2019-03-01") + car;
    rows.push({
      vin: vinOf(car),
      deliveryDate: delivery,
      soldHere: "是",
      model: car < 40 ? "短留" : "长留",
      warrantyEnd: delivery + 730,
    });
    const visits = car < 40 ? [100, 280] : [100, 280, 460, 640, 820, 1000, 1180, 1360];
    for (const day of visits) {
      orders.push({
        vin: vinOf(car),
        arrival: serialOfIso("2022-03-01") + car + day,
        orderType: "保养",
      });
    }
  }
  orders.push({ vin: vinOf(0), arrival: "2022-01-01", orderType: "内部" });
  return { rows, orders };
}
const { rows, orders } = store();
const dealership = assembleDealership(makeCustomerTable(rows), makeOrderTable(orders)).dealership;
const asOf = serialOfIso("2026-01-31");
const of = (grouping: string, curves = retentionCurves(dealership, asOf)) =>
  curves.groupings.find((it) => it.grouping === grouping)!;

test("who came before the first order is left out, and said", () => {
  expect(retentionCurves(dealership, asOf).leftOut).toBe(10);
  expect(of("all").curves[0].customers).toBe(80);
});

test("half are lost a year after their last visit, the other half never", () => {
  const [all] = of("all").curves;
  expect(all.lost).toBe(40);
  expect(all.steps[all.steps.length - 1].share).toBeCloseTo(0.5, 10);
  const [left, stayed] = ["短留", "长留"].map((name) =>
    of("model").curves.find((curve) => curve.name === name)!
  );
  expect(left.median).toBeGreaterThan(280 + 364);
  expect(left.median).toBeLessThan(280 + 368);
  expect(stayed.median).toBeNaN();
  expect(of("model").difference.p).toBeLessThan(0.001);
});

test("under warranty nobody is watched beyond its last day, out of it nobody before", () => {
  const [inside, outside] = ["in", "out"].map((name) =>
    of("warranty").curves.find((curve) => curve.name === name)!
  );
  expect(inside.watchedUpTo).toBeLessThanOrEqual(730);
  expect(inside.lost).toBe(40);
  expect(outside.lost).toBe(0);
});

test("curves of a past day are those of data that end there, whatever the order of rows", () => {
  const day = serialOfIso("2023-09-30");
  const cut = assembleDealership(
    makeCustomerTable([...rows].reverse()),
    makeOrderTable(
      [...orders].reverse().filter(({ arrival }) => {
        const on = typeof arrival === "string" ? serialOfIso(arrival) : Number(arrival);
        return on <= day;
      })
    )
  ).dealership;
  expect(retentionCurves(cut, day)).toEqual(retentionCurves(dealership, day));
});

test("groups of a few customers make no curve", () => {
  expect(of("deliveryYear").curves.map(({ name }) => name)).toEqual(["2022"]);
  expect(of("advisor").curves).toEqual([]);
});
