import { customersSheet, Walk } from "./walk";
import { browserSuite, describeThoroughly, languagesOf } from "../browserSuite";
import { textsOf } from "../../../src/locale";
import { places } from "../../../src/taskpane/store";

/** 设置 on the workbench: what is chosen in the pane stands in 维系参数, and the cells follow. */

const suite = browserSuite();

describeThoroughly.each(languagesOf("en-US"))("the settings in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 100 });
  const { pane: said, reports, inputTables, data, parameters, sheets } = walk.texts;
  const { asOf, ruleSet, reset } = said.settings;
  const settings = reports.names.settings;
  const past = "2025-06-30";
  walk.beforeWithReports();

  /** What stands in 维系参数 under a key. */
  async function standing(key: string): Promise<string> {
    const { value } = inputTables.parameters;
    const all = await walk.shown(settings);
    const at = all.findIndex((row) => row.includes(key));
    const header =
      all
        .slice(0, at)
        .reverse()
        .find((row) => row.includes(value)) ?? [];
    return all[at]?.[header.indexOf(value)] ?? "";
  }

  /** The statuses that the customer sheet shows. */
  async function statuses(): Promise<ReadonlySet<string>> {
    const rows = await walk.rows(customersSheet, sheets.columns.status);
    return new Set(rows.map((row) => row[sheets.columns.status] ?? ""));
  }

  async function updateAll(): Promise<void> {
    await walk.goTo("today");
    await walk.press(said.today.actions.updateAll);
    await walk.done("updateAll");
    await walk.goTo("settings");
  }

  walk.test("a past day is marked on every place, and the sheets are computed for it", async () => {
    await walk.goTo("settings");
    await walk.expectGoodView();
    await (await walk.field(asOf.travel)).check();
    const pane = await walk.pane();
    await pane.getByRole("textbox", { name: asOf.field, exact: true }).fill(past);
    await walk.press(asOf.apply);
    await walk.done("saveSettings");
    expect(await standing("asOf")).toBe(past);
    for (const place of places) {
      await walk.goTo(place);
      await walk.sees(said.timeTravel.title(past));
      await walk.expectGoodView();
    }
    await updateAll();
    expect(await walk.workbench.texts(sheets.status.name, "B4")).toEqual([[past]]);
    await walk.press(said.timeTravel.back);
    await walk.done("saveSettings");
    await walk.seesNoMore(said.timeTravel.title(past));
    expect(await standing("asOf")).toBe("");
  });

  walk.test("rule sets stand side by side with their counts before one is taken", async () => {
    const { loyalty } = data.ruleSets;
    const pane = await walk.pane();
    await pane.getByRole("heading", { name: loyalty }).waitFor();
    for (const status of [data.statuses.stable, data.statuses.loyal, data.statuses.active]) {
      expect(await pane.locator("dt", { hasText: status }).count()).toBeGreaterThan(0);
    }
    expect(await statuses()).not.toContain(data.statuses.loyal);
    await walk.press(ruleSet.use(loyalty));
    await walk.sees(ruleSet.confirm(loyalty));
    await walk.press(ruleSet.use(loyalty));
    await walk.done("saveSettings");
    expect(await standing("ruleSet")).toBe(loyalty);
    await updateAll();
    expect(await statuses()).toContain(data.statuses.loyal);
    expect(await statuses()).not.toContain(data.statuses.stable);
  });

  walk.test("a parameter is changed in its cell, and an unreadable one is not saved", async () => {
    const key = "targets.newLostShare";
    await walk.press(parameters.chapters.targets);
    const field = await walk.field(parameters.names[key]);
    const { save, wrong } = said.settings.parameters;
    await field.fill("much");
    await walk.sees(wrong);
    expect(await (await walk.button(save("1"))).isEnabled()).toBe(false);
    await field.fill("0.02");
    await walk.expectGoodView();
    await walk.press(save("1"));
    await walk.done("saveSettings");
    expect(Number((await standing(key)).replace("%", ""))).toBeCloseTo(
      (await standing(key)).includes("%") ? 2 : 0.02
    );
  });

  walk.test("the reset takes all of it back", async () => {
    await walk.press(reset.action);
    await walk.sees(reset.lead);
    await walk.press(reset.confirm);
    await walk.done("saveSettings");
    await walk.sees(reset.nothing);
    expect(await standing("ruleSet")).not.toBe(data.ruleSets.loyalty);
    await updateAll();
    expect(await statuses()).toContain(data.statuses.stable);
  });

  walk.test("the pane speaks the other language, the sheets keep theirs", async () => {
    const other = locale === "zh-CN" ? "en-US" : "zh-CN";
    const names = await walk.workbench.sheetNames();
    const { language } = said;
    const pane = await walk.pane();
    const speaks = (lang: string) =>
      pane.waitForFunction((it) => document.documentElement.lang === it, lang);
    await pane.getByRole("combobox", { name: language.label }).selectOption(other);
    await speaks(other);
    const there = textsOf(other).pane;
    await pane.getByRole("tab", { name: there.places.today }).click();
    await walk.press(there.today.actions.updateAll);
    await walk.message(there.tasks.updateAll.done);
    expect(await walk.workbench.sheetNames()).toEqual(names);
    expect(await walk.workbench.cells(sheets.status.name, "A1")).toEqual([[sheets.status.title]]);
    await pane.getByRole("tab", { name: there.places.settings }).click();
    await pane.getByRole("combobox", { name: there.language.label }).selectOption(locale);
    await speaks(locale);
  });
});
