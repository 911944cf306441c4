import { strFromU8, unzipSync } from "fflate";
import { JSDOM } from "jsdom";
import { openStandIn, Workbook, type StandIn } from "../../offline/host";
import type { Snapshot } from "../../offline/host/model/snapshot";
import { saveXlsx } from "../../offline/host/xlsx";
import {
  bookColumns,
  conflictKey,
  headRows,
  readBook,
  writeBook,
  type AdvisorBook,
  type BookColumn,
  type BookRow,
} from "../../books";
import { cellRef } from "../../reports/plan";
import { InputTableUser } from "../../../test/support/inputTableUser";
import { normaliseKey } from "../../retention/store";
import { serialOfIso } from "../../retention/time";
import { generateSampleStore } from "../../sample";
import { locales, textsOf } from "../../locale";
import { actions } from "../allActions";
import type { RunOptions } from "../api";
import { collectBook, compareBook, handOutBook, type BookComparison } from "./books";
import { recognise } from "../read";
import { describeOutcome } from "../views";
import { writeSampleStore } from "./sampleStore";

jest.setTimeout(120_000);

const asOf = serialOfIso("2026-06-30");
const store = generateSampleStore({ seed: 7, customers: 60, asOf, years: 3 });
const options = { locale: "zh-CN" as const, asOf, now: () => new Date(2026, 5, 30, 8) };
const advisors = ["王强", "李静"];

let standIn: StandIn;
let workbook: Workbook;
let user: InputTableUser;
/** The morning after the deal, with a plan. */
let planned: Snapshot;
/** Only the store's two sheets. */
let unwritten: Snapshot;

beforeAll(async () => {
  // The pane has the browser's own parser of XML.
  globalThis.DOMParser = new JSDOM().window.DOMParser;
  workbook = Workbook.blank("说明");
  user = new InputTableUser(workbook);
  standIn = await openStandIn({ workbook });
  await writeSampleStore(store);
  unwritten = workbook.snapshot();
  await planOf(options);
  planned = workbook.snapshot();
});
beforeEach(() => workbook.restore(planned));
afterAll(() => standIn.close());

async function planOf(theirs: RunOptions): Promise<void> {
  await actions.updateAll({ ...theirs, reports: ["settings"] });
  await actions.saveInputs(
    advisors.map((name) => ({ table: "advisors" as const, values: { name, weight: 1 } })),
    theirs
  );
  await actions.dealAllocation({ ...theirs, kind: "full", seed: "2026-春" });
  await actions.makeMorningPlan(theirs);
}

/** A column of the customer sheet, row by row. */
function columnOf(header: string): readonly unknown[] {
  const { columns, rows } = store.customers;
  const at = columns.findIndex((column) => column.header === header);
  if (at < 0) throw new Error(`no column ${header} in ${columns.map((c) => c.header).join()}`);
  return rows.map((row) => row[at]);
}

/** Hands out a book and gives what Excel opened, read back. */
async function handedOut(advisor = "王强"): Promise<AdvisorBook> {
  const outcome = await handOutBook(advisor, options);
  expect(outcome).toMatchObject({ kind: "done", code: "bookOpened" });
  const opened = workbook.opened[workbook.opened.length - 1];
  return readBook(new Uint8Array(opened));
}

/** The book with some rows filled in, as a file that comes back. */
const filled = (
  book: AdvisorBook,
  fill: (row: BookRow, at: number) => Partial<BookRow>
): Uint8Array =>
  writeBook({ ...book, rows: book.rows.map((row, at) => ({ ...row, ...fill(row, at) })) });

async function compared(bytes: Uint8Array): Promise<BookComparison> {
  const { comparison } = await compareBook(bytes, options);
  if (!comparison) throw new Error("The book could not be compared");
  return comparison;
}

const rowOf = (number: unknown): number => user.rowWith("records", "number", number);
const noteOf = (number: unknown): unknown => user.cell("records", rowOf(number), "note");

test("an advisor's book opens beside the workbook, with his open records and nobody else's", async () => {
  const book = await handedOut();
  expect(workbook.opened).toHaveLength(1);
  const numbers = user.cells("records", "number");
  const owners = user.cells("records", "advisor");
  const own = numbers.filter((_, at) => owners[at] === "王强");
  expect(own.length).toBeGreaterThan(2);
  expect(book.rows.map(({ number }) => number).sort()).toEqual([...own].sort());
});

