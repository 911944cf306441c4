import fc from "fast-check";
import { cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { makeRecords } from "../../../../test/support/records";
import { contextOf, figuresOf, longAgo } from "../../../../test/support/reportStores";
import { anyStore, assembleStore, storeDay, type Store } from "../../../../test/support/stores";
import type { CustomerRow } from "../../../../test/support/tables";
import { emptyInputs, type StoreInputs } from "../../../intake";
import { textsOf, type Locale } from "../../../locale";
import { lifecycleStages, stageAdvice } from "../../../retention/service";
import { serialOfIso } from "../../../retention/time";
import { careSheet } from "./care";
import type { SheetPlan } from "../../plan";

const texts = textsOf("zh-CN").reports.care;
const longBefore = serialOfIso("2019-01-01");

const planOf = (
  store: Store,
  asOf: number,
  inputs: Partial<StoreInputs> = {},
  firstUse = longBefore,
  locale: Locale = "zh-CN"
): SheetPlan => {
  const figures = figuresOf(assembleStore(store), asOf, inputs, firstUse);
  return careSheet(figures, contextOf(figures, locale));
};

/** Name, task and planned day of the listed tasks. */
const tasksOf = (plan: SheetPlan): unknown[][] =>
  (plan.tables[0]?.rows ?? []).map((row) => {
    const [name] = row;
    const kind = plan.tables[0]?.columns.findIndex(({ header }) => header === texts.tasks.kind);
    const label = name !== null && typeof name === "object" ? name.expected : name;
    return [label, row[kind ?? 0], row[(kind ?? 0) + 1]];
  });

test("every formula of the care plan gives what the engine gave, for any store and day", () => {
  fc.assert(
    fc.property(anyStore, storeDay, (store, asOf) => {
      expect(formulaDifferences(planOf(store, asOf))).toEqual([]);
    }),
    { numRuns: 60 }
  );
});

const asOf = serialOfIso("2026-06-16");
/** A walk-in of long ago: the orders reach back far enough. */
const newCar: CustomerRow = {
  vin: "LSVAA000000000001",
  name: "客户1",
  soldHere: "是",
  deliveryDate: "2026-06-10",
  birthday: "1990-06-19",
};

test("a car of six days ago asks for its 7DC, 爱车讲堂 and the owner's birthday", () => {
  expect(tasksOf(planOf({ customers: [newCar], orders: [longAgo] }, asOf))).toEqual([
    ["客户1", texts.kinds.delivery, serialOfIso("2026-06-10")],
    ["客户1", texts.kinds.day3, serialOfIso("2026-06-13")],
    ["客户1", texts.kinds.day7, serialOfIso("2026-06-17")],
    ["客户1", texts.kinds.carClass, serialOfIso("2026-06-17")],
    ["客户1", texts.kinds.birthday, serialOfIso("2026-06-19")],
  ]);
});

test("the headline tells today's tasks, the week's, and an occasion that is near", () => {
  const plan = planOf({ customers: [newCar], orders: [longAgo] }, asOf);
  const occasion = texts.occasionOn(texts.occasions.names.dragonBoat, "2026-06-19");
  const told = { today: 2, coming: 3, days: 7, occasion };
  expect(cellsOfPlan(plan).get("A2")).toBe(texts.headline(told));
});

test("a care call with a result takes its task from the list", () => {
  const records = makeRecords([
    {
      day: asOf,
      key: "LSVAA000000000001",
      type: "care",
      dueDay: "2026-06-13",
      result: "considering",
    },
  ]);
  const plan = planOf({ customers: [newCar], orders: [longAgo] }, asOf, { records });
  expect(tasksOf(plan).map(([, kind]) => kind)).not.toContain(texts.kinds.day3);
});

test("what fell due before the add-in was first used is not asked for", () => {
  const plan = planOf({ customers: [newCar], orders: [longAgo] }, asOf, {}, asOf);
  expect(tasksOf(plan).map(([, kind]) => kind)).not.toContain(texts.kinds.day3);
});

test("a changed interval moves the task", () => {
  const settings = { ...emptyInputs.settings, changed: new Map([["care.day7", 9]]) };
  const plan = planOf({ customers: [newCar], orders: [longAgo] }, asOf, { settings });
  expect(tasksOf(plan)).toContainEqual(["客户1", texts.kinds.day7, serialOfIso("2026-06-19")]);
});

test.each(["zh-CN", "en-US"] as const)("each stage has its advice in %s", (locale) => {
  const plan = planOf({ customers: [newCar], orders: [longAgo] }, asOf, {}, longBefore, locale);
  const { stages } = textsOf(locale).reports.care;
  const cells = [...cellsOfPlan(plan).values()];
  for (const stage of lifecycleStages) {
    const advice = stageAdvice[stage].map((method) => stages.methods[method]);
    expect(cells).toContain(advice.join(stages.separator));
  }
});

test.each(["zh-CN", "en-US"] as const)(
  "a store without valid customers says so in %s",
  (locale) => {
    const invalid = { ...newCar, invalidReason: "已报废" };
    for (const customers of [[], [invalid]]) {
      const plan = planOf({ customers, orders: [] }, asOf, {}, longBefore, locale);
      expect(cellsOfPlan(plan).get("A2")).toBe(textsOf(locale).reports.care.empty);
      expect(plan.charts).toHaveLength(0);
    }
  }
);
