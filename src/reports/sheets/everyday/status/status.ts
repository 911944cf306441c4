import { NO_DAY, monthStartOf, cutoff, dayBefore } from "../../../../retention/time";
import { statusHorizons } from "../../../../retention/parameters";
import type { Dealership, TextColumn } from "../../../../retention/store";
import { textsOf } from "../../../../locale";
import {
  codeOfStatus,
  soonLost,
  statusAt,
  statusCodes,
  statusCounts,
  statusesAsOf,
  type RuleSet,
  type SoonLost,
  type StatusCode,
  type StatusColumns,
  type StatusCounts,
} from "../../../../retention/status";
import {
  cellRef,
  fixedRef,
  SheetBuilder,
  type ColumnSpec,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  customerColumns,
  absentFigure,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  statusColors,
  tabColors,
} from "../../../plan";
import { type StoreFigures, lossOfMonth, lossOfMonthSentence } from "../../../figures";

/** Rows listed of those who will be lost soon: what a team can call in a month and read on a sheet. */
const longestSoonLostList = 500;
/** Models listed by name; the rest stands in one row. */
const mostModels = 30;
/** Advisors listed by name. */
const mostAdvisors = 60;
const chartRows = 16;
/** 产值 is that of so many months to the last visit. */
const revenueMonths = 12;

/** The statuses of the as-of day and of the two days it is compared with. */
interface ThreeDays {
  readonly today: StatusColumns;
  readonly counts: StatusCounts;
  readonly yesterday: StatusCounts;
  readonly lastMonthEnd: StatusCounts;
}

/**
 * 客户状态 (S0 状态KPI, 图62b): the archive by status on the as-of day, beside yesterday and the last
 * month-end, with 产值 and ΣPSV of each class; 新增流失 of the month against the allowance; who will be
 * lost within 30 days; who was never here, drives little or only passed by; the same by advisor and by
 * model. Sums, shares and changes are native formulas.
 */
export function statusSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { dealership, statuses } = figures;
  const texts = textsOf(context.locale).sheets.status;
  const days = threeDays(dealership, statuses);
  const soon = soonLost(statuses);
  const builder = new SheetBuilder("status", texts.name, tabColors.result);
  writeHead(builder, context, {
    title: texts.title,
    headline: headline(figures, days, context),
  });
  if (days.counts.archive > 0) {
    builder.line(structure(days, soon, context), "subtitle");
    builder.skip();
  }
  const classes = writeClasses(builder, days, worthOf(figures), context);
  writeComposition(builder, days, classes, context);
  writeSoonLost(builder, dealership, statuses, soon, context);
  writeFlags(builder, figures, classes, context);
  writeGroups(builder, dealership, statuses, context);
  return builder.build({
    columnWidths: [24, 16, 16, 16, 19, 19, 19, 16, 24, 18, 16, 14, 16],
    freeze: { rows: frozenHeadRows, columns: 0 },
    print: { titleRows: [0, frozenHeadRows - 1] },
  });
}

function threeDays(dealership: Dealership, today: StatusColumns): ThreeDays {
  const countsOn = (day: number): StatusCounts =>
    statusCounts(statusesAsOf(dealership, day, today.rules));
  return {
    today,
    counts: statusCounts(today),
    yesterday: countsOn(dayBefore(today.asOf)),
    lastMonthEnd: countsOn(dayBefore(monthStartOf(today.asOf))),
  };
}

/** What the month has done to 基盘; how the archive stands follows below it. */
function headline(figures: StoreFigures, days: ThreeDays, { locale }: ReportContext): string {
  if (days.counts.archive === 0) return textsOf(locale).sheets.status.empty;
  return lossOfMonthSentence(figures, lossOfMonth(figures, days.lastMonthEnd.base), locale);
}

function structure(days: ThreeDays, soon: readonly SoonLost[], { locale }: ReportContext): string {
  const { counts, yesterday } = days;
  return textsOf(locale).sheets.status.headline({
    valid: counts.valid,
    base: counts.base,
    baseShare: counts.base / counts.valid,
    lost: counts.lost,
    baseChange: counts.base - yesterday.base,
    soonLost: soon.length,
  });
}

