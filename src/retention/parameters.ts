/** Where a parameter's default comes from: a passage of one of the five sources, or our own choice. */
export type ParameterSource = `${"S0" | "S1" | "S2" | "S3" | "S4"} ${string}` | "ours";

/** What a parameter counts. Shares are fractions of 1; `perYear` is a number of times a year. */
export type ParameterUnit =
  | "days"
  | "months"
  | "years"
  | "km"
  | "kmPerDay"
  | "kmPerYear"
  | "CNY"
  | "CNYPerYear"
  | "count"
  | "share"
  | "perYear"
  | "factor";

/** A setting with everything a reader needs to judge it. */
export interface Parameter<Value = number> {
  readonly value: Value;
  readonly unit: ParameterUnit;
  readonly default: Value;
  readonly source: ParameterSource;
}

/** Parameters of a chapter by key; nested groups become dotted keys in tables. */
export interface ParameterGroup {
  readonly [key: string]: Parameter | ParameterGroup;
}

/** A parameter at its default. */
export const parameter = (
  value: number,
  unit: ParameterUnit,
  source: ParameterSource
): Parameter => ({ value, unit, default: value, source });

/** The values of a flat group: what a rule computes with. */
export type ParameterValues<Group extends Readonly<Record<string, Parameter>>> = {
  readonly [Key in keyof Group]: number;
};

/** The values of a flat group, with some of them replaced. */
export function valuesOf<Group extends Readonly<Record<string, Parameter>>>(
  group: Group,
  changed: Partial<ParameterValues<Group>> = {}
): ParameterValues<Group> {
  const values = Object.entries(group).map(([key, { value }]) => [key, value]);
  return { ...Object.fromEntries(values), ...changed } as ParameterValues<Group>;
}

/**
 * The lines between the statuses (rules §3). Months since the anchor day, except the lost bands of
 * `retention`, which S0 counts from the line where a customer is lost.
 */
export const statusParameters = {
  retention: {
    stable: parameter(6, "months", "S0 状态KPI"),
    warning: parameter(9, "months", "S0 状态KPI"),
    nearLost: parameter(12, "months", "S0 状态KPI"),
    lost3: parameter(3, "months", "S0 状态KPI"),
    lost6: parameter(6, "months", "S0 状态KPI"),
    lost12: parameter(12, "months", "S0 状态KPI"),
    lost24: parameter(24, "months", "S0 状态KPI"),
  },
  loyalty: {
    loyal: parameter(3, "months", "S2 时间划分"),
    wavering: parameter(6, "months", "S2 时间划分"),
    shortLost: parameter(12, "months", "S2 时间划分"),
  },
  sixMonth: {
    active: parameter(6, "months", "S1 流失客户分析"),
  },
} as const satisfies ParameterGroup;

/** What else the statuses of a day rest on (rules §2, §3). */
export const statusHorizons = {
  /** Orders must reach this far back before "no visit" can be told from "no records". */
  history: parameter(12, "months", "ours"),
  /** Where no column tells who sold the car, a later first visit is 首次来店, never a return. */
  firstVisit: parameter(12, "months", "ours"),
  /** Customers this close to their lost day are listed (30天内将转流失). */
  soonLost: parameter(30, "days", "ours"),
} as const satisfies ParameterGroup;
