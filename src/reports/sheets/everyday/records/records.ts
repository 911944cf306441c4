import { statusAt } from "../../../../retention/status";
import type { MorningPlan } from "../../../../retention/solicitation";
import {
  firstPlausibleDay,
  highestOdometer,
  lastPlausibleDay,
  lowestOdometer,
} from "../../../../intake";
import { textsOf } from "../../../../locale";
import {
  NO_STATE,
  notDoneYet,
  recordNumbers,
  recordStates,
  type RecordState,
  type SolicitationRecord,
} from "../../../../retention/calls";
import {
  cellRef,
  formulaText,
  type Area,
  SheetBuilder,
  type Placed,
  writeHead,
  type ReportContext,
  customerJump,
  livingLooks,
  type SheetPlan,
  tabColors,
  type StyleName,
  listSource,
  keyWidth,
  planBelowHead,
} from "../../../plan";
import { type StoreFigures, scriptFor, scriptsInUse } from "../../../figures";
import { type Line, type RecordColumn, RecordRows, order } from "./recordRows";
import { headline, writeSummary } from "./summary";

/** Where the table stands, whatever the head says: the row must not move between two runs. */
const tableRow = 16;

/** How wide each column is, in characters. */
const widths: Readonly<Record<RecordColumn, number>> = {
  number: 16,
  state: 13,
  name: 24,
  jump: 6,
  plate: 12,
  day: 12,
  advisor: 12,
  type: 18,
  attempt: 8,
  planned: 10,
  dueDay: 12,
  status: 20,
  daysAway: 12,
  phone: 14,
  model: 24,
  predictedKm: 11,
  psv: 12,
  script: 26,
  scriptText: 100,
  contactMethod: 11,
  result: 17,
  appointment: 12,
  nextContact: 12,
  odometer: 11,
  expectedMaintenance: 15,
  failureReason: 17,
  competitor: 17,
  note: 28,
  checked: 10,
  arrivalDay: 12,
  arrivalRevenue: 13,
  customer: keyWidth,
};

/**
 * On paper the table is two pages wide, who the customer is and what came of the call, with the name on
 * both; the customer's key and the text of the script are for the screen.
 */
const printedColumns = order.indexOf("arrivalRevenue") + 1;

/** Colours of the states: green has come, amber is under way, red is to be made good. */
const stateStyles: Partial<Record<RecordState, StyleName>> = {
  followUp: "cautionCell",
  appointed: "infoCell",
  arrived: "goodCell",
  noShow: "badCell",
  closed: "neutralCell",
};

/**
 * New rows of 招揽记录 for a morning plan, in its order: with numbers that go on after those of the day,
 * and for each contact the script of its type and the customer's status.
 */
export function recordsOfPlan(
  figures: StoreFigures,
  plan: MorningPlan,
  { locale }: Pick<ReportContext, "locale">
): SolicitationRecord[] {
  const { inputs, benchmark } = figures;
  const scripts = scriptsInUse(figures, locale);
  const taken = inputs.records.map(({ number }) => number);
  const numbers = recordNumbers(plan.day, plan.rows.length, taken);
  return plan.rows.map(({ advisor, customer, key, type, dueDay, attempt }, i) => ({
    number: numbers[i],
    day: plan.day,
    advisor,
    attempt,
    key,
    type,
    planned: true,
    dueDay,
    script: scriptFor(scripts, type, statusAt(benchmark.statuses, customer))?.name ?? "",
    ...notDoneYet,
  }));
}

/**
 * 招揽记录 (rules §12, S0 服务顾问招揽记录表): one living table of all contacts, planned and made, above it
 * the records of the day, the month and of all time by state.
 *
 * @param added rows of a morning plan that the table does not have yet, see {@link recordsOfPlan}
 */
