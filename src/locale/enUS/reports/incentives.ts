import type { zhCN } from "../../zhCN";
import { count, counted, periodOf, yuan } from "../numbers";

export const incentives: (typeof zhCN)["reports"]["incentives"] = {
  empty: "There are no customers to count. Please look at the data quality sheet.",
  headline: (p) =>
    `Newly lost ${periodOf(p.since, p.rules)}: ${count(p.newLost)}, ${count(p.above)} of them above the limit, deductions ${yuan(p.deduction)}; ` +
    `returned: ${count(p.returned)}, rewards ${yuan(p.reward)}; ` +
    (p.evasions === 0
      ? "no suspected evasion."
      : `suspected evasions: ${count(p.evasions)}, please check.`),
  noAmounts:
    "All amounts per car are still 0: enter those of the chapter “Incentives” on the Settings sheet and run again.",
  problems: {
    amountNegative: "The chapter “Incentives” has an amount below 0. Please correct it.",
    deductionFalls:
      "Deductions should rise from tier to tier: a later tier is below an earlier one.",
    rewardFalls: "Rewards should rise with the time lost: a later band is below an earlier one.",
  },
  period: (from, to) =>
    `${from} to ${to}. The first lost count within the limit; cars received too recently are newly lost but neither bring a deduction nor use up the limit.`,
  sums: {
    section: "Incentives per advisor",
    newLost: "Newly lost (cars)",
    limit: "Limit (cars)",
    returned: "Returned (cars)",
    deduction: "Deduction (CNY)",
    reward: "Reward (CNY)",
    net: "Net (CNY)",
    evasions: "Suspected evasions",
  },
  losses: {
    section: "Newly lost by tier (cars)",
    total: "Newly lost",
    tiers: {
      within: "Within limit",
      above: "First tier above",
      beyond: "Second tier above",
      received: "Just received",
      unrated: "Not rated",
    },
    chartTitle: "Newly lost by tier",
    categoryAxis: "Advisor",
    valueAxis: "Cars",
    sentence: (above, all) =>
      all === 0
        ? "No car has been lost."
        : above === 0
          ? `Of ${counted(all, "newly lost car")} none is above a limit.`
          : `Of ${counted(all, "newly lost car")} ${counted(above, "is", "are")} above a limit.`,
  },
  returns: {
    section: "Returned by status before the visit (cars)",
    total: "Returned",
    initial: "of these ⑥ initially lost",
  },
  lossCars: {
    section: "Newly lost, car by car",
    none: "No car was lost.",
    day: "Lost on",
    heldSince: "Held since",
    sinceBefore: "before the ledger",
    tier: "Tier",
    deduction: "Deduction (CNY)",
  },
  returnCars: {
    section: "Returned, car by car",
    none: "No lost car returned this month.",
    day: "Returned on",
    band: "Status before",
    kpi: "Counts as",
    initial: "⑥ Initially lost",
    other: "⑦ Other lost",
    reward: "Reward (CNY)",
  },
  evasions: {
    section: (days) =>
      `Suspected evasion: made invalid at most ${counted(days, "day")} before the loss`,
    none: "No suspected evasion this month.",
    day: "Made invalid on",
    lostDay: "Would be lost on",
    daysBefore: "Days before",
  },
};
