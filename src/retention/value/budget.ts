import { parameter, type ParameterGroup } from "../parameters";

/**
 * On whom to spend a budget (S4 宝典三: "老板给的这100块钱预算,究竟花在谁身上呢?"): on those whose contact is
 * expected to retain the most PSV per yuan, and what going by RFM would have reached instead.
 */

/** Ways to reach a customer. */
export const contactChannels = ["phone", "sms", "gift"] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const budgetParameters = {
  /** 电话: a few minutes of an advisor. */
  phone: {
    cost: parameter(5, "CNY", "ours"),
    /** Share of the customers whom a contact keeps. */
    retains: parameter(0.1, "share", "ours"),
  },
  sms: {
    cost: parameter(0.1, "CNY", "ours"),
    retains: parameter(0.005, "share", "ours"),
  },
  /** 电话 with a gift or voucher. */
  gift: {
    cost: parameter(50, "CNY", "ours"),
    retains: parameter(0.2, "share", "ours"),
  },
} as const satisfies ParameterGroup;

/** A customer who could be contacted. */
export interface BudgetCandidate {
  readonly customer: number;
  /** PSV, in the orders' currency. */
  readonly psv: number;
  /** R + F + M; 0 = not ranked. */
  readonly rfm: number;
  /** What it costs to contact him, at least 0. */
  readonly cost: number;
  /** Probability that the contact keeps him. */
  readonly retains: number;
}

/** What an order of contacting reaches before the budget is spent. */
export interface BudgetReach {
  /** Positions of the chosen candidates, in order. */
  readonly chosen: readonly number[];
  readonly spent: number;
  /** Σ PSV · retains of the chosen. */
  readonly retained: number;
}

export interface BudgetPlan extends BudgetReach {
  readonly budget: number;
  /** Expected retained PSV per yuan of the last one chosen (截止线); `NaN` if none is. */
  readonly cutoff: number;
  /** What is left: less than the next contact costs. */
  readonly left: number;
  /** The same budget spent by RFM from high to low. */
  readonly byRfm: BudgetReach;
}

/** Expected retained PSV per yuan; `Infinity` where a contact costs nothing. */
export function retainedPerYuan({ psv, retains, cost }: BudgetCandidate): number {
  return cost === 0 ? Infinity : (psv * retains) / cost;
}

/** Spends the budget in an order and stops at the first contact it can no longer pay. */
function spend(
  candidates: readonly BudgetCandidate[],
  order: readonly number[],
  budget: number
): BudgetReach {
  const chosen: number[] = [];
  let spent = 0;
  let retained = 0;
  for (const position of order) {
    const { psv, retains, cost } = candidates[position];
    // Costs are amounts in cents at most; adding them up must not refuse the last cent.
    if (Math.round((spent + cost) * 100) > Math.round(budget * 100)) {
      break;
    }
    spent += cost;
    retained += psv * retains;
    chosen.push(position);
  }
  return { chosen, spent, retained };
}

/**
 * Chooses whom to contact: by expected retained PSV per yuan, until the next contact is too dear. So
 * everybody above the cut-off is contacted and nobody below it; what is retained falls short of the
 * best possible choice by less than the first customer that was left out would have brought.
 *
 * Candidates without PSV or with nothing to retain are passed over.
 *
 * @throws RangeError for a budget or a cost below 0 or not a number
 */
export function planBudget(candidates: readonly BudgetCandidate[], budget: number): BudgetPlan {
  if (!(budget >= 0) || candidates.some(({ cost }) => !(cost >= 0))) {
    throw new RangeError("Budget and costs are amounts of at least 0");
  }
  const worth = candidates.flatMap((candidate, position) =>
    candidate.psv * candidate.retains > 0 ? [position] : []
  );
  const rates = candidates.map(retainedPerYuan);
  const byCustomer = (a: number, b: number): number =>
    candidates[a].customer - candidates[b].customer;
  const byWorth = [...worth].sort(
    (a, b) =>
      (rates[a] === rates[b] ? 0 : rates[b] - rates[a]) ||
      candidates[b].psv - candidates[a].psv ||
      byCustomer(a, b)
  );
  const byRfm = [...worth].sort(
    (a, b) => candidates[b].rfm - candidates[a].rfm || byCustomer(a, b)
  );
  const reach = spend(candidates, byWorth, budget);
  const last = reach.chosen[reach.chosen.length - 1];
  return {
    ...reach,
    budget,
    cutoff: last === undefined ? NaN : rates[last],
    left: Math.max(0, budget - reach.spent),
    byRfm: spend(candidates, byRfm, budget),
  };
}
