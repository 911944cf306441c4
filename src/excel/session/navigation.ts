import { localeFor, type Locale } from "../../locale";
import type { Change, Outcome } from "../api";
import { refusedOutcome } from "./refusal";
import { runExcel } from "./session";

/** Resolves when Office is there; nothing else of this room may be called before. */
export async function whenReady(): Promise<void> {
  await Office.onReady();
}

/** The language of Excel's own surface. */
export function displayLocale(): Locale {
  return localeFor(Office.context.displayLanguage);
}

/**
 * Shows the user what a run has written.
 *
 * @throws Excel's error, for example when the sheet was deleted meanwhile.
 */
export async function goTo(change: Change): Promise<void> {
  await runExcel(async (context) => {
    const sheet = context.workbook.worksheets.getItem(change.sheetName);
    sheet.activate();
    sheet.getRange(change.address).select();
    await context.sync();
  });
}

/** An error of {@link goTo}, `recognise` or `saveMapping` as an outcome, to be worded in one way. */
export function outcomeOf(error: unknown): Outcome {
  return refusedOutcome(error, []);
}
