import { firstPlausibleDay, lastPlausibleDay, type InputRow } from "../../../../intake";
import { textsOf } from "../../../../locale";
import {
  type SheetBuilder,
  type ReportContext,
  inputColumns,
  withTyped,
  listSource,
  writeInputTable,
  inputColumnArea,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";

/** Blank rows below what is written: a list is pasted over them, and the table grows with it. */
const blankRows = 20;

const looks = {
  name: "inputText",
  phone: "inputLiteral",
  car: "inputLiteral",
  model: "inputText",
  day: "inputDate",
  origin: "inputText",
  advisor: "inputText",
  note: "inputText",
  state: "text",
} as const;

/** From the row after what stands above it to the first row in which names are written. */
export const rowsToProspects = 4;

/**
 * The list 拉新 (rules §8; S3 战败客户, S4 拉新) as users write it, with what became of each. The last on its
 * sheet: a list that is pasted must not run into anything.
 */
export function writeProspects(
  builder: SheetBuilder,
  figures: StoreFigures,
  context: ReportContext
): void {
  const { settings, rows: typed } = figures.inputs;
  const texts = textsOf(context.locale).reports.demand.prospects;
  builder.skip();
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  const columns = inputColumns("prospects", context.locale, looks);
  const stateOf = stateOfRows(figures, context);
  const written = typed.prospects?.map((row) => ({ ...row, state: stateOf(row) }));
  const rows = withTyped("prospects", [], written, blankRows);
  const placed = writeInputTable(builder, "prospects", columns, rows);
  const area = (key: keyof typeof looks) => inputColumnArea(placed, columns, key);
  builder.validation({
    kind: "date",
    area: area("day"),
    min: firstPlausibleDay,
    max: lastPlausibleDay,
    error: texts.errors.date,
  });
  const { advisors, customerCare } = settings.roster;
  const callers = [...advisors.map(({ name }) => name), customerCare].filter((name) => name !== "");
  if (callers.length === 0) return;
  const source = listSource(callers, "owners");
  builder.validation({ kind: "list", area: area("advisor"), source, error: texts.errors.advisor });
}

/** 已来店, 联系过 or 待联系; nothing where a row names nobody. */
function stateOfRows(
  { prospects, demand, credits, asOf }: StoreFigures,
  { locale }: ReportContext
): (row: InputRow<"prospects">) => string {
  const { states } = textsOf(locale).reports.demand.prospects;
  const called = new Set(
    credits.history.records
      .filter(({ day, result }) => day <= asOf && result !== null)
      .map(({ key }) => key)
  );
  const waiting = new Set(demand.prospects.map((position) => prospects[position]?.sheetRow));
  const byRow = new Map(prospects.map((prospect) => [prospect.sheetRow, prospect]));
  return ({ sheetRow }) => {
    const prospect = byRow.get(sheetRow);
    if (!prospect || prospect.day > asOf) return "";
    if (!waiting.has(sheetRow)) return states.came;
    return called.has(prospect.key) ? states.called : states.waiting;
  };
}
