import { normaliseHeader, type Cell, type SheetKind } from "../../intake";
import { kindsOf, type AnyField, type FileSource } from "../../intake/import";
import { textsOf, type Locale } from "../../locale";
import { applyStyle, setNumberFormat, literalText, rangeAt } from "../cells";
import { freeName } from "../write";
import type { ColumnHabit } from "./adapt";
import type { StorePart } from "./store";

/** A column of the store's sheet to which new rows bring something. */
export interface TargetColumn {
  readonly column: number;
  readonly field?: AnyField;
  /** Of columns that serve no field: to find them in the files. */
  readonly header: string;
  readonly habit: ColumnHabit;
  /** Whether the last row has a formula in it, which is carried on. */
  readonly isFormula: boolean;
}

/** Where new rows go. */
export interface Target {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly isNew: boolean;
  readonly tableName?: string;
  readonly headerRow: number;
  /** The row after the last one. */
  readonly nextRow: number;
  /** The whole width of the sheet's table. */
  readonly firstColumn: number;
  readonly columns: number;
  /** The row whose formats new rows take; absent where there is none. */
  readonly modelRow?: number;
  readonly fields: readonly TargetColumn[];
}

/** Looks at the end of the store's own sheet: what its columns hold and how they are formatted. */
export async function existingTarget(
  context: Excel.RequestContext,
  { sheet, part, kind }: StorePart,
  ourColumns: ReadonlySet<number>
): Promise<Target> {
  const worksheet = context.workbook.worksheets.getItem(part.sheetId);
  const area = part.tableName
    ? worksheet.tables.getItem(part.tableName).getRange()
    : worksheet.getUsedRange(true);
  area.load("columnIndex,columnCount");
  await context.sync();
  const { columnIndex: firstColumn, columnCount: columns } = area;
  const nextRow = part.headerRow + 1 + part.rowCount;
  const modelRow = part.rowCount > 0 ? nextRow - 1 : undefined;
  const header = rangeAt(worksheet, { row: part.headerRow, column: firstColumn, rows: 1, columns });
  header.load("values");
  // A few rows at the end: the last may be a sum, or lack what those above it have.
  const looked = Math.min(part.rowCount, 20);
  const end = rangeAt(worksheet, {
    row: nextRow - Math.max(looked, 1),
    column: firstColumn,
    rows: Math.max(looked, 1),
    columns,
  });
  end.load("values,formulas,numberFormat");
  await context.sync();
  const byColumn = new Map(part.columns.map((column) => [column.column, column]));
  const fields = Array.from({ length: columns }, (_, at): TargetColumn | undefined => {
    const column = firstColumn + at;
    if (ourColumns.has(column)) return undefined;
    const mapped = byColumn.get(column);
    const cells = looked === 0 ? [] : (end.values as Cell[][]).map((row) => row[at]);
    const formats = (end.numberFormat as string[][]).map((row) => row[at]);
    const last = looked === 0 ? "" : String(end.formulas.at(-1)?.[at] ?? "");
    return {
      column,
      ...(mapped && { field: mapped.field }),
      header: normaliseHeader(String(header.values[0]?.[at] ?? "")),
      habit: {
        texts: holdsTexts(
          cells,
          formats.at(-1) ?? "General",
          mapped && kindsOf(kind)[mapped.field]
        ),
        factor: mapped?.factor ?? 1,
      },
      isFormula: last.startsWith("="),
    };
  }).filter((column): column is TargetColumn => column !== undefined);
  return {
    sheetId: part.sheetId,
    sheetName: part.sheetName,
    isNew: false,
    ...(part.tableName !== undefined && { tableName: part.tableName }),
    headerRow: sheet.headerRow,
    nextRow,
    firstColumn,
    columns,
    ...(modelRow !== undefined && { modelRow }),
    fields,
  };
}

/** Whether a column keeps its values as texts: as its cells do, else as its format or its field says. */
function holdsTexts(cells: readonly Cell[], format: string, kind: string | undefined): boolean {
  const filled = cells.filter((cell) => cell !== "");
  if (filled.length > 0)
    return filled.filter((cell) => typeof cell === "string").length * 2 > filled.length;
  return format === "@" || textKinds.has(kind ?? "");
}

const textKinds: ReadonlySet<string> = new Set(["vin", "plate", "key", "phone", "text"]);
const dateKinds: ReadonlySet<string> = new Set(["date", "birthday"]);

/**
 * Makes the sheet that the store has not: with all columns of the files, in the order of the first; those
 * of the others that it lacks stand at its right end.
 */
export async function newTarget(
  context: Excel.RequestContext,
  kind: SheetKind,
  sources: readonly FileSource[],
  locale: Locale
): Promise<Target> {
  const columns: { field?: AnyField; header: string; name: string }[] = [];
  for (const source of sources) {
    for (const { column, header } of source.headers) {
      const field = source.part.columns.find((it) => it.column === column)?.field;
      const plain = normaliseHeader(header);
      const isThere = columns.some((known) =>
        field === undefined
          ? known.field === undefined && known.header === plain
          : known.field === field
      );
      if (plain !== "" && !isThere) {
        columns.push({ ...(field && { field }), header: plain, name: header });
      }
    }
  }
  const { worksheets } = context.workbook;
  worksheets.load("items/name");
  await context.sync();
  const name = textsOf(locale).sheets.importing.sheetNames[kind];
  const sheet = worksheets.add(
    freeName(
      name,
      worksheets.items.map((item) => item.name)
    )
  );
  sheet.load("id,name");
  const header = rangeAt(sheet, { row: 0, column: 0, rows: 1, columns: columns.length });
  header.values = [columns.map((column) => literalText(column.name))];
  applyStyle(header, "tableHeader");
  sheet.freezePanes.freezeRows(1);
  await context.sync();
  const kinds = kindsOf(kind);
  return {
    sheetId: sheet.id,
    sheetName: sheet.name,
    isNew: true,
    headerRow: 0,
    nextRow: 1,
    firstColumn: 0,
    columns: columns.length,
    fields: columns.map(({ field, header: plain }, column) => ({
      column,
      ...(field && { field }),
      header: plain,
      // A column of no field may be a number with leading zeros.
      habit: { texts: field === undefined || textKinds.has(kinds[field] ?? ""), factor: 1 },
      isFormula: false,
    })),
  };
}

/** Gives new rows the formats of the row above them, or on a new sheet those of their fields. */
export function formatRows(
  sheet: Excel.Worksheet,
  target: Target,
  kind: SheetKind,
  row: number,
  rows: number
): void {
  if (target.modelRow !== undefined) {
    const area = { row, column: target.firstColumn, rows, columns: target.columns };
    const model = rangeAt(sheet, { ...area, row: target.modelRow, rows: 1 });
    rangeAt(sheet, area).copyFrom(model, "Formats");
    return;
  }
  for (const { column, field, habit } of target.fields) {
    const range = rangeAt(sheet, { row, column, rows, columns: 1 });
    const isDay = field !== undefined && dateKinds.has(kindsOf(kind)[field] ?? "");
    if (isDay) setNumberFormat(range, "yyyy-mm-dd");
    else if (habit.texts) setNumberFormat(range, "@");
  }
}
