import type { Cell } from "../../intake";
import { areaRef } from "../../reports/plan";
import type { Outcome, RunOptions } from "../api";
import { literalText, matrixBytes, answerBudget, RequestQueue, rangeAt } from "../cells";
import { checkSheets, checkWorkbook, performRun, type RunContext, runExcel } from "../session";

import { small } from "../write";

/** A formula that calls one of the add-in's functions, however Excel stores their names. */
const ourFormula = /(?:^=|[^\p{L}\p{N}_.])(?:_xldudf_)?RETAIN[._]\p{Lu}[\p{L}\p{N}]*\s*\(/iu;
/** What a formula shows while the add-in's functions are not there, or have not answered. */
const broken = new Set(["#NAME?", "#BUSY!", "#CONNECT!", "#GETTING_DATA", "#BLOCKED!"]);

/** A cell with such a formula, and what it shows. */
interface FormulaCell {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly value: Cell;
}

/** What is to be written instead; `undefined` leaves the cell. */
type Rewrite = (cell: FormulaCell) => Cell | undefined;

/**
 * Turns every formula of the add-in's functions into the value that it shows, so that people without
 * the add-in see it. One that shows an error stays a formula: its value is not known.
 *
 * @returns how it ended, with the cells by sheet; never rejects
 */
export async function freezeToValues(options: RunOptions): Promise<Outcome> {
  return rewriteFormulas(options, ({ value }) => {
    if (typeof value === "string" && broken.has(value)) return undefined;
    return typeof value === "string" ? literalText(value) : value;
  });
}

/**
 * Enters again every formula of the add-in's functions that shows #NAME?, #BUSY! or #CONNECT!: Excel
 * looks the function up only when a formula is entered.
 *
 * @returns how it ended, with the cells by sheet; never rejects
 */
export async function repairFormulas(options: RunOptions): Promise<Outcome> {
  return rewriteFormulas(options, ({ formula, value }) =>
    typeof value === "string" && broken.has(value) ? plainFormula(formula) : undefined
  );
}

/** A formula with the functions' names as people type them. */
const plainFormula = (formula: string): string =>
  formula.replace(/_xldudf_RETAIN_/giu, "RETAIN.").replace(/_xldudf_RETAIN\./giu, "RETAIN.");

async function rewriteFormulas(options: RunOptions, rewrite: Rewrite): Promise<Outcome> {
  return performRun(options, async (run) => {
    run.steps.at("check", 0, 1);
    const found = await runExcel(
      async (context) => {
        await checkWorkbook(context);
        return findCells(run, context, rewrite);
      },
      { ...run.patient, delayForCellEdit: false }
    );
    await runExcel((context) => writeCells(run, context, found), run.patient);
    return { kind: "done", code: "done", about: [], changes: run.changes };
  });
}

/** The cells of one sheet that are to be rewritten. */
interface SheetCells {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly cells: readonly (FormulaCell & { readonly next: Cell })[];
}

async function findCells(
  run: RunContext,
  context: Excel.RequestContext,
  rewrite: Rewrite
): Promise<SheetCells[]> {
  const { worksheets } = context.workbook;
  worksheets.load("items/id,items/name,items/visibility");
  await context.sync();
  const sheets = worksheets.items.filter(({ visibility }) => visibility !== "VeryHidden");
  const found: SheetCells[] = [];
  for (const [index, { id, name }] of sheets.entries()) {
    run.steps.at("readInputs", index, sheets.length, name);
    const cells = (await formulaCells(context, id)).flatMap((cell) => {
      const next = rewrite(cell);
      return next === undefined ? [] : [{ ...cell, next }];
    });
    if (cells.length > 0) found.push({ sheetId: id, sheetName: name, cells });
  }
  // Before the first write: a filtered or protected sheet is left as it is, and told.
  const ids = found.map(({ sheetId }) => sheetId);
  if (ids.length > 0) await checkSheets(context, ids);
  return found;
}

const firstChunkRows = 500;

async function formulaCells(
  context: Excel.RequestContext,
  sheetId: string
): Promise<FormulaCell[]> {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const used = sheet.getUsedRangeOrNullObject(false);
  used.load("rowIndex,columnIndex,rowCount,columnCount");
  await context.sync();
  if (used.isNullObject) return [];
  const cells: FormulaCell[] = [];
  const { rowIndex, columnIndex, rowCount, columnCount } = used;
  let done = 0;
  let rows = Math.max(1, Math.floor((firstChunkRows * 10) / columnCount));
  while (done < rowCount) {
    const wanted = Math.min(rows, rowCount - done);
    const area = { row: rowIndex + done, column: columnIndex, rows: wanted, columns: columnCount };
    const { formulas, values } = await readCells(context, rangeAt(sheet, area));
    formulas.forEach((line, at) =>
      line.forEach((formula, index) => {
        if (typeof formula !== "string" || !ourFormula.test(formula)) return;
        const value = values[at]?.[index] ?? "";
        cells.push({ row: area.row + at, column: area.column + index, formula, value });
      })
    );
    done += wanted;
    const bytes = matrixBytes(formulas) + matrixBytes(values);
    rows = Math.max(1, Math.floor((answerBudget / Math.max(1, bytes)) * wanted));
  }
  return cells;
}

async function readCells(
  context: Excel.RequestContext,
  range: Excel.Range
): Promise<{ readonly formulas: Cell[][]; readonly values: Cell[][] }> {
  range.load("formulas,values");
  await context.sync();
  return { formulas: range.formulas as Cell[][], values: range.values as Cell[][] };
}

async function writeCells(
  run: RunContext,
  context: Excel.RequestContext,
  found: readonly SheetCells[]
): Promise<void> {
  for (const { sheetId, sheetName, cells } of found) {
    run.steps.at("writeRows", 0, cells.length, sheetName);
    run.hasBegun = true;
    const sheet = context.workbook.worksheets.getItem(sheetId);
    const queue = new RequestQueue(context);
    for (const { row, column, next } of byColumn(cells)) {
      const area = { row, column, rows: next.length, columns: 1 };
      const write = (): void => {
        rangeAt(sheet, area).formulas = next.map((cell) => [cell]);
      };
      await queue.add(small(write, 600 + matrixBytes([next])));
    }
    await queue.send();
    const [first] = cells;
    run.changes.push({
      sheetName,
      address: first ? areaRef({ ...first, rows: 1, columns: 1 }) : "A1",
      kind: "rows",
      rows: cells.length,
    });
  }
}

/** Cells below each other, to be written together; not more than a request is planned for. */
function byColumn(
  cells: SheetCells["cells"]
): { readonly row: number; readonly column: number; readonly next: Cell[] }[] {
  const runs: { row: number; column: number; next: Cell[] }[] = [];
  for (const { row, column, next } of [...cells].sort(
    (a, b) => a.column - b.column || a.row - b.row
  )) {
    const last = runs[runs.length - 1];
    const follows = last?.column === column && last.row + last.next.length === row;
    if (last && follows && last.next.length < 10_000) last.next.push(next);
    else runs.push({ row, column, next: [next] });
  }
  return runs;
}
