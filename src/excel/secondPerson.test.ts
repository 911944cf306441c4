import { LivedInStore, base, settingsReports } from "../../test/support/livedInStore";
import { triesAll } from "../../test/support/faultSweep";
import { columnLetters } from "../reports/plan";
import { textsOf } from "../locale";
import { generateSampleStore } from "../sample";
import { actions } from "./allActions";
import type { Outcome } from "./api";
import { describeOutcome } from "./views";

/**
 * Another person acts right before a request of a run: nothing of either is lost or lands elsewhere, and
 * nothing is told as done that is not. `npm run test:faults` tries all requests, `npm test` some of them.
 */
jest.setTimeout(3_600_000);

let store: LivedInStore;
beforeAll(async () => {
  store = await LivedInStore.open();
});
afterAll(() => store.close());
afterEach(() => store.standIn.faults.clear());

const update = (): Promise<Outcome> =>
  actions.updateAll({ ...base, reports: [...settingsReports, "records", "ledger"] });

interface Attack {
  readonly action: () => Promise<Outcome>;
  readonly other: () => void;
  /** What is wrong after it; nothing as a rule. */
  readonly wrong: (outcome: Outcome) => string | undefined;
}

/** What was wrong, by the request before which the other person acted. */
async function atEveryRequest({ action, other, wrong }: Attack): Promise<string[]> {
  const { standIn } = store;
  store.goTo("lived");
  standIn.counters.reset();
  expect(await action()).toMatchObject({ kind: "done" });
  const requests = standIn.counters.syncs;
  const found: string[] = [];
  for (let n = 1; n <= requests; n += triesAll ? 1 : Math.ceil(requests / 6)) {
    store.goTo("lived");
    standIn.faults.interrupt(n, other);
    const outcome = await action();
    standIn.faults.clear();
    // Who is told that it is not done asks again.
    if (outcome.kind !== "done") expect([n, (await action()).kind]).toEqual([n, "done"]);
    const fault = wrong(outcome);
    if (fault !== undefined) found.push(`${n} of ${requests}, ${outcome.kind}: ${fault}`);
  }
  return found;
}

const unless = (holds: boolean, fault: string): string | undefined => (holds ? undefined : fault);

/** The body of 招揽记录 and its sheet. */
const records = () => {
  const { sheet, rect } = store.user.table("records");
  return { sheet, rect, firstRow: rect.row + 2, lastRow: rect.row + rect.rows };
};
const sortRecords = (): void => {
  const { sheet, rect, firstRow, lastRow } = records();
  const last = columnLetters(rect.column + rect.columns - 1);
  const by = columnLetters(store.user.column("records", "customer"));
  sheet.user.sortRows(`${columnLetters(rect.column)}${firstRow}:${last}${lastRow}`, by, false);
};

test("what is typed into the settings, a target or a record while everything is written stays", async () => {
  const { user } = store;
  const typed = {
    settings: {
      other: () => user.type("doNotDisturb", 1, "note", "同事写的"),
      wrong: () => unless(user.cells("doNotDisturb", "note").includes("同事写的"), "lost"),
    },
    target: {
      other: () => user.type("targets", 1, "target", 77),
      wrong: () => unless(user.cells("targets", "target").includes(77), "lost"),
    },
    record: {
      other: () => user.type("records", 3, "note", "同事写的"),
      wrong: () => unless(user.cell("records", 3, "note") === "同事写的", "lost"),
    },
  };
  for (const [what, attack] of Object.entries(typed)) {
    const found = await atEveryRequest({ action: update, ...attack });
    expect([what, found]).toEqual([what, []]);
  }
});

test("records that are sorted, or moved by a new row, keep their own states", async () => {
  const { user } = store;
  const states = (): Map<string, string> =>
    new Map(
      user.cells("records", "number").map((number, row) => {
        const state = String(user.cell("records", row, "state"));
        return [String(number), `${state} ${String(user.cell("records", row, "customer"))}`];
      })
    );
  store.goTo("lived");
  await update();
  const right = states();
  const wrong = (): string | undefined => {
    const now = states();
    const other = [...right].filter(([number, state]) => now.get(number) !== state);
    return unless(other.length === 0, `${other.length} states differ`);
  };
  const insert = (): void => {
    records().sheet.user.insertRow(records().firstRow + 1);
  };
  expect(await atEveryRequest({ action: update, other: sortRecords, wrong })).toEqual([]);
  expect(await atEveryRequest({ action: update, other: insert, wrong })).toEqual([]);
});

