import fc from "fast-check";
import { inputRowsOf } from "../../../../../test/support/inputRows";
import {
  calculate,
  cellsOfPlan,
  formulaDifferences,
} from "../../../../../test/support/planFormulas";
import { makeRecords } from "../../../../../test/support/records";
import { contextOf, figuresOf, staffedFiguresOf } from "../../../../../test/support/reportStores";
import { anyStaffedStore } from "../../../../../test/support/staffedStores";
import { storeDay } from "../../../../../test/support/stores";
import { makeCustomerTable, makeOrderTable } from "../../../../../test/support/tables";
import { defaultSettings, type InputRow } from "../../../../intake";
import { readTallyReasons } from "../../../../intake/inputs/tallyReasons";
import { textsOf } from "../../../../locale";
import { assembleDealership } from "../../../../retention/store";
import { codeOfFlow, flowsOfEvents, statusEvents } from "../../../../retention/status";
import { dailyTally, sumOfTally } from "../../../../retention/performance";
import { monthStartOf, serialOfIso } from "../../../../retention/time";
import type { SheetPlan } from "../../../plan";
import { tallySheet } from "./tally";

const asOf = serialOfIso("2026-06-30");
const settings = {
  ...defaultSettings,
  roster: {
    advisors: [
      { name: "王磊", weight: 1, from: 0, to: 0, restDays: [], restWeekdays: [] },
      { name: "李娜", weight: 1, from: 0, to: 0, restDays: [], restWeekdays: [] },
    ],
    customerCare: "周敏",
  },
};
const { dealership } = assembleDealership(
  makeCustomerTable([
    { vin: "LSVAA000000000001", name: "王强", deliveryDate: "2024-01-10", advisor: "王磊" },
    { vin: "LSVAA000000000002", name: "李芳", deliveryDate: "2025-06-29", advisor: "李娜" },
  ]),
  makeOrderTable([{ vin: "LSVAA000000000001", arrival: "2024-05-10" }])
);
const records = makeRecords([
  { day: asOf, key: "LSVAA000000000001", result: "appointed", appointment: asOf + 1 },
  { day: asOf, key: "LSVAA000000000002", type: "lost", advisor: "李娜" },
  { day: asOf - 1, key: "LSVAA000000000002", type: "lost", advisor: "李娜" },
]);

/** The cell below a header, in the row of a label, within the grid after a section's title. */
function valueIn(plan: SheetPlan, section: string, label: string, column: string): unknown {
  const cells = cellsOfPlan(plan);
  const rowsOf = (text: string): number[] =>
    [...cells].flatMap(([address, cell]) =>
      cell === text && /^A\d+$/.test(address) ? [Number(address.slice(1))] : []
    );
  const from = rowsOf(section)[0] ?? 0;
  const row = rowsOf(label).find((at) => at > from) ?? 0;
  return calculate(cells, `${column}${row}`);
}

test.each(["zh-CN", "en-US"] as const)(
  "advisors, types and detail add up to the tally and to the flows of the month, for any store, in %s",
  (locale) => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, day) => {
        const figures = staffedFiguresOf(staffed, day);
        const { dealership: store } = figures;
        const plan = tallySheet(figures, contextOf(figures, locale));
        expect(formulaDifferences(plan)).toEqual([]);
        const texts = textsOf(locale).reports.tally;
        const total = (column: string): unknown =>
          valueIn(plan, texts.advisors.section, texts.advisors.total, column);
        const tally = dailyTally(
          store,
          figures.credits,
          figures.ownership,
          figures.solicitationRules
        );
        expect(total("B")).toBe(sumOfTally(tally.rows.map((row) => row.day)).planned);
        expect(total("P")).toBe(sumOfTally(tally.rows.map((row) => row.month)).arrived);
        const events = statusEvents(store, monthStartOf(day), day);
        const newLost = flowsOfEvents(store, events).filter(
          (flow) => flow === codeOfFlow("newLost")
        );
        expect(total("V")).toBe(newLost.length);
      }),
      { numRuns: 40 }
    );
  }
);

