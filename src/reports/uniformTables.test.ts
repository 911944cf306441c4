import { LivedInStore, base } from "../../test/support/livedInStore";
import { openSampleWorkbook } from "../../test/support/sampleWorkbook";
import { unevenColumns } from "../../test/support/uniformColumns";
import { actions } from "../excel/allActions";
import type { Outcome } from "../excel";
import { locales, type Locale } from "../locale";
import { serialOfIso } from "../retention/time";
import { generateSampleStore } from "../sample";
import { reportIds, type SheetPlan } from "./plan";

jest.setTimeout(120_000);

const asOf = serialOfIso("2026-06-30");

async function plansOf(ending: Promise<Outcome>): Promise<readonly SheetPlan[]> {
  const outcome = await ending;
  if (outcome.cause instanceof Error) throw outcome.cause;
  expect(outcome).toMatchObject({ kind: "done" });
  return outcome.result?.plans ?? [];
}

/**
 * Excel makes one formula of what a program writes into a column of a table, whatever stood there
 * (office-js issues 1916, 2093, 5909, 6745): a column holds values, or one formula in every row.
 */
describe.each(locales)(
  "in %s no column of a table mixes formulas and values, nor has two formulas",
  (locale: Locale) => {
    test.each([
      ["a dirty store of 120 customers", 7, 120],
      ["a store of 20 customers", 3, 20],
      ["a store of 4 customers", 5, 4],
    ])("in any sheet of %s, before and after its first deal", async (_, seed, customers) => {
      const store = generateSampleStore({ seed, customers, asOf, years: 3 });
      const { standIn } = await openSampleWorkbook(store);
      try {
        const options = { ...base, locale };
        const names = ["王强", "李静"];
        const plans = [...(await plansOf(actions.updateAll(options)))];
        expect(plans.map(({ id }) => id).sort()).toEqual([...reportIds].sort());
        await plansOf(
          actions.saveInputs(
            names.map((name) => ({ table: "advisors" as const, values: { name, weight: 1 } })),
            options
          )
        );
        plans.push(
          ...(await plansOf(actions.dealAllocation({ ...options, kind: "full", seed: "春" })))
        );
        plans.push(...(await plansOf(actions.makeMorningPlan(options))));
        plans.push(...(await plansOf(actions.updateAll(options))));
        expect([...new Set(plans.flatMap(unevenColumns))]).toEqual([]);
      } finally {
        await standIn.close();
      }
    });
  }
);

test("nor where people have written into every kind of table", async () => {
  const store = await LivedInStore.open();
  store.goTo("lived");
  const plans = await plansOf(actions.updateAll(base));
  expect(plans.flatMap(unevenColumns)).toEqual([]);
  await store.close();
});
