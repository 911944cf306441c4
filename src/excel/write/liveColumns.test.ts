import type { Workbook, StandIn } from "../../offline/host";
import { InputTableUser } from "../../../test/support/inputTableUser";
import { openSampleWorkbook } from "../../../test/support/sampleWorkbook";
import { dumpSheet, shown } from "../../../test/support/workbookDump";
import { cellRef, columnLetters } from "../../reports/plan";
import { serialOfIso } from "../../retention/time";
import { generateSampleStore } from "../../sample";
import { actions } from "../allActions";
import { mostLiveRows, type Outcome } from "../api";
import { describeOutcome } from "../views";
import { recognise } from "../read";

const asOf = serialOfIso("2026-06-30");
const store = generateSampleStore({ seed: 7, customers: 30, asOf, years: 3 });
const { headerRow } = store.customers;
const base = { locale: "zh-CN" as const, now: () => new Date(2026, 5, 30, 8, 0) };
const live = ["客户状态", "未进厂月数", "生命周期"] as const;

let standIn: StandIn;
let workbook: Workbook;

beforeEach(async () => {
  ({ standIn, workbook } = await openSampleWorkbook(store));
});
afterEach(() => standIn.close());

const customers = () => workbook.sheet(store.customers.name);

async function done(ending: Promise<Outcome>): Promise<Outcome> {
  const outcome = await ending;
  if (outcome.cause instanceof Error) throw outcome.cause;
  expect(outcome).toMatchObject({ kind: "done" });
  return outcome;
}
/** What stood in the columns while they were values: what Excel would calculate. */
let values: ReturnType<typeof allValues>;

const update = async (reports: "settings"[] = []): Promise<Outcome> =>
  calculated(await done(actions.updateAll({ ...base, reports })));
const setLive = async (on: boolean): Promise<Outcome> =>
  calculated(await done(actions.setLiveColumns(on, base)));

function columnOf(header: string): number {
  const { cells } = customers();
  const found = cells.usedColumns().filter((at) => cells.value(headerRow, at) === header);
  expect(found).toHaveLength(1);
  return found[0] ?? -1;
}

/** Values and formulas of a column, below its header. */
function bodyOf(header: string): { readonly value: unknown; readonly formula?: string }[] {
  const { cells } = customers();
  const column = columnOf(header);
  return Array.from({ length: store.customers.rows.length - headerRow - 1 }, (_, at) => {
    const row = headerRow + 1 + at;
    const formula = cells.formula(row, column);
    return formula === undefined
      ? { value: shown(customers(), row, column) }
      : { value: "", formula };
  });
}
const formulasOf = (header: string): string[] =>
  bodyOf(header).flatMap(({ formula }) => formula ?? []);

const allValues = () => Object.fromEntries(live.map((header) => [header, bodyOf(header)]));

/** Gives every formula that was just written its value, as Excel would. */
function calculated(outcome: Outcome): Outcome {
  if (live.every((header) => formulasOf(header).length === 0)) values = allValues();
  for (const header of live) {
    const column = columnLetters(columnOf(header));
    bodyOf(header).forEach(({ formula }, at) => {
      const value = values[header]?.[at]?.value;
      if (formula === undefined) return;
      if (typeof value !== "string" && typeof value !== "number") throw new Error("no value");
      customers().user.calculate(`${column}${headerRow + 2 + at}`, value);
    });
  }
  return outcome;
}

