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
import type { KeptInputs, RawRow } from "./pending";
import { onlyWritable } from "./planSheets";
import { plainRow } from "./rawRows";
import { Refusal } from "./refusal";
import { keyOf } from "./rowChanges";
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
        const { kept, state } = prepared;
        const rowsOf = ({ entries }: DealtNow): RawRow[] =>
          entries.map((entry) => plainRow(ledgerRowOf(entry, locale)));
        const begun = begunDeal(kept, (number) => rowsOf(makeDeal(figures, number, options)));
        const number = begun ?? nextNumber(figures, state);
        made = { ...makeDeal(figures, number, options), figures };
        const ledger = begun === undefined ? rowsOf(made) : [];
        return {
          changes: { edits: [], appends: { ledger } },
          remember: rememberDeal(made.view, state),
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

type DealtNow = Omit<MadeDeal, "figures">;

function nextNumber({ inputs }: StoreFigures, { lastAllocation }: WorkbookState): number {
  return Math.max(nextAllocationNumber(inputs.ledger), lastAllocation + 1);
}

/**
 * The number of this same deal if an earlier run began it and did not come to its end: its rows are kept
 * and go into the ledger anyway, so that asking again completes it instead of dealing a second time.
 *
 * @param rowsOf the ledger's rows of the deal that is asked for, under a number
 */
function begunDeal(
  { inputs }: KeptInputs,
  rowsOf: (number: number) => readonly RawRow[]
): number | undefined {
  const told = (rows: readonly RawRow[]): string =>
    JSON.stringify(rows.map((row) => keyOf("ledger", row)).sort());
  const kept = inputs.appends.ledger ?? [];
  const number = Math.max(0, ...kept.map(({ allocation }) => Number(allocation)));
  const ofDeal = kept.filter(({ allocation }) => Number(allocation) === number);
  return number > 0 && told(ofDeal) === told(rowsOf(number)) ? number : undefined;
}

function makeDeal(figures: StoreFigures, number: number, options: DealOptions): DealtNow {
  const { dealership, asOf, settings } = figures;
  const stock = stockOfFigures(figures);
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
