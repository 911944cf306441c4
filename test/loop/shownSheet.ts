import { type PlanCell, cellRef } from "../../src/reports/plan";
import type { Worksheet } from "../../src/offline/host/model";
import { calculate } from "../support/planFormulas";

/** A block of cells under a header line, as a reader sees it: every formula calculated from the cells. */
export interface Grid {
  readonly headers: readonly string[];
  /** Body rows down to the first whose leftmost cell is empty. */
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  /** What the leftmost cell shows. */
  readonly label: unknown;
  /** All cells from the left, as many as there are headers. */
  readonly cells: readonly unknown[];
}

/**
 * A generated sheet as somebody reads it who has only its cells. Formulas are calculated here from the
 * cells that they refer to; what the engine expected of them is not known.
 */
export class ShownSheet {
  private readonly cells = new Map<string, PlanCell>();
  private readonly lastRow: number;

  constructor(private readonly sheet: Worksheet) {
    let last = 0;
    sheet.cells.eachCell((row, column, value) => {
      last = Math.max(last, row);
      const formula = sheet.cells.formula(row, column);
      const cell = formula === undefined ? plain(value) : { formula, expected: "" };
      if (cell !== null) this.cells.set(cellRef(row, column), cell as PlanCell);
    });
    this.lastRow = last;
  }

  /** What a cell shows; `null` for an empty one. */
  value(row: number, column: number): unknown {
    const address = cellRef(row, column);
    return this.cells.has(address) ? calculate(this.cells, address) : null;
  }

  /**
   * All grids whose first headers are these, from top to bottom.
   *
   * @throws Error if there is none: a test that reads nothing proves nothing.
   */
  grids(...headers: readonly string[]): Grid[] {
    const found: Grid[] = [];
    for (let row = 0; row <= this.lastRow; row += 1) {
      const matches = headers.every((header, at) => this.literal(row, at) === header);
      if (matches) found.push(this.gridAt(row));
    }
    if (found.length === 0) {
      throw new Error(`${this.sheet.Name} has no grid with ${headers.join(", ")}`);
    }
    return found;
  }

  /** The first of {@link grids}. */
  grid(...headers: readonly string[]): Grid {
    return this.grids(...headers)[0] as Grid;
  }

  /** The body of a table, from its first column. */
  table(name: string): Grid {
    const { rect } = this.sheet.workbook.table(name);
    const line = (row: number): unknown[] =>
      Array.from({ length: rect.columns }, (_, at) => this.value(row, rect.column + at));
    return {
      headers: line(rect.row).map(String),
      rows: Array.from({ length: rect.rows - 1 }, (_, at) => {
        const cells = line(rect.row + 1 + at);
        return { label: cells[0], cells };
      }),
    };
  }

  /** Whether a table stands on the sheet. */
  hasTable(name: string): boolean {
    return this.sheet.tables.some((table) => table.Name === name);
  }

  /** Whether some cell has exactly this text. */
  says(text: string): boolean {
    return [...this.cells.values()].includes(text);
  }

  /**
   * The first text that begins so.
   *
   * @throws Error if there is none
   */
  textStarting(beginning: string): string {
    for (const cell of this.cells.values()) {
      if (typeof cell === "string" && cell.startsWith(beginning)) return cell;
    }
    throw new Error(`${this.sheet.Name} has no text “${beginning}…”`);
  }

  private literal(row: number, column: number): unknown {
    return this.cells.get(cellRef(row, column));
  }

  private gridAt(headerRow: number): Grid {
    const headers: string[] = [];
    for (let column = 0; this.literal(headerRow, column) !== undefined; column += 1) {
      headers.push(String(this.literal(headerRow, column)));
    }
    const rows: GridRow[] = [];
    for (let row = headerRow + 1; this.value(row, 0) !== null; row += 1) {
      const cells = headers.map((_, column) => this.value(row, column));
      rows.push({ label: cells[0], cells });
    }
    return { headers, rows };
  }
}

function plain(value: unknown): PlanCell {
  return typeof value === "number" || typeof value === "string" ? value : null;
}

/** The number in a row under a header. */
export function figure(grid: Grid, label: unknown, header: string, nth = 0): number {
  const row = rowOf(grid, label, nth);
  const column = grid.headers.indexOf(header);
  if (column < 0) throw new Error(`no column ${header} in ${grid.headers.join(", ")}`);
  return asNumber(row.cells[column]);
}

/** The row with a label; the `nth` of them from 0. */
export function rowOf(grid: Grid, label: unknown, nth = 0): GridRow {
  const row = grid.rows.filter((candidate) => candidate.label === label)[nth];
  if (!row) throw new Error(`no row ${String(label)} under ${grid.headers.join(", ")}`);
  return row;
}

/** A number as it stands; "—" counts as nothing. */
export function asNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (value === "—" || value === null) return 0;
  throw new Error(`${String(value)} is no number`);
}

/** Σ of a column by header over some rows. */
export function sumOf(
  grid: Grid,
  header: string,
  isCounted: (row: GridRow) => boolean = () => true
): number {
  const column = grid.headers.indexOf(header);
  if (column < 0) throw new Error(`no column ${header} in ${grid.headers.join(", ")}`);
  return grid.rows.filter(isCounted).reduce((sum, { cells }) => sum + asNumber(cells[column]), 0);
}
