/** What a loaded workbook remembers of its file, so that saving can leave the rest as it was. */
import type { Table } from "../model/table";
import type { Workbook } from "../model/workbook";
import type { Worksheet } from "../model/worksheet";
import type { ChartMemory } from "./chartModel";
import { relationshipTypes, type Package } from "./package";
import type { WorkbookPart } from "./workbookPart";

export interface LoadedSheet {
  readonly part: string;
  readonly relationship: string;
  readonly head: string;
  readonly tail: string;
  readonly formulas: number;
  /** Part of each table. */
  readonly tables: ReadonlyMap<Table, string>;
  readonly charts: ChartMemory;
}

export interface LoadedFile {
  readonly opened: Package;
  readonly workbookPart: string;
  readonly workbook: WorkbookPart;
  readonly stylesPart: string | undefined;
  readonly themePart: string | undefined;
  readonly strings: readonly string[];
  readonly sheets: ReadonlyMap<Worksheet, LoadedSheet>;
  /** Part and text of each custom XML part, by its id. */
  readonly customXml: ReadonlyMap<string, { readonly part: string; readonly xml: string }>;
  /** The sheet in front; undefined for a workbook without a file. */
  readonly active: Worksheet | undefined;
}

const files = new WeakMap<Workbook, LoadedFile>();

export function remember(workbook: Workbook, file: LoadedFile): void {
  files.set(workbook, file);
}

/** The file that a workbook was loaded from; undefined for a new one. */
export function fileOf(workbook: Workbook): LoadedFile | undefined {
  return files.get(workbook);
}

/** Whether the workbook's file was signed: what is saved of it differs, so that the signature is void. */
export function isSigned(workbook: Workbook): boolean {
  const signatures = fileOf(workbook)?.opened.related("", relationshipTypes.signatures) ?? [];
  return signatures.length > 0;
}
