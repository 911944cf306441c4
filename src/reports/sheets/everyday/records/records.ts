import { NO_DAY, monthStartOf, isWithin } from "../../../../retention/time";
import { statusesAsOf, statusAt } from "../../../../retention/status";
import { moneyOfVisits } from "../../../../retention/store";
import { predictedKm } from "../../../../retention/service";
import type { MorningPlan } from "../../../../retention/solicitation";
import type { Dealership } from "../../../../retention/store";
import type { SerialDay, DayRange } from "../../../../retention/time";
import {
  firstPlausibleDay,
  highestOdometer,
  inputTables,
  lastPlausibleDay,
  lowestOdometer,
  type InputColumn,
  type InputRow,
  type Script,
  type TypedProspect,
} from "../../../../intake";
import { textsOf } from "../../../../locale";
import {
  isAppointment,
  arrivalRevenue,
  customerFinder,
  isVisible,
  NO_STATE,
  notDoneYet,
  recordNumbers,
  recordStates,
  type ArrivalCredits,
  type CustomerFinder,
  type RecordState,
  type SolicitationRecord,
} from "../../../../retention/calls";
import { type StatusColumns } from "../../../../retention/status";
import {
  cellRef,
  formulaText,
  type Area,
  SheetBuilder,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  customerJump,
  type CustomerJump,
  absentFigure,
  quotientCell,
  sumCell,
  livingLooks,
  type PlanCell,
  type SheetPlan,
  tabColors,
  type StyleName,
  listSource,
  keyWidth,
} from "../../../plan";
import { type StoreFigures, ScriptFiller, scriptFor, scriptsInUse } from "../../../figures";

