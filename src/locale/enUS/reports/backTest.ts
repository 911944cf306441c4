import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const backTest: (typeof zhCN)["reports"]["backTest"] = {
  empty: (from) => `On ${from} there were no valid customers yet: nothing to look back on.`,
  headline: (p) =>
    `Of ${counted(p.customers, "valid customer")} on ${p.from}, ${count(p.came)} came within ${counted(p.days, "day")}` +
    (p.known
      ? `; ${count(Math.round(p.foretold))} were foretold. `
      : "; the history was too short then to foretell any. ") +
    (p.best === ""
      ? "All came or none, so no order was better."
      : `What told best who would come: ${p.best}.`),
  orderings: {
    chance: "chance of return",
    status: "status",
    rfm: "past spending (RFM)",
    psv: "value to come (PSV)",
  },
  section: (from, days) => `What was known on ${from}, and the ${counted(days, "day")} since`,
  byStatus: {
    note: "Computed with what was known on that day, against what happened. 95% interval by Wilson: the true share lies in it nineteen times of twenty.",
    status: "Status then",
    customers: "Customers",
    came: "Came",
    share: "Share",
    low: "95% from",
    high: "95% to",
    revenue: "Revenue since (CNY)",
    average: "Revenue each (CNY)",
    total: "Total",
  },
  calibration: {
    none: "The orders did not reach back far enough then to know a chance of return.",
    bin: "Chance of return",
    foretold: "Foretold",
    share: "Came",
    low: "95% from",
    high: "95% to",
    customers: "Customers",
    came: "Came",
    axis: "Share that came",
    title: (days) => `Foretold and come (${counted(days, "day")})`,
    sentence: (p) =>
      `The nearer the two lines, the truer the chance; over ${counted(p.days, "day")} they are ${share(p.error)} apart on average.`,
  },
  ordering: {
    note: "Of one customer who came and one who did not: how often the one who came stands first. 50% is a coin.",
    measure: "Ordered by",
    auc: "Rightly ordered",
  },
  byPsv: {
    tenth: "Tenth by PSV then",
    tenths: (tenth) => `Tenth ${tenth}`,
    rfm: "First tenth by RFM",
    customers: "Customers",
    foreseen: "PSV then (CNY)",
    revenue: "Revenue since (CNY)",
    average: "Revenue each (CNY)",
    share: "Share of revenue",
    title: (days) => `Did customers of high PSV bring more? (${counted(days, "day")})`,
    sentence: (p) =>
      `The first tenth by PSV brought ${share(p.psv)} of the revenue of ${counted(p.days, "day")}, the first tenth by RFM ${share(p.rfm)}.`,
  },
  maintenance: {
    none: "Nobody came for maintenance since, so the day foretold cannot be checked.",
    sentence: (p) =>
      `Next maintenance: of ${counted(p.customers, "customer")} who came for it, half came within ${counted(p.error, "day")} of the day foretold; by a fixed interval it would be ${counted(p.fixed, "day")}.`,
  },
};
