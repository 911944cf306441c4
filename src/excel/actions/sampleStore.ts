import type { Locale } from "../../locale";
import type { SerialDay } from "../../retention/time";
import { generateSampleStore, type SampleSheet, type SampleStore } from "../../sample";
import type { Change, Outcome } from "../api";
import {
  literalText,
  applyStyle,
  setNumberFormat,
  widthInPoints,
  cutRows,
  RequestQueue,
  rowsStep,
  rangeAt,
} from "../cells";
import {
  serialToday,
  checkWorkbook,
  refusedOutcome,
  runExcel,
  type SessionOptions,
} from "../session";

import { freeName } from "../write";

/** The store that the pane offers to people who have no data at hand. */
const offered = { seed: 2026, customers: 3_000, years: 5 };

/** What may be chosen about the invented store. */
export interface SampleStoreOptions extends SessionOptions {
  readonly locale: Locale;
  /** The day of its exports; today if absent. */
  readonly asOf?: SerialDay;
  readonly now?: () => Date;
}

/** Makes up a store and puts its two exports into the workbook as new sheets. Never rejects. */
export async function addSampleStore(options: SampleStoreOptions): Promise<Outcome> {
  const asOf = options.asOf ?? serialToday(options.now?.() ?? new Date());
  return writeSampleStore(generateSampleStore({ ...offered, asOf }), options);
}

/** Puts an invented store's two exports into the workbook as new sheets. Never rejects. */
export async function writeSampleStore(
  store: SampleStore,
  options: SessionOptions = {}
): Promise<Outcome> {
  const changes: Change[] = [];
  try {
    await runExcel(checkWorkbook, options);
    for (const sheet of [store.customers, store.orders]) {
      await runExcel(
        async (context) => {
          changes.push(await writeSampleSheet(context, sheet));
        },
        { ...options, delayForCellEdit: true }
      );
    }
    return { kind: "done", code: "done", about: [], changes };
  } catch (error) {
    return refusedOutcome(error, changes);
  }
}

async function writeSampleSheet(
  context: Excel.RequestContext,
  sample: SampleSheet
): Promise<Change> {
  const { worksheets } = context.workbook;
  worksheets.load("items/name");
  await context.sync();
  const taken = worksheets.items.map((item) => item.name);
  const sheet = worksheets.add(freeName(sample.name, taken));
  sheet.load("name");
  await context.sync();
  const queue = new RequestQueue(context);
  const body = sample.rows.length - sample.headerRow - 1;
  await queue.add({
    bytes: 2_000 * sample.columns.length,
    queue: () => {
      sample.columns.forEach((column, index) => {
        const area = { row: sample.headerRow + 1, column: index, rows: body, columns: 1 };
        const range = rangeAt(sheet, area);
        // Before the values: what is formatted as text stays the text it is.
        setNumberFormat(range, column.numberFormat);
        range.format.columnWidth = widthInPoints(column.width);
      });
      applyStyle(
        rangeAt(sheet, {
          row: sample.headerRow,
          column: 0,
          rows: 1,
          columns: sample.columns.length,
        }),
        "tableHeader"
      );
      sheet.freezePanes.freezeRows(sample.headerRow + 1);
    },
  });
  const cells = sample.rows.map((row) =>
    row.map((cell) => (typeof cell === "string" ? literalText(cell) : cell))
  );
  const write = (rows: readonly (readonly unknown[])[], row: number): void => {
    const area = { row, column: 0, rows: rows.length, columns: sample.columns.length };
    rangeAt(sheet, area).values = rows as unknown[][];
  };
  for (const piece of cutRows(cells)) await queue.add(rowsStep(piece, 0, write));
  await queue.send();
  return { sheetName: sheet.name, address: "A1", kind: "sheet", rows: sample.rows.length };
}
