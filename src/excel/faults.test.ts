import { sweepFaults, type FaultStep } from "../../test/support/faultSweep";
import {
  advisors,
  asOf,
  base,
  LivedInStore,
  newCar,
  settingsReports,
} from "../../test/support/livedInStore";
import type { DealKind } from "../retention/allocation";
import { actions } from "./allActions";
import type { DealOptions } from "./api";

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
  const holds = () => store.requireNothingLost();
  const step: FaultStep = { name: "update", act: update, unanswered: true, holds };
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
    unanswered: true,
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
    unanswered: true,
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

test("a deal that fails anywhere, even twice, is in the ledger whole and once after the next try", async () => {
  const { user } = store;
  store.goTo("lived");
  const before = user.cells("ledger", "customer").map(String);
  const step: FaultStep = {
    name: "deal",
    repeats: true,
    failures: 2,
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

/** What a workbook holds of its deals: rows of the ledger, and sheets by their number. */
function dealtSoFar(): { readonly rows: string[]; readonly numbers: string[] } {
  const { user, workbook } = store;
  const columns = (["allocation", "customer", "owner", "source"] as const).map((column) =>
    user.cells("ledger", column)
  );
  const mark = "RETAIN_sheet_allocation_";
  return {
    rows: user.cells("ledger", "fromDay").map((day, row) => {
      return JSON.stringify([day, ...columns.map((cells) => cells[row])]);
    }),
    numbers: workbook.names
      .filter(({ Name }) => Name.startsWith(mark))
      .map(({ Name }) => Name.slice(mark.length)),
  };
}

const supplementary: readonly (readonly [DealKind, Partial<DealOptions>])[] = [
  ["leaver", { leaver: advisors[1] }],
  ["newcomer", { newcomer: "赵敏" }],
  ["unassigned", {}],
];

test.each(supplementary)(
  "a deal for %s that fails anywhere keeps its number, and every card gets one row of it",
  async (kind, names) => {
    store.goTo("dealt");
    await actions.saveInputs([{ table: "advisors", values: { name: "赵敏", weight: 1 } }], base);
    store.sellCar(asOf);
    const before = dealtSoFar();
    let whole: ReturnType<typeof dealtSoFar> | undefined;
    const step: FaultStep = {
      name: kind,
      repeats: true,
      failures: 2,
      every: 25,
      act: (options) => actions.dealAllocation({ ...base, ...options, kind, ...names, seed: "夏" }),
      holds: () => {
        const now = dealtSoFar();
        whole ??= now;
        expect(now).toEqual(whole);
        expect(now.rows.slice(0, before.rows.length)).toEqual(before.rows);
        expect(now.rows.length).toBeGreaterThan(before.rows.length);
        expect(new Set(now.rows).size).toBe(now.rows.length);
        expect(now.numbers).toEqual(["1", "2"]);
      },
    };
    expect(
      await sweep(
        step,
        supplementary.findIndex(([of]) => of === kind)
      )
    ).toBeGreaterThan(0);
  }
);

test("a deal that failed keeps its number although other runs completed its rows in between", async () => {
  store.goTo("lived");
  const leaver = () =>
    actions.dealAllocation({ ...base, kind: "leaver", leaver: "李静", seed: "夏" });
  const before = store.workbook.snapshot();
  await leaver();
  const whole = dealtSoFar();
  const requests = store.standIn.counters;
  store.workbook.restore(before);
  requests.reset();
  await leaver();
  const last = requests.syncs - 8;
  store.workbook.restore(before);
  store.standIn.faults.failSync(last);
  expect((await leaver()).kind).toBe("partial");
  expect((await update({})).kind).toBe("done");
  const { deal, kind } = await leaver();
  expect([kind, deal?.number]).toEqual(["done", 2]);
  expect(dealtSoFar()).toEqual(whole);
  expect((await leaver()).deal?.number).toBe(3);
});
