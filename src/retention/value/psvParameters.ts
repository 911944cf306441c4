import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { statusCodes, type StatusCode } from "../status";

/**
 * The constants of PSV 剩余价值可得. S4 publishes the idea and one worked example, an average car of a
 * German luxury brand: life 5.1 years, 115,965 = 50,592 + 43,187 + 22,186. All else is an assumption
 * that reproduces that example.
 */
export const psvParameters = {
  life: {
    /** L0: mean life of a customer's car with the store, from delivery. */
    years: parameter(5.1, "years", "S4 宝典三"),
    /** K0: kilometres a year at which that life holds. */
    annualKm: parameter(20_000, "kmPerYear", "ours"),
    /** θ: how strongly mileage shortens a life. */
    mileageExponent: parameter(0.5, "factor", "ours"),
    /** A life is at least and at most these times the mean one. */
    shortest: parameter(0.7, "factor", "ours"),
    longest: parameter(1.4, "factor", "ours"),
    /** d: what a yuan of next year is worth less than one of today. */
    discountRate: parameter(0, "share", "ours"),
  },
  base: {
    /** B0: maintenance and repair over a life. */
    value: parameter(50_592, "CNY", "S4 宝典三"),
    /** τ: a customer's visits count as much as the norm once they span so many years. */
    frequencyShrinkage: parameter(2, "years", "ours"),
    /** Visits of so many years count. */
    frequencyYears: parameter(3, "years", "ours"),
    /** F is never above this. */
    frequencyLimit: parameter(2, "factor", "ours"),
    /** κ: a customer's amounts count as much as the norm once they are so many. */
    spendingShrinkage: parameter(3, "count", "ours"),
  },
  norms: {
    /** n0: visits a year. */
    maintenanceVisits: parameter(2, "perYear", "ours"),
    repairVisits: parameter(0.8, "perYear", "ours"),
    /** g0: 产值 a visit. */
    maintenanceSpending: parameter(2_480, "CNY", "ours"),
    repairSpending: parameter(6_200, "CNY", "ours"),
  },
  derived: {
    /** D0: insurance, detailing and the like over a life. */
    value: parameter(43_187, "CNY", "S4 宝典三"),
    insurance: parameter(0.6, "share", "ours"),
    detailing: parameter(0.15, "share", "ours"),
    accessories: parameter(0.1, "share", "ours"),
    extendedWarranty: parameter(0.1, "share", "ours"),
    other: parameter(0.05, "share", "ours"),
    /** μ of insurance: policy renewed here last year, or known to be insured elsewhere. */
    insuredHere: parameter(1.3, "factor", "ours"),
    insuredElsewhere: parameter(0.3, "factor", "ours"),
  },
  repurchase: {
    /** V0: what a new car of this customer would bring over its life. */
    lifeValue: parameter(115_965, "CNY", "S4 宝典三"),
    /** q0 · V0: value of the chance that the next car is bought here. */
    value: parameter(22_186, "CNY", "S4 宝典三"),
    /** A stated intent to buy multiplies q. */
    statedIntent: parameter(2, "factor", "ours"),
    /** After the end of its life the chance halves in this time. */
    halfLife: parameter(1, "years", "ours"),
  },
  /** ρ 可得率 by status; 无效 and 待核实 are 0. */
  obtainability: {
    stable: parameter(1, "share", "ours"),
    warning: parameter(0.75, "share", "ours"),
    nearLost: parameter(0.45, "share", "ours"),
    lost3: parameter(0.2, "share", "ours"),
    lost6: parameter(0.12, "share", "ours"),
    lost12: parameter(0.06, "share", "ours"),
    lost24: parameter(0.03, "share", "ours"),
    lostOver24: parameter(0.01, "share", "ours"),
  },
} as const satisfies ParameterGroup;

/** Values of {@link psvParameters}: what PSV is computed with. */
export type PsvConstants = {
  readonly [Group in keyof typeof psvParameters]: ParameterValues<(typeof psvParameters)[Group]>;
};
export type PsvNorms = PsvConstants["norms"];
export type Obtainability = PsvConstants["obtainability"];

/** The published constants, with some of them replaced. */
export function psvConstants(
  changed: { readonly [Group in keyof PsvConstants]?: Partial<PsvConstants[Group]> } = {}
): PsvConstants {
  return {
    life: valuesOf(psvParameters.life, changed.life),
    base: valuesOf(psvParameters.base, changed.base),
    norms: valuesOf(psvParameters.norms, changed.norms),
    derived: valuesOf(psvParameters.derived, changed.derived),
    repurchase: valuesOf(psvParameters.repurchase, changed.repurchase),
    obtainability: valuesOf(psvParameters.obtainability, changed.obtainability),
  };
}

/** ρ of a status; 0 for 无效, 待核实 and the classes of other rule sets. */
export function obtainabilityOf(status: StatusCode, obtainability: Obtainability): number {
  return status in obtainability ? obtainability[status as keyof Obtainability] : 0;
}

/** ρ by status code, for columns of `retention`. */
export function obtainabilityByCode(obtainability: Obtainability): Float64Array {
  return Float64Array.from(statusCodes, (status) => obtainabilityOf(status, obtainability));
}
