import fc from "fast-check";
import { emptyInputs } from "../../src/intake";
import { storeOverview, type StoreFigures } from "../../src/reports/figures";
import { reports } from "../../src/reports/registry";
import { monthEndOf, monthStartOf } from "../../src/retention/time";
import { ruleSets, type RuleSet } from "../../src/retention/status";
import { anyOwnedStore, calendar, roster } from "../support/ownedStores";
import { contextOf, figuresOf, staffedFiguresOf } from "../support/reportStores";
import { anyStaffedStore } from "../support/staffedStores";
import { anyStore, assembleStore, storeDay } from "../support/stores";

/**
 * One truth per figure: what sheets, headlines and the pane call by one name, of one time and by one rule
 * set, is one number. Figures are read out of the sentences as a reader would: “本月新增流失 3 台”.
 */

const times = /今日|昨日|本月|本周|上月|自 ?[\d-]* ?分配以来/u;
const byRules = /按“([^”]+)”规则/u;
const figure = /^(.*?)\s*(\d[\d,]*)\s*(?:台|位|人|项|条)/u;

interface NamedFigure {
  /** Name, time and rule set. */
  readonly name: string;
  readonly value: number;
}

/** The figures that a text names. A time holds until the sentence names another; “累计” repeats a name. */
function figuresIn(text: string): NamedFigure[] {
  return text.split(/[。；\n]/u).flatMap((sentence) => {
    const rules = byRules.exec(sentence)?.[1] ?? "";
    let time = "";
    let last = "";
    return sentence
      .replace(/（按“[^”]+”规则）/u, "")
      .split(/[，：:（）()、]/u)
      .flatMap((clause) => {
        time = times.exec(clause)?.[0] ?? time;
        const [, before = "", value = ""] = figure.exec(clause) ?? [];
        const name = before.replace(times, "").replace(/\s/gu, "");
        if (name === "" || /\d/u.test(name)) return [];
        last = name === "累计" ? last : name;
        return [{ name: `${last} ${time} ${rules}`, value: Number(value.replace(/,/gu, "")) }];
      });
  });
}

/** Names of the pane's tiles in the words of the sheets; what stands counts today, what flows this month. */
const tiles: Readonly<Record<string, string>> = {
  base: "基盘  ",
  lost: "流失  ",
  newlyLost: "新增流失 本月 ",
  wonBack: "流失回厂 本月 ",
};

/** Every figure that has two values, with where each stands. */
function contradictions(figures: StoreFigures): string[] {
  const context = contextOf(figures);
  const seen = new Map<string, Map<number, string>>();
  const note = ({ name, value }: NamedFigure, where: string): void => {
    const values = seen.get(name) ?? new Map<number, string>();
    seen.set(name, values.set(value, where));
  };
  for (const make of Object.values(reports)) {
    const plan = make?.(figures, context);
    for (const { cells } of plan?.blocks ?? []) {
      for (const cell of cells.flat()) {
        if (typeof cell !== "string") continue;
        figuresIn(cell).forEach((one) => note(one, `${plan?.id}: ${cell}`));
      }
    }
  }
  for (const { id, value } of storeOverview(figures).figures) {
    if (id in tiles && figures.hasCustomers) note({ name: tiles[id], value }, `pane: ${id}`);
  }
  return [...seen].flatMap(([name, values]) =>
    values.size < 2 ? [] : [`${name} = ${[...values].map((one) => one.join(" in ")).join("; ")}`]
  );
}

const eitherEnd = storeDay.chain((day) => fc.constantFrom(monthStartOf(day), monthEndOf(day)));
const numRuns = 12;
const settingsBy = (rules: RuleSet) => ({ ...emptyInputs.settings, roster, calendar, rules });

test("a text's figures are read with their time and rule set", () => {
  expect(
    figuresIn(
      "今日（按“状态 KPI”规则）新增流失 2 台（本月累计 1,003 台），流失回厂 4 台。基盘 5 位（50%）"
    )
  ).toEqual([
    { name: "新增流失 今日 状态 KPI", value: 2 },
    { name: "新增流失 本月 状态 KPI", value: 1003 },
    { name: "流失回厂 本月 状态 KPI", value: 4 },
    { name: "基盘  ", value: 5 },
  ]);
});

describe("no figure has two values, on the first and the last day of a month", () => {
  it("in stores that call: with advisors, a ledger and records", () => {
    fc.assert(
      fc.property(anyStaffedStore, eitherEnd, (store, day) => {
        expect(contradictions(staffedFiguresOf(store, day))).toEqual([]);
      }),
      { numRuns }
    );
  });

  it.each(Object.values(ruleSets))("in stores that were dealt, by the rules $name", (rules) => {
    fc.assert(
      fc.property(anyOwnedStore, ({ dealership, ledger, asOf }) => {
        const settings = settingsBy(rules);
        for (const day of [asOf, monthStartOf(asOf), monthEndOf(asOf)]) {
          expect(contradictions(figuresOf(dealership, day, { settings, ledger }))).toEqual([]);
        }
      }),
      { numRuns }
    );
  });

  it("in stores that have only their two sheets", () => {
    fc.assert(
      fc.property(anyStore, eitherEnd, (store, day) => {
        expect(contradictions(figuresOf(assembleStore(store), day))).toEqual([]);
      }),
      { numRuns }
    );
  });

  it("in stores without an order, and without a customer", () => {
    fc.assert(
      fc.property(anyStore, eitherEnd, ({ customers, orders }, day) => {
        const withoutOrders = assembleStore({ customers, orders: [] });
        expect(contradictions(figuresOf(withoutOrders, day))).toEqual([]);
        const withoutCustomers = assembleStore({ customers: [], orders });
        expect(contradictions(figuresOf(withoutCustomers, day))).toEqual([]);
      }),
      { numRuns }
    );
  });
});
