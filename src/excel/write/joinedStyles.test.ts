import fc from "fast-check";
import { styleOf, type StyledArea } from "../../reports/plan";
import { joinedStyles } from "./joinedStyles";

const area = (row: number, column: number, rows: number, columns: number): StyledArea => ({
  row,
  column,
  rows,
  columns,
  style: "money",
});

test("columns that look the same and touch are painted at once, and rows of the same width too", () => {
  const cells = [area(1, 0, 4, 1), area(1, 1, 4, 1), area(5, 0, 3, 2)];
  expect(joinedStyles(cells)).toEqual([area(1, 0, 7, 2)]);
});

test("a row with a line above keeps its own line", () => {
  const sums = [1, 2].map((row): StyledArea => ({ ...area(row, 0, 1, 3), style: "sum" }));
  expect(joinedStyles(sums)).toEqual(sums);
});

test("what lies over an area stays over it when the area grows", () => {
  const over: StyledArea = { ...area(1, 0, 1, 2), style: "sum" };
  const cells = [area(0, 0, 1, 2), over, area(1, 0, 3, 2)];
  expect(joinedStyles(cells)).toEqual(cells);
});

/** What is painted on each cell, as Excel lays properties over each other, with the lines at the top. */
function painted(styles: readonly StyledArea[]): Map<string, object> {
  const cells = new Map<string, object>();
  for (const { row, column, rows, columns, style } of styles) {
    const { lineAbove, ...own } = styleOf(style);
    for (let r = row; r < row + rows; r += 1) {
      for (let c = column; c < column + columns; c += 1) {
        const line = lineAbove && r === row ? { lineAbove } : {};
        cells.set(`${r},${c}`, { ...cells.get(`${r},${c}`), ...own, ...line });
      }
    }
  }
  return cells;
}

test("whatever the areas are, every cell looks as if they were painted one by one", () => {
  const some = fc.record({
    row: fc.nat(5),
    column: fc.nat(5),
    rows: fc.integer({ min: 1, max: 3 }),
    columns: fc.integer({ min: 1, max: 3 }),
    style: fc.constantFrom("money", "sum", "tableHeader", "groupTop"),
  }) as fc.Arbitrary<StyledArea>;
  fc.assert(
    fc.property(fc.array(some, { maxLength: 14 }), (styles) => {
      expect(painted(joinedStyles(styles))).toEqual(painted(styles));
    }),
    { numRuns: 500 }
  );
});
