import { openStandIn, Workbook, type StandIn } from "../../test/host";
import { dumpWorkbook, shown } from "../../test/support/workbookDump";
import { inputTables, type InputTableId } from "../intake";
import { textsOf } from "../locale";
import { cellRef } from "../reports/a1";
import { serialOfIso } from "../retention";
import { generateSampleStore } from "../sample";
import type { Outcome, UpdateOptions } from "./api";
import { tableNameOf } from "./inputTables";
import { pendingNamespace } from "./pending";
import { writeSampleStore } from "./sampleStore";
import { updateAll } from "./updateAll";

const asOf = serialOfIso("2026-06-30");
const store = generateSampleStore({ seed: 7, customers: 40, asOf, years: 3 });

let standIn: StandIn;
let workbook: Workbook;

beforeEach(async () => {
  workbook = Workbook.blank("说明");
  standIn = await openStandIn({ workbook });
  await writeSampleStore(store);
});
afterEach(async () => {
  standIn.faults.clear();
  await standIn.close();
});

const clock = (minute: number) => (): Date => new Date(2026, 5, 30, 8, minute);
const run = (options: Partial<UpdateOptions> = {}): Promise<Outcome> =>
  updateAll({ locale: "zh-CN", asOf, now: clock(0), ...options });

const tableOf = (id: InputTableId) => workbook.table(tableNameOf(id));

/** The zero-based column of the sheet under a header of an input table. */
function columnIn<Id extends InputTableId>(id: Id, column: keyof (typeof inputTables)[Id]): number {
  const { rect, sheet } = tableOf(id);
  const headers = textsOf("zh-CN").inputTables[id] as Record<string, string>;
  for (let at = rect.column; at < rect.column + rect.columns; at += 1) {
    if (sheet.cells.value(rect.row, at) === headers[String(column)]) return at;
  }
  throw new Error(`${id} has no column ${String(column)}`);
}

/** Types into a body row of an input table, as a person. */
function type<Id extends InputTableId>(
  id: Id,
  row: number,
  column: keyof (typeof inputTables)[Id],
  value: string | number
): void {
  const { rect, sheet } = tableOf(id);
  sheet.user.type(cellRef(rect.row + 1 + row, columnIn(id, column)), value);
}

function cellOf<Id extends InputTableId>(
  id: Id,
  row: number,
  column: keyof (typeof inputTables)[Id]
): unknown {
  const { rect, sheet } = tableOf(id);
  return shown(sheet, rect.row + 1 + row, columnIn(id, column));
}

test("all sheets are written, and a second run changes nothing but when they were generated", async () => {
  const outcome = await run();
  if (outcome.cause) throw outcome.cause as Error;
  expect(outcome).toMatchObject({ kind: "done", code: "done" });
  const first = dumpWorkbook(workbook);
  expect((await run({ now: clock(1) })).kind).toBe("done");
  const after = dumpWorkbook(workbook);
  const plain = (dump: typeof after) =>
    JSON.parse(JSON.stringify(dump).replaceAll(/2026-06-30 08:0\d/g, "")) as typeof after;
  for (const name of Object.keys(first.sheets)) {
    expect([name, plain(after).sheets[name]]).toEqual([name, plain(first).sheets[name]]);
  }
  expect(plain(after).names).toEqual(plain(first).names);
  expect(plain(after).customXml).toEqual(plain(first).customXml);
  expect(workbook.customXml.some(({ xml }) => xml.includes(pendingNamespace))).toBe(false);
});

test("what the user typed into the settings is read and stands there after writing again", async () => {
  await run();
  type("advisors", 0, "name", "王强");
  type("advisors", 0, "weight", 2);
  const outcome = await run();
  expect(outcome.result?.figures.settings.roster.advisors).toMatchObject([
    { name: "王强", weight: 2 },
  ]);
  expect(cellOf("advisors", 0, "name")).toBe("王强");
  expect(cellOf("advisors", 0, "weight")).toBe(2);
});
