import type { paneReports as zhCN } from "../../zhCN/pane/reports";
import { counted } from "../numbers";

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
    lead: "A workbook with an advisor's own records only; collected when filled in, and merged by record number.",
    advisor: "Advisor",
    handOut: "Hand out",
    handOutNote: "The book opens in a new Excel window. Save it there and send it to the advisor.",
    collect: "Collect…",
    chooseFile: "Choose the book that came back",
    comparing: (advisor, day) => `Book of ${advisor}, handed out on ${day}`,
    edits: (count) => `${counted(count, "cell")} will be written`,
    added: (count) => `${counted(count, "contact")} beyond the plan will be added`,
    unchanged: (count) => `${counted(count, "record")} unchanged`,
    left: (count) =>
      counted(
        count,
        "record does not match and is left alone",
        "records do not match and are left alone"
      ),
    conflicts: (count) =>
      `${counted(count, "cell was", "cells were")} changed on both sides; choose for each`,
    conflict: (number, column) => `${number} · ${column}`,
    fromBook: (value) => `The advisor's: ${value}`,
    fromStore: (value) => `In the record: ${value}`,
    blank: "(blank)",
    write: "Write into the record",
    cancel: "Cancel",
  },
};
