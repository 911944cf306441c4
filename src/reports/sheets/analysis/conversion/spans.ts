import { textsOf } from "../../../../locale";
import { flowsBetween, type FlowName } from "../../../../retention/status";
import {
  dayBefore,
  edate,
  isoOf,
  monthEndOf,
  monthStartOf,
  weekStartOf,
  type DayRange,
} from "../../../../retention/time";
import {
  type SheetBuilder,
  type ColumnSpec,
  type Placed,
  type ReportContext,
  type PlanCell,
  absentFigure,
  chartTexts,
  cellRef,
  quotientCell,
  sumCell,
  flowColors,
} from "../../../plan";
import { type Conversion, baseOn, flowsByWeight, knowsFlow, monthsShown } from "./changes";
import { type DailyPlace, chartColumns, chartRows, flowColumns } from "./days";

const weeksShown = 13;

/** Σ of the days of one flow between two cells that hold days. */
function flowSum(
  found: Conversion,
  daily: DailyPlace,
  flow: FlowName,
  range: DayRange,
  bounds: { readonly first: string; readonly last: string }
): PlanCell {
  if (!knowsFlow(found, flow)) return absentFigure;
  const { days } = daily;
  const criteria = `${days},">="&${bounds.first},${days},"<="&${bounds.last}`;
  const sums = flowsBetween(found.series, range.first, range.last);
  return { formula: `=SUMIFS(${daily.flow(flow)},${criteria})`, expected: sums[flow] };
}

/** Flows down, periods across: today, week, month, year. */
export function writePeriods(
  builder: SheetBuilder,
  found: Conversion,
  daily: DailyPlace,
  context: ReportContext
): void {
  const { reports, method } = textsOf(context.locale);
  const texts = reports.conversion.periods;
  const { asOf, monthStart } = found;
  const week = weekStartOf(asOf);
  const lastMonthEnd = dayBefore(monthStart);
  const periods: readonly (readonly [string, DayRange])[] = [
    [texts.day, { first: asOf, last: asOf }],
    [texts.week, { first: week, last: asOf }],
    [texts.lastWeek, { first: week - 7, last: week - 1 }],
    [texts.month, { first: monthStart, last: asOf }],
    [texts.lastMonth, { first: monthStartOf(lastMonthEnd), last: lastMonthEnd }],
    [texts.year, { first: edate(asOf, -monthsShown) + 1, last: asOf }],
  ];
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const placed = builder.grid(
    [
      { header: texts.flow, style: "text" },
      ...periods.map(([header]): ColumnSpec => ({ header, style: "number" })),
    ],
    [
      [texts.from, ...periods.map(([, { first }]) => first)],
      [texts.to, ...periods.map(([, { last }]) => last)],
      ...flowsByWeight.map((flow) => [
        method.flows[flow],
        ...periods.map(([, range], index) => {
          const bounds = {
            first: cellRef(firstRow, index + 1),
            last: cellRef(firstRow + 1, index + 1),
          };
          return flowSum(found, daily, flow, range, bounds);
        }),
      ]),
    ]
  );
  const bounds = { row: placed.firstRow, column: 1, rows: 2, columns: periods.length };
  builder.style(bounds, "dateRight");
  builder.skip();
}

/** A table of spans of days: label, flows, and the days that the sums run over. */
function writeSpans(
  builder: SheetBuilder,
  found: Conversion,
  daily: DailyPlace,
  context: ReportContext,
  spans: readonly (readonly [label: string, range: DayRange])[],
  label: string
): Placed {
  const { periods } = textsOf(context.locale).reports.conversion;
  const firstRow = builder.row + 1;
  const from = 1 + flowsByWeight.length;
  return builder.grid(
    [
      { header: label, style: "literal" },
      ...flowColumns(context),
      { header: periods.from, style: "date" },
      { header: periods.to, style: "date" },
    ],
    spans.map(([name, range], index) => {
      const row = firstRow + index;
      const bounds = { first: cellRef(row, from), last: cellRef(row, from + 1) };
      return [
        name,
        ...flowsByWeight.map((flow) => flowSum(found, daily, flow, range, bounds)),
        range.first,
        range.last,
      ];
    })
  );
}

/** Flows by month with what each month lost of its base, their sums and the chart. */
export function writeMonths(
  builder: SheetBuilder,
  found: Conversion,
  daily: DailyPlace,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.conversion.months;
  const { series, asOf } = found;
  const spans: (readonly [string, DayRange])[] = [];
  for (let first = series.first; first <= asOf; first = monthEndOf(first) + 1) {
    const range = { first, last: Math.min(asOf, monthEndOf(first)) };
    spans.push([isoOf(first).slice(0, 7), range]);
  }
  builder.line(texts.section, "section");
  const headerRow = builder.row;
  const placed = writeSpans(builder, found, daily, context, spans, texts.month);
  writeRates(builder, found, placed, spans, context);
  const total = placed.lastRow + 1;
  const sums = flowsBetween(series, series.first, asOf);
  builder.cells(
    [
      [
        texts.total,
        ...flowsByWeight.map((flow, index) =>
          knowsFlow(found, flow)
            ? sumCell(
                { row: placed.firstRow, column: index + 1 },
                { row: placed.lastRow, column: index + 1 },
                sums[flow]
              )
            : absentFigure
        ),
      ],
    ],
    0
  );
  const sumArea = { row: total, column: 0, rows: 1, columns: flowsByWeight.length + 1 };
  builder.style({ ...sumArea, column: 1, columns: flowsByWeight.length }, "number");
  builder.style(sumArea, "sum");
  builder.skip();
  builder.chart(
    texts.sentence({ months: spans.length, newLost: sums.newLost, returned: sums.lostReturned }),
    {
      name: "RETAIN conversion months",
      type: "ColumnClustered",
      source: { row: headerRow, column: 0, rows: spans.length + 1, columns: 3 },
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "#,##0",
      colors: [flowColors.out, flowColors.in],
    },
    chartRows,
    chartColumns
  );
  builder.skip();
}

/** Beside the months: what they lost of the base that they began with. */
function writeRates(
  builder: SheetBuilder,
  found: Conversion,
  placed: Placed,
  spans: readonly (readonly [string, DayRange])[],
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.conversion.months;
  const column = placed.columns;
  builder.beside(
    placed,
    [
      { header: texts.openingBase, style: "number" },
      { header: texts.rate, style: "percent" },
    ],
    spans.map(([, { first, last }], index) => {
      const row = placed.firstRow + index;
      const base = baseOn(found, dayBefore(first));
      const { newLost } = flowsBetween(found.series, first, last);
      return [base, quotientCell(cellRef(row, 1), cellRef(row, column), [newLost, base])];
    })
  );
}

/** Flows of the last weeks, the running one last. */
export function writeWeeks(
  builder: SheetBuilder,
  found: Conversion,
  daily: DailyPlace,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).reports.conversion.weeks;
  const thisWeek = weekStartOf(found.asOf);
  const spans = Array.from({ length: weeksShown }, (_, index): readonly [string, DayRange] => {
    const first = thisWeek - 7 * (weeksShown - 1 - index);
    const last = Math.min(found.asOf, first + 6);
    return [`${isoOf(first).slice(5)} – ${isoOf(last).slice(5)}`, { first, last }];
  });
  builder.line(texts.section, "section");
  writeSpans(builder, found, daily, context, spans, texts.week);
  builder.skip();
}
