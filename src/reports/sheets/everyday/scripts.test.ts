import fc from "fast-check";
import { inputRowsOf } from "../../../../test/support/inputRows";
import { calculate, cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { makeRecords } from "../../../../test/support/records";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { anyStaffedStore, assembleStaffed } from "../../../../test/support/staffedStores";
import { storeDay } from "../../../../test/support/stores";
import { makeCustomerTable, makeOrderTable } from "../../../../test/support/tables";
import { readScripts } from "../../../intake/inputs/scripts";
import { locales, textsOf } from "../../../locale";
import { assembleDealership } from "../../../retention/store";
import { fillScript, scriptStatistics } from "../../../retention/solicitation";
import { serialOfIso } from "../../../retention/time";
import { solicitationTypes } from "../../../retention/calls";
import { scriptsSheet } from "./scripts";
import { defaultScripts, salutationOf } from "../../figures/scriptTexts";
import { scriptFor } from "../../figures";

const asOf = serialOfIso("2026-06-30");
const { dealership } = assembleDealership(
  makeCustomerTable([{ vin: "LSVAA000000000001", name: "王强", deliveryDate: "2024-01-10" }]),
  makeOrderTable([])
);

test.each(locales)(
  "use of all scripts adds up to the records that name one, and every formula holds, in %s",
  (locale) => {
    fc.assert(
      fc.property(
        anyStaffedStore,
        storeDay,
        fc.array(fc.constantFrom("", defaultScripts(locale)[0].name, "旧话术"), { minLength: 30 }),
        (staffed, day, names) => {
          const { dealership: store } = assembleStaffed(staffed);
          const records = staffed.records.map((record, i) => ({ ...record, script: names[i] }));
          const figures = figuresOf(store, day, { records });
          const plan = scriptsSheet(figures, contextOf(figures, locale));
          expect(formulaDifferences(plan)).toEqual([]);
          const cells = cellsOfPlan(plan);
          const total = [...cells].find(
            ([, cell]) => cell === textsOf(locale).reports.scripts.use.total
          )?.[0];
          const used = scriptStatistics(records, figures.credits).reduce(
            (sum, entry) => sum + entry.used,
            0
          );
          expect(calculate(cells, (total ?? "").replace("A", "F"))).toBe(used);
        }
      ),
      { numRuns: 30 }
    );
  }
);

test.each(locales)(
  "the texts that the sheet begins with are read back as they are, in %s",
  (locale) => {
    const figures = figuresOf(dealership, asOf);
    const plan = scriptsSheet(figures, contextOf(figures, locale));
    const { scripts, findings } = readScripts(inputRowsOf(plan, "scripts"));
    expect(scripts).toEqual(defaultScripts(locale));
    expect(findings).toEqual([]);
  }
);

test("texts of the user's own replace the add-in's; a deleted one does not come back", () => {
  const own = { ...defaultScripts("zh-CN")[0], name: "我的话术", text: "{称呼}您好。" };
  const figures = figuresOf(dealership, asOf, { scripts: [own] });
  const rows = inputRowsOf(scriptsSheet(figures, contextOf(figures)), "scripts");
  expect(rows.map(({ name }) => name)).toEqual(["我的话术"]);
});

test.each(locales)(
  "every type has a text to call with, and all placeholders are known, in %s",
  (locale) => {
    const scripts = defaultScripts(locale);
    for (const type of solicitationTypes) {
      expect([type, scriptFor(scripts, type, "lost3")?.type]).toEqual([type, type]);
    }
    for (const { name, text } of scripts)
      expect([name, fillScript(text, {}).unknown]).toEqual([name, []]);
    expect(new Set(scripts.map(({ name }) => name)).size).toBe(scripts.length);
  }
);

test("a lost customer hears the text of the own band, a stable one the text for any status", () => {
  const scripts = defaultScripts("zh-CN");
  expect(scriptFor(scripts, "lost", "lostOver24")?.name).toBe("流失招揽-2年外");
  expect(scriptFor(scripts, "maintenance", "stable")?.name).toBe("保养邀约");
  expect(scriptFor(scripts, "lost", "lost3", "message")?.name).toBe("流失招揽短信");
});

test("a salutation needs a person's name and sex", () => {
  expect(salutationOf("王强", "男", "zh-CN")).toBe("王先生");
  expect(salutationOf("欧阳娜娜", "女", "zh-CN")).toBe("欧阳女士");
  expect(salutationOf("王强", "", "zh-CN")).toBe("");
  expect(salutationOf("南京某某贸易有限公司", "男", "zh-CN")).toBe("");
  expect(salutationOf("John Smith", "M", "en-US")).toBe("Mr. Smith");
  expect(salutationOf("Li Na", "female", "en-US")).toBe("Ms. Na");
});

test("the headline compares scripts only after ten uses", () => {
  const records = makeRecords(
    Array.from({ length: 10 }, (_, i) => ({
      number: String(i),
      day: asOf - i,
      key: "LSVAA000000000001",
      script: "保养邀约",
      result: "refused" as const,
    }))
  );
  const headlineOf = (count: number): unknown => {
    const figures = figuresOf(dealership, asOf, { records: records.slice(0, count) });
    return cellsOfPlan(scriptsSheet(figures, contextOf(figures))).get("A2");
  };
  expect(headlineOf(10)).toBe("话术已使用 10 次，涉及 1 条话术；到店率最高的是“保养邀约”（0%）。");
  expect(headlineOf(9)).toContain("暂不比较高低");
  expect(headlineOf(0)).toBe(textsOf("zh-CN").reports.scripts.unused);
});
