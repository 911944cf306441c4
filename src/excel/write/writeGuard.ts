import type { Cell } from "../../intake";
import type { Area } from "../../reports/plan";
import {
  cutRows,
  matrixBytes,
  rangeAt,
  RequestQueue,
  rowsStep,
  type Piece,
  type WriteStep,
} from "../cells";
import { entryOf } from "../additions";
import { Refusal } from "../session";

/** Cells and what must stand in them at the moment of writing. */
export interface Expected {
  readonly area: Area;
  readonly cells: readonly (readonly Cell[])[];
}

/** Rows that are written at once, and what tells that they are still the ones that were read. */
export interface GuardedRows<T extends readonly unknown[]> {
  readonly piece: Piece<T>;
  /** Of the first of all rows. */
  readonly row: number;
  readonly column: number;
  readonly columns: number;
  readonly write: (rows: readonly T[], row: number) => void;
  readonly expected: (row: number, rows: number) => readonly Expected[];
}

/**
 * Looks, in the very request that writes, at what stands there: another person may have typed, sorted or
 * inserted since it was read, and between a look and a request of its own he could do so again. What was
 * written over is put back, and the run begins anew.
 */
export class WriteGuard {
  private readonly overwritten: { readonly area: Area; readonly entries: Cell[][] }[] = [];

  /** @param stands whether the table is where it was; asked in each request */
  constructor(
    private readonly sheet: Excel.Worksheet,
    private readonly stands: () => () => boolean
  ) {}

  rows<T extends readonly unknown[]>(guarded: GuardedRows<T>): WriteStep {
    const { piece, row, column, columns, write, expected } = guarded;
    const { start, rows, bytes } = piece;
    const area: Area = { row: row + start, column, rows: rows.length, columns };
    let check = (): void => undefined;
    const part = (from: number, to: number): WriteStep => {
      const own = rows.slice(from, to);
      const half = { start: start + from, rows: own, bytes: matrixBytes(own) };
      return this.rows({ ...guarded, piece: half });
    };
    const middle = Math.ceil(rows.length / 2);
    return {
      bytes,
      queue: () => {
        const stands = this.stands();
        const looked = expected(area.row, area.rows).map(({ area: of, cells }) => {
          const range = rangeAt(this.sheet, of).load("values");
          return { of, range, cells };
        });
        const before = rangeAt(this.sheet, area).load("formulas");
        write(rows, area.row);
        check = () => {
          if (stands() && looked.every(({ range, cells }) => isSame(range.values, cells))) return;
          const values = looked.map(({ of, range }) => ({ area: of, values: range.values }));
          this.overwritten.push({ area, entries: entriesOf(area, before.formulas, values) });
          throw new Refusal("rowsChanged");
        };
      },
      sent: () => check(),
      halves: () => (rows.length < 2 ? [] : [part(0, middle), part(middle, rows.length)]),
    };
  }

  /** Puts back what was written over, whatever ended the writing. */
  async putBack(context: Excel.RequestContext): Promise<void> {
    const queue = new RequestQueue(context);
    // The latest first: a cell that was written twice is again what it was before the first time.
    for (const { area, entries } of this.overwritten.splice(0).reverse()) {
      for (const piece of cutRows(entries)) {
        await queue.add(
          rowsStep(piece, area.row, (rows, row) => {
            rangeAt(this.sheet, { ...area, row, rows: rows.length }).formulas = rows as Cell[][];
          })
        );
      }
    }
    await queue.send();
  }
}

const isSame = (
  now: readonly (readonly unknown[])[],
  cells: readonly (readonly Cell[])[]
): boolean => cells.every((line, row) => line.every((cell, at) => (now[row]?.[at] ?? "") === cell));

/** What must be written so that the cells are again what they were; values are known of those looked at. */
function entriesOf(
  area: Area,
  formulas: readonly (readonly unknown[])[],
  looked: readonly { readonly area: Area; readonly values: readonly (readonly unknown[])[] }[]
): Cell[][] {
  return formulas.map((line, down) =>
    line.map((formula, right) => {
      const [row, column] = [area.row + down, area.column + right];
      const [value = isFormula(formula) ? undefined : formula] = looked.flatMap((it) => {
        const known = it.values[row - it.area.row]?.[column - it.area.column];
        return known === undefined ? [] : [known];
      });
      return entryOf(formula, value);
    })
  );
}

const isFormula = (content: unknown): boolean =>
  typeof content === "string" && content.startsWith("=");
