import { type Cell } from "../../intake";
import { type Locale } from "../../locale";
import { type Queueing, type WriteStep } from "../cells";
import { type WatchedTable } from "./typedMeanwhile";
import { type LayoutStore, type UserCells } from "../footprint";

/** Where a plan was written. */
export interface WrittenSheet {
  readonly sheetId: string;
  /** The name it has in the workbook, which the user may have chosen. */
  readonly sheetName: string;
}

/** What became of the user's own cells on a sheet that was made anew. */
export interface KeptUserCells {
  /** The copy of the sheet as it was, where it could not be told what on it is the user's own. */
  readonly copyName?: string;
  /** Cells of the user's own that lost their place and stand in the list at the end. */
  readonly moved: number;
}

/** What is needed to carry over, now and next time, what users add to a sheet. */
export interface Carry {
  readonly layouts: LayoutStore;
  readonly locale: Locale;
  /** What the user has added to the sheet. */
  readonly userCells?: UserCells;
}

/** What the writer must know about the workbook. */
export interface WriteTarget {
  /** The sheet that this report was written to before, if it is still there. */
  readonly sheetId?: string;
  /** A new sheet goes before the first of these, by their ids; else it is the last of the workbook. */
  readonly before?: ReadonlySet<string>;
  /** All names of the add-in in the workbook; grows as names are given. */
  readonly names: Set<string>;
  /** Input cells as they were read before, by {@link inputMark}. */
  readonly kept: Readonly<Record<string, Cell>>;
  /** Tables on the sheet in which users write; what they hold was read and comes with the plan. */
  readonly watched?: readonly WatchedTable[];
  /** Absent where the sheet is written once and for all. */
  readonly carry?: Carry;
  /** Stands in the generated-at cell until everything is written. */
  readonly unfinished: string;
}

/** A step whose cost is only its envelope. */
export const small = (queue: Queueing, bytes = 4_000): WriteStep => ({ bytes, queue });
