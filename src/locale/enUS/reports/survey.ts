import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const survey: (typeof zhCN)["reports"]["survey"] = {
  none: (lost) =>
    `${counted(lost, "customer is", "customers are")} lost, and none was asked why. Please call them and fill in the table below.`,
  headline: (p) =>
    `${counted(p.answered, "questionnaire")}; of ${counted(p.lost, "lost customer")} ${counted(p.asked, "was", "were")} asked (${share(p.rate)})`,
  main: (reason, times) => `. The most frequent main reason is “${reason}” (${count(times)}).`,
  noReason: ". No reason was given yet.",
  reasons: {
    section: "Why they left",
    group: "Group",
    reason: "Reason",
    main: "Main reason",
    any: "Mentioned",
    share: "Share of main",
    total: "Total",
  },
  competitors: {
    section: "Where they go",
    competitor: "Competitor",
    count: "Questionnaires",
    share: "Share",
    total: "Total",
  },
  effects: {
    section: "What follows from the answers",
    effect: "Result",
    count: "Questionnaires",
    handedOver: "Car handed on: to be confirmed as transferred",
    lowUse: "Drives little: flagged as low use",
    open: "Questionnaires not finished",
  },
  chart: {
    title: "Main reasons of loss",
    categoryAxis: "Reason",
    valueAxis: "Questionnaires",
    sentence: "Each questionnaire counts with one main reason.",
  },
  table:
    "Questionnaires (one row per customer; fill in question by question as “Next question” says; name customers by VIN, plate or customer number)",
  done: "Finished",
  unknownCustomer: "Not in the archive",
  errors: {
    word: "Please choose from the list.",
    date: "Please enter a date, such as 2026-07-01.",
  },
};
