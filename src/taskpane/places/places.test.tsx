import { act, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { openPane, settle } from "../../../test/support/openPane";
import {
  asOf,
  customer,
  overview,
  paneRetain,
  people,
  previewed,
  settings,
} from "../../../test/support/paneRetain";
import type { BookComparison } from "../../excel/actions";
import type { CallEntry, DealOptions, InputEdit, Outcome } from "../../excel/api";
import { textsOf } from "../../locale";
import { reportIds } from "../../reports/plan";
import { isoOf } from "../../retention/time";
import type { PaneStore } from "../store";

/** What each place shows of the workbook, and what it asks of it. */

// Finding things by role reads the whole page as a screen reader would, which takes its time.
jest.setTimeout(60_000);

const zh = textsOf("zh-CN");
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const outcome = { kind: "done", code: "done", about: [], changes: [] } as const;
const region = (name: string) => within(screen.getByRole("region", { name }));

async function select(retain: ReturnType<typeof paneRetain>, key: string): Promise<void> {
  act(() => retain.select({ key, sheetName: "%1", row: 5 }));
  await settle();
}

describe("Today", () => {
  const { today } = zh.pane;

  test("every figure has its change since yesterday and month start, and its last 30 days in words", async () => {
    await openPane(paneRetain());
    const tiles = region(today.figures.title);
    expect(tiles.getByText("1,200")).toBeTruthy();
    expect(tiles.getByText(today.sinceYesterday("+3"))).toBeTruthy();
    expect(tiles.getByText(today.sinceMonthStart("-30"))).toBeTruthy();
    const trend = today.trend(today.figures.base, "1,230", "1,200", "1,200", "1,230");
    expect(tiles.getByRole("img", { name: trend })).toBeTruthy();
    expect(tiles.getAllByRole("img", { name: /近 30 天/ })).toHaveLength(overview.figures.length);
  });

  test("more lost customers are worse, more base customers better", async () => {
    const [base] = overview.figures;
    const lost = { ...base!, id: "lost" as const };
    await openPane(paneRetain({ storeOverview: () => ({ ...overview, figures: [lost] }) }));
    // Three more than yesterday, thirty fewer than at the month's start.
    expect(region(today.figures.title).getByRole("img", { name: today.worse })).toBeTruthy();
    expect(region(today.figures.title).getByRole("img", { name: today.better })).toBeTruthy();
  });

  test("what needs attention names the advisors and leads to where it is done", async () => {
    const retain = paneRetain();
    await openPane(retain);
    const attention = region(today.attention.title);
    expect(attention.getByText(today.attention.recordsMissing.text("2"))).toBeTruthy();
    expect(attention.getByText(`${people.first}、${people.second}`)).toBeTruthy();
    const [first] = attention.getAllByRole("button", {
      name: today.attention.recordsMissing.action,
    });
    await userEvent.click(first!);
    expect(retain.of("goTo")).toEqual([{ sheetName: "%4", address: "A1" }]);
  });

  test("morning plan and nightly tally run from here", async () => {
    const retain = paneRetain();
    await openPane(retain);
    await userEvent.click(button(today.actions.morningPlan));
    await userEvent.click(button(today.actions.nightlyTally));
    expect(retain.of("makeMorningPlan")).toHaveLength(1);
    expect(retain.of("nightlyTally")).toHaveLength(1);
    expect(screen.getByText(zh.pane.tasks.nightlyTally.done)).toBeTruthy();
  });
});

describe("Customer", () => {
  const said = zh.pane.customer;

  test("follows the selected row and says why the status is what it is", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "customer" });
    expect(screen.getByText(said.none.body)).toBeTruthy();
    await select(retain, customer.key);
    expect(
      screen.getByText(
        `末次进厂 ${isoOf(asOf - 400)}，已 13 个月 4 天 → 3个月内流失；再过 60 天转为6个月内流失`
      )
    ).toBeTruthy();
    await select(retain, "2");
    expect(retain.asked.filter(({ method }) => method === "customerView").at(-1)?.what[1]).toBe(
      "2"
    );
  });

  test("where Excel tells no selection, the button and coming back to the pane read it", async () => {
    let row: string | undefined;
    const read = jest.fn(() =>
      Promise.resolve(row === undefined ? undefined : { key: row, sheetName: "%1", row: 5 })
    );
    const retain = paneRetain({ readSelection: read });
    await openPane(retain, { place: "customer" });
    await userEvent.click(button(said.none.look));
    await settle();
    // The selection is beside the customers.
    expect(screen.getByText(said.none.body)).toBeTruthy();
    row = customer.key;
    await userEvent.click(button(said.none.look));
    await settle();
    expect(screen.getByRole("heading", { name: customer.name })).toBeTruthy();
    row = "2";
    fireEvent.focus(window);
    await settle();
    expect(read).toHaveBeenCalledTimes(3);
    expect(retain.asked.filter(({ method }) => method === "customerView").at(-1)?.what[1]).toBe(
      "2"
    );
  });

  test("while a run talks to Excel nobody asks it for the selection, and a question that fails leaves all as it is", async () => {
    const read = jest.fn(() => Promise.reject(new Error("another workbook is in front")));
    let end: (outcome: Outcome) => void = () => undefined;
    const retain = paneRetain({
      readSelection: read,
      nightlyTally: () => new Promise((go) => (end = go)),
    });
    const store = await openPane(retain, { place: "customer" });
    await select(retain, customer.key);
    void act(() => void store.nightlyTally());
    fireEvent.focus(window);
    await settle();
    expect(read).not.toHaveBeenCalled();
    act(() => end({ kind: "done", code: "done", about: [], changes: [] }));
    await settle();
    fireEvent.focus(window);
    await settle();
    expect(read).toHaveBeenCalledTimes(1);
    expect(screen.getByRole("heading", { name: customer.name })).toBeTruthy();
    act(() => store.goToPlace("today"));
    fireEvent.focus(window);
    await settle();
    expect(read).toHaveBeenCalledTimes(1);
  });

  test("a cell beside the customers leaves the last one in view", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "customer" });
    await select(retain, customer.key);
    act(() => retain.select(undefined));
    expect(screen.getByRole("heading", { name: customer.name })).toBeTruthy();
  });

  test("a call is recorded with three clicks", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "customer" });
    await select(retain, customer.key);
    await userEvent.click(button(zh.vocabulary.results.appointed));
    await userEvent.click(button(said.call.inDays("3")));
    await userEvent.click(button(said.call.save));
    const call: CallEntry = {
      key: customer.key,
      result: "appointed",
      number: customer.openRecord!,
      appointment: asOf + 3,
    };
    expect(retain.of("recordCall")).toEqual([call]);
    expect(screen.getByText(zh.pane.tasks.recordCall.done)).toBeTruthy();
  });

  test("an appointment without a day is not recorded", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "customer" });
    await select(retain, customer.key);
    await userEvent.click(button(zh.vocabulary.results.appointed));
    expect(button(said.call.save)).toHaveProperty("disabled", true);
  });

  test("what was typed stays when another customer is looked at, and after a run that failed", async () => {
    const failed = { kind: "refused", code: "sheetProtected", about: [], changes: [] } as const;
    const retain = paneRetain({ recordCall: () => Promise.resolve(failed) });
    await openPane(retain, { place: "customer" });
    await select(retain, customer.key);
    await userEvent.click(button(zh.vocabulary.results.refused));
    await userEvent.click(button(said.call.more));
    await userEvent.type(screen.getByRole("textbox", { name: said.call.note }), "+5");
    await userEvent.click(button(said.call.save));
    expect(screen.getByText("code sheetProtected")).toBeTruthy();
    await select(retain, "2");
    await select(retain, customer.key);
    expect(button(zh.vocabulary.results.refused).getAttribute("aria-pressed")).toBe("true");
    await userEvent.click(button(said.call.more));
    expect(screen.getByRole("textbox", { name: said.call.note })).toHaveProperty("value", "+5");
  });

  test("the survey asks what follows from the answers, and is saved", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "customer" });
    await select(retain, customer.key);
    const { survey } = zh.pane;
    await userEvent.click(button(survey.start));
    await userEvent.click(screen.getByRole("radio", { name: zh.vocabulary.no }));
    await userEvent.click(button(survey.next));
    expect(screen.getByText(survey.questions.q2)).toBeTruthy();
    await userEvent.click(
      screen.getByRole("radio", { name: zh.vocabulary.surveyOptions.q2.drivesLittle })
    );
    await userEvent.click(button(survey.next));
    expect(screen.getByText(survey.done)).toBeTruthy();
    await userEvent.click(button(survey.save));
    expect(retain.of("saveSurvey")).toEqual([
      { key: customer.key, answers: { q1: "no", q2: "drivesLittle" } },
    ]);
  });

  test("PSV is said in parts that a screen reader can read, with its drivers on demand", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "customer" });
    await select(retain, customer.key);
    const { psv } = said;
    const parts = [
      psv.part(psv.base, "5,000 元", "62.5%"),
      psv.part(psv.derived, "2,000 元", "25%"),
      psv.part(psv.repurchase, "1,000 元", "12.5%"),
    ];
    expect(screen.getByRole("img", { name: psv.chart(parts.join("、")) })).toBeTruthy();
    await userEvent.click(button(psv.drivers));
    expect(screen.getByText(psv.obtainability("40%"))).toBeTruthy();
  });

  test("a proposed invalid reason is confirmed only after asking", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "customer" });
    await select(retain, customer.key);
    const confirm = said.proposal.confirm(zh.vocabulary.invalidReasons.unreachable);
    await userEvent.click(button(confirm));
    expect(retain.of("confirmInvalid")).toEqual([]);
    await userEvent.click(button(confirm));
    expect(retain.of("confirmInvalid")).toEqual([{ key: customer.key, reason: "unreachable" }]);
  });
});

