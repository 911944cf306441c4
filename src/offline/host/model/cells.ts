/**
 * The cells of one worksheet, stored by column in pages of {@link PAGE_ROWS} rows.
 *
 * Rows and columns count from 0. A cell has a value (`undefined` = empty), perhaps a formula
 * (with its leading "="), and perhaps a style of its own: an index into the workbook's
 * `StyleTable`. A cell without a style of its own shows that of its row, else of its column,
 * else of the sheet (`style()`).
 *
 * Loading: call `setValue` / `setFormula` / `setStyle` for each cell, fill `rowHeights`,
 * `rowStyles`, `hiddenRows`, `filteredRows` and `columns`, then `markClean()`. A formula of a
 * file brings its cached value: `setFormula(row, column, "=A1", 5)`.
 *
 * Saving: `dirtyRuns()` lists what was written since `markClean()`, column by column, as runs of
 * rows; each cell in a run is to be written as it is now (`value`, `formula`, `style`), also where
 * it is empty. `columnsChanged` and `dirtyRows` tell of widths, heights, hiding and defaults.
 * `shifted` says that cells moved (rows, columns or blocks inserted or deleted): positions of the
 * loaded file no longer hold, and every cell is to be written anew (`eachCell`).
 *
 * Snapshots share pages: `capture()` and `restore()` cost one small object per page, and a page
 * is copied when it is next written.
 */
import { type Rect, lastColumn, lastRow, MAX_ROWS } from "./address";
import type { StoredValue } from "./cellValue";

export const PAGE_ROWS = 1024;
const SHIFT = 10;
const MASK = PAGE_ROWS - 1;

interface Page {
  /** Plain array: V8 keeps an all-number page unboxed. */
  values: (StoredValue | undefined)[];
  formulas: Map<number, string> | null;
  /** Style index + 1 per row; 0 = no style of its own. */
  styles: Uint16Array | null;
  dirtyFrom: number;
  dirtyTo: number;
  /** A snapshot holds this page too: copy before writing. */
  shared: boolean;
}

type Column = (Page | undefined)[];

/** Width in points, as `RangeFormat.columnWidth` counts; undefined = the sheet's standard width. */
export interface ColumnInfo {
  width?: number;
  hidden?: boolean;
  style?: number;
}

/** Rows `from`…`to` (both included) of one column that were written. */
export interface DirtyRun {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** Opaque state of a {@link CellStore}. */
export interface CellStoreState {
  readonly pages: ReadonlyMap<number, Column>;
  readonly plain: PlainState;
}
type PlainState = Pick<
  CellStore,
  | "rowHeights"
  | "rowStyles"
  | "hiddenRows"
  | "filteredRows"
  | "columns"
  | "defaults"
  | "dirtyRows"
  | "columnsChanged"
  | "shifted"
>;

const newPage = (): Page => ({
  values: new Array<StoredValue | undefined>(PAGE_ROWS),
  formulas: null,
  styles: null,
  dirtyFrom: PAGE_ROWS,
  dirtyTo: -1,
  shared: false,
});

const copyPage = (page: Page): Page => ({
  ...page,
  values: page.values.slice(),
  formulas: page.formulas && new Map(page.formulas),
  styles: page.styles && page.styles.slice(),
  shared: false,
});

export class CellStore {
  private pages = new Map<number, Column>();
  private pagesMade = 0;

  /** Row heights in points, where they differ from the standard. */
  rowHeights = new Map<number, number>();
  rowStyles = new Map<number, number>();
  /** Rows hidden by hand or by the API. */
  hiddenRows = new Set<number>();
  /** Rows that a filter hides. */
  filteredRows = new Set<number>();
  columns = new Map<number, ColumnInfo>();
  /** What columns without an entry of their own have. */
  defaults: ColumnInfo = {};

  /** Rows whose height, style or hiding changed since `markClean()`. */
  dirtyRows = new Set<number>();
  /** Whether widths, hiding or styles of columns changed since `markClean()`. */
  columnsChanged = false;
  /** Whether cells moved since `markClean()`. */
  shifted = false;

  // ---- one cell

  /** The content; `undefined` = empty, `NOT_CALCULATED` = a formula nobody calculated. */
  value(row: number, column: number): StoredValue | undefined {
    return this.pages.get(column)?.[row >> SHIFT]?.values[row & MASK];
  }

  /** The formula with its "=", or undefined. */
  formula(row: number, column: number): string | undefined {
    return this.pages.get(column)?.[row >> SHIFT]?.formulas?.get(row & MASK);
  }

  /** The style of its own, or undefined. */
  ownStyle(row: number, column: number): number | undefined {
    const stored = this.pages.get(column)?.[row >> SHIFT]?.styles?.[row & MASK];
    return stored ? stored - 1 : undefined;
  }

