import { allocationSheet, ledgerRowOf } from "../../reports/sheets";
import type { StoreFigures } from "../../reports/figures";
import {
  dealFull,
  dealKeepingPresent,
  dealLeaver,
  dealNewcomer,
  dealUnassigned,
  ledgerRowsOf,
  nextAllocationNumber,
  type Deal,
  type DealRequest,
  type Stock,
} from "../../retention/allocation";
import { inOffice, isoOf } from "../../retention/time";
import type { LedgerEntry } from "../../retention/ownership";
import type { Locale } from "../../locale";
import type { DealOptions, DealOutcome, DealView } from "../api";
import { computeStore, rotasAfter, runStore, type Looked } from "../run";
import { rowsIn, type RawRow, plainRow, keyOf, type WorkbookState } from "../footprint";
import { onlyWritable } from "../read";
import { Refusal, runExcel, performRun } from "../session";
import { thinOldDeals } from "../write";

/** A deal before it is put into the workbook. */
interface MadeDeal {
  /** The store as it was dealt. */
  readonly figures: StoreFigures;
  readonly view: DealView;
  readonly entries: readonly LedgerEntry[];
}

/**
 * 资源分配 (rules §10): deals the customers as they stand on the as-of day among the advisors in office.
 * With `preview` the deal and its certificate come back and nothing is written; the same seed and data
 * give the same deal when it is written. Written, its rows are added to 归属台账 and hold from that day.
 * Asked for again after a run that ended half-way, the same deal on the same data is completed under
 * its number.
 *
 * @returns how it ended, with the deal; never rejects. `noAdvisors`, `participantWrong` and
 *   `drawOrderWrong` say what the list of advisors or the typed order lacks.
 */
export async function dealAllocation(options: DealOptions): Promise<DealOutcome> {
  let made: MadeDeal | undefined;
  const outcome = await performRun(options, async (run) => {
    const written = await runStore(run, {
      reports: onlyWritable(["ledger", "targets"]),
      columns: false,
      change: async (looked) => {
        const { state } = looked.prepared;
        const { figures, locale } = looked.computed;
        const begun = await begunDeal(looked, options);
        made = begun ?? makeDeal(figures, nextNumber(figures, state), options);
        // The rows of one that was begun are in the ledger, or among those that go into it anyway.
        const ledger = begun ? [] : rowsOf(made, locale);
        return {
          changes: { edits: [], appends: { ledger } },
          remember: rememberDeal(made.view, state),
          deal: { number: made.view.number, asked: askedOf(figures, made.view.number, options) },
        };
      },
      morePlans: (_, context) =>
        made ? [allocationSheet(made.view.deal, made.figures, context, made.view.number)] : [],
    });
    // The deal is in the workbook whole; sheets of older deals that stay long are thinned by the next.
    if (!options.preview) await runExcel(thinOldDeals, run.patient).catch(() => undefined);
    return written;
  });
  return made ? { ...outcome, deal: made.view } : outcome;
}

const rowsOf = ({ entries }: MadeDeal, locale: Locale): RawRow[] =>
  entries.map((entry) => plainRow(ledgerRowOf(entry, locale)));

function nextNumber({ inputs }: StoreFigures, { lastAllocation }: WorkbookState): number {
  return Math.max(nextAllocationNumber(inputs.ledger), lastAllocation + 1);
}

/**
 * This same deal, if an earlier run began it and did not come to its end, made anew from the store as it
 * was then: without the deal's own rows, by which a leaver has no customers any more. `undefined` where
 * something else is asked for, or the data no longer give what its rows say.
 */
