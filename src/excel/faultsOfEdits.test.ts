import { sweepFaults, type FaultStep } from "../../test/support/faultSweep";
import {
  advisors,
  asOf,
  base,
  LivedInStore,
  newCar,
  settingsReports,
} from "../../test/support/livedInStore";
import { CellError } from "../offline/host/model/cellValue";
import { actions } from "./allActions";
import type { InputTableId } from "../intake/inputs/schema";

/**
 * Every request fails once of the actions that enter single cells and rows, and of those that come after
 * a run that failed: see `faults.test.ts`.
 */
jest.setTimeout(3_600_000);

let store: LivedInStore;

beforeAll(async () => {
  store = await LivedInStore.open();
});
beforeEach(() => store.goTo("lived"));
afterAll(() => store.close());

const sweep = (step: FaultStep, seed: number): Promise<number> =>
  sweepFaults(store.standIn, step, seed);

/** How often a cell says something in a column. */
function times<Id extends InputTableId>(
  id: Id,
  column: Parameters<typeof store.user.cells<Id>>[1],
  value: string | number
): number {
  return store.user.cells(id, column).filter((cell) => cell === value).length;
}

const general = (key: string): unknown =>
  store.user.cell("general", store.user.rowWith("general", "key", key), "value");
const parameter = (key: string): unknown =>
  store.user.cell("parameters", store.user.rowWith("parameters", "key", key), "value");

const settings = { general: { signature: "春风店", storePhone: "021-5550" } };

test("a call that fails anywhere is in the records once after the next try", async () => {
  const { user } = store;
  // The third planned row, which nobody has filled yet.
  const key = String(user.cell("records", 2, "customer"));
  const rows = user.rowCount("records");
  const step: FaultStep = {
    name: "call",
    unanswered: true,
    act: (options) =>
      actions.recordCall({ key, result: "considering", note: "想一想" }, { ...base, ...options }),
    holds: () => {
      store.requireNothingLost();
      expect(user.rowCount("records")).toBe(rows);
      expect(user.cell("records", 2, "result")).toBe("考虑中");
      expect(times("records", "note", "想一想")).toBe(1);
    },
  };
  expect(await sweep(step, 3)).toBeGreaterThan(0);
});

test("settings that fail to be saved anywhere stand there after the next try, and no others change", async () => {
  const { user } = store;
  const rows = [user.rowCount("general"), user.rowCount("parameters")];
  const [first, second] = user.cells("parameters", "key").map(String);
  const untouched = parameter(second!);
  const step: FaultStep = {
    name: "settings",
    unanswered: true,
    act: (options) =>
      actions.saveSettings({ ...settings, parameters: { [first!]: 11 } }, { ...base, ...options }),
    holds: () => {
      store.requireNothingLost();
      expect([user.rowCount("general"), user.rowCount("parameters")]).toEqual(rows);
      expect([general("signature"), general("storePhone")]).toEqual(["春风店", "021-5550"]);
      expect([parameter(first!), parameter(second!)]).toEqual([11, untouched]);
    },
  };
  expect(await sweep(step, 1)).toBeGreaterThan(0);
});

test("settings of a workbook without a settings sheet fail anywhere, and the sheet is there with them after the next try", async () => {
  store.workbook.sheet("维系参数").Delete();
  const step: FaultStep = {
    name: "first settings",
    every: 20,
    act: (options) => actions.saveSettings(settings, { ...base, ...options }),
    holds: () => {
      expect(times("general", "key", "signature")).toBe(1);
      expect([general("signature"), general("storePhone")]).toEqual(["春风店", "021-5550"]);
      expect(store.user.cell("records", 1, "note")).toBe("下周再说");
    },
  };
  expect(await sweep(step, 2)).toBeGreaterThan(0);
});

