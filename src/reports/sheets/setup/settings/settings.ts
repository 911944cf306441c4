import {
  firstPlausibleDay,
  generalKeys,
  isBlank,
  lastPlausibleDay,
  type GeneralKey,
  type InputTableId,
} from "../../../../intake";
import { textsOf } from "../../../../locale";
import {
  allParameters,
  listParameters,
  type ListedParameter,
} from "../../../../retention/allParameters";
import {
  defaultWords,
  normaliseKey,
  type TextColumn,
  type WordLists,
} from "../../../../retention/store";
import { isoOf, NO_DAY } from "../../../../retention/time";
import { statusCodes } from "../../../../retention/status";
import type { NormObservation } from "../../../../retention/value";
import {
  cellRef,
  fixedRef,
  type Area,
  SheetBuilder,
  type ColumnSpec,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  absentFigure,
  blankInputRows,
  inputCells,
  inputColumns,
  withTyped,
  type InputPlanColumn,
  type InputPlanRow,
  type PlanCell,
  type SheetPlan,
  tabColors,
  type StyleName,
} from "../../../plan";

import { chapterValues, type StoreFigures } from "../../../figures";

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

/** The name of the as-of day's value cell, for formulas that follow it. */
export const asOfName = "RETAIN_asOf";

/** Blank rows in which more can be written, where Excel's tables have others below them. */
const blankRows = { advisors: 4, closedDays: 6, doNotDisturb: 6, intervals: 2 } as const;
/** Models offered by name, the most frequent first: dirty columns have hundreds of spellings. */
const mostModels = 200;
const largestNumber = 1e9;

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
  return builder.build({
    columnWidths: [58, 22, 18, 16, 28, 20, 38, 16, 16, 16, 16],
    freeze: { rows: frozenHeadRows, columns: 0 },
    print: { titleRows: [0, frozenHeadRows - 1] },
  });
}

/** Writes one of the sheet's tables under its section title and note. */
function writeTable<Id extends InputTableId>(
  builder: SheetBuilder,
  id: Id,
  columns: readonly InputPlanColumn<Id>[],
  rows: readonly InputPlanRow<Id>[]
): Placed {
  return builder.table(`RETAIN_${id}`, columns, inputCells(columns, rows), id);
}

/** The body of one column of a placed table. */
function columnArea<Id extends InputTableId>(
  placed: Placed,
  columns: readonly InputPlanColumn<Id>[],
  key: InputPlanColumn<Id>["key"]
): Area {
  const column = columns.findIndex((candidate) => candidate.key === key);
  return { row: placed.firstRow, column, rows: placed.lastRow - placed.firstRow + 1, columns: 1 };
}

function writeGeneral(
  builder: SheetBuilder,
  { settings, inputs }: StoreFigures,
  { locale }: ReportContext
): void {
  const { data, reports, vocabulary } = textsOf(locale);
  const texts = reports.settings;
  const values: Readonly<Record<GeneralKey, PlanCell>> = {
    asOf: settings.asOf ?? null,
    ruleSet: data.ruleSets[settings.rules.name],
    customerCare: settings.roster.customerCare,
    closedWeekdays:
      settings.calendar.closedWeekdays.map((day) => vocabulary.weekdays[day - 1]).join("、") ||
      null,
    psvConstants: vocabulary.constantsChoices[settings.psvConstants],
    obtainability: vocabulary.constantsChoices[settings.obtainability],
    signature: settings.signature || null,
    optOut: settings.optOut || null,
    storePhone: settings.storePhone || null,
    budget: settings.budget,
    budgetChannel: vocabulary.contactChannels[settings.budgetChannel],
    drawSeed: settings.drawSeed || null,
  };
  const columns = inputColumns("general", locale, {
    name: "text",
    value: "inputText",
    key: "note",
    meaning: "note",
  });
  builder.line(texts.general.section, "section");
  const rows = withTyped(
    "general",
    generalKeys.map((key) => ({
      key,
      name: texts.general.names[key],
      value: values[key],
      meaning: texts.general.meanings[key],
    })),
    inputs.rows.general
  );
  const placed = writeTable(builder, "general", columns, rows);
  const { column } = columnArea(placed, columns, "value");
  const cell = (key: GeneralKey): Area => ({
    row: placed.firstRow + generalKeys.indexOf(key),
    column,
    rows: 1,
    columns: 1,
  });
  builder.nameArea(asOfName, cell("asOf"));
  builder.style(cell("asOf"), "inputDateLeft");
  builder.style(cell("budget"), "inputMoneyLeft");
  builder.validation(dateIn(cell("asOf"), texts.errors.date));
  builder.validation(numberIn(cell("budget"), 0, texts.errors.number));
  const choose = (key: GeneralKey, source: readonly string[]): void =>
    builder.validation({ kind: "list", area: cell(key), source, error: texts.errors.list });
  choose("ruleSet", Object.values(data.ruleSets));
  choose("psvConstants", Object.values(vocabulary.constantsChoices));
  choose("obtainability", Object.values(vocabulary.constantsChoices));
  choose("budgetChannel", Object.values(vocabulary.contactChannels));
  builder.skip();
}

