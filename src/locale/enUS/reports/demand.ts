import type { zhCN } from "../../zhCN";
import { count, counted } from "../numbers";

export const demand: (typeof zhCN)["reports"]["demand"] = {
  empty: "Nobody is due to be called.",
  headline: (p) =>
    `${counted(p.items, "item")} up to ${p.until}, for ${counted(p.customers, "customer")}: ` +
    `${count(p.due)} due about now, ${count(p.nearLost)} near lost, ${count(p.overdue)} overdue.`,
  order: (window) =>
    `In this order: due about now (${counted(window, "day")} either way), near lost (nearest to loss first), overdue (newest first), not yet due, any time (highest PSV first), lost (highest PSV first), to be verified.`,
  urgencies: {
    due: "Due now",
    nearLost: "Near lost",
    overdue: "Overdue",
    ahead: "Not yet due",
    anyTime: "Any time",
    lost: "Lost",
    followUp: "To verify",
  },
  types: {
    section: "By type",
    type: "Type",
    total: "Total",
    share: "Share",
    chartTitle: "Demand by type",
    categoryAxis: "Type",
    valueAxis: "Items",
    sentence: (type, items) => `Most of all “${type}”: ${counted(items, "item")}.`,
  },
  advisors: { section: "By advisor", advisor: "Advisor" },
  list: {
    section: "All items",
    urgency: "Priority",
    status: "Status",
    type: "Type",
    about: "About",
    dueDay: "Due day",
    overdueDays: "Days overdue (below 0: to go)",
    daysAway: "Days away",
    predictedKm: "Predicted odometer (km)",
    psv: "PSV (CNY)",
    advisor: "Advisor",
    script: "Script",
  },
  prospects: {
    goTo: "Enter prospects (lost sales and others, at the end of the sheet)",
    section: "Prospects",
    note: "Paste lists of lost sales and the like here: a plate, VIN or phone is needed, by which a first visit is recognised; who has come since the day of listing is called no more. Without a caller, customer care calls.",
    states: { waiting: "To be called", called: "Called", came: "Came" },
    errors: {
      date: "Please enter a date, for example 2026-6-30.",
      advisor: "Please choose an advisor of the list, or customer care.",
    },
  },
};