describe("Team", () => {
  const said = zh.pane.team;

  test("a deal is tried and seen before it is written, with the same seed", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "team" });
    const seed = screen.getByRole("textbox", { name: said.deal.seed });
    expect((seed as HTMLInputElement).value).toMatch(/^[A-Z2-9]{8}$/);
    await userEvent.clear(seed);
    await userEvent.type(seed, "88");
    expect(screen.queryByRole("button", { name: said.deal.write })).toBeNull();
    await userEvent.click(button(said.deal.preview));
    const fairness = within(screen.getByRole("group", { name: said.deal.certificate }));
    expect(fairness.getByText(said.deal.kept)).toBeTruthy();
    expect(fairness.getByText(said.deal.rows("30"))).toBeTruthy();
    await userEvent.click(button(said.deal.write));
    await userEvent.click(button(said.deal.write));
    const asked = retain.of("dealAllocation") as DealOptions[];
    expect(asked.map(({ kind, seed: it, preview }) => ({ kind, seed: it, preview }))).toEqual([
      { kind: "full", seed: "88", preview: true },
      { kind: "full", seed: "88", preview: false },
    ]);
  });

  test("another seed calls for another trial", async () => {
    await openPane(paneRetain(), { place: "team" });
    await userEvent.click(button(said.deal.preview));
    await userEvent.click(button(said.deal.newSeed));
    expect(screen.getByText(said.deal.stale)).toBeTruthy();
    expect(screen.queryByRole("button", { name: said.deal.write })).toBeNull();
  });

  test("a leaver's customers and a newcomer's share lead to a deal of their own", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "team" });
    await userEvent.click(button(said.advisors.leaves));
    await userEvent.click(button(said.deal.preview));
    await userEvent.click(button(said.advisors.arrives));
    await userEvent.click(button(said.deal.preview));
    expect(retain.of("dealAllocation")).toMatchObject([
      { kind: "leaver", leaver: people.leaver },
      { kind: "newcomer", newcomer: people.newcomer },
    ]);
  });

  test("changing one advisor of the sheets enters all of them, so that nobody is put out of office", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "team" });
    await userEvent.click(button(said.advisors.edit(people.first)));
    const weight = screen.getByRole("textbox", { name: said.advisors.weightField });
    await userEvent.clear(weight);
    await userEvent.type(weight, "0.8");
    await userEvent.click(button(zh.pane.save));
    const [edits] = retain.of("saveInputs") as InputEdit<"advisors">[][];
    expect(edits).toHaveLength(settings.roster.advisors.length);
    expect(edits?.find(({ values }) => values.name === people.first)?.values).toEqual({
      name: people.first,
      weight: 0.8,
      from: "",
      to: "",
      restWeekdays: zh.vocabulary.weekdays[6],
      restDays: "",
    });
  });

  test("a listed advisor is changed in his own row, and one weight too large is explained", async () => {
    const rows = { advisors: [{ name: people.first, sheetRow: 9 }] };
    const inputs = { rows: rows as never };
    const retain = paneRetain({ updateAll: () => Promise.resolve(previewed(inputs)) });
    await openPane(retain, { place: "team" });
    await userEvent.click(button(said.advisors.edit(people.first)));
    const weight = screen.getByRole("textbox", { name: said.advisors.weightField });
    await userEvent.type(weight, "00");
    await userEvent.type(weight, "0");
    expect(screen.getByText(said.advisors.weightWrong)).toBeTruthy();
    expect(button(zh.pane.save)).toHaveProperty("disabled", true);
    await userEvent.clear(weight);
    await userEvent.type(weight, "2");
    await userEvent.click(button(zh.pane.save));
    const [edits] = retain.of("saveInputs") as InputEdit<"advisors">[][];
    expect(edits).toMatchObject([{ row: { name: people.first }, values: { weight: 2 } }]);
  });

  test("targets carry their lamp in words, and who had few tasks is not ranked", async () => {
    await openPane(paneRetain(), { place: "team" });
    const targets = region(said.targets.title);
    const lamps = Object.values(zh.reports.targets.lamps).flatMap((lamp) =>
      targets.queryAllByText(lamp)
    );
    expect(lamps.length).toBeGreaterThanOrEqual(settings.roster.advisors.length);
    const ranks = region(said.ranks.title);
    // #01 did one of seven tasks; the others had none.
    expect(ranks.getByText(`${said.ranks.achievement} 14.3%`)).toBeTruthy();
    expect(ranks.getAllByText(said.ranks.place("1"))).toBeTruthy();
    expect(ranks.getAllByText(said.ranks.notRanked).length).toBeGreaterThan(0);
  });
});

