import { textsOf } from "../../../../locale";
import {
  dailySeries,
  eventCauses,
  flowNames,
  flowsBetween,
  flowsOfEvents,
  groupSeries,
  historyDayOf,
  netChange,
  statusCodes,
  statusEvents,
  type DailySeries,
  type FlowName,
  type StatusCode,
  type StatusEvents,
} from "../../../../retention/status";
import {
  dayBefore,
  edate,
  isoOf,
  monthEndOf,
  monthStartOf,
  weekStartOf,
  type DayRange,
  type SerialDay,
} from "../../../../retention/time";
import {
  cellRef,
  SheetBuilder,
  type ColumnSpec,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  customerColumns,
  bodyRange,
  quotientCell,
  sumCell,
  ownerLabels,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  flowColors,
  statusColors,
  tabColors,
} from "../../../plan";

import { type StoreFigures, lossOfMonthSentence } from "../../../figures";

/** Events listed by name: what a manager can look through. */
const mostMovers = 5000;
const monthsShown = 12;
const weeksShown = 13;
const chartRows = 15;
/** The axis of a year of days names about every month. */
const daysPerLabel = 30;
const chartColumns = 9;
/** Where the daily table has its columns. */
const dailyAt = { day: 0, label: 1, base: 2, flows: 4 } as const;

/** The order in which flows matter to a manager. */
const flowsByWeight: readonly FlowName[] = [
  "newLost",
  "lostReturned",
  "nearLostReturned",
  "warningReturned",
  "enteredSold",
  "enteredService",
  "firstVisit",
  "verified",
  "revived",
  "invalidated",
  "aged",
];

/** All that this sheet computes: a year and the running month, day by day. */
interface Conversion {
  readonly figures: StoreFigures;
  readonly asOf: SerialDay;
  readonly monthStart: SerialDay;
  readonly events: StatusEvents;
  /** Per event its flow, as index into `flowNames`. */
  readonly flows: Uint8Array;
  readonly series: DailySeries;
  readonly base: Int32Array;
}

/**
 * 客户转换 (S0 转换KPI "根据以天为单位的环比分析法", 图62c): what changed, by day, week and month; each
 * status with its opening, in, out and closing; the net change since the last month-end; who moved and
 * why. Weeks, months and periods are native sums of the days.
 */
export function conversionSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("conversion", reports.names.conversion, tabColors.result);
  const found = computeConversion(figures);
  const empty = isEmpty(found);
  writeHead(builder, context, {
    title: reports.names.conversion,
    headline: empty ? reports.conversion.empty : headline(found, context),
  });
  if (!empty) {
    writeShortHistory(builder, found, context);
    writeBalance(builder, found, context);
    writeFlows(builder, found, context);
  }
  return builder.build({
    columnWidths: [26, ...Array.from({ length: 22 }, () => 13)],
    freeze: { rows: frozenHeadRows, columns: 1 },
    print: { titleRows: [0, frozenHeadRows - 1] },
  });
}

function computeConversion(figures: StoreFigures): Conversion {
  const { dealership, asOf, settings } = figures;
  const first = edate(monthStartOf(asOf), -monthsShown);
  const events = statusEvents(dealership, first, asOf, { rules: settings.rules });
  const flows = flowsOfEvents(dealership, events);
  const series = dailySeries(dealership, events, flows);
  const base = groupSeries(series, "base");
  return { figures, asOf, monthStart: monthStartOf(asOf), events, flows, series, base };
}

/** Nobody in the archive, and nobody was. */
function isEmpty({ series, events }: Conversion): boolean {
  return events.count === 0 && series.opening.every((count) => count === 0);
}

/** Base customers at the end of a day of the series, or of the day before it. */
function baseOn({ series, base }: Conversion, day: SerialDay): number {
  if (day >= series.first) return base[day - series.first] ?? 0;
  const isBase = new Set(
    series.rules.classes.filter(({ group }) => group === "base").map(({ status }) => status)
  );
  return series.statuses.reduce(
    (sum, status, place) => sum + (isBase.has(status) ? (series.opening[place] ?? 0) : 0),
    0
  );
}

