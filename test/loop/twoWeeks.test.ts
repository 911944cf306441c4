import { actions } from "../../src/excel/allActions";
import type { Outcome, RunOptions } from "../../src/excel/api";
import { writeSampleStore } from "../../src/excel/actions";
import { textsOf } from "../../src/locale";
import { columnLetters } from "../../src/reports/plan";
import { isoOf, serialOfIso, type SerialDay } from "../../src/retention/time";
import { openStandIn, Workbook, type StandIn } from "../../src/offline/host";
import { dumpWorkbook } from "../support/workbookDump";
import { makeCalls, type Contact, type Shift } from "./advisors";
import { Diary } from "./diary";
import {
  expectIdentities,
  generatedSheetsOf,
  newLostByDay,
  type Evening,
  type GeneratedSheets,
} from "./identities";
import { appendOrders, pasteOver, World } from "./world";

/**
 * Two working weeks of a small store, day after day in one workbook: what a morning plans, advisors
 * type, the dealer system exports and the evening counts. The tests are days of one story and run in
 * their order.
 */
jest.setTimeout(300_000);

const seed = 20;
const first = serialOfIso("2026-06-22");
const workdays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((after) => first + after);
const [mon1, tue1, wed1, thu1, fri1, mon2, tue2, wed2, thu2, fri2] = workdays as [
  SerialDay,
  SerialDay,
  SerialDay,
  SerialDay,
  SerialDay,
  SerialDay,
  SerialDay,
  SerialDay,
  SerialDay,
  SerialDay,
];
const fifthTouch = fri2 + 14;
const advisors = ["罗晓岚", "陈志远", "黄佳宁"] as const;
const { reports, vocabulary } = textsOf("zh-CN");
const ownHeader = "我的标记";

const world = new World({ seed, customers: 110, until: fifthTouch });
/** Whom nobody reaches: called after 1, 3, 7 and 14 days. */
const patient = new Set<string>();
const evenings: Evening[] = [];
const shifts: Shift[] = [];

let standIn: StandIn;
let workbook: Workbook;
let diary: Diary;
let exported: ReturnType<World["exportOn"]>;
let where: GeneratedSheets;
let hasOwnColumn = false;

beforeAll(async () => {
  workbook = Workbook.blank("说明");
  diary = new Diary(workbook);
  standIn = await openStandIn({ workbook });
  exported = world.exportOn(mon1 - 1);
  await writeSampleStore({ storeName: "", dirt: {} as never, ...exported });
});
afterAll(() => standIn.close());

/** What every run of a day is asked with; mornings at eight, evenings at nineteen. */
function on(day: SerialDay, hour = 8): RunOptions {
  const [year, month, date] = isoOf(day).split("-").map(Number) as [number, number, number];
  return { locale: "zh-CN", asOf: day, now: () => new Date(year, month - 1, date, hour) };
}

async function done(ending: Promise<Outcome>): Promise<Outcome> {
  const outcome = await ending;
  if (outcome.cause instanceof Error) throw outcome.cause;
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  return outcome;
}

function expectNothingLost(): void {
  expect(diary.differences(hasOwnColumn ? ownHeader : undefined)).toEqual([]);
  const numbers = diary.user.cells("records", "number");
  expect(new Set(numbers).size).toBe(numbers.length);
}

const customersSheet = () => workbook.sheets[1] as Workbook["sheets"][number];
const ordersSheet = () => workbook.sheets[2] as Workbook["sheets"][number];

/** The evening's export reaches the workbook in one of the two ways in which people bring it there. */
function bringExport(day: SerialDay, how: "append" | "paste"): void {
  for (const { appointments } of shifts) {
    for (const { customer, day: on, number } of appointments) {
      // Two of three keep their word.
      if (on === day && Number(number.slice(-1)) % 3 !== 0) world.arrive(customer, day);
    }
  }
  const next = world.exportOn(day);
  if (how === "paste") pasteOver(ordersSheet(), exported.orders, next.orders);
  else appendOrders(ordersSheet(), exported.orders, next.orders);
  pasteOver(customersSheet(), exported.customers, next.customers);
  exported = next;
}

