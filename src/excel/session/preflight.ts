import { Refusal } from "./refusal";

/**
 * Looks whether the workbook takes new sheets at all.
 *
 * @throws Refusal `workbookReadOnly` or `workbookProtected`.
 */
export async function checkWorkbook(context: Excel.RequestContext): Promise<void> {
  const { workbook } = context;
  workbook.load("readOnly");
  workbook.protection.load("protected");
  await context.sync();
  if (workbook.readOnly) throw new Refusal("workbookReadOnly");
  if (workbook.protection.protected) throw new Refusal("workbookProtected");
}

/**
 * Looks whether every sheet that will be written takes it: written into a filtered range, values land
 * in other rows than meant (office-js issues 224, 226). Filters are never cleared, sheets never
 * unprotected.
 *
 * @throws Refusal `sheetProtected` or `sheetFiltered`, about all sheets concerned.
 */
export async function checkSheets(
  context: Excel.RequestContext,
  sheetIds: readonly string[]
): Promise<void> {
  const sheets = sheetIds.map((id) => {
    const sheet = context.workbook.worksheets.getItem(id);
    sheet.load("name");
    sheet.protection.load("protected");
    sheet.autoFilter.load("isDataFiltered");
    sheet.tables.load("items/name");
    return sheet;
  });
  await context.sync();
  const protectedSheets = sheets.filter((sheet) => sheet.protection.protected);
  if (protectedSheets.length > 0) {
    throw new Refusal(
      "sheetProtected",
      protectedSheets.map((sheet) => sheet.name)
    );
  }
  const filters = sheets.flatMap((sheet) =>
    sheet.tables.items.map((table) => {
      table.autoFilter.load("isDataFiltered");
      return { sheet, filter: table.autoFilter };
    })
  );
  if (filters.length > 0) await context.sync();
  const filtered = new Set([
    ...sheets.filter((sheet) => sheet.autoFilter.isDataFiltered).map((sheet) => sheet.name),
    ...filters.filter(({ filter }) => filter.isDataFiltered).map(({ sheet }) => sheet.name),
  ]);
  if (filtered.size > 0) throw new Refusal("sheetFiltered", [...filtered]);
}
