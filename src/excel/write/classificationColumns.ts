import type { RecognisedSheet } from "../../intake";
import { partOf, rowOf } from "../../retention/store";
import { textsOf, type Locale } from "../../locale";
import { areaRef, cellRef, type Area, styleOf } from "../../reports/plan";
import type {
  ClassificationColumn,
  ClassificationPlan,
  ColumnKey,
  LiveRefs,
} from "../../reports/columns";
import type { Change } from "../api";
import {
  literalText,
  applyStyle,
  setNumberFormat,
  widthInPoints,
  cutRows,
  RequestQueue,
  rowsStep,
  cellAt,
  rangeAt,
} from "../cells";
import {
  columnMark,
  columnName,
  keyOfColumn,
  setMark,
  type ColumnName,
  type LocatedParts,
  type OurColumn,
} from "../footprint";

/** A column with the place where it stands or will stand. */
interface PlacedColumn {
  readonly column: ClassificationColumn;
  readonly name: ColumnName;
  /** Zero-based. */
  readonly at: number;
  readonly header: string;
  readonly isNew: boolean;
  /** Where its header was, if the header row has moved away from it. */
  readonly oldHeader?: { readonly row: number };
}

/** What was written, for the message and for the workbook's state. */
export interface WrittenColumns {
  readonly change: Change;
  readonly columns: Readonly<Record<string, OurColumn>>;
  /** An Excel table has more columns than before: what stood beside it was moved. */
  readonly hasGrown: boolean;
  /** Headers of columns that were to be formulas and are values. */
  readonly asValues: readonly string[];
}

/** What the add-in remembers of its columns. */
export interface ColumnMemory {
  readonly located: LocatedParts;
  readonly remembered: Readonly<Record<string, OurColumn>>;
  readonly locale: Locale;
  /** Ids of all sheets on which the table stands. */
  readonly sheets: ReadonlySet<string>;
  /** The as-of day as live formulas say it; absent where all columns are written as values. */
  readonly liveAsOf?: string | undefined;
}

/** One of the sheets on which a table stands. */
export type TablePart<Field extends string> = Pick<
  RecognisedSheet<Field>,
  "sheetId" | "sheetName" | "tableName" | "headerRow" | "rowCount" | "headers"
> & {
  readonly columns: readonly { readonly field: Field; readonly column: number }[];
  /** Its number among the parts of the table, from 0. */
  readonly part: number;
};

/** The sheets of a recognised table. */
export function tableParts<Field extends string>(
  sheet: RecognisedSheet<Field>
): TablePart<Field>[] {
  const { headers } = sheet;
  return sheet.parts.map((part, index) => ({ ...part, headers, part: index }));
}

/**
 * Writes the classification columns of one of the user's sheets into the columns where they stand now,
 * wherever the user moved them; new ones at the right end. No other column is touched. Rows without a
 * record (blank, footers) are left blank in them. Cells are values, or on request formulas where a
 * function can give the value from the record's own row: plain references to cells of that row, which
 * stay right when rows are sorted or columns moved. In an Excel table a column is formulas only where one
 * formula gives all its rows: of formulas beside values Excel would make one formula.
 *
 * Round trips: a fixed number plus one for every 700 kB.
 */
export async function writeColumns<Field extends string>(
  context: Excel.RequestContext,
  sheet: TablePart<Field>,
  plan: ClassificationPlan,
  memory: ColumnMemory
): Promise<WrittenColumns> {
  const placed = await placeColumns(context, sheet, plan, memory);
  const worksheet = context.workbook.worksheets.getItem(sheet.sheetId);
  const queue = new RequestQueue(context);
  await queue.add({
    bytes: 6_000 * placed.length,
    queue: () => {
      for (const column of placed) markColumn(context, worksheet, sheet, column, memory);
    },
  });
  const asFormulas = placed.filter(({ column }) => isLive(sheet, plan, column, memory.liveAsOf));
  const contents = contentsOf(sheet, placed, asFormulas, memory.liveAsOf);
  for (const column of placed) {
    const rows = cellsOf(sheet, plan, column, contents);
    // From its own header cell, wherever that is by then: another person may just have inserted a column.
    const write = (piece: readonly (readonly unknown[])[], row: number): void => {
      const header = context.workbook.names.getItem(columnMark(column.name)).getRange();
      const body = header.getOffsetRange(row, 0).getAbsoluteResizedRange(piece.length, 1);
      body.values = piece as unknown[][];
    };
    for (const piece of cutRows(rows)) await queue.add(rowsStep(piece, 0, write));
  }
  await queue.send();
  const asked = placed.filter(
    ({ column }) => memory.liveAsOf !== undefined && column.liveFormula !== undefined
  );
  return {
    change: changeOf(sheet, placed),
    columns: remember(sheet, placed),
    hasGrown: sheet.tableName !== undefined && placed.some(({ isNew }) => isNew),
    asValues: asked.filter((it) => !asFormulas.includes(it)).map(({ header }) => header),
  };
}

