/** Where a parameter's default comes from: a source of the method, or our own choice. */
export type ParameterSource =
  "S0 状态KPI" | "S1 流失客户分析" | "S2 时间划分" | "S2 注意事项" | "ours";

export type ParameterUnit = "months" | "days";

/** A setting with everything a reader needs to judge it. */
export interface Parameter<Value = number> {
  readonly value: Value;
  readonly unit: ParameterUnit;
  readonly default: Value;
  readonly source: ParameterSource;
}

const parameter = (value: number, unit: ParameterUnit, source: ParameterSource): Parameter => ({
  value,
  unit,
  default: value,
  source,
});

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
} as const satisfies Record<string, Record<string, Parameter>>;

/** What else the statuses of a day rest on (rules §2, §3). */
export const statusHorizons = {
  /** Orders must reach this far back before "no visit" can be told from "no records". */
  history: parameter(12, "months", "ours"),
  /** Where no column tells who sold the car, a later first visit is 首次来店, never a return. */
  firstVisit: parameter(12, "months", "ours"),
  /** Customers this close to their lost day are listed (30天内将转流失). */
  soonLost: parameter(30, "days", "ours"),
} as const satisfies Record<string, Parameter>;
