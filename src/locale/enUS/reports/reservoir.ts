import type { zhCN } from "../../zhCN";
import { change, count, counted, share } from "../numbers";

export const reservoir: (typeof zhCN)["reports"]["reservoir"] = {
  empty:
    "There are no base customers, and none came or left. Please look at the data quality sheet.",
  headline: (p) =>
    `The base is ${count(p.closing)}, ${change(p.change)} since the start of the month: ${count(p.inflow)} in, ${count(p.outflow)} out` +
    (Number.isNaN(p.retention) ? ". " : `, ${share(p.retention)} retained. `) +
    (Number.isNaN(p.health)
      ? "Nobody left in the last 12 months, so there is no health ratio."
      : `Health over 12 months is ${p.health.toFixed(2)}: new customers ${p.health >= 1 ? "make up for those who left." : "do not make up for those who left; the level is falling."}`),
  shortHistory:
    "Short history: in months marked so, the orders do not yet reach back 12 months, and customers without a visit count as unverified.",
  months: {
    section: "In and out, month by month",
    note: "Closing base = opening base + total in − total out.",
    month: "Month",
    opening: "Opening base",
    inlets: {
      ownNew: "Sold here",
      acquired: "Acquired",
      returned: "Returned",
      revived: "Revived",
      verified: "Verified",
    },
    inflow: "Total in",
    outlets: { newLost: "Newly lost", invalidated: "Made invalid" },
    outflow: "Total out",
    closing: "Closing base",
    retention: "Retention",
    remark: "Remark",
    short: "Short history",
    toDate: "to date",
    total: "Total",
  },
  chart: {
    title: "Reservoir: in, out and base",
    categoryAxis: "Month",
    valueAxis: "Customers",
    levelAxis: "Closing base",
    sentence: (p) =>
      `In ${counted(p.months, "month")} ${count(p.inflow)} came in and ${count(p.outflow)} went out.`,
  },
  year: {
    section: "Health (rolling 12 months)",
    note: (years) =>
      `Health = (sold here + acquired) ÷ out; with returns, those who returned are added. Base in the long run = (sold here + acquired) × mean life of ${counted(years, "year")}: the level if years go on like this.`,
    from: "From",
    to: "To",
    ownNew: "Sold here",
    acquired: "Acquired",
    returned: "Returned",
    outflow: "Total out",
    health: "Health",
    healthWithReturns: "Health with returns",
    steady: "Base in the long run",
    chartTitle: "Health",
    valueAxis: "In ÷ out",
    sentence: (p) =>
      `Health is ${p.health} today, ${p.withReturns} with returns; below 1 the level is falling.`,
  },
};
