import {
  createCustomerReader,
  createOrderReader,
  type Intake,
  type Reader,
  type RecognisedSheet,
} from "../intake";
import {
  assembleDealership,
  findingsAsOf,
  odometerFindings,
  ruleSets,
  statusCounts,
  statusesAsOf,
  type CustomerField,
  type CustomerTable,
  type Dealership,
  type Finding,
  type FindingCode,
  type FirstSeenReason,
  type OrderField,
  type OrderTable,
  type SerialDay,
  type StatusColumns,
} from "../retention";
import { customerColumns, orderColumns } from "../reports/classification";
import { customerKeyFields, type ReportContext } from "../reports/context";
import {
  countFindings,
  dataQualitySheet,
  longestFindingList,
  type Quality,
  type TableQuality,
} from "../reports/dataQuality";
import { StoreFigures } from "../reports/figures";
import type { SheetPlan } from "../reports/sheetPlan";
import { statusSheet } from "../reports/status";
import { textsOf, type Locale } from "../locale";
import type { Change, Outcome, OutcomeNote, RunOptions, RunResult } from "./api";
import { writeColumns, type WrittenColumns } from "./classificationColumns";
import { minuteText, serialToday } from "./clock";
import { checkDateSystem } from "./date1904";
import { inspect, type Inspection } from "./inspect";
import { firstSeenReasons } from "./invalidReasons";
import { KeyPrint } from "./keyPrint";
import { generatedSheets, locateParts } from "./ownParts";
import { checkSheets, checkWorkbook } from "./preflight";
import { asRefusal, Refusal, refusedOutcome } from "./refusal";
import { runExcel, stopIfAsked, type SessionOptions } from "./session";
import { writeSheet } from "./sheetWriter";
import { saveState, type WorkbookState } from "./state";
import { breathe, Steps } from "./steps";
import { addKeys, readKeyPrint, readRows } from "./tableReader";

/** How often a run starts again when rows moved between reading and writing. */
const mostAttempts = 3;

/**
 * The whole run: checks the workbook, reads the two sheets, computes, writes the classification
 * columns and the generated sheets, and remembers what it needs for the next time. Everything that
 * forbids writing is found out before the first write.
 *
 * @returns how it ended; never rejects. After a failure half-way the outcome is `partial` and lists
 *   what is written.
 */
export async function updateAll(options: RunOptions): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const changes: Change[] = [];
    try {
      return await new Run(options, changes).go();
    } catch (error) {
      const retry = asRefusal(error).code === "rowsChanged" && attempt < mostAttempts;
      if (!retry) return refusedOutcome(error, changes);
    }
  }
}

/** The two sheets as they were read. */
interface ReadSheets {
  readonly customers: ReadSheet<CustomerTable, CustomerField>;
  readonly orders: ReadSheet<OrderTable, OrderField>;
}

interface ReadSheet<Table, Field extends string> {
  readonly sheet: RecognisedSheet<Field>;
  readonly intake: Intake<Table, Field>;
  /** Of the key columns, to see whether rows moved. */
  readonly print: string;
}

/** What the figures are, before they become cells. */
interface Figures {
  readonly dealership: Dealership;
  readonly statuses: StatusColumns;
  readonly quality: Quality;
  readonly invalidFirstSeen: ReadonlyMap<string, FirstSeenReason>;
}

class Run {
  private readonly steps: Steps;
  private readonly now: Date;
  private readonly asOf: SerialDay;
  private readonly patient: SessionOptions;

  constructor(
    private readonly options: RunOptions,
    /** Grows while the run writes; the caller needs it when the run fails. */
    private readonly changes: Change[]
  ) {
    this.steps = new Steps(options.onProgress);
    this.now = options.now?.() ?? new Date();
    this.asOf = options.asOf ?? serialToday(this.now);
    const { signal, answerWithin } = options;
    this.patient = {
      delayForCellEdit: true,
      ...(signal === undefined ? {} : { signal }),
      ...(answerWithin === undefined ? {} : { answerWithin }),
    };
  }

