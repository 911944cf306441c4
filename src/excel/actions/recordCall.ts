import type { InputRow } from "../../intake";
import { customerFinder, recordNumbers, type SolicitationType } from "../../retention/calls";
import { normaliseKey } from "../../retention/store";
import type { SerialDay } from "../../retention/time";
import type { StoreFigures } from "../../reports/figures";
import { textsOf, type Locale } from "../../locale";
import type { CallEntry, Outcome, RunOptions } from "../api";
import { callCells, rowsIn, type RawRow, type RowChanges } from "../footprint";
import { Refusal } from "../session";
import { addedRows, enter, type Place } from "./enter";

/** What a call may rest on besides: the figures of the last run. */
export interface CallOptions extends RunOptions {
  /** Tell the customer's advisor and what he is called about. */
  readonly figures?: StoreFigures;
}

/**
 * Writes one contact into 招揽记录: into the row that it names, else into the customer's planned row of
 * the day that has no result yet, else into a new row.
 *
 * @returns how it ended; never rejects. `recordUnknown` if the row that it names is not there,
 *   `customerUnknown` if the figures know no such customer.
 */
export async function recordCall(call: CallEntry, options: CallOptions): Promise<Outcome> {
  return enter(
    {
      tables: ["records"],
      changesOf: (rows, place) =>
        callChanges(call, rowsIn(rows, "records"), place, options.figures),
    },
    options
  );
}

function callChanges(
  call: CallEntry,
  rows: readonly InputRow<"records">[],
  { locale, today, blankRows }: Place,
  figures: StoreFigures | undefined
): RowChanges {
  const day = call.day ?? today;
  const cells = callCells(call, locale);
  const row = rowOfCall(call, rows, day, cells);
  if (row) return { edits: [{ table: "records", sheetRow: row.sheetRow, cells }], appends: {} };
  if (call.number !== undefined) throw new Refusal("recordUnknown");
  const known = figures && aboutCustomer(figures, call.key);
  if (figures && !known && call.type !== "conquest") throw new Refusal("customerUnknown");
  const taken = rows.map(({ number }) => String(number));
  const [number = ""] = recordNumbers(day, 1, taken);
  const fixed = newRecordRow(
    {
      number,
      day,
      key: call.key,
      advisor: call.advisor ?? known?.advisor ?? "",
      type: call.type ?? known?.type ?? "maintenance",
    },
    locale
  );
  return addedRows("records", [{ ...fixed, ...cells }], blankRows("records"));
}

/**
 * The row that a call belongs into. One that says the same already is the call itself, entered by a try
 * whose end nobody saw.
 */
function rowOfCall(
  { number, key }: CallEntry,
  rows: readonly InputRow<"records">[],
  day: SerialDay,
  cells: RawRow
): InputRow<"records"> | undefined {
  if (number !== undefined) return rows.find((row) => String(row.number).trim() === number);
  const own = rows.filter((row) => row.day === day && normaliseKey(String(row.customer)) === key);
  const says = (row: RawRow): boolean =>
    Object.entries(cells).every(([column, cell]) => row[column] === cell);
  return own.find((row) => String(row.result).trim() === "") ?? own.find(says);
}

/** Who calls a customer, and about what, by the figures of the last run. */
function aboutCustomer(
  { dealership, ownership, asOf, demand }: StoreFigures,
  key: string
): { readonly advisor: string; readonly type: SolicitationType | undefined } | undefined {
  const customer = customerFinder(dealership)(key, asOf);
  if (customer < 0) return undefined;
  return {
    advisor: ownership.owners[ownership.ownerOn(customer, asOf)] ?? "",
    type: demand.items.find((item) => item.customer === customer)?.type,
  };
}

function newRecordRow(
  row: {
    readonly number: string;
    readonly day: SerialDay;
    readonly key: string;
    readonly advisor: string;
    readonly type: SolicitationType;
  },
  locale: Locale
): RawRow {
  const words = textsOf(locale).vocabulary;
  return {
    number: row.number,
    day: row.day,
    advisor: row.advisor || words.unassigned,
    attempt: 1,
    customer: row.key,
    type: words.solicitationTypes[row.type],
    planned: words.no,
  };
}
