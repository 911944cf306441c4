/**
 * What the English help pages say of results, by function id. Excel shows no description of results, and
 * the generated metadata has none.
 */
export const resultsEnUS: Readonly<Record<string, string>> = {
  STATUS: "The status, for example Stable; empty if there is no date.",
  STATUSES: "The statuses, in the shape of lastVisit; empty where there is no date.",
  LOSTBAND:
    "The lost band, for example Lost 3 to 6 months; empty if the customer is not lost or there is no date.",
  MONTHSAWAY: "The number of completed months; empty if there is no date.",
  LOYALTY: "Loyal, Wavering, Short-term lost or Long-term lost; empty if there is no date.",
  LIFECYCLE: "The stage, for example Honeymoon; empty if there is no date.",
  LOSSTYPE: "Fully lost, Partly lost, Not lost or Never serviced; empty if there is no date.",
  ACTIVITY: "The activity level; one for the one car, or in the shape of vehicles.",
  NEXTSERVICE:
    "The day as a number; format the cell as a date. Empty if the last visit or the kilometres per day are missing.",
  KMPERDAY: "Kilometres per day; one number for the one car, or in the shape of vehicles.",
  PSV: "PSV in yuan; empty if delivery or status is missing.",
  PSVPARTS: "Base, derived, repurchase and total in yuan; empty if delivery or status is missing.",
  RFM: "Grade and the three scores, for example A 5-5-4; empty where something is missing, and Not graded without a visit in the 24 months.",
  TRANSITION: "The transition; empty if a status is missing.",
  REWARD: "The reward in yuan, 0 for a customer who was not lost; empty if the status is missing.",
  PENALTY: "The deduction in yuan; empty if a number is missing.",
  LOYALVALUE: "The value in yuan; empty where a cell is blank.",
  LOSSVALUE: "The loss in yuan; empty where a cell is blank.",
  MESSAGE: "The text; empty if the script is blank.",
  RETURNCHANCE:
    "The chance, for example 0.41; empty where something is missing. The more customers the ranges hold, the better each is foretold.",
  INTERVAL: "Share, lower and upper end, in three cells; empty where something is missing.",
};
