import { customerKinds, orderKinds, type Cell, type CellRows, type FieldKind } from "../../intake";
import { normaliseKey } from "../../retention/store";

/** The rows of a joined sheet with one number: the cells of its fields, in the order of the fields. */
export type JoinedRows = ReadonlyMap<string, readonly (readonly Cell[])[]>;

const kinds: Readonly<Record<string, FieldKind>> = { ...customerKinds, ...orderKinds };

/** How a joining number is compared; `""` joins nothing. */
export const joinKey = (cell: Cell): string => normaliseKey(String(cell));

/** Collects the rows of a joined sheet by their number. */
export class JoinedCollector {
  private readonly rows = new Map<string, (readonly Cell[])[]>();
  /** Rows with a number. */
  count = 0;

  add(key: Cell, cells: readonly Cell[]): void {
    const name = joinKey(key);
    if (name === "") return;
    this.count += 1;
    const known = this.rows.get(name);
    if (known) known.push(cells);
    else this.rows.set(name, [cells]);
  }

  finish(): JoinedRows {
    return this.rows;
  }
}

/**
 * Gives the cells of joined fields for the rows of a sheet, one column per field, as if they stood there.
 * Of several joined rows amounts add up, of dates the last counts, texts follow each other. Amounts go
 * to the first row of a number only: further rows of the same order are its parts.
 */
export class Joiner<Field extends string> {
  private readonly given = new Set<string>();
  /** Numbers of the main sheet that were found on the joined one. */
  readonly met = new Set<string>();

  constructor(
    private readonly fields: readonly Field[],
    private readonly rows: JoinedRows
  ) {}

  /** @param keys the joining numbers of the rows of a chunk */
  cells(keys: readonly Cell[]): CellRows {
    return keys.map((key) => this.row(joinKey(key)));
  }

  private row(key: string): Cell[] {
    const found = key === "" ? undefined : this.rows.get(key);
    if (!found) return this.fields.map(() => "");
    this.met.add(key);
    const isFirst = !this.given.has(key);
    this.given.add(key);
    return this.fields.map((field, at) => {
      const cells = found.map((row) => row[at] ?? "").filter((cell) => cell !== "");
      if (kinds[field] === "amount" && !isFirst) return "";
      return together(kinds[field], cells);
    });
  }

  /** Rows of the joined sheet whose number no row of the main sheet has. */
  get unmet(): number {
    let count = 0;
    for (const [key, rows] of this.rows) if (!this.met.has(key)) count += rows.length;
    return count;
  }
}

/** Several cells as one. */
function together(kind: FieldKind | undefined, cells: readonly Cell[]): Cell {
  const [first = ""] = cells;
  if (cells.length < 2) return first;
  const numbers = cells.filter((cell) => typeof cell === "number");
  const allNumbers = numbers.length === cells.length;
  if (kind === "amount") {
    const amounts = cells.map((cell) => (typeof cell === "number" ? cell : Number(cell)));
    // An amount that is no plain number is left to the reader, which says so.
    if (amounts.some((amount) => Number.isNaN(amount))) {
      return cells.find((cell) => Number.isNaN(Number(cell))) ?? first;
    }
    return Math.round(amounts.reduce((sum, amount) => sum + amount, 0) * 100) / 100;
  }
  if (kind === "date" && allNumbers) return Math.max(...numbers);
  if (kind === "category" || kind === "answer" || kind === "text") {
    return [...new Set(cells.map(String))].join("、");
  }
  return cells[cells.length - 1] ?? first;
}
