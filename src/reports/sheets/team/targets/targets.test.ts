import fc from "fast-check";
import {
  calculate,
  cellsOfPlan,
  formulaDifferences,
} from "../../../../../test/support/planFormulas";
import {
  anyOwnedStore,
  calendar,
  roster,
  type OwnedStore,
} from "../../../../../test/support/ownedStores";
import { contextOf, figuresOf } from "../../../../../test/support/reportStores";
import { assembleStore, type Store } from "../../../../../test/support/stores";
import { emptyInputs, type InputRow, type StoreInputs } from "../../../../intake";
import { textsOf, type Locale } from "../../../../locale";
import { serialOfIso } from "../../../../retention/time";
import { knowsVisits } from "../../../../retention/status";
import { targetsOf } from "../../../../retention/performance";
import type { SheetPlan } from "../../../plan";
import { incentivesSheet } from "../incentives";
import { targetsSheet } from "./targets";

const settings = { ...emptyInputs.settings, roster, calendar };

function planOf(
  { dealership, ledger, asOf }: Pick<OwnedStore, "dealership" | "ledger" | "asOf">,
  inputs: Partial<StoreInputs> = {},
  locale: Locale = "zh-CN"
): SheetPlan {
  const figures = figuresOf(dealership, asOf, { settings, ledger, ...inputs });
  return targetsSheet(figures, contextOf(figures, locale));
}

test("every formula of the targets sheet gives what the engine gave, for any store, ledger and day", () => {
  fc.assert(
    fc.property(anyOwnedStore, (store) => {
      expect(formulaDifferences(planOf(store))).toEqual([]);
    }),
    { numRuns: 50 }
  );
});

/** Without orders nobody's customers have a month. */
const anyStoreWithVisits = anyOwnedStore.filter(({ dealership }) => knowsVisits(dealership));

/** Values of a row of an account, by its label; of the nth block. */
function rowsLabelled(plan: SheetPlan, label: string): unknown[][] {
  const cells = cellsOfPlan(plan);
  return [...cells]
    .filter(([at, cell]) => cell === label && /^A\d/.test(at))
    .map(([at]) =>
      [..."BCDEFGHIJKL"].map((letter) => at.replace("A", letter)).filter((a) => cells.has(a))
    )
    .map((addresses) => addresses.map((address) => calculate(cells, address)));
}

test("every check row is 0 for every owner and the store, whatever happened", () => {
  fc.assert(
    fc.property(anyStoreWithVisits, (store) => {
      const { baseCheck } = textsOf("zh-CN").reports.targets.account;
      const rows = rowsLabelled(planOf(store), baseCheck);
      expect(rows.length).toBeGreaterThanOrEqual(2);
      expect(rows.flat().every((value) => value === 0)).toBe(true);
    }),
    { numRuns: 50 }
  );
});

test("the store's column of ⑤ is the store's newLost of the engine, and owners add up to it", () => {
  fc.assert(
    fc.property(anyStoreWithVisits, (store) => {
      const { dealership, ownership, ledger, asOf } = store;
      const { account } = textsOf("zh-CN").reports.targets;
      const [month] = rowsLabelled(planOf(store), account.minus(account.flows.newLost));
      const own = (month ?? []).slice(0, -1).reduce<number>((sum, value) => sum + Number(value), 0);
      const terms = { roster, calendar };
      const { month: block } = targetsOf(dealership, ownership, ledger, asOf, terms);
      expect(month?.[month.length - 1]).toBe(block.store.flows.newLost);
      expect(own).toBe(block.store.flows.newLost);
    }),
    { numRuns: 50 }
  );
});

const [someStore] = fc.sample(anyStoreWithVisits, { numRuns: 1, seed: 7 });
const typedRow = (cells: Partial<InputRow<"targets">>): InputRow<"targets"> => ({
  advisor: "",
  kpi: "",
  target: "",
  actual: "",
  share: "",
  lamp: "",
  sheetRow: 40,
  ...cells,
});

