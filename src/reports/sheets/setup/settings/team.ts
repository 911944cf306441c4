import { isBlank } from "../../../../intake";
import { textsOf } from "../../../../locale";
import { normaliseKey, type TextColumn } from "../../../../retention/store";
import { NO_DAY } from "../../../../retention/time";
import {
  type SheetBuilder,
  type Area,
  type ReportContext,
  inputColumnArea,
  writeInputTable,
  inputColumns,
  withTyped,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { blankRows, dateIn, numberIn } from "./table";
import { byFrequency } from "./frequency";

/** The list of advisors, with names on the customers' sheet that it lacks. */
export function writeAdvisors(
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
  const placed = writeInputTable(builder, "advisors", columns, rows);
  const { errors } = texts;
  const area = (key: "weight" | "from" | "to"): Area => inputColumnArea(placed, columns, key);
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

/** The first names of a long list. */
function shortList(names: readonly string[], most = 8): string {
  return names.slice(0, most).join("、") + (names.length > most ? " …" : "");
}

/** Days on which the store is closed. */
export function writeClosedDays(
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
  const placed = writeInputTable(builder, "closedDays", columns, rows);
  builder.validation(dateIn(inputColumnArea(placed, columns, "day"), texts.errors.date));
  builder.skip();
}
