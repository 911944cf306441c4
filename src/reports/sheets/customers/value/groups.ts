import { textsOf } from "../../../../locale";
import { allParameters } from "../../../../retention/allParameters";
import { hasRevenue } from "../../../../retention/store";
import { codeOfStatus, groupMask, ruleSets, type StatusCode } from "../../../../retention/status";
import { valueGrades } from "../../../../retention/value";
import {
  cellRef,
  fixedRef,
  type ColumnSpec,
  type Placed,
  absentFigure,
  quotientCell,
  sumCell,
  type PlanCell,
  chartTexts,
} from "../../../plan";
import { chapterValues, type StoreFigures } from "../../../figures";
import { type Sheet, customersWhere, hasPsv, parts, sumCents } from "./sheet";

const chartRows = 16;
/** 基础, 衍生 and 再购 in the chart. */
const partColors = ["#0F548C", "#5B9BD5", "#F0B429"] as const;

interface StatusLine {
  readonly status: StatusCode;
  readonly customers: readonly number[];
}

/** Every status of the archive in order, with its customers. */
function statusLines(figures: StoreFigures): StatusLine[] {
  const { status } = figures.benchmark.statuses;
  const codes: StatusCode[] = [
    ...ruleSets.retention.classes.map(({ status: code }) => code),
    "invalid",
    "unknown",
  ];
  return codes.map((code) => ({
    status: code,
    customers: customersWhere(figures, (customer) => status[customer] === codeOfStatus(code)),
  }));
}

const statusAtColumn = { firstPart: 1, psv: 4, customers: 5, without: 8 } as const;

/** ΣPSV and its parts by status, with the chart. */
export function writeStatuses(sheet: Sheet): void {
  const { builder, figures, context } = sheet;
  const { reports, data } = textsOf(context.locale);
  const texts = reports.value.byStatus;
  if (!figures.hasCustomers) return;
  builder.line(texts.section, "section");
  const lines = statusLines(figures);
  const firstRow = builder.row + 1;
  const totalRow = firstRow + lines.length;
  const valued = hasPsv(figures);
  const everybody = lines.flatMap(({ customers }) => customers);
  const whole = sumCents(figures.psv.total, everybody);
  const row = (
    label: string,
    at: number,
    customers: readonly number[],
    cell: (column: number, expected: number) => PlanCell
  ): PlanCell[] => {
    const counted = customers.filter(valued).length;
    const psv = sumCents(figures.psv.total, customers);
    const { firstPart, psv: sum, customers: count, without } = statusAtColumn;
    return [
      label,
      ...parts.map((part, index) =>
        cell(firstPart + index, sumCents(figures.psv[part], customers))
      ),
      sumCell({ row: at, column: firstPart }, { row: at, column: sum - 1 }, psv),
      cell(count, counted),
      quotientCell(cellRef(at, sum), cellRef(at, count), [psv, counted]),
      quotientCell(cellRef(at, sum), fixedRef(totalRow, sum), [psv, whole]),
      cell(without, customers.length - counted),
    ];
  };
  const placed = builder.grid(
    [
      { header: texts.status, style: "text" },
      ...parts.map((part): ColumnSpec => ({ header: texts[part], style: "money" })),
      { header: texts.psv, style: "money" },
      { header: texts.customers, style: "number" },
      { header: texts.average, style: "money" },
      { header: texts.share, style: "percent" },
      { header: texts.without, style: "number" },
    ],
    [
      ...lines.map(({ status, customers }, index) =>
        row(data.statuses[status], firstRow + index, customers, (_, expected) => expected)
      ),
      row(texts.total, totalRow, everybody, (column, expected) =>
        sumCell({ row: firstRow, column }, { row: totalRow - 1, column }, expected)
      ),
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
  if (whole > 0) drawStatuses(sheet, placed, lines, whole);
}

function drawStatuses(
  { builder, figures, context }: Sheet,
  { headerRow }: Placed,
  lines: readonly StatusLine[],
  whole: number
): void {
  const { reports, data } = textsOf(context.locale);
  const texts = reports.value.byStatus;
  const sums = lines.map(({ customers }) => sumCents(figures.psv.total, customers));
  const largest = sums.indexOf(Math.max(...sums));
  builder.chart(
    texts.sentence({
      status: data.statuses[lines[largest].status],
      psv: sums[largest],
      share: sums[largest] / whole,
    }),
    {
      name: "RETAIN value",
      type: "ColumnStacked",
      source: {
        row: headerRow,
        column: 0,
        rows: lines.length + 1,
        columns: parts.length + 1,
      },
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "#,##0",
      colors: partColors,
    },
    chartRows,
    6
  );
  builder.skip();
}

/** Money received and ΣPSV by RFM grade of the valid. */
export function writeGrades({ builder, figures, context }: Sheet): void {
  const texts = textsOf(context.locale).reports.value.byGrade;
  const { rfm, psv, settings } = figures;
  const { window } = chapterValues(settings, "rfm", allParameters.rfm);
  if (!figures.hasCustomers) return;
  builder.line(texts.section, "section");
  const order = [...valueGrades.filter((grade) => grade !== "none"), "none" as const];
  const { status } = figures.benchmark.statuses;
  const isValid = groupMask(ruleSets.retention, "valid");
  const groups = order.map((grade) =>
    customersWhere(
      figures,
      (customer) => isValid[status[customer]] === 1 && valueGrades[rfm.grade[customer]] === grade
    )
  );
  const firstRow = builder.row + 1;
  const totalRow = firstRow + groups.length;
  const everybody = groups.flat();
  const isKnown = hasRevenue(figures.dealership.orders);
  const whole = {
    money: sumCents(rfm.money, everybody),
    psv: sumCents(psv.total, everybody),
  };
  const row = (
    label: string,
    at: number,
    customers: readonly number[],
    cell: (column: number, expected: number) => PlanCell
  ): PlanCell[] => {
    const money = sumCents(rfm.money, customers);
    const sum = sumCents(psv.total, customers);
    return [
      label,
      cell(1, customers.length),
      isKnown ? cell(2, money) : absentFigure,
      isKnown
        ? quotientCell(cellRef(at, 2), fixedRef(totalRow, 2), [money, whole.money])
        : absentFigure,
      cell(4, sum),
      quotientCell(cellRef(at, 4), fixedRef(totalRow, 4), [sum, whole.psv]),
      quotientCell(cellRef(at, 4), cellRef(at, 1), [sum, customers.length]),
    ];
  };
  const placed = builder.grid(
    [
      { header: texts.grade, style: "text" },
      { header: texts.customers, style: "number" },
      { header: texts.money(window), style: "money" },
      { header: texts.moneyShare, style: "percent" },
      { header: texts.psv, style: "money" },
      { header: texts.psvShare, style: "percent" },
      { header: texts.average, style: "money" },
    ],
    [
      ...groups.map((customers, index) =>
        row(
          order[index] === "none" ? texts.ungraded : order[index],
          firstRow + index,
          customers,
          (_, expected) => expected
        )
      ),
      row(texts.total, totalRow, everybody, (column, expected) =>
        sumCell({ row: firstRow, column }, { row: totalRow - 1, column }, expected)
      ),
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
}
