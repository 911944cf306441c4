import type { Dealership, TextColumn } from "../../../../retention/store";
import { textsOf } from "../../../../locale";
import {
  codeOfStatus,
  type RuleSet,
  type StatusCode,
  type StatusColumns,
} from "../../../../retention/status";
import {
  type SheetBuilder,
  type ColumnSpec,
  type ReportContext,
  type PlanCell,
  quotientCell,
  cellRef,
} from "../../../plan";

/** Models listed by name; the rest stands in one row. */
const mostModels = 30;
/** Advisors listed by name. */
const mostAdvisors = 60;

/** Customers by advisor and by model, where the table has these columns. */
export function writeGroups(
  builder: SheetBuilder,
  dealership: Dealership,
  statuses: StatusColumns,
  context: ReportContext
): void {
  const { sheets } = textsOf(context.locale);
  const { customers } = dealership;
  if (customers.mapped.has("advisor")) {
    writeGroup(builder, customers.advisor, statuses, context, {
      ...sheets.status.byAdvisor,
      empty: sheets.header.unassigned,
      tableName: "RETAIN_byAdvisor",
      most: mostAdvisors,
    });
  }
  if (customers.mapped.has("model")) {
    writeGroup(builder, customers.model, statuses, context, {
      ...sheets.status.byModel,
      empty: sheets.header.unknownModel,
      tableName: "RETAIN_byModel",
      most: mostModels,
    });
  }
}

interface GroupTexts {
  readonly section: string;
  readonly group: string;
  /** What a customer without the value is listed under. */
  readonly empty: string;
  readonly tableName: string;
  readonly most: number;
}

/** Customers by one of their columns and by status, largest group first. */
function writeGroup(
  builder: SheetBuilder,
  column: TextColumn,
  statuses: StatusColumns,
  context: ReportContext,
  texts: GroupTexts
): void {
  const all = textsOf(context.locale);
  const shown = shownStatuses(statuses.rules);
  const groups = tallyGroups(column, statuses, shown, texts);
  if (groups.length === 0) return;
  const listed = groups.slice(0, texts.most);
  const rest = groups.slice(texts.most);
  if (rest.length > 0) {
    listed.push({
      name: all.sheets.status.others(rest.length),
      counts: shown.map((_, at) => rest.reduce((sum, group) => sum + (group.counts[at] ?? 0), 0)),
    });
  }
  const baseCount = statuses.rules.classes.filter(({ group }) => group === "base").length;
  const validCount = statuses.rules.classes.length;
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const total = shown.length + 1;
  builder.table(
    texts.tableName,
    [
      { header: texts.group, style: "literal" },
      ...shown.map((status): ColumnSpec => ({
        header: all.data.statuses[status],
        style: "number",
      })),
      { header: all.data.statusGroups.archive, style: "number" },
      { header: all.sheets.status.baseShare, style: "percent" },
    ],
    listed.map(({ name, counts }, index): PlanCell[] => {
      const row = firstRow + index;
      const range = (from: number, to: number): string =>
        `SUM(${cellRef(row, from)}:${cellRef(row, to)})`;
      const sum = (from: number, to: number): number =>
        counts.slice(from, to).reduce((a, b) => a + b, 0);
      return [
        name,
        ...counts,
        { formula: `=${range(1, total - 1)}`, expected: sum(0, counts.length) },
        quotientCell(range(1, baseCount), range(1, validCount), [
          sum(0, baseCount),
          sum(0, validCount),
        ]),
      ];
    })
  );
  builder.conditionalFormat({
    kind: "dataBar",
    area: { row: firstRow, column: total, rows: listed.length, columns: 1 },
    color: "#9DC3E6",
  });
  builder.skip();
}

function shownStatuses(rules: RuleSet): StatusCode[] {
  return [...rules.classes.map(({ status }) => status), "invalid", "unknown"];
}

function tallyGroups(
  column: TextColumn,
  statuses: StatusColumns,
  shown: readonly StatusCode[],
  texts: GroupTexts
): { name: string; counts: number[] }[] {
  const place = new Map(shown.map((status, index) => [codeOfStatus(status), index]));
  const tally = column.texts.map(() => shown.map(() => 0));
  statuses.status.forEach((code, customer) => {
    const index = place.get(code);
    const counts = tally[column.codes[customer] ?? 0];
    if (index !== undefined && counts) counts[index] = (counts[index] ?? 0) + 1;
  });
  const size = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  return tally
    .map((counts, text) => ({ name: column.texts[text] || texts.empty, counts }))
    .filter(({ counts }) => size(counts) > 0)
    .sort((a, b) => size(b.counts) - size(a.counts) || (a.name < b.name ? -1 : 1));
}
