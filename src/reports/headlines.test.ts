import { contextOf, figuresOf } from "../../test/support/reportStores";
import { makeCustomerTable, makeOrderTable } from "../../test/support/tables";
import { locales } from "../locale";
import { assembleDealership, type Dealership } from "../retention/store";
import { serialOfIso } from "../retention/time";
import { reports } from "./registry";
import type { SheetPlan } from "./plan";

const asOf = serialOfIso("2026-06-30");

/** All that a sheet says in sentences: texts of more than one word. */
function sentencesOf({ blocks }: SheetPlan): string[] {
  return blocks
    .flatMap(({ cells }) => cells.flat())
    .filter((cell): cell is string => typeof cell === "string" && /[ ，；]/u.test(cell));
}

const plansOf = (dealership: Dealership, locale: (typeof locales)[number]): SheetPlan[] =>
  Object.values(reports).map((report) => {
    const figures = figuresOf(dealership, asOf);
    return report(figures, { ...contextOf(figures), locale });
  });

const onlyInvalid = assembleDealership(
  makeCustomerTable([
    { vin: "LSVAA000000000001", name: "王强", deliveryDate: "2024-01-10", invalidReason: "已报废" },
  ]),
  makeOrderTable([])
).dealership;

const oneOfEach = assembleDealership(
  makeCustomerTable([
    { vin: "LSVAA000000000001", name: "王强", deliveryDate: "2024-01-10", soldHere: "是" },
    {
      vin: "LSVAA000000000002",
      name: "李芳",
      deliveryDate: "2022-01-10",
      invalidReason: "已报废",
    },
  ]),
  makeOrderTable([{ vin: "LSVAA000000000001", arrival: "2025-07-10" }])
).dealership;

test.each(locales)("where there is nothing to divide no sentence says 0%% (%s)", (locale) => {
  for (const plan of plansOf(onlyInvalid, locale)) {
    const wrong = sentencesOf(plan).filter((text) => /(^|[^\d.,])0%/u.test(text));
    expect([plan.id, wrong]).toEqual([plan.id, []]);
  }
});

test("of one thing English sheets speak in the singular", () => {
  for (const dealership of [oneOfEach, onlyInvalid]) {
    for (const plan of plansOf(dealership, "en-US")) {
      const wrong = sentencesOf(plan).filter((text) =>
        /(^|[^\d.,–-])1 (?!(is|was|has|this|arrives|belongs)\b)[a-z]+s\b/iu.test(text)
      );
      expect([plan.id, wrong]).toEqual([plan.id, []]);
    }
  }
});
