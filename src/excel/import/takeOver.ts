import { normaliseHeader, type Cell } from "../../intake";
import type { FileSource, RecordRow } from "../../intake/import";
import { areaRef, cellRef, type Area } from "../../reports/plan";
import { textsOf, type Locale } from "../../locale";
import type { Outcome, RunOptions } from "../api";
import {
  minuteText,
  checkSheets,
  checkWorkbook,
  Refusal,
  performRun,
  type RunContext,
  runExcel,
  stopIfAsked,
} from "../session";
import { ourParts } from "../footprint";
import { cellAt, cutRows, rangeAt } from "../cells";
import { adaptedCell, plainCellOf } from "./adapt";
import {
  namedPlaces,
  printOfRow,
  saveImportLog,
  type ImportLog,
  type WrittenCell,
  type WrittenTable,
} from "./log";
import { daysOf, readable } from "./preview";
import { addImportLines, type ImportLine } from "./recordSheet";
import {
  compareFiles,
  targetOf,
  type Compared,
  type ComparedTable,
  type KnownMappings,
} from "./store";
import { existingTarget, formatRows, newTarget, type Target } from "./target";
import type { ChosenFile, ImportPreview } from "./view";

/** Corrected cells that are looked at and written in one request. */
const cellsAtOnce = 400;

/**
 * Takes files over as the preview said: adds new rows at the end of the store's own sheet, in its columns
 * and formats, and corrects cells; deletes nothing. Where the store has no such sheet it is made. What was
 * written is kept, so that it can be taken back, and told in 导入记录.
 *
 * @returns how it ended; never rejects. `importOutdated` where the store's rows are not those of the
 *   preview any more; `stopped` with what is written so far, which a further import leaves as it is.
 */
export async function takeOver(
  files: readonly ChosenFile[],
  preview: ImportPreview,
  options: RunOptions,
  known: KnownMappings = () => ({})
): Promise<Outcome> {
  return performRun(options, async (run) => {
    await runExcel(async (context) => {
      await checkWorkbook(context);
      const compared = await compareFiles(run, context, readable(files), known);
      if (compared.print !== preview.print) throw new Refusal("importOutdated");
      const sheetIds = compared.tables.flatMap(({ store }) =>
        store.map(({ part }) => part.sheetId)
      );
      await checkSheets(context, [...new Set(sheetIds)]);
      await write(run, context, compared);
    }, run.patient);
    return { kind: "done", code: "done", about: [], changes: run.changes };
  });
}

async function write(
  run: RunContext,
  context: Excel.RequestContext,
  compared: Compared
): Promise<void> {
  const locale = compared.inspection.state.locale ?? run.options.locale;
  const at = minuteText(run.now);
  const written: WrittenTable[] = [];
  const tables = compared.tables.filter(
    ({ comparison }) => comparison.added.length + comparison.changed.length > 0
  );
  try {
    for (const table of tables) await writeTable(run, context, compared, table, locale, written);
  } finally {
    // Also of an import that was stopped: what it wrote can be taken back.
    const blocks = written.filter(
      ({ isNew, prints, cells }) => isNew || prints.length + cells.length > 0
    );
    if (blocks.length > 0) {
      const files = compared.files.map(({ file }) => file.fileName);
      await keepLog({ at, files, tables: blocks });
      await runExcel(async (last) => {
        const lines = linesOf(compared, at, locale);
        const { sheetName, firstRow } = await addImportLines(last, locale, lines);
        const address = areaRef({ row: firstRow, column: 0, rows: lines.length, columns: 11 });
        run.changes.push({ sheetName, address, kind: "rows", rows: lines.length });
      }, ending);
    }
  }
}

/** The user's Stop ends a run's own requests; what was written must be known all the same. */
const ending = { delayForCellEdit: true };

/**
 * Keeps what was written, with a second try.
 *
 * @throws Refusal `importNotKept` (about: the rows and cells): without its log it cannot be taken back.
 */
