import type { zhCN } from "../../zhCN";
import { byRules, count, counted, share } from "../numbers";

/** Overview. */
export const overview: (typeof zhCN)["reports"]["overview"] = {
  basis: (p) =>
    [p.store, `as of ${p.asOf}`, `status rules “${p.rules}”`].filter(Boolean).join(" · "),
  figures: {
    section: "Key figures",
    name: "Figure",
    value: "Month to date",
    before: "Same days of last month",
    change: "Change",
    limit: "Limit of the month",
    standing: "Against limit",
    within: "Within",
    over: "Above",
    names: {
      base: "Base (now, against last month-end)",
      lost: "Lost (now, against last month-end)",
      newlyLost: "Newly lost",
      wonBack: "Won back",
      visits: "Visits",
      revenue: "Revenue (CNY)",
    },
  },
  trend: {
    sentence: (from, to) => `Month by month from ${from} to ${to}, without the running month.`,
    month: "Month",
    titles: {
      base: "Base customers",
      lost: "Lost customers",
      newlyLost: "Newly lost and limit",
      wonBack: "Won back",
      visits: "Visits",
      revenue: "Revenue (CNY)",
    },
    limit: "Limit",
  },
  today: {
    section: "Today’s calls",
    none: "There is no morning plan for today yet.",
    called: (p) =>
      `${count(p.planned)} planned, ${count(p.contacted)} contacted (${share(p.contacted / p.planned)})`,
    brought: (p) => `${count(p.appointed)} appointed, ${count(p.arrived)} arrived`,
  },
  attention: {
    section: "Waiting for a decision",
    none: "Nothing needs attention.",
    more: (left) => `${left} more: see Today in the pane.`,
  },
  soon: {
    section: (days, shown, all) =>
      shown < all
        ? `The ${shown} most valuable of the ${count(all)} customers who will be lost within ${counted(days, "day")}`
        : `Customers who will be lost within ${counted(days, "day")}, the most valuable first`,
    none: (days) => `Nobody will be lost within ${counted(days, "day")}.`,
    value: "PSV (CNY)",
    owner: "Advisor",
  },
  advisors: {
    section: (rules) => `Advisors${byRules(rules)}`,
    base: "Base owned",
    newLost: "Newly lost",
    limit: "Limit of the month",
    lamp: "Losses",
    planned: "Planned today",
    contacted: "Contacted today",
    success: "Success this month",
    standing: "Against the store",
    standings: {
      above: "better",
      below: "worse",
      alike: "no difference seen",
      unknown: "no calls yet",
    },
    more: (left) => `${left} more: see Advisor evaluation.`,
  },
  sheets: {
    section: "Which question each sheet answers",
    questions: {
      overview: "How is the store today?",
      settings: "Which rules, advisors and targets hold?",
      dataQuality: "Where can the export not be trusted?",
      status: "In which status are the customers?",
      conversion: "How does status change, and why?",
      reservoir: "Does inflow make up for outflow?",
      backTest: "Did those foretold to come back come?",
      retentionCurves: "How long do customers stay?",
      benchmark: "What is known of each customer?",
      demand: "Whom to call now, and why?",
      allocation: "How are customers dealt fairly?",
      ledger: "Who owns each customer, since when?",
      targets: "What is each advisor to keep?",
      records: "Who was called, with what result?",
      tally: "What was done today, and by whom?",
      failures: "Why do calls fail, what to change?",
      evaluation: "How do the advisors do?",
      contribution: "What did calling bring in?",
      incentives: "What is paid, what is deducted?",
      campaigns: "Whom did a campaign reach?",
      loss: "Who was lost, and since when?",
      survey: "What do lost customers say?",
      care: "Who is due for care, on which day?",
      value: "Which customers are worth the effort?",
      scorecard: "How do the four views stand?",
      messages: "Who gets which text message?",
      scripts: "What to say on the phone?",
    },
  },
};
