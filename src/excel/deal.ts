import { allocationSheet, stockOfFigures } from "../reports/allocation";
import type { StoreFigures } from "../reports/figures";
import { ledgerRowOf } from "../reports/ledger";
import {
  dealFull,
  dealKeepingPresent,
  dealLeaver,
  dealNewcomer,
  dealUnassigned,
  inOffice,
  isoOf,
  ledgerRowsOf,
  nextAllocationNumber,
  type Deal,
  type DealRequest,
  type LedgerEntry,
  type Stock,
} from "../retention";
import type { DealOptions, DealOutcome, DealView } from "./api";
import { rotasAfter } from "./newCustomers";
import { onlyWritable } from "./planSheets";
import { plainRow } from "./rawRows";
import { Refusal } from "./refusal";
import { runExcel } from "./session";
import { thinOldDeals } from "./oldDeals";
import { performRun } from "./runContext";
import type { WorkbookState } from "./state";
import { runStore } from "./storeRun";

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
      change: ({ prepared, computed: { figures, locale } }) => {
        made = { ...makeDeal(figures, prepared.state, options), figures };
        const ledger = made.entries.map((entry) => plainRow(ledgerRowOf(entry, locale)));
        return {
          changes: { edits: [], appends: { ledger } },
          remember: rememberDeal(made.view, prepared.state),
        };
      },
      morePlans: (_, context) =>
        made ? [allocationSheet(made.view.deal, made.figures, context, made.view.number)] : [],
    });
    if (!options.preview) await runExcel(thinOldDeals, run.patient);
    return written;
  });
  return made ? { ...outcome, deal: made.view } : outcome;
}

function makeDeal(
  figures: StoreFigures,
  state: WorkbookState,
  options: DealOptions
): Omit<MadeDeal, "figures"> {
  const { dealership, asOf, inputs, settings } = figures;
  const stock = stockOfFigures(figures);
  const number = Math.max(nextAllocationNumber(inputs.ledger), state.lastAllocation + 1);
  const seed = options.seed || settings.drawSeed || `${isoOf(asOf)}-${number}`;
  const deal = dealOf(stock, requestOf(figures, options, seed), options);
  const terms = { fromDay: asOf, allocation: number };
  const entries = ledgerRowsOf(deal, dealership, settings.roster, terms);
  return {
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
