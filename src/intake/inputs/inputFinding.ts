import type { InputTableId } from "./schema";

/** Why a cell of an input table was not taken. */
export const inputProblems = [
  /** Not a date, a number, or whatever the column holds. */
  "unreadable",
  /** A number, but not one that can be meant here. */
  "outOfRange",
  /** None of the words of the list. */
  "unknownWord",
  /** A key that no customer has. */
  "unknownCustomer",
  /** A name that no advisor has. */
  "unknownAdvisor",
  /** Something that a row of its kind must have is blank. */
  "missing",
  /** What an earlier row says already. */
  "repeated",
  /** Lines between statuses that do not rise. */
  "notRising",
] as const;

export type InputProblem = (typeof inputProblems)[number];

/** A cell of an input table that could not be understood: kept as it is, and told. */
export interface InputFinding {
  readonly table: InputTableId;
  readonly column: string;
  /** Zero-based row of the sheet. */
  readonly sheetRow: number;
  /** What stands there; never shown where it may name a customer. */
  readonly text: string;
  readonly problem: InputProblem;
}