/** Whether a column is written as formulas. */
function isLive<Field extends string>(
  sheet: TablePart<Field>,
  { sheetRow }: ClassificationPlan,
  { liveFormula }: ClassificationColumn,
  liveAsOf: string | undefined
): boolean {
  if (liveFormula === undefined || liveAsOf === undefined) return false;
  if (sheet.tableName === undefined) return true;
  // The row's own cells by what they are: rows with the same text have the same formula.
  const refs: LiveRefs = { cell: (of) => `[@${of}]`, asOf: liveAsOf };
  const texts = new Set<string | undefined>();
  let records = 0;
  sheetRow.forEach((place, record) => {
    if (partOf(place) !== sheet.part) return;
    records += 1;
    texts.add(liveFormula(record, refs));
  });
  return records === sheet.rowCount && texts.size === 1 && !texts.has(undefined);
}

/** Where each column stands; columns that are new or were deleted go to the right end. */
async function placeColumns<Field extends string>(
  context: Excel.RequestContext,
  sheet: TablePart<Field>,
  plan: ClassificationPlan,
  { located, remembered, locale, sheets }: ColumnMemory
): Promise<PlacedColumn[]> {
  const end = await rightEnd(context, sheet);
  const taken = new Set(sheet.headers.map(({ header }) => header.trim()));
  let next = end;
  return plan.columns.map((column): PlacedColumn => {
    const [found] = [...located.columns].flatMap(([name, mark]) =>
      keyOfColumn(name) === column.key && typeof mark === "object" && mark.sheetId === sheet.sheetId
        ? [{ name, mark }]
        : []
    );
    if (found) {
      const { name, mark } = found;
      const moved = mark.row === sheet.headerRow ? {} : { oldHeader: { row: mark.row } };
      const header = remembered[name]?.header ?? column.header;
      return { column, name, at: mark.column, header, isNew: false, ...moved };
    }
    const name = freeName(column.key, located, sheets);
    const header = taken.has(column.header)
      ? textsOf(locale).sheets.columns.alternative(column.header)
      : column.header;
    const at = next;
    next += 1;
    return { column, name, at, header, isNew: true };
  });
}

/** The first name of a column that stands on none of the table's sheets. */
function freeName(key: ColumnKey, located: LocatedParts, sheets: ReadonlySet<string>): ColumnName {
  for (let index = 0; ; index += 1) {
    const name = columnName(key, index);
    const mark = located.columns.get(name);
    if (typeof mark !== "object" || !sheets.has(mark.sheetId)) return name;
  }
}

/** The first free column: beside the Excel table, else beside everything that stands on the sheet. */
async function rightEnd<Field extends string>(
  context: Excel.RequestContext,
  sheet: TablePart<Field>
): Promise<number> {
  const worksheet = context.workbook.worksheets.getItem(sheet.sheetId);
  const range =
    sheet.tableName === undefined
      ? worksheet.getUsedRange(true)
      : worksheet.tables.getItem(sheet.tableName).getRange();
  range.load("columnIndex,columnCount");
  await context.sync();
  return range.columnIndex + range.columnCount;
}