test("advisors that fail to be saved anywhere are in the list once after the next try", async () => {
  const { user } = store;
  const rows = user.rowCount("advisors");
  const step: FaultStep = {
    name: "advisors",
    unanswered: true,
    act: (options) =>
      actions.saveInputs(
        [
          { table: "advisors", row: { name: "李静" }, values: { weight: 0.5 } },
          { table: "advisors", values: { name: "赵敏", weight: 1, from: asOf } },
          { table: "advisors", values: { name: "孙悦", weight: 1 } },
        ],
        { ...base, ...options }
      ),
    holds: () => {
      store.requireNothingLost();
      expect(user.rowCount("advisors")).toBe(rows);
      const names = user.cells("advisors", "name").filter((name) => name !== "");
      expect(names).toEqual([...advisors, "赵敏", "孙悦"]);
      expect(user.cells("advisors", "weight").slice(0, 4)).toEqual([1, 0.5, 1, 1]);
    },
  };
  expect(await sweep(step, 2)).toBeGreaterThan(0);
});

test.each([
  ["a new one", false],
  ["over the one of the same day", true],
])(
  "a questionnaire, %s, that fails anywhere is there once after the next try",
  async (_, again) => {
    const { user } = store;
    const key = String(user.cell("ledger", 0, "customer"));
    await actions.updateAll({ ...base, reports: ["survey"] });
    if (again) {
      const answers = { q1: "no", q2: "other", otherTexts: { q2: "换城市" } } as const;
      expect((await actions.saveSurvey({ key, answers }, base)).kind).toBe("done");
    }
    const answers = { q1: "yes", q3: ["maintenance"], q5: "otherBrand", q8: "快" } as const;
    const step: FaultStep = {
      name: "survey",
      unanswered: true,
      act: (options) => actions.saveSurvey({ key, answers }, { ...base, ...options }),
      holds: () => {
        store.requireNothingLost();
        const filled = user
          .cells("surveyAnswers", "q1")
          .flatMap((cell, row) => (cell === "" ? [] : [row]));
        expect(filled).toHaveLength(1);
        const row = filled[0]!;
        const cells = (["day", "customer", "q1", "q2", "q8"] as const).map((column) =>
          user.cell("surveyAnswers", row, column)
        );
        expect(cells).toEqual([asOf, key, "是", "", "快"]);
        expect(user.cells("surveyAnswers", "day").filter((day) => day !== "")).toEqual([asOf]);
      },
    };
    expect(await sweep(step, again ? 1 : 4)).toBeGreaterThan(0);
  }
);

test("a confirmed 无效 that fails anywhere is in the ledger once after the next try", async () => {
  const { user } = store;
  const key = String(user.cell("ledger", 0, "customer"));
  const rows = user.rowCount("ledger");
  const step: FaultStep = {
    name: "invalid",
    unanswered: true,
    act: (options) =>
      actions.confirmInvalid(
        { key, reason: "scrapped", note: "车主来电" },
        { ...base, ...options }
      ),
    holds: () => {
      store.requireNothingLost();
      expect(user.rowCount("ledger")).toBe(rows + 1);
      const row = user.rowWith("ledger", "note", "车主来电");
      expect(row).toBe(rows);
      expect([user.cell("ledger", row, "customer"), user.cell("ledger", row, "fromDay")]).toEqual([
        key,
        asOf,
      ]);
      expect(times("ledger", "note", "车主来电")).toBe(1);
    },
  };
  expect(await sweep(step, 5)).toBeGreaterThan(0);
});

const formulaSheets = ["说明", "客户状态的副本"];

/** A workbook with functions of the add-in on two sheets, one of them broken on each, and no other. */
function enterFormulas(): void {
  for (const sheet of store.workbook.sheets.filter(({ Name }) => Name !== "说明")) sheet.Delete();
  for (const name of formulaSheets) {
    const sheet =
      store.workbook.sheets.find(({ Name }) => Name === name) ?? store.workbook.addSheet(name);
    sheet.user.type("A1", "=RETAIN.STATUS(B1,C1)");
    sheet.user.type("A3", "=RETAIN.STATUS(B3,C3)");
    sheet.user.type("A5", "=SUM(B1:B2)");
  }
  calculate();
}

