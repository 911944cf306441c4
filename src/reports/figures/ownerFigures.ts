import { textsOf, type Locale } from "../../locale";
import { isoOf, monthStartOf, type SerialDay } from "../../retention/time";
import { ownerLabels, type OwnerNaming, type ReportContext } from "../plan";
import type { StoreFigures } from "./figures";

/** How owners are called on the sheets of a run. */
export const ownerNaming = (
  { settings }: Pick<StoreFigures, "settings">,
  { locale }: Pick<ReportContext, "locale">
): OwnerNaming => ({ locale, roster: settings.roster });

/** What each owner is called, by his index in `Ownership.owners`; see {@link ownerLabels}. */
export const ownerNames = (
  figures: Pick<StoreFigures, "settings" | "ownership">,
  context: Pick<ReportContext, "locale">
): string[] => ownerLabels(figures.ownership.owners, ownerNaming(figures, context));

/** The name of `retention` where the sheets go by another rule set: owners' figures always go by it. */
export function otherRules({ settings }: StoreFigures, locale: Locale): string | null {
  return settings.rules.name === "retention" ? null : textsOf(locale).data.ruleSets.retention;
}

/** The day of the deal from which a month's figures run; `null` where they run from its first day. */
export function sinceDealOf(opening: SerialDay, asOf: SerialDay): string | null {
  return opening >= monthStartOf(asOf) ? isoOf(opening) : null;
}
