import type { zhCN } from "../../zhCN";
import { count, counted } from "../numbers";

export const benchmark: (typeof zhCN)["reports"]["benchmark"] = {
  empty: "There are no customers to count. Please look at the data quality sheet.",
  headline: (p) =>
    `${counted(p.customers, "customer")}. Within a month: ${count(p.maintenance)} due for maintenance, ${count(p.warranty)} out of warranty, ` +
    `${counted(p.insurance, "insurance")} and ${counted(p.inspection, "inspection")} expiring.`,
  statuses: {
    section: "By status",
    status: "Status",
    customers: "Customers",
    share: "Share",
    psv: "PSV, total (CNY)",
    overdue: "Maintenance overdue",
    total: "Total",
  },
  coming: {
    section: (from, to) => `Falling due from ${from} to ${to}`,
    what: "What",
    customers: "Customers",
    maintenance: "Maintenance",
    warranty: "Warranty end",
    insurance: "Insurance end",
    inspection: "Inspection end",
    lost: "Becoming lost",
    chartTitle: "Customers with something due within a month",
    categoryAxis: "What",
    valueAxis: "Customers",
    sentence: (what, customers) => `Most of all “${what}”: ${count(customers)} within a month.`,
    none: "Nothing falls due within a month.",
  },
  list: {
    section: "Customers",
    status: "Status",
    stage: "Lifecycle stage",
    lastVisit: "Last visit",
    daysAway: "Days away",
    daysToLost: "Days to loss",
    nextDay: "Next maintenance",
    nextKm: "Next maintenance (km)",
    predictedKm: "Predicted odometer (km)",
    kmPerDay: "km per day",
    warrantyEnd: "Warranty end",
    insuranceEnd: "Insurance end",
    inspectionEnd: "Inspection end",
    psv: "PSV (CNY)",
    owner: "Owner",
  },
};