const dateIn = (area: Area, error: string) =>
  ({ kind: "date", area, min: firstPlausibleDay, max: lastPlausibleDay, error }) as const;
const numberIn = (area: Area, min: number, error: string, max = largestNumber) =>
  ({ kind: "decimal", area, min, max, error }) as const;

function writeAdvisors(
  builder: SheetBuilder,
  { settings, inputs, dealership }: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.settings;
  const { advisors } = settings.roster;
  const typed = (inputs.rows.advisors ?? []).some(({ name }) => !isBlank(name));
  const columns = inputColumns("advisors", locale, {
    name: "inputText",
    weight: "inputValue",
    from: "inputDate",
    to: "inputDate",
    restWeekdays: "inputText",
    restDays: "inputText",
  });
  builder.line(texts.advisors.section, "section");
  builder.line(texts.advisors.note, "note");
  if (advisors.length === 0) builder.line(texts.advisors.none, "note");
  else if (!typed) builder.line(texts.advisors.fromSheets, "note");
  const missing = namesMissing(dealership.customers.advisor, advisors);
  if (missing.length > 0) {
    builder.line(texts.advisors.missing(shortList(missing)), "caution");
  }
  const rows = withTyped(
    "advisors",
    advisors.map(({ name, weight, from, to }) => ({
      name,
      weight,
      from: from === NO_DAY ? null : from,
      to: to === NO_DAY ? null : to,
    })),
    inputs.rows.advisors,
    blankRows.advisors
  );
  const placed = writeTable(builder, "advisors", columns, rows);
  const { errors } = texts;
  const area = (key: "weight" | "from" | "to"): Area => columnArea(placed, columns, key);
  builder.validation(numberIn(area("weight"), 0, errors.weight, 100));
  builder.validation(dateIn(area("from"), errors.date));
  builder.validation(dateIn(area("to"), errors.date));
  builder.skip();
}

/** Names of a column that nobody on the list has, most customers first. */
function namesMissing({ codes, texts }: TextColumn, listed: readonly { name: string }[]): string[] {
  const names = new Set(["", ...listed.map(({ name }) => normaliseKey(name))]);
  return byFrequency({ codes, texts }).filter((text) => !names.has(normaliseKey(text)));
}

function byFrequency({ codes, texts }: TextColumn): string[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b)
    .map(([code]) => texts[code] ?? "");
}

/** The first names of a long list. */
function shortList(names: readonly string[], most = 8): string {
  return names.slice(0, most).join("、") + (names.length > most ? " …" : "");
}

function writeClosedDays(
  builder: SheetBuilder,
  { inputs }: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.settings;
  const columns = inputColumns("closedDays", locale, {
    day: "inputDateLeft",
    occasion: "inputText",
  });
  builder.line(texts.closedDays.section, "section");
  builder.line(texts.closedDays.note, "note");
  const rows = withTyped("closedDays", [], inputs.rows.closedDays, blankRows.closedDays);
  const placed = writeTable(builder, "closedDays", columns, rows);
  builder.validation(dateIn(columnArea(placed, columns, "day"), texts.errors.date));
  builder.skip();
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
  writeTable(builder, "doNotDisturb", columns, rows);
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
  const placed = writeTable(builder, "intervals", columns, rows);
  const area = { ...columnArea(placed, columns, "days"), columns: 4 };
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
  writeTable(builder, "wordLists", columns, rows);
  builder.skip();
}

