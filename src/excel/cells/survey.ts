import {
  sampleRows,
  spreadBlockRows,
  spreadBlocks,
  spreadRows,
  type AreaSample,
  type Cell,
} from "../../intake";
import { isBookSheetTable } from "../../books";
import { areaRef, type Area } from "../../reports/plan";
import { Refusal, excelErrorCode } from "../session";

/** A worksheet as far as it matters before reading. */
export interface SheetInfo {
  readonly id: string;
  readonly name: string;
}

/** What stands in the workbook: the areas that may hold data, and what was left alone. */
export interface Survey {
  readonly sheets: readonly SheetInfo[];
  readonly areas: readonly AreaSample[];
  /** Hidden so that Excel's own menu cannot show them: mentioned, never read. */
  readonly veryHiddenSheets: readonly string[];
  /** Names of sheets with rows that are hidden or filtered away: read like all others, and mentioned. */
  readonly sheetsWithHiddenRows: readonly string[];
}

/** What the add-in itself wrote, to be left out of the data. */
export interface OurParts {
  /** Ids of generated sheets. */
  readonly sheetIds: ReadonlySet<string>;
  /** Zero-based columns by the id of the user's sheet in which they stand. */
  readonly columns: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Columns beyond this are not looked at for headers; no export is that wide. */
const widestSample = 400;

/** The ranges made while a request is put together. */
let made: Excel.Range[] | undefined;

/** The address of an area given by its first cell and size, all zero-based. */
export function rangeAt(sheet: Excel.Worksheet, area: Area): Excel.Range {
  const range = sheet.getRange(areaRef(area));
  made?.push(range);
  return range;
}

/**
 * Gives the ranges that are made by {@link rangeAt} meanwhile. Excel keeps hold of each until it is told
 * not to; thousands of them let go at once are a request that holds the pane.
 */
export function rangesMade(work: () => void): readonly Excel.Range[] {
  const found: Excel.Range[] = [];
  made = found;
  try {
    work();
  } finally {
    made = undefined;
  }
  return found;
}

/** One cell, its row and column zero-based. */
export function cellAt(sheet: Excel.Worksheet, row: number, column: number): Excel.Range {
  return rangeAt(sheet, { row, column, rows: 1, columns: 1 });
}

interface FoundArea extends Area {
  readonly sheet: SheetInfo;
  readonly tableName?: string;
}

/**
 * Looks at the first rows of every used range and every Excel table. Takes five round trips, however
 * many sheets and rows there are.
 */
export async function surveyWorkbook(
  context: Excel.RequestContext,
  ours: OurParts
): Promise<Survey> {
  const { sheets, veryHidden } = await listSheets(context);
  const readable = sheets.filter((sheet) => !ours.sheetIds.has(sheet.id));
  const used = await usedAreas(context, readable);
  const tables = await tableAreas(context, readable);
  const isBook = ({ sheet }: FoundArea): boolean => tables.books.has(sheet.id);
  const found = [...used.areas, ...tables.areas].filter((area) => !isBook(area));
  const samples = await sampleAreas(context, found, ours);
  return {
    sheets,
    areas: await withMerges(context, samples),
    veryHiddenSheets: veryHidden,
    sheetsWithHiddenRows: used.withHiddenRows,
  };
}

async function listSheets(
  context: Excel.RequestContext
): Promise<{ sheets: SheetInfo[]; veryHidden: string[] }> {
  const worksheets = context.workbook.worksheets;
  worksheets.load("items/id,items/name,items/visibility");
  await context.sync();
  const isVeryHidden = (sheet: Excel.Worksheet): boolean => sheet.visibility === "VeryHidden";
  return {
    sheets: worksheets.items
      .filter((sheet) => !isVeryHidden(sheet))
      .map((sheet) => ({ id: sheet.id, name: sheet.name })),
    veryHidden: worksheets.items.filter(isVeryHidden).map((sheet) => sheet.name),
  };
}

async function usedAreas(
  context: Excel.RequestContext,
  sheets: readonly SheetInfo[]
): Promise<{ areas: FoundArea[]; withHiddenRows: string[] }> {
  const used = sheets.map((sheet) => {
    const range = context.workbook.worksheets.getItem(sheet.id).getUsedRangeOrNullObject(true);
    range.load("rowIndex,columnIndex,rowCount,columnCount,rowHidden");
    return { sheet, range };
  });
  await context.sync();
  const filled = used.filter(({ range }) => !range.isNullObject);
  return {
    areas: filled.map(({ sheet, range }) => ({ sheet, ...areaOf(range) })),
    // Null where some rows are hidden and others are not.
    withHiddenRows: filled.flatMap(({ sheet, range }) =>
      (range.rowHidden as boolean | null) === false ? [] : [sheet.name]
    ),
  };
}

async function tableAreas(
  context: Excel.RequestContext,
  sheets: readonly SheetInfo[]
): Promise<{ areas: FoundArea[]; books: ReadonlySet<string> }> {
  const tables = sheets.map((sheet) => {
    const items = context.workbook.worksheets.getItem(sheet.id).tables;
    items.load("items/name,items/showTotals,items/showHeaders");
    return { sheet, items };
  });
  await context.sync();
  const ranges = tables.flatMap(({ sheet, items }) =>
    items.items
      .filter((table) => table.showHeaders)
      .map((table) => {
        const range = table.getRange();
        range.load("rowIndex,columnIndex,rowCount,columnCount");
        return { sheet, table, range };
      })
  );
  if (ranges.length > 0) await context.sync();
  const areas = ranges.map(({ sheet, table, range }) => {
    const area = areaOf(range);
    const rows = table.showTotals ? area.rows - 1 : area.rows;
    return { sheet, tableName: table.name, ...area, rows };
  });
  // Of them no name of the workbook says that they are ours: a sheet that is moved out would take it along.
  const books = tables.filter(({ items }) =>
    items.items.some(({ name }) => isBookSheetTable(name))
  );
  return { areas, books: new Set(books.map(({ sheet }) => sheet.id)) };
}

function areaOf(range: Excel.Range): Area {
  return {
    row: range.rowIndex,
    column: range.columnIndex,
    rows: range.rowCount,
    columns: range.columnCount,
  };
}

/** Cells of samples that one request asks for: far below what one answer of Excel may carry. */
const cellsPerRequest = 150_000;

/**
 * The first rows of each area and some spread over the rest of it: what stands at the top of an export
 * is its oldest or newest, and says little of the whole.
 */
async function sampleAreas(
  context: Excel.RequestContext,
  found: readonly FoundArea[],
  ours: OurParts
): Promise<AreaSample[]> {
  const samples: AreaSample[] = [];
  for (const batch of batches(found)) samples.push(...(await sampleBatch(context, batch, ours)));
  return samples;
}

const sampledColumns = ({ columns }: Area): number => Math.min(columns, widestSample);

/** Areas whose samples fit into one answer; one is nearly always enough. */
function batches(found: readonly FoundArea[]): FoundArea[][] {
  const all: FoundArea[][] = [];
  let cells = Infinity;
  for (const area of found) {
    const own = sampledColumns(area) * (sampleRows + spreadBlocks * spreadBlockRows);
    if (cells + own > cellsPerRequest) {
      all.push([]);
      cells = 0;
    }
    all[all.length - 1]?.push(area);
    cells += own;
  }
  return all;
}

async function sampleBatch(
  context: Excel.RequestContext,
  batch: readonly FoundArea[],
  ours: OurParts
): Promise<AreaSample[]> {
  const asked = batch.map((area) => {
    const sheet = context.workbook.worksheets.getItem(area.sheet.id);
    const load = (row: number, rows: number): Excel.Range => {
      const place = {
        row: area.row + row,
        column: area.column,
        rows,
        columns: sampledColumns(area),
      };
      const range = rangeAt(sheet, place);
      range.load("values");
      return range;
    };
    return {
      area,
      top: load(0, Math.min(area.rows, sampleRows)),
      spread: spreadRows(area.rows).map(({ row, rows }) => ({ row, range: load(row, rows) })),
    };
  });
  await context.sync();
  return asked.map(({ area, top, spread }) => ({
    sheetId: area.sheet.id,
    sheetName: area.sheet.name,
    ...(area.tableName === undefined ? {} : { tableName: area.tableName }),
    firstRow: area.row,
    firstColumn: area.column,
    rowCount: area.rows,
    values: top.values as Cell[][],
    spread: spread.map(({ row, range }) => ({ row, values: range.values as Cell[][] })),
    ourColumns: ours.columns.get(area.sheet.id) ?? new Set<number>(),
  }));
}

/**
 * The samples with the merged cells among their first rows. A table has none. Where Excel cannot tell them
 * (it fails above 512), samples stay without, as those of files that know no merged cells.
 */
async function withMerges(
  context: Excel.RequestContext,
  samples: readonly AreaSample[]
): Promise<readonly AreaSample[]> {
  const asked = new Map<AreaSample, Excel.RangeAreas>();
  for (const sample of samples) {
    const { sheetId, tableName, firstRow, firstColumn, values } = sample;
    const columns = values[0]?.length ?? 0;
    if (tableName !== undefined || columns === 0) continue;
    const sheet = context.workbook.worksheets.getItem(sheetId);
    const top = { row: firstRow, column: firstColumn, rows: values.length, columns };
    const merged = rangeAt(sheet, top).getMergedAreasOrNullObject();
    merged.areas.load("items/rowIndex,items/columnIndex,items/rowCount,items/columnCount");
    asked.set(sample, merged);
  }
  if (asked.size === 0) return samples;
  try {
    await context.sync();
  } catch (error) {
    if (error instanceof Refusal || excelErrorCode(error) === undefined) throw error;
    return samples;
  }
  return samples.map((sample) => {
    const merged = asked.get(sample);
    if (!merged || merged.isNullObject) return sample;
    const merges = merged.areas.items.map((range) => {
      const { row, column, ...size } = areaOf(range);
      return { row: row - sample.firstRow, column: column - sample.firstColumn, ...size };
    });
    return { ...sample, merges };
  });
}
