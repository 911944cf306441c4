import {
  customerKeyFields,
  reportIds,
  type ReportContext,
  type ReportId,
  type SheetPlan,
} from "../../reports/plan";
import { allFoundations, foundationsOfSheets, type Foundation } from "../../reports/figures";
import { reports } from "../../reports/registry";
import { textsOf, type Locale } from "../../locale";
import { minuteText, type RunContext } from "../session";
import { inPieces, pause, type ComputedStore } from "./computeStore";
import type { Prepared } from "../read";
import { spellingOf } from "../cells";
import { generatedSheets } from "../footprint";
import { freeName } from "../write";

/**
 * Plans sheets one after the other; between two the pane can draw and the user can stop, and between two
 * chapters of the method on which several of them rest.
 */
export async function planSheets(
  run: RunContext,
  { figures, locale }: ComputedStore,
  context: ReportContext,
  ids: readonly ReportId[]
): Promise<SheetPlan[]> {
  const plans: SheetPlan[] = [];
  const { names } = textsOf(locale).reports;
  const found = async (foundations: readonly Foundation[]): Promise<void> => {
    for (const foundation of foundations) {
      await inPieces(run, figures.making(foundation));
    }
  };
  if (ids.length > 1) await found(allFoundations);
  for (const [index, id] of ids.entries()) {
    // What is told is drawn in a task of its own, not in that of the sheet before.
    await pause(run);
    run.steps.at("compute", index, ids.length, names[id]);
    await found(foundationsOfSheets[id] ?? []);
    await pause(run);
    const plan = reports[id]?.(figures, context);
    if (plan) plans.push(plan);
  }
  return plans;
}

/** What every sheet of a run says about itself. */
export function reportContext(
  run: RunContext,
  { figures, asOf, locale }: ComputedStore,
  prepared: Prepared,
  spellings: ReadonlySet<string | number>
): ReportContext {
  const {
    recognised: { storeName },
    customers,
    orders,
  } = prepared;
  return {
    locale,
    asOf,
    rules: figures.settings.rules,
    generatedAt: minuteText(run.now),
    ...(storeName !== undefined && { storeName }),
    customersSheet: customers.sheetName,
    ordersSheet: orders.sheetName,
    sheetNames: namesOfSheets(prepared, locale),
    isSpelled: (key) => spellings.has(spellingOf(key)) || spellings.has(Number(key)),
    customerParts: customers.parts.map(({ sheetName, columns }) => ({
      sheetName,
      keys: Object.fromEntries(
        customerKeyFields.flatMap((key) =>
          columns.filter(({ field }) => field === key).map(({ column }) => [key, column] as const)
        )
      ),
    })),
  };
}

/** What the generated sheets are called that are there, and what those will be that the run adds. */
function namesOfSheets(
  { located, state, sheets, reports: ids }: Prepared,
  locale: Locale
): Partial<Record<ReportId, string>> {
  const { names } = textsOf(locale).reports;
  const there = generatedSheets(located, state);
  const taken = sheets.map(({ name }) => name);
  return Object.fromEntries(
    reportIds.flatMap((id) => {
      const known = sheets.find((sheet) => sheet.id === there.get(id));
      if (known) return [[id, known.name]];
      return ids.includes(id) ? [[id, freeName(names[id], taken)]] : [];
    })
  );
}
