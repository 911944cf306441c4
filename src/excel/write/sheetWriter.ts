import { livingTables, type Cell } from "../../intake";
import {
  areaRef,
  columnLetters,
  fixedRef,
  onSheet,
  type Area,
  isFormula,
  type PlanCell,
  type PrintPlan,
  type SheetPlan,
  type TablePlan,
  type TableColumn,
} from "../../reports/plan";
import { textsOf, type Locale } from "../../locale";
import {
  literalText,
  applyStyle,
  setNumberFormat,
  widthInPoints,
  RequestQueue,
  cutRows,
  payloadBudget,
  matrixBytes,
  rowsStep,
  type WriteStep,
  rangeAt,
} from "../cells";
import { drawChart } from "./chartWriter";
import {
  layoutOf,
  layoutToXml,
  type Layout,
  type LayoutStore,
  type UserCell,
  type UserCells,
  copyMark,
  endMark,
  finishedFormula,
  setMark,
  sheetKeyOf,
  sheetMark,
  tableColumnMark,
  unfinishedFormula,
  unfinishedMark,
  type CellPlace,
  type MarkedCell,
  type SheetKey,
} from "../footprint";
import { entryOf, placeUserCells, type PlanWithUserCells } from "../additions";

import { addConditionalFormat, addValidation } from "./sheetRules";

/** Where a plan was written. */
export interface WrittenSheet {
  readonly sheetId: string;
  /** The name it has in the workbook, which the user may have chosen. */
  readonly sheetName: string;
}

/** What became of the user's own cells on a sheet that was made anew. */
export interface KeptUserCells {
  /** The copy of the sheet as it was, where it could not be told what on it is the user's own. */
  readonly copyName?: string;
  /** Cells of the user's own that lost their place and stand in the list at the end. */
  readonly moved: number;
}

/** What is needed to carry over, now and next time, what users add to a sheet. */
export interface Carry {
  readonly layouts: LayoutStore;
  readonly locale: Locale;
  /** What the user has added to the sheet. */
  readonly userCells?: UserCells;
}

/** What the writer must know about the workbook. */
export interface WriteTarget {
  /** The sheet that this report was written to before, if it is still there. */
  readonly sheetId?: string;
  /** All names of the add-in in the workbook; grows as names are given. */
  readonly names: Set<string>;
  /** Input cells as they were read before, by {@link inputMark}. */
  readonly kept: Readonly<Record<string, Cell>>;
  /** Absent where the sheet is written once and for all. */
  readonly carry?: Carry;
  /** Stands in the generated-at cell until everything is written. */
  readonly unfinished: string;
}

/**
 * Writes a plan into the workbook: into the sheet it was written to before, wherever that is now and
 * whatever it is called, else into a new one at the end. What the user typed into input cells is
 * written back in the same request that clears the sheet; column widths are set only on a new sheet, so
 * the user's own stay.
 *
 * Round trips: a fixed number plus one for every four megabytes. Until the last of them is through,
 * the sheet itself says that it is unfinished, and a hidden name says so to the next run.
 *
 * @throws Excel's errors and refusals of the session; the sheet is then the old one, or says itself
 *   that it is unfinished.
 */
export async function writeSheet(
  context: Excel.RequestContext,
  plan: SheetPlan,
  target: WriteTarget
): Promise<WrittenSheet & KeptUserCells> {
  const { sheet, written, old, copyName } = await openSheet(context, plan, target);
  const { carry } = target;
  const placed = withUserCells(plan, carry);
  const names = new NameWriter(context, target.names);
  const queue = new RequestQueue(context);
  await queue.add(beginning(names, written.sheetName, plan));
  if (copyName !== undefined) await queue.add(copying(context, names, sheet, copyName));
  await queue.add(old ? clearing(context, sheet, old, plan) : beginningLook(sheet, plan));
  await queue.add(settings(sheet, plan, target));
  const { sheetName } = written;
  await writeBody(queue, names, sheet, placed, { ...target, sheetName });
  await queue.add(finishing(names, sheet, plan));
  if (carry) await queue.add(remembering(names, sheetName, plan, carry.layouts));
  await queue.send();
  names.settle();
  return { ...written, moved: placed.moved, ...(copyName !== undefined && { copyName }) };
}

