import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const retentionCurves: (typeof zhCN)["reports"]["retentionCurves"] = {
  empty: "Too few customers began after the first order to draw a retention curve.",
  headline: (p) =>
    `Of ${counted(p.customers, "customer")}, ${share(p.year2)} were not lost after two years and ${share(p.year3)} after three; ` +
    (Number.isNaN(p.median)
      ? "so far fewer than half are lost."
      : `half were lost by month ${count(Math.round(p.median))}.`),
  note: "From delivery of a car sold here, else from the first visit, to the first day lost; who is not lost is watched to the as-of day. It takes 12 months away to be lost, so nobody is in the first year.",
  leftOut: (customers) =>
    `${counted(customers, "customer")} more began before the first order: nobody knows whether they were lost meanwhile, so they are not counted.`,
  unnamed: "Not filled in",
  names: { all: "All customers", in: "In warranty", out: "Out of warranty" },
  sections: {
    all: "All customers",
    deliveryYear: "By year of delivery (first visit)",
    model: "By model",
    warranty: "In and out of warranty",
    advisor: "By advisor",
  },
  columns: {
    name: "Group",
    customers: "Customers",
    lost: "Lost",
    median: "Half lost (month)",
    share: (months) => `After ${counted(months, "month")}`,
    low: (months) => `${counted(months, "month")}, 95% from`,
    high: (months) => `${counted(months, "month")}, 95% to`,
  },
  differs: "The groups differ by more than chance.",
  alike: "No difference between the groups can be told yet.",
  chart: {
    months: "Months",
    share: "Not lost",
    sentence: (months) =>
      `Drawn up to month ${months}; the later, the fewer customers are watched and the less sure is every step.`,
  },
};
