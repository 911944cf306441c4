import fc from "fast-check";
import { areaRef, cellRef, columnLetters, fixedRef, hyperlinkFormula, onSheet } from "./a1";

test("columns are lettered like Excel's: Z is followed by AA, ZZ by AAA, the last is XFD", () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual([
    "A",
    "Z",
    "AA",
    "ZZ",
    "AAA",
    "XFD",
  ]);
});

test("the letters of a column read as a number in base 26 give the column back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16_383 }), (column) => {
      const back = [...columnLetters(column)].reduce(
        (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
        0
      );
      expect(back - 1).toBe(column);
    })
  );
});

test("an area of one cell is that cell, a larger one has both corners", () => {
  expect(areaRef({ row: 1, column: 1, rows: 1, columns: 1 })).toBe("B2");
  expect(areaRef({ row: 1, column: 1, rows: 3, columns: 2 })).toBe("B2:C4");
  expect(cellRef(9, 0)).toBe("A10");
  expect(fixedRef(9, 0)).toBe("$A$10");
});

test("quotes in a sheet's name are doubled, in a reference and again in a formula's text", () => {
  expect(onSheet("客户'A", "B2")).toBe("'客户''A'!B2");
  expect(hyperlinkFormula('1"季度', "A1", "A1")).toBe(`=HYPERLINK("#'1""季度'!A1","A1")`);
});