/** What the advisor needs to call from his book alone. */
const shownColumns = [
  "name",
  "plate",
  "phone",
  "model",
  "status",
  "daysAway",
  "predictedKm",
  "scriptText",
  "state",
] as const;

test.each(locales)(
  "every row of it says who is to be called, what about and what to say, as values (%s)",
  async (locale) => {
    const theirs = { ...options, locale };
    workbook.restore(unwritten);
    await planOf(theirs);
    const outcome = await handOutBook("王强", theirs);
    expect(outcome).toMatchObject({ kind: "done", code: "bookOpened" });
    const { rows } = readBook(new Uint8Array(workbook.opened[workbook.opened.length - 1]));
    expect(rows.length).toBeGreaterThan(2);
    const { vocabulary, data } = textsOf(locale);
    const reader = new InputTableUser(workbook, locale);
    const names = columnOf("客户姓名");
    const phones = columnOf("手机号");
    const vins = columnOf("VIN码").map((cell) => normaliseKey(String(cell)));
    for (const row of rows) {
      const customer = vins.indexOf(String(row.customer));
      expect(customer).toBeGreaterThanOrEqual(0);
      expect([row.customer, row.name]).toEqual([row.customer, String(names[customer]).trim()]);
      const digits = String(phones[customer]).normalize("NFKC").replaceAll(/\D/gu, "");
      expect(digits).toContain(String(row.phone));
      expect(Object.values(vocabulary.recordStates)).toContain(row.state);
      expect(Object.values(data.statuses)).toContain(row.status);
      expect(String(row.scriptText).length).toBeGreaterThan(5);
      for (const column of shownColumns) {
        const at = reader.rowWith("records", "number", row.number);
        expect([column, row[column]]).toEqual([column, reader.cell("records", at, column)]);
      }
      expect(typeof row.daysAway === "number" || row.daysAway === "—").toBe(true);
      expect(typeof row.predictedKm === "number" || row.predictedKm === "—").toBe(true);
    }
    expect(rows.some(({ plate }) => plate !== "")).toBe(true);
    expect(rows.some(({ model }) => model !== "")).toBe(true);
  }
);

test("what he filled in is written to his records, wherever they stand by then", async () => {
  const book = await handedOut();
  const [first] = book.rows;
  const comparison = await compared(
    filled(book, (_, at) => (at === 0 ? { result: "考虑中", note: "周末再打" } : {}))
  );
  const outcome = await collectBook(comparison, new Map(), options);
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  const row = rowOf(first.number);
  expect(user.cell("records", row, "result")).toBe("考虑中");
  expect(user.cell("records", row, "note")).toBe("周末再打");
});

test("a cell that the store changed meanwhile is written only where the user decides so", async () => {
  const book = await handedOut();
  const [first, second] = book.rows;
  user.type("records", rowOf(first.number), "note", "经理：已换号码");
  user.type("records", rowOf(second.number), "note", "经理：勿催");
  const comparison = await compared(
    filled(book, (_, at) => (at < 2 ? { note: "顾问：约了周六" } : {}))
  );
  expect(comparison.merge.conflicts).toHaveLength(2);
  const taken = comparison.merge.conflicts.find(({ number }) => number === first.number);
  if (!taken) throw new Error("There is no conflict for the first record");
  await collectBook(comparison, new Map([[conflictKey(taken), "book"]]), options);
  expect(noteOf(first.number)).toBe("顾问：约了周六");
  expect(noteOf(second.number)).toBe("经理：勿催");
});

test("his calls beyond the plan become records of his own", async () => {
  const book = await handedOut();
  const [like] = book.rows;
  const before = user.cells("records", "number").length;
  const blank = Object.fromEntries(Object.keys(like).map((column) => [column, ""])) as BookRow;
  const call = { ...blank, day: asOf, customer: like.customer, type: "流失招揽", result: "拒绝" };
  const comparison = await compared(writeBook({ ...book, rows: [...book.rows, call] }));
  await collectBook(comparison, new Map(), options);
  await actions.nightlyTally(options);
  const numbers = user.cells("records", "number");
  expect(numbers).toHaveLength(before + 1);
  expect(new Set(numbers).size).toBe(before + 1);
  expect(user.cell("records", before, "advisor")).toBe("王强");
  expect(user.cell("records", before, "result")).toBe("拒绝");
});