/** ρ and norms as published, as measured, and as they are used. */
function writeMeasured(
  builder: SheetBuilder,
  figures: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.settings.measured;
  builder.line(texts.section, "section");
  builder.line(texts.obtainability(figures.measuredObtainability.monthEnds.length), "note");
  writeObtainability(builder, figures, locale);
  builder.skip();
  const { norms } = figures;
  builder.line(
    texts.norms({
      available: norms.available,
      pricedVisits: norms.pricedVisits,
      from: isoOf(norms.firstDay || figures.asOf),
      to: isoOf(norms.lastDay || figures.asOf),
      years: norms.vehicleYears.toLocaleString(locale, { maximumFractionDigits: 0 }),
    }),
    "note"
  );
  writeNorms(builder, figures, locale);
  builder.skip();
}

function writeObtainability(
  builder: SheetBuilder,
  { measuredObtainability, psvConstants, settings }: StoreFigures,
  locale: ReportContext["locale"]
): void {
  const all = textsOf(locale);
  const texts = all.reports.settings.measured;
  const published = chapterValues(settings, "psv.obtainability", allParameters.psv.obtainability);
  const firstRow = builder.row + 1;
  const at = (row: number, column: number): string => cellRef(firstRow + row, column);
  const stable = (column: number): string => fixedRef(firstRow, column);
  const { byStatus } = measuredObtainability;
  builder.grid(
    [
      { header: texts.status, style: "text" },
      { header: texts.published, style: "ratio" },
      { header: texts.measured, style: "ratio" },
      { header: texts.observations, style: "number" },
      { header: texts.returned, style: "number" },
      { header: texts.inUse, style: "ratio" },
    ],
    byStatus.map(({ status, observations, returned, measured }, row): PlanCell[] => [
      all.data.statuses[status],
      published[status],
      {
        formula:
          `=IF(OR(${at(row, 3)}=0,${stable(4)}=0),"${absentFigure}",` +
          `${at(row, 4)}/${at(row, 3)}/(${stable(4)}/${stable(3)}))`,
        expected: Number.isNaN(measured) ? absentFigure : measured,
      },
      observations,
      returned,
      psvConstants.obtainability[status],
    ])
  );
}

function writeNorms(
  builder: SheetBuilder,
  { norms, psvConstants, settings }: StoreFigures,
  locale: ReportContext["locale"]
): void {
  const texts = textsOf(locale).reports.settings.measured;
  const published = chapterValues(settings, "psv.norms", allParameters.psv.norms);
  const row = (
    name: keyof typeof published,
    { visits, amounts, measured: isMeasured }: NormObservation,
    measured: number
  ): PlanCell[] => [
    texts.normNames[name],
    published[name],
    isMeasured ? measured : absentFigure,
    visits,
    amounts,
    psvConstants.norms[name],
  ];
  const { maintenance, repair } = norms;
  builder.grid(
    [
      { header: texts.norm, style: "text" },
      { header: texts.published, style: "decimal" },
      { header: texts.measured, style: "decimal" },
      { header: texts.visits, style: "number" },
      { header: texts.amounts, style: "number" },
      { header: texts.inUse, style: "decimal" },
    ],
    [
      row("maintenanceVisits", maintenance, maintenance.visitsPerYear),
      row("maintenanceSpending", maintenance, maintenance.spending),
      row("repairVisits", repair, repair.visitsPerYear),
      row("repairSpending", repair, repair.spending),
    ]
  );
}

function writeParameters(
  builder: SheetBuilder,
  { inputs }: StoreFigures,
  { locale }: ReportContext
): void {
  const all = textsOf(locale);
  const texts = all.reports.settings;
  const columns = inputColumns("parameters", locale, {
    name: "text",
    value: "inputValue",
    unit: "text",
    default: "centred",
    source: "text",
    chapter: "text",
    key: "note",
  });
  builder.line(texts.parameters.section, "section");
  builder.line(texts.parameters.note, "note");
  const listed = listParameters();
  const rows = withTyped(
    "parameters",
    listed.map((parameter) => parameterRow(parameter, all.parameters)),
    inputs.rows.parameters
  );
  const placed = writeTable(builder, "parameters", columns, rows);
  styleValues(builder, placed, listed);
  const values = columnArea(placed, columns, "value");
  const value = cellRef(values.row, values.column);
  const normal = cellRef(values.row, columnArea(placed, columns, "default").column);
  builder.conditionalFormat({
    kind: "expression",
    area: values,
    formula: `AND(${value}<>"",NOT(ISNUMBER(${value})))`,
    style: "badCell",
  });
  builder.conditionalFormat({
    kind: "expression",
    area: values,
    formula: `AND(ISNUMBER(${value}),${value}<>${normal})`,
    style: "infoCell",
  });
  builder.validation(numberIn(values, 0, texts.errors.number));
  builder.skip();
}

