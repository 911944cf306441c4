import { blanksOf } from "../../../src/offline/audit/cachedValues";
import { loadXlsx } from "../../../src/offline/host/xlsx";
import { cellRef } from "../../../src/reports/plan";
import { packageFaults } from "../../support/packageFaults";
import { previewed } from "../../support/previewer";
import { browserSuite, languagesOf } from "../browserSuite";
import { customersSheet, Walk } from "./walk";

/** 今日 and 客户 on the workbench: a working day, and what stands in the cells after each step. */

const suite = browserSuite();

describe.each(languagesOf("zh-CN"))("a working day in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 120 });
  const { pane: said, data, reports, vocabulary, inputTables } = walk.texts;
  const { records, surveyAnswers } = inputTables;
  const { names } = reports;
  const planned = () => walk.rows(names.records, records.number);
  walk.beforeWithReports();

  walk.test(
    "the morning plan puts the customers to call into the record, and says how many",
    async () => {
      await walk.goTo("today");
      await walk.sees(said.today.plan.none);
      await walk.expectGoodView();
      await walk.press(said.today.actions.morningPlan);
      await walk.done("morningPlan");
      const rows = await planned();
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row[records.number])).size).toBe(rows.length);
      expect(rows.every((row) => row[records.result] === "")).toBe(true);
      await walk.sees(said.today.plan.done("0", String(rows.length), "0%"));
      await walk.expectGoodView();
    }
  );

  walk.test("a planned call is recorded in three clicks", async () => {
    const [first] = await planned();
    const number = first?.[records.number] ?? "";
    await walk.workbench.select(`${names.records}!A${await walk.rowOf(names.records, number)}`);
    await walk.goTo("customer");
    await walk.sees(said.customer.call.fills(number));
    await walk.expectGoodView();
    await walk.press(vocabulary.results.appointed);
    await walk.press(said.customer.call.inDays("3"));
    await walk.press(said.customer.call.save);
    await walk.done("recordCall");
    const [row] = await planned();
    expect(row?.[records.result]).toBe(vocabulary.results.appointed);
    const inThreeDays = await walk.workbench.page.evaluate(() => {
      const day = new Date();
      day.setDate(day.getDate() + 3);
      return day.toLocaleDateString("sv-SE");
    });
    expect(row?.[records.appointment]).toBe(inThreeDays);
  });

  walk.test("a refusal keeps its reason, its competitor and its note", async () => {
    const [, second] = await planned();
    const number = second?.[records.number] ?? "";
    await walk.workbench.select(`${names.records}!A${await walk.rowOf(names.records, number)}`);
    await walk.sees(said.customer.call.fills(number));
    await walk.press(vocabulary.results.refused);
    const { call } = said.customer;
    const reason = vocabulary.failureReasons.repairPrice;
    await (await walk.field(call.reason)).selectOption({ label: reason });
    await walk.press(call.more);
    await (await walk.field(call.note)).fill("嫌贵，年底再问");
    await walk.expectGoodView();
    await walk.press(call.save);
    await walk.done("recordCall");
    const [, row] = await planned();
    expect(row?.[records.result]).toBe(vocabulary.results.refused);
    expect(row?.[records.failureReason]).toBe(reason);
    expect(row?.[records.note]).toBe("嫌贵，年底再问");
  });

  walk.test("the customer follows the selected row of any sheet that has keys", async () => {
    const { workbench } = walk;
    const rows = await walk.rows(customersSheet, "VIN码");
    const [someone, another] = rows.filter((row) => row["VIN码"] !== "");
    for (const row of [someone, another]) {
      const vin = row?.["VIN码"] ?? "";
      await workbench.select(`${customersSheet}!C${await walk.rowOf(customersSheet, vin)}`);
      await walk.sees(vin);
    }
    const [due] = await walk.rows(names.demand, data.customerFields.plate);
    const plate = due?.[data.customerFields.plate] ?? "";
    await workbench.select(`${names.demand}!B${await walk.rowOf(names.demand, plate)}`);
    await walk.sees(plate);
  });

  walk.test("a lost customer's answers stand in the survey", async () => {
    const row = await walk.rowOf(customersSheet, data.statuses.lost12);
    await walk.workbench.select(`${customersSheet}!A${row}`);
    const { survey } = said;
    await walk.press(survey.start);
    await (await walk.field(vocabulary.no)).check();
    await walk.press(survey.next);
    await (await walk.field(vocabulary.surveyOptions.q2.drivesLittle)).check();
    await walk.press(survey.next);
    await walk.expectGoodView();
    await walk.press(survey.save);
    await walk.done("saveSurvey");
    const answers = await walk.rows(names.survey, surveyAnswers.q1);
    expect(answers.map((it) => [it[surveyAnswers.q1], it[surveyAnswers.q2]])).toContainEqual([
      vocabulary.no,
      vocabulary.surveyOptions.q2.drivesLittle,
    ]);
  });

  walk.test("the nightly tally counts the day's contacts and keeps what was recorded", async () => {
    const before = await planned();
    await walk.goTo("today");
    await walk.press(said.today.actions.nightlyTally);
    await walk.done("nightlyTally");
    const after = await planned();
    const typed = [records.result, records.appointment, records.note];
    expect(after.map((row) => typed.map((it) => row[it]))).toEqual(
      before.map((row) => typed.map((it) => row[it]))
    );
    const { planned: due, contacted } = inputTables.tallyReasons;
    const tally = await walk.rows(names.tally, contacted);
    const sum = (header: string): number =>
      tally.reduce((total, row) => total + Number(row[header]), 0);
    expect(sum(contacted)).toBeGreaterThan(0);
    expect(sum(due)).toBeGreaterThanOrEqual(sum(contacted));
    expect((await walk.shown(names.tally)).flat()).not.toContain("#NAME?");
  });

  walk.test(
    "the saved workbook opens without a repair, and shows who calculates nothing every cell of it",
    async () => {
      const sheets = Object.entries(await walk.everything());
      const bytes = await walk.workbench.save();
      expect(packageFaults(bytes)).toEqual([]);
      expect(blanksOf(await loadXlsx(bytes))).toEqual([]);
      const shown = previewed(bytes);
      const otherwise: string[] = [];
      let figures = 0;
      for (const [name, rows] of sheets) {
        rows.forEach((cells, row) => {
          cells.forEach((value, column) => {
            if (typeof value === "number") figures += 1;
            const isSame = (shown(name, row, column) ?? "") === value;
            if (!isSame) otherwise.push(`${name}!${cellRef(row, column)}`);
          });
        });
      }
      expect(otherwise).toEqual([]);
      expect([sheets.length > 20, figures > 1_000]).toEqual([true, true]);
    }
  );
});
