import { parse } from "node:path";
import { Workbook } from "../host";
import type { Worksheet } from "../host/model";
import type { AuditFile } from "./auditArguments";
import { nameFor } from "./sheetNames";
import { loadWorkbook } from "./workbookFiles";

/**
 * Loads what a store's files hold into one workbook. A single workbook is taken as it is; of several
 * files the sheets stand side by side in a new one, values and number formats, in the order of the files.
 *
 * @throws CommandError for a file that cannot be read
 */
export async function loadStore(
  { input, inputAsTyped, more = [] }: AuditFile,
  limits?: Parameters<typeof loadWorkbook>[2]
): Promise<Workbook> {
  const first = await loadWorkbook(input, inputAsTyped, limits);
  if (more.length === 0) return first;
  const together = Workbook.blank("…");
  const [empty] = together.sheets;
  copySheets(first, together, parse(input).name);
  for (const file of more) {
    copySheets(
      await loadWorkbook(file.input, file.inputAsTyped, limits),
      together,
      parse(file.input).name
    );
  }
  if (empty && together.sheets.length > 1) together.removeSheet(empty);
  return together;
}

function copySheets(from: Workbook, to: Workbook, file: string): void {
  for (const sheet of from.sheets) {
    if (sheet.cells.usedRect(true) === null) continue;
    const taken = new Set(to.sheets.map(({ Name }) => Name.toLowerCase()));
    copyCells(sheet, to.addSheet(nameFor(sheet.Name, file, taken)));
  }
}

function copyCells(from: Worksheet, to: Worksheet): void {
  const styles = new Map<number, number>();
  from.cells.eachCell((row, column, value) => {
    if (value === undefined) return;
    to.cells.setValue(row, column, value);
    const style = from.cells.style(row, column);
    if (style === 0) return;
    let copied = styles.get(style);
    if (copied === undefined) {
      copied = to.workbook.styles.intern(from.workbook.styles.get(style));
      styles.set(style, copied);
    }
    to.cells.setStyle(row, column, copied);
  });
}