/**
 * Queues everything that stands in cells, over them and behind them. Tables are made of cells that all
 * stand there: one that is there already grows over what is written right beside or below it.
 */
async function writeBody(
  queue: RequestQueue,
  names: NameWriter,
  sheet: Excel.Worksheet,
  { plan, cells }: PlanWithUserCells,
  target: WriteTarget & { readonly sheetName: string }
): Promise<void> {
  await queue.add(inputs(names, sheet, plan, target));
  for (const block of plan.blocks) {
    await addRows(queue, sheet, block.cells, block.row, block.column, plan, target);
  }
  for (const table of plan.tables) {
    const header = table.columns.map((column) => column.header);
    const rows = rowsToSend(table);
    await addRows(queue, sheet, [header, ...rows], table.row, table.column, plan, target);
    await queue.add(copyingFormulas(sheet, table));
  }
  await addUserCells(queue, sheet, cells);
  await queue.add(looks(sheet, plan));
  for (const table of plan.tables) {
    await queue.add(makingTable(names, sheet, target.sheetName, table));
  }
  await queue.add(naming(names, plan, target.sheetName));
  for (const chart of plan.charts) {
    await queue.add(small(() => drawChart(sheet, chart), chartBytes));
  }
}

function withUserCells(
  plan: SheetPlan,
  carry: Carry | undefined,
  floor?: number
): PlanWithUserCells {
  if (carry?.userCells === undefined) return { plan, cells: [], moved: 0 };
  return placeUserCells(plan, carry.userCells, carry.locale, floor);
}

/** Puts back what the user added, run by run of neighbouring cells. */
async function addUserCells(
  queue: RequestQueue,
  sheet: Excel.Worksheet,
  cells: readonly UserCell[]
): Promise<void> {
  const runs: { first: UserCell; contents: Cell[] }[] = [];
  for (const cell of [...cells].sort((a, b) => a.column - b.column || a.row - b.row)) {
    const run = runs[runs.length - 1];
    const follows =
      run?.first.column === cell.column && run.first.row + run.contents.length === cell.row;
    if (run && follows && run.first.format === cell.format && run.contents.length < 5_000) {
      run.contents.push(cell.content);
    } else runs.push({ first: cell, contents: [cell.content] });
  }
  for (const { first, contents } of runs) {
    const area = { row: first.row, column: first.column, rows: contents.length, columns: 1 };
    const matrix = contents.map((content) => [content]);
    await queue.add(
      small(
        () => {
          const range = rangeAt(sheet, area);
          if (first.format !== "" && first.format !== "General")
            setNumberFormat(range, first.format);
          range.formulas = matrix;
        },
        1_000 + matrixBytes(matrix)
      )
    );
  }
}

/** Keeps a sheet as it is on a new one, before it is cleared; of the head of a living table only that. */
function copying(
  context: Excel.RequestContext,
  names: NameWriter,
  sheet: Excel.Worksheet,
  name: string,
  rows?: number
): WriteStep {
  return small(() => {
    const copy = context.workbook.worksheets.add(name);
    const used = sheet.getRange("A1").getBoundingRect(sheet.getUsedRange());
    const kept = rows === undefined ? used : used.getIntersection(`1:${rows}`);
    copy.getRange("A1").copyFrom(kept);
    names.mark(names.free(copyMark), name, { row: 0, column: 0 });
  });
}

/** What was written where, in the request that completes the sheet. */
function remembering(
  names: NameWriter,
  sheetName: string,
  plan: SheetPlan,
  layouts: LayoutStore
): WriteStep {
  const key = sheetKeyOf(plan);
  const living = plan.tables.find(isLiving);
  // A living table is never cleared: only what stands above it is made anew.
  const layout = living ? headLayout(plan, living.row) : layoutOf(plan);
  const last = { row: layout.height - 1, column: 0 };
  const kept = keeping(layouts, key, layout);
  return {
    bytes: kept.bytes,
    queue: () => {
      names.mark(endMark(key), sheetName, last);
      kept.queue();
    },
  };
}

