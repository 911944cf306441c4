import fc from "fast-check";
import { cellBytes, cutRows, matrixBytes, rowsStep } from "./payload";

test("the estimate is never below what a cell and its comma take as JSON inside JSON", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constant("\ud800"),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean()
  );
  fc.assert(
    fc.property(cell, (value) => {
      const quoted = JSON.stringify(JSON.stringify(value));
      const withoutOuterQuotes = Buffer.byteLength(quoted, "utf8") - 2;
      expect(cellBytes(value)).toBeGreaterThanOrEqual(withoutOuterQuotes + 1);
    })
  );
});

test("rows are cut by bytes: every row is there once, in order, and no piece passes the limit", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ maxLength: 30 }), { minLength: 2, maxLength: 2 })),
      fc.integer({ min: 20, max: 400 }),
      (rows, limit) => {
        const pieces = cutRows(rows, limit);
        expect(pieces.flatMap((piece) => piece.rows)).toEqual(rows);
        for (const { rows: own, bytes, start } of pieces) {
          expect(bytes).toBe(matrixBytes(own));
          expect(own[0]).toBe(rows[start]);
          expect(own.length === 1 || bytes <= limit).toBe(true);
        }
      }
    )
  );
});

test("half a step writes the second half of the rows where they belong", () => {
  const written: [number, number[]][] = [];
  const [piece] = cutRows([[1], [2], [3]]);
  const step = rowsStep(piece, 10, (rows, firstRow) => {
    written.push([firstRow, rows.map(([value]) => value as number)]);
  });
  for (const half of step.halves?.() ?? []) half.queue();
  expect(written).toEqual([
    [10, [1, 2]],
    [12, [3]],
  ]);
});

test("a single row cannot be halved", () => {
  const [piece] = cutRows([[1]]);
  expect(rowsStep(piece, 0, () => undefined).halves?.()).toEqual([]);
});
