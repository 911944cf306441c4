import { type Locale, textsOf } from "../../locale";
import type { RuleSet } from "../../retention/status";
import type { SerialDay } from "../../retention/time";
import type { SheetBuilder } from "./builder";
import type { PrintPlan, ReportId, SheetPlan } from "./sheetPlan";

/** What every generated sheet says about itself. */
export interface ReportContext {
  readonly locale: Locale;
  readonly asOf: SerialDay;
  readonly rules: RuleSet;
  /** The clock's time as it will be shown; the domain and the reports have no clock. */
  readonly generatedAt: string;
  /** The store's name, where the workbook tells it. */
  readonly storeName?: string;
  /** Names of the user's sheets as they are in the workbook, for links. */
  readonly customersSheet: string;
  readonly ordersSheet: string;
  /** Names of the generated sheets that are in the workbook, or will be after the run, for links. */
  readonly sheetNames?: Partial<Record<ReportId, string>>;
  /** Zero-based columns of the customer sheet that name a customer, for jumps that survive sorting. */
  readonly customerKeys?: Partial<Record<CustomerKeyField, number>>;
  /** Whether a key stands in those columns as it is spelled, so that Excel finds it; any if absent. */
  readonly isSpelled?: (key: string | number) => boolean;
  /** The same of each sheet, where the customers stand on several. */
  readonly customerParts?: readonly CustomerPart[];
}

/** A sheet of customers, with its columns that name one. */
export interface CustomerPart {
  readonly sheetName: string;
  readonly keys: Partial<Record<CustomerKeyField, number>>;
}

/** The fields that can name a customer, the surest first (rules §2). */
export const customerKeyFields = ["vin", "plate", "customerNumber"] as const;
export type CustomerKeyField = (typeof customerKeyFields)[number];

/** Rows of the head that stay in view: title and headline. */
const frozenHeadRows = 2;

/** Title, headline and what the figures rest on; the same on every sheet. */
export function writeHead(
  builder: SheetBuilder,
  context: ReportContext,
  texts: { readonly title: string; readonly headline: string }
): void {
  const { header } = textsOf(context.locale).sheets;
  builder.line(texts.title, "title");
  builder.line(texts.headline, "headline");
  if (context.storeName) builder.labelled(header.store, context.storeName, "subtitle");
  builder.labelled(header.asOf, context.asOf, "dateLeft");
  builder.labelled(
    header.ruleSet,
    textsOf(context.locale).data.ruleSets[context.rules.name],
    "subtitle"
  );
  builder.labelled(header.parameters, parameterText(context), "subtitle");
  builder.generated(header.generatedBy, header.generatedAt(context.generatedAt));
  builder.skip();
}

/**
 * The finished plan of a sheet with such a head: title and headline stay in view and stand on each
 * printed page, unless it is said what else does.
 *
 * @param layout `columnWidths`: see {@link SheetBuilder.build}; `frozenColumns`: those that stay in view
 */
export function planBelowHead(
  builder: SheetBuilder,
  layout: {
    readonly columnWidths: readonly number[];
    readonly frozenColumns: number;
    readonly print?: PrintPlan;
  }
): SheetPlan {
  const { columnWidths, frozenColumns, print = { titleRows: [0, frozenHeadRows - 1] } } = layout;
  return builder.build({
    columnWidths,
    freeze: { rows: frozenHeadRows, columns: frozenColumns },
    print,
  });
}

/** Says above a list that is cut how many of how many rows it has; nothing where it has all. */
export function noteCut(
  builder: SheetBuilder,
  shown: number,
  all: number,
  { locale }: Pick<ReportContext, "locale">
): void {
  if (shown < all) builder.line(textsOf(locale).sheets.header.cut(shown, all), "note");
}

/** The lines of the rule set in one line of words. */
function parameterText({ locale, rules }: ReportContext): string {
  const { sheets, data } = textsOf(locale);
  const lines = rules.classes.map(({ status, upToMonths }) =>
    Number.isFinite(upToMonths)
      ? `${data.statuses[status]} ≤ ${upToMonths}`
      : `${data.statuses[status]} > ${rules.classes[rules.classes.length - 2]?.upToMonths ?? 0}`
  );
  return sheets.status.thresholds(lines.join(" · "));
}
