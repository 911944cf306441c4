import type { paneReports as zhCN } from "../../zhCN/pane/reports";

/** 报表: every sheet of the add-in. */
export const paneReports: typeof zhCN = {
  title: "Reports",
  all: "Generate all",
  allNote: "Computes and writes all sheets and classification columns.",
  generate: "Generate",
  generateNamed: (sheet) => `Generate ${sheet}`,
  goTo: "Go to",
  goToNamed: (sheet) => `Go to ${sheet}`,
  writtenAt: (time) => `generated ${time}`,
  otherDay: (day) => `as of ${day}`,
  notYet: "not generated yet",
  groups: {
    everyday: "Every day",
    customers: "Customers",
    team: "Advisors and incentives",
    analysis: "Analysis",
    setup: "Settings and quality",
  },
  byDeal: "made by a deal",
  toTeam: "Deal customers",
  deal: (number) => `no. ${number}`,
  formulas: {
    title: "Formulas",
    freeze: "Freeze to values",
    freezeNote: "Turns RETAIN functions into values, for people without the add-in.",
    repair: "Repair formulas",
    repairNote: "Enters RETAIN functions again that show an error.",
  },
  books: {
    title: "Advisors' books",
    lead: "A workbook for each advisor with his own records only; collected and merged when filled in.",
    advisor: "Advisor",
    all: "All advisors",
    handOut: "Hand out",
    collect: "Collect",
    chooseFiles: "Choose the books that came back",
    download: (file) => `Save ${file}`,
    ready: "The books are ready. Save them and send them to the advisors:",
  },
};
