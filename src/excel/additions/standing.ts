import type { Cell } from "../../intake";
import type { SheetPlan, TablePlan } from "../../reports/plan";
import { literalText } from "../cells";
import type { Layout, TableLayout, Mark } from "../footprint";

/** A sheet that is to be made anew, and what is known of it. */
export interface OldSheet {
  readonly sheetId: string;
  readonly plan: SheetPlan;
  readonly layout: Layout;
  /** The cell that was A1, and the last row that the add-in wrote, by their hidden names. */
  readonly corner?: Mark | undefined;
  readonly end?: Mark | undefined;
  /** Of a living table's sheet: its header row, below which nothing is looked at. */
  readonly floor?: number;
}

/** A table of such a sheet as it stands. */
export interface StandingTable {
  readonly layout: TableLayout;
  readonly plan: TablePlan | undefined;
  readonly row: number;
  readonly column: number;
  /** Of the body. */
  readonly rows: number;
  readonly headers: readonly string[];
}

/** The columns that the add-in did not write, by their place in the table. */
export function userColumns({ layout, headers }: StandingTable): number[] {
  const written = new Set(layout.headers.map((header) => header.trim()));
  return headers.flatMap((header, index) => (written.has(header) ? [] : [index]));
}

/** What must be written so that the cell is again what it was: text stays text. */
export function entryOf(formula: unknown, value: unknown): Cell {
  return (
    typeof formula === "string" && formula === value ? literalText(formula) : formula
  ) as Cell;
}
