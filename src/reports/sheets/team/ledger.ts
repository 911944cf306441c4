import { customerFinder } from "../../../retention/calls";
import { UNASSIGNED, type LedgerEntry } from "../../../retention/ownership";
import { ownerDifferences, accountPeriodOn } from "../../../retention/allocation";
import { ruleSets, groupMask } from "../../../retention/status";
import {
  confirmedInvalidCount,
  confirmedReasons,
  type InvalidConfirmation,
} from "../../../retention/store";
import {
  customerNaming,
  firstPlausibleDay,
  lastPlausibleDay,
  readLedgerRows,
  type InputColumn,
  type InputRow,
} from "../../../intake";
import { textsOf, type Locale } from "../../../locale";
import {
  type Area,
  SheetBuilder,
  type Placed,
  writeHead,
  type ReportContext,
  customerJump,
  inputColumns,
  plainKey,
  withJump,
  type InputPlanRow,
  livingLooks,
  type SheetPlan,
  tabColors,
  listSource,
  keyWidth,
  planBelowHead,
  writeInputTable,
} from "../../plan";
import type { StoreFigures } from "../../figures";

/** Where the table stands, whatever the head says: the row must not move between two runs. */
const tableRow = 17;

type Row = InputPlanRow<"ledger">;
const columnWidths: Readonly<Record<InputColumn<"ledger">, number>> = {
  fromDay: 24,
  customer: keyWidth,
  name: 24,
  jump: 6,
  plate: 12,
  owner: 16,
  source: 14,
  allocation: 11,
  invalidReason: 18,
  note: 40,
};

/** A row of 归属台账 for an entry that a deal or a new customer brings, in the words of a language. */
export function ledgerRowOf(
  { key, owner, fromDay, source, allocation }: LedgerEntry,
  locale: Locale
): Row {
  const { vocabulary } = textsOf(locale);
  return {
    fromDay,
    customer: key,
    owner: owner || vocabulary.unassigned,
    source: vocabulary.ledgerSources[source],
    ...(allocation > 0 && { allocation }),
  };
}

/** A row of 归属台账 by which a customer is confirmed to be 无效, in the words of a language. */
export function confirmationRowOf(
  { key, reason, fromDay }: InvalidConfirmation,
  locale: Locale
): Row {
  const { ledgerSources, invalidReasons } = textsOf(locale).vocabulary;
  return {
    fromDay,
    customer: key,
    source: ledgerSources.invalid,
    invalidReason: invalidReasons[reason],
  };
}

/**
 * 归属台账 (rules §10.5, S0 模式建立): whom each customer belongs to from which day, and who is confirmed
 * to be 无效. A living table: rows as they stand in the sheet, then those that it does not have yet;
 * above it how the valid customers stand today.
 */
export function ledgerSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("ledger", reports.names.ledger, tabColors.input);
  const stats = statsOf(figures);
  writeHead(builder, context, {
    title: reports.names.ledger,
    headline: stats.rows === 0 ? reports.ledger.empty : reports.ledger.headline(stats),
  });
  writeStats(builder, stats, context);
  builder.skip(tableRow - 1 - builder.row);
  builder.line(reports.ledger.note, "note");
  const placed = writeTable(builder, figures, context);
  addValidations(builder, placed, context);
  return planBelowHead(builder, {
    columnWidths: Object.values(columnWidths),
    frozenColumns: 0,
    print: { titleRows: [placed.headerRow, placed.headerRow] },
  });
}

function statsOf(figures: StoreFigures) {
  const { dealership, ownership, statuses, inputs, asOf } = figures;
  const isValid = groupMask(ruleSets.retention, "valid");
  const { status } = statuses.rules === ruleSets.retention ? statuses : figures.benchmark.statuses;
  let valid = 0;
  let presumed = 0;
  let unassigned = 0;
  for (let customer = 0; customer < status.length; customer += 1) {
    if (!isValid[status[customer] ?? 0]) continue;
    valid += 1;
    if (ownership.ownerOn(customer, asOf) === UNASSIGNED) unassigned += 1;
    else if (ownership.isPresumed(customer, asOf)) presumed += 1;
  }
  return {
    rows: inputs.ledger.length + inputs.invalidEntries.length,
    valid,
    presumed,
    unassigned,
    owned: valid - presumed - unassigned,
    invalid: confirmedInvalidCount(confirmedReasons(inputs.invalidEntries), asOf),
    differences:
      inputs.ledger.length === 0 ? 0 : ownerDifferences(dealership, ownership, asOf).length,
    period: accountPeriodOn(inputs.ledger, asOf),
  };
}

