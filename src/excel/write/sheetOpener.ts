import { type SheetPlan } from "../../reports/plan";
import { textsOf } from "../../locale";
import { type WriteStep } from "../cells";
import { watchTables, type WatchedTable } from "./typedMeanwhile";
import { small, type WriteTarget, type WrittenSheet } from "./writeTarget";

/** The name of the copy that a sheet needs before it is written anew; none as a rule. */
export function copyNameOf(
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

/** What stands on a sheet that must go before it is written again. */
interface OldContent {
  readonly charts: readonly string[];
  readonly tables: readonly string[];
  /** Tables on other sheets of the workbook. */
  readonly otherTables: readonly string[];
}

export async function openSheet(
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
  worksheets.load("items/id,items/name,items/position");
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
  const places = worksheets.items.flatMap(({ id, position }) =>
    target.before?.has(id) ? [position] : []
  );
  if (places.length > 0) sheet.position = Math.min(...places);
  sheet.load("id,name");
  await context.sync();
  return { sheet, written: { sheetId: sheet.id, sheetName: sheet.name } };
}

const longestSheetName = 31;

/**
 * The first of some names, numbered from 1, that nothing has; to Excel capital and small letters are the
 * same.
 */
export function firstFree(taken: readonly string[], named: (number: number) => string): string {
  const used = new Set(taken.map((other) => other.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const candidate = named(number);
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}

/** The name itself, or with a number where the user has a sheet of that name. */
export function freeName(name: string, taken: readonly string[]): string {
  return firstFree(taken, (number) => {
    const suffix = number === 1 ? "" : ` (${number})`;
    return `${name.slice(0, longestSheetName - suffix.length)}${suffix}`;
  });
}

export function clearing(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  old: OldContent,
  plan: SheetPlan,
  watched: readonly WatchedTable[]
): WriteStep {
  const planned = new Set(plan.tables.map(({ name }) => name.toLowerCase()));
  const strays = old.otherTables.filter((name) => planned.has(name.toLowerCase()));
  const standing = watched.filter(({ table }) => old.tables.includes(table.tableName));
  return small(() => {
    const look = watchTables(sheet, standing);
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
    return look;
  });
}

function freeTableName(name: string, { tables, otherTables }: OldContent): string {
  return firstFree([...tables, ...otherTables], (number) => `${name}_${number + 1}`);
}
