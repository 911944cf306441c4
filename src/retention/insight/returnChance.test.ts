import { makeCustomerTable, makeOrderTable } from "../../../test/support/tables";
import { inventWorld } from "../../../test/support/worlds";
import { assembleDealership } from "../store";
import { returnChances } from "./returnChance";

const world = inventWorld("wear", 600, 4);
const of = (rows = world.rows, orders = world.orders) =>
  assembleDealership(makeCustomerTable([...rows]), makeOrderTable([...orders])).dealership;

test("what is foretold of a past day is what data that end there foretell", () => {
  const day = world.asOf - 200;
  const whole = returnChances(world.dealership, day);
  const cut = of(
    world.rows,
    world.orders.filter(({ arrival }) => Number(arrival) <= day)
  );
  const then = returnChances(cut, day);
  expect(then.near.chance).toEqual(whole.near.chance);
  expect(then.far.chance).toEqual(whole.far.chance);
  expect(then.meanInterval).toEqual(whole.meanInterval);
  expect(whole.near.chance.some((chance) => chance > 0)).toBe(true);
});

test("the order of rows does not matter, to the last digit", () => {
  const shuffled = of([...world.rows].reverse(), [...world.orders].reverse());
  const one = returnChances(world.dealership, world.asOf);
  const other = returnChances(shuffled, world.asOf);
  expect(Array.from(other.near.chance).reverse()).toEqual(Array.from(one.near.chance));
  expect(Array.from(other.far.chance).reverse()).toEqual(Array.from(one.far.chance));
});

test("nothing is foretold where the orders do not reach back far enough, or there are none", () => {
  const first = world.dealership.firstOrderDay;
  const early = returnChances(world.dealership, first + 300);
  expect(early.near.learntFrom).toBe(0);
  expect(early.near.chance.every((chance) => Number.isNaN(chance))).toBe(true);
  const empty = returnChances(of([{ vin: "LSVPT000000000001" }], []), world.asOf);
  expect(empty.far.chance[0]).toBeNaN();
  expect(empty.expectedVisit(0)).toBe(0);
});

test("nobody is likelier to come within 90 days than within a year, nor expected in the past", () => {
  const { near, far, expectedVisit, asOf } = returnChances(world.dealership, world.asOf);
  let expected = 0;
  near.chance.forEach((chance, customer) => {
    if (Number.isNaN(chance)) return;
    expect(far.chance[customer]).toBeGreaterThanOrEqual(chance);
    const day = expectedVisit(customer);
    expect(day === 0 || day > asOf).toBe(true);
    if (day > 0) expected++;
  });
  expect(expected).toBeGreaterThan(400);
});

test("a regular customer is expected near his interval, and less the longer he is overdue", () => {
  const rows = Array.from({ length: 80 }, (_, i) => ({
    vin: `LSVPT${String(i).padStart(12, "0")}`,
  }));
  const day = (customer: number, visit: number) => 40_000 + customer + visit * 180;
  const orders = rows.flatMap(({ vin }, customer) =>
    Array.from({ length: customer < 20 ? 6 : 12 }, (_, visit) => ({
      vin,
      arrival: day(customer, visit),
      orderType: "保养",
      receivable: 500,
    }))
  );
  const asOf = day(79, 11) + 1;
  const chances = returnChances(of(rows, orders), asOf);
  expect(chances.meanInterval[79]).toBeGreaterThan(150);
  expect(chances.meanInterval[79]).toBeLessThan(210);
  expect(chances.expectedVisit(79) - asOf).toBeGreaterThan(120);
  expect(chances.expectedVisit(79) - asOf).toBeLessThan(230);
  expect(chances.far.chance[79]).toBeGreaterThan(0.7);
  expect(chances.far.chance[0]).toBeLessThan(0.2);
});