/** Money by status code: what customers brought in their last 12 months here, and what they may bring. */
interface Worth {
  /** 产值 of the visits in the 12 months to the last visit; `NaN` where no amount is known. */
  readonly revenue: Float64Array;
  /** ΣPSV; `NaN` where it is known of nobody. */
  readonly psv: Float64Array;
}

function worthOf({ dealership, statuses, visitMoney, psv }: StoreFigures): Worth {
  const { visitOffsets, visitDay, customers } = dealership;
  const revenue = new Float64Array(statusCodes.length).fill(NaN);
  const worth = new Float64Array(statusCodes.length).fill(NaN);
  const add = (sums: Float64Array, code: number, value: number): void => {
    if (!Number.isNaN(value)) sums[code] = (sums[code] || 0) + value;
  };
  for (let customer = 0; customer < customers.count; customer += 1) {
    const status = statusAt(statuses, customer);
    if (status === undefined) continue;
    const code = codeOfStatus(status);
    add(worth, code, psv.total[customer] ?? NaN);
    const last = statuses.lastVisit[customer] ?? NO_DAY;
    if (last === NO_DAY) continue;
    const from = cutoff(last, revenueMonths);
    const end = visitOffsets[customer + 1] ?? 0;
    for (let visit = visitOffsets[customer] ?? 0; visit < end; visit += 1) {
      const day = visitDay[visit] ?? NO_DAY;
      if (day >= from && day <= last) add(revenue, code, visitMoney.revenue[visit] ?? NaN);
    }
  }
  return { revenue, psv: worth };
}

/** A share that shows "—" where there is nothing to share. */
function shareCell(part: string, whole: string, expected: [number, number]): FormulaCell {
  const [numerator, denominator] = expected;
  return {
    formula: `=IF(${whole}=0,"—",${part}/${whole})`,
    expected: denominator === 0 ? "—" : numerator / denominator,
  };
}

/** One line of the table of classes: a class to count, or a sum of other lines. */
interface Line {
  readonly label: string;
  readonly status?: StatusCode;
  /** Indexes of the lines it adds up. */
  readonly sumOf?: readonly number[];
  readonly pick: (counts: StatusCounts) => number;
  /** Whether it can be a part of 有效, of 基盘. */
  readonly inValid: boolean;
  readonly inBase: boolean;
}

/** The lines of the table, with the indexes of its sums. */
interface Lines {
  readonly lines: readonly Line[];
  readonly base: number;
  readonly valid: number;
}

function linesOf(rules: RuleSet, context: ReportContext): Lines {
  const { data } = textsOf(context.locale);
  const classLine = (status: StatusCode, inValid: boolean, inBase: boolean): Line => ({
    label: data.statuses[status],
    status,
    pick: (counts) => counts.byStatus[status] ?? 0,
    inValid,
    inBase,
  });
  const baseLines = rules.classes
    .filter(({ group }) => group === "base")
    .map(({ status }) => classLine(status, true, true));
  const lostLines = rules.classes
    .filter(({ group }) => group === "lost")
    .map(({ status }) => classLine(status, true, false));
  const base = baseLines.length;
  const lost = base + 1 + lostLines.length;
  const valid = lost + 1;
  const indexes = (first: number, length: number): number[] =>
    Array.from({ length }, (_, index) => first + index);
  const groups = data.statusGroups;
  return {
    base,
    valid,
    lines: [
      ...baseLines,
      {
        label: groups.base,
        sumOf: indexes(0, baseLines.length),
        pick: ({ base: count }) => count,
        inValid: true,
        inBase: true,
      },
      ...lostLines,
      {
        label: groups.lost,
        sumOf: indexes(base + 1, lostLines.length),
        pick: ({ lost: count }) => count,
        inValid: true,
        inBase: false,
      },
      {
        label: groups.valid,
        sumOf: [base, lost],
        pick: ({ valid: count }) => count,
        inValid: true,
        inBase: false,
      },
      classLine("invalid", false, false),
      classLine("unknown", false, false),
      {
        label: groups.archive,
        sumOf: [valid, valid + 1, valid + 2],
        pick: ({ archive }) => archive,
        inValid: false,
        inBase: false,
      },
    ],
  };
}