export function recordsSheet(
  figures: StoreFigures,
  context: ReportContext,
  added: readonly SolicitationRecord[] = []
): SheetPlan {
  const all = textsOf(context.locale);
  const texts = all.reports.records;
  const lines = [
    ...figures.inputs.records.map((record, at) => lineOf(figures, record, at)),
    ...added.map((record): Line => ({ record, state: "open", at: -1 })),
  ];
  const builder = new SheetBuilder("records", all.reports.names.records, tabColors.input);
  writeHead(builder, context, {
    title: all.reports.names.records,
    headline: headline(figures, lines, context),
  });
  writeSummary(builder, figures, lines, context);
  builder.skip(tableRow - 1 - builder.row);
  builder.line(texts.table, "section");
  const keyHeader = all.inputTables.records.customer;
  const most = Math.max(lines.length, figures.dealership.customers.count);
  const jump = customerJump(context, keyHeader, most);
  const cells = new RecordRows(figures, context, jump);
  const rows = rowsWithKey(lines).map((line) => cells.row(line));
  const placed = builder.table(
    "RETAIN_records",
    order.map((key) => ({
      key,
      header: all.inputTables.records[key],
      style: livingLooks.records[key],
      ...(key === "jump" && jump && { rowFormula: jump.rowFormula }),
    })),
    rows.length > 0 ? rows : [order.map(() => null)],
    "records"
  );
  addStateColours(builder, placed, context);
  addValidations(builder, placed, context);
  return planBelowHead(builder, {
    columnWidths: order.map((key) => widths[key]),
    frozenColumns: order.indexOf("plate") + 1,
    print: {
      titleRows: [placed.headerRow, placed.headerRow],
      wide: { pages: 2, titleColumns: order.indexOf("plate") + 1, columns: printedColumns },
    },
  });
}

/** Without a number a row is not in the table yet; of one number the first row of the sheet speaks. */
function rowsWithKey(lines: readonly Line[]): Line[] {
  const numbers = new Set([""]);
  return lines.filter(({ record: { number } }) => !numbers.has(number) && numbers.add(number));
}

function lineOf({ credits }: StoreFigures, record: SolicitationRecord, at: number): Line {
  const code = credits.state[at] ?? NO_STATE;
  return { record, at, state: code === NO_STATE ? undefined : recordStates[code] };
}

function columnArea(placed: Placed, key: RecordColumn): Area {
  return {
    row: placed.firstRow,
    column: placed.column + order.indexOf(key),
    rows: placed.lastRow - placed.firstRow + 1,
    columns: 1,
  };
}

function addStateColours(builder: SheetBuilder, placed: Placed, { locale }: ReportContext): void {
  const words = textsOf(locale).vocabulary.recordStates;
  const area = columnArea(placed, "state");
  for (const state of recordStates) {
    const style = stateStyles[state];
    if (style === undefined) continue;
    const formula = `${cellRef(area.row, area.column)}=${formulaText(words[state])}`;
    builder.conditionalFormat({ kind: "expression", area, formula, style });
  }
}

function addValidations(builder: SheetBuilder, placed: Placed, { locale }: ReportContext): void {
  const { vocabulary, reports } = textsOf(locale);
  const { errors } = reports.records;
  const lists = {
    type: listSource(Object.values(vocabulary.solicitationTypes), "types"),
    planned: [vocabulary.yes, vocabulary.no],
    result: listSource(Object.values(vocabulary.results), "results"),
    failureReason: listSource(Object.values(vocabulary.failureReasons), "failureReasons"),
    competitor: listSource(Object.values(vocabulary.competitors), "competitors"),
    checked: [vocabulary.yes, vocabulary.no],
  };
  for (const key of Object.keys(lists) as (keyof typeof lists)[]) {
    const area = columnArea(placed, key);
    builder.validation({ kind: "list", area, source: lists[key], error: errors.word });
  }
  for (const key of ["day", "appointment", "nextContact", "expectedMaintenance"] as const) {
    builder.validation({
      kind: "date",
      area: columnArea(placed, key),
      min: firstPlausibleDay,
      max: lastPlausibleDay,
      error: errors.date,
    });
  }
  builder.validation({
    kind: "decimal",
    area: columnArea(placed, "odometer"),
    min: lowestOdometer,
    max: highestOdometer,
    error: errors.odometer,
  });
}
