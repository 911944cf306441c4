/**
 * `tsx src/offline/audit/reportsOnly.ts WORKBOOK.xlsx OUT.xlsx [SHEET…]`: a copy of a workbook that shows only
 * some sheets, all that the add-in made if none is named, for printing: hidden sheets are not printed,
 * and twenty thousand orders would be hundreds of pages.
 */
import type { Workbook } from "../host";
import { runCommand } from "./command";
import { CommandError } from "./commandError";
import { loadWorkbook, saveWorkbook } from "./workbookFiles";

async function hideOthers(path = "", out = "", ...named: string[]): Promise<void> {
  const workbook = await loadWorkbook(path, path);
  const shown = named.length > 0 ? named : ourSheets(workbook);
  const sheets = workbook.sheets.filter(({ Name }) => shown.includes(Name));
  if (sheets.length !== shown.length || sheets.length === 0) throw new CommandError("noFile");
  sheets[0].Activate();
  for (const sheet of workbook.sheets) {
    if (!shown.includes(sheet.Name)) sheet.Visibility = "Hidden";
  }
  await saveWorkbook(workbook, out);
}

/** The sheets with the add-in's mark: a hidden name on a cell of theirs. */
function ourSheets({ names, sheets }: Workbook): string[] {
  const marks = names.filter(({ Name }) => Name.startsWith("RETAIN_sheet_"));
  return sheets
    .map(({ Name }) => Name)
    .filter((name) => marks.some(({ Formula }) => sheetOf(Formula) === name));
}

/** `='a sheet'!$A$1` → `a sheet`. */
const sheetOf = (formula: string): string =>
  formula
    .slice(1, formula.lastIndexOf("!"))
    .replace(/^'(.*)'$/, "$1")
    .replaceAll("''", "'");

void runCommand("en-US", () => hideOthers(...process.argv.slice(2)));
