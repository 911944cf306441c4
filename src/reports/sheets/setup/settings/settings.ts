import type { InputTableId } from "../../../../intake";
import { textsOf } from "../../../../locale";
import { allParameters } from "../../../../retention/allParameters";
import { defaultWords, normaliseKey, type WordLists } from "../../../../retention/store";
import {
  SheetBuilder,
  writeHead,
  type ReportContext,
  blankInputRows,
  inputColumns,
  withTyped,
  type SheetPlan,
  tabColors,
  planBelowHead,
  inputColumnArea,
  writeInputTable,
} from "../../../plan";
import { chapterValues, type StoreFigures } from "../../../figures";
import { writeGeneral } from "./general";
import { writeLists } from "./lists";
import { writeMeasured } from "./measured";
import { writeParameters } from "./parameters";
import { numberIn, blankRows } from "./table";
import { writeAdvisors, writeClosedDays } from "./team";
import { byFrequency } from "./frequency";

/** The tables of this sheet. */
const tablesHere = [
  "general",
  "advisors",
  "closedDays",
  "doNotDisturb",
  "intervals",
  "wordLists",
  "parameters",
] as const satisfies readonly InputTableId[];
/** Models offered by name, the most frequent first: dirty columns have hundreds of spellings. */
const mostModels = 200;

/**
 * 维系参数: everything by which the figures can be changed, with unit, default and source of each; what
 * users wrote stands there as they wrote it. Beside the published PSV constants stand those measured in
 * the store. The drop-down lists of all sheets are named areas at the end.
 */
export function settingsSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { data, reports } = textsOf(context.locale);
  const { settings, inputs } = figures;
  const texts = reports.settings;
  const builder = new SheetBuilder("settings", reports.names.settings, tabColors.input);
  writeHead(builder, context, {
    title: reports.names.settings,
    headline: texts.headline({
      ruleSet: data.ruleSets[settings.rules.name],
      advisors: settings.roster.advisors.length,
      changed: settings.changed.size,
      problems: inputs.findings.filter(({ table }) => tablesHere.some((own) => own === table))
        .length,
      asOfTyped: settings.asOf !== undefined,
    }),
  });
  builder.line(texts.guide, "note");
  builder.skip();
  writeGeneral(builder, figures, context);
  writeAdvisors(builder, figures, context);
  writeClosedDays(builder, figures, context);
  writeDoNotDisturb(builder, figures, context);
  writeIntervals(builder, figures, context);
  writeWordLists(builder, figures, context);
  writeMeasured(builder, figures, context);
  writeParameters(builder, figures, context);
  writeLists(builder, figures, context);
  return planBelowHead(builder, {
    columnWidths: [58, 22, 18, 16, 28, 20, 38, 16, 16, 16, 16],
    frozenColumns: 0,
  });
}

function writeDoNotDisturb(
  builder: SheetBuilder,
  { inputs }: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.settings;
  const columns = inputColumns("doNotDisturb", locale, {
    customer: "inputLiteral",
    note: "inputText",
  });
  builder.line(texts.doNotDisturb.section, "section");
  builder.line(texts.doNotDisturb.note, "note");
  const rows = withTyped("doNotDisturb", [], inputs.rows.doNotDisturb, blankRows.doNotDisturb);
  writeInputTable(builder, "doNotDisturb", columns, rows);
  builder.skip();
}

function writeIntervals(
  builder: SheetBuilder,
  { inputs, settings, dealership }: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.settings;
  const common = chapterValues(settings, "serviceIntervals", allParameters.serviceIntervals);
  const said = (value: number): string => value.toLocaleString(locale);
  const columns = inputColumns("intervals", locale, {
    model: "inputText",
    days: "inputNumber",
    km: "inputNumber",
    firstDays: "inputNumber",
    firstKm: "inputNumber",
  });
  builder.line(texts.intervals.section, "section");
  builder.line(
    texts.intervals.note({
      days: said(common.days),
      km: said(common.km),
      firstDays: said(common.firstDays),
      firstKm: said(common.firstKm),
    }),
    "note"
  );
  const typed = withTyped("intervals", [], inputs.rows.intervals);
  const known = new Set(["", ...typed.map(({ model }) => normaliseKey(String(model ?? "")))]);
  const others = byFrequency(dealership.customers.model)
    .filter((model) => !known.has(normaliseKey(model)))
    .slice(0, Math.max(0, mostModels - typed.length));
  const rows = [
    ...typed,
    ...others.map((model) => ({ model })),
    ...blankInputRows<"intervals">(blankRows.intervals),
  ];
  const placed = writeInputTable(builder, "intervals", columns, rows);
  const area = { ...inputColumnArea(placed, columns, "days"), columns: 4 };
  builder.validation(numberIn(area, 1, texts.errors.interval));
  builder.skip();
}

function writeWordLists(
  builder: SheetBuilder,
  { inputs }: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.settings.wordLists;
  const columns = inputColumns("wordLists", locale, {
    name: "text",
    list: "note",
    words: "inputText",
  });
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  const typed = new Map((inputs.rows.wordLists ?? []).map((row) => [String(row.list), row.words]));
  // An emptied cell means an empty list, so the default stands only where no row was yet.
  const rows = (Object.keys(defaultWords) as (keyof WordLists)[]).map((list) => ({
    list,
    name: texts.names[list],
    words: typed.get(list) ?? defaultWords[list].join("、"),
  }));
  writeInputTable(builder, "wordLists", columns, rows);
  builder.skip();
}