test("customers that are sorted, moved by a new row or by a new column keep their own statuses", async () => {
  const { customers } = generateSampleStore({ seed: 11, customers: 12, asOf: base.asOf, years: 2 });
  const sheet = () => store.workbook.sheet(customers.name);
  const { headerRow } = customers;
  const columnOf = (header: string): number => {
    const { columns = 0 } = sheet().cells.usedRect(true) ?? {};
    return Array.from({ length: columns + 2 }, (_, at) => at).findIndex(
      (at) => sheet().cells.value(headerRow, at) === header
    );
  };
  const statuses = (): Map<string, string> => {
    const [key, name, status] = ["VIN码", "客户姓名", "客户状态"].map(columnOf) as [
      number,
      number,
      number,
    ];
    const { rows = 0 } = sheet().cells.usedRect(true) ?? {};
    const text = (row: number, column: number): string =>
      String(sheet().cells.value(row, column) ?? "");
    return new Map(
      Array.from({ length: rows }, (_, at) => headerRow + 1 + at)
        .filter((row) => text(row, key) !== "")
        .map((row) => [`${text(row, key)} ${text(row, name)}`, text(row, status)])
    );
  };
  store.goTo("lived");
  await update();
  const right = statuses();
  expect(right.size).toBeGreaterThan(8);
  const wrong = (): string | undefined => {
    const now = statuses();
    const other = [...right].filter(([customer, status]) => now.get(customer) !== status);
    return unless(other.length === 0, `${other.length} statuses differ`);
  };
  const moves = {
    sort: () => {
      const last = columnLetters((sheet().cells.usedRect(true)?.columns ?? 1) - 1);
      const rows = `A${headerRow + 2}:${last}${headerRow + 1 + 12}`;
      sheet().user.sortRows(rows, columnLetters(columnOf("VIN码")), false);
    },
    row: () => sheet().user.insertRow(headerRow + 3),
    column: () => sheet().user.insertColumn("B"),
  };
  for (const [what, other] of Object.entries(moves)) {
    const found = await atEveryRequest({ action: update, other, wrong });
    expect([what, found]).toEqual([what, []]);
  }
});

