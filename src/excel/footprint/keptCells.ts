import type { Cell } from "../../intake";

/** A cell of the user's own: what must be written so that it is again what it was. */
export interface UserCell {
  readonly row: number;
  readonly column: number;
  readonly content: Cell;
  readonly format: string;
}

/** Cells that the user wrote in the rows of one of the add-in's tables, in columns of his own. */
export interface UserRows {
  readonly table: string;
  /** Headers of the columns by which rows are told apart. */
  readonly keys: readonly string[];
  readonly columns: readonly { readonly header: string; readonly format: string }[];
  /** Rows in which something stands, with their key and which of so many equal ones they are. */
  readonly cells: readonly {
    readonly row: number;
    readonly key: string;
    readonly nth: number;
    readonly of: number;
    readonly contents: readonly Cell[];
  }[];
}

/** What the user added to a sheet that is made anew. */
export interface UserCells {
  readonly rows: readonly UserRows[];
  readonly free: readonly UserCell[];
  /** Where the tables and the whole of what the add-in wrote ended: anchors of what stands below. */
  readonly ends: readonly { readonly table?: string; readonly row: number }[];
  /** Rows or columns were inserted: what is the user's cannot be told, so the sheet is kept as a copy. */
  readonly unclear: boolean;
}

/** Whether there is anything to put back. */
export const hasUserCells = ({ rows, free }: UserCells): boolean => rows.length + free.length > 0;