function headline(found: Conversion, { locale }: ReportContext): string {
  const { series, asOf, monthStart, figures } = found;
  const { newLost, lostReturned: returned } = flowsBetween(series, monthStart, asOf);
  const openingBase = baseOn(found, dayBefore(monthStart));
  return lossOfMonthSentence(figures, { openingBase, newLost, returned }, locale);
}

function writeShortHistory(
  builder: SheetBuilder,
  { figures, series }: Conversion,
  { locale }: ReportContext
): void {
  const until = historyDayOf(figures.dealership);
  if (until <= series.first) return;
  builder.line(textsOf(locale).reports.conversion.shortHistory(isoOf(until)), "note");
  builder.skip();
}

/** Opening, in, out, closing of each status in the running month. */
function writeBalance(builder: SheetBuilder, found: Conversion, { locale }: ReportContext): void {
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

/** The columns of flows, in the order of the daily table. */
function flowColumns({ locale }: ReportContext): ColumnSpec[] {
  const { flows } = textsOf(locale).method;
  return flowsByWeight.map((flow) => ({ header: flows[flow], style: "number" }));
}

/**
 * Where the daily table will stand: the sections above it are native sums of it, so its place must be
 * known before they are written.
 */
interface DailyPlace {
  readonly headerRow: number;
  readonly days: string;
  readonly flow: (flow: FlowName) => string;
}

function dailyPlace(headerRow: number, days: number): DailyPlace {
  const range = (column: number): string => bodyRange(headerRow, days, column);
  return {
    headerRow,
    days: range(dailyAt.day),
    flow: (flow) => range(dailyAt.flows + flowsByWeight.indexOf(flow)),
  };
}

function writeFlows(builder: SheetBuilder, found: Conversion, context: ReportContext): void {
  const days = found.series.last - found.series.first + 1;
  const headerRow = builder.rowAfter((probe) => {
    writeSummaries(probe, found, dailyPlace(0, days), context);
    probe.skip();
  });
  writeSummaries(builder, found, dailyPlace(headerRow, days), context);
  writeDays(builder, found, context);
  writeMovers(builder, found, context);
}

function writeSummaries(
  builder: SheetBuilder,
  found: Conversion,
  daily: DailyPlace,
  context: ReportContext
): void {
  writePeriods(builder, found, daily, context);
  writeMonths(builder, found, daily, context);
  writeWeeks(builder, found, daily, context);
  writeMatrix(builder, found, context);
  writeBaseChart(builder, found, daily, context);
}

/** Σ of the days of one flow between two cells that hold days. */
function flowSum(
  { series }: Conversion,
  daily: DailyPlace,
  flow: FlowName,
  range: DayRange,
  bounds: { readonly first: string; readonly last: string }
): FormulaCell {
  const { days } = daily;
  const criteria = `${days},">="&${bounds.first},${days},"<="&${bounds.last}`;
  const sums = flowsBetween(series, range.first, range.last);
  return { formula: `=SUMIFS(${daily.flow(flow)},${criteria})`, expected: sums[flow] };
}

/** Flows down, periods across: today, week, month, year. */
function writePeriods(
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

function writeMonths(
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
          sumCell(
            { row: placed.firstRow, column: index + 1 },
            { row: placed.lastRow, column: index + 1 },
            sums[flow]
          )
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
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
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

function writeWeeks(
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

function writeMatrix(builder: SheetBuilder, found: Conversion, { locale }: ReportContext): void {
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

/** The chart of the base; its source is the daily table below. */
function writeBaseChart(
  builder: SheetBuilder,
  found: Conversion,
  daily: DailyPlace,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.conversion.days;
  const { series, asOf } = found;
  const rows = series.last - series.first + 2;
  builder.line(texts.section, "section");
  builder.chart(
    texts.sentence({
      first: isoOf(series.first),
      opening: baseOn(found, series.first),
      last: isoOf(asOf),
      closing: baseOn(found, asOf),
    }),
    {
      name: "RETAIN conversion days",
      type: "Line",
      // Days as text: a chart takes a first column of numbers for a series.
      source: { row: daily.headerRow, column: dailyAt.label, rows, columns: 2 },
      seriesBy: "Columns",
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "#,##0",
      labelEvery: daysPerLabel,
      colors: [statusColors.stable],
    },
    chartRows,
    chartColumns
  );
}

/** 日环比: a real table with one row per day; everything above adds it up. */
function writeDays(builder: SheetBuilder, found: Conversion, context: ReportContext): void {
  const { reports, data } = textsOf(context.locale);
  const texts = reports.conversion.days;
  const { series, base } = found;
  builder.skip();
  const firstRow = builder.row + 1;
  const firstStatus = dailyAt.flows + flowsByWeight.length;
  const baseClasses = series.rules.classes.filter(({ group }) => group === "base").length;
  const before = baseOn(found, dayBefore(series.first));
  builder.table(
    "RETAIN_conversionDays",
    [
      { header: texts.day, style: "date" },
      { header: texts.label, style: "literal" },
      { header: texts.base, style: "number" },
      { header: texts.change, style: "change" },
      ...flowColumns(context),
      ...series.statuses.map((status): ColumnSpec => ({
        header: data.statuses[status],
        style: "number",
      })),
    ],
    Array.from(base, (count, day): PlanCell[] => {
      const row = firstRow + day;
      const classes = sumCell(
        { row, column: firstStatus },
        { row, column: firstStatus + baseClasses - 1 },
        count
      );
      return [
        series.first + day,
        isoOf(series.first + day).slice(2),
        classes,
        count - (day === 0 ? before : (base[day - 1] ?? 0)),
        ...flowsByWeight.map((flow) => series.flows[flow][day] ?? 0),
        ...series.closing.map((closing) => closing[day] ?? 0),
      ];
    })
  );
  builder.skip();
}

/** The events of the running month by weight, the latest first. */
function moversOfMonth({ events, flows, monthStart }: Conversion): number[] {
  const weight = flowNames.map((flow) => flowsByWeight.indexOf(flow));
  const weightOf = (event: number): number => weight[flows[event] ?? 0] ?? 0;
  const found: number[] = [];
  for (let event = 0; event < events.count; event += 1) {
    if ((events.day[event] ?? 0) >= monthStart) found.push(event);
  }
  return found.sort(
    (a, b) => weightOf(a) - weightOf(b) || (events.day[b] ?? 0) - (events.day[a] ?? 0) || a - b
  );
}

function writeMovers(builder: SheetBuilder, found: Conversion, context: ReportContext): void {
  const all = textsOf(context.locale);
  const texts = all.reports.conversion.movers;
  const { figures, events, flows, monthStart, asOf } = found;
  const movers = moversOfMonth(found);
  builder.line(texts.section(isoOf(monthStart), isoOf(asOf)), "section");
  if (movers.length === 0) {
    builder.line(texts.none, "note");
    return;
  }
  const shown = movers.slice(0, mostMovers);
  if (shown.length < movers.length) {
    builder.line(all.sheets.header.cut(shown.length, movers.length), "note");
  }
  const who = customerColumns(figures.dealership, context, ["plate", "model"], shown.length);
  const statusName = (code: number): string => {
    const status: StatusCode | undefined = statusCodes[code];
    return status === undefined ? all.reports.conversion.matrix.outside : all.data.statuses[status];
  };
  const { ownership, settings } = figures;
  const owners = ownerLabels(ownership.owners, { locale: context.locale, roster: settings.roster });
  builder.table(
    "RETAIN_movers",
    [
      ...who,
      { header: texts.day, style: "date" },
      { header: texts.flow, style: "text" },
      { header: texts.from, style: "text" },
      { header: texts.to, style: "text" },
      { header: texts.cause, style: "text" },
      { header: texts.owner, style: "literal" },
    ],
    shown.map((event): PlanCell[] => {
      const customer = events.customer[event] ?? 0;
      const day = events.day[event] ?? 0;
      const cause = eventCauses[events.cause[event] ?? 0] ?? "aged";
      return [
        ...who.map((column) => column.cell(customer)),
        day,
        all.method.flows[flowNames[flows[event] ?? 0] ?? "aged"],
        statusName(events.from[event] ?? 0),
        statusName(events.to[event] ?? 0),
        all.reports.conversion.causes[cause],
        owners[ownership.ownerOn(customer, dayBefore(day))] ?? "",
      ];
    })
  );
}
