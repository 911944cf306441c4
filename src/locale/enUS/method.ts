import type { method as zhCN } from "../zhCN/method";

/** What the method calls its results, beside the statuses. */
export const method: typeof zhCN = {
  lossTypes: {
    none: "Not lost",
    full: "Fully lost",
    partial: "Partly lost",
    neverServiced: "Never serviced",
  },
  lifecycleStages: {
    honeymoon: "Honeymoon",
    early: "Early use",
    midWarranty: "Middle and late warranty",
    postWarranty: "Out of warranty",
    repurchase: "Repurchase",
  },
  activityLevels: [
    "No visit in a year",
    "1 visit in a year",
    "2 visits in a year",
    "3 or more visits in a year",
  ],
  valueGrades: { none: "Not graded", A: "A", B: "B", C: "C", D: "D" },
  flows: {
    newLost: "Newly lost",
    lostReturned: "Lost, returned",
    nearLostReturned: "Near-lost, returned",
    warningReturned: "Loss warning, returned",
    firstVisit: "First visit",
    invalidated: "Became invalid",
    revived: "Valid again",
    verified: "Verified",
    enteredSold: "New by sale",
    enteredService: "New by service",
    aged: "Slipped",
  },
  unchanged: "No change",
  insurancePlaces: { unknown: "Unknown", here: "Here", elsewhere: "Elsewhere" },
};
