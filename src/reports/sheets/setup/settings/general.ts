import { generalKeys, type GeneralKey } from "../../../../intake";
import { textsOf } from "../../../../locale";
import {
  type SheetBuilder,
  type Area,
  type ReportContext,
  type PlanCell,
  inputColumnArea,
  writeInputTable,
  inputColumns,
  withTyped,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { dateIn, numberIn } from "./table";

/** The name of the as-of day's value cell, for formulas that follow it. */
export const asOfName = "RETAIN_asOf";

/** What there is one of: as-of day, rule set, constants, budget and the like. */
export function writeGeneral(
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
  const placed = writeInputTable(builder, "general", columns, rows);
  const { column } = inputColumnArea(placed, columns, "value");
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