async function morning(day: SerialDay): Promise<void> {
  await done(actions.makeMorningPlan(on(day)));
  expectNothingLost();
  expectFollowUps(day);
}

function callAll(day: SerialDay): void {
  shifts.push(makeCalls(diary, day, { seed, patient }));
}

const restReports = ["conversion", "reservoir", "evaluation", "contribution"] as const;

/** The night's run and the sheets that it does not write, then all that must hold. */
async function night(day: SerialDay): Promise<Evening> {
  await done(actions.nightlyTally(on(day, 19)));
  expectNothingLost();
  await done(actions.updateAll({ ...on(day, 19), reports: restReports }));
  expectNothingLost();
  where ??= generatedSheetsOf(workbook);
  const evening = expectIdentities(workbook, where, day);
  expect(evening.creditedMonth).toBeLessThanOrEqual(evening.visitsMonth);
  evenings.push(evening);
  return evening;
}

/** Reasons for some of the targets that the table lists as missed. */
function explainMisses(most: number): number {
  const { user } = diary;
  if (!diary.has("tallyReasons")) return 0;
  const open = user
    .cells("tallyReasons", "reason")
    .flatMap((reason, row) => (reason === "" ? [row] : []))
    .slice(0, most);
  for (const row of open) {
    const key = {
      day: user.cell("tallyReasons", row, "day"),
      advisor: user.cell("tallyReasons", row, "advisor"),
      type: user.cell("tallyReasons", row, "type"),
    };
    diary.type("tallyReasons", key, "reason", `原因 ${Object.values(key).join("/")}`);
    diary.type("tallyReasons", key, "reasonable", row % 2 === 0 ? "是" : "否");
    diary.type("tallyReasons", key, "measure", "'-明日补齐");
  }
  return open.length;
}

/**
 * Every contact whose next touch has come by the morning is in its plan, unless the customer came, or
 * another car of the same owner is called that day.
 */
function expectFollowUps(day: SerialDay): void {
  const { user } = diary;
  const rows = diary.find("records", { day, planned: vocabulary.yes });
  const cells = (column: "customer" | "phone" | "attempt") =>
    rows.map((row) => user.cell("records", row, column));
  const [customers, phones, attempts] = [cells("customer"), cells("phone"), cells("attempt")];
  const latest = new Map<string, Contact>();
  for (const contact of shifts.flatMap(({ contacts }) => contacts)) {
    latest.set(contact.customer, contact);
  }
  const state = (number: string): unknown =>
    user.cell("records", user.rowWith("records", "number", number), "state");
  for (const contact of latest.values()) {
    const isDue = contact.due !== undefined && contact.due <= day && contact.day < day;
    if (!isDue || state(contact.number) !== vocabulary.recordStates.followUp) continue;
    const at = customers.indexOf(contact.customer);
    if (at < 0)
      expect([contact.number, phones]).toEqual([
        contact.number,
        expect.arrayContaining([contact.phone]),
      ]);
    else expect([contact.number, attempts[at]]).toEqual([contact.number, contact.attempt + 1]);
  }
  const carried = shifts[shifts.length - 1]?.undone ?? [];
  for (const contact of carried) {
    // Who came in the meantime need not be called; who may still come by appointment was only to be
    // reminded of it.
    const isExpected = shifts.some(({ appointments }) =>
      appointments.some((said) => said.customer === contact.customer && said.day + 7 >= day)
    );
    if (isExpected || world.came(contact.customer, contact.day, day - 1)) continue;
    expect(state(contact.number)).toBe(vocabulary.recordStates.open);
    const found = customers.includes(contact.customer) || phones.includes(contact.phone);
    expect([contact.number, found]).toEqual([contact.number, true]);
  }
}

