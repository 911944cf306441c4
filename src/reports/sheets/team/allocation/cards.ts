import { textsOf } from "../../../../locale";
import { strata, type Deal, type DealtCard } from "../../../../retention/allocation";
import { allParameters } from "../../../../retention/allParameters";
import {
  type SheetBuilder,
  type Placed,
  type ReportContext,
  type PlanCell,
  customerColumns,
} from "../../../plan";
import { chapterValues, type StoreFigures } from "../../../figures";
import { type Sheet, psvCell, tableName } from "./sheet";

/** Vehicles of some cards. */
export const vehiclesOf = (cards: readonly DealtCard[]): number =>
  cards.reduce((sum, { card }) => sum + card.customers.length, 0);

/** Cards of so many vehicles that the manager decides of them. */
export function writeLargeAccounts({ builder, figures, context, shown }: Sheet): void {
  const texts = textsOf(context.locale).reports.allocation;
  const { largeAccountVehicles } = chapterValues(
    figures.settings,
    "allocation",
    allParameters.allocation
  );
  const { largeAccounts } = shown.deal;
  if (shown.deal.kind === "newcomer") return;
  builder.line(texts.largeAccounts.section(largeAccountVehicles), "section");
  if (largeAccounts.length === 0) {
    builder.line(texts.largeAccounts.none, "note");
    builder.skip();
    return;
  }
  const names = customerColumns(figures.dealership, context, ["plate"], largeAccounts.length);
  builder.table(
    tableName("largeAccounts", shown),
    [
      ...names,
      { header: texts.largeAccounts.owner, style: "literal" },
      { header: texts.largeAccounts.vehicles, style: "number" },
      { header: texts.detail.psv, style: "money" },
    ],
    largeAccounts.map(({ card, owner }) => [
      ...names.map(({ cell }) => cell(card.customers[0] ?? 0)),
      owner || texts.largeAccounts.undecided,
      card.customers.length,
      psvCell(card.psv, context),
    ])
  );
  builder.skip();
}

/** How many customers the 客服专员 has. */
export function writeCare(
  builder: SheetBuilder,
  customers: number,
  { settings }: StoreFigures,
  { locale }: ReportContext
): void {
  const { reports, vocabulary } = textsOf(locale);
  const office = settings.roster.customerCare || vocabulary.customerCare;
  builder.line(reports.allocation.care(customers, office), "note");
  builder.skip();
}

/** Every customer dealt, by advisor, stratum and PSV; a card of several vehicles counts once. */
export function detailRows(
  { cards, certificate }: Deal,
  names: Sheet["names"],
  context: ReportContext
): PlanCell[][] {
  const { data, vocabulary } = textsOf(context.locale);
  const place = new Map(certificate.drawOrder.map((name, index) => [name, index]));
  const worth = ({ card: { psv } }: DealtCard): number => (Number.isNaN(psv) ? -1 : psv);
  const sorted = [...cards].sort(
    (a, b) =>
      (place.get(a.owner) ?? 0) - (place.get(b.owner) ?? 0) ||
      a.card.stratum - b.card.stratum ||
      worth(b) - worth(a)
  );
  return sorted.flatMap(({ card, owner }) =>
    card.customers.map((customer, index): PlanCell[] => [
      ...names.map(({ cell }) => cell(customer)),
      card.key,
      data.statuses[strata[card.stratum]],
      card.owner || vocabulary.unassigned,
      owner,
      index === 0 ? 1 : 0,
      index === 0 ? psvCell(card.psv, context) : null,
    ])
  );
}

/** Every customer dealt; `null` where none was. */
export function writeDetail({ builder, context, shown, names, detail }: Sheet): Placed | null {
  const texts = textsOf(context.locale).reports.allocation.detail;
  builder.line(texts.section, "section");
  if (detail.length === 0) {
    builder.line(texts.none, "note");
    return null;
  }
  return builder.table(
    tableName("allocation", shown),
    [
      ...names,
      { header: texts.card, style: "literal" },
      { header: texts.stratum, style: "text" },
      { header: texts.from, style: "literal" },
      { header: texts.to, style: "literal" },
      { header: texts.counts, style: "number" },
      { header: texts.psv, style: "money" },
    ],
    detail
  );
}
