import type { functions as zhCN } from "../zhCN/functions";
import { counted } from "./numbers";

/** Custom functions: why an argument cannot be used. `argument` is the name that the function list shows. */
export const functions: typeof zhCN = {
  arguments: {
    lastVisit: "lastVisit",
    asOf: "asOf",
    ruleSet: "ruleSet",
    language: "language",
    deliveries: "deliveries",
    delivery: "delivery",
    warrantyEnd: "warrantyEnd",
    lastMaintenance: "lastMaintenance",
    days: "days",
    odometers: "odometers",
    orderVehicles: "orderVehicles",
    vehicles: "vehicles",
    kmPerDay: "kmPerDay",
    intervalDays: "intervalDays",
    intervalKm: "intervalKm",
    status: "status",
    maintenanceVisits: "maintenanceVisits",
    maintenanceAmount: "maintenanceAmount",
    repairVisits: "repairVisits",
    repairAmount: "repairAmount",
    insurance: "insurance",
    purchaseIntent: "purchaseIntent",
    visits: "visits",
    money: "money",
    before: "before",
    after: "after",
    rewards: "rewards",
    newLost: "newLost",
    openingBase: "openingBase",
    deductions: "deductions",
    firstTierCars: "firstTierCars",
    allowanceShare: "allowanceShare",
    spendingPerVisit: "spendingPerVisit",
    visitsPerYear: "visitsPerYear",
    years: "years",
    cars: "cars",
    referrals: "referrals",
    baseCustomers: "baseCustomers",
    lossRate: "lossRate",
    revenuePerCar: "revenuePerCar",
    script: "script",
    name: "name",
    salutation: "salutation",
    model: "model",
    plate: "plate",
    dueKm: "dueKm",
    dueDate: "dueDate",
    advisor: "advisor",
    phone: "phone",
    firstVisit: "firstVisit",
    horizon: "horizon",
    successes: "successes",
    trials: "trials",
  },
  errorCell:
    "A cell that is referred to holds an error (#REF!, #NAME?, #VALUE!) or a data type such as a stock. Put that cell right first.",
  dataType:
    "A cell that is referred to holds a data type such as a stock, not a plain value. Enter a date, a number or a text.",
  unreadableDate: (argument) =>
    `"${argument}" is not a date that can be read. Enter a date such as 2024-3-5.`,
  unreadableNumber: (argument) => `"${argument}" is not a number. Enter a number such as 1200.`,
  below: (argument, least) =>
    `"${argument}" must not be below ${least}. Check it and enter it again.`,
  above: (argument, most) =>
    `"${argument}" must not be above ${most}. Check it and enter it again.`,
  notWhole: (argument) => `"${argument}" must be a whole number. Check it and enter it again.`,
  unreadableOdometer: (argument) =>
    `"${argument}" is not a plausible odometer reading. Enter the kilometres shown, such as 15000.`,
  unknownChoice: (argument, allowed) =>
    `"${argument}" is none of the known values. Enter one of: ${allowed}.`,
  afterAsOf: (argument, asOf) =>
    `"${argument}" lies after "${asOf}": on that day the visit had not happened.`,
  deliveredLater: (argument, asOf) =>
    `"${argument}" lies after "${asOf}": on that day the car was not delivered.`,
  differentShape: (argument, other) =>
    `"${argument}" has other rows or columns than "${other}". Choose ranges of the same size.`,
  oneValue: (argument) => `"${argument}" takes one value. Choose a single cell.`,
  oneColumn: (argument) =>
    `"${argument}" takes one column, because the result fills the columns beside it. Choose one column.`,
  needsOther: (argument, other) => `"${argument}" needs "${other}" too. Enter "${other}".`,
  wrongCount: (argument, count) =>
    `"${argument}" takes ${counted(count, "cell")}. Choose them again.`,
  amountsFall: (argument) =>
    `"${argument}" must not fall from one tier to the next. Enter the amounts from the lowest tier to the highest.`,
  mixedRuleSets: (before, after) =>
    `"${before}" and "${after}" belong to no common rule set. Enter two statuses of the same one.`,
  noTransition: (before, after) =>
    `There is no transition from "${before}" to "${after}": a known customer never becomes To verify.`,
  tooFewReadings: (argument) =>
    `"${argument}" holds fewer than two readings, or the first and the last are too close together.`,
  afterOther: (argument, other) =>
    `"${argument}" lies after "${other}". Check the two and enter them again.`,
  moreThanOther: (argument, other) =>
    `"${argument}" is more than "${other}". Check the two and enter them again.`,
  noTrials: (argument) => `"${argument}" is 0: there is no share of nothing.`,
  noVisit: (argument) => `"${argument}" holds no visit of this car up to the as-of day.`,
  vehicleNotFound: (argument, other) => `The car in "${argument}" is not in "${other}".`,
  nothingToSay: (script, missing) =>
    `"${script}" needs what is not filled in: ${missing}. Fill it in and try again.`,
  unknownPlaceholder: (script, allowed) =>
    `"${script}" has a placeholder that is not known. Use: ${allowed}.`,
  listed: (items) => items.join(", "),
  placeholders: {
    name: "name",
    salutation: "salutation",
    model: "model",
    plate: "plate",
    dueKm: "due km",
    dueDate: "due date",
    advisor: "advisor",
    phone: "phone",
  },
  exampleScript: {
    text: "Dear {name}, your {model} is due for maintenance, please come before {due date}. {advisor} will be glad to see you.",
    name: "Mr Wang",
    model: "saloon",
    advisor: "Advisor Li",
    filled: "Dear Mr Wang, your saloon is due for maintenance. Advisor Li will be glad to see you.",
  },
  answers: { yes: "Yes", no: "No" },
  day: (year, month, day) =>
    `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
};
