import { parameter, type ParameterGroup, type ParameterValues } from "../parameters";

/** What the forecast of returns rests on. */
export const returnParameters = {
  /** The two horizons: 回厂概率 within so many days. */
  near: parameter(90, "days", "ours"),
  far: parameter(365, "days", "ours"),
  /** Visits this close belong to one occasion: the part came, the work is finished. */
  sameOccasion: parameter(7, "days", "ours"),
  /** Orders must reach this far back before a day can serve as an example. */
  history: parameter(12, "months", "ours"),
  /** Examples are taken from so many month-ends, the latest whose future is over. */
  monthEnds: parameter(24, "count", "ours"),
  /** So many customers, drawn by their keys, are enough to learn from. */
  learners: parameter(2_000, "count", "ours"),
} as const satisfies ParameterGroup;
export type ReturnSettings = ParameterValues<typeof returnParameters>;

/** 对照组: who is held back, and for how long. */
export const controlParameters = {
  /** Length of a period: nobody in the control group is called before it is over. */
  period: parameter(90, "days", "ours"),
} as const satisfies ParameterGroup;

/** 留存曲线. */
export const curveParameters = {
  /** Groups of fewer customers make no curve. */
  fewest: parameter(30, "count", "ours"),
  /** The largest groups are drawn. */
  mostCurves: parameter(8, "count", "ours"),
} as const satisfies ParameterGroup;

export type CurveSettings = ParameterValues<typeof curveParameters>;

/** 回厂概率, 对照组, 留存曲线. */
export const insightParameters = {
  returns: returnParameters,
  control: controlParameters,
  curves: curveParameters,
} as const satisfies ParameterGroup;