describe("Reports", () => {
  const said = zh.pane.reports;

  test("every sheet is listed with its last run, and what was computed for another day says so", async () => {
    await openPane(paneRetain(), { place: "reports" });
    expect(screen.getAllByRole("button", { name: /^生成./ }).length).toBe(
      // The deal makes its own sheet.
      reportIds.length - 1
    );
    expect(screen.getByText(said.writtenAt("2026-11-21 08:20"))).toBeTruthy();
    expect(
      screen.getByText(`${said.writtenAt("2026-11-20 08:20")} · ${said.otherDay(isoOf(asOf - 1))}`)
    ).toBeTruthy();
    expect(button(said.goToNamed(zh.reports.names.demand))).toHaveProperty("disabled", true);
  });

  test("one sheet is generated, and all of them", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "reports" });
    await userEvent.click(button(said.generateNamed(zh.reports.names.demand)));
    await userEvent.click(button(said.all));
    expect(retain.of("updateAll").slice(1)).toMatchObject([{ reports: ["demand"] }, {}]);
    expect(retain.of("updateAll")[2]).not.toHaveProperty("reports");
  });

  test("formulas are frozen and repaired", async () => {
    const retain = paneRetain();
    await openPane(retain, { place: "reports" });
    await userEvent.click(button(said.formulas.freeze));
    await userEvent.click(button(said.formulas.repair));
    expect(retain.of("freezeToValues")).toHaveLength(1);
    expect(retain.of("repairFormulas")).toHaveLength(1);
  });

  test("an advisor's book is handed out with a click", async () => {
    const handOut = jest.fn(() => Promise.resolve(outcome));
    await openPane(paneRetain({ books: { ...paneRetain().books, handOut } }), { place: "reports" });
    await userEvent.selectOptions(screen.getByLabelText(said.books.advisor), people.first);
    await userEvent.click(button(said.books.handOut));
    expect(handOut).toHaveBeenCalledTimes(1);
    expect(handOut).toHaveBeenCalledWith(people.first, expect.anything());
  });

  test("the 客服专员, who has a plan of his own, can be handed a book too", async () => {
    const handOut = jest.fn(() => Promise.resolve(outcome));
    const retain = paneRetain({ books: { ...paneRetain().books, handOut } });
    await openPane(retain, { place: "reports" });
    await userEvent.selectOptions(screen.getByLabelText(said.books.advisor), people.care);
    await userEvent.click(button(said.books.handOut));
    expect(handOut).toHaveBeenCalledWith(people.care, expect.anything());
  });

  test("a book that came back is written only after every conflict is decided, side by side", async () => {
    const conflict = {
      number: "20260630-001",
      column: "note" as const,
      value: "约了周六",
      inStore: "已换号码",
      before: "",
    };
    const comparison: BookComparison = {
      book: {
        origin: {
          workbookId: "w",
          advisor: people.first,
          day: "2026-06-29",
          locale: "zh-CN",
          base: {},
        },
        rows: [],
      },
      merge: {
        edits: [{ number: "20260630-002", column: "result", value: "考虑中" }],
        conflicts: [conflict],
        added: [],
        unknown: ["20260101-001"],
        repeated: [],
        unchanged: 3,
      },
    };
    const compare = jest.fn(() => Promise.resolve({ ...outcome, comparison }));
    const collect = jest.fn(() => Promise.resolve(outcome));
    const books = { ...paneRetain().books, compare, collect };
    await openPane(paneRetain({ books }), { place: "reports" });
    const file = new File(["PK"], "book.xlsx");
    Object.defineProperty(file, "arrayBuffer", {
      value: () => Promise.resolve(new ArrayBuffer(2)),
    });
    await userEvent.upload(screen.getByLabelText(said.books.chooseFile), file);
    await settle();
    expect(button(said.books.write)).toHaveProperty("disabled", true);
    expect(screen.getByLabelText(said.books.fromStore("已换号码"))).toBeTruthy();
    await userEvent.click(screen.getByLabelText(said.books.fromBook("约了周六")));
    await userEvent.click(button(said.books.write));
    expect(collect).toHaveBeenCalledWith(
      comparison,
      new Map([["20260630-001 note", "book"]]),
      expect.anything()
    );
    await settle();
    expect(button(said.books.collect)).toBeTruthy();
  });
});