test("the first day: advisors are named, every customer is dealt, and the first plan is called", async () => {
  await done(
    actions.saveInputs(
      advisors.map((name) => ({ table: "advisors" as const, values: { name, weight: 1 } })),
      on(mon1)
    )
  );
  await done(
    actions.saveSettings(
      {
        parameters: {
          "incentives.deductionAbove": 50,
          "incentives.deductionBeyond": 80,
          "incentives.rewardLost3": 10,
          "incentives.rewardLost6": 20,
          "incentives.rewardLost12": 30,
          "incentives.rewardLost24": 40,
          "incentives.rewardLostOver24": 50,
        },
      },
      on(mon1)
    )
  );
  const dealt = await actions.dealAllocation({ ...on(mon1), kind: "full", seed: "2026-夏" });
  expect(dealt).toMatchObject({ kind: "done", deal: { number: 1 } });
  const customers = diary.user.cells("ledger", "customer");
  expect(new Set(customers).size).toBe(customers.length);
  await morning(mon1);
  const planned = diary.find("records", { day: mon1, planned: "是" });
  expect(planned.length).toBeGreaterThan(20);
  for (const row of planned.slice(0, 2)) {
    patient.add(String(diary.user.cell("records", row, "customer")));
  }
  callAll(mon1);
  bringExport(mon1, "append");
  await night(mon1);
});

test("the second day: the record table is sorted and gets a column of the user's own", async () => {
  expect(explainMisses(4)).toBeGreaterThan(0);
  await morning(tue1);
  const { user } = diary;
  const { sheet } = user.table("records");
  sheet.user.insertColumn(columnLetters(user.column("records", "note")));
  const { rect } = user.table("records");
  sheet.user.type(`${columnLetters(user.column("records", "note") - 1)}${rect.row + 1}`, ownHeader);
  hasOwnColumn = true;
  for (const number of user.cells("records", "number").slice(3, 9)) {
    diary.noteBeside(String(number), ownHeader, `标记 ${String(number)}`);
  }
  sortRecords("customer", false);
  expectNothingLost();
  callAll(tue1);
  sortRecords("phone", true);
  bringExport(tue1, "paste");
  await night(tue1);
});

/** Sorts the whole table, the user's own column with it. */
function sortRecords(column: "customer" | "phone" | "number", ascending: boolean): void {
  const { user } = diary;
  const { sheet, rect } = user.table("records");
  const end = columnLetters(rect.column + rect.columns - 1);
  const body = `${columnLetters(rect.column)}${rect.row + 2}:${end}${rect.row + rect.rows}`;
  sheet.user.sortRows(body, columnLetters(user.column("records", column)), ascending);
}

test("the third day: a filtered record table refuses every run that would write into it, and changes nothing", async () => {
  const { sheet, rect } = diary.user.table("records");
  const [own] = diary.user.cells("records", "advisor").map(String);
  const header = String(sheet.cells.value(rect.row, diary.user.column("records", "advisor")));
  sheet.user.filterTable("RETAIN_records", header, [own ?? ""]);
  const before = dumpWorkbook(workbook);
  const key = String(diary.user.cell("records", 0, "customer"));
  for (const refused of [
    await actions.makeMorningPlan(on(wed1)),
    await actions.nightlyTally(on(wed1)),
    await actions.recordCall({ key, result: "considering" }, on(wed1)),
    await actions.updateAll({ ...on(wed1), reports: "all" }),
  ]) {
    expect(refused).toMatchObject({ kind: "refused", code: "sheetFiltered", changes: [] });
    expect(refused.about).toEqual([sheet.Name]);
  }
  expect(dumpWorkbook(workbook)).toEqual(before);
  sheet.user.clearFilters();
  await morning(wed1);
  callAll(wed1);
  bringExport(wed1, "append");
  await night(wed1);
});

test("the fourth day: sheets are renamed, and the work goes on in them", async () => {
  workbook.sheet(reports.names.records).user.renameSheet("外呼");
  workbook.sheet(reports.names.tally).user.renameSheet("日报");
  customersSheet().user.renameSheet("客户");
  ordersSheet().user.renameSheet("工单");
  explainMisses(3);
  await morning(thu1);
  callAll(thu1);
  typeUnplannedCall(thu1);
  bringExport(thu1, "append");
  const sheets = workbook.sheets.length;
  await night(thu1);
  expect(workbook.sheets).toHaveLength(sheets);
  expect(workbook.sheet(reports.names.records, null)).toBeNull();
});