describe("a call", () => {
  const noted = "想一想";
  let key: string;
  beforeAll(() => {
    store.goTo("lived");
    key = String(store.user.cell("records", 2, "customer"));
  });
  const call = (): Promise<Outcome> =>
    actions.recordCall({ key, result: "considering", note: noted }, base);

  /** Where the call stands, and that the note which was there before is in its row. */
  const misplaced = (): string | undefined => {
    const { user } = store;
    const notes = user.cells("records", "note");
    const rows = notes.flatMap((note, row) => (note === noted ? [row] : []));
    const theirs = rows.map((row) => user.cell("records", row, "customer"));
    const stands = theirs.length === 1 && theirs[0] === key;
    if (!stands) return `stands at ${JSON.stringify(rows)}`;
    return unless(notes.includes("下周再说"), "the note of another record is gone");
  };

  test("is entered for its customer, whatever happens to the table meanwhile", async () => {
    const moves = {
      sort: sortRecords,
      row: () => records().sheet.user.insertRow(records().firstRow),
      deletion: () => records().sheet.user.deleteRow(records().firstRow),
      column: () => {
        const at = columnLetters(store.user.column("records", "result"));
        records().sheet.user.insertColumn(at);
      },
      name: () => records().sheet.user.renameSheet("我的记录"),
    };
    for (const [what, other] of Object.entries(moves)) {
      const found = await atEveryRequest({ action: call, other, wrong: misplaced });
      expect([what, found]).toEqual([what, []]);
    }
  });

  test("never replaces the result that somebody else just entered in the row", async () => {
    const { user } = store;
    const found = await atEveryRequest({
      action: call,
      other: () => user.type("records", 2, "result", "拒绝"),
      wrong: () => unless(user.cell("records", 2, "result") === "拒绝", "replaced"),
    });
    expect(found).toEqual([]);
  });

  test("that names its record never replaces an answer that somebody else just gave there, and says so", async () => {
    const { user } = store;
    const number = String(user.cell("records", 2, "number"));
    const refused: Outcome[] = [];
    store.goTo("lived");
    store.standIn.counters.reset();
    const named = (): Promise<Outcome> =>
      actions.recordCall({ key, number, result: "considering", note: noted }, base);
    await named();
    const requests = store.standIn.counters.syncs;
    for (let n = 1; n <= requests; n += 1) {
      store.goTo("lived");
      store.standIn.faults.interrupt(n, () => user.type("records", 2, "result", "拒绝"));
      const outcome = await named();
      store.standIn.faults.clear();
      if (outcome.kind === "done") continue;
      refused.push(outcome);
      expect([n, outcome.code, user.cell("records", 2, "result")]).toEqual([
        n,
        "rowsChanged",
        "拒绝",
      ]);
      expect([n, user.cell("records", 2, "note")]).toEqual([n, ""]);
    }
    expect(refused.length).toBeGreaterThan(0);
  });

  test("that needs a new row finds its place, whatever happens to the table meanwhile", async () => {
    const { user } = store;
    const owned = user.cells("ledger", "customer").map(String);
    const planned = new Set(user.cells("records", "customer").map(String));
    const other = owned.find((customer) => !planned.has(customer)) ?? "";
    expect(other).not.toBe("");
    const append = (): Promise<Outcome> =>
      actions.recordCall({ key: other, result: "considering", note: noted }, base);
    const moves = {
      sort: sortRecords,
      rows: () => {
        records().sheet.user.insertRow(records().firstRow);
        records().sheet.user.insertRow(records().firstRow);
      },
      above: () => records().sheet.user.insertRow(records().firstRow - 2),
      column: () => {
        const at = columnLetters(user.column("records", "result"));
        records().sheet.user.insertColumn(at);
      },
    };
    const wrong = (): string | undefined => {
      const rows = user
        .cells("records", "note")
        .flatMap((note, row) => (note === noted ? [row] : []));
      const theirs = rows.map((row) => user.cell("records", row, "customer"));
      if (theirs.length !== 1 || theirs[0] !== other) return `stands at ${JSON.stringify(rows)}`;
      const numbers = user.cells("records", "number").filter((number) => number !== "");
      return unless(numbers.length === planned.size + 1, `${numbers.length} records are left`);
    };
    for (const [what, move] of Object.entries(moves)) {
      const found = await atEveryRequest({ action: append, other: move, wrong });
      expect([what, found]).toEqual([what, []]);
    }
  });

  test("says where somebody else changed the table that it was entered anew", async () => {
    const anew: Outcome[] = [];
    const wrong = (outcome: Outcome): undefined => {
      if (outcome.notes?.some(({ code }) => code === "begunAnew")) anew.push(outcome);
    };
    await atEveryRequest({
      action: call,
      other: () => store.user.type("records", 2, "result", "拒绝"),
      wrong,
    });
    const [outcome] = anew;
    if (!outcome) throw new Error("nothing was begun anew");
    const said = textsOf("zh-CN").outcomes.notes.begunAnew;
    expect(JSON.stringify(describeOutcome(outcome, "zh-CN"))).toContain(said);
  });
});

test("two runs at once go one after the other, and both end well", async () => {
  const { user, workbook } = store;
  const key = String(user.cell("ledger", 0, "customer"));
  store.goTo("dealt");
  await actions.updateAll({ ...base, reports: ["records"] });
  const twice = await Promise.all([
    actions.makeMorningPlan(base),
    actions.makeMorningPlan(base),
    update(),
    actions.recordCall({ key, result: "considering", note: "双击" }, base),
    actions.recordCall({ key, result: "considering", note: "双击" }, base),
  ]);
  expect(twice.map(({ kind }) => kind)).toEqual(["done", "done", "done", "done", "done"]);
  const numbers = user.cells("records", "number").filter((number) => number !== "");
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(user.cells("records", "note").filter((note) => note === "双击")).toHaveLength(1);
  expect(workbook.sheets.length).toBeGreaterThan(3);
});