/** Columns of the table of classes. */
const at = {
  count: 1,
  ofValid: 2,
  ofBase: 3,
  yesterday: 4,
  day: 5,
  monthEnd: 6,
  month: 7,
  revenue: 8,
  psv: 9,
} as const;

function writeClasses(
  builder: SheetBuilder,
  days: ThreeDays,
  worth: Worth,
  context: ReportContext
): ClassRows {
  const texts = textsOf(context.locale).sheets.status.classes;
  const { lines, base, valid } = linesOf(days.today.rules, context);
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const ref = (line: number, column: number): string => cellRef(firstRow + line, column);
  const fixed = (line: number): string => fixedRef(firstRow + line, at.count);
  const countCell = (line: Line, column: number, counts: StatusCounts): PlanCell =>
    line.sumOf
      ? { formula: `=${sumOf(line.sumOf, column, ref)}`, expected: line.pick(counts) }
      : line.pick(counts);
  /** Of a line's own class, or of all classes that its sum adds up; unknown ones add nothing. */
  const known = ({ status, sumOf: parts = [] }: Line, sums: Float64Array): number =>
    status !== undefined
      ? (sums[codeOfStatus(status)] ?? NaN)
      : parts.reduce((sum, part) => sum + (known(lines[part] as Line, sums) || 0), 0);
  const moneyCell = (line: Line, column: number, sums: Float64Array): PlanCell => {
    const value = known(line, sums);
    if (line.sumOf) {
      // Of one class only, SUM makes a number of its "—".
      const [only = 0] = line.sumOf;
      const sum =
        line.sumOf.length === 1
          ? `SUM(${ref(only, column)}:${ref(only, column)})`
          : sumOf(line.sumOf, column, ref);
      return { formula: `=${sum}`, expected: value };
    }
    return Number.isNaN(value) ? absentFigure : value;
  };
  const { counts, yesterday, lastMonthEnd } = days;
  const rows = lines.map((line, index): PlanCell[] => {
    const own = ref(index, at.count);
    const changeFrom = (column: number, before: StatusCounts): FormulaCell => ({
      formula: `=${own}-${ref(index, column)}`,
      expected: line.pick(counts) - line.pick(before),
    });
    return [
      line.label,
      countCell(line, at.count, counts),
      line.inValid ? shareCell(own, fixed(valid), [line.pick(counts), counts.valid]) : null,
      line.inBase ? shareCell(own, fixed(base), [line.pick(counts), counts.base]) : null,
      countCell(line, at.yesterday, yesterday),
      changeFrom(at.yesterday, yesterday),
      countCell(line, at.monthEnd, lastMonthEnd),
      changeFrom(at.monthEnd, lastMonthEnd),
      moneyCell(line, at.revenue, worth.revenue),
      moneyCell(line, at.psv, worth.psv),
    ];
  });
  const placed = builder.grid(
    [
      { header: texts.status, style: "text" },
      { header: texts.count, style: "number" },
      { header: texts.shareOfValid, style: "percent" },
      { header: texts.shareOfBase, style: "percent" },
      { header: texts.yesterday, style: "number" },
      { header: texts.sinceYesterday, style: "change" },
      { header: texts.lastMonthEnd, style: "number" },
      { header: texts.sinceMonthEnd, style: "change" },
      { header: texts.revenue, style: "number" },
      { header: texts.psv, style: "number" },
    ],
    rows
  );
  lines.forEach((line, index) => {
    if (line.sumOf) builder.styleRow(placed, placed.firstRow + index, "sum");
  });
  markChanges(builder, placed, lines);
  builder.line(texts.note, "note");
  builder.skip();
  return { placed, lines, valid };
}

interface ClassRows {
  readonly placed: Placed;
  readonly lines: readonly Line[];
  readonly valid: number;
}

/** Neighbouring lines as a SUM over their range, others as a plain addition. */
function sumOf(
  lines: readonly number[],
  column: number,
  ref: (line: number, column: number) => string
): string {
  const first = lines[0] ?? 0;
  const last = lines[lines.length - 1] ?? 0;
  const adjacent = last - first === lines.length - 1;
  return adjacent && lines.length > 1
    ? `SUM(${ref(first, column)}:${ref(last, column)})`
    : lines.map((line) => ref(line, column)).join("+");
}

