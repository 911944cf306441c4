import { cpuTimeOf } from "../../../../../test/support/cpuTime";
import fc from "fast-check";
import { typedRows } from "../../../../../test/support/inputRows";
import { advisorNamed } from "../../../../../test/support/ownedStores";
import { makeRecords, type RecordRow } from "../../../../../test/support/records";
import {
  calculate,
  cellsOfPlan,
  formulaDifferences,
} from "../../../../../test/support/planFormulas";
import { contextOf, figuresOf, longAgo } from "../../../../../test/support/reportStores";
import { anyStaffedStore } from "../../../../../test/support/staffedStores";
import { assembleStore, storeDay, type Store } from "../../../../../test/support/stores";
import type { CustomerRow } from "../../../../../test/support/tables";
import { customerNaming, emptyInputs, readInputs } from "../../../../intake";
import { readProspects } from "../../../../intake/inputs/prospects";
import { textsOf, type Locale } from "../../../../locale";
import { morningPlan } from "../../../../retention/solicitation";
import { isoOf, serialOfIso } from "../../../../retention/time";
import type { Roster } from "../../../../retention/ownership";
import { demandSheet } from "./demand";
import { planInputOf } from "../../../figures";
import { recordsOfPlan, recordsSheet } from "../records/records";
import { isFormula, type PlanCell, type SheetPlan } from "../../../plan";

const texts = textsOf("zh-CN").reports.demand;

const planOf = (store: Store, asOf: number, locale: Locale = "zh-CN"): SheetPlan => {
  const figures = figuresOf(assembleStore(store), asOf);
  return demandSheet(figures, contextOf(figures, locale));
};

const demandTable = (plan: SheetPlan) => plan.tables.find(({ name }) => name === "RETAIN_demand");

/** The list's cells of some columns, row by row. */
function listOf(plan: SheetPlan, ...headers: string[]): PlanCell[][] {
  const table = demandTable(plan);
  const at = headers.map((wanted) => table?.columns.findIndex(({ header }) => header === wanted));
  return (table?.rows ?? []).map((row) =>
    at.map((column) => {
      const cell = row[column ?? 0] ?? null;
      return isFormula(cell) ? cell.expected : cell;
    })
  );
}

test("every count above the list is what the list holds, for any store, day and roster", () => {
  fc.assert(
    fc.property(anyStaffedStore, storeDay, ({ store, ledger, roster, records }, asOf) => {
      const settings = { ...emptyInputs.settings, roster };
      const figures = figuresOf(assembleStore(store), asOf, { settings, ledger, records });
      const plan = demandSheet(figures, contextOf(figures));
      expect(formulaDifferences(plan)).toEqual([]);
      expect(demandTable(plan)?.rows.length ?? 0).toBe(figures.demand.items.length);
    }),
    { numRuns: 60 }
  );
});

const asOf = serialOfIso("2026-06-30");
const customer = (number: number, row: CustomerRow): CustomerRow => ({
  vin: `LSVAA00000000${String(number).padStart(4, "0")}`,
  name: `客户${number}`,
  soldHere: "是",
  advisor: "甲",
  ...row,
});
const visit = (number: number, arrival: string) => ({
  vin: `LSVAA00000000${String(number).padStart(4, "0")}`,
  arrival,
  orderType: "保养",
});
const store: Store = {
  customers: [
    customer(1, { deliveryDate: "2025-01-10" }),
    customer(2, { deliveryDate: "2025-01-10" }),
    customer(3, { deliveryDate: "2025-01-10" }),
    customer(4, { deliveryDate: "2025-01-10", invalidReason: "失联" }),
    customer(5, { deliveryDate: "2025-01-10", insuranceEnd: "2026-07-03" }),
  ],
  orders: [
    longAgo,
    visit(1, "2026-01-02"),
    visit(2, "2025-08-10"),
    visit(3, "2025-05-10"),
    visit(5, "2026-05-20"),
  ],
};

test("what is due about now stands first, then near-lost, lost and who is to be verified", () => {
  const rows = listOf(planOf(store, asOf), "客户姓名", texts.list.urgency, texts.list.type);
  expect(rows).toEqual([
    ["客户1", "近期到期", "例行保养"],
    ["客户5", "近期到期", "保险"],
    ["客户2", "准流失", "例行保养"],
    ["客户2", "准流失", "流失预警"],
    ["客户3", "流失", "流失招揽"],
    ["客户4", "待核实", "无效回访"],
  ]);
});

test("an item names the script for its type and status, and whoever is invalid belongs to 客服专员", () => {
  const rows = listOf(planOf(store, asOf), texts.list.script, texts.list.advisor);
  expect(rows[3]).toEqual(["准流失挽留", "甲"]);
  expect(rows[5]).toEqual(["无效客户回访", "客服专员"]);
});

test("days overdue are below zero while there is time, and the headline says what is urgent", () => {
  const plan = planOf(store, asOf);
  expect(listOf(plan, texts.list.overdueDays)[1]).toEqual([-3]);
  const told = { items: 6, customers: 5, until: "2026-07-30", due: 2, nearLost: 2, overdue: 0 };
  expect(cellsOfPlan(plan).get("A2")).toBe(texts.headline(told));
});

test("the types add up to the list", () => {
  const plan = planOf(store, asOf);
  const cells = cellsOfPlan(plan);
  const [address = ""] = [...cells].find(([, cell]) => cell === texts.types.total) ?? [];
  const totals = [...cells].filter(([at, cell]) => at.startsWith("A") && cell === "合计");
  expect(address).not.toBe("");
  for (const [at] of totals) expect(calculate(cells, at.replace("A", "I"))).toBe(6);
});