type RecordColumn = InputColumn<"records">;

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
const order = Object.keys(inputTables.records) as RecordColumn[];

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
  return builder.build({
    columnWidths: order.map((key) => widths[key]),
    freeze: { rows: frozenHeadRows, columns: order.indexOf("plate") + 1 },
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

/** A record and its state on the day; a record after it has none. */
interface Line {
  readonly record: SolicitationRecord;
  readonly state: RecordState | undefined;
  /** Index into the records of the figures; −1: not yet among them. */
  readonly at: number;
}

function lineOf({ credits }: StoreFigures, record: SolicitationRecord, at: number): Line {
  const code = credits.state[at] ?? NO_STATE;
  return { record, at, state: code === NO_STATE ? undefined : recordStates[code] };
}

function headline(
  { asOf, credits, dealership }: StoreFigures,
  lines: readonly Line[],
  { locale }: ReportContext
): string {
  const texts = textsOf(locale).reports.records;
  if (lines.length === 0) return texts.empty;
  const planned = lines.filter(({ record }) => record.planned && record.day === asOf);
  const inState = (state: RecordState): number =>
    lines.filter((line) => line.state === state).length;
  if (planned.length === 0) {
    return texts.noPlan({
      records: lines.length,
      followUp: inState("followUp"),
      appointed: inState("appointed"),
    });
  }
  const done = planned.filter(({ record }) => record.result !== null).length;
  const today = lines.filter(({ record }) => record.day === asOf);
  return texts.headline({
    planned: planned.length,
    done,
    open: planned.length - done,
    appointed: today.filter(({ record }) => isAppointment(record)).length,
    arrived: arrivalsOn(credits, dealership, asOf),
  });
}

/** Visits of the day that a contact brought. */
function arrivalsOn(
  { recordOfVisit }: ArrivalCredits,
  dealership: Dealership,
  day: SerialDay
): number {
  return recordOfVisit.reduce(
    (count, record, visit) => count + (record >= 0 && dealership.visitDay[visit] === day ? 1 : 0),
    0
  );
}

/** Records of the day, the month so far and all, by state; the states of each add up to its total. */
function writeSummary(
  builder: SheetBuilder,
  { asOf }: StoreFigures,
  lines: readonly Line[],
  { locale }: ReportContext
): void {
  const { reports, vocabulary } = textsOf(locale);
  const texts = reports.records.summary;
  const visible = lines.filter(({ state }) => state !== undefined);
  const periods: readonly (readonly [string, DayRange])[] = [
    [texts.today, { first: asOf, last: asOf }],
    [texts.month, { first: monthStartOf(asOf), last: asOf }],
    [texts.all, { first: NO_DAY, last: asOf }],
  ];
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const total = recordStates.length + 1;
  const arrived = recordStates.indexOf("arrived") + 1;
  builder.grid(
    [
      { header: texts.period, style: "text" },
      ...recordStates.map((state) => ({
        header: vocabulary.recordStates[state],
        style: "number" as const,
      })),
      { header: texts.total, style: "number" },
      { header: texts.arrivalRate, style: "percent" },
    ],
    periods.map(([label, period], index) => {
      const row = firstRow + index;
      const within = visible.filter(({ record }) => isWithin(record.day, period));
      const counts = recordStates.map(
        (state) => within.filter((line) => line.state === state).length
      );
      return [
        label,
        ...counts,
        sumCell({ row, column: 1 }, { row, column: total - 1 }, within.length),
        quotientCell(cellRef(row, arrived), cellRef(row, total), [
          counts[arrived - 1],
          within.length,
        ]),
      ];
    })
  );
}

/** What a row says of its customer on its own day: once written it stays. */
const frozenColumns = ["status", "daysAway", "predictedKm"] as const;
type Frozen = Record<(typeof frozenColumns)[number], PlanCell>;

/** Makes the cells of records. */
class RecordRows {
  private readonly find: CustomerFinder;
  private readonly revenue: Float64Array;
  private readonly fillers: ScriptFiller;
  private readonly scripts: ReadonlyMap<string, Script>;
  private readonly prospects: ReadonlyMap<string, TypedProspect>;
  /** Rows as they stand in the sheet, by number. */
  private readonly standing: ReadonlyMap<string, InputRow<"records">>;
  private readonly statusesOf = new Map<SerialDay, StatusColumns>();

  constructor(
    private readonly figures: StoreFigures,
    private readonly context: ReportContext,
    private readonly jump: CustomerJump | undefined
  ) {
    const { dealership, credits, money } = figures;
    this.find = customerFinder(dealership);
    this.revenue = arrivalRevenue(
      dealership,
      credits,
      moneyOfVisits(dealership, money, credits.asOf)
    );
    this.fillers = new ScriptFiller(figures, context.locale);
    this.standing = new Map(
      (figures.inputs.rows.records ?? []).map((row) => [String(row.number).trim(), row])
    );
    this.prospects = new Map(figures.prospects.map((prospect) => [prospect.key, prospect]));
    this.scripts = new Map(
      scriptsInUse(figures, context.locale).map((script) => [script.name, script])
    );
  }

  row(line: Line): PlanCell[] {
    const customer = this.find(line.record.key, line.record.day, line.record.type);
    const cells = {
      ...this.typed(line.record),
      ...(customer < 0 ? this.ofProspect(line.record.key) : this.ofCustomer(customer, line.record)),
      ...this.ofState(line, customer),
      jump: this.jump?.shown(line.record.key) ?? null,
    };
    return order.map((key) => cells[key]);
  }

  private typed(record: SolicitationRecord) {
    const { vocabulary } = textsOf(this.context.locale);
    const yesNo = (yes: boolean): string => (yes ? vocabulary.yes : vocabulary.no);
    return {
      number: record.number,
      day: dayCell(record.day),
      advisor: record.advisor,
      attempt: record.attempt,
      customer: record.key,
      type: vocabulary.solicitationTypes[record.type],
      planned: yesNo(record.planned),
      dueDay: dayCell(record.dueDay),
      script: record.script,
      contactMethod: record.contactMethod,
      result: record.result && vocabulary.results[record.result],
      appointment: dayCell(record.appointment),
      nextContact: dayCell(record.nextContact),
      odometer: Number.isNaN(record.odometer) ? null : record.odometer,
      expectedMaintenance: dayCell(record.expectedMaintenance),
      failureReason: record.failureReason && vocabulary.failureReasons[record.failureReason],
      competitor: record.competitor && vocabulary.competitors[record.competitor],
      note: record.note,
      checked: record.checked ? vocabulary.yes : null,
    };
  }

  /** Who is in no archive may be on the list 拉新. */
  private ofProspect(key: string) {
    const listed = this.prospects.get(key);
    if (!listed) return absentCustomer;
    const { name, car, phone, model } = listed;
    return { ...absentCustomer, name: name || absentFigure, plate: car, phone, model };
  }

  /** Status, days away and mileage of the record's own day, as they stand in the sheet already. */
  private ofItsDay(customer: number, record: SolicitationRecord): Frozen {
    const { benchmark, asOf } = this.figures;
    const day = isVisible(record, asOf) ? record.day : asOf;
    const then = this.statusesOn(day);
    const status = statusAt(then, customer);
    const anchor = then.anchorDay[customer] ?? NO_DAY;
    const km = predictedKm(benchmark.odometers, customer, day);
    const computed: Frozen = {
      status:
        status === undefined ? absentFigure : textsOf(this.context.locale).data.statuses[status],
      daysAway: figureCell(anchor === NO_DAY ? NaN : day - anchor),
      predictedKm: figureCell(status === undefined ? NaN : Math.round(km)),
    };
    const isWritten = record.planned || day < asOf;
    const row = isWritten ? this.standing.get(record.number) : undefined;
    const kept = frozenColumns.filter((column) => String(row?.[column] ?? "").trim() !== "");
    return { ...computed, ...Object.fromEntries(kept.map((column) => [column, row?.[column]])) };
  }

  private statusesOn(day: SerialDay): StatusColumns {
    const { statuses, dealership, asOf } = this.figures;
    if (day === asOf) return statuses;
    const known = this.statusesOf.get(day) ?? statusesAsOf(dealership, day, statuses.rules);
    this.statusesOf.set(day, known);
    return known;
  }

  private ofCustomer(customer: number, record: SolicitationRecord) {
    const { dealership, psv } = this.figures;
    const { customers } = dealership;
    return {
      name: customers.name[customer] ?? "",
      plate: customers.plate[customer],
      phone: customers.phone[customer],
      model: customers.model.texts[customers.model.codes[customer]],
      ...this.ofItsDay(customer, record),
      psv: figureCell(psv.total[customer]),
    };
  }

  private ofState({ record, state, at }: Line, customer: number) {
    const { vocabulary } = textsOf(this.context.locale);
    const script = state === "open" ? this.scripts.get(record.script) : undefined;
    const arrived = at < 0 ? NO_DAY : this.figures.credits.arrivalDay[at];
    return {
      state: state === undefined ? absentFigure : vocabulary.recordStates[state],
      scriptText: script
        ? this.fillers.fill(script, customer, record.advisor, record.key).text
        : "",
      arrivalDay: arrived === NO_DAY ? absentFigure : arrived,
      arrivalRevenue: figureCell(at < 0 ? NaN : this.revenue[at]),
    };
  }
}

/** What is shown of a customer who is in no archive. */
const absentCustomer = {
  name: absentFigure,
  plate: "",
  phone: "",
  model: "",
  status: absentFigure,
  daysAway: absentFigure,
  predictedKm: absentFigure,
  psv: absentFigure,
};

const dayCell = (day: SerialDay): PlanCell => (day === NO_DAY ? null : day);

const figureCell = (value: number): PlanCell => (Number.isNaN(value) ? absentFigure : value);

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
