import type { zhCN } from "../../zhCN";
import { count, counted, periodOf } from "../numbers";

const over = (advisors: number): string =>
  advisors === 0
    ? "no advisor is above the limit"
    : `${counted(advisors, "advisor is", "advisors are")} above the limit`;

export const targets: (typeof zhCN)["reports"]["targets"] = {
  empty: "There are no customers to count. Please look at the data quality sheet.",
  headline: (p) =>
    `Newly lost ${periodOf(p.since, p.rules)}: ${count(p.newLost)}, limits of the advisors together ${count(p.allowance)}; ${over(p.over)}. ` +
    `Since the deal ${count(p.returned)} of ${counted(p.initialLost, "initially lost car")} returned.`,
  headlineWithoutPeriod: (p) =>
    `Newly lost ${periodOf(p.since, p.rules)}: ${count(p.newLost)}, limits of the advisors together ${count(p.allowance)}; ${over(p.over)}. ` +
    "There has been no full deal yet: ①, ② and ⑥ count from the day of the first one.",
  headlineWithoutAdvisors: (p) =>
    `Newly lost ${periodOf(p.since, p.rules)}: ${count(p.newLost)}. There is no list of advisors yet, so there are no targets: enter the service advisors on the Settings sheet and run again.`,
  lamps: { green: "On target", amber: "Watch", red: "Off target" },
  standing: {
    month: (from, to) => `Targets and progress of the month (${from} to ${to})`,
    cumulative: (from, to) => `Targets and progress since the deal (${from} to ${to})`,
    note: (p) =>
      `Limit of ⑤: at most ${p.lost} of the base at the start of each month, at least 1 car. Target of ⑥: at least ${p.returned} of the initially lost within ${counted(p.months, "month")}. ` +
      `“To date” is pro rata by the advisor's working days; ⑥ is on watch from ${p.amber} of the target to date.`,
    newLost: "⑤ Newly lost",
    limit: "⑤ Limit",
    limitDue: "⑤ Limit to date",
    newLostLamp: "⑤ Standing",
    returned: "⑥ Returned",
    target: "⑥ Target",
    targetDue: "⑥ Target to date",
    returnedLamp: "⑥ Standing",
    chartTitle: "Newly lost and limit of the month",
    categoryAxis: "Advisor",
    valueAxis: "Cars",
    sentence: (name, lost, limit) =>
      lost === 0
        ? "No car has been lost."
        : `${name} lost most: ${counted(lost, "car")}, limit of the month ${count(limit)}.`,
  },
  account: {
    month: (from, to) => `Month: from opening to closing (${from} to ${to})`,
    cumulative: (from, to) => `Since the deal: from opening to closing (${from} to ${to})`,
    item: "Item (cars)",
    initialBase: "① Initial base (at the deal)",
    initialLost: "② Initially lost (at the deal)",
    openingBase: "Opening base",
    openingInitialBase: "   of these initial base",
    newLostInitial: "   of these initial base",
    closingBase: "⑨ Closing base",
    closingStable: "   of these stable",
    stableShare: "   share of stable",
    baseCheck: "Check: opening + in − out − closing",
    openingLost: "Opening lost",
    closingLost: "Closing lost",
    lostCheck: "Check: opening + in − out − closing",
    plus: (name) => `+ ${name}`,
    minus: (name) => `− ${name}`,
    flows: {
      soldNew: "③ New by sale",
      servicedNew: "④ New by service",
      newLost: "⑤ Newly lost",
      initialReturned: "⑥ Initially lost, returned",
      otherReturned: "⑦ Other lost, returned",
      baseInvalidated: "⑧ Turned invalid (base)",
      lostInvalidated: "⑧ Turned invalid (lost)",
      baseTransferredIn: "Transferred in",
      baseTransferredOut: "Transferred out",
      lostTransferredIn: "Transferred in",
      lostTransferredOut: "Transferred out",
      baseRevived: "Valid again",
      lostRevived: "Valid again",
      baseVerified: "Verified",
      lostVerified: "Verified",
      firstVisit: "First visit",
      enteredLost: "Entered as lost",
    },
    checkNote:
      "The check rows must be 0: every advisor's customers came from somewhere and went somewhere.",
  },
  own: {
    section: "The store's own targets (month)",
    note: "Enter numbers of cars in “Target of the month”. Of ⑤ and ⑧ fewer are better, of the others more; “Standing” compares the whole month's target with what there is to date.",
    error: "Please enter a whole number of 0 or more.",
  },
};
