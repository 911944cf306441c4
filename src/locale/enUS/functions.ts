import type { functions as zhCN } from "../zhCN/functions";

/** Custom functions: why an argument cannot be used. `argument` is the name that the function list shows. */
export const functions: typeof zhCN = {
  arguments: {
    lastVisit: "lastVisit",
    asOf: "asOf",
    ruleSet: "ruleSet",
    deliveries: "deliveries",
  },
  unreadableDate: (argument) =>
    `"${argument}" is not a date that can be read. Enter a date such as 2024-3-5.`,
  unknownRuleSet: (argument, allowed) =>
    `"${argument}" is none of the known rule sets. Enter one of: ${allowed}.`,
  afterAsOf: (argument, asOf) =>
    `"${argument}" lies after "${asOf}": on that day the visit had not happened.`,
  differentShape: (argument, other) =>
    `"${argument}" has other rows or columns than "${other}". Choose ranges of the same size.`,
  oneValue: (argument) => `"${argument}" takes one value. Choose a single cell.`,
};
