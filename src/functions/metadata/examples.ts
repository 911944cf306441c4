import type { Texts } from "../../locale";

/** What stands in a cell of an example: a date as `YYYY-MM-DD`, or nothing. */
export type ExampleCell = string;

/** An example of a help page; the tests evaluate it, so that a help page never lies. */
export interface FunctionExample {
  readonly cells: Readonly<Record<string, ExampleCell>>;
  /** Arguments are cells, ranges in one column, or texts in double quotes. */
  readonly formula: string;
  readonly result: (texts: Texts) => readonly (string | number)[];
}

/** One example per function id; a result is what the cells below the formula show, from the top. */
export const functionExamples: Readonly<Record<string, FunctionExample>> = {
  STATUS: {
    cells: { A2: "2024-01-31", B2: "2024-07-31" },
    formula: "=RETAIN.STATUS(A2,B2)",
    result: ({ data }) => [data.statuses.stable],
  },
  STATUSES: {
    cells: {
      A2: "2024-01-31",
      A3: "2023-06-15",
      A4: "",
      B2: "2020-03-01",
      B3: "2020-03-01",
      B4: "2021-09-10",
      C2: "2024-08-01",
    },
    formula: '=RETAIN.STATUSES(A2:A4,C2,"retention",B2:B4)',
    result: ({ data }) => [data.statuses.warning, data.statuses.lost3, data.statuses.lost24],
  },
  LOSTBAND: {
    cells: { A2: "2023-01-10", B2: "2024-06-30" },
    formula: "=RETAIN.LOSTBAND(A2,B2)",
    result: ({ data }) => [data.statuses.lost6],
  },
  MONTHSAWAY: {
    cells: { A2: "2023-08-31", B2: "2024-09-30" },
    formula: "=RETAIN.MONTHSAWAY(A2,B2)",
    result: () => [13],
  },
};