async function keepLog(log: ImportLog): Promise<void> {
  const save = (): Promise<void> => runExcel((context) => saveImportLog(context, log), ending);
  try {
    await save().catch((error: unknown) => {
      if (error instanceof Refusal && error.code === "notAnswering") throw error;
      return save();
    });
  } catch (error) {
    throw new Refusal("importNotKept", log.tables.flatMap(placesOf), undefined, error);
  }
}

function placesOf({ sheetName, firstRow, firstColumn, columns, prints, cells }: WrittenTable) {
  const rows = { row: firstRow, column: firstColumn, rows: prints.length, columns };
  const added = prints.length > 0 ? [`${sheetName}!${areaRef(rows)}`] : [];
  const corrected = cells
    .slice(0, namedPlaces)
    .map((it) => `${sheetName}!${cellRef(it.row, it.column)}`);
  return [...added, ...corrected, ...(cells.length > namedPlaces ? ["…"] : [])];
}

function linesOf({ tables }: Compared, at: string, locale: Locale): ImportLine[] {
  const { importing } = textsOf(locale).sheets;
  return tables.flatMap(({ kind, sources, comparison }) =>
    sources.map((source, index) => {
      const counts = comparison.sources[index];
      return {
        at,
        what: importing.taken,
        fileName: source.fileName,
        kind: importing.sheetNames[kind],
        sheetName: source.sheetName,
        added: counts.added,
        changed: counts.changed,
        same: counts.same,
        passedOver: source.passedOver,
        ...daysOf(source),
      };
    })
  );
}

async function writeTable(
  run: RunContext,
  context: Excel.RequestContext,
  { inspection }: Compared,
  table: ComparedTable,
  locale: Locale,
  written: WrittenTable[]
): Promise<void> {
  const { kind, comparison, sources } = table;
  const part = targetOf(table);
  const ours = ourParts(inspection.located, inspection.state).columns;
  if (!part) {
    run.hasBegun = true;
    const target = await newTarget(context, kind, sources, locale);
    const prints: string[] = [];
    written.push(blockOf(target, prints, []));
    await addRows(run, context, table, target, prints);
    return;
  }
  const target = await existingTarget(context, part, ours.get(part.part.sheetId) ?? new Set());
  await requireRoom(context, target, comparison.added.length);
  run.hasBegun = true;
  // Each sheet of the store has its own corrected cells; new rows go to one of them.
  for (const each of table.store) {
    const its =
      each === part
        ? target
        : await existingTarget(context, each, ours.get(each.part.sheetId) ?? new Set());
    const block = { prints: [] as string[], cells: [] as WrittenCell[] };
    // Known before the first cell is written: who stops half-way can take back what is there.
    written.push(blockOf(its, block.prints, block.cells));
    await correctCells(run, context, table, its, (record) => record.of === each, block.cells);
    if (each === part && comparison.added.length > 0) {
      await addRows(run, context, table, target, block.prints);
    }
  }
}

/** The user's columns, counted from the first of the table. */
function usersColumns(target: Target): number[] {
  return target.fields.map(({ column }) => column - target.firstColumn);
}

function blockOf(
  target: Target,
  prints: readonly string[],
  cells: readonly WrittenCell[]
): WrittenTable {
  return {
    sheetId: target.sheetId,
    sheetName: target.sheetName,
    isNew: target.isNew,
    ...(target.tableName !== undefined && { tableName: target.tableName }),
    firstRow: target.nextRow,
    firstColumn: target.firstColumn,
    columns: target.columns,
    usersColumns: usersColumns(target),
    prints,
    cells,
  };
}

/** Nothing may stand where new rows of an Excel table will. */
async function requireRoom(
  context: Excel.RequestContext,
  target: Target,
  rows: number
): Promise<void> {
  if (target.tableName === undefined || rows === 0) return;
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const table = sheet.tables.getItem(target.tableName);
  table.load("showTotals");
  await context.sync();
  const row = target.nextRow + (table.showTotals ? 1 : 0);
  const area = { row, column: target.firstColumn, rows, columns: target.columns };
  const used = rangeAt(sheet, area).getUsedRangeOrNullObject(true);
  used.load("address");
  await context.sync();
  if (!used.isNullObject) throw new Refusal("importBlocked", [target.sheetName]);
}

