import { Workbook } from "../host";
import { CellError } from "../host/model/cellValue";
import { differences, type ExpectedCell } from "./recalculation";

/** A workbook whose first sheet holds a column of values. */
function recalculated(...values: (string | number | CellError)[]): Workbook {
  const workbook = Workbook.blank();
  values.forEach((value, row) => workbook.sheets[0].cells.setFormula(row, 0, "=1", value));
  return workbook;
}

const at = (workbook: Workbook, address: string, value: number | string): ExpectedCell => ({
  sheet: workbook.sheets[0].Name,
  address,
  value,
});

describe("the comparison with a recalculated workbook", () => {
  test("is silent where both agree, up to the last binary digits of a sum", () => {
    const workbook = recalculated(1886, 0.1 + 0.2, "行 5");
    expect(
      differences(
        [at(workbook, "A1", 1886), at(workbook, "A2", 0.3), at(workbook, "A3", "行 5")],
        workbook
      )
    ).toEqual([]);
  });

  test("names each cell that differs", () => {
    const workbook = recalculated(1886, 1886.001, "1886");
    const expected = ["A1", "A2", "A3"].map((address) => at(workbook, address, 1886));
    const found = differences(expected, workbook);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/!A2: expected 1886, recalculated 1886\.001$/);
    expect(found[1]).toMatch(/!A3: /);
  });

  test.each(["#REF!", "#NAME?", "#DIV/0!", "#N/A"])("names every cell that shows %s", (text) => {
    const error = CellError.parse(text);
    if (!error) throw new Error("not an error value");
    const found = differences([], recalculated(1, error));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`A2: ${text}`);
  });

  test("says when a sheet is missing", () => {
    const [line] = differences([{ sheet: "客户状态", address: "B7", value: 1 }], recalculated(1));
    expect(line).toBe("客户状态!B7: there is no such sheet");
  });
});
