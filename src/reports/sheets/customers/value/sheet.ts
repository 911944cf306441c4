import { textsOf } from "../../../../locale";
import { statusAt } from "../../../../retention/status";
import { toCents, valueGrades } from "../../../../retention/value";
import { type SheetBuilder, type ReportContext, absentFigure } from "../../../plan";
import type { StoreFigures } from "../../../figures";

/** The parts of PSV in the order of the columns. */
export const parts = ["base", "derived", "repurchase"] as const;

/** What all parts of the sheet need. */
export interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
}

/** Row numbers of the customer table that pass a test. */
export function customersWhere(
  { dealership }: StoreFigures,
  test: (customer: number) => boolean
): number[] {
  return Array.from({ length: dealership.customers.count }, (_, customer) => customer).filter(test);
}

/** Whether the PSV of a customer is known. */
export const hasPsv =
  ({ psv }: StoreFigures) =>
  (customer: number): boolean =>
    !Number.isNaN(psv.total[customer]);

/** Sums in whole cents, so that any grouping of the same customers adds up to the same. */
export const sumCents = (values: Float64Array, customers: readonly number[]): number =>
  customers.reduce((sum, customer) => {
    const value = values[customer];
    return Number.isNaN(value) ? sum : sum + toCents(value);
  }, 0) / 100;

/** The customer's status in words; "—" of whom is not counted. */
export function statusLabel({ figures, context }: Sheet, customer: number): string {
  const status = statusAt(figures.benchmark.statuses, customer);
  return status === undefined ? absentFigure : textsOf(context.locale).data.statuses[status];
}

/** The customer's RFM grade; "—" without one. */
export function gradeLabel({ figures }: Sheet, customer: number): string {
  const grade = valueGrades[figures.rfm.grade[customer]];
  return grade === "none" ? absentFigure : grade;
}
