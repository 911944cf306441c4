import fc from "fast-check";
import { cellsOfPlan, formulaDifferences } from "../../../../../test/support/planFormulas";
import { inputRow, inputRowsOfPlans } from "../../../../../test/support/planInputs";
import { contextOf, figuresOf } from "../../../../../test/support/reportStores";
import { anyStore, assembleStore, storeDay } from "../../../../../test/support/stores";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../../../test/support/tables";
import { readInputs, type InputRows } from "../../../../intake";
import { locales, textsOf, type Locale } from "../../../../locale";
import { assembleDealership, type Dealership } from "../../../../retention/store";
import { listParameters } from "../../../../retention/allParameters";
import { serialOfIso, type SerialDay } from "../../../../retention/time";
import { reports } from "../../../registry";
import { settingsSheet } from "./settings";
import type { SheetPlan } from "../../../plan";

const asOf = serialOfIso("2026-06-30");
const storeOf = (customers: CustomerRow[], orders: OrderRow[] = []): Dealership =>
  assembleDealership(makeCustomerTable(customers), makeOrderTable(orders)).dealership;

function planOf(
  dealership: Dealership,
  rows: InputRows = {},
  locale: Locale = "zh-CN",
  day: SerialDay = asOf
): SheetPlan {
  const figures = figuresOf(dealership, day, readInputs(rows, { locale, ...dealership }));
  return settingsSheet(figures, contextOf(figures, locale));
}

const tableOf = (plan: SheetPlan, id: string) => {
  const table = plan.tables.find(({ input }) => input === id);
  if (!table) throw new Error(`no table ${id}`);
  const at = (key: string): number => table.columns.findIndex((column) => column.key === key);
  return {
    values: (key: string) => table.rows.map((row) => row[at(key)]),
    row: (key: string, name: string) => table.rows.find((row) => row[at(key)] === name) ?? [],
    at,
  };
};
const headline = (plan: SheetPlan): unknown => cellsOfPlan(plan).get("A2");

const small = storeOf([
  { vin: "LSVAA000000000001", name: "一", advisor: "李二", model: "A6" },
  { vin: "LSVAA000000000002", name: "二", advisor: "张一", model: "A6" },
  { vin: "LSVAA000000000003", name: "三", advisor: "张一", model: "A4" },
]);

test("every formula of the settings gives what the engine measured, for any store and day", () => {
  fc.assert(
    fc.property(anyStore, storeDay, fc.constantFrom(...locales), (store, day, locale) => {
      expect(formulaDifferences(planOf(assembleStore(store), {}, locale, day))).toEqual([]);
    }),
    { numRuns: 60 }
  );
});

test("a sheet that nobody touched reads back as the settings it was made from, in both languages", () => {
  fc.assert(
    fc.property(anyStore, fc.constantFrom(...locales), (store, locale) => {
      const terms = { locale, ...assembleStore(store) };
      const before = readInputs({}, terms);
      const rows = inputRowsOfPlans([planOf(assembleStore(store), {}, locale)]);
      const after = readInputs(rows, terms);
      expect(after.findings).toEqual([]);
      expect(after.settings).toEqual(before.settings);
    }),
    { numRuns: 60 }
  );
});

test("writing the sheet twice changes no cell of its tables", () => {
  const first = planOf(small);
  const second = planOf(small, inputRowsOfPlans([first]));
  expect(second.tables.map(({ rows }) => rows)).toEqual(first.tables.map(({ rows }) => rows));
});

