import { areaRef, fixedRef, type Area } from "../reports/a1";
import {
  isFormula,
  type ChartPlan,
  type ConditionalFormatPlan,
  type PlanCell,
  type SheetPlan,
  type TablePlan,
  type ValidationPlan,
} from "../reports/sheetPlan";
import { styleOf } from "../reports/style";
import { literalText } from "./cellText";
import { applyStyle, widthInPoints } from "./format";
import { setMark, sheetMark } from "./ownParts";
import { RequestQueue, cutRows, rowsStep, type WriteStep } from "./payload";
import { rangeAt } from "./survey";

/** Where a plan was written. */
export interface WrittenSheet {
  readonly sheetId: string;
  /** The name it has in the workbook, which the user may have chosen. */
  readonly sheetName: string;
}

/** What the writer must know about the workbook. */
export interface WriteTarget {
  /** The sheet that this report was written to before, if it is still there. */
  readonly sheetId?: string;
  /** Whether its defined name exists already, even if its cell is gone. */
  readonly marked: boolean;
  /** Stands in the generated-at cell until everything is written. */
  readonly unfinished: string;
}

/**
 * Writes a plan into the workbook: into the sheet it was written to before, wherever that is now and
 * whatever it is called, else into a new one at the end. What the user typed into input cells is
 * read first and written back in the same request that clears the sheet; column widths are set only
 * on a new sheet, so the user's own stay.
 *
 * Round trips: a fixed number plus one for every four megabytes. Until the last of them is through,
 * the sheet itself says that it is unfinished.
 *
 * @throws Excel's errors and refusals of the session; the sheet is then the old one, or says itself
 *   that it is unfinished.
 */
export async function writeSheet(
  context: Excel.RequestContext,
  plan: SheetPlan,
  target: WriteTarget
): Promise<WrittenSheet> {
  const { sheet, written, old } = await openSheet(context, plan, target);
  const kept = old ? await readInputs(context, plan) : new Map<string, unknown>();
  const queue = new RequestQueue(context);
  await queue.add(old ? clearing(sheet, old) : widening(sheet, plan));
  await queue.add(settings(context, sheet, plan, target));
  await queue.add(inputs(context, sheet, plan, kept));
  for (const block of plan.blocks) {
    await addRows(queue, sheet, block.cells, block.row, block.column, plan, target);
  }
  for (const table of plan.tables) {
    const header = table.columns.map((column) => column.header);
    await addRows(queue, sheet, [header, ...table.rows], table.row, table.column, plan, target);
  }
  await queue.add(looks(sheet, plan));
  for (const table of plan.tables) await queue.add(makingTable(sheet, table));
  for (const chart of plan.charts) await queue.add(drawing(sheet, chart));
  await queue.add(finishing(sheet, plan));
  await queue.send();
  return written;
}

/** What stands on a sheet that must go before it is written again. */
interface OldContent {
  readonly charts: readonly string[];
  readonly tables: readonly string[];
}