/** Keeps a layout; its XML is made once, for its size and for the part. */
function keeping(layouts: LayoutStore, key: SheetKey, layout: Layout): WriteStep {
  const xml = layoutToXml(key, layout);
  return small(() => layouts.queue(key, xml), 4_000 + 3 * xml.length);
}

/** The layout of what ends above a row. */
function headLayout(plan: SheetPlan, floor: number): Layout {
  const { areas, tables } = layoutOf(plan);
  return {
    areas: areas.filter(([row]) => row < floor),
    tables: tables.filter(({ row }) => row < floor),
    height: floor,
  };
}

/** Where the head of a living table's sheet stands now. */
export interface HeadPlace {
  readonly sheetId: string;
  /** The cell that was the sheet's corner. */
  readonly corner: MarkedCell;
  readonly key: SheetKey;
  /** The table's header row, now and in the plan. */
  readonly headerRow: number;
  readonly plannedHeaderRow: number;
  /** Whether a run that made the sheet did not come to its end. */
  readonly isUnfinished: boolean;
}

/**
 * Writes what stands above a living table anew: title, headline, figures. Where the plan needs more
 * rows, they are inserted; the table itself and everything beside and below it stay as they are.
 *
 * @param head the plan without the table
 */
export async function rewriteHead(
  context: Excel.RequestContext,
  head: SheetPlan,
  place: HeadPlace,
  target: WriteTarget
): Promise<KeptUserCells> {
  const { key, corner, headerRow, plannedHeaderRow } = place;
  const rows = headerRow - corner.row;
  // The user has moved the table above its head: there is no room that is surely ours.
  if (corner.sheetId !== place.sheetId || rows < 1) return { moved: 0 };
  const sheet = context.workbook.worksheets.getItem(place.sheetId);
  const { worksheets } = context.workbook;
  sheet.load("name");
  worksheets.load("items/name");
  const { charts: drawn, tables: made } = sheet;
  drawn.load("items/name");
  made.load("items/name");
  await context.sync();
  const moved = shifted(head, corner);
  const present = (names: readonly { readonly name: string }[], planned: readonly string[]) =>
    names.map(({ name }) => name).filter((name) => planned.includes(name));
  const charts = present(
    drawn.items,
    head.charts.map(({ name }) => name)
  );
  const tables = present(
    made.items,
    head.tables.map(({ name }) => name)
  );
  const names = new NameWriter(context, target.names);
  const queue = new RequestQueue(context);
  const copyName = copyNameOf(sheet.name, worksheets, target);
  if (copyName !== undefined) {
    await queue.add(copying(context, names, sheet, copyName, headerRow));
  }
  await queue.add(
    small(() => {
      for (const name of charts) sheet.charts.getItem(name).delete();
      for (const name of tables) sheet.tables.getItem(name).delete();
      const missing = plannedHeaderRow - rows;
      if (missing > 0) {
        sheet.getRange(`${headerRow + 1}:${headerRow + missing}`).insert("Down");
      }
      const last = corner.row + Math.max(rows, plannedHeaderRow);
      const above = sheet.getRange(`${corner.row + 1}:${last}`);
      above.conditionalFormats.clearAll();
      above.dataValidation.clear();
      above.clear("All");
    })
  );
  const floor = corner.row + Math.max(rows, plannedHeaderRow);
  const placed = withUserCells(moved, target.carry, floor);
  await writeBody(queue, names, sheet, placed, { ...target, sheetName: sheet.name });
  await queue.add(
    place.isUnfinished
      ? finishing(names, sheet, moved)
      : small(() => {
          rangeAt(sheet, generatedArea(moved)).values = [[literalText(generatedText(moved))]];
        })
  );
  if (target.carry) {
    await queue.add(keeping(target.carry.layouts, key, headLayout(moved, floor)));
  }
  await queue.send();
  names.settle();
  return { moved: placed.moved, ...(copyName !== undefined && { copyName }) };
}

/** The name of the copy that a sheet needs before it is written anew; none as a rule. */
function copyNameOf(
  name: string,
  { items }: Excel.WorksheetCollection,
  { carry }: WriteTarget
): string | undefined {
  if (carry?.userCells?.unclear !== true) return undefined;
  const { copyOf } = textsOf(carry.locale).sheets.userCells;
  return freeName(
    copyOf(name),
    items.map((item) => item.name)
  );
}

