import fc from "fast-check";
import { CellStore, PAGE_ROWS } from "./cells";

/** A plain grid with the same operations, to compare with. */
type Grid = Map<string, number>;
const key = (row: number, column: number): string => `${row},${column}`;

function gridOf(store: CellStore): Grid {
  const grid: Grid = new Map();
  store.eachCell((row, column, value) => grid.set(key(row, column), value as number));
  return grid;
}

const cell = fc.record({
  row: fc.integer({ min: 0, max: 2 * PAGE_ROWS }),
  column: fc.integer({ min: 0, max: 5 }),
  value: fc.integer({ min: 1 }),
});

describe("the cells of a sheet", () => {
  it("hold what was last written to them", () => {
    fc.assert(
      fc.property(fc.array(cell), (writes) => {
        const store = new CellStore();
        const grid: Grid = new Map();
        for (const { row, column, value } of writes) {
          store.setValue(row, column, value);
          grid.set(key(row, column), value);
        }
        expect(gridOf(store)).toEqual(grid);
      })
    );
  });

  it("move as a plain grid does when rows are deleted and inserted in some columns", () => {
    const splice = fc.record({
      row: fc.integer({ min: 0, max: 2 * PAGE_ROWS }),
      remove: fc.integer({ min: 0, max: 50 }),
      insert: fc.integer({ min: 0, max: 50 }),
      from: fc.integer({ min: 0, max: 3 }),
      size: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(cell), splice, (writes, { row, remove, insert, from, size }) => {
        const store = new CellStore();
        for (const write of writes) store.setValue(write.row, write.column, write.value);
        const expected: Grid = new Map();
        for (const [at, value] of gridOf(store)) {
          const [r = 0, c = 0] = at.split(",").map(Number);
          const moves = c >= from && c <= from + size && r >= row;
          if (moves && r < row + remove) continue;
          expected.set(key(moves ? r - remove + insert : r, c), value);
        }
        store.spliceRows(row, remove, insert, from, from + size);
        expect(gridOf(store)).toEqual(expected);
      })
    );
  });

  it("tell which of them differ from a captured state", () => {
    fc.assert(
      fc.property(fc.array(cell), fc.array(cell), (before, after) => {
        const store = new CellStore();
        for (const { row, column, value } of before) store.setValue(row, column, value);
        const grid = gridOf(store);
        const state = store.capture();
        for (const { row, column, value } of after) store.setValue(row, column, value);
        const written = new Map(after.map(({ row, column }) => [key(row, column), null]));
        const differing = [...written.keys()].filter(
          (at) => gridOf(store).get(at) !== grid.get(at)
        );
        const told = [...store.changedSince(state)].map(([row, column]) => key(row, column));
        expect(told.sort()).toEqual(differing.sort());
      })
    );
  });

  it("tell of changed formulas, formats and emptied cells, too", () => {
    const store = new CellStore();
    for (let row = 0; row < 4; row++) store.setValue(row, 0, 1);
    const state = store.capture();
    store.setFormula(0, 0, "=0+1", 1);
    store.setStyle(1, 0, 3);
    store.setValue(2, 0, undefined);
    store.setValue(3, 0, 1);
    expect([...store.changedSince(state)]).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
  });

  it("tell as used what has content, with formats only when asked", () => {
    const store = new CellStore();
    expect(store.usedRect(false)).toBeNull();
    store.setValue(PAGE_ROWS + 3, 2, "x");
    store.setStyle(2, 7, 1);
    expect(store.usedRect(true)).toEqual({ row: PAGE_ROWS + 3, column: 2, rows: 1, columns: 1 });
    expect(store.usedRect(false)).toEqual({ row: 2, column: 2, rows: PAGE_ROWS + 2, columns: 6 });
    store.setValue(PAGE_ROWS + 3, 2, undefined);
    expect(store.usedRect(true)).toBeNull();
  });

  it("name only the rows that were written since the file was loaded", () => {
    const store = new CellStore();
    for (let row = 0; row < 3 * PAGE_ROWS; row++) store.setValue(row, 0, row);
    store.markClean();
    expect([...store.dirtyRuns()]).toEqual([]);
    expect(store.isDirty).toBe(false);
    store.setValue(10, 0, "a");
    store.setValue(12, 0, "b");
    store.setStyle(PAGE_ROWS * 2, 4, 1);
    expect([...store.dirtyRuns()]).toEqual([
      { column: 0, from: 10, to: 12 },
      { column: 4, from: PAGE_ROWS * 2, to: PAGE_ROWS * 2 },
    ]);
  });

  it("return to a captured state as often as wanted", () => {
    const store = new CellStore();
    store.setValue(5, 1, "before");
    store.setFormula(6, 1, "=A1", 7);
    const state = store.capture();
    for (const text of ["first", "second"]) {
      store.setValue(5, 1, text);
      store.setValue(6, 1, undefined);
      store.hiddenRows.add(3);
      store.restore(state);
      expect(store.value(5, 1)).toBe("before");
      expect(store.formula(6, 1)).toBe("=A1");
      expect(store.hiddenRows.size).toBe(0);
    }
  });

  it("show the style of the row, the column or the sheet where they have none of their own", () => {
    const store = new CellStore();
    store.defaults = { style: 1 };
    store.setColumn(2, { style: 2 });
    store.rowStyles.set(4, 3);
    store.setStyle(4, 2, 0);
    expect(store.style(0, 0)).toBe(1);
    expect(store.style(0, 2)).toBe(2);
    expect(store.style(4, 5)).toBe(3);
    expect(store.style(4, 2)).toBe(0);
  });
});