test("a book collected twice changes nothing the second time", async () => {
  const book = await handedOut();
  const bytes = filled(book, (_, at) => (at === 0 ? { result: "考虑中" } : {}));
  await collectBook(await compared(bytes), new Map(), options);
  const again = await collectBook(await compared(bytes), new Map(), options);
  expect(again).toMatchObject({ kind: "done", code: "bookUnchanged", changes: [] });
});

test("a book of another workbook is refused, and told in words", async () => {
  const book = await handedOut();
  const foreign = writeBook({ ...book, origin: { ...book.origin, workbookId: "another" } });
  const outcome = await compareBook(foreign, options);
  expect(outcome).toMatchObject({ kind: "refused", code: "bookForeign" });
  expect(describeOutcome(outcome, "zh-CN").body).toContain("请选择从这个工作簿分发出去的文件");
});

test("where Excel opens no new window, the book comes as a file to be saved, and words say so", async () => {
  workbook.opensBooks = false;
  try {
    const outcome = await handOutBook("王强", options);
    expect(outcome).toMatchObject({ kind: "done", code: "bookNotOpened" });
    expect(outcome.file?.name).toBe("王强-2026-06-30.xlsx");
    const { rows } = readBook(outcome.file?.bytes ?? new Uint8Array());
    expect(rows.length).toBeGreaterThan(2);
    expect(describeOutcome(outcome, "zh-CN").body).toContain("王强-2026-06-30.xlsx");
  } finally {
    workbook.opensBooks = true;
  }
});

/** As on Windows and Mac: a policy opens no new window, and a page saves no files. */
async function asOnTheDesktop<T>(work: () => Promise<T>): Promise<T> {
  workbook.opensBooks = false;
  const context = Office.context as { platform: unknown };
  const platform = jest.replaceProperty(context, "platform", "PC");
  try {
    return await work();
  } finally {
    platform.restore();
    workbook.opensBooks = true;
  }
}

/** What the user saves who moves a sheet to a new workbook. */
async function movedOut(sheetName: string): Promise<Uint8Array> {
  const moment = workbook.snapshot();
  await Excel.run(async ({ workbook: { worksheets, names }, sync }) => {
    worksheets.load("items/name");
    names.load("items/name");
    await sync();
    for (const name of names.items) name.delete();
    for (const sheet of worksheets.items) if (sheet.name !== sheetName) sheet.delete();
    await sync();
  });
  const bytes = await saveXlsx(workbook);
  workbook.restore(moment);
  return bytes;
}