/** Growth of 基盘 is good, growth of 流失 is not: colour says which, beside the sign. */
function markChanges(builder: SheetBuilder, placed: Placed, lines: readonly Line[]): void {
  const lostFrom = lines.findIndex((line) => line.inValid && !line.inBase);
  const lostTo = lines.findIndex((line) => line.sumOf && line.inValid && !line.inBase);
  const rowsOf = (from: number, to: number, better: ">" | "<"): void => {
    for (const column of [at.day, at.month]) {
      const area = {
        row: placed.firstRow + from,
        column,
        rows: to - from + 1,
        columns: 1,
      };
      builder.colourBy(area, [
        [`${better}0`, "goodCell"],
        [`${better === ">" ? "<" : ">"}0`, "badCell"],
      ]);
    }
  };
  rowsOf(lostFrom - 1, lostFrom - 1, ">");
  rowsOf(lostFrom, lostTo, "<");
}

/** The chart's own small table: one row per day, one column per class. */
function writeComposition(
  builder: SheetBuilder,
  days: ThreeDays,
  classes: ClassRows,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).sheets.status.composition;
  const { rules } = days.today;
  const classLines = classes.lines.flatMap((line, index) =>
    line.status !== undefined && line.inValid ? [{ line, index }] : []
  );
  const row = (label: string, column: number, counts: StatusCounts): PlanCell[] => [
    label,
    ...classLines.map(({ line, index }) => ({
      formula: `=${cellRef(classes.placed.firstRow + index, column)}`,
      expected: line.pick(counts),
    })),
  ];
  builder.line(texts.section, "section");
  const placed = builder.grid(
    [
      { header: texts.day, style: "text" },
      ...classLines.map(({ line }): ColumnSpec => ({ header: line.label, style: "number" })),
    ],
    [
      row(texts.lastMonthEnd, at.monthEnd, days.lastMonthEnd),
      row(texts.yesterday, at.yesterday, days.yesterday),
      row(texts.asOf, at.count, days.counts),
    ]
  );
  builder.skip();
  if (days.counts.valid === 0) return;
  const sizes = classLines.map(({ line }) => line.pick(days.counts));
  const largest = Math.max(...sizes);
  const name = classLines[sizes.indexOf(largest)]?.line.label ?? "";
  builder.chart(
    texts.sentence(name, largest, largest / days.counts.valid),
    {
      name: "RETAIN status",
      type: "BarStacked100",
      source: { row: placed.headerRow, column: 0, rows: 4, columns: placed.columns },
      seriesBy: "Columns",
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "0%",
      colors: rules.classes.map(({ status }) => statusColors[status]),
    },
    chartRows,
    8
  );
  builder.skip();
}

