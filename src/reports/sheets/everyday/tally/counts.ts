import { textsOf } from "../../../../locale";
import {
  sumOfTally,
  tallyCounts,
  type TallyCounts,
  type TallyRow,
} from "../../../../retention/performance";
import { cellRef, type ColumnSpec, quotientCell, type PlanCell } from "../../../plan";
import type { Sheet } from "./sheet";

/** Columns of the detail and of what is added up from it: label(s), day, month, tomorrow. */
export const countColumns = tallyCounts.length + 1;

/** Counts of the day. */
export const daySum = (rows: readonly TallyRow[]): TallyCounts =>
  sumOfTally(rows.map(({ day }) => day));
const monthSum = (rows: readonly TallyRow[]): TallyCounts =>
  sumOfTally(rows.map(({ month }) => month));
const tomorrowSum = (rows: readonly TallyRow[]): number =>
  rows.reduce((sum, { tomorrow }) => sum + tomorrow, 0);

/** Counts of one block as headers. */
export function countHeaders({ context }: Sheet): ColumnSpec[] {
  const { counts, rate } = textsOf(context.locale).reports.tally;
  return [
    ...tallyCounts.map((name): ColumnSpec => ({ header: counts[name], style: "number" })),
    { header: rate, style: "percent" },
  ];
}

/** The line above a grid that says which columns are the day's and which the month's. */
export function writeBlockNames({ builder, context }: Sheet, labels: number): void {
  const texts = textsOf(context.locale).reports.tally.advisors;
  const names: PlanCell[] = Array<PlanCell>(labels + countColumns + 1).fill(null);
  names[labels] = texts.day;
  names[labels + countColumns] = texts.month;
  const { firstRow } = builder.cells([names], 0);
  for (const column of [labels, labels + countColumns]) {
    builder.style({ row: firstRow, column, rows: 1, columns: 1 }, "label");
  }
}

/** The counts of one block in a row, each made by its column, and 达成率 from them. */
export function countCells(
  row: number,
  firstColumn: number,
  counts: TallyCounts,
  cell: (column: number, expected: number) => PlanCell
): PlanCell[] {
  const at = (name: keyof TallyCounts): string =>
    cellRef(row, firstColumn + tallyCounts.indexOf(name));
  return [
    ...tallyCounts.map((name, index) => cell(firstColumn + index, counts[name])),
    quotientCell(at("contacted"), at("planned"), [counts.contacted, counts.planned]),
  ];
}

/** A row of sums, day, month and tomorrow, whose columns are made alike. */
export function sumRow(
  label: string,
  row: number,
  { day, month, tomorrow }: { day: TallyCounts; month: TallyCounts; tomorrow: number },
  cell: (column: number, expected: number) => PlanCell
): PlanCell[] {
  return [
    label,
    ...countCells(row, 1, day, cell),
    ...countCells(row, 1 + countColumns, month, cell),
    cell(1 + 2 * countColumns, tomorrow),
  ];
}

/** The detail has one label more. */
export const detailColumn = (column: number): number => column + 1;

/** Day, month and tomorrow of some rows together. */
export function sumsOf(rows: readonly TallyRow[]) {
  return { day: daySum(rows), month: monthSum(rows), tomorrow: tomorrowSum(rows) };
}
