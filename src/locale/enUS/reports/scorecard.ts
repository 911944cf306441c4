import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const scorecard: (typeof zhCN)["reports"]["scorecard"] = {
  empty: "There are no customers to count. Please check the data quality sheet.",
  headline: (p) =>
    `Loss rate ${share(p.lossRate)}` +
    (p.newLostRate === null ? "" : `, newly lost this month ${share(p.newLostRate)}`) +
    `; ${count(p.computed)} of ${counted(p.all, "KPI")} computed from the data` +
    (p.missing > 0 ? `, ${count(p.missing)} still to be filled in.` : "."),
  period: (from, to) => `Period: ${from} to ${to} (month to date)`,
  views: {
    finance: "Finance",
    customer: "Customer",
    process: "Process",
    learning: "Learning and growth",
  },
  kpi: "KPI",
  value: "Value",
  numerator: "Numerator",
  denominator: "Denominator",
  definition: "Definition",
  source: "Source",
  sources: { computed: "Computed", typed: "Filled in", missing: "To be filled in" },
  grade: (kpi, grade) => `${kpi}, grade ${grade}`,
  kpis: {
    firstMaintenance: "First maintenance rate",
    secondMaintenance: "Second maintenance rate",
    insuranceRenewal: "Insurance renewal rate",
    valueContribution: "Value contribution",
    satisfaction: "Satisfaction",
    referral: "Referral rate",
    lossRate: "Loss rate",
    newLostRate: "Newly lost, monthly rate",
    retentionRate: "Retention rate",
    clubMembership: "Club membership",
    archiveAccuracy: "Archive accuracy",
    timelyCall: "Timely follow-up rate",
    complaintHandling: "Satisfaction with complaints",
    carClass: "Car class coverage",
    training: "Trainings held",
  },
  definitions: (p) => ({
    firstMaintenance: `Of cars sold here whose grace for the first maintenance ended in the period, those that had it within ${counted(p.grace, "day")} of the due day`,
    secondMaintenance: `Of cars sold here with a first maintenance whose grace for the second ended in the period, those that had it within ${counted(p.grace, "day")} of the due day`,
    insuranceRenewal: "Of policies that expired in the period, those renewed here",
    valueContribution: `Of what all graded customers spent in ${counted(p.months, "month")}, what this grade spent`,
    satisfaction: "Of customers with an answer, those satisfied (the mean where points are given)",
    referral: "Of customers who entered in the period, those sent by other customers",
    lossRate: "Of valid customers, those lost",
    newLostRate: "Of the base at the beginning, those lost in the period",
    retentionRate: "Of the base at the beginning, those not lost in the period",
    clubMembership: "Of valid customers, those in the club",
    archiveAccuracy:
      "Of archived customers, those with usable name, phone, VIN or plate, model and delivery date",
    timelyCall: `Of visits whose ${counted(p.within, "day")} ended in the period, those followed by a call in time`,
    complaintHandling:
      "Of customers with an answer, those satisfied (the mean where points are given)",
    carClass: "Of customers whose car was delivered in the period, those who took the car class",
    training: "Trainings held in the period (numerator only)",
  }),
  inputs: {
    section:
      "KPIs to be filled in (no column of the data tells them; the tables above follow at once)",
    number: "Please enter a number of at least 0.",
  },
};