function writeStats(
  builder: SheetBuilder,
  stats: ReturnType<typeof statsOf>,
  { locale }: ReportContext
): void {
  const { stats: texts } = textsOf(locale).reports.ledger;
  builder.labelled(texts.rows, stats.rows, "numberLeft");
  builder.labelled(texts.owned, stats.owned, "numberLeft");
  builder.labelled(texts.presumed, stats.presumed, "numberLeft");
  builder.labelled(texts.unassigned, stats.unassigned, "numberLeft");
  builder.labelled(texts.differences, stats.differences, "numberLeft");
  builder.labelled(texts.invalid, stats.invalid, "numberLeft");
  builder.labelled(texts.period, stats.period?.fromDay ?? texts.noPeriod, "dateLeft");
}

function writeTable(builder: SheetBuilder, figures: StoreFigures, context: ReportContext): Placed {
  const rows = rowsOf(figures, context);
  const { customers } = figures.dealership;
  const keyHeader = textsOf(context.locale).inputTables.ledger.customer;
  const jump = customerJump(context, keyHeader, Math.max(rows.length, customers.count));
  const columns = withJump(
    inputColumns("ledger", context.locale, livingLooks.ledger),
    jump?.rowFormula
  );
  const naming = nameCells(figures);
  const cells = rows.map((row): Row => {
    const { customer } = row as Partial<InputRow<"ledger">>;
    return { ...row, ...naming(row), jump: jump?.shown(plainKey(customer)) ?? null };
  });
  const blank: Row = {};
  return writeInputTable(builder, "ledger", columns, cells.length > 0 ? cells : [blank]);
}

/** Rows as they stand in the sheet, then entries of the run that no row says yet. */
function rowsOf({ dealership, inputs }: StoreFigures, { locale }: ReportContext): Row[] {
  const standing = inputs.rows.ledger ?? [];
  const reading = {
    naming: customerNaming(dealership.customers),
    customerCare: inputs.settings.roster.customerCare,
  };
  const said = readLedgerRows(standing, reading);
  const known = new Map<string, number>();
  for (const entry of [...said.ledger, ...said.invalidEntries]) {
    known.set(contentOf(entry), (known.get(contentOf(entry)) ?? 0) + 1);
  }
  // What is said twice may be meant twice: another owner in between.
  const isNew = (entry: LedgerEntry | InvalidConfirmation): boolean => {
    const content = contentOf(entry);
    const left = known.get(content) ?? 0;
    known.set(content, left - 1);
    return left <= 0;
  };
  return [
    ...standing,
    ...inputs.ledger.filter(isNew).map((entry) => ledgerRowOf(entry, locale)),
    ...inputs.invalidEntries.filter(isNew).map((entry) => confirmationRowOf(entry, locale)),
  ];
}

function contentOf(entry: LedgerEntry | InvalidConfirmation): string {
  const { key, fromDay, source } = entry;
  return JSON.stringify(
    entry.source === "invalid"
      ? [key, fromDay, source, entry.reason]
      : [key, fromDay, source, entry.owner, entry.allocation]
  );
}

/** The cells that say who a row is about; nobody where no customer has the key on that day. */
function nameCells({ dealership }: StoreFigures): (row: Row) => Row {
  const { customers } = dealership;
  const naming = customerNaming(customers);
  const find = customerFinder(dealership);
  return (row) => {
    const { customer: cell, fromDay } = row as Partial<InputRow<"ledger">>;
    const { key } = naming(cell ?? "");
    const customer = key === "" || typeof fromDay !== "number" ? -1 : find(key, fromDay);
    return customer < 0
      ? { name: null, plate: null }
      : { name: customers.name[customer] ?? null, plate: customers.plate[customer] || null };
  };
}

function addValidations(builder: SheetBuilder, placed: Placed, { locale }: ReportContext): void {
  const { vocabulary, reports } = textsOf(locale);
  const { errors } = reports.ledger;
  const order = Object.keys(columnWidths);
  const area = (column: InputColumn<"ledger">): Area => ({
    row: placed.firstRow,
    column: order.indexOf(column),
    rows: placed.lastRow - placed.firstRow + 1,
    columns: 1,
  });
  builder.validation({
    kind: "date",
    area: area("fromDay"),
    min: firstPlausibleDay,
    max: lastPlausibleDay,
    error: errors.date,
  });
  builder.validation({
    kind: "list",
    area: area("owner"),
    source: "RETAIN_list_owners",
    error: errors.owner,
  });
  const lists = { source: "ledgerSources", invalidReason: "invalidReasons" } as const;
  for (const column of ["source", "invalidReason"] as const) {
    const words = Object.values(vocabulary[lists[column]]);
    const source = listSource(words, lists[column]);
    builder.validation({ kind: "list", area: area(column), source, error: errors.word });
  }
}
