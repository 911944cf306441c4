/**
 * The Chinese texts of the custom functions' metadata, by function id and parameter name. Names stay
 * the same in all languages, so that formulas and screenshots can be shared.
 */
export const metadataZhCN: Readonly<Record<string, FunctionTexts>> = {
  STATUS: {
    description:
      "返回客户在某一天的维系状态。选一个单元格返回一个状态，选一个区域返回同样大小的区域。",
    parameters: {
      lastVisit: "末次进厂日期；从未进厂的客户填交车日期。",
      asOf: "统计日期：按哪一天计算状态。",
      ruleSet: "规则：retention（省略时使用）、loyalty 或 sixMonth。",
    },
    result: "维系状态，例如“稳定”；没有日期时为空。",
  },
  STATUSES: {
    description: "根据末次进厂日期和交车日期，一次返回整列客户的维系状态。",
    parameters: {
      lastVisit: "末次进厂日期，每位客户一个单元格。",
      asOf: "统计日期：按哪一天计算状态。",
      ruleSet: "规则：retention（省略时使用）、loyalty 或 sixMonth。",
      deliveries: "交车日期，没有末次进厂时使用；大小与 lastVisit 相同。",
    },
    result: "维系状态，大小与 lastVisit 相同；没有日期的位置为空。",
  },
  LOSTBAND: {
    description: "返回流失客户所在的流失区间，从 12 个月未进厂的界线算起。",
    parameters: {
      lastVisit: "末次进厂日期；从未进厂的客户填交车日期。",
      asOf: "统计日期：按哪一天计算。",
    },
    result: "流失区间，例如“6个月内流失”；未流失或没有日期时为空。",
  },
  MONTHSAWAY: {
    description: "返回距末次进厂的整月数（未进厂月数）。",
    parameters: {
      lastVisit: "末次进厂日期；从未进厂的客户填交车日期。",
      asOf: "统计日期：计算到哪一天。",
    },
    result: "整月数；没有日期时为空。",
  },
};

/** What the user reads about one function. */
export interface FunctionTexts {
  readonly description: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Shown on the help page; Excel itself shows no description of results. */
  readonly result: string;
}
