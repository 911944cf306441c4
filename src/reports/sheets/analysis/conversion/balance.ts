import { textsOf } from "../../../../locale";
import { netChange } from "../../../../retention/status";
import { dayBefore, isoOf } from "../../../../retention/time";
import {
  type SheetBuilder,
  type ColumnSpec,
  type ReportContext,
  type FormulaCell,
  type PlanCell,
  cellRef,
  sumCell,
} from "../../../plan";
import type { Conversion } from "./changes";

/** Opening, in, out, closing of each status in the running month. */
export function writeBalance(
  builder: SheetBuilder,
  found: Conversion,
  { locale }: ReportContext
): void {
  const { reports, data } = textsOf(locale);
  const texts = reports.conversion.balance;
  const { series, monthStart, asOf } = found;
  const from = monthStart - series.first;
  const sumFrom = (days: Int32Array): number =>
    days.subarray(from).reduce((sum, count) => sum + count, 0);
  const counts = series.statuses.map((_, place) => ({
    opening: series.closing[place]?.[from - 1] ?? 0,
    inflow: sumFrom(series.inflow[place] ?? new Int32Array()),
    outflow: sumFrom(series.outflow[place] ?? new Int32Array()),
  }));
  builder.line(texts.section(isoOf(monthStart), isoOf(asOf)), "section");
  builder.line(texts.note, "note");
  const firstRow = builder.row + 1;
  const closingOf = (row: number, expected: number): FormulaCell => ({
    formula: `=${cellRef(row, 1)}+${cellRef(row, 2)}-${cellRef(row, 3)}`,
    expected,
  });
  const changeOf = (row: number, expected: number): FormulaCell => ({
    formula: `=${cellRef(row, 4)}-${cellRef(row, 1)}`,
    expected,
  });
  const rows = series.statuses.map((status, place): PlanCell[] => {
    const { opening, inflow, outflow } = counts[place] ?? { opening: 0, inflow: 0, outflow: 0 };
    const row = firstRow + place;
    return [
      data.statuses[status],
      opening,
      inflow,
      outflow,
      closingOf(row, opening + inflow - outflow),
      changeOf(row, inflow - outflow),
    ];
  });
  const totalRow = firstRow + rows.length;
  const totalOf = (key: "opening" | "inflow" | "outflow"): number =>
    counts.reduce((sum, count) => sum + count[key], 0);
  const column = (at: number, expected: number): FormulaCell =>
    sumCell({ row: firstRow, column: at }, { row: totalRow - 1, column: at }, expected);
  const [opening, inflow, outflow] = [totalOf("opening"), totalOf("inflow"), totalOf("outflow")];
  const placed = builder.grid(
    [
      { header: texts.status, style: "text" },
      { header: texts.opening, style: "number" },
      { header: texts.inflow, style: "number" },
      { header: texts.outflow, style: "number" },
      { header: texts.closing, style: "number" },
      { header: texts.change, style: "change" },
    ],
    [
      ...rows,
      [
        data.statusGroups.archive,
        column(1, opening),
        column(2, inflow),
        column(3, outflow),
        closingOf(totalRow, opening + inflow - outflow),
        changeOf(totalRow, inflow - outflow),
      ],
    ]
  );
  builder.styleRow(placed, totalRow, "sum");
  builder.skip();
}

/** Who stood where at the last month-end and where now: the net change, from down and to across. */
export function writeMatrix(
  builder: SheetBuilder,
  found: Conversion,
  { locale }: ReportContext
): void {
  const { reports, data } = textsOf(locale);
  const texts = reports.conversion.matrix;
  const { figures, asOf, monthStart, series } = found;
  const from = dayBefore(monthStart);
  const change = netChange(figures.dealership, from, asOf, series.rules);
  const labels = [...change.statuses.map((status) => data.statuses[status]), texts.outside];
  const width = labels.length;
  const at = (row: number, column: number): number => change.counts[row * width + column] ?? 0;
  builder.line(texts.section(isoOf(from), isoOf(asOf)), "section");
  builder.line(texts.note(change.movers.length), "note");
  const firstRow = builder.row + 1;
  const lastRow = firstRow + width - 1;
  const rowSum = (row: number): number =>
    labels.reduce((sum, _, column) => sum + at(row, column), 0);
  const columnSum = (column: number): number =>
    labels.reduce((sum, _, row) => sum + at(row, column), 0);
  const placed = builder.grid(
    [
      { header: texts.from, style: "text" },
      ...[...labels, texts.total].map((header): ColumnSpec => ({ header, style: "number" })),
    ],
    [
      ...labels.map((label, row): PlanCell[] => [
        label,
        ...labels.map((_, column) => at(row, column)),
        sumCell(
          { row: firstRow + row, column: 1 },
          { row: firstRow + row, column: width },
          rowSum(row)
        ),
      ]),
      [
        texts.total,
        ...[...labels, texts.total].map((_, column) =>
          sumCell(
            { row: firstRow, column: column + 1 },
            { row: lastRow, column: column + 1 },
            column < width
              ? columnSum(column)
              : labels.reduce((sum, _label, row) => sum + rowSum(row), 0)
          )
        ),
      ],
    ]
  );
  builder.styleRow(placed, lastRow + 1, "sum");
  const body = { row: firstRow, column: 1, rows: width, columns: width };
  const cell = cellRef(firstRow, 1);
  builder.conditionalFormat({
    kind: "expression",
    area: body,
    formula: `AND(ROW(${cell})-COLUMN(${cell})=${firstRow - 1},${cell}>0)`,
    style: "neutralCell",
  });
  builder.conditionalFormat({
    kind: "expression",
    area: body,
    formula: `${cell}>0`,
    style: "cautionCell",
  });
  builder.skip();
}
