import type { Cell } from "../../intake";
import { areaRef, cellRef, type Area } from "../../reports/plan";
import { textsOf } from "../../locale";
import type { Outcome, RunOptions } from "../api";
import { literalText, cellAt, rangeAt } from "../cells";
import {
  minuteText,
  checkSheets,
  checkWorkbook,
  Refusal,
  performRun,
  type RunContext,
  runExcel,
  type SessionOptions,
  breathe,
} from "../session";
import { loadState } from "../footprint";
import {
  loadImportLog,
  namedPlaces,
  printOfRow,
  saveImportLog,
  type ImportLog,
  type WrittenTable,
} from "./log";
import { addImportLines } from "./recordSheet";

/** The import that can be taken back: when it was, and of which files. */
export interface LastImport {
  readonly at: string;
  readonly files: readonly string[];
  readonly rows: number;
  readonly cells: number;
}

const rowsAtOnce = 2_000;
const cellsAtOnce = 400;

/** The import that {@link undoImport} would take back; `undefined` where there is none. */
export async function lastImport(options: SessionOptions = {}): Promise<LastImport | undefined> {
  return runExcel(async (context) => {
    const log = await loadImportLog(context);
    if (!log) return undefined;
    const sum = (of: (table: WrittenTable) => number): number =>
      log.tables.reduce((total, table) => total + of(table), 0);
    const { at, files } = log;
    return { at, files, rows: sum((it) => it.prints.length), cells: sum((it) => it.cells.length) };
  }, options);
}

/**
 * Takes the last import back: its rows go, corrected cells get what stood there before, sheets that it made
 * are deleted. Only while nobody changed any of it.
 *
 * @returns how it ended; never rejects. `importNothing` where there is none to take back;
 *   `importChangedSince` (about: the cells) where something was changed, moved or filled in.
 */
export async function undoImport(options: RunOptions): Promise<Outcome> {
  return performRun(options, async (run) => {
    await runExcel(async (context) => {
      await checkWorkbook(context);
      const log = await loadImportLog(context);
      if (!log) throw new Refusal("importNothing");
      const touched = log.tables.map(({ sheetId }) => sheetId);
      await requireSheets(context, log);
      await checkSheets(context, [...new Set(touched)]);
      const changed: string[] = [];
      for (const table of log.tables) changed.push(...(await changedPlaces(run, context, table)));
      if (changed.length > 0) {
        const more = changed.length > namedPlaces ? ["…"] : [];
        throw new Refusal("importChangedSince", [...changed.slice(0, namedPlaces), ...more]);
      }
      run.hasBegun = true;
      for (const [at, table] of log.tables.entries()) {
        const rowsGo = await takeBack(run, context, table);
        // What is left, so that who asks again after a failure takes back the rest; in the request that
        // deletes, or the log would speak of rows that are not there.
        const left = log.tables.slice(at + 1);
        await saveImportLog(
          context,
          left.length > 0 ? { ...log, tables: left } : undefined,
          rowsGo
        );
        await tell(run, context, { ...log, tables: [table] });
      }
    }, run.patient);
    return { kind: "done", code: "done", about: [], changes: run.changes };
  });
}

async function requireSheets(context: Excel.RequestContext, log: ImportLog): Promise<void> {
  const sheets = log.tables.map(({ sheetId, sheetName }) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId);
    sheet.load("id");
    return { sheet, sheetName };
  });
  await context.sync();
  const gone = sheets.filter(({ sheet }) => sheet.isNullObject).map(({ sheetName }) => sheetName);
  if (gone.length > 0) throw new Refusal("importChangedSince", gone);
}

