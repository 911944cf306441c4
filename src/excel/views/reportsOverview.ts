import { reportIds, type ReportId } from "../../reports/plan";
import type { ReportState } from "../api";
import {
  generatedSheets,
  locateParts,
  sheetKeyOf,
  sheetOfKey,
  type SheetKey,
  loadState,
  type WorkbookState,
} from "../footprint";
import { runExcel, type SessionOptions } from "../session";

/**
 * Every sheet of the add-in: what it is called in this workbook and when it was written for which day.
 * Sheets that are not there are listed without a name.
 *
 * @throws Refusal or Excel's error; `outcomeOf` words both.
 */
export async function reportsOverview(
  options: SessionOptions = {}
): Promise<readonly ReportState[]> {
  return runExcel(async (context) => {
    const state = await loadState(context);
    const known = generatedSheets(await locateParts(context), state);
    const sheets = [...known].map(([key, id]) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject(id);
      sheet.load("name");
      return { key, sheet };
    });
    if (sheets.length > 0) await context.sync();
    const there = new Map(
      sheets.filter(({ sheet }) => !sheet.isNullObject).map(({ key, sheet }) => [key, sheet.name])
    );
    return reportIds.flatMap((id) => keysOf(id, there).map((key) => stateOf(key, there, state)));
  }, options);
}

/** The keys under which a report has sheets; its own where it has none. */
function keysOf(id: ReportId, there: ReadonlyMap<SheetKey, string>): SheetKey[] {
  const keys = [...there.keys()].filter((key) => sheetOfKey(key)?.id === id);
  return keys.length > 0 ? keys : [sheetKeyOf({ id })];
}

function stateOf(
  key: SheetKey,
  there: ReadonlyMap<SheetKey, string>,
  state: WorkbookState
): ReportState {
  const sheetName = there.get(key);
  const written = sheetName === undefined ? undefined : state.sheets[key];
  const { id, instance } = sheetOfKey(key) ?? { id: key as ReportId, instance: undefined };
  return {
    id,
    ...(instance !== undefined && { instance }),
    ...(sheetName !== undefined && { sheetName }),
    ...(written?.writtenAt !== undefined && { writtenAt: written.writtenAt }),
    ...(written?.asOf !== undefined && { asOf: written.asOf }),
  };
}