/** Name, look and format of a column; a new one in an Excel table becomes a column of the table. */
function markColumn<Field extends string>(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  sheet: TablePart<Field>,
  placed: PlacedColumn,
  { located }: ColumnMemory
): void {
  const { column, at } = placed;
  if (placed.isNew && sheet.tableName !== undefined) {
    worksheet.tables.getItem(sheet.tableName).columns.add(undefined, undefined, placed.header);
  }
  const header = cellAt(worksheet, sheet.headerRow, at);
  if (placed.isNew) {
    header.format.columnWidth = widthInPoints(column.width);
    if (sheet.tableName === undefined) applyStyle(header, "tableHeader");
  }
  if (placed.oldHeader && placed.oldHeader.row < sheet.headerRow) {
    const old = { row: placed.oldHeader.row, column: at, rows: 1, columns: 1 };
    rangeAt(worksheet, old).values = [[""]];
  }
  const mark = columnMark(placed.name);
  const isGiven = located.names.has(mark);
  if (placed.isNew || placed.oldHeader || !isGiven) {
    setMark(context, mark, sheet.sheetName, { row: sheet.headerRow, column: at }, isGiven);
  }
  const { numberFormat, align } = styleOf(column.style);
  if (sheet.rowCount === 0) return;
  const body = rangeAt(worksheet, {
    row: sheet.headerRow + 1,
    column: at,
    rows: sheet.rowCount,
    columns: 1,
  });
  if (numberFormat !== undefined) setNumberFormat(body, numberFormat);
  if (placed.isNew && align !== undefined) body.format.horizontalAlignment = align;
}

/** What is written for a record that stands in a row of the sheet, zero-based. */
type Contents = (column: ClassificationColumn, record: number, sheetRow: number) => string | number;

function contentsOf<Field extends string>(
  sheet: TablePart<Field>,
  placed: readonly PlacedColumn[],
  asFormulas: readonly PlacedColumn[],
  liveAsOf: string | undefined
): Contents {
  const valueOf = (column: ClassificationColumn, record: number): string | number => {
    const value = column.valueOf(record);
    return typeof value === "string" ? literalText(value) : value;
  };
  if (liveAsOf === undefined) return valueOf;
  const places = new Map<string, number>([
    ...sheet.columns.map(({ field, column }) => [field, column] as const),
    // Later: the add-in's own 末次进厂 is what the figures rest on.
    ...placed.map(({ column, at }) => [column.key, at] as const),
  ]);
  const live = new Set(asFormulas.map(({ column }) => column));
  return (column, record, sheetRow) => {
    if (!live.has(column)) return valueOf(column, record);
    const cell: LiveRefs["cell"] = (of) => {
      const at = places.get(of);
      return at === undefined ? undefined : cellRef(sheetRow, at);
    };
    return column.liveFormula?.(record, { cell, asOf: liveAsOf }) ?? valueOf(column, record);
  };
}

/** Header and body of a column, one row per row of the sheet. */
function cellsOf<Field extends string>(
  sheet: TablePart<Field>,
  plan: ClassificationPlan,
  { column, header }: PlacedColumn,
  contents: Contents
): (string | number)[][] {
  const rows: (string | number)[][] = [[literalText(header)]];
  for (let row = 0; row < sheet.rowCount; row += 1) rows.push([""]);
  plan.sheetRow.forEach((place, record) => {
    if (partOf(place) !== sheet.part) return;
    const sheetRow = rowOf(place);
    const row = rows[sheetRow - sheet.headerRow];
    if (!row) return;
    row[0] = contents(column, record, sheetRow);
  });
  return rows;
}

function changeOf<Field extends string>(
  sheet: TablePart<Field>,
  placed: readonly PlacedColumn[]
): Change {
  const first = Math.min(...placed.map(({ at }) => at));
  const area: Area = {
    row: sheet.headerRow,
    column: first,
    rows: sheet.rowCount + 1,
    columns: 1,
  };
  return {
    sheetName: sheet.sheetName,
    address: areaRef(area),
    kind: "columns",
    rows: sheet.rowCount,
  };
}

function remember<Field extends string>(
  sheet: TablePart<Field>,
  placed: readonly PlacedColumn[]
): Record<string, OurColumn> {
  return Object.fromEntries(
    placed.map(({ name, header }) => [name, { sheetId: sheet.sheetId, header }])
  );
}