async function begunDeal(
  { run, prepared, store, computed }: Looked,
  options: DealOptions
): Promise<MadeDeal | undefined> {
  const { kept, state } = prepared;
  const { figures, locale } = computed;
  const { deal } = kept.inputs;
  if (!deal || deal.asked !== askedOf(figures, deal.number, options)) return undefined;
  const { rows } = figures.inputs;
  const isOfDeal = ({ allocation }: RawRow): boolean => Number(allocation) === deal.number;
  const ledger = rowsIn(rows, "ledger");
  const without = { ...rows, ledger: ledger.filter((row) => !isOfDeal(row)) };
  const before = await computeStore(run, store, without, state);
  const made = makeDeal(before.figures, deal.number, options);
  const told = (of: readonly RawRow[]): string =>
    JSON.stringify(of.map((row) => keyOf("ledger", row)).sort());
  return told(ledger.filter(isOfDeal)) === told(rowsOf(made, locale)) ? made : undefined;
}

/** All that decides a deal beside the store's data. */
function askedOf(figures: StoreFigures, number: number, options: DealOptions): string {
  const { kind, drawOrder, leaver, newcomer, byHand } = options;
  const by = [...(byHand ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  const names = [leaver ?? null, newcomer ?? null, drawOrder ?? null];
  return JSON.stringify([kind, seedOf(figures, number, options), figures.asOf, ...names, by]);
}

const seedOf = ({ asOf, settings }: StoreFigures, number: number, { seed }: DealOptions): string =>
  seed || settings.drawSeed || `${isoOf(asOf)}-${number}`;

function makeDeal(figures: StoreFigures, number: number, options: DealOptions): MadeDeal {
  const { dealership, asOf, settings } = figures;
  const { stock } = figures;
  const request = requestOf(figures, options, seedOf(figures, number, options));
  const deal = dealOf(stock, request, options);
  const terms = { fromDay: asOf, allocation: number };
  const entries = ledgerRowsOf(deal, dealership, settings.roster, terms);
  return {
    figures,
    entries,
    view: {
      number,
      fromDay: asOf,
      deal,
      ledgerRows: entries.length,
      withoutKey: stock.withoutKey.length,
    },
  };
}

/** @throws Refusal if the advisors or the typed order do not fit the kind of deal. */
function requestOf(
  { settings, asOf }: StoreFigures,
  { kind, drawOrder, leaver, newcomer, byHand }: DealOptions,
  seed: string
): DealRequest {
  const present = settings.roster.advisors.filter((advisor) => inOffice(advisor, asOf));
  const advisors = present
    .filter(({ name }) => kind !== "leaver" || name !== leaver)
    .map(({ name, weight }) => ({ name, weight }));
  if (advisors.length === 0) throw new Refusal("noAdvisors");
  if (kind === "leaver" && !leaver) throw new Refusal("participantWrong");
  if (kind === "newcomer" && !advisors.some(({ name }) => name === newcomer)) {
    throw new Refusal("participantWrong", newcomer ? [newcomer] : []);
  }
  if (drawOrder !== undefined) {
    const names = new Set(drawOrder);
    const complete =
      names.size === drawOrder.length &&
      drawOrder.length === advisors.length &&
      advisors.every(({ name }) => names.has(name));
    if (!complete) throw new Refusal("drawOrderWrong");
  }
  return { seed, advisors, drawOrder, byHand };
}

function dealOf(
  stock: Stock,
  request: DealRequest,
  { kind, leaver = "", newcomer = "" }: DealOptions
): Deal {
  switch (kind) {
    case "full":
      return dealFull(stock, request);
    case "keepPresent":
      return dealKeepingPresent(stock, request);
    case "leaver":
      return dealLeaver(stock, request, leaver);
    case "newcomer":
      return dealNewcomer(stock, request, newcomer);
    case "unassigned":
      return dealUnassigned(stock, request);
  }
}

/** A deal of all customers begins a new 期, and the rotas begin anew with it. */
function rememberDeal({ number, fromDay, deal }: DealView, state: WorkbookState) {
  const isNewPeriod = deal.kind === "full" || deal.kind === "keepPresent";
  const startRotas = isNewPeriod || state.rotas === undefined;
  return {
    lastAllocation: number,
    ...(startRotas && rotasAfter(deal.certificate.drawOrder, fromDay)),
  };
}