async function openSheet(
  context: Excel.RequestContext,
  plan: SheetPlan,
  target: WriteTarget
): Promise<{ sheet: Excel.Worksheet; written: WrittenSheet; old?: OldContent }> {
  const { worksheets } = context.workbook;
  const known = worksheets.getItemOrNullObject(target.sheetId ?? "");
  known.load("id,name");
  known.charts.load("items/name");
  known.tables.load("items/name");
  worksheets.load("items/name");
  await context.sync();
  if (target.sheetId !== undefined && !known.isNullObject) {
    return {
      sheet: known,
      written: { sheetId: known.id, sheetName: known.name },
      old: {
        charts: known.charts.items.map((chart) => chart.name),
        tables: known.tables.items.map((table) => table.name),
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

const inputMark = (plan: SheetPlan, key: string): string => `RETAIN_input_${plan.id}_${key}`;

/** The contents of the plan's input cells as they are now, by key; found by name, wherever they are. */
async function readInputs(
  context: Excel.RequestContext,
  plan: SheetPlan
): Promise<Map<string, unknown>> {
  const cells = plan.inputs.map(({ key }) => {
    const item = context.workbook.names.getItemOrNullObject(inputMark(plan, key));
    const range = item.getRangeOrNullObject();
    range.load("formulas,values");
    return { key, range };
  });
  if (cells.length === 0) return new Map();
  await context.sync();
  return new Map(
    cells
      .filter(({ range }) => !range.isNullObject)
      .map(({ key, range }) => [key, entryOf(range.formulas[0]?.[0], range.values[0]?.[0])])
  );
}

/** What must be written so that the cell is again what it was: text stays text. */
function entryOf(formula: unknown, value: unknown): unknown {
  return typeof formula === "string" && formula === value ? literalText(formula) : formula;
}

/** A step whose cost is only its envelope. */
const small = (queue: () => void, bytes = 4_000): WriteStep => ({ bytes, queue });

function clearing(sheet: Excel.Worksheet, old: OldContent): WriteStep {
  return small(() => {
    for (const name of old.charts) sheet.charts.getItem(name).delete();
    for (const name of old.tables) sheet.tables.getItem(name).delete();
    const everything = sheet.getRange();
    everything.conditionalFormats.clearAll();
    everything.dataValidation.clear();
    everything.clear("All");
    sheet.freezePanes.unfreeze();
  });
}

/** On a new sheet only: later the widths are the user's. Before the charts, which keep to cells. */
function widening(sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  return small(() => {
    plan.columnWidths.forEach((characters, column) => {
      const cell = rangeAt(sheet, { row: 0, column, rows: 1, columns: 1 });
      cell.format.columnWidth = widthInPoints(characters);
    });
  }, 400 * plan.columnWidths.length);
}

/** The sheet's identity and its own properties; first, so that a half-written sheet is found again. */
function settings(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  plan: SheetPlan,
  target: WriteTarget
): WriteStep {
  return small(() => {
    setMark(context, sheetMark(plan.id), sheet.getRange("A1"), target.marked);
    sheet.tabColor = plan.tabColor;
    rangeAt(sheet, generatedArea(plan)).values = [[literalText(target.unfinished)]];
  });
}

function inputs(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  plan: SheetPlan,
  kept: ReadonlyMap<string, unknown>
): WriteStep {
  return small(() => {
    for (const input of plan.inputs) {
      const cell = rangeAt(sheet, { row: input.row, column: input.column, rows: 1, columns: 1 });
      const value = kept.has(input.key) ? kept.get(input.key) : cellValue(input.initial);
      cell.formulas = [[value]];
      applyStyle(cell, input.style);
      setMark(context, inputMark(plan, input.key), cell, kept.has(input.key));
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
  for (const piece of cutRows(written)) {
    await queue.add(rowsStep(piece.rows, row + piece.start, write));
  }
}

/** A cell as `Range.values` takes it; `null` leaves the cleared cell empty. */
function cellValue(cell: PlanCell): string | number | boolean | null {
  if (isFormula(cell)) return cell.formula;
  return typeof cell === "string" ? literalText(cell) : cell;
}

function looks(sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  return small(
    () => {
      for (const styled of plan.styles) applyStyle(rangeAt(sheet, styled), styled.style);
      for (const format of plan.conditionalFormats) addConditionalFormat(sheet, format);
      for (const validation of plan.validations) addValidation(sheet, validation);
    },
    2_500 * (plan.styles.length + plan.conditionalFormats.length + plan.validations.length)
  );
}

function addConditionalFormat(sheet: Excel.Worksheet, format: ConditionalFormatPlan): void {
  const formats = rangeAt(sheet, format.area).conditionalFormats;
  if (format.kind === "dataBar") {
    formats.add("DataBar").dataBar.positiveFormat.fillColor = format.color;
    return;
  }
  const { custom } = formats.add("Custom");
  const style = styleOf(format.style);
  custom.rule.formula = `=${format.formula}`;
  if (style.color !== undefined) custom.format.font.color = style.color;
  if (style.fill !== undefined) custom.format.fill.color = style.fill;
  if (style.bold !== undefined) custom.format.font.bold = style.bold;
}

function addValidation(sheet: Excel.Worksheet, validation: ValidationPlan): void {
  const { dataValidation } = rangeAt(sheet, validation.area);
  dataValidation.rule = validationRule(validation);
  dataValidation.errorAlert = {
    message: validation.error,
    showAlert: true,
    style: "Stop",
    title: "RETAIN",
  };
}

function validationRule(validation: ValidationPlan): Excel.DataValidationRule {
  if (validation.kind === "list") {
    return { list: { inCellDropDown: true, source: `=${validation.source}` } };
  }
  const limits = {
    formula1: validation.min,
    formula2: validation.max,
    operator: "Between" as const,
  };
  return validation.kind === "date"
    ? { date: { ...limits, formula1: String(limits.formula1), formula2: String(limits.formula2) } }
    : { [validation.kind]: limits };
}

function makingTable(sheet: Excel.Worksheet, plan: TablePlan): WriteStep {
  const area: Area = {
    row: plan.row,
    column: plan.column,
    rows: plan.rows.length + 1,
    columns: plan.columns.length,
  };
  return small(() => {
    const table = sheet.tables.add(areaRef(area), true);
    table.name = plan.name;
    table.style = "TableStyleLight1";
  });
}

function drawing(sheet: Excel.Worksheet, plan: ChartPlan): WriteStep {
  return small(() => {
    const chart = sheet.charts.add(plan.type, rangeAt(sheet, plan.source), plan.seriesBy);
    chart.name = plan.name;
    chart.title.text = plan.title;
    chart.axes.categoryAxis.title.text = plan.categoryAxisTitle;
    chart.axes.valueAxis.title.text = plan.valueAxisTitle;
    if (plan.valueAxisFormat !== undefined) {
      chart.axes.valueAxis.numberFormat = plan.valueAxisFormat;
    }
    chart.legend.position = "Bottom";
    plan.colors.forEach((color, index) => {
      chart.series.getItemAt(index).format.fill.setSolidColor(color);
    });
    const { row, column, rows, columns } = plan.position;
    chart.setPosition(fixedRef(row, column), fixedRef(row + rows - 1, column + columns - 1));
  }, 8_000);
}

/** The generated-at cell as the plan has it. */
function generatedText(plan: SheetPlan): string {
  const { row, column } = plan.generatedAt;
  for (const block of plan.blocks) {
    const cell = block.cells[row - block.row]?.[column - block.column];
    if (typeof cell === "string") return cell;
  }
  return "";
}

const generatedArea = (plan: SheetPlan): Area => ({ ...plan.generatedAt, rows: 1, columns: 1 });

function finishing(sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  return small(() => {
    freeze(sheet, plan);
    const page = sheet.pageLayout;
    page.orientation = "Landscape";
    page.paperSize = "A4";
    page.zoom = { horizontalFitToPages: 1 };
    if (plan.print.titleRows) {
      const [first, last] = plan.print.titleRows;
      page.setPrintTitleRows(`$${first + 1}:$${last + 1}`);
    }
    rangeAt(sheet, generatedArea(plan)).values = [[literalText(generatedText(plan))]];
  }, 6_000);
}

function freeze(sheet: Excel.Worksheet, plan: SheetPlan): void {
  const { rows, columns } = plan.freeze;
  if (rows > 0 && columns > 0) {
    sheet.freezePanes.freezeAt(rangeAt(sheet, { row: 0, column: 0, rows, columns }));
  } else if (rows > 0) sheet.freezePanes.freezeRows(rows);
  else if (columns > 0) sheet.freezePanes.freezeColumns(columns);
}
