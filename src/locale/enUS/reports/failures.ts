import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const failures: (typeof zhCN)["reports"]["failures"] = {
  unused: "There are no records yet, and no reasons of failure to sum up.",
  none: (p) =>
    p.month === 0
      ? "No solicitation failed today or this month."
      : `No solicitation failed today; ${count(p.month)} this month.`,
  headline: (p) =>
    `${counted(p.failed, "solicitation")} failed today: ${count(p.base)} of base customers, ${count(p.lost)} of lost ones; ${count(p.month)} this month.` +
    (p.unstated > 0
      ? ` ${counted(p.unstated, "of today's has", "of today's have")} no reason stated.`
      : ""),
  base: {
    section: "Reasons of base customers today",
    row: "Type",
    none: "No solicitation of base customers failed today.",
  },
  lost: {
    section: "Reasons of lost customers today",
    row: "Lost band",
    none: "No solicitation of lost customers failed today.",
  },
  others: (rows) =>
    `${counted(rows, "more is", "more are")} of customers who are invalid, to be verified or in no archive: in the list only.`,
  total: "Total",
  pareto: {
    section: "Reasons of the month, most frequent first",
    reason: "Reason",
    group: "Group",
    count: "Times",
    share: "Share",
    cumulative: "Cumulative",
    total: "Total",
    none: "No reason was stated this month.",
    unstated: (rows) =>
      `${counted(rows, "more has", "more have")} no reason stated and ${rows === 1 ? "is" : "are"} not in this list.`,
    chartTitle: "Reasons of failure this month",
    categoryAxis: "Reason",
    valueAxis: "Times",
    lineAxis: "Cumulative share",
    sentence: (p) =>
      p.reasons === 1
        ? `“${p.first}” alone makes up ${share(p.share)}.`
        : `The first ${p.reasons} reasons make up ${share(p.share)}; the most frequent is “${p.first}”.`,
  },
  list: {
    section: "Failures of the month, newest first",
    reason: "Reason",
    group: "Customers",
    day: "Failed on",
    type: "Type",
    advisor: "Advisor",
    competitor: "Competitor",
    number: "Record no.",
    status: "Status then",
    note: "Note",
    noShow: "No-show",
  },
  actions: {
    section:
      "What the team agreed on (fill in the light yellow columns at the evening meeting; what makes a good script goes into the scripts)",
    yesNo: "Please choose Yes or No.",
    date: "Please enter a date, for example 2026-07-01.",
  },
};