/** A plan that begins in another cell than A1. Formulas would point beside: their values stand in. */
function shifted(plan: SheetPlan, { row, column }: MarkedCell): SheetPlan {
  if (row === 0 && column === 0) return plan;
  const move = <T extends { readonly row: number; readonly column: number }>(area: T): T => ({
    ...area,
    row: area.row + row,
    column: area.column + column,
  });
  const moveArea = <T extends { readonly area: Area }>(rule: T): T => ({
    ...rule,
    area: move(rule.area),
  });
  const values = (cells: readonly (readonly PlanCell[])[]): PlanCell[][] =>
    cells.map((line) => line.map((cell) => (isFormula(cell) ? cell.expected : cell)));
  return {
    ...plan,
    blocks: plan.blocks.map((block) => ({ ...move(block), cells: values(block.cells) })),
    styles: plan.styles.map(move),
    tables: plan.tables.map((table) => ({ ...move(table), rows: values(table.rows) })),
    inputs: plan.inputs.map(move),
    names: plan.names.map(move),
    conditionalFormats: [],
    validations: plan.validations.map(moveArea),
    charts: plan.charts.map((chart) => ({
      ...chart,
      source: move(chart.source),
      position: move(chart.position),
    })),
    generatedAt: move(plan.generatedAt),
  };
}

/** What a chart takes in a request at most. */
const chartBytes = 8_000;

/**
 * Gives names within a request that may have to be sent again: what exists is looked up when the step
 * is queued for the first time, and settled once the request went through.
 */
export class NameWriter {
  private readonly given = new Set<string>();

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly names: Set<string>
  ) {}

  /** Whether a name is in the workbook. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** Puts a hidden name on a cell, from wherever it was. */
  mark(name: string, sheetName: string, cell: CellPlace): void {
    setMark(this.context, name, sheetName, cell, this.names.has(name));
    this.given.add(name);
  }

  /** A hidden name for an area. One that formulas use already is moved, not made again. */
  area(name: string, reference: string): void {
    const { names } = this.context.workbook;
    if (this.names.has(name)) names.getItem(name).formula = `=${reference}`;
    else names.add(name, `=${reference}`).visible = false;
    this.given.add(name);
  }

  /** A name by number that is not given yet. */
  free(nameOf: (number: number) => string): string {
    for (let number = 1; ; number += 1) {
      const name = nameOf(number);
      if (!this.names.has(name) && !this.given.has(name)) return name;
    }
  }

  /** A hidden name that says no more than yes. */
  flag(name: string): void {
    const { names } = this.context.workbook;
    if (this.names.has(name)) names.getItem(name).formula = unfinishedFormula;
    else names.add(name, unfinishedFormula).visible = false;
    this.given.add(name);
  }

  /** Makes a {@link flag} say no. */
  lower(name: string): void {
    this.context.workbook.names.getItem(name).formula = finishedFormula;
  }

  /** The requests went through. */
  settle(): void {
    for (const name of this.given) this.names.add(name);
  }
}

/** What stands on a sheet that must go before it is written again. */
interface OldContent {
  readonly charts: readonly string[];
  readonly tables: readonly string[];
  /** Tables on other sheets of the workbook. */
  readonly otherTables: readonly string[];
}

async function openSheet(
  context: Excel.RequestContext,
  plan: SheetPlan,
  target: WriteTarget
): Promise<{
  sheet: Excel.Worksheet;
  written: Pick<WrittenSheet, "sheetId" | "sheetName">;
  old?: OldContent;
  copyName?: string | undefined;
}> {
  const { worksheets } = context.workbook;
  // Without an id there is nothing to ask for: what Excel makes of an empty name is not said anywhere.
  const known =
    target.sheetId === undefined ? undefined : worksheets.getItemOrNullObject(target.sheetId);
  known?.load("id,name");
  known?.charts.load("items/name");
  known?.tables.load("items/name");
  worksheets.load("items/name");
  const allTables = context.workbook.tables;
  allTables.load("items/name");
  await context.sync();
  if (known && !known.isNullObject) {
    const tables = known.tables.items.map((table) => table.name);
    return {
      sheet: known,
      copyName: copyNameOf(known.name, worksheets, target),
      written: { sheetId: known.id, sheetName: known.name },
      old: {
        charts: known.charts.items.map((chart) => chart.name),
        tables,
        otherTables: allTables.items
          .map(({ name }) => name)
          .filter((name) => !tables.includes(name)),
      },
    };
  }
  // Named at birth: renaming afterwards would clear the undo stack on the desktop.
  const sheet = worksheets.add(
    freeName(
      plan.name,
      worksheets.items.map((item) => item.name)
    )
  );
  sheet.load("id,name");
  await context.sync();
  return { sheet, written: { sheetId: sheet.id, sheetName: sheet.name } };
}