describe("Settings", () => {
  const said = zh.pane.settings;
  const open = async (changes = {}): Promise<[ReturnType<typeof paneRetain>, PaneStore]> => {
    const retain = paneRetain(changes);
    return [retain, await openPane(retain, { place: "settings" })];
  };

  test("rule sets stand side by side with their counts before one is chosen", async () => {
    const [retain] = await open();
    const rules = region(said.ruleSet.title);
    for (const name of Object.values(zh.data.ruleSets)) expect(rules.getByText(name)).toBeTruthy();
    expect(rules.getByText(zh.data.statuses.longLost)).toBeTruthy();
    const use = said.ruleSet.use(zh.data.ruleSets.loyalty);
    await userEvent.click(button(use));
    expect(retain.of("saveSettings")).toEqual([]);
    await userEvent.click(button(use));
    expect(retain.of("saveSettings")).toEqual([{ general: { ruleSet: zh.data.ruleSets.loyalty } }]);
  });

  test("time travel is switched on with a day and off again", async () => {
    const [retain] = await open();
    await userEvent.click(screen.getByRole("switch", { name: said.asOf.travel }));
    expect(button(said.asOf.apply)).toHaveProperty("disabled", false);
    await userEvent.click(button(said.asOf.apply));
    expect(retain.of("saveSettings")).toEqual([{ general: { asOf } }]);
  });

  test("classification columns are switched to formulas, and the switch stays where it was put", async () => {
    const [retain] = await open();
    const control = () =>
      screen.getByRole<HTMLInputElement>("switch", { name: said.liveColumns.live });
    expect(control().checked).toBe(false);
    expect(screen.getByText(said.liveColumns.lead)).toBeTruthy();
    await userEvent.click(control());
    expect(retain.of("setLiveColumns")).toEqual([true]);
    expect(control().checked).toBe(true);
    await userEvent.click(control());
    expect(retain.of("setLiveColumns")).toEqual([true, false]);
  });

  test("a switch to formulas that Excel refused stays off", async () => {
    const refused: Outcome = { kind: "refused", code: "sheetFiltered", about: ["%1"], changes: [] };
    await open({ setLiveColumns: () => Promise.resolve(refused) });
    const control = () =>
      screen.getByRole<HTMLInputElement>("switch", { name: said.liveColumns.live });
    await userEvent.click(control());
    expect(control().checked).toBe(false);
  });

  test("a parameter is found by its name, shown with unit, default and source, changed and saved", async () => {
    const [retain] = await open();
    const name = zh.parameters.names["status.retention.stable"];
    await userEvent.type(screen.getByRole("searchbox", { name: said.parameters.search }), name);
    const field = screen.getByRole("textbox", { name });
    expect(
      screen.getByText(
        `${said.parameters.default("6 个月")} · ${said.parameters.source("S0 状态KPI")}`
      )
    ).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, "5x");
    expect(screen.getByText(said.parameters.wrong)).toBeTruthy();
    expect(button(said.parameters.save("1"))).toHaveProperty("disabled", true);
    await userEvent.type(field, "{Backspace}");
    await userEvent.click(button(said.parameters.save("1")));
    expect(retain.of("saveSettings")).toEqual([{ parameters: { "status.retention.stable": 5 } }]);
  });

  test("all parameters have a name in the chapter in which they are looked for", async () => {
    await open();
    const chapters = Object.values(zh.parameters.chapters);
    for (const chapter of chapters) expect(button(chapter)).toBeTruthy();
    await userEvent.click(button(zh.parameters.chapters.targets));
    expect(screen.getByText(zh.parameters.names["targets.newLostShare"])).toBeTruthy();
  });

  test("a reset names what it does and touches changed settings only", async () => {
    const changed = { ...settings, changed: new Map([["targets.newLostShare", 0.02]]) };
    const [retain] = await open({
      updateAll: () => Promise.resolve(previewed({ settings: changed })),
    });
    await userEvent.click(button(said.reset.action));
    expect(screen.getByText(said.reset.lead)).toBeTruthy();
    await userEvent.click(button(said.reset.confirm));
    expect(retain.of("saveSettings")).toEqual([
      { general: { asOf: null, ruleSet: null }, parameters: { "targets.newLostShare": null } },
    ]);
  });
});
