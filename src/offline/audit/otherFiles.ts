import { basename } from "node:path";
import {
  customerKinds,
  orderKinds,
  recogniseSheets,
  type Cell,
  type FieldKind,
  type RecognisedSheets,
  type UnusedColumn,
} from "../../intake";
import {
  areasOf,
  FileError,
  readFile,
  sheetIdOf,
  type FileProblem,
  type FileSheet,
} from "../../intake/files";
import { Workbook } from "../host";
import type { Worksheet } from "../host/model";
import { CommandError, type Problem } from "./commandError";
import { nameFor } from "./sheetNames";

const problemOf: Readonly<Record<FileProblem, Problem>> = {
  password: "encrypted",
  damaged: "damaged",
  empty: "fileEmpty",
  notATable: "notATable",
  tooLarge: "fileTooLarge",
};

/**
 * A file that is no `.xlsx` as a workbook of values: `.xls`, `.xlsb`, HTML and SpreadsheetML whatever they
 * are named, texts with commas or tabs. Columns of days are shown as days.
 *
 * @throws CommandError for what holds no table; `about` is the name as the user typed it
 */
export async function loadOther(path: string, bytes: Uint8Array, about: string): Promise<Workbook> {
  const file = await readFile(basename(path), bytes).catch((error: unknown) => {
    if (error instanceof FileError) throw new CommandError(problemOf[error.problem], about);
    throw error;
  });
  const recognised = recogniseSheets(areasOf(file));
  const workbook = Workbook.blank("…");
  const [empty] = workbook.sheets;
  file.sheets.forEach((sheet, index) => {
    const taken = new Set(workbook.sheets.map(({ Name }) => Name.toLowerCase()));
    const added = workbook.addSheet(nameFor(sheet.name, basename(path), taken));
    putCells(added, sheet, dayColumns(recognised, sheetIdOf(0, index)));
  });
  if (empty) workbook.removeSheet(empty);
  return workbook;
}

const kinds: Readonly<Record<string, FieldKind>> = { ...customerKinds, ...orderKinds };
const isDay = (field: string): boolean => kinds[field] === "date" || kinds[field] === "birthday";

/** The columns of a sheet in which days stand: those read as such and those that look so. */
function dayColumns({ customers, orders }: RecognisedSheets, sheetId: string): Set<number> {
  interface Place {
    readonly sheetId: string;
    readonly columns: readonly { readonly field: string; readonly column: number }[];
    readonly unused?: readonly UnusedColumn[];
  }
  const places = [customers, orders].flatMap((sheet): Place[] =>
    sheet ? [sheet, ...sheet.parts, ...sheet.joined] : []
  );
  const own = places.filter((place) => place.sheetId === sheetId);
  return new Set(
    own.flatMap((place) => [
      ...place.columns.filter(({ field }) => isDay(field)).map(({ column }) => column),
      ...(place.unused ?? [])
        .filter(({ look }) => look === "date" || look === "dateTime")
        .map(({ column }) => column),
    ])
  );
}

function putCells(to: Worksheet, { rows }: FileSheet, days: ReadonlySet<number>): void {
  const { styles } = to.workbook;
  const plain = styles.get(0);
  const day = styles.intern({ ...plain, numberFormat: "yyyy-mm-dd" });
  const time = styles.intern({ ...plain, numberFormat: "yyyy-mm-dd hh:mm" });
  rows.forEach((cells, row) =>
    cells.forEach((cell: Cell, column) => {
      if (cell === "") return;
      to.cells.setValue(row, column, cell);
      if (typeof cell !== "number" || !days.has(column)) return;
      to.cells.setStyle(row, column, Number.isInteger(cell) ? day : time);
    })
  );
}
