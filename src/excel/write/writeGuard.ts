import type { Cell } from "../../intake";
import type { Area } from "../../reports/plan";
import { cutRows, rangeAt, RequestQueue, rowsStep } from "../cells";
import { entryOf } from "../additions";
import { Refusal } from "../session";

/** Cells and what must stand in them at the moment of writing. */
export interface Expected {
  readonly area: Area;
  readonly cells: readonly (readonly Cell[])[];
}

/** Rows that are written, and what tells that they are still the ones that were read. */
export interface GuardedRows {
  readonly rows: readonly (readonly unknown[])[];
  /** Where the first of them begins. */
  readonly row: number;
  readonly column: number;
  readonly as: "values" | "formulas";
  readonly expected: (row: number, rows: number) => readonly Expected[];
}

/** Of the paths and loads of one guarded write. */
const envelopeBytes = 600;

/**
 * Looks, in the very request that writes, at what stands there: another person may have typed, sorted or
 * inserted since it was read, and between a look and a request of its own he could do so again. What was
 * written over is put back, and the run begins anew.
 */
export class WriteGuard {
  private readonly overwritten: { readonly area: Area; readonly entries: Cell[][] }[] = [];

  /** @param stands whether the table is where it was; asked in each request */
  constructor(
    private readonly queue: RequestQueue,
    private readonly sheet: Excel.Worksheet,
    private readonly stands: () => () => boolean
  ) {}

  /** Queues rows; whichever request carries them refuses with `rowsChanged` where something else stood there. */
  async write({ rows, row, column, as, expected }: GuardedRows): Promise<void> {
    for (const piece of cutRows(rows)) {
      const step = rowsStep(piece, row, (part, at) => {
        const area = { row: at, column, rows: part.length, columns: part[0]?.length ?? 0 };
        return this.writeLooking(area, part, as, expected(at, part.length));
      });
      await this.queue.add({ ...step, bytes: step.bytes + envelopeBytes });
    }
  }

  private writeLooking(
    area: Area,
    rows: readonly (readonly unknown[])[],
    as: GuardedRows["as"],
    expected: readonly Expected[]
  ): () => void {
    const stands = this.stands();
    const looked = expected.map(({ area: of, cells }) => {
      const range = rangeAt(this.sheet, of).load("values");
      return { of, range, cells };
    });
    const before = rangeAt(this.sheet, area).load("formulas");
    rangeAt(this.sheet, area)[as] = rows as unknown[][];
    return () => {
      if (stands() && looked.every(({ range, cells }) => isSame(range.values, cells))) return;
      const values = looked.map(({ of, range }) => ({ area: of, values: range.values }));
      this.overwritten.push({ area, entries: entriesOf(area, before.formulas, values) });
      throw new Refusal("rowsChanged");
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