async function correctCells(
  run: RunContext,
  context: Excel.RequestContext,
  { comparison }: ComparedTable,
  target: Target,
  isHere: (record: RecordRow) => boolean,
  corrected: WrittenCell[]
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const byField = new Map(target.fields.map((column) => [column.field, column]));
  const wanted = comparison.changed
    .filter(({ record }) => isHere(record))
    .flatMap(({ record, fields }) =>
      fields.flatMap(({ field, from }) => {
        const column = byField.get(field);
        if (!column) return [];
        const row = record.of.table.sheetRow[record.row];
        const value = adaptedCell(from.of as FileSource, from, field, column.habit);
        return [{ row, column: column.column, value }];
      })
    );
  for (let start = 0; start < wanted.length; start += cellsAtOnce) {
    stopIfAsked(run.options.signal);
    run.steps.at("importChanges", start, wanted.length, target.sheetName);
    const piece = wanted.slice(start, start + cellsAtOnce);
    corrected.push(...(await writeCells(context, sheet, piece)));
  }
  if (corrected.length > 0) {
    const rows = new Set(corrected.map(({ row }) => row)).size;
    const first = corrected[0];
    const address = cellRef(first.row, first.column);
    run.changes.push({ sheetName: target.sheetName, address, kind: "rows", rows });
  }
}

/** Writes into cells that hold values; one that the user computes goes on being computed. */
async function writeCells(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  cells: readonly { readonly row: number; readonly column: number; readonly value: Cell }[]
): Promise<WrittenCell[]> {
  const before = cells.map(({ row, column }) => cellAt(sheet, row, column));
  for (const range of before) range.load("values,formulas");
  await context.sync();
  const plain = cells.flatMap((cell, at) => {
    const formula: unknown = before[at].formulas[0]?.[0];
    const isFormula = typeof formula === "string" && formula.startsWith("=");
    return isFormula ? [] : [{ ...cell, before: before[at].values[0]?.[0] as Cell }];
  });
  const ranges = plain.map(({ row, column, value }) => {
    const range = cellAt(sheet, row, column);
    range.values = [[value]];
    range.load("values");
    return range;
  });
  await context.sync();
  const corrected = plain.map(({ row, column, before: old }, at) => ({
    row,
    column,
    before: old,
    after: ranges[at].values[0]?.[0] as Cell,
  }));
  for (const range of [...before, ...ranges]) range.untrack();
  return corrected;
}

/** Writes rows below the table; gives them as Excel holds them. */
async function addPiece(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  kind: ComparedTable["kind"],
  target: Target,
  area: Area,
  rows: readonly (readonly unknown[])[]
): Promise<Cell[][]> {
  context.application.suspendApiCalculationUntilNextSync();
  formatRows(sheet, target, kind, area.row, rows.length);
  const range = rangeAt(sheet, area);
  range.values = rows as unknown[][];
  carryFormulas(sheet, target, area.row, rows.length);
  range.load("formulas");
  await context.sync();
  const written = range.formulas as Cell[][];
  range.untrack();
  return written;
}

async function addRows(
  run: RunContext,
  context: Excel.RequestContext,
  { kind, comparison }: ComparedTable,
  target: Target,
  prints: string[]
): Promise<void> {
  const { added } = comparison;
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const totals = await foldTotals(context, sheet, target);
  const rowOf = rowMaker(target);
  const users = usersColumns(target);
  const atOnce = 2_000;
  try {
    for (let start = 0; start < added.length; start += atOnce) {
      const rows = added.slice(start, start + atOnce).map(rowOf);
      for (const piece of cutRows(rows)) {
        stopIfAsked(run.options.signal);
        const row = target.nextRow + start + piece.start;
        run.steps.at("importRows", start + piece.start, added.length, target.sheetName);
        const area = {
          row,
          column: target.firstColumn,
          rows: piece.rows.length,
          columns: target.columns,
        };
        const written = await addPiece(context, sheet, kind, target, area, piece.rows);
        for (const line of written) prints.push(printOfRow(line, users));
      }
    }
  } finally {
    await closeTable(target, prints.length, totals);
    if (prints.length > 0) {
      const area = {
        row: target.nextRow,
        column: target.firstColumn,
        rows: prints.length,
        columns: target.columns,
      };
      run.changes.push({
        sheetName: target.sheetName,
        address: areaRef(area),
        kind: "rows",
        rows: prints.length,
      });
    }
  }
}