  /** The style that the cell shows. */
  style(row: number, column: number): number {
    return (
      this.ownStyle(row, column) ?? this.rowStyles.get(row) ?? this.columnInfo(column).style ?? 0
    );
  }

  /** Puts a value (`undefined` empties the cell) and drops the formula; the style stays. */
  setValue(row: number, column: number, value: StoredValue | undefined): void {
    if (value === undefined && !this.pages.get(column)?.[row >> SHIFT]) return;
    const page = this.writable(row, column);
    const at = row & MASK;
    // Holes keep number pages unboxed, so an untouched cell is never assigned `undefined`.
    if (value !== undefined || at in page.values) page.values[at] = value;
    page.formulas?.delete(at);
  }

  /** Puts a formula ("=…") with its calculated value. */
  setFormula(row: number, column: number, formula: string, value: StoredValue): void {
    const page = this.writable(row, column);
    page.values[row & MASK] = value;
    (page.formulas ??= new Map()).set(row & MASK, formula);
  }

  /** Gives the cell a style of its own, or (undefined) takes it away. */
  setStyle(row: number, column: number, style: number | undefined): void {
    if (style === undefined && !this.pages.get(column)?.[row >> SHIFT]?.styles) return;
    const page = this.writable(row, column);
    (page.styles ??= new Uint16Array(PAGE_ROWS))[row & MASK] = (style ?? -1) + 1;
  }

  // ---- rows and columns

  /** What a column has, its own entry or the sheet's default. */
  columnInfo(column: number): ColumnInfo {
    return this.columns.get(column) ?? this.defaults;
  }

  /** Changes width, hiding or default style of one column. */
  setColumn(column: number, change: ColumnInfo): void {
    this.columns.set(column, { ...this.columnInfo(column), ...change });
    this.columnsChanged = true;
  }

  isRowHidden(row: number): boolean {
    return this.hiddenRows.has(row) || this.filteredRows.has(row);
  }

  // ---- many cells

  /** How many pages hold cells: what the store takes in memory. */
  get pageCount(): number {
    return this.pagesMade;
  }

  /** Columns that hold anything, ascending. */
  usedColumns(): number[] {
    return [...this.pages.keys()].sort((a, b) => a - b);
  }

  /** Calls back for each row of a column that has a value, a formula or a style of its own. */
  eachRow(
    column: number,
    from: number,
    to: number,
    visit: (row: number, value: StoredValue | undefined) => void
  ): void {
    const pages = this.pages.get(column);
    if (!pages) return;
    const end = Math.min(pages.length - 1, to >> SHIFT);
    for (let p = from >> SHIFT; p <= end; p++) {
      const page = pages[p];
      if (!page) continue;
      const base = p << SHIFT;
      const last = Math.min(to - base, MASK);
      for (let at = Math.max(from - base, 0); at <= last; at++) {
        const value = page.values[at];
        if (value !== undefined || page.styles?.[at]) visit(base + at, value);
      }
    }
  }

  /** Calls back for each cell with a value, a formula or a style of its own, by column. */
  eachCell(visit: (row: number, column: number, value: StoredValue | undefined) => void): void {
    for (const column of this.usedColumns()) {
      this.eachRow(column, 0, MAX_ROWS - 1, (row, value) => visit(row, column, value));
    }
  }

  /** Calls back for each formula. */
  eachFormula(visit: (row: number, column: number, formula: string) => void): void {
    for (const [column, pages] of this.pages) {
      pages.forEach((page, p) => {
        page?.formulas?.forEach((formula, at) => visit((p << SHIFT) + at, column, formula));
      });
    }
  }

  /**
   * The block's cells as rows of `pick(value, row, column)`; `empty` where there is no cell.
   * Fast for hundreds of thousands of rows: one page lookup per column and page.
   */
  matrix<T>(
    rect: Rect,
    empty: T,
    pick: (value: StoredValue, row: number, column: number) => T
  ): T[][] {
    const rows: T[][] = new Array<T[]>(rect.rows);
    for (let i = 0; i < rect.rows; i++) rows[i] = new Array<T>(rect.columns).fill(empty);
    for (let j = 0; j < rect.columns; j++) {
      const column = rect.column + j;
      const pages = this.pages.get(column);
      if (!pages) continue;
      for (let row = rect.row; row <= lastRow(rect);) {
        const page = pages[row >> SHIFT];
        const end = Math.min(((row >> SHIFT) + 1) << SHIFT, rect.row + rect.rows);
        for (; page && row < end; row++) {
          const value = page.values[row & MASK];
          if (value !== undefined) rows[row - rect.row]![j] = pick(value, row, column);
        }
        row = end;
      }
    }
    return rows;
  }

