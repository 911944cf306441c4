import { NO_DAY, type SerialDay } from "../../../../retention/time";
import { statusesAsOf, statusAt, type StatusColumns } from "../../../../retention/status";
import { moneyOfVisits } from "../../../../retention/store";
import { predictedKm } from "../../../../retention/service";
import {
  inputTables,
  type InputColumn,
  type InputRow,
  type Script,
  type TypedProspect,
} from "../../../../intake";
import { textsOf } from "../../../../locale";
import {
  arrivalRevenue,
  customerFinder,
  isVisible,
  type CustomerFinder,
  type RecordState,
  type SolicitationRecord,
} from "../../../../retention/calls";
import {
  type ReportContext,
  type CustomerJump,
  absentFigure,
  type PlanCell,
  figureOrAbsent,
} from "../../../plan";
import { type StoreFigures, ScriptFiller, scriptsInUse } from "../../../figures";

/** A column of the table of records. */
export type RecordColumn = InputColumn<"records">;
export const order = Object.keys(inputTables.records) as RecordColumn[];

/** A record and its state on the day; a record after it has none. */
export interface Line {
  readonly record: SolicitationRecord;
  readonly state: RecordState | undefined;
  /** Index into the records of the figures; −1: not yet among them. */
  readonly at: number;
}

/** What a row says of its customer on its own day: once written it stays. */
const frozenColumns = ["status", "daysAway", "predictedKm"] as const;
type Frozen = Record<(typeof frozenColumns)[number], PlanCell>;

/** Makes the cells of records. */
export class RecordRows {
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
      daysAway: figureOrAbsent(anchor === NO_DAY ? NaN : day - anchor),
      predictedKm: figureOrAbsent(status === undefined ? NaN : Math.round(km)),
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
      psv: figureOrAbsent(psv.total[customer]),
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
      arrivalRevenue: figureOrAbsent(at < 0 ? NaN : this.revenue[at]),
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