test("a typed target stands in its row again, with what the month has brought beside it", () => {
  const { newLost } = textsOf("zh-CN").vocabulary.targetKpis;
  const rows = { targets: [typedRow({ advisor: "李娜", kpi: newLost, target: 1000 })] };
  const plan = planOf(someStore as OwnedStore, { rows });
  const table = plan.tables.find(({ name }) => name === "RETAIN_targets");
  const row = table?.rows.find(([advisor, kpi]) => advisor === "李娜" && kpi === newLost);
  expect(row?.[2]).toBe(1000);
  expect(row?.[5]).toMatchObject({ expected: textsOf("zh-CN").reports.targets.lamps.green });
  expect(formulaDifferences(plan)).toEqual([]);
});

test("a target typed for an advisor who left, and one that is no number, are kept as they were typed", () => {
  const { soldNew } = textsOf("en-US").vocabulary.targetKpis;
  const rows = {
    targets: [
      typedRow({ advisor: "离职者", kpi: soldNew, target: 5 }),
      typedRow({ advisor: "李娜", kpi: soldNew, target: "many" }),
    ],
  };
  const plan = planOf(someStore as OwnedStore, { rows });
  const table = plan.tables.find(({ name }) => name === "RETAIN_targets");
  const targetsOfRows = table?.rows.map(([advisor, , target]) => [advisor, target]);
  expect(targetsOfRows).toContainEqual(["离职者", 5]);
  expect(targetsOfRows).toContainEqual(["李娜", "many"]);
  expect(formulaDifferences(plan)).toEqual([]);
});

const asOf = serialOfIso("2025-06-30");
const bare = (store: Partial<Store>): SheetPlan => {
  const dealership = assembleStore({ customers: [], orders: [], ...store });
  const figures = figuresOf(dealership, asOf, {});
  return targetsSheet(figures, contextOf(figures, "zh-CN"));
};

test("an archive without customers, or without advisors, says so in words", () => {
  const texts = textsOf("zh-CN").reports.targets;
  expect([...cellsOfPlan(bare({})).values()]).toContain(texts.empty);
  const plan = bare({ customers: [{ vin: "LSVAA000000000001", deliveryDate: "2025-01-10" }] });
  const words = [...cellsOfPlan(plan).values()];
  expect(words).toContain(texts.headlineWithoutAdvisors({ since: null, rules: null, newLost: 0 }));
  expect(plan.charts).toHaveLength(0);
  expect(formulaDifferences(plan)).toEqual([]);
});

test.each([
  ["2026-06-15", "2026-06-30", "自 2026-06-15 分配以来新增流失 1 台"],
  ["2026-06-15", "2026-06-15", "自 2026-06-15 分配以来新增流失 0 台"],
  ["2026-05-31", "2026-06-30", "本月新增流失 2 台"],
  ["2026-06-15", "2026-07-10", "本月新增流失 0 台"],
])(
  "in the month of a full deal the headlines of targets and 绩效 speak of the days since it: dealt %s, seen %s",
  (dealt, day, sentence) => {
    const dealership = assembleStore({
      customers: ["A", "B"].map((vin) => ({ vin, advisor: "王磊" })),
      orders: [
        { vin: "A", arrival: "2025-06-04" },
        { vin: "B", arrival: "2025-06-19" },
      ],
    });
    const ledger = ["A", "B"].map((key) => ({
      key,
      owner: "王磊",
      fromDay: serialOfIso(dealt),
      source: "initial" as const,
      allocation: 1,
    }));
    const figures = figuresOf(dealership, serialOfIso(day), { settings, ledger });
    const context = contextOf(figures);
    for (const plan of [targetsSheet(figures, context), incentivesSheet(figures, context)]) {
      const words = [...cellsOfPlan(plan).values()].filter((cell) => typeof cell === "string");
      expect(words.some((cell) => cell.startsWith(sentence))).toBe(true);
    }
  }
);
