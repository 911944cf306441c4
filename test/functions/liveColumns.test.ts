import { actions } from "../../src/excel/allActions";
import { writeSampleStore } from "../../src/excel/actions";
import { serialOfIso } from "../../src/retention/time";
import { generateSampleStore } from "../../src/sample";
import { openStandIn, Workbook } from "../../src/offline/host";
import { shown } from "../support/workbookDump";
import { openWithFunctions } from "./builtFunctions";

jest.setTimeout(180_000);

const asOf = serialOfIso("2026-06-30");
const store = generateSampleStore({ seed: 11, customers: 120, asOf, years: 4 });
const options = { locale: "zh-CN" as const, asOf };

/** A cell of a live column: what stood there as a value, and the formula that took its place. */
interface LiveCell {
  readonly value: unknown;
  readonly formula: string;
}

/** Has the columns written as values and then as formulas, over a dirty store. */
async function liveCells(workbook: Workbook): Promise<LiveCell[]> {
  const standIn = await openStandIn({ workbook });
  await writeSampleStore(store);
  const run = async (live: boolean): Promise<void> => {
    const { kind, cause } = await actions.setLiveColumns(live, options);
    if (kind !== "done") throw cause;
  };
  await run(false);
  const sheet = workbook.sheet(store.customers.name);
  const before = new Map<string, unknown>();
  sheet.cells.eachCell((row, column) => before.set(`${row},${column}`, shown(sheet, row, column)));
  await run(true);
  const found: LiveCell[] = [];
  sheet.cells.eachCell((row, column) => {
    const formula = sheet.cells.formula(row, column);
    if (formula?.startsWith("=RETAIN.")) {
      found.push({ value: before.get(`${row},${column}`), formula });
    }
  });
  await standIn.close();
  return found;
}

/** The arguments of a live formula as Excel hands them over: cells as ranges of one cell. */
function callOf(formula: string, workbook: Workbook): [id: string, args: unknown[]] {
  const [, id = "", list = ""] = /^=RETAIN\.(\w+)\((.*)\)$/.exec(formula) ?? [];
  const { cells } = workbook.sheet(store.customers.name);
  const day = list.replace(/DATE\((\d+),(\d+),(\d+)\)/, (_, year, month, date) =>
    String(serialOfIso([year, month, date].map((it: string) => it.padStart(2, "0")).join("-")))
  );
  const args = day.split(",").map((argument): unknown => {
    if (argument === "") return null;
    if (argument.startsWith('"')) return argument.slice(1, -1);
    const [, letters = "", row] = /^([A-Z]+)(\d+)$/.exec(argument) ?? [];
    if (row === undefined) return Number(argument);
    const column = [...letters].reduce((sum, it) => sum * 26 + it.charCodeAt(0) - 64, 0) - 1;
    return [[cells.value(Number(row) - 1, column) ?? ""]];
  });
  return [id, args];
}

test("the built functions give for every live formula over dirty cells what is written as a value, in the workbook's language whatever the add-in's", async () => {
  const workbook = Workbook.blank("说明");
  const cells = await liveCells(workbook);
  const ids = cells.map(({ formula }) => callOf(formula, workbook)[0]);
  expect(new Set(ids)).toEqual(new Set(["STATUS", "MONTHSAWAY", "LIFECYCLE"]));
  expect(cells.length).toBeGreaterThan(200);
  const excel = await openWithFunctions("en-US");
  const results = await Promise.all(
    cells.map(async ({ formula }) => {
      const outcome = await excel.callFunction(...callOf(formula, workbook));
      return "value" in outcome ? [outcome.value].flat(2)[0] : outcome.error;
    })
  );
  await excel.close();
  expect(results).toEqual(cells.map(({ value }) => value));
});
