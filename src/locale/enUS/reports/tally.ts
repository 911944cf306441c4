import type { zhCN } from "../../zhCN";
import { byRules, count, counted, share } from "../numbers";

export const tally: (typeof zhCN)["reports"]["tally"] = {
  empty: "There are no customers to count. Please check the data quality sheet.",
  noPlan: (p) =>
    `No plan for today. ${counted(p.newLost, "customer")} newly lost today (${count(p.newLostMonth)} this month)${byRules(p.rules)}, ${counted(p.returned, "lost one")} returned.`,
  headline: (p) =>
    `${counted(p.planned, "contact")} planned today, ${count(p.contacted)} made (${share(p.rate)}); ${counted(p.arrived, "visit")} brought in. ` +
    `${counted(p.newLost, "customer")} newly lost today (${count(p.newLostMonth)} this month)${byRules(p.rules)}, ${counted(p.returned, "lost one")} returned.` +
    (p.open > 0
      ? ` ${counted(p.open, "unmet target waits", "unmet targets wait")} for a reason.`
      : ""),
  open: {
    section: (open) => `Unmet targets without a reason (${count(open)})`,
    fill: "Give the reason",
    day: "Date",
    advisor: "Advisor",
    type: "Type",
    planned: "Planned",
    contacted: "Contacted",
    rate: "Done",
    entry: "Reason",
    more: (shown, all) =>
      `${count(all)} in all; the oldest ${count(shown)} stand here, the others at the end of the sheet.`,
  },
  advisors: {
    section: "Advisors, day and month",
    advisor: "Advisor",
    flowOfDay: (name) => `${name} today`,
    flowOfMonth: (name) => `${name} this month`,
    tomorrow: "Expected tomorrow",
    newLost: "Newly lost",
    returned: "Lost returned",
    total: "Total",
    day: "Day",
    month: "Month to date",
    chartTitle: "Contacts of the day: planned and made",
    categoryAxis: "Advisor",
    valueAxis: "Contacts",
    sentence: (p) =>
      `Most contacts were made by ${p.best}: ${count(p.contacted)} of ${count(p.planned)} planned (${share(p.rate)}).`,
  },
  types: { section: "Types, day and month", type: "Type" },
  detail: { section: "Advisor by type", none: "There are no records this month yet." },
  counts: {
    planned: "Planned",
    contacted: "Contacted",
    unplanned: "Unplanned",
    connected: "Connected",
    appointed: "Appointed",
    arrived: "Arrived",
    carriedOver: "Carried over",
    noShow: "No-show",
  },
  rate: "Done",
  reasons: {
    section:
      "Reasons for unmet targets (the manager fills in the light yellow columns; without a good reason, please add a measure)",
    yesNo: "Please choose Yes or No.",
  },
};