  async go(): Promise<Outcome> {
    this.steps.at("check", 0, 1);
    const inspection = await runExcel((context) => this.check(context), {
      ...this.patient,
      delayForCellEdit: false,
    });
    const sheets = await runExcel((context) => this.read(context, inspection), this.patient);
    this.steps.at("compute", 0, 1);
    const figures = await this.compute(sheets, inspection.state);
    const locale = inspection.state.locale ?? this.options.locale;
    if (this.options.preview) return this.outcome(figures, locale, [], inspection, []);
    const plans = this.plan(sheets, figures, inspection, locale);
    await breathe();
    stopIfAsked(this.options.signal);
    const notes = await this.write(sheets, figures, plans, inspection, locale);
    return this.outcome(figures, locale, plans, inspection, notes);
  }

  private async check(context: Excel.RequestContext): Promise<Inspection> {
    if (!this.options.preview) await checkWorkbook(context);
    const inspection = await inspect(context);
    const { customers, orders } = requireSheets(inspection);
    if (!this.options.preview) {
      await checkSheets(context, [
        ...new Set([customers.sheetId, orders.sheetId]),
        ...(await existing(context, inspection)),
      ]);
    }
    await checkDateSystem(context, [customers, orders]);
    return inspection;
  }

  private async read(context: Excel.RequestContext, inspection: Inspection): Promise<ReadSheets> {
    const { customers, orders } = requireSheets(inspection);
    return {
      customers: await this.readSheet(
        context,
        "readCustomers",
        customers,
        createCustomerReader(customers.columns, customers.rowCount)
      ),
      orders: await this.readSheet(
        context,
        "readOrders",
        orders,
        createOrderReader(orders.columns, orders.rowCount)
      ),
    };
  }

  private async readSheet<Table, Field extends string>(
    context: Excel.RequestContext,
    step: "readCustomers" | "readOrders",
    sheet: RecognisedSheet<Field>,
    reader: Reader<Table, Field>
  ): Promise<ReadSheet<Table, Field>> {
    const print = new KeyPrint();
    let done = 0;
    this.steps.at(step, 0, sheet.rowCount, sheet.sheetName);
    await readRows(context, sheet, (chunk) => {
      reader.add(chunk);
      addKeys(print, chunk);
      done += chunk.rowCount;
      this.steps.at(step, done, sheet.rowCount, sheet.sheetName);
    });
    return { sheet, intake: reader.finish(), print: print.value };
  }

  private async compute(sheets: ReadSheets, state: WorkbookState): Promise<Figures> {
    const customers = sheets.customers.intake.table;
    const invalidFirstSeen = firstSeenReasons(customers, state, serialToday(this.now));
    const { dealership, findings } = assembleDealership(customers, sheets.orders.intake.table, {
      invalidFirstSeen,
    });
    await breathe();
    stopIfAsked(this.options.signal);
    const statuses = statusesAsOf(dealership, this.asOf, ruleSets.retention);
    const together: Finding[] = [
      ...findings,
      ...findingsAsOf(dealership, this.asOf),
      ...odometerFindings(dealership),
    ];
    const quality: Quality = {
      customers: qualityOf(sheets.customers, customers.count),
      orders: qualityOf(sheets.orders, sheets.orders.intake.table.count),
      together,
    };
    return { dealership, statuses, quality, invalidFirstSeen };
  }

  private plan(
    sheets: ReadSheets,
    figures: Figures,
    { recognised: { storeName } }: Inspection,
    locale: Locale
  ): SheetPlan[] {
    const { sheetName, columns } = sheets.customers.sheet;
    const context: ReportContext = {
      locale,
      asOf: this.asOf,
      rules: figures.statuses.rules,
      generatedAt: minuteText(this.now),
      ...(storeName !== undefined && { storeName }),
      customersSheet: sheetName,
      ordersSheet: sheets.orders.sheet.sheetName,
      customerKeys: Object.fromEntries(
        customerKeyFields.flatMap((key) =>
          columns.filter(({ field }) => field === key).map(({ column }) => [key, column])
        )
      ),
    };
    return [
      statusSheet(figures.dealership, figures.statuses, context),
      dataQualitySheet(figures.quality, context),
    ];
  }

