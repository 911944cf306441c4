import { psvConstants, type PsvConstants, type PsvNorms } from "./psvParameters";

/**
 * PSV 剩余价值可得 (S4 宝典三): what a customer's car will still bring the store, as revenue, and how much
 * of it can be got. Base (maintenance and repair) + derived (insurance, detailing …) + repurchase.
 * S4 gives no formula; this one is ours and reproduces S4's example to the yuan.
 */

/** What one class of work shows of a customer's habit. */
export interface ClassHabit {
  /** Visits within the last 3 years (or the car's age, if less). */
  readonly visits: number;
  /** Of these, visits whose amount is known. */
  readonly amounts: number;
  /** Sum of those amounts, not below 0. */
  readonly spent: number;
}

/** μ by derived business: this customer's probability ÷ the average one; 1 = unknown. */
export interface DerivedChances {
  readonly insurance: number;
  readonly detailing: number;
  readonly accessories: number;
  readonly extendedWarranty: number;
  readonly other: number;
}

/** A vehicle as PSV sees it. */
export interface PsvInput {
  /** t: years since delivery, ÷ 365.25; below 0 counts as 0. */
  readonly ageYears: number;
  /** ρ 可得率. */
  readonly obtainability: number;
  /** K: kilometres a year; K0 if unknown. */
  readonly annualKm?: number;
  /** Left out: the habit is the average one (F = G = 1). */
  readonly maintenance?: ClassHabit;
  readonly repair?: ClassHabit;
  readonly chances?: Partial<DerivedChances>;
  /** A stated intent to buy a car. */
  readonly purchaseIntent?: boolean;
}

/** What PSV is made of beside its parts: shown so that a manager can follow it. */
export interface PsvDrivers {
  /** L: life of this car in years. */
  readonly life: number;
  /** m: what remains of it. */
  readonly remaining: number;
  /** a: remaining years, discounted. */
  readonly annuity: number;
  /** F: visits against the norm. */
  readonly maintenanceFrequency: number;
  readonly repairFrequency: number;
  /** G: 产值 a visit against the norm. */
  readonly maintenanceSpending: number;
  readonly repairSpending: number;
  /** Σ u·μ: derived business against the average. */
  readonly derivedChance: number;
  /** q: probability that the next car is bought here. */
  readonly repurchaseChance: number;
  /** λ: fading of that chance after the end of the car's life. */
  readonly fading: number;
  /** ρ. */
  readonly obtainability: number;
}

/** PSV and its parts, in the orders' currency, not rounded. */
export interface PsvParts {
  readonly total: number;
  readonly base: number;
  readonly derived: number;
  readonly repurchase: number;
  readonly drivers: PsvDrivers;
}

export const DAYS_PER_YEAR = 365.25;

/** L = clamp(L0 · (K0 ÷ K)^θ, 0.7 · L0, 1.4 · L0). */
export function lifeOf(annualKm: number | undefined, { life }: PsvConstants): number {
  const known = annualKm !== undefined && !Number.isNaN(annualKm);
  const stretch = known ? (life.annualKm / annualKm) ** life.mileageExponent : 1;
  return life.years * Math.min(life.longest, Math.max(life.shortest, stretch));
}

/** F = min(2, ((n0·τ + x) ÷ (τ + y)) ÷ n0); 1 where the norm is 0 and says nothing. */
export function frequencyOf(
  visits: number,
  years: number,
  norm: number,
  { base }: PsvConstants
): number {
  if (norm === 0) {
    return 1;
  }
  const tau = base.frequencyShrinkage;
  return Math.min(base.frequencyLimit, (norm * tau + visits) / (tau + years) / norm);
}

/** G = ((κ·g0 + Σ amount) ÷ (κ + x)) ÷ g0; 1 where the norm is 0. */
export function spendingOf(
  amounts: number,
  spent: number,
  norm: number,
  { base }: PsvConstants
): number {
  if (norm === 0) {
    return 1;
  }
  const kappa = base.spendingShrinkage;
  return (kappa * norm + spent) / (kappa + amounts) / norm;
}