function writeSoonLost(
  builder: SheetBuilder,
  dealership: Dealership,
  statuses: StatusColumns,
  soon: readonly SoonLost[],
  context: ReportContext
): void {
  const all = textsOf(context.locale);
  const texts = all.sheets.status.soonLost;
  builder.line(texts.section(statusHorizons.soonLost.value), "section");
  if (soon.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const perClass = baseClassesOf(soon, statuses);
  const firstRow = builder.row;
  perClass.forEach(([status, count]) => {
    builder.labelled(all.data.statuses[status], count, "number");
  });
  if (perClass.length > 1) {
    builder.labelled(
      texts.total,
      { formula: `=SUM(B${firstRow + 1}:B${builder.row})`, expected: soon.length },
      "number"
    );
  }
  const shown = soon.slice(0, longestSoonLostList);
  if (shown.length < soon.length) {
    builder.line(all.sheets.header.cut(shown.length, soon.length), "note");
  }
  builder.line(texts.list, "label");
  const columns = soonLostColumns(dealership, statuses, context, shown.length);
  builder.table(
    "RETAIN_soonLost",
    columns,
    shown.map((entry) => columns.map((column) => column.cell(entry)))
  );
  builder.skip();
}

function baseClassesOf(
  soon: readonly SoonLost[],
  statuses: StatusColumns
): (readonly [StatusCode, number])[] {
  const tally = new Map<StatusCode, number>();
  for (const { customer } of soon) {
    const status = statusAt(statuses, customer);
    if (status !== undefined) tally.set(status, (tally.get(status) ?? 0) + 1);
  }
  return statusCodes.flatMap((status) => {
    const count = tally.get(status);
    return count === undefined ? [] : [[status, count] as const];
  });
}

interface SoonLostColumn extends ColumnSpec {
  readonly cell: (entry: SoonLost) => PlanCell;
}

/** Who it is, and what is known of him from columns that the customer table has. */
function soonLostColumns(
  dealership: Dealership,
  statuses: StatusColumns,
  context: ReportContext,
  rows: number
): SoonLostColumn[] {
  const all = textsOf(context.locale);
  const texts = all.sheets.status.soonLost;
  const { customers } = dealership;
  const has = (field: "model" | "advisor"): boolean => customers.mapped.has(field);
  const text = (header: string, of: (customer: number) => string): SoonLostColumn => ({
    header,
    style: "literal",
    cell: ({ customer }) => of(customer),
  });
  return [
    ...customerColumns(dealership, context, ["plate", "phone"], rows).map(
      ({ cell, ...column }): SoonLostColumn => ({
        ...column,
        cell: ({ customer }) => cell(customer),
      })
    ),
    {
      header: texts.status,
      style: "text",
      cell: ({ customer }) => {
        const status = statusAt(statuses, customer);
        return status === undefined ? "" : all.data.statuses[status];
      },
    },
    { header: texts.daysLeft, style: "number", cell: ({ daysLeft }) => daysLeft },
    {
      header: texts.lastVisit,
      style: "date",
      cell: ({ customer }) => statuses.lastVisit[customer] || all.sheets.header.absent,
    },
    { header: texts.lostDay, style: "date", cell: ({ lostDay }) => lostDay },
    ...(has("advisor")
      ? [text(texts.advisor, (customer) => textAt(customers.advisor, customer))]
      : []),
    // Last, because model names are long and may run on into the empty cells beside the list.
    ...(has("model") ? [text(texts.model, (customer) => textAt(customers.model, customer))] : []),
  ];
}

function textAt(column: TextColumn, row: number): string {
  return column.texts[column.codes[row] ?? 0] ?? "";
}

/** 从未进厂, 用车较少 and 过路车 among the valid; 过路车 only where it can be told. */
function writeFlags(
  builder: SheetBuilder,
  { dealership, statuses, flags, settings }: StoreFigures,
  classes: ClassRows,
  context: ReportContext
): void {
  const texts = textsOf(context.locale).sheets.status.flags;
  const valid = statusCounts(statuses).valid;
  const whole = fixedRef(classes.placed.firstRow + classes.valid, at.count);
  const counted = (flag: Uint8Array): number => flag.reduce((total, set) => total + set, 0);
  const driveByKnown =
    settings.words.localArea.length > 0 && dealership.customers.mapped.has("address");
  const lines: readonly (readonly [string, number | undefined, string])[] = [
    [texts.neverServiced, counted(flags.neverServiced), texts.meanings.neverServiced],
    [texts.lowUse, counted(flags.lowUse), texts.meanings.lowUse],
    [
      texts.driveBy,
      driveByKnown ? counted(flags.driveBy) : undefined,
      driveByKnown ? texts.meanings.driveBy : texts.driveByUnknown,
    ],
  ];
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  builder.grid(
    [
      { header: texts.flag, style: "text" },
      { header: texts.count, style: "number" },
      { header: texts.shareOfValid, style: "percent" },
      { header: texts.meaning, style: "note" },
    ],
    lines.map(([name, count, meaning], index): PlanCell[] => [
      name,
      count ?? absentFigure,
      count === undefined
        ? absentFigure
        : shareCell(cellRef(firstRow + index, at.count), whole, [count, valid]),
      meaning,
    ])
  );
  builder.skip();
}

function writeGroups(
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
        shareCell(range(1, baseCount), range(1, validCount), [
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