  private async write(
    sheets: ReadSheets,
    figures: Figures,
    plans: readonly SheetPlan[],
    inspection: Inspection,
    locale: Locale
  ): Promise<OutcomeNote[]> {
    const eventsWere = await runExcel((context) => silenceEvents(context), this.patient);
    try {
      return await runExcel(async (context) => {
        const columns = await this.writeTables(context, sheets, figures, inspection, locale);
        const written = await this.writeSheets(context, plans, inspection, locale);
        await saveState(context, {
          ...inspection.state,
          locale,
          sheets: { ...inspection.state.sheets, ...written },
          columns: { ...inspection.state.columns, ...columns },
          firstRun: inspection.state.firstRun ?? serialToday(this.now),
          invalidFirstSeen: Object.fromEntries(figures.invalidFirstSeen),
        });
        return this.recalculate(context);
      }, this.patient);
    } finally {
      await restoreEvents(eventsWere);
    }
  }

  private async writeTables(
    context: Excel.RequestContext,
    { customers, orders }: ReadSheets,
    { dealership, statuses }: Figures,
    { located, state }: Inspection,
    locale: Locale
  ): Promise<Record<string, { sheetId: string; header: string }>> {
    const memory = { located, remembered: state.columns, locale };
    this.steps.at("writeColumns", 0, 2, customers.sheet.sheetName);
    await requireSameRows(context, customers.sheet, customers.print);
    await requireSameRows(context, orders.sheet, orders.print);
    const note = ({ change, columns }: WrittenColumns): WrittenColumns["columns"] => {
      this.changes.push(change);
      return columns;
    };
    const ofCustomers = note(
      await writeColumns(
        context,
        customers.sheet,
        customerColumns(dealership, statuses, locale),
        memory
      )
    );
    this.steps.at("writeColumns", 1, 2, orders.sheet.sheetName);
    // A new column in one table moves what stands to its right, perhaps the other table.
    const now = await locateParts(context);
    const columns = new Map([...located.columns, ...now.columns]);
    const ofOrders = note(
      await writeColumns(context, orders.sheet, orderColumns(dealership, statuses, locale), {
        ...memory,
        located: { ...located, columns },
      })
    );
    return { ...ofCustomers, ...ofOrders };
  }

  private async writeSheets(
    context: Excel.RequestContext,
    plans: readonly SheetPlan[],
    { located, state }: Inspection,
    locale: Locale
  ): Promise<WorkbookState["sheets"]> {
    const written: Record<string, { sheetId: string }> = {};
    const known = generatedSheets(located, state);
    for (const [index, plan] of plans.entries()) {
      this.steps.at("writeSheets", index, plans.length, plan.name);
      const sheetId = known.get(plan.id);
      const { sheetId: id, sheetName } = await writeSheet(context, plan, {
        ...(sheetId === undefined ? {} : { sheetId }),
        marked: located.sheets.has(plan.id),
        unfinished: textsOf(locale).sheets.header.unfinished,
      });
      written[plan.id] = { sheetId: id };
      const rows = plan.tables.reduce((sum, table) => sum + table.rows.length, 0);
      this.changes.push({ sheetName, address: "A1", kind: "sheet", rows });
    }
    return written;
  }

  private async recalculate(context: Excel.RequestContext): Promise<OutcomeNote[]> {
    context.application.load("calculationMode");
    await context.sync();
    if (context.application.calculationMode !== "Manual") return [];
    this.steps.at("recalculate", 0, 1);
    context.application.calculate("Full");
    await context.sync();
    return [{ code: "recalculated", about: [] }];
  }

