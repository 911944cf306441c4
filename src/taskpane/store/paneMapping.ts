import type { DateOrder, RecognisedSheet, SavedMapping } from "../../intake/recognition";
import type { FieldOf, InputTable, Retain } from "../retain";
import type { PaneWork } from "./paneWork";

/** What the user says of the store's sheets where recognition cannot know; the workbook keeps it. */
export class PaneMapping {
  constructor(
    private readonly work: PaneWork,
    private readonly retain: Pick<Retain, "saveMapping" | "resetMapping" | "chooseStore">,
    private readonly recognise: () => Promise<void>
  ) {}

  /** Takes a column for another field, or for none, and keeps that in the workbook. */
  async setField<Table extends InputTable>(
    table: Table,
    column: number,
    field: FieldOf[Table] | undefined
  ): Promise<void> {
    const sheet = this.work.get().recognition?.[table] as
      RecognisedSheet<FieldOf[Table]> | undefined;
    if (!sheet) return;
    const saved = await this.work.during("recognise", async () => {
      await this.retain.saveMapping(table, {
        sheetId: sheet.sheetId,
        sheetName: sheet.sheetName,
        headerRow: sheet.headerRow,
        headers: headersWith(sheet, column, field),
      });
      return true;
    });
    if (saved) await this.recognise();
  }

  /** Reads no column for a field, and keeps that in the workbook. */
  async goOnWithout(table: InputTable, field: FieldOf[InputTable]): Promise<void> {
    await this.answer(table, { headers: { [field]: "" } });
  }

  /** Keeps which number of a column's dates is the day. */
  async setDateOrder(
    table: InputTable,
    field: FieldOf[InputTable],
    order: DateOrder
  ): Promise<void> {
    await this.answer(table, { headers: {}, dateOrders: { [field]: order } });
  }

  private async answer(
    table: InputTable,
    said: Pick<SavedMapping<FieldOf[InputTable]>, "headers" | "dateOrders">
  ): Promise<void> {
    const sheet = this.work.get().recognition?.[table];
    if (!sheet) return;
    const { sheetId, sheetName, headerRow } = sheet;
    const saved = await this.work.during("recognise", async () => {
      await this.retain.saveMapping(table, { sheetId, sheetName, headerRow, ...said });
      return true;
    });
    if (saved) await this.recognise();
  }

  /** Looks at one store of a group's export; `undefined` lets the next look ask again. */
  async chooseStore(name: string | undefined): Promise<void> {
    const kept = await this.work.during("recognise", async () => {
      await this.retain.chooseStore(name);
      this.work.set({ outcome: undefined });
      return true;
    });
    if (kept) await this.recognise();
  }

  /** Leaves a sheet's columns to recognition again. */
  async reset(table: InputTable): Promise<void> {
    const reset = await this.work.during("recognise", async () => {
      await this.retain.resetMapping(table);
      return true;
    });
    if (reset) await this.recognise();
  }

  /** Takes another sheet for the customers or the orders, and keeps that in the workbook. */
  async setSheet(table: InputTable, sheetId: string): Promise<void> {
    const sheet = this.work
      .get()
      .recognition?.choices?.find((choice) => choice.sheetId === sheetId);
    if (!sheet) return;
    const { sheetName, headerRow } = sheet;
    const saved = await this.work.during("recognise", async () => {
      const mapping = { sheetId, sheetName, headerRow: headerRow[table], headers: {} };
      await this.retain.saveMapping(table, mapping);
      return true;
    });
    if (saved) await this.recognise();
  }
}

/**
 * The mapping of a sheet after `column` was taken for `field`: one column per field, one field per
 * column. A field that lost its column is named with an empty header, or it would be recognised again.
 */
function headersWith<Field extends string>(
  sheet: RecognisedSheet<Field>,
  column: number,
  field: Field | undefined
): Partial<Record<Field, string>> {
  const headers: Partial<Record<Field, string>> = {};
  for (const it of sheet.columns) headers[it.field] = it.column === column ? "" : it.header;
  const header = sheet.headers.find((it) => it.column === column)?.header;
  if (field !== undefined && header !== undefined) headers[field] = header;
  return headers;
}