const longestSheetName = 31;

/** The name itself, or with a number where the user has a sheet of that name. */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((other) => other.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? "" : ` (${number})`;
    const candidate = `${name.slice(0, longestSheetName - suffix.length)}${suffix}`;
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}

const inputMark = (plan: SheetPlan, key: string): string =>
  `RETAIN_input_${sheetKeyOf(plan)}_${key}`;

/** The contents of the plans' input cells as they are now; found by name, wherever they are. */
export async function readInputCells(
  context: Excel.RequestContext,
  plans: readonly SheetPlan[],
  names: ReadonlySet<string>
): Promise<Record<string, Cell>> {
  const cells = plans
    .flatMap((plan) => plan.inputs.map(({ key }) => inputMark(plan, key)))
    .filter((name) => names.has(name))
    .map((name) => {
      const range = context.workbook.names.getItem(name).getRangeOrNullObject();
      range.load("formulas,values");
      return { name, range };
    });
  if (cells.length === 0) return {};
  await context.sync();
  return Object.fromEntries(
    cells
      .filter(({ range }) => !range.isNullObject)
      .map(({ name, range }) => [name, entryOf(range.formulas[0]?.[0], range.values[0]?.[0])])
  );
}

/** A step whose cost is only its envelope. */
export const small = (queue: () => void, bytes = 4_000): WriteStep => ({ bytes, queue });

/** Before anything else, so that a half-written sheet is known as one. */
function beginning(names: NameWriter, sheetName: string, plan: SheetPlan): WriteStep {
  return small(() => {
    names.flag(unfinishedMark(sheetKeyOf(plan)));
    names.mark(sheetMark(sheetKeyOf(plan)), sheetName, { row: 0, column: 0 });
  });
}

function clearing(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  old: OldContent,
  plan: SheetPlan
): WriteStep {
  const planned = new Set(plan.tables.map(({ name }) => name.toLowerCase()));
  const strays = old.otherTables.filter((name) => planned.has(name.toLowerCase()));
  return small(() => {
    // A table that the user moved to another sheet stays there as a copy, and gives its name back.
    for (const name of strays) {
      context.workbook.tables.getItem(name).name = freeTableName(name, old);
    }
    for (const name of old.charts) sheet.charts.getItem(name).delete();
    for (const name of old.tables) sheet.tables.getItem(name).delete();
    const everything = sheet.getRange();
    everything.conditionalFormats.clearAll();
    everything.dataValidation.clear();
    everything.clear("All");
    // Heights are no format to Excel: those of the headers before would stay where they were.
    everything.format.autofitRows();
    sheet.freezePanes.unfreeze();
  });
}