/** Gives the formulas their values, as Excel does after each change. */
function calculate(): void {
  for (const name of formulaSheets) {
    const { cells, user } = store.workbook.sheet(name);
    const values = ["稳定", CellError.parse("#NAME?")!, 5];
    values.forEach((value, at) => {
      if (cells.formula(2 * at, 0) !== undefined) user.calculate(`A${2 * at + 1}`, value);
    });
  }
}

test.each(["freezeToValues", "repairFormulas"] as const)(
  "%s that fails anywhere is complete after the next try, and touches no other cell",
  async (name) => {
    enterFormulas();
    const step: FaultStep = {
      name,
      every: 5,
      act: (options) => {
        calculate();
        return actions[name]({ ...base, ...options });
      },
      holds: () => {
        calculate();
        for (const sheetName of formulaSheets) {
          const sheet = store.workbook.sheet(sheetName);
          const formulas = [0, 2, 4].map((row) => sheet.cells.formula(row, 0));
          const repaired = ["=RETAIN.STATUS(B1,C1)", "=RETAIN.STATUS(B3,C3)", "=SUM(B1:B2)"];
          expect(formulas).toEqual(
            name === "freezeToValues" ? [undefined, ...repaired.slice(1)] : repaired
          );
          expect(sheet.cells.value(0, 0)).toBe("稳定");
        }
      },
    };
    expect(await sweep(step, 3)).toBeGreaterThan(0);
  }
);

describe("after a run that failed anywhere, another action finishes what it began:", () => {
  test("settings that are saved lose nothing that stood on half-written sheets", async () => {
    const step: FaultStep = {
      name: "update, settings",
      every: 20,
      act: (options) =>
        actions.updateAll({
          ...base,
          ...options,
          reports: [...settingsReports, "records", "ledger"],
        }),
      then: () => actions.saveSettings(settings, base),
      holds: () => {
        store.requireNothingLost();
        expect(times("general", "key", "signature")).toBe(1);
        expect([general("signature"), general("storePhone")]).toEqual(["春风店", "021-5550"]);
        expect(times("general", "value", "春风店")).toBe(1);
      },
    };
    expect(await sweep(step, 7)).toBeGreaterThan(0);
  });

  test("a call is in the row that the morning plan had for the customer", async () => {
    const { user } = store;
    const key = String(user.cell("records", 2, "customer"));
    const numbers = user.cells("records", "number");
    store.goTo("dealt");
    await actions.updateAll({ ...base, reports: ["records"] });
    const step: FaultStep = {
      name: "plan, call",
      every: 20,
      act: (options) => actions.makeMorningPlan({ ...base, ...options }),
      then: async () => {
        await actions.recordCall({ key, result: "considering", note: "想一想" }, base);
        return actions.makeMorningPlan(base);
      },
      holds: () => {
        expect(times("records", "note", "想一想")).toBe(1);
        const [first] = user
          .cells("records", "note")
          .flatMap((n, row) => (n === "想一想" ? [row] : []));
        expect(user.cell("records", first!, "customer")).toBe(key);
        const present = user.cells("records", "number");
        expect(new Set(present).size).toBe(present.length);
        // Where nothing of the plan was kept, the call came first and the plan does not have the customer.
        if (present.length === numbers.length)
          expect([...present].sort()).toEqual([...numbers].sort());
      },
    };
    expect(await sweep(step, 9)).toBeGreaterThan(0);
  });

  test("new customers get their advisor once", async () => {
    const { user } = store;
    const evening = { ...base, asOf: asOf + 1, now: () => new Date(2026, 6, 1, 19) };
    store.sellCar(asOf + 1);
    const rows = user.rowCount("ledger");
    const step: FaultStep = {
      name: "tally, settings",
      every: 25,
      act: (options) => actions.nightlyTally({ ...evening, ...options }),
      then: async () => {
        await actions.saveSettings(settings, evening);
        return actions.nightlyTally(evening);
      },
      holds: () => {
        store.requireNothingLost();
        expect(user.cells("ledger", "customer").filter((key) => key === newCar)).toEqual([newCar]);
        expect(user.rowCount("ledger")).toBe(rows + 1);
      },
    };
    expect(await sweep(step, 11)).toBeGreaterThan(0);
  });
});