/** Addresses of rows and cells of an import that are not as it left them. */
async function changedPlaces(
  run: RunContext,
  context: Excel.RequestContext,
  { sheetId, sheetName, firstRow, firstColumn, columns, usersColumns, prints, cells }: WrittenTable
): Promise<string[]> {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const changed: string[] = [];
  const place = (address: string): string => `${sheetName}!${address}`;
  for (let start = 0; start < prints.length; start += rowsAtOnce) {
    run.steps.at("check", start, prints.length, sheetName);
    const rows = Math.min(rowsAtOnce, prints.length - start);
    const area = { row: firstRow + start, column: firstColumn, rows, columns };
    const lines = await formulasOf(context, sheet, area);
    await breathe();
    lines.forEach((line, at) => {
      if (printOfRow(line, usersColumns) === prints[start + at]) return;
      changed.push(place(areaRef({ ...area, row: area.row + at, rows: 1 })));
    });
  }
  for (let start = 0; start < cells.length; start += cellsAtOnce) {
    const piece = cells.slice(start, start + cellsAtOnce);
    const values = await valuesOfCells(context, sheet, piece);
    piece.forEach(({ row, column, before, after }, at) => {
      // As before: an earlier try got so far.
      const isOurs = values[at] === after || values[at] === before;
      if (!isOurs) changed.push(place(cellRef(row, column)));
    });
  }
  return changed;
}

async function formulasOf(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  area: Area
): Promise<Cell[][]> {
  const range = rangeAt(sheet, area);
  range.load("formulas");
  await context.sync();
  const lines = range.formulas as Cell[][];
  range.untrack();
  return lines;
}

async function valuesOfCells(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  cells: WrittenTable["cells"]
): Promise<Cell[]> {
  const ranges = cells.map(({ row, column }) => {
    const range = cellAt(sheet, row, column);
    range.load("values");
    return range;
  });
  await context.sync();
  const values = ranges.map((range) => range.values[0]?.[0] as Cell);
  for (const range of ranges) range.untrack();
  return values;
}

/** Writes what stood in the cells before. */
async function restoreCells(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  cells: WrittenTable["cells"]
): Promise<void> {
  for (const { row, column, before } of cells) {
    const value = typeof before === "string" ? literalText(before) : before;
    cellAt(sheet, row, column).values = [[value]];
  }
  await context.sync();
}

/** Gives the corrected cells what stood there, and queues by what it gives that the rows go. */
async function takeBack(
  run: RunContext,
  context: Excel.RequestContext,
  table: WrittenTable
): Promise<() => void> {
  const { sheetId, sheetName, firstRow, firstColumn, columns, prints, cells } = table;
  const sheet = context.workbook.worksheets.getItem(sheetId);
  run.changes.push({
    sheetName,
    address: "A1",
    kind: "rows",
    rows: prints.length + new Set(cells.map(({ row }) => row)).size,
  });
  if (table.isNew) return () => sheet.delete();
  for (let start = 0; start < cells.length; start += cellsAtOnce) {
    await restoreCells(context, sheet, cells.slice(start, start + cellsAtOnce));
  }
  if (prints.length === 0) return () => undefined;
  // Of a table the rows within it, so that what stands beside it stays.
  const wide =
    table.tableName === undefined
      ? sheet.getUsedRange(true)
      : sheet.tables.getItem(table.tableName).getRange();
  wide.load("columnIndex,columnCount");
  await context.sync();
  const own = { column: wide.columnIndex, columns: wide.columnCount };
  const column = table.tableName === undefined ? Math.min(own.column, firstColumn) : own.column;
  const end =
    table.tableName === undefined
      ? Math.max(own.column + own.columns, firstColumn + columns)
      : own.column + own.columns;
  const area = { row: firstRow, column, rows: prints.length, columns: end - column };
  return () => rangeAt(sheet, area).delete("Up");
}

async function tell(run: RunContext, context: Excel.RequestContext, log: ImportLog): Promise<void> {
  const locale = (await loadState(context)).locale ?? run.options.locale;
  const { importing } = textsOf(locale).sheets;
  await addImportLines(context, locale, [
    {
      at: minuteText(run.now),
      what: importing.takenBack(log.at),
      fileName: log.files.join("; "),
      kind: "",
      sheetName: log.tables.map(({ sheetName }) => sheetName).join("; "),
      added: -log.tables.reduce((sum, { prints }) => sum + prints.length, 0),
      changed: -log.tables.reduce(
        (sum, { cells }) => sum + new Set(cells.map(({ row }) => row)).size,
        0
      ),
      same: 0,
      passedOver: 0,
    },
  ]);
}
