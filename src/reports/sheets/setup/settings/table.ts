import { firstPlausibleDay, lastPlausibleDay } from "../../../../intake";
import { type Area } from "../../../plan";

const largestNumber = 1e9;

/** Days that can be. */
export const dateIn = (area: Area, error: string) =>
  ({ kind: "date", area, min: firstPlausibleDay, max: lastPlausibleDay, error }) as const;
/** Numbers from the least on. */
export const numberIn = (area: Area, min: number, error: string, max = largestNumber) =>
  ({ kind: "decimal", area, min, max, error }) as const;

/** Blank rows in which more can be written, where Excel's tables have others below them. */
export const blankRows = { advisors: 4, closedDays: 6, doNotDisturb: 6, intervals: 2 } as const;