test("what was typed stands as it was typed, readable or not, and the headline counts what was not", () => {
  const plan = planOf(small, {
    parameters: [
      inputRow("parameters", { key: "targets.newLostShare", value: 0.02 }),
      inputRow("parameters", { key: "serviceIntervals.km", value: "一万" }),
    ],
    general: [inputRow("general", { key: "ruleSet", value: "Loyalty" })],
    advisors: [inputRow("advisors", { name: "王三", weight: "很多", restWeekdays: "周日" })],
    closedDays: [inputRow("closedDays", { day: "明天", occasion: "盘点" })],
    doNotDisturb: [inputRow("doNotDisturb", { customer: "粤B99999", note: "本人要求" })],
    wordLists: [inputRow("wordLists", { list: "localArea", words: "" })],
    intervals: [inputRow("intervals", { model: "a6", km: 7500 })],
  });
  const parameters = tableOf(plan, "parameters");
  const valueOf = (key: string) => parameters.row("key", key)[parameters.at("value")];
  expect(valueOf("targets.newLostShare")).toBe(0.02);
  expect(valueOf("serviceIntervals.km")).toBe("一万");
  expect(valueOf("rfm.window")).toBe(24);
  expect(tableOf(plan, "general").values("value")).toContain("Loyalty");
  expect(tableOf(plan, "advisors").values("name").slice(0, 2)).toEqual(["王三", null]);
  expect(tableOf(plan, "advisors").values("weight")[0]).toBe("很多");
  expect(tableOf(plan, "closedDays").values("day")[0]).toBe("明天");
  expect(tableOf(plan, "doNotDisturb").values("customer")[0]).toBe("粤B99999");
  const words = tableOf(plan, "wordLists");
  expect(words.row("list", "localArea")[words.at("words")]).toBeNull();
  expect(tableOf(plan, "intervals").values("model").slice(0, 3)).toEqual(["a6", "A4", null]);
  const { settings } = textsOf("zh-CN").reports;
  expect(headline(plan)).toBe(
    settings.headline({
      ruleSet: "忠诚度",
      advisors: 1,
      changed: 1,
      problems: 4,
      asOfTyped: false,
    })
  );
  expect([...cellsOfPlan(plan).values()]).toContain(settings.advisors.missing("张一、李二"));
});

test.each(locales)("every parameter has a name, a chapter and a unit in words in %s", (locale) => {
  const table = tableOf(planOf(small, {}, locale), "parameters");
  expect(table.values("key")).toEqual(listParameters().map(({ key }) => key));
  for (const column of ["name", "chapter", "unit", "source"]) {
    for (const text of table.values(column)) expect(text).toMatch(/^[^.]*[^\s.][^]*$/u);
  }
  expect(table.values("source")).toContain(textsOf(locale).parameters.assumption);
});

test("a store without advisors says that they must be listed; a blank row waits for each", () => {
  const plan = planOf(storeOf([{ vin: "LSVAA000000000001" }]));
  const texts = textsOf("zh-CN").reports.settings.advisors;
  expect([...cellsOfPlan(plan).values()]).toContain(texts.none);
  expect(
    tableOf(plan, "advisors")
      .values("name")
      .every((name) => name === null)
  ).toBe(true);
});

test("an empty workbook has the sheet too", () => {
  expect(formulaDifferences(planOf(storeOf([])))).toEqual([]);
});

test.each(locales)("every list that a sheet of the workbook offers is there, in %s", (locale) => {
  const store = storeOf(
    [{ vin: "LSVAA000000000001", name: "一", deliveryDate: "2024-01-01", advisor: "张一" }],
    [{ vin: "LSVAA000000000001", arrival: "2025-09-01" }]
  );
  const figures = figuresOf(store, asOf, readInputs({}, { locale, ...store }));
  const plans = Object.values(reports).map((report) => report(figures, contextOf(figures, locale)));
  const defined = new Set(plans.flatMap(({ names }) => names.map(({ name }) => name)));
  const offered = plans.flatMap(({ validations }) =>
    validations.flatMap((validation) =>
      validation.kind === "list" && typeof validation.source === "string" ? [validation.source] : []
    )
  );
  const named = offered
    .map((source) => source.replace(/^=/, ""))
    .filter((name) => /^RETAIN_/.test(name));
  expect(named.filter((name) => !defined.has(name))).toEqual([]);
});

test("no literal list is longer than Excel takes", () => {
  for (const locale of locales) {
    for (const validation of planOf(small, {}, locale).validations) {
      if (validation.kind !== "list" || typeof validation.source === "string") continue;
      expect(validation.source.join(",").length).toBeLessThanOrEqual(255);
    }
  }
});
