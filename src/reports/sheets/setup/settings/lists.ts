import { textsOf } from "../../../../locale";
import { statusCodes } from "../../../../retention/status";
import type { SheetBuilder, ColumnSpec, ReportContext } from "../../../plan";
import type { StoreFigures } from "../../../figures";

/** The words of the drop-down lists, by the name behind `RETAIN_list_`. */
function listsOf(
  { settings }: StoreFigures,
  { locale }: ReportContext
): Readonly<Record<ListName, readonly string[]>> {
  const { data, vocabulary } = textsOf(locale);
  const { solicitationTypes: types } = vocabulary;
  const advisors = settings.roster.advisors.map(({ name }) => name);
  return {
    advisors,
    owners: [...new Set([...advisors, settings.roster.customerCare, vocabulary.unassigned])],
    statuses: statusCodes.map((status) => data.statuses[status]),
    types: Object.values(types),
    campaignTypes: [
      types.manufacturerCampaign,
      types.storePromotion,
      types.weeklyGift,
      types.recall,
    ],
    results: Object.values(vocabulary.results),
    failureReasons: Object.values(vocabulary.failureReasons),
    competitors: Object.values(vocabulary.competitors),
    invalidReasons: Object.values(vocabulary.invalidReasons),
    ledgerSources: Object.values(vocabulary.ledgerSources),
    weekdays: vocabulary.weekdays,
  };
}

type ListName = keyof ReturnType<typeof textsOf>["reports"]["settings"]["lists"]["names"];

/** The words of the drop-down lists of all sheets, each list a named area. */
export function writeLists(
  builder: SheetBuilder,
  figures: StoreFigures,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.settings.lists;
  const lists = listsOf(figures, context);
  const names = Object.keys(lists) as ListName[];
  const longest = Math.max(...names.map((name) => lists[name].length));
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  const placed = builder.grid(
    names.map((name): ColumnSpec => ({ header: texts.names[name], style: "literal" })),
    Array.from({ length: longest }, (_, row) => names.map((name) => lists[name][row] ?? null))
  );
  names.forEach((name, column) => {
    // A list without words still needs a cell to point at.
    const rows = Math.max(1, lists[name].length);
    builder.nameArea(`RETAIN_list_${name}`, { row: placed.firstRow, column, rows, columns: 1 });
  });
}
