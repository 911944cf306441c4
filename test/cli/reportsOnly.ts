/**
 * `tsx test/cli/reportsOnly.ts WORKBOOK.xlsx OUT.xlsx SHEET…`: a copy of a workbook that shows only
 * some sheets, for printing: hidden sheets are not printed, and twenty thousand orders would be
 * hundreds of pages.
 */
import { runCommand } from "./command";
import { CommandError } from "./commandError";
import { loadWorkbook, saveWorkbook } from "./workbookFiles";

async function hideOthers(path = "", out = "", ...shown: string[]): Promise<void> {
  const workbook = await loadWorkbook(path, path);
  const sheets = workbook.sheets.filter(({ Name }) => shown.includes(Name));
  if (sheets.length !== shown.length || sheets.length === 0) throw new CommandError("noFile");
  sheets[0].Activate();
  for (const sheet of workbook.sheets) {
    if (!shown.includes(sheet.Name)) sheet.Visibility = "Hidden";
  }
  await saveWorkbook(workbook, out);
}

void runCommand("en-US", () => hideOthers(...process.argv.slice(2)));
