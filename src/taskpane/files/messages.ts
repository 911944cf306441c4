import type { Cell } from "../../intake/cell";
import type { FileProblem, FileSheet, ReadFile } from "../../intake/files";

/** What the worker that takes files apart is asked. */
export interface FileRequest {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

/** What it answers: the sheets one by one, their rows in pieces that the pane takes in without a stop. */
export type FileAnswer =
  | { readonly kind: "sheet"; readonly sheet: Omit<FileSheet, "rows"> }
  | { readonly kind: "rows"; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: "done"; readonly file: Omit<ReadFile, "sheets"> }
  | { readonly kind: "problem"; readonly problem: FileProblem };

/** Cells of one message: some tens of milliseconds of the thread that takes it. */
export const cellsAtOnce = 60_000;
