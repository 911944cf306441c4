import { type Cell } from "../../intake";
import {
  type Area,
  areaRef,
  fixedRef,
  onSheet,
  type SheetPlan,
  type TablePlan,
} from "../../reports/plan";
import {
  literalText,
  matrixBytes,
  rangeAt,
  RequestQueue,
  setNumberFormat,
  type WriteStep,
} from "../cells";
import { drawChart } from "./chartWriter";
import {
  copyMark,
  endMark,
  type Layout,
  layoutOf,
  type LayoutStore,
  layoutToXml,
  type SheetKey,
  sheetKeyOf,
  sheetMark,
  tableColumnMark,
  unfinishedMark,
  type UserCell,
} from "../footprint";
import { placeUserCells, type PlanWithUserCells } from "../additions";
import { NameWriter } from "./nameWriter";
import { inputs } from "./inputCells";
import { addRows, copyingFormulas, rowsToSend } from "./rowWriter";
import {
  beginningLook,
  freeze,
  generatedArea,
  generatedText,
  isLiving,
  looks,
  settings,
  setUpPage,
} from "./sheetLooks";
import {
  type Carry,
  type KeptUserCells,
  small,
  type WriteTarget,
  type WrittenSheet,
} from "./writeTarget";
import { clearing, openSheet } from "./sheetOpener";

/**
 * Writes a plan into the workbook: into the sheet it was written to before, wherever that is now and
 * whatever it is called, else into a new one at the end. What the user typed into input cells is
 * written back in the same request that clears the sheet; column widths are set only on a new sheet, so
 * the user's own stay.
 *
 * Round trips: a fixed number plus one for every 700 kB. Until the last of them is through,
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
  const watched = old ? (target.watched ?? []) : [];
  await queue.add(old ? clearing(context, sheet, old, plan, watched) : beginningLook(sheet, plan));
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
export async function writeBody(
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

export function withUserCells(
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
export function copying(
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
export function keeping(layouts: LayoutStore, key: SheetKey, layout: Layout): WriteStep {
  const xml = layoutToXml(key, layout);
  return small(() => layouts.queue(key, xml), 4_000 + 3 * xml.length);
}

/** The layout of what ends above a row. */
export function headLayout(plan: SheetPlan, floor: number): Layout {
  const { areas, tables } = layoutOf(plan);
  return {
    areas: areas.filter(([row]) => row < floor),
    tables: tables.filter(({ row }) => row < floor),
    height: floor,
  };
}

/** What a chart takes in a request at most. */
const chartBytes = 8_000;

/** Before anything else, so that a half-written sheet is known as one. */
function beginning(names: NameWriter, sheetName: string, plan: SheetPlan): WriteStep {
  return small(() => {
    names.flag(unfinishedMark(sheetKeyOf(plan)));
    names.mark(sheetMark(sheetKeyOf(plan)), sheetName, { row: 0, column: 0 });
  });
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

export function finishing(names: NameWriter, sheet: Excel.Worksheet, plan: SheetPlan): WriteStep {
  return small(() => {
    freeze(sheet, plan);
    setUpPage(sheet.pageLayout, plan.print);
    rangeAt(sheet, generatedArea(plan)).values = [[literalText(generatedText(plan))]];
    names.lower(unfinishedMark(sheetKeyOf(plan)));
  }, 6_000);
}