  private outcome(
    { dealership, statuses, quality }: Figures,
    locale: Locale,
    plans: readonly SheetPlan[],
    { veryHiddenSheets }: Inspection,
    notes: readonly OutcomeNote[]
  ): Outcome {
    const findings = countFindings(quality);
    const found = findings.reduce((sum, { count }) => sum + count, 0);
    const result: RunResult = {
      asOf: this.asOf,
      locale,
      dealership,
      figures: new StoreFigures({ dealership, asOf: this.asOf, quality }),
      statusCounts: { ...statusCounts(statuses).byStatus },
      findingCounts: totals(findings),
      plans,
      timings: this.steps.timings,
    };
    return {
      kind: "done",
      code: "done",
      about: [],
      changes: this.changes,
      result,
      notes: [
        ...notes,
        ...(plans.length > 0 && found > longestFindingList
          ? [{ code: "findingsCut" as const, about: [] }]
          : []),
        ...(veryHiddenSheets.length > 0
          ? [{ code: "veryHiddenSheets" as const, about: veryHiddenSheets }]
          : []),
      ],
    };
  }
}

/** The two sheets with all that they must have. */
function requireSheets({ recognised }: Inspection): {
  customers: RecognisedSheet<CustomerField>;
  orders: RecognisedSheet<OrderField>;
} {
  const { customers, orders } = recognised;
  if (!customers) throw new Refusal("customersNotFound");
  if (!orders) throw new Refusal("ordersNotFound");
  for (const sheet of [customers, orders]) {
    if (sheet.missing.length > 0) {
      throw new Refusal("columnsMissing", [sheet.sheetName, ...sheet.missing]);
    }
  }
  return { customers, orders };
}

/** The generated sheets that are still there. */
async function existing(
  context: Excel.RequestContext,
  { located, state }: Inspection
): Promise<string[]> {
  const sheets = [...generatedSheets(located, state).values()].map((id) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(id);
    sheet.load("id");
    return sheet;
  });
  if (sheets.length > 0) await context.sync();
  return sheets.filter((sheet) => !sheet.isNullObject).map((sheet) => sheet.id);
}

/**
 * @throws Refusal `rowsChanged` if the key columns are not what was read: somebody sorted, or a
 *   co-author typed, and a status would land in another customer's row.
 */
async function requireSameRows<Field extends string>(
  context: Excel.RequestContext,
  sheet: RecognisedSheet<Field>,
  print: string
): Promise<void> {
  if ((await readKeyPrint(context, sheet)) !== print) throw new Refusal("rowsChanged");
}

async function silenceEvents(context: Excel.RequestContext): Promise<boolean> {
  context.runtime.load("enableEvents");
  await context.sync();
  const before = context.runtime.enableEvents;
  context.runtime.enableEvents = false;
  await context.sync();
  return before;
}

/** Events come back whatever happened; an Excel that does not answer any more has none to send. */
async function restoreEvents(enabled: boolean): Promise<void> {
  await runExcel(
    async (context) => {
      context.runtime.enableEvents = enabled;
      await context.sync();
    },
    { delayForCellEdit: true, answerWithin: 10_000 }
  ).catch(() => undefined);
}

function qualityOf<Table, Field extends string>(
  { sheet, intake }: ReadSheet<Table, Field>,
  records: number
): TableQuality<Field> {
  const columnOf: Partial<Record<Field, number>> = {};
  for (const { field, column } of sheet.columns) columnOf[field] = column;
  return { records, findings: intake.findings, use: intake.use, columnOf };
}

function totals(
  findings: readonly { code: FindingCode; count: number }[]
): Partial<Record<FindingCode, number>> {
  const sums: Partial<Record<FindingCode, number>> = {};
  for (const { code, count } of findings) sums[code] = (sums[code] ?? 0) + count;
  return sums;
}
