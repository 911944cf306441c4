import type { zhCN } from "../../zhCN";
import { count, counted } from "../numbers";

export const records: (typeof zhCN)["reports"]["records"] = {
  empty:
    "There are no records yet. Once the day's plan is made, every advisor's tasks are listed here.",
  noPlan: (p) =>
    `No plan for today. ${counted(p.records, "record")} so far, ${count(p.followUp)} being followed up, ${count(p.appointed)} appointed and expected.`,
  headline: (p) =>
    `${counted(p.planned, "contact")} planned today, ${count(p.done)} done` +
    (p.open > 0 ? `, ${count(p.open)} still open` : "") +
    `; ${counted(p.appointed, "appointment")}, ${counted(p.arrived, "visit")} brought in.`,
  summary: {
    section: "Records by state",
    period: "Period",
    today: "Today",
    month: "This month",
    all: "All",
    total: "Total",
    arrivalRate: "Arrived",
  },
  table:
    "Records (advisors fill in the light yellow columns; a contact beyond the plan can be typed as a new row at the end)",
  errors: {
    word: "Please choose from the list.",
    date: "Please enter a date, for example 2026-07-01.",
    odometer: "Please enter the mileage in km, for example 15230.",
  },
};