function freeTableName(name: string, old: OldContent): string {
  const used = new Set([...old.tables, ...old.otherTables].map((other) => other.toLowerCase()));
  for (let number = 2; ; number += 1) {
    const candidate = `${name}_${number}`;
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}

/** Excel's codes for the sheet's name, the page and how many pages there are. */
const pageFooter = "&A · &P / &N";

/**
 * On a new sheet only: later the widths and the footer are the user's. Before the charts, which keep to
 * cells.
 */
function beginningLook(sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  return small(() => {
    sheet.pageLayout.headersFooters.defaultForAllPages.centerFooter = pageFooter;
    plan.columnWidths.forEach((characters, column) => {
      const cell = rangeAt(sheet, { row: 0, column, rows: 1, columns: 1 });
      cell.format.columnWidth = widthInPoints(characters);
    });
  }, 400 * plan.columnWidths.length);
}

/** The sheet's own properties. */
function settings(sheet: Excel.Worksheet, plan: SheetPlan, target: WriteTarget): WriteStep {
  return small(() => {
    sheet.tabColor = plan.tabColor;
    rangeAt(sheet, generatedArea(plan)).values = [[literalText(target.unfinished)]];
  });
}

function inputs(
  names: NameWriter,
  sheet: Excel.Worksheet,
  plan: SheetPlan,
  { kept, sheetName }: Pick<WriteTarget, "kept"> & { readonly sheetName: string }
): WriteStep {
  return small(() => {
    for (const input of plan.inputs) {
      const cell = rangeAt(sheet, { row: input.row, column: input.column, rows: 1, columns: 1 });
      const name = inputMark(plan, input.key);
      cell.formulas = [[kept[name] ?? cellValue(input.initial)]];
      applyStyle(cell, input.style);
      names.mark(name, sheetName, input);
    }
  }, 1_000 * plan.inputs.length);
}

async function addRows(
  queue: RequestQueue,
  sheet: Excel.Worksheet,
  cells: readonly (readonly PlanCell[])[],
  row: number,
  column: number,
  plan: SheetPlan,
  target: WriteTarget
): Promise<void> {
  const written = cells.map((line, index) =>
    line.map((cell, at) =>
      row + index === plan.generatedAt.row && column + at === plan.generatedAt.column
        ? literalText(target.unfinished)
        : cellValue(cell)
    )
  );
  const write = (rows: readonly (readonly unknown[])[], firstRow: number): void => {
    const area = { row: firstRow, column, rows: rows.length, columns: rows[0]?.length ?? 0 };
    rangeAt(sheet, area).values = rows as unknown[][];
  };
  for (const piece of cutRows(written, payloadBudget, queue.room)) {
    await queue.add(rowsStep(piece, row, write));
  }
}

/** Whether the cells of a column below its first are copies of that. */
const isCopied = ({ rowFormula }: TableColumn, rows: number): boolean =>
  rowFormula !== undefined && rows > 1;

/** A table's rows without the formulas that Excel copies: a long one in each row is most of a request. */
function rowsToSend({ columns, rows }: TablePlan): TablePlan["rows"] {
  const copied = columns.map((column) => isCopied(column, rows.length));
  if (!copied.includes(true)) return rows;
  return rows.map((row, index) =>
    index === 0 ? row : row.map((cell, at) => (copied[at] ? null : cell))
  );
}

/** Fills the columns of one formula from their first row. */
function copyingFormulas(sheet: Excel.Worksheet, { row, column, columns, rows }: TablePlan) {
  const copied = columns.flatMap((it, at) => (isCopied(it, rows.length) ? [column + at] : []));
  return small(() => {
    for (const at of copied) {
      const first = rangeAt(sheet, { row: row + 1, column: at, rows: 1, columns: 1 });
      const others = { row: row + 2, column: at, rows: rows.length - 1, columns: 1 };
      rangeAt(sheet, others).copyFrom(first, "Formulas");
    }
  }, 1_000 * copied.length);
}

/** A cell as `Range.values` takes it; `null` leaves the cleared cell empty. */
export function cellValue(cell: PlanCell): string | number | boolean | null {
  if (isFormula(cell)) return cell.formula;
  return typeof cell === "string" ? literalText(cell) : cell;
}

/** Points; Excel refuses the whole request for a row that is to be taller. */
const tallestRow = 409;

/** The last row of a sheet. */
const lastSheetRow = 1_048_575;

/**
 * Styles, conditional formats and validations. Those of a living table reach down to the end of the
 * sheet: its rows grow, and nothing stands below it.
 */
function looks(sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  const growing = plan.tables.filter(isLiving);
  const reaching = <T extends { readonly area: Area }>(rule: T): T =>
    growing.some((table) => coversBody(rule.area, table))
      ? { ...rule, area: { ...rule.area, rows: lastSheetRow + 1 - rule.area.row } }
      : rule;
  return small(
    () => {
      for (const styled of plan.styles) applyStyle(rangeAt(sheet, styled), styled.style);
      for (const { row, rows, points } of plan.rowHeights) {
        rangeAt(sheet, { row, column: 0, rows, columns: 1 }).format.rowHeight = Math.min(
          points,
          tallestRow
        );
      }
      for (const format of plan.conditionalFormats) addConditionalFormat(sheet, reaching(format));
      for (const validation of plan.validations) addValidation(sheet, reaching(validation));
    },
    2_500 *
      (plan.styles.length +
        plan.rowHeights.length +
        plan.conditionalFormats.length +
        plan.validations.length)
  );
}

/** Whether a table is one of those that live: rows are only added. */
export function isLiving(table: TablePlan): boolean {
  return table.input !== undefined && (livingTables as readonly string[]).includes(table.input);
}

/** Whether an area covers all rows of a table's body in some of its columns. */
function coversBody(area: Area, table: TablePlan): boolean {
  const first = table.row + 1;
  const last = table.row + table.rows.length;
  return area.row === first && area.row + area.rows - 1 >= last;
}

function makingTable(
  names: NameWriter,
  sheet: Excel.Worksheet,
  sheetName: string,
  plan: TablePlan
): WriteStep {
  const area: Area = {
    row: plan.row,
    column: plan.column,
    rows: plan.rows.length + 1,
    columns: plan.columns.length,
  };
  const { input } = plan;
  return small(
    () => {
      const table = sheet.tables.add(areaRef(area), true);
      table.name = plan.name;
      table.style = "TableStyleLight1";
      if (input === undefined) return;
      plan.columns.forEach(({ key }, index) => {
        if (key === undefined) return;
        const cell = { row: plan.row, column: plan.column + index };
        names.mark(tableColumnMark(input, key), sheetName, cell);
      });
    },
    4_000 + (input === undefined ? 0 : 800 * plan.columns.length)
  );
}

function naming(names: NameWriter, plan: SheetPlan, sheetName: string): WriteStep {
  return small(() => {
    for (const area of plan.names) {
      const first = fixedRef(area.row, area.column);
      const last = fixedRef(area.row + area.rows - 1, area.column + area.columns - 1);
      names.area(area.name, onSheet(sheetName, `${first}:${last}`));
    }
  }, 800 * plan.names.length);
}

/** The generated-at cell as the plan has it. */
export function generatedText(plan: SheetPlan): string {
  const { row, column } = plan.generatedAt;
  for (const block of plan.blocks) {
    const cell = block.cells[row - block.row]?.[column - block.column];
    if (typeof cell === "string") return cell;
  }
  return "";
}

const generatedArea = (plan: SheetPlan): Area => ({ ...plan.generatedAt, rows: 1, columns: 1 });

function finishing(names: NameWriter, sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  return small(() => {
    freeze(sheet, plan);
    setUpPage(sheet.pageLayout, plan.print);
    rangeAt(sheet, generatedArea(plan)).values = [[literalText(generatedText(plan))]];
    names.lower(unfinishedMark(sheetKeyOf(plan)));
  }, 6_000);
}

function setUpPage(page: Excel.PageLayout, { titleRows, wide }: PrintPlan): void {
  page.orientation = "Landscape";
  page.paperSize = "A4";
  page.zoom = { horizontalFitToPages: wide?.pages ?? 1 };
  if (titleRows) page.setPrintTitleRows(`$${titleRows[0] + 1}:$${titleRows[1] + 1}`);
  if (!wide) return;
  // Whole columns: the table grows.
  const upTo = (columns: number): string => `$A:$${columnLetters(columns - 1)}`;
  page.setPrintTitleColumns(upTo(wide.titleColumns));
  page.setPrintArea(upTo(wide.columns));
}

function freeze(sheet: Excel.Worksheet, plan: SheetPlan): void {
  const { rows, columns } = plan.freeze;
  if (rows > 0 && columns > 0) {
    sheet.freezePanes.freezeAt(rangeAt(sheet, { row: 0, column: 0, rows, columns }));
  } else if (rows > 0) sheet.freezePanes.freezeRows(rows);
  else if (columns > 0) sheet.freezePanes.freezeColumns(columns);
}
