import type { today as zhCN } from "../../zhCN/pane/today";

/** 今日: the store's figures and what needs attention. */
export const today: typeof zhCN = {
  title: "Today",
  figures: {
    title: "Key figures",
    base: "Base",
    nearLost: "Near-lost",
    lost: "Lost",
    newlyLost: "Lost this month",
    wonBack: "Won back this month",
    visits: "Visits this month",
  },
  sinceYesterday: (change) => `${change} since yesterday`,
  sinceMonthStart: (change) => `${change} since month start`,
  todayAdds: (change) => `${change} today`,
  lastMonth: (value) => `${value} last month end`,
  noChange: "no change",
  better: "better",
  worse: "worse",
  trend: (name, from, to, low, high) =>
    `${name} over 30 days: from ${from} to ${to}, lowest ${low}, highest ${high}`,
  plan: {
    title: "Contacts today",
    planned: "Planned",
    contacted: "Contacted",
    appointed: "Appointed",
    arrived: "Arrived",
    done: (contacted, planned, share) => `${contacted} of ${planned} contacted, ${share}`,
    none: "There is no plan for today yet. The morning plan lists the customers to contact.",
  },
  actions: {
    title: "Every day",
    morningPlan: "Morning plan",
    morningPlanNote: "Lists the day's customers to contact in the solicitation record.",
    nightlyTally: "Nightly tally",
    nightlyTallyNote: "Counts the day's contacts and arrivals; updates tally and targets.",
    updateAll: "Update all",
    updateAllNote: "Reads customers and orders again; updates columns and all sheets.",
  },
  attention: {
    title: "Needs attention",
    none: "Nothing needs attention.",
    advisorsMissing: {
      text: () => "There are no service advisors yet; plan and deal need them.",
      action: "Add advisors",
    },
    planMissing: { text: () => "Today's morning plan has not been made.", action: "Morning plan" },
    recordsMissing: {
      text: (count) => `Advisors without a record today: ${count}`,
      action: "Open the records",
    },
    followUpsDue: { text: (count) => `Follow-ups due: ${count}`, action: "Open the records" },
    noShows: { text: (count) => `No-shows to call again: ${count}`, action: "Open the records" },
    reasonsMissing: {
      text: (count) => `Unmet targets without a reason: ${count}`,
      action: "Open the tally",
    },
    invalidProposals: {
      text: (count) => `Customers proposed as invalid: ${count}`,
      action: "Open the records",
    },
    unassigned: {
      text: (count) => `Valid customers without an advisor: ${count}`,
      action: "Deal customers",
    },
    unreadableInputs: {
      text: (count) => `Entries that could not be read: ${count}`,
      action: "Open data quality",
    },
    targetsAtRisk: {
      text: (count) => `Targets about to be missed: ${count}`,
      action: "Open the targets",
    },
  },
};
