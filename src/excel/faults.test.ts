import { openStandIn, Workbook, type StandIn } from "../../test/host";
import { InputTableUser } from "../../test/support/inputTableUser";
import { cellRef } from "../reports/a1";
import { serialOfIso } from "../retention";
import { generateSampleStore } from "../sample";
import { actions } from "./actions";
import type { Outcome } from "./api";
import { pendingNamespace } from "./pending";
import { writeSampleStore } from "./sampleStore";

/**
 * Every request of every action fails once, at its beginning and half-way: nothing that somebody typed
 * is lost, and the next run completes the work. `npm run test:faults` tries all requests, `npm test` a
 * tenth of them.
 */
jest.setTimeout(3_600_000);

const all = process.env["FAULTS"] === "all";
const asOf = serialOfIso("2026-06-30");
const base = { locale: "zh-CN" as const, asOf, now: () => new Date(2026, 5, 30, 8) };
const store = generateSampleStore({ seed: 11, customers: 12, asOf, years: 2 });

let standIn: StandIn;
let workbook: Workbook;
let user: InputTableUser;

beforeEach(async () => {
  workbook = Workbook.blank("说明");
  user = new InputTableUser(workbook);
  standIn = await openStandIn({ workbook });
  await writeSampleStore(store);
});
afterEach(async () => {
  standIn.faults.clear();
  await standIn.close();
});

/** Requests to try: all, or a tenth of them that is always the same. */
function requestsOf(count: number, seed: number): number[] {
  const every = Array.from({ length: count }, (_, index) => index + 1);
  return all ? every : every.filter((n) => (n * 7 + seed) % 10 === 0);
}

/** Actions of one batch before which it ends; a few places within it stand for all. */
const places = all ? [0, 1, 3, 10, 40] : [0, 3];

interface Step {
  readonly name: string;
  readonly act: () => Promise<Outcome>;
  /** Whether asking again after it is done is to do it again. */
  readonly repeats?: boolean;
  /** What must be true after the action and after every completed retry. */
  readonly holds: () => void;
}

async function sweep({ name, act, holds, repeats = false }: Step, seed: number): Promise<number> {
  const before = workbook.snapshot();
  standIn.counters.reset();
  expect([name, (await act()).kind]).toEqual([name, "done"]);
  holds();
  const requests = standIn.counters.syncs;
  let tried = 0;
  for (const n of requestsOf(requests, seed)) {
    for (const afterActions of places) {
      workbook.restore(before);
      standIn.faults.failSync(n, { afterActions });
      const failed = await act();
      standIn.faults.clear();
      const retried = repeats && failed.kind === "done" ? failed : await act();
      if (retried.cause instanceof Error) throw retried.cause;
      expect([name, n, afterActions, failed.kind, retried.kind]).toEqual([
        name,
        n,
        afterActions,
        failed.kind,
        "done",
      ]);
      expect([name, n, afterActions, failureOf(holds)]).toEqual([name, n, afterActions, ""]);
      expect(workbook.customXml.some(({ xml }) => xml.includes(pendingNamespace))).toBe(false);
      tried += 1;
    }
  }
  return tried;
}

/** What does not hold, so that a failure says after which request. */
function failureOf(holds: () => void): string {
  try {
    holds();
    return "";
  } catch (error) {
    return String(error);
  }
}

const advisors = ["王强", "李静"];
const settingsReports = ["settings", "targets", "tally"] as const;

/** A workbook in which people have written into every kind of table. */
async function livedIn(): Promise<void> {
  await actions.saveInputs(
    advisors.map((name) => ({ table: "advisors" as const, values: { name, weight: 1 } })),
    base
  );
  await actions.dealAllocation({ ...base, kind: "full", seed: "春" });
  await actions.makeMorningPlan(base);
  await actions.updateAll({ ...base, reports: settingsReports });
  user.type("doNotDisturb", 0, "note", "请勿打扰");
  user.type("targets", 0, "target", 42);
  user.type("records", 0, "result", "拒绝");
  user.type("records", 1, "note", "下周再说");
}

function nothingTypedIsLost(): void {
  expect(user.cells("advisors", "name").slice(0, 2)).toEqual(advisors);
  expect(user.cells("doNotDisturb", "note").filter((note) => note !== "")).toEqual(["请勿打扰"]);
  expect(user.cells("targets", "target")).toContain(42);
  expect(user.cell("records", 0, "result")).toBe("拒绝");
  expect(user.cell("records", 1, "note")).toBe("下周再说");
  const numbers = user.cells("records", "number");
  expect(new Set(numbers).size).toBe(numbers.length);
}

test("an update that fails anywhere loses nothing, and the next one completes it", async () => {
  await livedIn();
  const step: Step = {
    name: "update",
    act: () => actions.updateAll({ ...base, reports: [...settingsReports, "records", "ledger"] }),
    holds: nothingTypedIsLost,
  };
  expect(await sweep(step, 1)).toBeGreaterThan(0);
});

test("a morning plan that fails anywhere is there whole and once after the next try", async () => {
  await actions.saveInputs(
    advisors.map((name) => ({ table: "advisors" as const, values: { name, weight: 1 } })),
    base
  );
  await actions.dealAllocation({ ...base, kind: "full", seed: "春" });
  await actions.updateAll({ ...base, reports: ["records"] });
  const empty = workbook.snapshot();
  await actions.makeMorningPlan(base);
  const planned = user.cells("records", "number");
  expect(planned.length).toBeGreaterThan(1);
  workbook.restore(empty);
  const step: Step = {
    name: "plan",
    act: () => actions.makeMorningPlan(base),
    holds: () => expect(user.cells("records", "number")).toEqual(planned),
  };
  expect(await sweep(step, 2)).toBeGreaterThan(0);
});

test("a call that fails anywhere is in the records once after the next try", async () => {
  await livedIn();
  // The third planned row, which nobody has filled yet.
  const key = String(user.cell("records", 2, "customer"));
  const step: Step = {
    name: "call",
    act: () => actions.recordCall({ key, result: "considering", note: "想一想" }, base),
    holds: () => {
      nothingTypedIsLost();
      expect(user.cells("records", "note").filter((note) => note === "想一想").length).toBe(1);
    },
  };
  expect(await sweep(step, 3)).toBeGreaterThan(0);
});

test("an evening's tally that fails anywhere loses nothing, and new customers get their advisor once", async () => {
  await livedIn();
  const evening = { ...base, asOf: asOf + 1, now: () => new Date(2026, 6, 1, 19) };
  sellCar(asOf + 1);
  const rows = user.rowCount("ledger");
  const step: Step = {
    name: "tally",
    act: () => actions.nightlyTally(evening),
    holds: () => {
      nothingTypedIsLost();
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
  await livedIn();
  const before = user.cells("ledger", "customer").map(String);
  const step: Step = {
    name: "deal",
    repeats: true,
    act: () => actions.dealAllocation({ ...base, kind: "full", seed: "夏" }),
    holds: () => {
      nothingTypedIsLost();
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

const newCar = "LNEWCAR2026000001";

/** A car that was handed over: a row at the end of the customer sheet. */
function sellCar(day: number): void {
  const sheet = workbook.sheet(store.customers.name);
  const last = store.customers.headerRow + 1;
  sheet.user.insertRow(last + 1);
  const values: Readonly<Record<string, string | number>> = {
    客户姓名: "新车主",
    VIN码: newCar,
    购车日期: day,
    客户来源: "本店购车",
  };
  store.customers.columns.forEach(({ header }, column) => {
    const value = values[header];
    if (value !== undefined) sheet.user.type(cellRef(last, column), value);
  });
}
