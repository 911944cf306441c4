import { spreadOf } from "./evenOut";
import { strata, type StockCard } from "./stock";
import type { SerialDay } from "../time";

/** Which version of the dealing a certificate speaks of; it rises when the same seed deals otherwise. */
export const ALGORITHM_VERSION = 1;

/**
 * 整体分配 · 保留现有归属 · 离职分配 · 新人分配 · 补充分配 (rules §10). Only the first two start a new 期.
 */
export const dealKinds = ["full", "keepPresent", "leaver", "newcomer", "unassigned"] as const;
export type DealKind = (typeof dealKinds)[number];

/** What an advisor holds by the deal. */
export interface CertificateRow {
  readonly advisor: string;
  readonly weight: number;
  /** Cards per stratum, as {@link strata}. */
  readonly counts: readonly number[];
  /** Exact shares: cards of the stratum × weight ÷ Σ weights. */
  readonly quotas: readonly number[];
  readonly total: number;
  readonly totalQuota: number;
  /** ΣPSV in the orders' currency, rounded to cents. */
  readonly psv: number;
  /** Cards without PSV among them. */
  readonly withoutPsv: number;
}

/** 分配证书: what was dealt, how, and which promises hold (rules §10.3). Shown on the sheet as it is. */
export interface Certificate {
  readonly algorithm: number;
  readonly kind: DealKind;
  readonly asOf: SerialDay;
  readonly seed: string;
  /** 抽签顺序: advisors in the order of the draw. */
  readonly drawOrder: readonly string[];
  /** Whether the order was typed in instead of drawn. */
  readonly orderTyped: boolean;
  /** In draw order. */
  readonly rows: readonly CertificateRow[];
  /** Cards per stratum and in all. */
  readonly strataTotals: readonly number[];
  readonly total: number;
  /** Per stratum the largest count − the smallest. */
  readonly strataGaps: readonly number[];
  readonly totalGap: number;
  /** The largest |count − quota| of any stratum, and of the totals. */
  readonly strataDeviation: number;
  readonly totalDeviation: number;
  /** (max − min) ÷ mean of ΣPSV per weight; 0 without any PSV. */
  readonly psvSpread: number;
  readonly equalWeights: boolean;
  /** Whether this kind of deal promises the three below; where not, they are measured and shown. */
  readonly promised: boolean;
  /** |count − quota| < 1 in every stratum and in total. */
  readonly quotasKept: boolean;
  /** At equal weights: counts per stratum differ by at most 1; `null` with weights. */
  readonly strataEven: boolean | null;
  /** At equal weights: totals differ by at most 1; `null` with weights. */
  readonly totalsEven: boolean | null;
}

/** How the cards of a certificate were dealt. */
export interface DealTerms {
  readonly kind: DealKind;
  readonly asOf: SerialDay;
  readonly seed: string;
  readonly orderTyped: boolean;
  /** In draw order. */
  readonly advisors: readonly { readonly name: string; readonly weight: number }[];
  /** The same weights as whole numbers. */
  readonly shares: readonly number[];
}

/** PSV in whole cents; 0 where there is none. */
export const centsOf = (psv: number): number => (Number.isNaN(psv) ? 0 : Math.round(psv * 100));

const gapOf = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);

/**
 * Measures who holds what.
 *
 * @param holder per card an index into the advisors of `terms`
 */
export function certify(
  terms: DealTerms,
  cards: readonly StockCard[],
  holder: ArrayLike<number>
): Certificate {
  const { advisors, shares } = terms;
  const allShares = shares.reduce((sum, share) => sum + share, 0);
  const counts = advisors.map(() => strata.map(() => 0));
  const cents = advisors.map(() => 0);
  const withoutPsv = advisors.map(() => 0);
  const strataTotals = strata.map(() => 0);
  cards.forEach(({ stratum, psv }, card) => {
    counts[holder[card]][stratum]++;
    strataTotals[stratum]++;
    cents[holder[card]] += centsOf(psv);
    withoutPsv[holder[card]] += Number.isNaN(psv) ? 1 : 0;
  });
  const quotaOf = (count: number, advisor: number): number => (count * shares[advisor]) / allShares;
  const rows = advisors.map(({ name, weight }, a): CertificateRow => {
    const total = counts[a].reduce((sum, count) => sum + count, 0);
    return {
      advisor: name,
      weight,
      counts: counts[a],
      quotas: strataTotals.map((count) => quotaOf(count, a)),
      total,
      totalQuota: quotaOf(cards.length, a),
      psv: cents[a] / 100,
      withoutPsv: withoutPsv[a],
    };
  });
  // In whole numbers, so that a quota like 7 × 1/3 cannot miss its line by a rounding of the machine.
  const within = (count: number, of: number, advisor: number): boolean =>
    Math.abs(count * allShares - of * shares[advisor]) < allShares;
  const quotasKept = rows.every(
    ({ total }, a) =>
      within(total, cards.length, a) &&
      counts[a].every((count, s) => within(count, strataTotals[s], a))
  );
  const strataGaps = strata.map((_, s) => gapOf(counts.map((row) => row[s])));
  const totalGap = gapOf(rows.map(({ total }) => total));
  const equalWeights = shares.every((share) => share === shares[0]);
  const deviation = (count: number, quota: number): number => Math.abs(count - quota);
  return {
    algorithm: ALGORITHM_VERSION,
    kind: terms.kind,
    asOf: terms.asOf,
    seed: terms.seed,
    drawOrder: advisors.map(({ name }) => name),
    orderTyped: terms.orderTyped,
    rows,
    strataTotals,
    total: cards.length,
    strataGaps,
    totalGap,
    strataDeviation: Math.max(
      ...rows.flatMap((row) => row.counts.map((count, s) => deviation(count, row.quotas[s])))
    ),
    totalDeviation: Math.max(...rows.map((row) => deviation(row.total, row.totalQuota))),
    psvSpread: spreadOf(cents, shares),
    equalWeights,
    promised: terms.kind !== "keepPresent" && terms.kind !== "newcomer",
    quotasKept,
    strataEven: equalWeights ? strataGaps.every((gap) => gap <= 1) : null,
    totalsEven: equalWeights ? totalGap <= 1 : null,
  };
}