test.each(["zh-CN", "en-US"] as const)("a store where nobody is due says so in %s", (locale) => {
  const plan = planOf({ customers: [], orders: [] }, asOf, locale);
  expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.demand.empty);
  expect(demandTable(plan)).toBeUndefined();
  expect(plan.charts).toHaveLength(0);
});

test("a list of forty thousand items is planned in well under a second, with plain names", async () => {
  const customers = Array.from({ length: 20_000 }, (_, index) =>
    // One day for all would be taken for the system's default date, not for deliveries.
    customer(index, {
      deliveryDate: isoOf(serialOfIso("2020-01-10") + (index % 300)),
      inspectionEnd: "2026-07-10",
    })
  );
  const figures = figuresOf(assembleStore({ customers, orders: [longAgo] }), asOf);
  const context = contextOf(figures);
  const { length } = figures.demand.items;
  expect(length).toBeGreaterThanOrEqual(40_000);
  let table: ReturnType<typeof demandTable>;
  const milliseconds = await cpuTimeOf(() => (table = demandTable(demandSheet(figures, context))));
  expect(table?.rows).toHaveLength(length);
  expect(table?.rows.some(([name]) => name !== null && isFormula(name))).toBe(false);
  expect(milliseconds).toBeLessThan(3000);
});

describe("拉新", () => {
  const roster: Roster = { advisors: [advisorNamed("甲")], customerCare: "周敏" };
  const typed = {
    prospects: typedRows("prospects", [
      { name: "战败一", phone: "13900000001", model: "星野", day: asOf - 9, advisor: "甲" },
      { name: "战败二", car: "赣A·88888", phone: "", day: asOf - 9 },
      { name: "来过", phone: "13900000003", day: asOf - 60 },
    ]),
  };
  const came: Store = {
    customers: [
      ...store.customers,
      { vin: "LSVAA000000000009", name: "来过", phone: "13900000003", soldHere: "否" },
    ],
    orders: [...store.orders, visit(9, "2026-06-20")],
  };
  const figuresFor = (records: readonly RecordRow[] = []) => {
    const dealership = assembleStore(came);
    const inputs = readInputs(typed, { locale: "zh-CN", ...dealership });
    const settings = { ...inputs.settings, roster };
    const read = readProspects(typed.prospects, {
      naming: customerNaming(dealership.customers),
      roster,
    });
    expect(read.findings).toEqual([]);
    return figuresOf(dealership, asOf, {
      ...inputs,
      prospects: read.prospects,
      records: makeRecords(records),
      settings,
    });
  };

  it("stands in the list with what was typed, called by whom it names, else by 客服专员, until he comes", () => {
    const figures = figuresFor();
    const plan = demandSheet(figures, contextOf(figures));
    expect(formulaDifferences(plan)).toEqual([]);
    const rows = listOf(plan, "客户姓名", texts.list.type, texts.list.advisor, texts.list.script);
    expect(rows.filter(([, type]) => type === "拉新")).toEqual([
      ["战败一", "拉新", "甲", "拉新邀约"],
      ["战败二", "拉新", "客服专员（周敏）", "拉新邀约"],
    ]);
  });

  it("is the last table of its sheet, keeps what was typed and says what became of each", () => {
    const figures = figuresFor([{ key: "13900000001", day: asOf - 1, result: "considering" }]);
    const plan = demandSheet(figures, contextOf(figures));
    const table = plan.tables[plan.tables.length - 1];
    expect(table).toMatchObject({ name: "RETAIN_prospects", input: "prospects" });
    const state = table?.columns.findIndex(({ key }) => key === "state") ?? -1;
    expect(table?.rows.slice(0, 3).map((row) => [row[0], row[state]])).toEqual([
      ["战败一", texts.prospects.states.called],
      ["战败二", texts.prospects.states.waiting],
      ["来过", texts.prospects.states.came],
    ]);
    expect([...cellsOfPlan(plan).values()]).toContainEqual({
      formula: `=HYPERLINK("#A${(table?.row ?? 0) + 2}","${texts.prospects.goTo}")`,
      expected: texts.prospects.goTo,
    });
  });

  it("is planned in the morning, called again when promised, and a first visit is credited to the call", () => {
    const plan = morningPlan(planInputOf(figuresFor()), asOf);
    const ofList = plan.rows.filter(({ type }) => type === "conquest");
    expect(ofList.map(({ advisor, key }) => [advisor, key])).toEqual([
      ["周敏", "赣A·88888"],
      ["甲", "13900000001"],
    ]);
    const [row] = recordsOfPlan(
      figuresFor(),
      { ...plan, rows: ofList.slice(1) },
      contextOf(figuresFor())
    );
    expect(row).toMatchObject({ key: "13900000001", script: "拉新邀约" });
    const sheet = recordsSheet(figuresFor(), contextOf(figuresFor()), [row!]);
    expect([...cellsOfPlan(sheet).values()]).toEqual(
      expect.arrayContaining(["战败一", "13900000001", "星野"])
    );
    // Before he was a customer he was called by the phone that the archive has now.
    const naming = customerNaming(assembleStore(came).customers);
    const { key } = naming("13900000003");
    const figures = figuresFor([{ key, type: "conquest", day: asOf - 20, result: "considering" }]);
    expect([...figures.credits.arrivalDay]).toEqual([serialOfIso("2026-06-20")]);
  });
});