/** A call beyond the plan, typed below the table's last row. */
function typeUnplannedCall(day: SerialDay): void {
  const { user } = diary;
  const customer = String(user.cell("records", 0, "customer"));
  const table = user.table("records");
  table.Resize(table.sheet.range({ ...table.rect, rows: table.rect.rows + 1 }));
  const row = user.rowCount("records") - 1;
  const note = "计划外来电";
  user.type("records", row, "note", note);
  diary.type("records", { note }, "day", day);
  diary.type("records", { note }, "customer", customer);
  diary.type("records", { note }, "type", vocabulary.solicitationTypes.maintenance);
  diary.type("records", { note }, "result", vocabulary.results.considering);
}

test("the week ends: it is evaluated, and looking back and ahead changes nothing that was typed", async () => {
  await morning(fri1);
  callAll(fri1);
  bringExport(fri1, "paste");
  const evening = await night(fri1);
  for (const day of [tue1, fri1 + 60]) {
    await done(actions.updateAll({ ...on(fri1, 20), asOf: day, reports: "all" }));
    expectNothingLost();
  }
  const ledger = diary.user.rowCount("ledger");
  const records = diary.user.rowCount("records");
  await done(actions.nightlyTally({ ...on(fri1, 20), asOf: tue1 }));
  expect([diary.user.rowCount("ledger"), diary.user.rowCount("records")]).toEqual([
    ledger,
    records,
  ]);
  const sheetsOfTuesday = await seeAgain(tue1);
  expect(sheetsOfTuesday).toEqual(evenings.find(({ day }) => day === tue1));
  expect(await seeAgain(fri1)).toEqual(evening);
});

/** Writes all sheets of an earlier day again, and reads them. */
async function seeAgain(day: SerialDay): Promise<Evening> {
  await done(actions.updateAll({ ...on(fri1, 21), asOf: day, reports: "all" }));
  expectNothingLost();
  return expectIdentities(workbook, where, day);
}

test("the second week begins: a changed parameter changes the next plan and nothing that was typed", async () => {
  bringExport(mon2 - 1, "paste");
  explainMisses(100);
  const quota = "solicitation.quotas.lost";
  diary.type("parameters", { key: quota }, "value", 2);
  await morning(mon2);
  const isNew = (row: number): boolean => diary.user.cell("records", row, "attempt") === 1;
  for (const advisor of advisors) {
    const lost = diary.find("records", {
      day: mon2,
      planned: "是",
      advisor,
      type: vocabulary.solicitationTypes.lost,
    });
    expect(lost.filter(isNew).length).toBeLessThanOrEqual(2 + carriedOverOf(advisor));
  }
  callAll(mon2);
  bringExport(mon2, "append");
  await night(mon2);
});

/** First touches that were left undone last time: they do not count against the quota. */
function carriedOverOf(advisor: string): number {
  const { user } = diary;
  return (shifts[shifts.length - 1]?.undone ?? []).filter(
    ({ number, attempt, type }) =>
      attempt === 1 &&
      type === vocabulary.solicitationTypes.lost &&
      user.cell("records", user.rowWith("records", "number", number), "advisor") === advisor
  ).length;
}

test("the month ends while runs are stopped half-way, and incentives are paid for whom the lists name", async () => {
  await stopEverywhere((signal, onProgress) =>
    actions.makeMorningPlan({ ...on(tue2), signal, onProgress })
  );
  await morning(tue2);
  callAll(tue2);
  bringExport(tue2, "append");
  await stopEverywhere((signal, onProgress) =>
    actions.nightlyTally({ ...on(tue2, 19), signal, onProgress })
  );
  const evening = await night(tue2);
  expect(evening.newLostMonth).toBeGreaterThan(0);
  expect(evening.returnedMonth).toBeGreaterThan(0);
});

