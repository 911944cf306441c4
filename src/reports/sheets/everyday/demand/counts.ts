import { ownerNames } from "../../../figures";
import { textsOf } from "../../../../locale";
import { demandUrgencies, type DemandUrgency } from "../../../../retention/solicitation";
import { solicitationTypes } from "../../../../retention/calls";
import {
  type SheetBuilder,
  type ColumnSpec,
  type Placed,
  type ReportContext,
  type PlanCell,
  chartTexts,
  cellRef,
  fixedRef,
  quotientCell,
  sumCell,
  statusColors,
} from "../../../plan";
import type { ListKey } from "./list";
import { type Demand, type DemandRow } from "./rows";

const chartRows = 22;
const chartColumns = 9;

const urgencyColors: Readonly<Record<DemandUrgency, string>> = {
  due: "#0F548C",
  nearLost: statusColors.nearLost,
  overdue: statusColors.warning,
  ahead: "#9DC3E6",
  anyTime: "#7FB58F",
  lost: statusColors.lost6,
  followUp: statusColors.invalid,
};

export type Ranges = (key: ListKey) => string;

/** One line of a table that counts the list: its label and how many rows of each urgency it counts. */
interface CountLine {
  readonly label: string;
  readonly perUrgency: readonly number[];
}

/** The lines of both tables. */
export interface CountedLines {
  readonly types: readonly CountLine[];
  readonly advisors: readonly CountLine[];
}

/** The list by type, in the order of types, and by whom it is for, in the order of owners. */
export function countLines({ figures, rows }: Demand, context: ReportContext): CountedLines {
  const { solicitationTypes: names } = textsOf(context.locale).vocabulary;
  const labels = ownerNames(figures, context);
  const types = countsBy(rows, ({ item }) => solicitationTypes.indexOf(item.type));
  const advisors = countsBy(rows, ({ advisor }) => advisor);
  return {
    types: types.map(([type, perUrgency]) => ({
      label: names[solicitationTypes[type] ?? "maintenance"],
      perUrgency,
    })),
    advisors: advisors.map(([owner, perUrgency]) => ({ label: labels[owner] ?? "", perUrgency })),
  };
}

/** Rows per urgency of every code that occurs, by code. */
function countsBy(
  rows: readonly DemandRow[],
  codeOf: (row: DemandRow) => number
): [code: number, perUrgency: number[]][] {
  const counts = new Map<number, number[]>();
  for (const row of rows) {
    const code = codeOf(row);
    const perUrgency = counts.get(code) ?? demandUrgencies.map(() => 0);
    perUrgency[row.urgency] = (perUrgency[row.urgency] ?? 0) + 1;
    counts.set(code, perUrgency);
  }
  return [...counts].sort(([a], [b]) => a - b);
}

const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Lines down, urgencies across: native counts of the list, with totals and shares. */
function writeCounts(
  builder: SheetBuilder,
  header: string,
  lines: readonly CountLine[],
  labels: string,
  urgencies: string,
  { locale }: ReportContext
): Placed {
  const { demand: texts } = textsOf(locale).reports;
  const firstRow = builder.row + 1;
  const totalRow = firstRow + lines.length;
  const sumAt = 1 + demandUrgencies.length;
  const all = total(lines.map(({ perUrgency }) => total(perUrgency)));
  const rowEnd = (row: number, items: number): PlanCell[] => [
    sumCell({ row, column: 1 }, { row, column: sumAt - 1 }, items),
    quotientCell(cellRef(row, sumAt), fixedRef(totalRow, sumAt), [items, all]),
  ];
  const rows = lines.map(({ label, perUrgency }, index): PlanCell[] => {
    const row = firstRow + index;
    return [
      label,
      ...perUrgency.map((expected, urgency) => ({
        formula: `=COUNTIFS(${labels},${fixedColumn(row)},${urgencies},${headerCell(firstRow - 1, 1 + urgency)})`,
        expected,
      })),
      ...rowEnd(row, total(perUrgency)),
    ];
  });
  const placed = builder.grid(
    [
      { header, style: "literal" },
      ...demandUrgencies.map((urgency): ColumnSpec => ({
        header: texts.urgencies[urgency],
        style: "number",
      })),
      { header: texts.types.total, style: "number" },
      { header: texts.types.share, style: "percent" },
    ],
    [
      ...rows,
      [
        texts.types.total,
        ...demandUrgencies.map((_, urgency) =>
          sumCell(
            { row: firstRow, column: 1 + urgency },
            { row: totalRow - 1, column: 1 + urgency },
            total(lines.map(({ perUrgency }) => perUrgency[urgency] ?? 0))
          )
        ),
        ...rowEnd(totalRow, all),
      ],
    ]
  );
  builder.styleRow(placed, totalRow, "sum");
  return placed;
}

const fixedColumn = (row: number): string => `$${cellRef(row, 0)}`;
const headerCell = (row: number, column: number): string => fixedRef(row, column);

/** Items by type and urgency, with the chart. */
export function writeTypes(
  builder: SheetBuilder,
  lines: readonly CountLine[],
  ranges: Ranges,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.demand.types;
  builder.line(texts.section, "section");
  const placed = writeCounts(
    builder,
    texts.type,
    lines,
    ranges("type"),
    ranges("urgency"),
    context
  );
  builder.skip();
  const sizes = lines.map(({ perUrgency }) => total(perUrgency));
  const most = Math.max(...sizes);
  builder.chart(
    texts.sentence(lines[sizes.indexOf(most)]?.label ?? "", most),
    {
      name: "RETAIN demand",
      type: "BarStacked",
      source: {
        row: placed.headerRow,
        column: 0,
        rows: lines.length + 1,
        columns: 1 + demandUrgencies.length,
      },
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "#,##0",
      colors: demandUrgencies.map((urgency) => urgencyColors[urgency]),
    },
    chartRows,
    chartColumns
  );
  builder.skip();
}

/** Items by advisor and urgency. */
export function writeAdvisors(
  builder: SheetBuilder,
  lines: readonly CountLine[],
  ranges: Ranges,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.demand.advisors;
  builder.line(texts.section, "section");
  writeCounts(builder, texts.advisor, lines, ranges("advisor"), ranges("urgency"), context);
  builder.skip();
}
