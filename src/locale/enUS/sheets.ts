import type { sheets as zhCN } from "../zhCN/sheets";
import { count, counted, share } from "./reports/common";

const change = (value: number): string =>
  value === 0 ? "unchanged" : value > 0 ? `up ${count(value)}` : `down ${count(-value)}`;
const customers = (value: number): string => counted(value, "customer");

/** Generated sheets and columns. */
export const sheets: typeof zhCN = {
  header: {
    store: "Store",
    asOf: "As of",
    ruleSet: "Rules",
    parameters: "Parameters",
    generatedBy: "Generated",
    generatedAt: (time) => `by RETAIN at ${time}`,
    unfinished: "Being written; if this text stays, the sheet is incomplete: run again",
    unassigned: "Unassigned",
    unknownModel: "No model",
    absent: "—",
    cut: (shown, all) => `${count(all)} in all; the first ${count(shown)} by priority are listed`,
  },
  ownCells: {
    title: "What you wrote on this sheet, whose place has gone or is taken",
    place: "Was at",
    header: "Column",
    content: "Content",
    copyOf: (sheet) => `${sheet.slice(0, 22)} (old)`,
  },
  status: {
    name: "Customer status",
    title: "Customer status",
    headline: (p) =>
      `${counted(p.valid, "valid customer")}: base ${count(p.base)} (${share(p.baseShare)}), lost ${count(p.lost)}. ` +
      `Base is ${change(p.baseChange)} since yesterday; ${customers(p.soonLost)} will be lost within 30 days.`,
    empty: "No customers to count. Please see the data quality sheet.",
    thresholds: (lines) => `Lines (months since the last visit): ${lines}`,
    classes: {
      section: "Status structure",
      status: "Status",
      count: "Customers",
      shareOfValid: "Of valid",
      shareOfBase: "Of base",
      yesterday: "Yesterday",
      sinceYesterday: "Since yesterday",
      lastMonthEnd: "Last month-end",
      sinceMonthEnd: "Since month-end",
      revenue: "12-month revenue (CNY)",
      note: "12-month revenue: of each customer's visits in the 12 months to the last one, that one included.",
      psv: "Total PSV (CNY)",
    },
    composition: {
      section: "Structure at three times",
      day: "Time",
      asOf: "As-of day",
      yesterday: "Yesterday",
      lastMonthEnd: "Last month-end",
      chartTitle: "Structure of valid customers",
      categoryAxis: "Time",
      valueAxis: "Customers (share)",
      sentence: (name, value, part) =>
        `The largest class is “${name}”: ${customers(value)}, ${share(part)} of valid.`,
    },
    soonLost: {
      section: (days) => `Lost within ${counted(days, "day")}`,
      total: "Total",
      list: "List (by lost day)",
      none: "No customer will be lost in this time.",
      customer: "Customer",
      plate: "Plate",
      phone: "Phone",
      model: "Model",
      advisor: "Advisor",
      status: "Status",
      lastVisit: "Last visit",
      lostDay: "Lost day",
      daysLeft: "Days left",
    },
    flags: {
      section: "Flags (beside the status)",
      flag: "Flag",
      count: "Customers",
      shareOfValid: "Of valid",
      meaning: "Meaning",
      neverServiced: "Never serviced",
      lowUse: "Low use",
      driveBy: "Drive-by",
      driveByUnknown:
        "Cannot be told yet: needs an address column, and local addresses in the word lists of Settings",
      meanings: {
        neverServiced: "Valid, without any visit",
        lowUse: "Long away, but by kilometres not due for maintenance yet",
        driveBy:
          "Not sold here, at most two visits, address elsewhere; may be confirmed as not local",
      },
    },
    byAdvisor: { section: "By advisor", group: "Advisor" },
    byModel: { section: "By model", group: "Model" },
    baseShare: "Base of valid",
    others: (groups) => `${counted(groups, "other")}`,
  },
  dataQuality: {
    name: "Data quality",
    title: "Data quality",
    headline: (p) =>
      p.findings === 0
        ? `${customers(p.customers)} and ${counted(p.orders, "order")} read; nothing found.`
        : `${customers(p.customers)} and ${counted(p.orders, "order")} read; ${counted(p.findings, "finding")} of ${counted(p.kinds, "kind")}. What was done about each stands below; your data was not changed.`,
    counts: {
      section: "Findings by kind",
      table: "Table",
      finding: "Finding",
      count: "Count",
      treatment: "What was done",
      total: "Total",
      none: "Nothing found.",
    },
    inputs: {
      section: "Entries that were not understood",
      headline: (entries) =>
        entries === 1
          ? " 1 entry was not understood, see below."
          : ` ${counted(entries, "entry was", "entries were")} not understood, see below.`,
      row: (row) => `Row ${row}`,
      problems: {
        unreadable: "Not what the column holds",
        outOfRange: "A number that cannot be meant",
        unknownWord: "None of the words to choose from",
        unknownCustomer: "No such customer",
        unknownAdvisor: "No such advisor",
        missing: "Something needed is blank",
        repeated: "Repeats an earlier row",
        notRising: "Lines do not rise",
      },
      treatments: {
        unreadable: "Taken as blank, left as typed",
        outOfRange: "Taken as blank, left as typed",
        unknownWord: "Taken as blank, left as typed",
        unknownCustomer: "Left as typed; counts once the customer is there",
        unknownAdvisor: "Left as typed; add the advisor in Settings",
        missing: "The row does not count, left as typed",
        repeated: "The earlier row counts, left as typed",
        notRising: "All lines at their defaults, left as typed",
      },
    },
    use: {
      section: "Usable share of each column",
      table: "Table",
      field: "Column",
      records: "Records",
      filled: "Filled",
      usable: "Usable",
      share: "Usable share",
    },
    list: {
      section: "Details",
      sheet: "Sheet",
      cell: "Cell",
      field: "Column",
      finding: "Finding",
      read: "What was read",
      treatment: "What was done",
      wholeRow: "whole row",
    },
  },
  columns: {
    status: "Customer status",
    monthsAway: "Months away",
    lastVisit: "Last visit (RETAIN)",
    visits12: "Visits in 12 months",
    lossType: "Loss type",
    lifecycle: "Lifecycle",
    nextService: "Next maintenance",
    psv: "PSV",
    valueGrade: "Value grade",
    flags: "Flags",
    flagNames: { neverServiced: "Never serviced", lowUse: "Low use", driveBy: "Drive-by" },
    flagSeparator: ", ",
    statusAtVisit: "Status at visit",
    alternative: (header) => `${header} (RETAIN)`,
    duplicate: "Duplicate",
  },
};
