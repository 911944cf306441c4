import { sweepFaults, type FaultStep } from "../../test/support/faultSweep";
import { asOf, base, LivedInStore, newCar, settingsReports } from "../../test/support/livedInStore";
import { actions } from "./actions";

/**
 * Every request of every run over the whole store fails once, at its beginning and half-way: the message
 * is true, nothing that somebody typed is lost, doubled or moved, and the next run completes the work.
 * `npm run test:faults` tries all requests, `npm test` a tenth of them.
 */
jest.setTimeout(3_600_000);

let store: LivedInStore;

beforeAll(async () => {
  store = await LivedInStore.open();
});
afterAll(() => store.close());

const sweep = (step: FaultStep, seed: number): Promise<number> =>
  sweepFaults(store.standIn, step, seed);

const update = (options: { readonly answerWithin?: number }) =>
  actions.updateAll({ ...base, ...options, reports: [...settingsReports, "records", "ledger"] });

test("an update that fails anywhere loses nothing, and the next one completes it", async () => {
  store.goTo("lived");
  const step: FaultStep = { name: "update", act: update, holds: () => store.requireNothingLost() };
  expect(await sweep(step, 1)).toBeGreaterThan(0);
});

test("a morning plan that fails anywhere is there whole and once after the next try", async () => {
  const { user } = store;
  store.goTo("dealt");
  await actions.updateAll({ ...base, reports: ["records"] });
  const empty = store.workbook.snapshot();
  await actions.makeMorningPlan(base);
  const planned = user.cells("records", "number");
  expect(planned.length).toBeGreaterThan(1);
  store.workbook.restore(empty);
  const step: FaultStep = {
    name: "plan",
    act: (options) => actions.makeMorningPlan({ ...base, ...options }),
    holds: () => expect(user.cells("records", "number")).toEqual(planned),
  };
  expect(await sweep(step, 2)).toBeGreaterThan(0);
});

test("an evening's tally that fails anywhere loses nothing, and new customers get their advisor once", async () => {
  const { user } = store;
  store.goTo("lived");
  const evening = { ...base, asOf: asOf + 1, now: () => new Date(2026, 6, 1, 19) };
  store.sellCar(asOf + 1);
  const rows = user.rowCount("ledger");
  const step: FaultStep = {
    name: "tally",
    act: (options) => actions.nightlyTally({ ...evening, ...options }),
    holds: () => {
      store.requireNothingLost();
      expect(user.cells("ledger", "customer").filter((key) => key === newCar)).toEqual([newCar]);
      expect(user.rowCount("ledger")).toBe(rows + 1);
      expect(user.cells("tallyReasons", "reason").filter((reason) => reason !== "")).toEqual([
        "电话占线",
      ]);
    },
  };
  await actions.nightlyTally(base);
  user.type("tallyReasons", 0, "reason", "电话占线");
  expect(await sweep(step, 4)).toBeGreaterThan(0);
});

test("a deal that fails anywhere is in the ledger whole and once after the next try", async () => {
  const { user } = store;
  store.goTo("lived");
  const before = user.cells("ledger", "customer").map(String);
  const step: FaultStep = {
    name: "deal",
    repeats: true,
    act: (options) => actions.dealAllocation({ ...base, ...options, kind: "full", seed: "夏" }),
    holds: () => {
      store.requireNothingLost();
      expect(user.cells("ledger", "allocation")).toEqual([
        ...before.map(() => 1),
        ...before.map(() => 2),
      ]);
      const customers = user.cells("ledger", "customer").map(String);
      expect(customers.slice(0, before.length)).toEqual(before);
      expect(customers.slice(before.length).sort()).toEqual([...before].sort());
    },
  };
  expect(await sweep(step, 5)).toBeGreaterThan(0);
});
