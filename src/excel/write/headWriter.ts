import { type Area, isFormula, type PlanCell, type SheetPlan } from "../../reports/plan";
import { literalText, rangeAt, RequestQueue } from "../cells";
import { type MarkedCell, type SheetKey } from "../footprint";
import { copying, finishing, headLayout, keeping, withUserCells, writeBody } from "./sheetWriter";
import { NameWriter } from "./nameWriter";
import { generatedArea, generatedText } from "./sheetLooks";
import { type KeptUserCells, small, type WriteTarget } from "./writeTarget";
import { copyNameOf } from "./sheetOpener";

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
