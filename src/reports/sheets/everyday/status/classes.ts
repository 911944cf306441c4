import { monthStartOf, dayBefore } from "../../../../retention/time";
import type { Dealership } from "../../../../retention/store";
import { textsOf } from "../../../../locale";
import {
  codeOfStatus,
  statusCounts,
  statusesAsOf,
  type RuleSet,
  type StatusCode,
  type StatusColumns,
  type StatusCounts,
} from "../../../../retention/status";
import {
  type SheetBuilder,
  type ColumnSpec,
  type Placed,
  type ReportContext,
  type PlanCell,
  absentFigure,
  chartTexts,
  figureOrAbsent,
  quotientCell,
  cellRef,
  fixedRef,
  statusColors,
} from "../../../plan";
import type { Worth } from "./worth";

const chartRows = 16;

/** The statuses of the as-of day and of the two days it is compared with; `null` where they are unknown. */
export interface ThreeDays {
  readonly today: StatusColumns;
  readonly counts: StatusCounts;
  readonly yesterday: StatusCounts | null;
  readonly lastMonthEnd: StatusCounts | null;
}

/** The statuses that the sheet compares; those of earlier days need orders that tell visits. */
export function threeDays(
  dealership: Dealership,
  today: StatusColumns,
  knowsVisits: boolean
): ThreeDays {
  const countsOn = (day: number): StatusCounts | null =>
    knowsVisits ? statusCounts(statusesAsOf(dealership, day, today.rules)) : null;
  return {
    today,
    counts: statusCounts(today),
    yesterday: countsOn(dayBefore(today.asOf)),
    lastMonthEnd: countsOn(dayBefore(monthStartOf(today.asOf))),
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
export const classColumns = {
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

/** The archive by class: counts, shares, changes and money. */
export function writeClasses(
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
  const fixed = (line: number): string => fixedRef(firstRow + line, classColumns.count);
  const countCell = (line: Line, column: number, counts: StatusCounts | null): PlanCell =>
    counts === null
      ? absentFigure
      : line.sumOf
        ? { formula: `=${sumOf(line.sumOf, column, ref)}`, expected: line.pick(counts) }
        : line.pick(counts);
  /** Of a line's own class, or of all classes that its sum adds up; `NaN` if it is known of none. */
  const known = ({ status, sumOf: parts = [] }: Line, sums: Float64Array): number => {
    if (status !== undefined) return sums[codeOfStatus(status)] ?? NaN;
    const values = parts.map((part) => known(lines[part] as Line, sums));
    const told = values.filter((value) => !Number.isNaN(value));
    return told.length === 0 ? NaN : told.reduce((sum, value) => sum + value, 0);
  };
  const moneyCell = (line: Line, column: number, sums: Float64Array): PlanCell => {
    const value = known(line, sums);
    const shown = figureOrAbsent(value);
    if (!line.sumOf) return shown;
    // SUM and COUNT pass over the "—" of what is not known.
    const parts = line.sumOf.map((part) => ref(part, column)).join(",");
    return {
      formula: `=IF(COUNT(${parts})=0,"${absentFigure}",SUM(${parts}))`,
      expected: shown,
    };
  };
  const { counts, yesterday, lastMonthEnd } = days;
  const rows = lines.map((line, index): PlanCell[] => {
    const own = ref(index, classColumns.count);
    const changeFrom = (column: number, before: StatusCounts | null): PlanCell =>
      before === null
        ? absentFigure
        : {
            formula: `=${own}-${ref(index, column)}`,
            expected: line.pick(counts) - line.pick(before),
          };
    return [
      line.label,
      countCell(line, classColumns.count, counts),
      line.inValid ? quotientCell(own, fixed(valid), [line.pick(counts), counts.valid]) : null,
      line.inBase ? quotientCell(own, fixed(base), [line.pick(counts), counts.base]) : null,
      countCell(line, classColumns.yesterday, yesterday),
      changeFrom(classColumns.yesterday, yesterday),
      countCell(line, classColumns.monthEnd, lastMonthEnd),
      changeFrom(classColumns.monthEnd, lastMonthEnd),
      moneyCell(line, classColumns.revenue, worth.revenue),
      moneyCell(line, classColumns.psv, worth.psv),
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
  if (yesterday !== null) markChanges(builder, placed, lines);
  builder.line(texts.note, "note");
  builder.skip();
  return { placed, lines, valid };
}

/** Where the table of classes stands, for what refers to it. */
export interface ClassRows {
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
    for (const column of [classColumns.day, classColumns.month]) {
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
export function writeComposition(
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
  const row = (label: string, column: number, counts: StatusCounts | null): PlanCell[][] =>
    counts === null
      ? []
      : [
          [
            label,
            ...classLines.map(({ line, index }) => ({
              formula: `=${cellRef(classes.placed.firstRow + index, column)}`,
              expected: line.pick(counts),
            })),
          ],
        ];
  const rows = [
    ...row(texts.lastMonthEnd, classColumns.monthEnd, days.lastMonthEnd),
    ...row(texts.yesterday, classColumns.yesterday, days.yesterday),
    ...row(texts.asOf, classColumns.count, days.counts),
  ];
  builder.line(texts.section, "section");
  const placed = builder.grid(
    [
      { header: texts.day, style: "text" },
      ...classLines.map(({ line }): ColumnSpec => ({ header: line.label, style: "number" })),
    ],
    rows
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
      source: { row: placed.headerRow, column: 0, rows: rows.length + 1, columns: placed.columns },
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "0%",
      colors: rules.classes.map(({ status }) => statusColors[status]),
    },
    chartRows,
    8
  );
  builder.skip();
}