test("the headline says what was planned and made, who was lost and what waits for a reason", () => {
  const figures = figuresOf(dealership, asOf, { settings, records });
  const plan = tallySheet(figures, contextOf(figures));
  expect(cellsOfPlan(plan).get("A2")).toBe(
    "今日应招揽 2 条，实招揽 1 条，达成率 50%；招揽到店 0 台。" +
      "今日新增流失 1 台（本月累计 1 台），流失回厂 0 台。未达成目标待说明 2 项。"
  );
});

test("what waits for a reason stands at the top, oldest first, and leads to the cell to write in", () => {
  const figures = figuresOf(dealership, asOf, { settings, records });
  const plan = tallySheet(figures, contextOf(figures));
  const cells = cellsOfPlan(plan);
  const texts = textsOf("zh-CN").reports.tally.open;
  const top = [...cells].find(([, cell]) => cell === texts.section(2))?.[0] ?? "";
  const first = Number(top.slice(1)) + 2;
  expect([cells.get(`A${first}`), cells.get(`B${first}`), cells.get(`C${first}`)]).toEqual([
    "李娜",
    "流失招揽",
    asOf - 1,
  ]);
  const table = plan.tables.find(({ input }) => input === "tallyReasons");
  expect(cells.get(`G${first}`)).toMatchObject({
    formula: `=HYPERLINK("#G${(table?.row ?? 0) + 2}","填写原因")`,
  });
});

/** What a user typed into the rows of a plan, by day and type. */
function typedRows(plan: SheetPlan, entry: object): InputRow<"tallyReasons">[] {
  return inputRowsOf(plan, "tallyReasons").map((row) => ({ ...row, ...entry }));
}

test("a reason survives every regeneration, moves to the end when given, and is never asked for again", () => {
  const before = figuresOf(dealership, asOf, { settings, records });
  const rows = typedRows(tallySheet(before, contextOf(before)), {
    reason: "客户出差",
    reasonable: "是",
    measure: "=下周再约",
  });
  const inputs = { settings, records, ...readTallyReasons(rows), rows: { tallyReasons: rows } };
  const tomorrow = figuresOf(dealership, asOf + 1, inputs);
  const plan = tallySheet(tomorrow, contextOf(tomorrow));
  expect(
    inputRowsOf(plan, "tallyReasons").map(({ day, reason, measure, planned }) => [
      day,
      reason,
      measure,
      planned,
    ])
  ).toEqual([
    [asOf - 1, "客户出差", "=下周再约", 1],
    [asOf, "客户出差", "=下周再约", 1],
  ]);
  expect([...cellsOfPlan(plan).values()]).not.toContain("填写原因");
});

test("a cell that cannot be read and a row whose day was overwritten stay as they are", () => {
  const before = figuresOf(dealership, asOf, { settings, records });
  const [first, second] = typedRows(tallySheet(before, contextOf(before)), { reason: "下雨" });
  const rows = [
    { ...first, reasonable: "大概" },
    { ...second, day: "昨天" },
  ] as InputRow<"tallyReasons">[];
  const { tallyReasons, findings } = readTallyReasons(rows);
  expect(findings.map(({ column }) => column)).toEqual(["reasonable", "day"]);
  const figures = figuresOf(dealership, asOf, {
    settings,
    records,
    tallyReasons,
    rows: { tallyReasons: rows },
  });
  const kept = inputRowsOf(tallySheet(figures, contextOf(figures)), "tallyReasons");
  expect(kept.map(({ day, reason, reasonable }) => [day, reason, reasonable])).toEqual([
    [asOf - 1, "下雨", "大概"],
    [asOf, "", ""],
    ["昨天", "下雨", ""],
  ]);
});

test.each(["zh-CN", "en-US"] as const)(
  "without customers, advisors or records the tally says so in words, in %s",
  (locale) => {
    const { dealership: empty } = assembleDealership(makeCustomerTable([]), makeOrderTable([]));
    const figures = figuresOf(empty, asOf);
    const plan = tallySheet(figures, contextOf(figures, locale));
    const { tally } = textsOf(locale).reports;
    const cells = [...cellsOfPlan(plan).values()];
    expect(cells).toContain(tally.empty);
    expect(cells).toContain(tally.detail.none);
    expect(plan.charts).toEqual([]);
  }
);
