import type { settings as zhCN } from "../../zhCN/pane/settings";

/** 设置. */
export const settings: typeof zhCN = {
  title: "Settings",
  data: {
    title: "Data",
    lead: "Correct here what was recognised wrongly; it is kept in the workbook.",
  },
  asOf: {
    title: "As-of date",
    today: (day) => `Today, ${day}`,
    travel: "Compute for another day",
    lead: "To look back at a past day. While it is on, every page of the pane says so.",
    field: "Day",
    apply: "Compute for this day",
    back: "Back to today",
    invalid: "Enter a complete date.",
  },
  ruleSet: {
    title: "Status rules",
    lead: "Compare the counts first, then decide whether to switch.",
    inUse: "In use",
    use: (name) => `Use ${name}`,
    valid: "Valid",
    sources: {
      retention: "S0: 6, 9, 12 months, then five bands of lost",
      loyalty: "S2: 3, 6, 12 months",
      sixMonth: "S1: 6 months",
    },
    confirm: (name) =>
      `With ${name}, classification columns and sheets are written by the new rules. Targets, incentives and deals always go by the status KPI.`,
  },
  liveColumns: {
    title: "Classification columns",
    live: "Write formulas",
    lead: "Values can be read by people without the add-in; formulas follow when dates are edited.",
    which: (rows) =>
      `Only status, months away and lifecycle can be formulas; the other columns are always values. Above ${rows} customer rows all are values.`,
  },
  parameters: {
    title: "Parameters",
    lead: "Each with unit, default and source; changes go to the settings sheet.",
    search: "Find a parameter",
    none: "No parameter matches.",
    changedCount: (count) => `${count} changed`,
    default: (value) => `default ${value}`,
    source: (source) => `source ${source}`,
    toDefault: (name) => `${name}: back to default`,
    save: (count) => `Save changes: ${count}`,
    discard: "Discard",
    wrong: "Enter a number of at least 0.",
    openSheet: "Open the settings sheet",
    onlyInSheet:
      "Advisors, closed days, intervals of models and word lists are filled in on the settings sheet.",
  },
  language: {
    title: "Language",
    lead: "The language of the pane. That of the sheets is settled with the first run and stays.",
  },
  reset: {
    title: "Reset",
    lead: "All parameters go back to their defaults, the rules to the status KPI, the as-of date to today. Advisors, ledger, records and whatever else you filled in stay.",
    action: "Reset settings",
    confirm: "Reset",
    nothing: "Settings are at their defaults.",
  },
};
