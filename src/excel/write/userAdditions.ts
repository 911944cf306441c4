import type { SheetPlan } from "../../reports/plan";
import type { OutcomeNote } from "../api";
import {
  type LayoutStore,
  hasUserCells,
  type UserCells,
  generatedSheets,
  sheetKeyOf,
  type SheetKey,
} from "../footprint";
import { readUserCells, type OldSheet } from "../additions";
import type { Prepared } from "../read";
import { isLiving } from "./sheetLooks";
import { type KeptUserCells } from "./writeTarget";

/** What users added, by the sheet on which it stands. */
export type Additions = ReadonlyMap<SheetKey, UserCells>;

/**
 * Collects what users added to the sheets of some plans, before any of them is cleared. Of a sheet that
 * an earlier run left half-written it is what that run had collected.
 */
export async function collectAdditions(
  context: Excel.RequestContext,
  { located, state, tables, kept }: Prepared,
  plans: readonly SheetPlan[],
  layouts: LayoutStore
): Promise<Additions> {
  const found = new Map<SheetKey, UserCells>();
  const known = generatedSheets(located, state);
  const sheets: { key: SheetKey; old: OldSheet }[] = [];
  for (const plan of plans) {
    const key = sheetKeyOf(plan);
    const before = kept.inputs.userCells?.[key];
    if (located.unfinished.has(key)) {
      if (before) found.set(key, before);
      continue;
    }
    const layout = layouts.of(key);
    const sheetId = known.get(key);
    if (!layout || sheetId === undefined) continue;
    const living = plan.tables.find(isLiving);
    const table = living?.input === undefined ? undefined : tables.get(living.input);
    if (living && table) {
      const old = { sheetId: table.sheetId, plan, layout, floor: table.headerRow };
      sheets.push({ key, old });
      continue;
    }
    const [corner, end] = [located.sheets.get(key), located.ends.get(key)];
    sheets.push({ key, old: { sheetId, plan, layout, corner, end } });
  }
  const read = await readUserCells(
    context,
    sheets.map(({ old }) => old)
  );
  for (const { key, old } of sheets) {
    const userCells = read.get(old);
    if (userCells && (userCells.unclear || hasUserCells(userCells))) found.set(key, userCells);
  }
  return found;
}

/** What the outcome says of the users' own cells. */
export function additionNotes(
  kept: readonly (KeptUserCells & { readonly sheetName: string })[]
): OutcomeNote[] {
  const copies = kept.flatMap(({ copyName }) => copyName ?? []);
  const moved = kept.filter((it) => it.moved > 0).map(({ sheetName }) => sheetName);
  return [
    ...(copies.length > 0 ? [{ code: "sheetsCopied" as const, about: copies }] : []),
    ...(moved.length > 0 ? [{ code: "userCellsMoved" as const, about: moved }] : []),
  ];
}
