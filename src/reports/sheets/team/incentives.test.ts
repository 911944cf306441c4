import fc from "fast-check";
import { calculate, cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import {
  anyOwnedStore,
  calendar,
  roster,
  type OwnedStore,
} from "../../../../test/support/ownedStores";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { assembleStore, type Store } from "../../../../test/support/stores";
import { emptyInputs, type Settings } from "../../../intake";
import { textsOf } from "../../../locale";
import { incentivesOf, targetsOf } from "../../../retention/performance";
import { knowsVisits, lostDayOf } from "../../../retention/status";
import { isoOf, NO_DAY, serialOfIso } from "../../../retention/time";
import { incentivesSheet } from "./incentives";
import type { SheetPlan } from "../../plan";

const amounts = new Map([
  ["incentives.deductionWithin", 10],
  ["incentives.deductionAbove", 20],
  ["incentives.deductionBeyond", 30],
  ["incentives.firstTierCars", 1],
  ["incentives.rewardLost3", 5],
  ["incentives.rewardLost12", 50],
  ["incentives.rewardLostOver24", 500],
]);

const settingsOf = (changed: ReadonlyMap<string, number> = amounts): Settings => ({
  ...emptyInputs.settings,
  roster,
  calendar,
  changed,
});

function planOf({ dealership, ledger, asOf }: OwnedStore, settings = settingsOf()): SheetPlan {
  const figures = figuresOf(dealership, asOf, { settings, ledger });
  return incentivesSheet(figures, contextOf(figures));
}

test("every formula of the incentives sheet gives what the engine gave, for any store, ledger and day", () => {
  fc.assert(
    fc.property(anyOwnedStore, (store) => {
      expect(formulaDifferences(planOf(store))).toEqual([]);
    }),
    { numRuns: 50 }
  );
});

const texts = textsOf("zh-CN").reports.incentives;

/** The row of sums of the grid whose section has the title. */
function sumsOf(plan: SheetPlan, section: string): unknown[] {
  const cells = cellsOfPlan(plan);
  const from = [...cells].find(([, cell]) => cell === section)?.[0].slice(1) ?? "0";
  const { total } = textsOf("zh-CN").reports.people;
  const rows = [...cells].filter(([at, cell]) => cell === total && /^A\d/.test(at));
  const at = rows.map(([address]) => Number(address.slice(1))).find((row) => row > Number(from));
  return [..."BCDEFGH"].map((letter) => calculate(cells, `${letter}${at}`));
}

/** On a day on which the store has just lost somebody: what else comes by chance comes in one of a hundred. */
const anyLosingStore = anyOwnedStore
  .filter(({ dealership }) => knowsVisits(dealership))
  .map((store): OwnedStore => {
    const { entryDay, visitDay } = store.dealership;
    const anchors = [...entryDay, ...visitDay].filter((day) => day !== NO_DAY);
    return anchors.length === 0 ? store : { ...store, asOf: lostDayOf(Math.max(...anchors)) };
  });

test("the cars listed are those of ⑤, ⑥ and ⑦ of the targets, and the sums are theirs", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyLosingStore, (store) => {
      const { dealership, ownership, ledger, asOf } = store;
      const plan = planOf(store);
      const losses = plan.tables.find(({ name }) => name === "RETAIN_incentiveLosses");
      const { month } = targetsOf(dealership, ownership, ledger, asOf, { roster, calendar });
      const { flows } = month.store;
      expect(losses?.rows.length ?? 0).toBe(flows.newLost);
      const returns = plan.tables.find(({ name }) => name === "RETAIN_incentiveReturns");
      expect(returns?.rows.length ?? 0).toBe(flows.initialReturned + flows.otherReturned);
      if (flows.newLost === 0) return;
      seen += 1;
      expect(sumsOf(plan, texts.sums.section)[1]).toBe(flows.newLost);
    }),
    { numRuns: 50 }
  );
  expect(seen).toBeGreaterThan(0);
});

test("a store without amounts is told so, and what is wrong with amounts as well", () => {
  const [store] = fc.sample(anyOwnedStore, { numRuns: 1, seed: 3 });
  const wordsOf = (changed: ReadonlyMap<string, number>): unknown[] => [
    ...cellsOfPlan(planOf(store as OwnedStore, settingsOf(changed))).values(),
  ];
  expect(wordsOf(new Map())).toContain(texts.noAmounts);
  expect(wordsOf(amounts)).not.toContain(texts.noAmounts);
  const negative = wordsOf(new Map([["incentives.deductionWithin", -10]]));
  expect(negative).toContain(texts.problems.amountNegative);
});

const asOf = serialOfIso("2025-06-30");
const vin = "LSVAA000000000001";
const one: Store = {
  customers: [{ vin, deliveryDate: "2023-01-10", advisor: "王磊", name: "一" }],
  orders: [{ vin, arrival: "2024-06-10" }],
};

test("a customer of one advisor lost this month stands in the list with day, tier and deduction", () => {
  const figures = figuresOf(assembleStore(one), asOf, { settings: settingsOf() });
  const plan = incentivesSheet(figures, contextOf(figures));
  const list = plan.tables.find(({ name }) => name === "RETAIN_incentiveLosses");
  expect(list?.rows).toHaveLength(1);
  expect(list?.rows[0]?.[0]).toBe("王磊");
  expect(list?.rows[0]).toContain(serialOfIso("2025-06-11"));
  expect(list?.rows[0]?.slice(-2)).toEqual([texts.losses.tiers.within, 10]);
  expect(plan.charts).toHaveLength(1);
});

test("without customers, or before anybody came, the sheet says so, without lists and picture", () => {
  for (const store of [{ customers: [], orders: [] }, one]) {
    const early = store === one ? serialOfIso("2020-01-01") : asOf;
    const figures = figuresOf(assembleStore(store), early, { settings: settingsOf() });
    const plan = incentivesSheet(figures, contextOf(figures));
    expect([...cellsOfPlan(plan).values()]).toContain(texts.empty);
    expect(plan.tables).toHaveLength(0);
    expect(plan.charts).toHaveLength(0);
    expect(formulaDifferences(plan)).toEqual([]);
  }
});

test("without a list of advisors nobody is rated, and the sheet asks for the list", () => {
  const figures = figuresOf(assembleStore(one), asOf, {});
  const plan = incentivesSheet(figures, contextOf(figures));
  const words = [...cellsOfPlan(plan).values()];
  expect(words).toContain(textsOf("zh-CN").reports.people.noAdvisors);
  const { losses, opening } = incentivesOf(figures.dealership, figures.ownership, [], asOf, {
    roster: figures.settings.roster,
  });
  expect(losses.map(({ tier }) => tier)).toEqual(["unrated"]);
  expect(words).toContain(texts.losses.tiers.unrated);
  expect(words).toContain(texts.period(isoOf(opening + 1), isoOf(asOf)));
});
