import { makeCustomerTable, makeOrderTable } from "../../../test/support/tables";
import { serialOfIso } from "../time";
import { assembleDealership } from "../store";
import { makersFigures, makersRates, type MakerRate } from "./makersRates";

const asOf = serialOfIso("2026-06-30");
const cars = (count: number, plate = "苏E") =>
  Array.from({ length: count }, (_, i) => ({
    vin: `LSVPT${String(i).padStart(12, "0")}`,
    plate: `${plate}${10_000 + i}`,
    name: i === 11 ? "苏州出租汽车公司" : "王先生",
    deliveryDate: i < 8 ? "2025-02-01" : "2022-02-01",
  }));
const order = (car: number, arrival: string) => ({
  vin: `LSVPT${String(car).padStart(12, "0")}`,
  arrival,
  orderType: "保养",
});
const storeOf = (rows: ReturnType<typeof cars>, orders: ReturnType<typeof order>[]) =>
  assembleDealership(makeCustomerTable(rows), makeOrderTable(orders)).dealership;

// Twelve cars came in December; nine of them again in spring.
const twelve = storeOf(cars(12), [
  ...Array.from({ length: 12 }, (_, car) => order(car, "2025-12-10")),
  ...Array.from({ length: 9 }, (_, car) => order(car, "2026-04-02")),
  order(0, "2025-06-30"),
]);

const resultOf = (id: string, figures = makersFigures(twelve, asOf)) =>
  figures.results.find(({ rate }) => rate.id === id)!;

test("of twelve cars that came six months ago three have not come since: 25.0%", () => {
  const { counted, of, share } = resultOf("cohortLoss6");
  expect([counted, of, share]).toEqual([3, 12, 0.25]);
});

test("a second visit in the same month is no return", () => {
  const again = storeOf(cars(2), [
    order(0, "2025-12-01"),
    order(0, "2025-12-31"),
    order(1, "2025-12-05"),
    order(1, "2026-01-01"),
  ]);
  expect(resultOf("cohortLoss6", makersFigures(again, asOf)).counted).toBe(1);
});

test("保持率 and 掌握率 by their words", () => {
  expect([resultOf("keeping").counted, resultOf("keeping").of]).toEqual([12, 12]);
  const later = makersFigures(twelve, serialOfIso("2027-03-31"));
  expect([resultOf("keeping", later).counted, resultOf("keeping", later).of]).toEqual([9, 12]);
  // Eight were delivered 13–24 months before.
  expect([resultOf("holding").counted, resultOf("holding").of]).toEqual([8, 8]);
});

test("nobody below the line: no rate, never 0%", () => {
  expect(
    resultOf("cohortLoss12", makersFigures(twelve, serialOfIso("2025-12-31"))).share
  ).toBeNaN();
});

test("taxis and fleets are left out by plate or owner", () => {
  const exclusions = { platePrefixes: [], plateSuffixes: ["10003"], ownerWords: ["出租"] };
  const figures = makersFigures(twelve, asOf, makersRates, exclusions);
  expect(figures.excluded).toBe(2);
  expect(resultOf("cohortLoss6", figures).of).toBe(10);
  expect(resultOf("cohortLoss6", figures).counted).toBe(2);
});

test("a maker's own rate is a pair of conditions", () => {
  const own: MakerRate = {
    id: "own",
    of: { kind: "cameWithin", months: 24 },
    counts: { kind: "notWithin", months: 3 },
  };
  const [{ counted, of }] = makersFigures(twelve, asOf, [own]).results;
  expect([counted, of]).toEqual([3, 12]);
});