/** Stops an action at each of its steps, and in the middle of each step that has many parts. */
async function stopEverywhere(
  act: (signal: AbortSignal, onProgress: NonNullable<RunOptions["onProgress"]>) => Promise<Outcome>
): Promise<void> {
  let stops = 0;
  for (let stopAt = 1; stopAt < 40; stopAt += 3) {
    const controller = new AbortController();
    let steps = 0;
    const outcome = await act(controller.signal, () => {
      steps += 1;
      if (steps === stopAt) controller.abort();
    });
    if (outcome.kind === "done") {
      expect(stops).toBeGreaterThan(2);
      return;
    }
    expect(outcome.code).toBe("stopped");
    stops += 1;
  }
  throw new Error("no run went through");
}

test("the new month begins with runs that fail half-way, and the next ones complete them", async () => {
  await failSometimes(() => actions.makeMorningPlan(on(wed2)));
  await morning(wed2);
  callAll(wed2);
  bringExport(wed2, "paste");
  await failSometimes(() => actions.nightlyTally(on(wed2, 19)));
  const evening = await night(wed2);
  const [before] = evenings.filter(({ day }) => day === tue2);
  expect(evening.newLostMonth).toBe(evening.newLost);
  expect(before?.base).toBeGreaterThan(0);
});

/** Lets single requests fail, at the beginning and half-way, each in a run of its own. */
async function failSometimes(act: () => Promise<Outcome>): Promise<void> {
  let failures = 0;
  for (const [request, afterActions] of [
    [9, 0],
    [14, 1],
    [17, 3],
    [19, 0],
    [22, 10],
    [25, 2],
  ] as const) {
    standIn.faults.failSync(request, { afterActions });
    const outcome = await act();
    standIn.faults.clear();
    if (outcome.kind === "done") continue;
    expect(outcome.code).toBe("failed");
    failures += 1;
  }
  expect(failures).toBeGreaterThan(2);
}

test("what the pane enters stands beside what was typed", async () => {
  await morning(thu2);
  callAll(thu2);
  const key = String(diary.user.cell("records", 1, "customer"));
  const rows = diary.user.rowCount("records");
  await done(actions.recordCall({ key, result: "considering", note: "从窗格记录" }, on(thu2)));
  const [row] = diary.find("records", { note: "从窗格记录" });
  expect(diary.user.cell("records", row ?? -1, "result")).toBe("考虑中");
  expect(diary.user.rowCount("records") - rows).toBeLessThanOrEqual(1);
  diary.remember({
    table: "records",
    row: { note: "从窗格记录" },
    column: "customer",
    value: key,
  });
  await done(actions.confirmInvalid({ key, reason: "scrapped", day: thu2 }, on(thu2)));
  bringExport(thu2, "append");
  await night(thu2);
});

test("the last day: all sheets are written, and each evening's newly lost still are those of its day", async () => {
  explainMisses(100);
  await morning(fri2);
  callAll(fri2);
  bringExport(fri2, "paste");
  await night(fri2);
  await done(actions.updateAll({ ...on(fri2, 20), reports: "all" }));
  expectNothingLost();
  expect(expectIdentities(workbook, where, fri2)).toEqual(evenings[evenings.length - 1]);
  const series = newLostByDay(where);
  for (const { day, newLost } of evenings) {
    expect([isoOf(day), series.get(day)]).toEqual([isoOf(day), newLost]);
  }
});

test("whom nobody reached was called after 1, 3, 7 and 14 days, and is let go after the fifth touch", async () => {
  bringExport(fifthTouch - 1, "paste");
  await morning(fifthTouch);
  callAll(fifthTouch);
  bringExport(fifthTouch, "append");
  await night(fifthTouch);
  const { user } = diary;
  for (const customer of patient) {
    const rows = diary.find("records", { customer });
    const touches = rows
      .map((row) => [user.cell("records", row, "attempt"), user.cell("records", row, "day")])
      .sort(([a], [b]) => Number(a) - Number(b));
    expect(touches).toEqual([
      [1, mon1],
      [2, tue1],
      [3, fri1],
      [4, fri2],
      [5, fifthTouch],
    ]);
    const last = rows.find((row) => user.cell("records", row, "attempt") === 5);
    expect(user.cell("records", last ?? -1, "state")).toBe(vocabulary.recordStates.closed);
  }
});
