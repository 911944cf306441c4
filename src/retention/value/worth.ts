import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";

/** Two sums on the back of an envelope that show what retention is about (rules §9). */

export const worthParameters = {
  /** 忠诚客户价值. */
  loyal: {
    spendingPerVisit: parameter(300, "CNY", "S2 忠诚客户价值"),
    visitsPerYear: parameter(6, "perYear", "S2 忠诚客户价值"),
    years: parameter(3, "years", "S2 忠诚客户价值"),
    cars: parameter(2, "count", "S2 忠诚客户价值"),
    /** People whom the customer tells of the store. */
    referrals: parameter(5, "count", "S2 忠诚客户价值"),
  },
  /** 流失损失. */
  loss: {
    baseCustomers: parameter(5_000, "count", "S3 关爱与营销并行"),
    lossRate: parameter(0.1, "share", "S3 关爱与营销并行"),
    revenuePerCar: parameter(500, "CNY", "S3 关爱与营销并行"),
  },
} as const satisfies ParameterGroup;
export type LoyalFactors = ParameterValues<(typeof worthParameters)["loyal"]>;
export type LossFactors = ParameterValues<(typeof worthParameters)["loss"]>;

/**
 * 忠诚客户价值 (S2, `RETAIN.LOYALVALUE`): 300 yuan × 6 visits × 3 years × 2 cars × 5 people = 54,000 yuan.
 */
export function loyalValueOf(factors: Partial<LoyalFactors> = {}): number {
  const values = valuesOf(worthParameters.loyal, factors);
  return (
    values.spendingPerVisit * values.visitsPerYear * values.years * values.cars * values.referrals
  );
}

/** 流失损失 (S3, `RETAIN.LOSSVALUE`): 5,000 customers × 10% × 500 yuan a car = 250,000 yuan. */
export function lossValueOf(factors: Partial<LossFactors> = {}): number {
  const values = valuesOf(worthParameters.loss, factors);
  return values.baseCustomers * values.lossRate * values.revenuePerCar;
}
