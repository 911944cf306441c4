import { firstPlausibleDay, lastPlausibleDay, type InputTableId } from "../../../../intake";
import type { SheetBuilder, Area, Placed, InputPlanColumn, InputPlanRow } from "../../../plan";
import { inputCells } from "../../../plan";

const largestNumber = 1e9;

/** Writes one of the sheet's tables under its section title and note. */
export function writeTable<Id extends InputTableId>(
  builder: SheetBuilder,
  id: Id,
  columns: readonly InputPlanColumn<Id>[],
  rows: readonly InputPlanRow<Id>[]
): Placed {
  return builder.table(`RETAIN_${id}`, columns, inputCells(columns, rows), id);
}

/** The body of one column of a placed table. */
export function columnArea<Id extends InputTableId>(
  placed: Placed,
  columns: readonly InputPlanColumn<Id>[],
  key: InputPlanColumn<Id>["key"]
): Area {
  const column = columns.findIndex((candidate) => candidate.key === key);
  return { row: placed.firstRow, column, rows: placed.lastRow - placed.firstRow + 1, columns: 1 };
}

export const dateIn = (area: Area, error: string) =>
  ({ kind: "date", area, min: firstPlausibleDay, max: lastPlausibleDay, error }) as const;
export const numberIn = (area: Area, min: number, error: string, max = largestNumber) =>
  ({ kind: "decimal", area, min, max, error }) as const;

/** Blank rows in which more can be written, where Excel's tables have others below them. */
export const blankRows = { advisors: 4, closedDays: 6, doNotDisturb: 6, intervals: 2 } as const;
