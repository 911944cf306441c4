import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const conversion: (typeof zhCN)["reports"]["conversion"] = {
  empty: "There are no customers to count. Please look at the data quality sheet.",
  noBase: (p) =>
    `There was no base at the start of the month, so there is no limit to compare with. Newly lost this month: ${count(p.newLost)}; lost customers returned: ${count(p.returned)}.`,
  within: (p) =>
    `Newly lost this month: ${count(p.newLost)}, ${share(p.rate)} of the opening base, within the limit of ${count(p.allowance)}. Lost customers returned: ${count(p.returned)}.`,
  over: (p) =>
    `Newly lost this month: ${count(p.newLost)}, ${share(p.rate)} of the opening base, ${counted(p.points, "percentage point")} above the limit (${count(p.allowance)}). ` +
    `Lost customers returned: ${count(p.returned)}.`,
  shortHistory: (until) =>
    `Short history: before the orders reach back 12 months (until ${until}) customers without a visit count as unverified; take the changes of these days with care.`,
  balance: {
    section: (from, to) => `Each status from ${from} to ${to}`,
    note: "Closing = opening + in − out. A customer changes at most once a day, but may change several times a month.",
    status: "Status",
    opening: "Opening",
    inflow: "In",
    outflow: "Out",
    closing: "Closing",
    change: "Change",
  },
  periods: {
    section: "Changes by period",
    flow: "Change",
    from: "From",
    to: "To",
    day: "Day",
    week: "Week to date",
    lastWeek: "Last week",
    month: "Month to date",
    lastMonth: "Last month",
    year: "Last 12 months",
  },
  months: {
    section: "By month",
    month: "Month",
    openingBase: "Opening base",
    rate: "Newly lost, rate",
    total: "Total",
    chartTitle: "Newly lost and returned, by month",
    categoryAxis: "Month",
    valueAxis: "Customers",
    sentence: (p) =>
      `In ${counted(p.months, "month")} ${counted(p.newLost, "was", "were")} lost and ${count(p.returned)} came back.`,
  },
  weeks: { section: "By week (Monday to Sunday)", week: "Week" },
  matrix: {
    section: (from, to) => `Net change: status on ${from} (rows) to status on ${to} (columns)`,
    note: (moved) =>
      `${counted(moved, "customer has", "customers have")} another status than at the last month-end. Only the two days are compared: who was lost and returned between them is not in it, so it does not add up to the changes by period.`,
    from: "Last month-end \\ as-of day",
    outside: "Not yet filed",
    total: "Total",
  },
  days: {
    section: "Day by day: changes, and statuses at the end of the day",
    day: "Day",
    label: "yy-mm-dd",
    base: "Base",
    change: "Base vs day before",
    chartTitle: "Base customers",
    categoryAxis: "Day",
    valueAxis: "Customers",
    sentence: (p) =>
      `The base was ${count(p.opening)} on ${p.first} and is ${count(p.closing)} on ${p.last}.`,
  },
  movers: {
    section: (from, to) => `Who changed (${from} to ${to})`,
    none: "No customer changed status in this time.",
    day: "Day",
    flow: "Change",
    from: "Status before",
    to: "Status after",
    cause: "Cause",
    owner: "Owner the day before",
  },
  causes: {
    aged: "Time passed",
    returned: "Visit",
    invalidated: "Made invalid",
    revived: "Revived",
    entered: "Entered",
    verified: "Verified",
    firstVisit: "First visit",
  },
};
