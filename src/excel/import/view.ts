import type { FileProblem, ReadFile } from "../../intake/files";
import type { AnyField, DaySpan } from "../../intake/import";
import type { LeftOutSheet, SheetKind } from "../../intake";
import type { Outcome } from "../api";

/** A file that the user chose: taken apart, or why it could not be. */
export type ChosenFile = ReadFile | { readonly fileName: string; readonly problem: FileProblem };

/** What one sheet of a file brings. */
export interface SourceView {
  readonly kind: SheetKind;
  readonly sheetName: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Sums, repeated headers and the like. */
  readonly passedOver: number;
  /** Fields that were found, with their headers. */
  readonly used: readonly { readonly field: AnyField; readonly header: string }[];
  /** Headers of columns that serve no field. */
  readonly unused: readonly string[];
  readonly days?: DaySpan;
}

/** One of the chosen files in the preview. */
export interface FileView {
  readonly fileName: string;
  readonly problem?: FileProblem;
  readonly encoding?: string;
  readonly sources: readonly SourceView[];
  readonly leftOut: readonly LeftOutSheet[];
  readonly incomplete: readonly {
    readonly sheetName: string;
    readonly missing: readonly AnyField[];
  }[];
  readonly veryHiddenSheets: readonly string[];
}

/** A record that is to be changed: what names it, and each field old and new. */
export interface ChangeView {
  readonly name: string;
  readonly fields: readonly {
    readonly field: AnyField;
    readonly before: string;
    readonly after: string;
  }[];
}

/** What becomes of the customers or of the orders. */
export interface TableView {
  readonly kind: SheetKind;
  /** The store's own sheet; absent: there is none yet, it is made. */
  readonly sheetName?: string;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly inSeveralFiles: number;
  readonly newOwners: number;
  /** Cells that a later export corrects, by field. */
  readonly changedFields: readonly { readonly field: AnyField; readonly cells: number }[];
  /** The first of the changed records. */
  readonly changes: readonly ChangeView[];
  /** Records of the store that the export should have and has not: how many, and the first of them. */
  readonly gone: { readonly count: number; readonly names: readonly string[] };
  readonly before?: DaySpan;
  readonly after?: DaySpan;
  readonly gaps: readonly DaySpan[];
  readonly overlap?: DaySpan;
  /** Fields of the files for which the store's sheet has no column: they are not taken over. */
  readonly withoutColumn: readonly AnyField[];
}

/** What taking over would do; nothing is written. */
export interface ImportPreview {
  readonly files: readonly FileView[];
  readonly tables: readonly TableView[];
  /** Of the store's rows as they were compared, to see whether they moved. */
  readonly print: string;
}

/** How a preview ended. */
export interface ImportOutcome extends Outcome {
  readonly importPreview?: ImportPreview;
}

/** Whether there is anything to take over. */
export function bringsAnything({ tables }: ImportPreview): boolean {
  return tables.some(({ added, changed }) => added + changed > 0);
}
