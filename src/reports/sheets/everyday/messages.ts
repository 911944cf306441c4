import { textsOf } from "../../../locale";
import {
  composeMessage,
  messageLength,
  type FilledScript,
  type MessageLength,
} from "../../../retention/solicitation";
import { namesRow, isPhone } from "../../../retention/store";
import { customerFinder, type SolicitationType } from "../../../retention/calls";
import { NO_DAY } from "../../../retention/time";
import { statusAt } from "../../../retention/status";
import { UNASSIGNED } from "../../../retention/ownership";
import {
  columnLetters,
  SheetBuilder,
  writeHead,
  type ReportContext,
  customerColumns,
  type NamingColumn,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  tabColors,
  planBelowHead,
} from "../../plan";

import { type StoreFigures, ScriptFiller, scriptFor, scriptsInUse } from "../../figures";

/** Somebody to write to about something. */
interface Recipient {
  readonly customer: number;
  readonly type: SolicitationType;
  readonly advisor: string;
}

/** A message as it goes out. */
export interface Message extends Recipient {
  readonly phone: string;
  readonly text: string;
  readonly length: MessageLength;
  readonly missing: FilledScript["missing"];
}

/** The messages of a day, and how many customers get none. */
export interface Messages {
  readonly basis: "plan" | "due";
  readonly messages: readonly Message[];
  readonly skipped: {
    readonly phone: number;
    readonly doNotDisturb: number;
    readonly script: number;
  };
}

/**
 * The messages of the day (rules §12): to whoever is in today's plan and not contacted yet; without a
 * plan, about what falls due within a week before or after. One per number; 勿扰 is respected.
 */
export function messagesOf(
  figures: StoreFigures,
  { locale }: Pick<ReportContext, "locale">
): Messages {
  const { dealership, benchmark, settings } = figures;
  const { customers } = dealership;
  const planned = ofPlan(figures);
  const scripts = scriptsInUse(figures, locale);
  const filler = new ScriptFiller(figures, locale);
  const skipped = { phone: 0, doNotDisturb: 0, script: 0 };
  const written = new Set<string>();
  const messages: Message[] = [];
  for (const recipient of planned ?? dueNow(figures)) {
    const { customer, type, advisor } = recipient;
    const phone = customers.phone[customer] ?? "";
    const script = scriptFor(scripts, type, statusAt(benchmark.statuses, customer), "message");
    if (namesRow(settings.doNotDisturb, customers, customer)) skipped.doNotDisturb += 1;
    else if (!isPhone(phone)) skipped.phone += 1;
    else if (script === undefined) skipped.script += 1;
    else if (!written.has(phone)) {
      written.add(phone);
      const { text: filled, missing } = filler.fill(script, customer, advisor);
      const text = composeMessage(filled, settings.signature, settings.optOut);
      messages.push({ ...recipient, phone, text, length: messageLength(text), missing });
    }
  }
  return { basis: planned ? "plan" : "due", messages, skipped };
}

/** Whoever stands in today's plan without a result; none where there is no plan. */
function ofPlan({ dealership, inputs, asOf }: StoreFigures): Recipient[] | undefined {
  const today = inputs.records.filter(({ planned, day }) => planned && day === asOf);
  if (today.length === 0) return undefined;
  const find = customerFinder(dealership);
  return today
    .filter(({ result }) => result === null)
    .map(({ key, day, type, advisor }) => ({ customer: find(key, day), type, advisor }))
    .filter(({ customer }) => customer >= 0);
}

function dueNow(figures: StoreFigures): Recipient[] {
  const { demand, benchmark, ownership } = figures;
  const { dueWindow } = figures.solicitationRules;
  return demand.items
    .filter(({ dueDay, overdueDays }) => dueDay !== NO_DAY && Math.abs(overdueDays) <= dueWindow)
    .map(({ customer, type }) => ({
      customer,
      type,
      advisor: ownership.owners[benchmark.owner?.[customer] ?? UNASSIGNED] ?? "",
    }));
}

/** 短信: phone, text, characters and charged segments of every message of the day. */
export function messagesSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const texts = reports.messages;
  const found = messagesOf(figures, context);
  const { messages, skipped } = found;
  const builder = new SheetBuilder("messages", reports.names.messages, tabColors.result);
  writeHead(builder, context, {
    title: reports.names.messages,
    headline: headlineOf(found, context),
  });
  builder.line(
    found.basis === "plan"
      ? texts.basis.plan
      : texts.basis.due(figures.solicitationRules.dueWindow),
    "note"
  );
  if (figures.settings.signature === "") builder.line(texts.noSignature, "note");
  if (Object.values(skipped).some((count) => count > 0)) {
    builder.line(texts.skipped(skipped), "note");
  }
  builder.skip();
  const who = customerColumns(figures.dealership, context, [], messages.length);
  if (messages.length > 0) writeMessages(builder, who, messages, context);
  return planBelowHead(builder, {
    columnWidths: [...who.map(({ width }) => width), 15, 15, 90, 10, 10, 24],
    frozenColumns: 1,
  });
}

const segmentsOf = (messages: readonly Message[]): number =>
  messages.reduce((sum, { length }) => sum + length.segments, 0);

function headlineOf({ messages }: Messages, { locale }: ReportContext): string {
  const texts = textsOf(locale).reports.messages;
  if (messages.length === 0) return texts.none;
  return texts.headline({
    messages: messages.length,
    segments: segmentsOf(messages),
    long: messages.filter(({ length }) => length.segments > 1).length,
  });
}

/** Columns of the list, counted from the last that says who the customer is. */
const after = { text: 2, characters: 3, segments: 4 } as const;
/** Section, three totals, a blank row, the list's section and its header. */
const rowsBeforeList = 7;

function writeMessages(
  builder: SheetBuilder,
  who: readonly NamingColumn[],
  messages: readonly Message[],
  context: ReportContext
): void {
  const { reports, vocabulary, data } = textsOf(context.locale);
  const texts = reports.messages;
  const firstRow = builder.row + rowsBeforeList;
  const range = (column: number): string => {
    const letters = columnLetters(who.length + column);
    return `${letters}${firstRow + 1}:${letters}${firstRow + messages.length}`;
  };
  const sum = (column: number, expected: number): FormulaCell => ({
    formula: `=SUM(${range(column)})`,
    expected,
  });
  builder.line(texts.totals.section, "section");
  const written = { formula: `=COUNTA(${range(after.text)})`, expected: messages.length };
  builder.labelled(texts.totals.messages, written, "number");
  const characters = messages.reduce((total, { length }) => total + length.characters, 0);
  builder.labelled(texts.totals.characters, sum(after.characters, characters), "number");
  builder.labelled(texts.totals.segments, sum(after.segments, segmentsOf(messages)), "number");
  builder.skip();
  builder.line(texts.list.section, "section");
  builder.table(
    "RETAIN_messages",
    [
      ...who,
      { header: data.customerFields.phone, style: "literal" },
      { header: texts.list.type, style: "text" },
      { header: texts.list.text, style: "paragraph" },
      { header: texts.list.characters, style: "number" },
      { header: texts.list.segments, style: "number" },
      { header: texts.list.missing, style: "text" },
    ],
    messages.map(({ customer, phone, type, text, length, missing }): PlanCell[] => [
      ...who.map(({ cell }) => cell(customer)),
      phone,
      vocabulary.solicitationTypes[type],
      text,
      length.characters,
      length.segments,
      missing.map((field) => texts.fields[field]).join(texts.separator),
    ])
  );
}
