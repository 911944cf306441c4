import type { Cell } from "../cell";

/** What a file is, by its content; its ending says nothing. */
export type FileFormat = "workbook" | "oldWorkbook" | "html" | "spreadsheetML" | "delimited";

/** Cells that stand merged, zero-based. */
export interface MergedCells {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** One sheet of a file, as `Range.values` would give it from A1 on: all rows are equally long. */
export interface FileSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly MergedCells[];
  /** Hidden by the user of Excel; read all the same. */
  readonly hidden: boolean;
}

/** A file taken apart. */
export interface ReadFile {
  readonly fileName: string;
  readonly format: FileFormat;
  /** Of text files: how its characters were stored. */
  readonly encoding?: string;
  /** Sheets with anything in them. */
  readonly sheets: readonly FileSheet[];
  /** Sheets hidden so that Excel's own menu cannot show them: mentioned, never read. */
  readonly veryHiddenSheets: readonly string[];
}

/**
 * Why a file gives no sheets. `password` it opens with one; `damaged` it says what it is and is not;
 * `empty` nothing stands in it; `notATable` a document, picture or archive, or a text without columns;
 * `tooLarge` beyond what one sheet or the pane can hold. The wording stands in the locale files.
 */
export type FileProblem = "password" | "damaged" | "empty" | "notATable" | "tooLarge";

/** A file that cannot be read. */
export class FileError extends Error {
  constructor(
    readonly problem: FileProblem,
    cause?: unknown
  ) {
    super(problem, { cause });
    this.name = "FileError";
  }
}

/** Rows that a sheet of Excel has. */
export const mostRows = 1_048_576;

/** Bytes of a file that is still taken; systems' exports of ten years are a tenth of it. */
export const mostFileBytes = 250_000_000;