describe.each(locales)("where neither a window is opened nor a file saved (%s)", (locale) => {
  const theirs = { ...options, locale };
  beforeEach(async () => {
    if (locale === "zh-CN") return;
    workbook.restore(unwritten);
    await planOf(theirs);
  });

  test("the book stands as a sheet to be moved out, words say how, and what comes back of it is merged", async () => {
    const before = await handOutBook("王强", theirs);
    expect(before.code).toBe("bookOpened");
    const file = readBook(new Uint8Array(workbook.opened[workbook.opened.length - 1]));
    const outcome = await asOnTheDesktop(() => handOutBook("王强", theirs));
    const [sheetName = ""] = outcome.about;
    expect(outcome).toMatchObject({ kind: "done", code: "bookAsSheet", changes: [{ sheetName }] });
    const { title, body } = describeOutcome(outcome, locale);
    expect(title).toBe(textsOf(locale).outcomes.titles.bookAsSheet);
    expect(body).toContain(sheetName);
    expect(body).toContain(locale === "zh-CN" ? "移动或复制" : "Move or Copy");

    // As a file, but for the blank rows, in which it knows no more.
    expect(readBook(await movedOut(sheetName))).toEqual(file);

    const sheet = workbook.sheets.find(({ Name }) => Name === sheetName);
    if (!sheet) throw new Error("no book");
    const reader = new InputTableUser(workbook, locale);
    const first = file.rows[0];
    const at = (column: BookColumn): number => bookColumns.indexOf(column);
    sheet.user.type(cellRef(headRows + 1, at("note")), "没接，周末再打");
    const spare = headRows + 1 + file.rows.length;
    const said = textsOf(locale).vocabulary;
    sheet.user.type(cellRef(spare, at("day")), String(asOf));
    sheet.user.type(cellRef(spare, at("customer")), String(first?.customer));
    sheet.user.type(cellRef(spare, at("type")), said.solicitationTypes.care);
    sheet.user.type(cellRef(spare, at("note")), "计划外");
    const { comparison } = await compareBook(await movedOut(sheetName), theirs);
    expect(comparison?.merge).toMatchObject({
      edits: [{ number: first?.number, column: "note", value: "没接，周末再打" }],
      added: [{ note: "计划外", customer: first?.customer }],
      conflicts: [],
    });
    if (!comparison) throw new Error("nothing compared");
    expect(await collectBook(comparison, new Map(), theirs)).toMatchObject({ kind: "done" });
    expect(reader.cells("records", "note")).toEqual(
      expect.arrayContaining(["没接，周末再打", "计划外"])
    );
  });

  test("all that the sheet needs stands on it: it refers to no other, and no name refers to it", async () => {
    const outcome = await asOnTheDesktop(() => handOutBook("王强", theirs));
    const [sheetName = ""] = outcome.about;
    const named = await Excel.run(async ({ workbook: { names }, sync }) => {
      names.load("items/formula");
      await sync();
      return names.items.map(({ formula }) => String(formula));
    });
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((formula) => formula.includes(sheetName))).toEqual([]);
    const files = unzipSync(await movedOut(sheetName));
    const texts = Object.values(files).map((bytes) => strFromU8(bytes));
    const rules = texts.flatMap((text) => [...text.matchAll(/<formula1>([^<]+)<\/formula1>/g)]);
    const sources = rules.map(([, formula = ""]) => formula).filter((it) => it.includes("$"));
    expect(sources).toHaveLength(4);
    for (const source of sources)
      expect(source.split("!").slice(0, -1).join()).toContain(sheetName);
  });

  test("it is no data of the store, and another one is a sheet of its own", async () => {
    const known = await recognise();
    await asOnTheDesktop(() => handOutBook("王强", theirs));
    const again = await asOnTheDesktop(() => handOutBook("王强", theirs));
    expect(again.about).toEqual(["王强-2026-06-30 (2)"]);
    const { choices, customers, orders } = await recognise();
    expect({ choices, customers, orders }).toEqual({
      choices: known.choices,
      customers: known.customers,
      orders: known.orders,
    });
    expect(await actions.updateAll({ ...theirs, reports: ["records"] })).toMatchObject({
      kind: "done",
    });
  });
});

test("a workbook that takes no sheets is left as it is, and words say why", async () => {
  workbook.structurePassword = "";
  const outcome = await asOnTheDesktop(() => handOutBook("王强", options));
  expect(outcome).toMatchObject({ kind: "refused", code: "workbookProtected", changes: [] });
});

test("a book that could not be written to its end leaves no half sheet, and the next try makes it", async () => {
  const names = workbook.sheets.map(({ Name }) => Name);
  standIn.counters.reset();
  await asOnTheDesktop(() => handOutBook("王强", options));
  const requests = standIn.counters.syncs;
  let refused = 0;
  for (let n = 1; n <= requests; n += 1) {
    workbook.restore(planned);
    standIn.faults.failSync(n);
    const outcome = await asOnTheDesktop(() => handOutBook("王强", options));
    standIn.faults.clear();
    if (outcome.code === "bookAsSheet") continue;
    refused += 1;
    expect(describeOutcome(outcome, "zh-CN").body).not.toBe("");
    expect([n, workbook.sheets.map(({ Name }) => Name)]).toEqual([n, names]);
    const next = await asOnTheDesktop(() => handOutBook("王强", options));
    expect([n, next.code]).toEqual([n, "bookAsSheet"]);
  }
  expect(refused).toBeGreaterThan(3);
});

test("an advisor without records gets no book", async () => {
  const outcome = await handOutBook("没有这个人", options);
  expect(outcome).toMatchObject({ kind: "refused", code: "advisorWithoutRecords" });
  expect(workbook.opened).toEqual([]);
});
