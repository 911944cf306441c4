import { isoOf } from "../../retention/time";
import type { Texts } from "../../locale";

/**
 * What stands in a cell of an example: a date as `YYYY-MM-DD`, a number, a text, nothing, or a text that
 * depends on the language.
 */
export type ExampleCell = string | number | ((texts: Texts) => string);

/** An example of a help page; the tests evaluate it, so that a help page never lies. */
export interface FunctionExample {
  readonly cells: Readonly<Record<string, ExampleCell>>;
  /** Arguments are cells, ranges, or texts in double quotes; one left out is blank. */
  readonly formula: string;
  /** What the cells from the formula's own on show, row by row. */
  readonly result: (texts: Texts) => readonly (readonly (string | number)[])[];
  /** The result is a day, shown in a cell formatted as a date. */
  readonly isDay?: boolean;
}

/** The text of an example's cell. */
export function cellText(content: ExampleCell, texts: Texts): string {
  return String(typeof content === "function" ? content(texts) : content);
}

/** The result of an example as a reader sees it. */
export function shownResult({ result, isDay }: FunctionExample, texts: Texts): string[][] {
  return result(texts).map((row) =>
    row.map((it) => (isDay && typeof it === "number" ? isoOf(it) : String(it)))
  );
}

/** One example per function id. */
export const functionExamples: Readonly<Record<string, FunctionExample>> = {
  STATUS: {
    cells: { A2: "2024-01-31", B2: "2024-07-31" },
    formula: "=RETAIN.STATUS(A2,B2)",
    result: ({ data }) => [[data.statuses.stable]],
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
    result: ({ data }) => [[data.statuses.warning], [data.statuses.lost3], [data.statuses.lost24]],
  },
  LOSTBAND: {
    cells: { A2: "2023-01-10", B2: "2024-06-30" },
    formula: "=RETAIN.LOSTBAND(A2,B2)",
    result: ({ data }) => [[data.statuses.lost6]],
  },
  MONTHSAWAY: {
    cells: { A2: "2023-08-31", B2: "2024-09-30" },
    formula: "=RETAIN.MONTHSAWAY(A2,B2)",
    result: () => [[13]],
  },
  LOYALTY: {
    cells: { A2: "2024-03-01", B2: "2024-07-31" },
    formula: "=RETAIN.LOYALTY(A2,B2)",
    result: ({ data }) => [[data.statuses.wavering]],
  },
  LIFECYCLE: {
    cells: { A2: "2022-05-20", B2: "2024-07-31", C2: "2024-05-20" },
    formula: "=RETAIN.LIFECYCLE(A2,B2,C2)",
    result: ({ method }) => [[method.lifecycleStages.postWarranty]],
  },
  LOSSTYPE: {
    cells: {
      A2: "2023-05-01",
      A3: "2024-05-01",
      A4: "",
      B2: "2023-05-01",
      B3: "2022-11-20",
      B4: "",
      C2: "2024-07-31",
      D2: "2020-03-01",
      D3: "2020-03-01",
      D4: "2023-12-10",
    },
    formula: "=RETAIN.LOSSTYPE(A2:A4,B2:B4,C2,D2:D4)",
    result: ({ method: { lossTypes } }) => [
      [lossTypes.full],
      [lossTypes.partial],
      [lossTypes.neverServiced],
    ],
  },
  ACTIVITY: {
    cells: {
      A2: "2023-09-04",
      A3: "2024-03-18",
      A4: "2024-03-18",
      A5: "2024-06-02",
      B2: "CAR1",
      B3: "CAR1",
      B4: "CAR1",
      B5: "CAR2",
      C2: "2024-07-31",
      D2: "CAR1",
      D3: "CAR2",
    },
    formula: "=RETAIN.ACTIVITY(A2:A5,C2,B2:B5,D2:D3)",
    result: ({ method: { activityLevels } }) => [[activityLevels[2]], [activityLevels[1]]],
  },
  NEXTSERVICE: {
    cells: { A2: "2024-01-01", B2: 50, C2: 120, D2: 5000 },
    formula: "=RETAIN.NEXTSERVICE(A2,B2,C2,D2)",
    result: () => [[45_392]],
    isDay: true,
  },
  KMPERDAY: {
    cells: {
      A2: "2024-01-01",
      A3: "2024-03-01",
      A4: "2024-05-20",
      B2: 12000,
      B3: 14400,
      B4: 17600,
    },
    formula: "=RETAIN.KMPERDAY(A2:A4,B2:B4)",
    result: () => [[40]],
  },
  PSV: {
    cells: { A2: "2024-07-31", B2: "2024-07-31", C2: ({ data }) => data.statuses.stable },
    formula: "=RETAIN.PSV(A2,B2,C2)",
    result: () => [[115_965]],
  },
  PSVPARTS: {
    cells: { A2: "2020-07-31", B2: "2024-07-31", C2: ({ data }) => data.statuses.nearLost },
    formula: "=RETAIN.PSVPARTS(A2,B2,C2)",
    result: () => [[4_910.4, 4_191.68, 9_983.7, 19_085.78]],
  },
  RFM: {
    cells: {
      A2: "2024-07-20",
      A3: "2024-05-11",
      A4: "2024-02-03",
      A5: "2023-11-25",
      A6: "2022-12-30",
      B2: 7,
      B3: 7,
      B4: 4,
      B5: 2,
      B6: 1,
      C2: 9600,
      C3: 15200,
      C4: 4300,
      C5: 5100,
      C6: 680,
      D2: "2024-07-31",
    },
    formula: "=RETAIN.RFM(A2:A6,B2:B6,C2:C6,D2)",
    result: () => [["A 5-5-4"], ["A 4-5-5"], ["C 3-3-2"], ["C 2-2-3"], ["D 1-1-1"]],
  },
  TRANSITION: {
    cells: {
      A2: ({ data }) => data.statuses.nearLost,
      A3: ({ data }) => data.statuses.lost12,
      B2: ({ data }) => data.statuses.lost3,
      B3: ({ data }) => data.statuses.stable,
    },
    formula: "=RETAIN.TRANSITION(A2:A3,B2:B3)",
    result: ({ method: { flows } }) => [[flows.newLost], [flows.lostReturned]],
  },
  REWARD: {
    cells: {
      A2: ({ data }) => data.statuses.lost12,
      B2: 20,
      C2: 30,
      D2: 50,
      E2: 80,
      F2: 120,
    },
    formula: "=RETAIN.REWARD(A2,B2:F2)",
    result: () => [[50]],
  },
  PENALTY: {
    cells: { A2: 9, B2: 480, C2: 0, D2: 50, E2: 100 },
    formula: "=RETAIN.PENALTY(A2,B2,C2:E2)",
    result: () => [[250]],
  },
  LOYALVALUE: {
    cells: { A2: 300, B2: 6, C2: 3, D2: 2, E2: 5 },
    formula: "=RETAIN.LOYALVALUE(A2,B2,C2,D2,E2)",
    result: () => [[54_000]],
  },
  LOSSVALUE: {
    cells: { A2: 5000, B2: 0.1, C2: 500 },
    formula: "=RETAIN.LOSSVALUE(A2,B2,C2)",
    result: () => [[250_000]],
  },
  MESSAGE: {
    cells: {
      A2: ({ functions }) => functions.exampleScript.text,
      B2: ({ functions }) => functions.exampleScript.name,
      C2: ({ functions }) => functions.exampleScript.model,
      D2: "",
      E2: ({ functions }) => functions.exampleScript.advisor,
    },
    formula: "=RETAIN.MESSAGE(A2,B2,,C2,,,D2,E2)",
    result: ({ functions }) => [[functions.exampleScript.filled]],
  },
  RETURNCHANCE: {
    cells: {
      A2: "2022-03-10",
      A3: "2022-05-20",
      A4: "2021-11-02",
      A5: "2023-08-15",
      B2: "2024-03-02",
      B3: "2024-07-18",
      B4: "2022-10-30",
      B5: "2023-08-15",
      C2: 5,
      C3: 8,
      C4: 3,
      C5: 1,
      D2: "2024-07-31",
    },
    formula: "=RETAIN.RETURNCHANCE(A2:A5,B2:B5,C2:C5,D2)",
    result: () => [[0.4577], [0.453], [0.0533], [0.1171]],
  },
  INTERVAL: {
    cells: { A2: 3, B2: 12 },
    formula: "=RETAIN.INTERVAL(A2,B2)",
    result: () => [[0.25, 0.0889, 0.5323]],
  },
};
