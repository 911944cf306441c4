import fc from "fast-check";
import { cellsOfPlan, formulaDifferences } from "../../../../../test/support/planFormulas";
import {
  advisorNamed,
  anyOwnedStore,
  calendar,
  roster,
  type OwnedStore,
} from "../../../../../test/support/ownedStores";
import { contextOf, figuresOf } from "../../../../../test/support/reportStores";
import { assembleStore } from "../../../../../test/support/stores";
import { emptyInputs, type StoreInputs } from "../../../../intake";
import { textsOf, type Locale } from "../../../../locale";
import {
  dealFull,
  dealKeepingPresent,
  dealLeaver,
  dealNewcomer,
  dealUnassigned,
  type Deal,
  type Stock,
} from "../../../../retention/allocation";
import { serialOfIso } from "../../../../retention/time";
import { allocationOverview, allocationSheet } from "./allocation";
import type { StoreFigures } from "../../../figures";
import type { SheetPlan } from "../../../plan";

const settings = { ...emptyInputs.settings, roster, calendar };
const texts = textsOf("zh-CN").reports.allocation;

const figuresOfStore = (
  { dealership, ledger, asOf }: OwnedStore,
  inputs: Partial<StoreInputs> = {}
): StoreFigures => figuresOf(dealership, asOf, { settings, ledger, ...inputs });

const request = { seed: "2026-06", advisors: roster.advisors };
const deals: readonly ((stock: Stock) => Deal)[] = [
  (stock) => dealFull(stock, request),
  (stock) => dealKeepingPresent(stock, request),
  (stock) => dealUnassigned(stock, request),
  (stock) => dealNewcomer(stock, request, "赵强"),
  (stock) => dealLeaver(stock, { ...request, advisors: roster.advisors.slice(1) }, "王磊"),
  (stock) =>
    dealFull(stock, { ...request, advisors: [advisorNamed("甲", 0.5), advisorNamed("乙", 1.2)] }),
];

test("every formula of an allocation sheet gives what the certificate says, for any store and kind of deal", () => {
  let dealt = 0;
  fc.assert(
    fc.property(anyOwnedStore, fc.constantFrom(...deals), (store, dealOf) => {
      const figures = figuresOfStore(store);
      const deal = dealOf(figures.stock);
      const plan = allocationSheet(deal, figures, contextOf(figures), 3);
      expect(formulaDifferences(plan)).toEqual([]);
      dealt += deal.cards.length;
    }),
    { numRuns: 60 }
  );
  expect(dealt).toBeGreaterThan(20);
});

const detailOf = (plan: SheetPlan) =>
  plan.tables.find(({ name }) => name.startsWith("RETAIN_allocation"));
const words = (plan: SheetPlan): unknown[] => [...cellsOfPlan(plan).values()];

test("the detail lists every customer of every card dealt once, with the owner before and now", () => {
  fc.assert(
    fc.property(anyOwnedStore, (store) => {
      const figures = figuresOfStore(store);
      const deal = dealFull(figures.stock, request);
      const rows = detailOf(allocationSheet(deal, figures, contextOf(figures), 1))?.rows ?? [];
      const expected = deal.cards.flatMap(({ card, owner }) =>
        card.customers.map(() => [card.key, owner].join(" "))
      );
      const listed = rows.map((row) => [row[row.length - 6], row[row.length - 3]].join(" "));
      expect([...listed].sort()).toEqual([...expected].sort());
    }),
    { numRuns: 30 }
  );
});

const sampled = (): OwnedStore => {
  const stores = fc.sample(anyOwnedStore, { numRuns: 40, seed: 11 });
  const store = stores.find((one) => figuresOfStore(one).stock.cards.length >= 4);
  if (store === undefined) throw new Error("no sampled store has four cards");
  return store;
};

test("sheets of two deals stand beside each other: own names, own tables, own places", () => {
  const figures = figuresOfStore(sampled());
  const deal = dealFull(figures.stock, request);
  const [first, second] = [1, 2].map((number) =>
    allocationSheet(deal, figures, contextOf(figures), number)
  );
  expect(first?.instance).not.toBe(second?.instance);
  expect(first?.name).not.toBe(second?.name);
  const tables = [first, second].flatMap((plan) => plan?.tables.map(({ name }) => name) ?? []);
  expect(new Set(tables).size).toBe(tables.length);
});

test.each<Locale>(["zh-CN", "en-US"])(
  "before the first deal the sheet is a trial that says in %s that nothing was written",
  (locale) => {
    const figures = figuresOfStore(sampled(), { ledger: [] });
    const plan = allocationOverview(figures, contextOf(figures, locale));
    expect(words(plan)).toContain(textsOf(locale).reports.allocation.trialMark);
    expect(detailOf(plan)?.rows.length).toBeGreaterThan(0);
    expect(plan.charts).toHaveLength(1);
    expect(formulaDifferences(plan)).toEqual([]);
  }
);

test("after a deal the present owners are measured, and nothing is promised", () => {
  fc.assert(
    fc.property(anyOwnedStore, (store) => {
      const figures = figuresOfStore(store);
      const plan = allocationOverview(figures, contextOf(figures));
      expect(formulaDifferences(plan)).toEqual([]);
      expect(words(plan)).not.toContain(texts.certificate.yes);
      expect(words(plan)).not.toContain(texts.trialMark);
    }),
    { numRuns: 30 }
  );
});

test("the same seed shows the same trial, and another seed may show another draw", () => {
  const store = sampled();
  const drawOf = (drawSeed: string): unknown => {
    const figures = figuresOfStore(store, { ledger: [], settings: { ...settings, drawSeed } });
    const cells = words(allocationOverview(figures, contextOf(figures)));
    return cells[cells.lastIndexOf(texts.certificate.drawOrder) + 1];
  };
  expect(drawOf("a")).toBe(drawOf("a"));
  expect(new Set(["a", "b", "c", "d", "e", "f"].map(drawOf)).size).toBeGreaterThan(1);
});

const asOf = serialOfIso("2025-06-30");

test("without cards, without advisors, and with one advisor the sheet says what there is", () => {
  const vin = "LSVAA000000000001";
  const one = assembleStore({
    customers: [{ vin, name: "一", deliveryDate: "2025-01-10", soldHere: "是" }],
    orders: [{ vin, arrival: "2025-05-10" }],
  });
  const none = assembleStore({ customers: [], orders: [] });
  const planOf = (dealership: typeof one, advisors: number): SheetPlan => {
    const some = { ...roster, advisors: roster.advisors.slice(0, advisors) };
    const figures = figuresOf(dealership, asOf, { settings: { ...settings, roster: some } });
    const plan = allocationOverview(figures, contextOf(figures));
    expect(formulaDifferences(plan)).toEqual([]);
    return plan;
  };
  expect(words(planOf(none, 3))).toContain(texts.empty);
  expect(words(planOf(one, 0))).toContain(textsOf("zh-CN").reports.people.noAdvisors);
  const alone = planOf(one, 1);
  expect(words(alone)).toContain(
    texts.headline({
      cards: 1,
      advisors: 1,
      least: 1,
      most: 1,
      weighted: false,
      deviation: 0,
      spread: 0,
    })
  );
});