/** What stands in a totals row, which is put away while rows are written where it stands; none without one. */
async function foldTotals(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { tableName }: Target
): Promise<readonly (readonly Cell[])[] | undefined> {
  if (tableName === undefined) return undefined;
  const table = sheet.tables.getItem(tableName);
  table.load("showTotals");
  await context.sync();
  if (!table.showTotals) return undefined;
  const totals = table.getTotalRowRange();
  totals.load("formulas");
  await context.sync();
  table.showTotals = false;
  return totals.formulas as Cell[][];
}

/**
 * Makes the table as long as its rows, and shows its totals row as it was. In a request of its own: after the
 * user's Stop or a failure, too, what was begun is put right.
 */
async function closeTable(
  target: Target,
  rows: number,
  totals: readonly (readonly Cell[])[] | undefined
): Promise<void> {
  const { tableName } = target;
  if (tableName === undefined || (rows === 0 && !totals)) return;
  await runExcel(
    async (context) => {
      const table = context.workbook.worksheets.getItem(target.sheetId).tables.getItem(tableName);
      if (rows > 0) {
        table.resize(
          areaRef({
            row: target.headerRow,
            column: target.firstColumn,
            rows: target.nextRow - target.headerRow + rows,
            columns: target.columns,
          })
        );
      }
      if (totals) {
        table.showTotals = true;
        // Excel shows its own sums where it does not remember what stood there.
        table.getTotalRowRange().formulas = totals.map((line) => [...line]);
      }
      await context.sync();
    },
    { delayForCellEdit: true }
  );
}

/** New rows get the formulas that the row above them has. */
function carryFormulas(sheet: Excel.Worksheet, target: Target, row: number, rows: number): void {
  for (const { column, isFormula } of target.fields) {
    if (!isFormula || target.modelRow === undefined) continue;
    const model = cellAt(sheet, target.modelRow, column);
    rangeAt(sheet, { row, column, rows, columns: 1 }).copyFrom(model, "Formulas");
  }
}

/** Makes a row of the store's sheet of a record and of what later files say of it. */
function rowMaker(target: Target) {
  const plainColumns = new Map<FileSource, ReadonlyMap<string, number>>();
  const columnsOf = (source: FileSource): ReadonlyMap<string, number> => {
    const known = plainColumns.get(source);
    if (known) return known;
    const used = new Set(source.part.columns.map(({ column }) => column));
    const free = source.headers.filter(({ column }) => !used.has(column));
    const made = new Map(free.map(({ column, header }) => [normaliseHeader(header), column]));
    plainColumns.set(source, made);
    return made;
  };
  return ({ record, fields }: ComparedTable["comparison"]["added"][number]): (Cell | null)[] => {
    const source = record.of as FileSource;
    const line = new Array<Cell | null>(target.columns).fill(null);
    for (const { column, field, header, habit, isFormula } of target.fields) {
      if (isFormula) continue;
      const at = column - target.firstColumn;
      if (field !== undefined) {
        const later = fields.find((change) => change.field === field)?.from ?? record;
        const cell = adaptedCell(later.of as FileSource, later, field, habit);
        line[at] = cell === "" ? null : cell;
      } else if (header !== "") {
        const from = columnsOf(source).get(header);
        const raw =
          from === undefined ? "" : (source.rows[source.table.sheetRow[record.row]]?.[from] ?? "");
        line[at] = raw === "" ? null : plainCellOf(raw, habit);
      }
    }
    return line;
  };
}
