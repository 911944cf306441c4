import { readInputs, type InputRows } from "../../intake";
import {
  assembleInSteps,
  confirmedReasons,
  findingsAsOf,
  unexplainedTypes,
  type Finding,
  type FirstSeenReason,
} from "../../retention/store";
import { type SerialDay } from "../../retention/time";
import {
  storeBasis,
  type StoreBasis,
  type Quality,
  type TableQuality,
  StoreFigures,
} from "../../reports/figures";
import { ledgerFindings } from "../../retention/allocation";
import { odometerFindings } from "../../retention/service";
import type { Locale } from "../../locale";
import { firstSeenReasons } from "./invalidReasons";
import { readColumns, type ReadSheet, type ReadStore } from "../read";
import { type RunContext, stopIfAsked, breathe } from "../session";
import type { WorkbookState } from "../footprint";

/** What the figures of a run are, before they become cells. */
export interface ComputedStore {
  readonly figures: StoreFigures;
  readonly asOf: SerialDay;
  readonly locale: Locale;
  readonly invalidFirstSeen: ReadonlyMap<string, FirstSeenReason>;
  readonly basis: StoreBasis;
}

/** Makes the figures of a run from what was read, and `rows` as they are to stand. */
export async function computeStore(
  run: RunContext,
  store: ReadStore,
  rows: InputRows,
  state: WorkbookState
): Promise<ComputedStore> {
  const customers = store.customers.intake.table;
  const orders = store.orders.intake.table;
  const locale = state.locale ?? run.options.locale;
  const inputs = readInputs(rows, { locale, customers, orders });
  const { settings } = inputs;
  const asOf = run.options.asOf ?? settings.asOf ?? run.today;
  const invalidFirstSeen = firstSeenReasons(customers, state, run.today, settings.words);
  const confirmedInvalid = confirmedReasons(inputs.invalidEntries);
  await pause(run);
  const { dealership, findings, overlaps, leftOut } = await inPieces(
    run,
    assembleInSteps(customers, orders, {
      invalidFirstSeen,
      confirmedInvalid,
      words: settings.words,
      orderTotals: new Set(
        readColumns(store.orders.sheet).flatMap(({ field, repeated }) => (repeated ? [field] : []))
      ),
    })
  );
  const together: Finding[] = [
    ...findings,
    ...findingsAsOf(dealership, asOf),
    ...odometerFindings(dealership),
  ];
  const basis = storeBasis({
    customers: readTable(store.customers),
    orders: readTable(store.orders),
    ...store.source,
    dealership,
    overlaps,
    asOf,
  });
  const quality: Quality = {
    customers: qualityOf(store.customers, customers.count),
    orders: qualityOf(store.orders, orders.count),
    together,
    basis,
    leftOut,
    get unexplainedTypes() {
      return unexplainedTypes(dealership, figures.items);
    },
  };
  const firstUse = state.firstRun ?? run.today;
  const figures = new StoreFigures({ dealership, asOf, quality, inputs, firstUse });
  if (inputs.ledger.length + inputs.invalidEntries.length > 0) {
    const { words } = settings;
    together.push(
      ...ledgerFindings(dealership, figures.ownership, { asOf, confirmedInvalid, words })
    );
  }
  return { figures, asOf, locale, invalidFirstSeen, basis };
}

/** Takes the steps of a computation with a {@link pause} after each, and gives what it gives. */
export async function inPieces<Result>(
  run: RunContext,
  steps: Generator<undefined, Result, undefined>
): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next();
    await pause(run);
    if (done) return value;
  }
}

/** Lets the pane draw, and ends the run if the user asked for it. */
export async function pause(run: RunContext): Promise<void> {
  await breathe();
  stopIfAsked(run.options.signal);
}

function readTable<Table, Field extends string>({
  sheet,
  intake,
  joined,
}: ReadSheet<Table, Field>) {
  return { sheet, use: intake.use, joined };
}

function qualityOf<Table, Field extends string>(
  { sheet, intake }: ReadSheet<Table, Field>,
  records: number
): TableQuality<Field> {
  const { findings, use } = intake;
  const parts = sheet.parts.map(({ sheetName, columns }) => ({
    sheetName,
    columnOf: columnsByField(columns),
  }));
  return { records, findings, use, columnOf: columnsByField(sheet.columns), parts };
}

function columnsByField<Field extends string>(
  columns: readonly { readonly field: Field; readonly column: number }[]
): Partial<Record<Field, number>> {
  const columnOf: Partial<Record<Field, number>> = {};
  for (const { field, column } of columns) columnOf[field] = column;
  return columnOf;
}