/** Σ u·μ over the derived business. */
export function derivedChanceOf(
  chances: Partial<DerivedChances>,
  { derived }: PsvConstants
): number {
  return (
    derived.insurance * (chances.insurance ?? 1) +
    derived.detailing * (chances.detailing ?? 1) +
    derived.accessories * (chances.accessories ?? 1) +
    derived.extendedWarranty * (chances.extendedWarranty ?? 1) +
    derived.other * (chances.other ?? 1)
  );
}

/**
 * w of maintenance = n0·g0 of maintenance ÷ Σ n0·g0: what a class brings the average customer is what it
 * weighs; repair weighs the rest. A half each with the published norms, and where the norms are 0.
 */
export function maintenanceWeightOf(norms: PsvNorms): number {
  const maintenance = norms.maintenanceVisits * norms.maintenanceSpending;
  const repair = norms.repairVisits * norms.repairSpending;
  return maintenance + repair === 0 ? 0.5 : maintenance / (maintenance + repair);
}

/** a = m without discount, else (1 − (1 + d)^−m) ÷ ln(1 + d). */
function annuityOf(years: number, rate: number): number {
  return rate === 0 ? years : (1 - (1 + rate) ** -years) / Math.log1p(rate);
}

/**
 * PSV of one vehicle (`RETAIN.PSV`, `RETAIN.PSVPARTS`), exactly:
 * base = ρ · a · B0/L0 · Σ w·F·G, derived = ρ · a · D0/L0 · Σ u·μ,
 * repurchase = ρ · (1 + d)^−m · q · V0 · λ, with m = max(0, L − t).
 *
 * @example
 * psvOf({ ageYears: 3, obtainability: 1 }).total; // 60,800.88
 */
export function psvOf(input: PsvInput, constants: PsvConstants = psvConstants()): PsvParts {
  const { life, base, norms, derived, repurchase } = constants;
  const rho = input.obtainability;
  const age = Math.max(0, input.ageYears);
  const years = lifeOf(input.annualKm, constants);
  const remaining = Math.max(0, years - age);
  const annuity = annuityOf(remaining, life.discountRate);
  const observed = Math.min(age, base.frequencyYears);
  const frequency = (habit: ClassHabit | undefined, norm: number): number =>
    habit === undefined ? 1 : frequencyOf(habit.visits, observed, norm, constants);
  const spending = (habit: ClassHabit | undefined, norm: number): number =>
    habit === undefined ? 1 : spendingOf(habit.amounts, habit.spent, norm, constants);
  const drivers: PsvDrivers = {
    life: years,
    remaining,
    annuity,
    maintenanceFrequency: frequency(input.maintenance, norms.maintenanceVisits),
    repairFrequency: frequency(input.repair, norms.repairVisits),
    maintenanceSpending: spending(input.maintenance, norms.maintenanceSpending),
    repairSpending: spending(input.repair, norms.repairSpending),
    derivedChance: derivedChanceOf(input.chances ?? {}, constants),
    repurchaseChance:
      (repurchase.value / repurchase.lifeValue) *
      (input.purchaseIntent ? repurchase.statedIntent : 1),
    fading: 0.5 ** (Math.max(0, age - years) / repurchase.halfLife),
    obtainability: rho,
  };
  const weight = maintenanceWeightOf(norms);
  const habit =
    weight * drivers.maintenanceFrequency * drivers.maintenanceSpending +
    (1 - weight) * drivers.repairFrequency * drivers.repairSpending;
  const parts = {
    base: rho * annuity * (base.value / life.years) * habit,
    derived: rho * annuity * (derived.value / life.years) * drivers.derivedChance,
    repurchase:
      rho *
      (1 + life.discountRate) ** -remaining *
      drivers.repurchaseChance *
      repurchase.lifeValue *
      drivers.fading,
  };
  return { total: parts.base + parts.derived + parts.repurchase, ...parts, drivers };
}

/** Whole cents: sums of them are exact in any order. */
export const toCents = (amount: number): number => Math.round(amount * 100);

/** Parts rounded to cents and their sum as the total, so that what a sheet shows adds up. */
export function roundedPsv({ base, derived, repurchase }: PsvParts): Omit<PsvParts, "drivers"> {
  const cents = [toCents(base), toCents(derived), toCents(repurchase)];
  return {
    total: (cents[0] + cents[1] + cents[2]) / 100,
    base: cents[0] / 100,
    derived: cents[1] / 100,
    repurchase: cents[2] / 100,
  };
}
