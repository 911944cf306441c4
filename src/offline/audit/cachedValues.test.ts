import { NOT_CALCULATED } from "../host/model";
import { Workbook } from "../host";
import { setLiveColumns } from "../../excel/actions";
import { serialOfIso } from "../../retention/time";
import { generateSampleStore } from "../../sample";
import { sampleWorkbook } from "../workbench/page/sampleWorkbook";
import { blanksOf, knownValues, putKnown } from "./cachedValues";
import { runAddIn } from "./runAddIn";

/** A sheet with a name and a plate per row and a formula of the user's own beside them. */
function listOf(
  rows: readonly (readonly [name: string, plate: string])[],
  formulaOf: (row: number) => string,
  valueOf: (row: number) => number | typeof NOT_CALCULATED
): Workbook {
  const workbook = Workbook.blank("名单");
  const { cells } = workbook.sheets[0];
  rows.forEach(([name, plate], row) => {
    cells.setValue(row, 0, name);
    cells.setValue(row, 1, plate);
    cells.setFormula(row, 2, formulaOf(row), valueOf(row));
  });
  return workbook;
}

const before = [
  ["甲", "苏A1"],
  ["乙", "苏A2"],
  ["丙", "苏A3"],
] as const;
const after = [before[2], before[0], ["丁", "苏A4"]] as const;

/** What stands in the third column after the list was written anew in another order. */
function kept(formulaOf: (row: number) => string): unknown[] {
  const workbook = listOf(before, formulaOf, (row) => 100 + row);
  const known = knownValues(workbook);
  const { cells } = workbook.sheets[0];
  after.forEach(([name, plate], row) => {
    cells.setValue(row, 0, name);
    cells.setValue(row, 1, plate);
    cells.setFormula(row, 2, formulaOf(row), NOT_CALCULATED);
  });
  putKnown(workbook, known);
  return [0, 1, 2].map((row) => cells.value(row, 2));
}

describe("a formula of the user's own that is written again", () => {
  test("keeps the value that it had for the same customer, wherever his row is now", () => {
    expect(kept(() => "=[@PSV]*2")).toEqual([102, 100, NOT_CALCULATED]);
  });

  test("is known again although it names its own row by number", () => {
    expect(kept((row) => `=D${row + 1}*2+LEN($B${row + 1})`)).toEqual([102, 100, NOT_CALCULATED]);
  });

  test("has no value where two customers of one name had different ones", () => {
    const same = [
      ["甲", "苏A1"],
      ["甲", "苏A1"],
    ] as const;
    const workbook = listOf(
      same,
      () => "=[@PSV]*2",
      (row) => 100 + row
    );
    const known = knownValues(workbook);
    workbook.sheets[0].cells.setFormula(1, 2, "=[@PSV]*2", NOT_CALCULATED);
    putKnown(workbook, known);
    expect(workbook.sheets[0].cells.value(1, 2)).toBe(NOT_CALCULATED);
  });
});

/** A workbook whose customers stand on two sheets of one shape. */
function customersOnTwoSheets(asOf: number): { workbook: Workbook; sheetNames: string[] } {
  const store = generateSampleStore({ seed: 7, customers: 30, asOf, years: 3 });
  const { name, headerRow, rows } = store.customers;
  const workbook = sampleWorkbook(store);
  const [first, second] = [workbook.sheet(name), workbook.appendSheet("客户档案（二）")];
  const half = headerRow + 16;
  rows.forEach((line, row) => {
    if (row > headerRow && row < half) return;
    const at = row < half ? row : row - half + headerRow + 1;
    line.forEach((cell, column) => {
      if (cell !== null && cell !== "") second.cells.setValue(at, column, cell as string | number);
    });
  });
  for (let row = rows.length; row > half; row -= 1) first.user.deleteRow(row);
  return { workbook, sheetNames: [name, second.Name] };
}

test("live columns of customers on two sheets have their values in the file, each on its own sheet", async () => {
  const asOf = serialOfIso("2026-06-30");
  const { workbook, sheetNames } = customersOnTwoSheets(asOf);
  const options = { locale: "zh-CN" as const, asOf };
  await runAddIn({
    workbook,
    ...options,
    messages: "zh-CN",
    reports: [],
    prepare: () => setLiveColumns(true, options),
  });
  const formulas = sheetNames.map((name) => {
    let count = 0;
    workbook.sheet(name).cells.eachFormula(() => (count += 1));
    return count;
  });
  expect(Math.min(...formulas)).toBeGreaterThan(10);
  expect(blanksOf(workbook)).toEqual([]);
});
