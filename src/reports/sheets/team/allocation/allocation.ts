import { textsOf } from "../../../../locale";
import { accountPeriodOn, certify, type Deal, type Stock } from "../../../../retention/allocation";
import { isoOf } from "../../../../retention/time";
import type { Advisor } from "../../../../retention/ownership";
import type { ReportContext, SheetPlan } from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { write, writeNothing } from "./dealSheet";
import type { Rotas } from "./sheet";

/**
 * 资源分配清单 (rules §10, S0 资源分配, 表19) of a deal: who got how many cards of each stratum, the
 * certificate, both rotas, large accounts and every customer dealt. One sheet per deal.
 *
 * @param number the deal's number in the ledger
 * @param rotas as the deal leaves them; those of the draw otherwise
 */
export function allocationSheet(
  deal: Deal,
  figures: StoreFigures,
  context: ReportContext,
  number: number,
  rotas: Rotas = drawnRotas(deal)
): SheetPlan {
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.allocation;
  return write(figures, context, {
    deal,
    rotas,
    title: texts.title(number, vocabulary.dealKinds[deal.kind]),
    headline: headlineOf(deal, context),
    marks: [],
    instance: String(number),
    sheetName: texts.sheetName(reports.names.allocation, number),
  });
}

const drawnRotas = ({ certificate: { drawOrder } }: Deal): Rotas => ({
  handOver: drawOrder,
  reception: drawOrder,
});

/**
 * 资源分配清单 where no deal is being made: before the first one a trial, marked as such; afterwards how
 * evenly the present owners hold the cards.
 */
export function allocationOverview(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const texts = reports.allocation;
  const { inputs, asOf, stock, participants, trialDeal } = figures;
  const sheetName = reports.names.allocation;
  if (trialDeal !== null) {
    return write(figures, context, {
      deal: trialDeal,
      rotas: drawnRotas(trialDeal),
      title: texts.trialTitle,
      headline: headlineOf(trialDeal, context),
      marks: [texts.trialMark],
      sheetName,
    });
  }
  const period = accountPeriodOn(inputs.ledger, asOf);
  const nothing = stock.cards.length === 0 ? texts.empty : reports.people.noAdvisors;
  if (period === null || stock.cards.length === 0 || participants.length === 0) {
    return writeNothing(figures, context, { title: texts.trialTitle, headline: nothing, stock });
  }
  const deal = presentDeal(stock, participants);
  const listed = new Set(participants.map(({ name }) => name));
  const unassigned = stock.cards.filter(({ owner }) => owner === "").length;
  const others = stock.cards.filter(({ owner }) => owner !== "" && !listed.has(owner)).length;
  return write(figures, context, {
    deal,
    rotas: null,
    title: texts.presentTitle,
    headline: deal.cards.length === 0 ? texts.empty : headlineOf(deal, context),
    marks: [
      texts.presentMark(isoOf(period.fromDay)),
      ...(unassigned + others > 0 ? [texts.notHeld({ unassigned, others })] : []),
    ],
    sheetName,
  });
}

/** The cards as advisors hold them now, measured like a deal that kept every one of them. */
function presentDeal(stock: Stock, advisors: readonly Advisor[]): Deal {
  const place = new Map(advisors.map(({ name }, index) => [name, index]));
  const cards = stock.cards.filter(({ owner }) => place.has(owner));
  const weights = advisors.map(({ weight }) => Math.round(weight * 1000));
  const terms = {
    kind: "keepPresent" as const,
    asOf: stock.asOf,
    seed: "",
    orderTyped: false,
    advisors,
    shares: weights,
  };
  const holder = cards.map(({ owner }) => place.get(owner) ?? 0);
  return {
    kind: "keepPresent",
    cards: cards.map((card) => ({ card, owner: card.owner })),
    largeAccounts: stock.largeAccounts.map((card) => ({ card, owner: card.owner })),
    customerCare: stock.customerCare,
    certificate: certify(terms, cards, holder),
  };
}

function headlineOf({ kind, certificate, cards }: Deal, context: ReportContext): string {
  const texts = textsOf(context.locale).reports.allocation;
  if (certificate.total === 0) return texts.empty;
  if (kind === "newcomer") {
    return texts.newcomerHeadline({ cards: cards.length, name: cards[0]?.owner ?? "" });
  }
  const totals = certificate.rows.map(({ total }) => total);
  return texts.headline({
    cards: certificate.total,
    advisors: totals.length,
    least: Math.min(...totals),
    most: Math.max(...totals),
    weighted: !certificate.equalWeights,
    deviation: Math.max(certificate.strataDeviation, certificate.totalDeviation),
    spread: certificate.psvSpread,
  });
}