function parameterRow(
  { key, default: value, unit, source }: ListedParameter,
  texts: ReturnType<typeof textsOf>["parameters"]
): InputPlanRow<"parameters"> {
  const names: Readonly<Record<string, string>> = texts.names;
  const chapters: Readonly<Record<string, string>> = texts.chapters;
  return {
    key,
    chapter: chapters[key.slice(0, key.indexOf("."))] ?? "",
    name: names[key] ?? key,
    value,
    unit: texts.units[unit],
    default: value,
    source: source === "ours" ? texts.assumption : source,
  };
}

/** Shares show as percent and thousands with their comma, run by run of neighbouring rows. */
function styleValues(
  builder: SheetBuilder,
  placed: Placed,
  listed: readonly ListedParameter[]
): void {
  const looks = listed.map(lookOf);
  for (let first = 0, end = 0; first < listed.length; first = end) {
    end = first + 1;
    while (end < listed.length && looks[end] === looks[first]) end += 1;
    const look = looks[first];
    if (look === null) continue;
    const area = { row: placed.firstRow + first, rows: end - first, columns: 1 };
    builder.style({ ...area, column: 1 }, look[0]);
    builder.style({ ...area, column: 3 }, look[1]);
  }
}

const percentLook = ["inputPercent", "percentCentred"] as const;
const countLook = ["inputNumber", "numberCentred"] as const;

/** The value's and its default's look; `null`: the column's own. */
function lookOf({ unit, default: value }: ListedParameter): readonly [StyleName, StyleName] | null {
  if (unit === "share") return percentLook;
  return Number.isInteger(value) && value >= 1000 ? countLook : null;
}

/** The words of the drop-down lists, by the name behind `RETAIN_list_`. */
function listsOf(
  { settings }: StoreFigures,
  { locale }: ReportContext
): Readonly<Record<ListName, readonly string[]>> {
  const { data, vocabulary } = textsOf(locale);
  const { solicitationTypes: types } = vocabulary;
  const advisors = settings.roster.advisors.map(({ name }) => name);
  return {
    advisors,
    owners: [...new Set([...advisors, settings.roster.customerCare, vocabulary.unassigned])],
    statuses: statusCodes.map((status) => data.statuses[status]),
    types: Object.values(types),
    campaignTypes: [
      types.manufacturerCampaign,
      types.storePromotion,
      types.weeklyGift,
      types.recall,
    ],
    results: Object.values(vocabulary.results),
    failureReasons: Object.values(vocabulary.failureReasons),
    competitors: Object.values(vocabulary.competitors),
    invalidReasons: Object.values(vocabulary.invalidReasons),
    ledgerSources: Object.values(vocabulary.ledgerSources),
    weekdays: vocabulary.weekdays,
  };
}

type ListName = keyof ReturnType<typeof textsOf>["reports"]["settings"]["lists"]["names"];

function writeLists(builder: SheetBuilder, figures: StoreFigures, context: ReportContext): void {
  const texts = textsOf(context.locale).reports.settings.lists;
  const lists = listsOf(figures, context);
  const names = Object.keys(lists) as ListName[];
  const longest = Math.max(...names.map((name) => lists[name].length));
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  const placed = builder.grid(
    names.map((name): ColumnSpec => ({ header: texts.names[name], style: "literal" })),
    Array.from({ length: longest }, (_, row) => names.map((name) => lists[name][row] ?? null))
  );
  names.forEach((name, column) => {
    // A list without words still needs a cell to point at.
    const rows = Math.max(1, lists[name].length);
    builder.nameArea(`RETAIN_list_${name}`, { row: placed.firstRow, column, rows, columns: 1 });
  });
}
