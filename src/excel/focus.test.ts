import { LivedInStore, base, settingsReports } from "../../test/support/livedInStore";
import { cellRef } from "../reports/plan";
import { triesAll } from "../../test/support/faultSweep";
import { actions } from "./allActions";
import type { Outcome } from "./api";
import { describeOutcome } from "./views";

jest.setTimeout(240_000);

let store: LivedInStore;
beforeAll(async () => {
  store = await LivedInStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.goTo("lived"));
afterEach(() => store.standIn.faults.clear());

const update = (): Promise<Outcome> =>
  actions.updateAll({ ...base, reports: [...settingsReports, "reservoir"] });

/** How many requests the run takes when nothing disturbs it. */
async function requestsOf(run: () => Promise<Outcome>): Promise<number> {
  store.standIn.counters.reset();
  expect(await run()).toMatchObject({ kind: "done" });
  const { syncs } = store.standIn.counters;
  store.goTo("lived");
  return syncs;
}

const inWords = (outcome: Outcome): void => {
  expect(outcome).toMatchObject({ code: "otherWorkbookInFront" });
  expect(describeOutcome(outcome, "zh-CN").title).toBe("当前打开的是另一个工作簿");
};

test("a run in a workbook that is not in front says so, and completes once it is again", async () => {
  store.workbook.isInFront = false;
  inWords(await update());
  store.workbook.isInFront = true;
  expect(await update()).toMatchObject({ kind: "done" });
  store.requireNothingLost();
});

test("whenever the user changes to another workbook, the run ends well or says so, and the next one completes it", async () => {
  const newSheet = (): Promise<Outcome> => actions.updateAll({ ...base, reports: ["reservoir"] });
  const requests = await requestsOf(newSheet);
  let refused = 0;
  for (let n = 1; n <= requests; n += 1) {
    store.goTo("lived");
    store.standIn.faults.loseFocus(n);
    const outcome = await newSheet();
    store.standIn.faults.clear();
    store.requireNothingLost();
    if (outcome.code === "done") continue;
    refused += 1;
    inWords(outcome);
    expect([n, (await newSheet()).kind]).toEqual([n, "done"]);
    store.requireNothingLost();
  }
  expect(refused).toBeGreaterThan(0);
});

test("a co-author who adds a row of 招揽记录 in the middle of a morning plan loses nothing, and the plan is there once", async () => {
  store.goTo("dealt");
  store.standIn.counters.reset();
  await actions.makeMorningPlan(base);
  const requests = store.standIn.counters.syncs;
  const planned = store.user.cells("records", "number").length;
  store.goTo("dealt");
  await actions.updateAll({ ...base, reports: ["records"] });
  const { sheet } = store.user.table("records");
  for (let n = 1; n <= requests; n += triesAll ? 1 : Math.ceil(requests / 4)) {
    const moment = store.workbook.snapshot();
    store.standIn.faults.interrupt(n, () => {
      const { row, rows } = store.user.table("records").rect;
      sheet.coauthor.type(cellRef(row + rows, store.user.column("records", "note")), "同事写的");
    });
    await actions.makeMorningPlan(base);
    store.standIn.faults.clear();
    expect([n, (await actions.makeMorningPlan(base)).kind]).toEqual([n, "done"]);
    const notes = store.user.cells("records", "note");
    expect([n, notes.filter((it) => it === "同事写的").length]).toEqual([n, 1]);
    // A row that names no customer is no record yet; those of the plan are there once.
    const numbers = store.user.cells("records", "number").filter((it) => it !== "");
    expect([n, new Set(numbers).size]).toEqual([n, numbers.length]);
    expect([n, numbers.length]).toEqual([n, planned]);
    store.workbook.restore(moment);
  }
});
