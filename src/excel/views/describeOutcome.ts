import { textsOf, type Locale } from "../../locale";
import { doubtSentences } from "../../reports/figures";
import type { Change, Outcome, OutcomeNote } from "../api";

/** An outcome in words: one line that says it, and what else there is to know or to do. */
export interface OutcomeWords {
  readonly title: string;
  readonly body: string;
}

/** Words an outcome for the user: what happened, why, what to do. Pure; holds no customer data. */
export function describeOutcome(outcome: Outcome, locale: Locale): OutcomeWords {
  const texts = textsOf(locale).outcomes;
  const preview = outcome.code === "done" && outcome.changes.length === 0;
  const sentences = [
    reason(outcome, locale),
    counts(outcome, locale),
    written(outcome, locale),
    ...(outcome.notes ?? []).map((note) => noteText(note, locale)),
    outcome.excelCode === undefined ? "" : texts.errorCode(outcome.excelCode),
  ].filter((sentence) => sentence !== "");
  return {
    title: texts.titles[preview ? "preview" : outcome.code],
    body: [
      ...sentences.map((sentence) => `${sentence}${texts.sentenceEnd}`),
      ...doubts(outcome, locale),
    ]
      .join("")
      .trim(),
  };
}

function reason({ code, about }: Outcome, locale: Locale): string {
  const { outcomes, data } = textsOf(locale);
  // Missing columns are named by field; everything else that an outcome is about is a name already.
  const fields: Readonly<Record<string, string>> = { ...data.orderFields, ...data.customerFields };
  const names =
    code === "columnsMissing"
      ? about.map((name) => fields[name] ?? name)
      : code === "columnGone"
        ? pairs(about).map(([header, field]) => outcomes.gone(header, fields[field] ?? field))
        : about;
  const namesHeaders = code === "customersNotFound" || code === "ordersNotFound";
  const said = namesHeaders && names.length === 0 ? [outcomes.noHeaders] : names;
  return `${outcomes.reasons[code]}${said.join(outcomes.listSeparator)}`;
}

/** Headers and what they fed, as `columnGone` tells them. */
const pairs = (about: readonly string[]): [string, string][] =>
  about.flatMap((header, at): [string, string][] =>
    at % 2 === 0 ? [[header, about[at + 1] ?? ""]] : []
  );

/** What somebody must see before he trusts a figure. */
function doubts({ kind, result }: Outcome, locale: Locale): string[] {
  if (kind !== "done" || !result) return [];
  const { sentenceGap } = textsOf(locale).outcomes;
  return doubtSentences(result.basis, locale).map((sentence) => `${sentence}${sentenceGap}`);
}

function counts({ result }: Outcome, locale: Locale): string {
  if (!result) return "";
  const { customers, orders } = result.dealership;
  return textsOf(locale).outcomes.counts(customers.count, orders.count);
}

/** So many sheets are named; more are counted. */
const mostSheetsNamed = 3;

function written({ kind, changes }: Outcome, locale: Locale): string {
  const texts = textsOf(locale).outcomes;
  if (changes.length === 0) {
    if (kind === "done") return "";
    return kind === "partial" ? texts.perhapsWritten : texts.nothingWritten;
  }
  const sheets = changes.filter((change) => change.kind === "sheet").length;
  const named =
    sheets > mostSheetsNamed ? changes.filter(({ kind: it }) => it !== "sheet") : changes;
  const list = [
    ...named.map((change) => changeText(change, locale)),
    ...(sheets > mostSheetsNamed ? [texts.sheetsWritten(sheets)] : []),
  ].join(texts.listSeparator);
  return kind === "done" ? list : texts.partlyWritten(list);
}

function changeText({ kind, sheetName, rows }: Change, locale: Locale): string {
  const texts = textsOf(locale).outcomes;
  switch (kind) {
    case "columns":
      return texts.columnsWritten(sheetName, rows);
    case "rows":
      return texts.rowsWritten(sheetName, rows);
    case "sheet":
      return texts.sheetWritten(sheetName);
  }
}

function noteText({ code, about }: OutcomeNote, locale: Locale): string {
  const texts = textsOf(locale).outcomes;
  return `${texts.notes[code]}${about.join(texts.listSeparator)}`;
}
