import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const evaluation: (typeof zhCN)["reports"]["evaluation"] = {
  empty: "There are no customers to count. Please look at the data quality sheet.",
  headline: (p) =>
    `Tasks this month: ${count(p.tasks)}, done ${count(p.done)} (${share(p.achievement)}); ` +
    `arrived ${count(p.arrived)} (success ${share(p.success)})` +
    (p.first === "" ? "." : `; first by tasks done: ${p.first}.`),
  headlineWithoutTasks: (p) =>
    `No tasks this month yet. The base went from ${count(p.opening)} to ${counted(p.closing, "customer")}.`,
  weeksNotMonths:
    "Weeks and months are counted apart: a week may lie in two months, so weeks do not add up to months.",
  shortHistory:
    "Short history: the opening lies before the orders reach back 12 months; statuses and activity are for reference only.",
  ranking: (tasks) =>
    `Advisors with fewer than ${counted(tasks, "task")} are not ranked; equal rates share a rank.`,
  cohort:
    "Success is by contact: the share of the period's contacts that have arrived; “open” contacts may still arrive in time.",
  periods: {
    month: (from, to) => `month to date (${from} to ${to})`,
    week: (from, to) => `week to date (${from} to ${to})`,
  },
  solicitation: {
    section: (period) => `Solicitation: ${period}`,
    evaluated: "The four types: maintenance, repair reminder, warranty check, lost",
    care: (office) => office,
    type: "Type",
    achievement: "Tasks done",
    success: "Success",
    tasks: "Tasks",
    done: "Done",
    unplanned: "Unplanned",
    appointed: "Appointed",
    arrived: "Arrived",
    open: "Open",
    achievementRank: "Rank by tasks done",
    successRank: "Rank by success",
    chartTitle: "Tasks done and success of the month",
    categoryAxis: "Advisor",
    achievementAxis: "Done",
    successAxis: "Success",
    sentence: (p) => `The store: tasks done ${share(p.achievement)}, success ${share(p.success)}.`,
  },
  statuses: {
    section: (period) => `Customers by status: ${period}`,
    opening: (name) => `${name} · opening`,
    closing: (name) => `${name} · closing`,
    change: (name) => `${name} · change`,
    stableShare: "Stable in base",
  },
  flows: {
    section: (period) => `Into and out of the base: ${period}`,
    opening: "Opening base",
    closing: "Closing base",
    check: "Check",
    soldNew: "+ New by sale",
    servicedNew: "+ New by service",
    newLost: "− Newly lost",
    otherReturned: "+ Lost returned",
    baseInvalidated: "− Turned invalid",
    baseTransferredIn: "+ Transferred in",
    baseTransferredOut: "− Transferred out",
    baseRevived: "+ Valid again",
    baseVerified: "+ Verified",
    firstVisit: "+ First visit",
    nearLostReturned: "Near-lost returned",
    warningReturned: "Warning returned",
  },
  activity: {
    section: (period) => `Activity of base customers (visits in 12 months): ${period}`,
    opening: (level) => `Opening ${level}`,
    closing: (level) => `Closing ${level}`,
    levels: ["0", "1", "2", "3+"],
    openingBase: "Opening base",
    closingBase: "Closing base",
    upgraded: "Rose",
    downgraded: "Fell",
    moves: (period) => `Moves of activity (rows: opening, columns: closing): ${period}`,
    from: "Opening visits",
    outside: "Not in base",
    left: "Left the base",
    total: "Total",
    none: "There are no customers in the base yet.",
  },
  trend: {
    section: (months) => `Trend of the last ${counted(months, "complete month")}`,
    newLost: (month) => `${month} newly lost`,
    base: (month) => `${month} base`,
    direction: "Trend",
    directions: {
      improving: "Improving",
      steady: "Steady",
      mixed: "Mixed",
      worsening: "Worsening",
    },
    note: "Improving: newly lost never rose, the base never fell, and one of them got better.",
    chartTitle: "Newly lost per month and advisor",
    categoryAxis: "Month",
    valueAxis: "Cars",
    sentence: (improving, worsening) =>
      `${counted(improving, "advisor is", "advisors are")} improving, ${counted(worsening, "is", "are")} worsening.`,
  },
};
