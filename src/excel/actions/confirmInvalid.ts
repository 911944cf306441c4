import { confirmationRowOf } from "../../reports/sheets";
import type { InvalidConfirmationEntry, Outcome, RunOptions } from "../api";
import { keyOf, plainRow, rowsIn, type RawRow } from "../footprint";
import { addedRows, enter } from "./enter";

/**
 * Adds a confirmed 无效 to 归属台账; the customer counts as 无效 from its day on. Where the same is
 * confirmed already, only the note is written.
 *
 * @returns how it ended; never rejects
 */
export async function confirmInvalid(
  { key, reason, day, note = "" }: InvalidConfirmationEntry,
  options: RunOptions
): Promise<Outcome> {
  return enter(
    {
      tables: ["ledger"],
      changesOf: (rows, { locale, today, blankRows }) => {
        const confirmation = { source: "invalid" as const, key, reason, fromDay: day ?? today };
        const row = { ...plainRow(confirmationRowOf(confirmation, locale)), note };
        const same = rowsIn(rows, "ledger").find(
          (one) => keyOf("ledger", one) === keyOf("ledger", row)
        );
        if (same) {
          const cells: RawRow = note === "" ? {} : { note };
          return { edits: [{ table: "ledger", sheetRow: same.sheetRow, cells }], appends: {} };
        }
        return addedRows("ledger", [row], blankRows("ledger"));
      },
    },
    options
  );
}