  /**
   * The smallest rectangle around all cells with content, or null; with `valuesOnly` cells that
   * merely have a style do not count.
   */
  usedRect(valuesOnly: boolean, within?: Rect): Rect | null {
    let top = Infinity;
    let bottom = -1;
    let left = Infinity;
    let right = -1;
    for (const [column, pages] of this.pages) {
      if (within && (column < within.column || column > lastColumn(within))) continue;
      const from = within?.row ?? 0;
      const to = within ? lastRow(within) : MAX_ROWS - 1;
      const first = findUsed(pages, from, to, 1, valuesOnly);
      if (first < 0) continue;
      top = Math.min(top, first);
      bottom = Math.max(bottom, findUsed(pages, from, to, -1, valuesOnly));
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
    if (bottom < 0) return null;
    return { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }

  // ---- moving cells

  /**
   * In the columns `from`…`to`: deletes `remove` rows at `row`, then inserts `insert` empty ones
   * there; what is below moves. Row heights, hiding and row styles move only with whole rows.
   */
  spliceRows(row: number, remove: number, insert: number, from: number, to: number): void {
    for (const column of this.usedColumns()) {
      if (column < from || column > to) continue;
      const cells = this.take(column, row, MAX_ROWS - 1);
      for (const cell of cells) {
        const target = cell.row - remove + insert;
        if (cell.row >= row + remove && target < MAX_ROWS) this.put(target, column, cell);
      }
    }
    this.shifted = true;
  }

  /** Moves heights, hiding and styles of rows as {@link spliceRows} moves the cells. */
  spliceRowInfo(row: number, remove: number, insert: number): void {
    const target = (r: number): number | null =>
      r < row ? r : r < row + remove ? null : r - remove + insert;
    this.rowHeights = remapKeys(this.rowHeights, target);
    this.rowStyles = remapKeys(this.rowStyles, target);
    this.hiddenRows = remapSet(this.hiddenRows, target);
    this.filteredRows = remapSet(this.filteredRows, target);
    this.shifted = true;
  }

  /** As {@link spliceRows}, sideways, in the rows `from`…`to`; what is to the right moves. */
  spliceColumns(column: number, remove: number, insert: number, from: number, to: number): void {
    const whole = from === 0 && to === MAX_ROWS - 1;
    const target = (c: number): number | null =>
      c < column ? c : c < column + remove ? null : c - remove + insert;
    if (whole) {
      this.pages = remapKeys(this.pages, target);
      this.columns = remapKeys(this.columns, target);
      this.columnsChanged = true;
    } else {
      const moved = this.usedColumns()
        .filter((c) => c >= column)
        .map((c) => [target(c), this.take(c, from, to)] as const);
      for (const [to, cells] of moved) {
        if (to !== null) for (const cell of cells) this.put(cell.row, to, cell);
      }
    }
    this.shifted = true;
  }

  /** Whole columns change places. */
  reorderColumns(target: (column: number) => number): void {
    this.pages = remapKeys(this.pages, target);
    this.columns = remapKeys(this.columns, target);
    this.columnsChanged = true;
    this.shifted = true;
  }

  /** Cuts a block and puts it at another place of the same sheet, over what is there. */
  moveBlock(from: Rect, row: number, column: number): void {
    const cut: [number, CutCell[]][] = [];
    for (let j = 0; j < from.columns; j++) {
      cut.push([column + j, this.take(from.column + j, from.row, lastRow(from))]);
    }
    for (let j = 0; j < from.columns; j++) this.take(column + j, row, row + from.rows - 1);
    for (const [target, cells] of cut) {
      for (const cell of cells) this.put(cell.row - from.row + row, target, cell);
    }
    this.shifted = true;
  }

  // ---- what changed

  /** What was written since {@link markClean}, by column and then by row. */
  *dirtyRuns(): Iterable<DirtyRun> {
    for (const column of this.usedColumns()) {
      const pages = this.pages.get(column) ?? [];
      for (const [p, page] of pages.entries()) {
        if (!page || page.dirtyTo < 0) continue;
        const base = p << SHIFT;
        yield { column, from: base + page.dirtyFrom, to: base + page.dirtyTo };
      }
    }
  }

  /** Whether anything of the sheet's cells, rows or columns changed since {@link markClean}. */
  get isDirty(): boolean {
    if (this.shifted || this.columnsChanged || this.dirtyRows.size > 0) return true;
    return !this.dirtyRuns()[Symbol.iterator]().next().done;
  }

  /** Forgets what changed: the state is that of the file. */
  markClean(): void {
    for (const pages of this.pages.values()) {
      for (const [p, page] of pages.entries()) {
        if (!page || page.dirtyTo < 0) continue;
        const own = page.shared ? (pages[p] = copyPage(page)) : page;
        own.dirtyFrom = PAGE_ROWS;
        own.dirtyTo = -1;
      }
    }
    this.dirtyRows.clear();
    this.columnsChanged = false;
    this.shifted = false;
  }

  /** The state now, sharing pages with this store. */
  capture(): CellStoreState {
    return { pages: this.sharedPages(this.pages), plain: copyPlain(this) };
  }

  /** Back to a captured state; it can be restored any number of times. */
  restore(state: CellStoreState): void {
    this.pages = this.sharedPages(state.pages);
    Object.assign(this, copyPlain(state.plain));
  }

  /** The cells whose content, formula or own style is not what it was in a captured state. */
  *changedSince(state: CellStoreState): Iterable<readonly [row: number, column: number]> {
    for (const column of new Set([...state.pages.keys(), ...this.pages.keys()])) {
      const before = state.pages.get(column) ?? [];
      const after = this.pages.get(column) ?? [];
      for (let p = 0; p < Math.max(before.length, after.length); p++) {
        // Only a page that was written since is another object.
        if (before[p] === after[p]) continue;
        for (let at = 0; at < PAGE_ROWS; at++) {
          if (!sameCell(before[p], after[p], at)) yield [(p << SHIFT) + at, column];
        }
      }
    }
  }

  private sharedPages(pages: ReadonlyMap<number, Column>): Map<number, Column> {
    const copy = new Map<number, Column>();
    for (const [column, list] of pages) {
      for (const page of list) if (page) page.shared = true;
      copy.set(column, list.slice());
    }
    return copy;
  }

  private writable(row: number, column: number): Page {
    let pages = this.pages.get(column);
    if (!pages) this.pages.set(column, (pages = []));
    const p = row >> SHIFT;
    let page = pages[p];
    if (!page) {
      page = pages[p] = newPage();
      this.pagesMade++;
    } else if (page.shared) page = pages[p] = copyPage(page);
    const at = row & MASK;
    if (at < page.dirtyFrom) page.dirtyFrom = at;
    if (at > page.dirtyTo) page.dirtyTo = at;
    return page;
  }

  private take(column: number, from: number, to: number): CutCell[] {
    const cells: CutCell[] = [];
    this.eachRow(column, from, to, (row, value) => {
      cells.push({
        row,
        value,
        formula: this.formula(row, column),
        style: this.ownStyle(row, column),
      });
    });
    for (const { row } of cells) {
      this.setValue(row, column, undefined);
      this.setStyle(row, column, undefined);
    }
    return cells;
  }

  private put(row: number, column: number, cell: CutCell): void {
    if (cell.formula !== undefined && cell.value !== undefined) {
      this.setFormula(row, column, cell.formula, cell.value);
    } else if (cell.value !== undefined) this.setValue(row, column, cell.value);
    if (cell.style !== undefined) this.setStyle(row, column, cell.style);
  }
}

interface CutCell {
  readonly row: number;
  readonly value: StoredValue | undefined;
  readonly formula: string | undefined;
  readonly style: number | undefined;
}

const sameCell = (a: Page | undefined, b: Page | undefined, at: number): boolean =>
  a?.values[at] === b?.values[at] &&
  a?.formulas?.get(at) === b?.formulas?.get(at) &&
  (a?.styles?.[at] ?? 0) === (b?.styles?.[at] ?? 0);

function findUsed(
  pages: Column,
  from: number,
  to: number,
  step: 1 | -1,
  valuesOnly: boolean
): number {
  const end = Math.min(to, (pages.length << SHIFT) - 1);
  const [start, stop] = step === 1 ? [from, end + 1] : [end, from - 1];
  for (let row = start; step === 1 ? row < stop : row > stop; row += step) {
    const page = pages[row >> SHIFT];
    if (!page) {
      row = step === 1 ? row | MASK : row & ~MASK;
      continue;
    }
    const at = row & MASK;
    if (page.values[at] !== undefined || (!valuesOnly && page.styles?.[at])) return row;
  }
  return -1;
}

function remapKeys<T>(
  map: ReadonlyMap<number, T>,
  target: (key: number) => number | null
): Map<number, T> {
  const next = new Map<number, T>();
  for (const [key, value] of map) {
    const to = target(key);
    if (to !== null) next.set(to, value);
  }
  return next;
}

const remapSet = (set: ReadonlySet<number>, target: (key: number) => number | null): Set<number> =>
  new Set([...set].map(target).filter((key): key is number => key !== null));

function copyPlain(from: PlainState): PlainState {
  return {
    rowHeights: new Map(from.rowHeights),
    rowStyles: new Map(from.rowStyles),
    hiddenRows: new Set(from.hiddenRows),
    filteredRows: new Set(from.filteredRows),
    columns: new Map(from.columns),
    defaults: { ...from.defaults },
    dirtyRows: new Set(from.dirtyRows),
    columnsChanged: from.columnsChanged,
    shifted: from.shifted,
  };
}