test("on request the columns that a function can give are formulas on their own row, and updating again changes nothing", async () => {
  await update(["settings"]);
  await setLive(true);
  expect((await recognise()).liveColumns).toBe(true);
  const visit = columnLetters(columnOf("末次进厂"));
  const day = `IF(RETAIN_asOf="",DATE(2026,6,30),RETAIN_asOf)`;
  const first = bodyOf("客户状态").findIndex(({ formula }) => formula?.includes(`(${visit}`));
  expect(bodyOf("客户状态")[first]?.formula).toBe(
    `=RETAIN.STATUS(${visit}${headerRow + 2 + first},${day},"retention","zh-CN")`
  );
  for (const header of live) expect(formulasOf(header).length).toBeGreaterThan(10);
  for (const header of ["末次进厂", "PSV", "价值分级"]) expect(formulasOf(header)).toEqual([]);
  // A row whose status rests on more than days, a transferred customer for instance, stays a value.
  const still = bodyOf("客户状态").flatMap(({ formula, value }, at) =>
    formula ? [] : [[value, at]]
  );
  expect(still.length).toBeGreaterThan(0);
  for (const [value, at] of still) expect(value).toEqual(values["客户状态"]?.[at as number]?.value);
  const dump = dumpSheet(customers());
  await update(["settings"]);
  expect(dumpSheet(customers())).toEqual(dump);
});

test("frozen formulas are the values they showed; the next update writes them again, and values once it is switched off", async () => {
  await update();
  await setLive(true);
  const formulas = live.map(formulasOf);
  await done(actions.freezeToValues(base));
  expect(allValues()).toEqual(values);
  await update();
  expect(live.map(formulasOf)).toEqual(formulas);
  await setLive(false);
  expect(allValues()).toEqual(values);
  await update();
  expect(allValues()).toEqual(values);
});

test("in an Excel table, where a column has one formula for all rows, columns with exceptions stay values", async () => {
  const width = Math.max(...customers().cells.usedColumns());
  const last = cellRef(store.customers.rows.length - 1, width);
  const table = customers().Tables.Add(`A${headerRow + 1}:${last}`, true);
  table.Name = "客户";
  await update();
  const outcome = await setLive(true);
  expect(outcome.notes).toContainEqual({ code: "tableColumnsAsValues", about: [...live] });
  expect(describeOutcome(outcome, "zh-CN").body).toContain("客户状态");
  for (const header of live) expect(formulasOf(header)).toEqual([]);
  expect(allValues()).toEqual(values);
});

test("formulas refer to the cells where the user's columns are now", async () => {
  await update();
  customers().user.moveColumn(
    columnLetters(columnOf("末次进厂")),
    columnLetters(columnOf("购车日期"))
  );
  await setLive(true);
  const visit = columnLetters(columnOf("末次进厂"));
  const delivery = columnLetters(columnOf("购车日期"));
  const used = new Set(formulasOf("客户状态").map((formula) => /\((\w+?)\d/.exec(formula)?.[1]));
  expect([...used].every((column) => column === visit || column === delivery)).toBe(true);
  expect(used.has(visit)).toBe(true);
  expect(formulasOf("生命周期").every((it) => it.startsWith(`=RETAIN.LIFECYCLE(${delivery}`))).toBe(
    true
  );
});

test("formulas name the as-of cell of the settings wherever it is, and the day where the cell is no answer", async () => {
  await update(["settings"]);
  const user = new InputTableUser(workbook);
  const row = user.rowWith("general", "key", "asOf");
  user.type("general", row, "value", asOf - 10);
  workbook.sheet("维系参数").user.renameSheet("参数 '26");
  workbook.sheet("参数 '26").user.insertRow(2, 3);
  await setLive(true);
  const day = "DATE(2026,6,20)";
  expect(formulasOf("客户状态")[0]).toContain(`IF(RETAIN_asOf="",${day},RETAIN_asOf)`);
  user.type("general", row, "value", "下周");
  await update();
  expect(formulasOf("客户状态")[0]).toContain(",DATE(2026,6,30),");
});

test("of a customer sheet that is too long for formulas the columns stay values, and the outcome says so", async () => {
  await update();
  const { user } = customers();
  user.type(`A${headerRow + 2 + mostLiveRows}`, "LSVAA9999999999999");
  const outcome = await setLive(true);
  expect(outcome.notes).toContainEqual({ code: "columnsAsValues", about: ["2,000"] });
  for (const header of live) expect(formulasOf(header)).toEqual([]);
});
