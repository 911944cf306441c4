/**
 * The custom functions of the namespace RETAIN. The metadata generator reads this file: only
 * top-level declarations with double-quoted texts, parameters of its own few types.
 *
 * Ids, names and the order of parameters are permanent: Excel keeps the metadata for a day, so that
 * new metadata meets old code and the other way round. Parameters are only ever appended.
 */
import { activityOfDays, rewardFor } from "../retention/performance";
import {
  kmPerDayOf,
  lifecycleStageOf,
  nextServiceDay,
  serviceIntervals,
} from "../retention/service";
import { lossTypeOf } from "../retention/loss";
import { lostBandOf, monthsAwayOf, ruleSets, statusOf } from "../retention/status";
import { NO_DAY } from "../retention/time";
import { dayOf, notFound, numberOf, odometerOf, oneDayOf } from "./arguments";
import { eachCell, eachRow } from "./cells";
import { resultTexts, retentionStatusOf, ruleSetOf } from "./choices";
import { deductionsOver, rewardsOf } from "./incentives";
import { functionTexts } from "./language";
import { messageOf } from "./message";
import { overDays, requireDelivered, requireVisited } from "./overDays";
import { perVehicle } from "./perVehicle";
import { psvReader } from "./psv";
import { intervalOver, returnChanceOver } from "./returnChance";
import { rfmOver } from "./rfm";
import { transitionBetween } from "./transition";
import { lossValueOver, loyalValueOver } from "./worth";

/**
 * Gives the retention status of a customer on a day. One cell gives one status, a range gives a range.
 * @customfunction STATUS
 * @helpurl https://localhost:3000/help/en-US/STATUS.html
 * @param lastVisit Day of the last visit; for a customer without any visit, the delivery day.
 * @param asOf The day for which the status is computed.
 * @param [ruleSet] Rule set: retention (if omitted), loyalty or sixMonth.
 * @param [language] Language of the result: zh-CN or en-US; that of the add-in if omitted.
 * @returns The status, for example Stable; empty if there is no date.
 */
export function status(
  lastVisit: unknown[][],
  asOf: unknown,
  ruleSet?: unknown,
  language?: unknown
): unknown[][] {
  const rules = ruleSetOf(ruleSet);
  const labels = resultTexts(language).data.statuses;
  return overDays(
    { lastVisits: lastVisit, asOf },
    (anchor, day) => labels[statusOf(anchor, day, rules)]
  );
}

/**
 * Gives the retention status of a whole column of customers at once, from last visits and deliveries.
 * @customfunction STATUSES
 * @helpurl https://localhost:3000/help/en-US/STATUSES.html
 * @param lastVisit Days of the last visits, one cell per customer.
 * @param asOf The day for which the statuses are computed.
 * @param [ruleSet] Rule set: retention (if omitted), loyalty or sixMonth.
 * @param [deliveries] Delivery days, used where a customer has no last visit; same size as lastVisit.
 * @returns The statuses, in the shape of lastVisit; empty where there is no date.
 */
export function statuses(
  lastVisit: unknown[][],
  asOf: unknown,
  ruleSet?: unknown,
  deliveries?: unknown[][]
): unknown[][] {
  const rules = ruleSetOf(ruleSet);
  const labels = functionTexts().data.statuses;
  return overDays(
    { lastVisits: lastVisit, asOf, deliveries },
    (anchor, day) => labels[statusOf(anchor, day, rules)]
  );
}

/**
 * Gives the band in which a lost customer is, counted from the line of 12 months without a visit.
 * @customfunction LOSTBAND
 * @helpurl https://localhost:3000/help/en-US/LOSTBAND.html
 * @param lastVisit Day of the last visit; for a customer without any visit, the delivery day.
 * @param asOf The day for which the band is computed.
 * @returns The lost band, for example Lost 3 to 6 months; empty if the customer is not lost or there is no date.
 */
export function lostBand(lastVisit: unknown[][], asOf: unknown): unknown[][] {
  const labels = functionTexts().data.statuses;
  return overDays({ lastVisits: lastVisit, asOf }, (anchor, day) => {
    const band = lostBandOf(anchor, day);
    return band === undefined ? "" : labels[band];
  });
}

/**
 * Gives the completed months since the last visit.
 * @customfunction MONTHSAWAY
 * @helpurl https://localhost:3000/help/en-US/MONTHSAWAY.html
 * @param lastVisit Day of the last visit; for a customer without any visit, the delivery day.
 * @param asOf The day up to which months are counted.
 * @returns The number of completed months; empty if there is no date.
 */
export function monthsAway(lastVisit: unknown[][], asOf: unknown): unknown[][] {
  return overDays(
    { lastVisits: lastVisit, asOf },
    (anchor, day) => monthsAwayOf(anchor, day) ?? ""
  );
}

/**
 * Gives how loyal a customer is by the time since the last visit: up to 3, 6 or 12 months, or longer.
 * @customfunction LOYALTY
 * @helpurl https://localhost:3000/help/en-US/LOYALTY.html
 * @param lastVisit Day of the last visit; for a customer without any visit, the delivery day.
 * @param asOf The day for which loyalty is computed.
 * @returns Loyal, Wavering, Short-term lost or Long-term lost; empty if there is no date.
 */
export function loyalty(lastVisit: unknown[][], asOf: unknown): unknown[][] {
  const labels = functionTexts().data.statuses;
  return overDays(
    { lastVisits: lastVisit, asOf },
    (anchor, day) => labels[statusOf(anchor, day, ruleSets.loyalty)]
  );
}

/**
 * Gives the stage of a car's life with its owner, by the time since delivery.
 * @customfunction LIFECYCLE
 * @helpurl https://localhost:3000/help/en-US/LIFECYCLE.html
 * @param delivery Day of delivery.
 * @param asOf The day for which the stage is computed.
 * @param [warrantyEnd] Last day of the warranty; 3 years from delivery if omitted or blank.
 * @param [language] Language of the result: zh-CN or en-US; that of the add-in if omitted.
 * @returns The stage, for example Honeymoon; empty if there is no date.
 */
export function lifecycle(
  delivery: unknown[][],
  asOf: unknown,
  warrantyEnd?: unknown[][],
  language?: unknown
): unknown[][] {
  const day = oneDayOf(asOf, "asOf");
  const labels = resultTexts(language).method.lifecycleStages;
  return eachCell({ delivery, warrantyEnd }, (cells) => {
    const delivered = dayOf(cells.delivery, "delivery");
    const end = dayOf(cells.warrantyEnd, "warrantyEnd");
    if (delivered === NO_DAY || day === NO_DAY) return "";
    requireDelivered(delivered, day);
    const stage = lifecycleStageOf(delivered, end, day);
    return stage === undefined ? "" : labels[stage];
  });
}

/**
 * Gives how a valid customer is lost: fully (no visit in 12 months), partly (visits, but no maintenance any more), or not.
 * @customfunction LOSSTYPE
 * @helpurl https://localhost:3000/help/en-US/LOSSTYPE.html
 * @param lastVisit Day of the last visit.
 * @param lastMaintenance Day of the last maintenance; blank if there was none.
 * @param asOf The day for which the loss is computed.
 * @param [deliveries] Delivery days; a customer with a delivery and no visit was never serviced.
 * @returns Fully lost, Partly lost, Not lost or Never serviced; empty if there is no date.
 */
export function lossType(
  lastVisit: unknown[][],
  lastMaintenance: unknown[][],
  asOf: unknown,
  deliveries?: unknown[][]
): unknown[][] {
  const day = oneDayOf(asOf, "asOf");
  const labels = functionTexts().method.lossTypes;
  return eachCell({ lastVisit, lastMaintenance, deliveries }, (cells) => {
    const maintained = dayOf(cells.lastMaintenance, "lastMaintenance");
    // A maintenance is a visit, whatever the column of last visits knows.
    const visited = Math.max(dayOf(cells.lastVisit, "lastVisit"), maintained);
    const delivered = dayOf(cells.deliveries, "deliveries");
    if ((visited || delivered) === NO_DAY || day === NO_DAY) return "";
    requireVisited(visited, day);
    requireDelivered(delivered, day);
    return labels[lossTypeOf(visited, maintained, day)];
  });
}

/**
 * Gives how active a car is by its visits in 12 months: none, 1, 2, or 3 and more. Orders of one day are one visit.
 * @customfunction ACTIVITY
 * @helpurl https://localhost:3000/help/en-US/ACTIVITY.html
 * @param days Days of visits: of one car, or of all cars with orderVehicles beside them.
 * @param asOf The day for which activity is computed; later visits do not count.
 * @param [orderVehicles] VIN or plate of the car of each visit; same size as days.
 * @param [vehicles] The cars to answer for; those of orderVehicles if omitted.
 * @returns The activity level; one for the one car, or in the shape of vehicles.
 */
export function activity(
  days: unknown[][],
  asOf: unknown,
  orderVehicles?: unknown[][],
  vehicles?: unknown[][]
): unknown[][] {
  const day = oneDayOf(asOf, "asOf");
  const { functions, method } = functionTexts();
  return perVehicle(
    { rows: { days }, orderVehicles, vehicles },
    (cells) => dayOf(cells.days, "days") || undefined,
    (visitDays) => {
      if (day === NO_DAY) return "";
      if (visitDays.every((visit) => visit > day)) {
        throw notFound(functions.noVisit(functions.arguments.days));
      }
      return method.activityLevels[activityOfDays(visitDays, day)];
    }
  );
}

/**
 * Gives the day of the next maintenance: the last visit plus the shorter of the interval in days and the days in which the interval in kilometres is driven.
 * @customfunction NEXTSERVICE
 * @helpurl https://localhost:3000/help/en-US/NEXTSERVICE.html
 * @param lastVisit Day of the last maintenance, else of the last visit, else of delivery.
 * @param kmPerDay Kilometres per day, as KMPERDAY gives them.
 * @param [intervalDays] Days between maintenances; 180 if omitted or blank.
 * @param [intervalKm] Kilometres between maintenances; 10,000 if omitted or blank.
 * @returns The day as a number; format the cell as a date. Empty if the last visit or the kilometres per day are missing.
 */
export function nextService(
  lastVisit: unknown[][],
  kmPerDay: unknown[][],
  intervalDays?: unknown[][],
  intervalKm?: unknown[][]
): unknown[][] {
  return eachCell({ lastVisit, kmPerDay, intervalDays, intervalKm }, (cells) => {
    const last = dayOf(cells.lastVisit, "lastVisit");
    const perDay = numberOf(cells.kmPerDay, "kmPerDay");
    const days = numberOf(cells.intervalDays, "intervalDays", { most: 36_525 });
    const km = numberOf(cells.intervalKm, "intervalKm");
    if (last === NO_DAY || perDay === undefined) return "";
    return nextServiceDay(
      last,
      perDay,
      days ?? serviceIntervals.days.value,
      km ?? serviceIntervals.km.value
    );
  });
}

/**
 * Gives the kilometres that a car is driven per day, from its odometer readings. Readings that run backwards are left out.
 * @customfunction KMPERDAY
 * @helpurl https://localhost:3000/help/en-US/KMPERDAY.html
 * @param days Days of the readings: of one car, or of all cars with orderVehicles beside them.
 * @param odometers Odometer readings in kilometres; same size as days.
 * @param [orderVehicles] VIN or plate of the car of each reading; same size as days.
 * @param [vehicles] The cars to answer for; those of orderVehicles if omitted.
 * @returns Kilometres per day; one number for the one car, or in the shape of vehicles.
 */
export function kmPerDay(
  days: unknown[][],
  odometers: unknown[][],
  orderVehicles?: unknown[][],
  vehicles?: unknown[][]
): unknown[][] {
  const { functions } = functionTexts();
  return perVehicle(
    { rows: { days, odometers }, orderVehicles, vehicles },
    (cells) => {
      const day = dayOf(cells.days, "days");
      const km = odometerOf(cells.odometers, "odometers");
      return day === NO_DAY || km === undefined ? undefined : { day, km };
    },
    (readings) => {
      const slope = kmPerDayOf(readings);
      if (slope === undefined) {
        throw notFound(functions.tooFewReadings(functions.arguments.odometers));
      }
      return slope;
    }
  );
}

/**
 * Gives PSV, the value that a customer's car will still bring the store and that can be got, with the published constants.
 * @customfunction PSV
 * @helpurl https://localhost:3000/help/en-US/PSV.html
 * @param delivery Day of delivery.
 * @param asOf The day for which the value is computed.
 * @param status Retention status, by its code or its name, for example stable.
 * @param [kmPerDay] Kilometres per day, as KMPERDAY gives them; average if omitted or blank.
 * @param [maintenanceVisits] Maintenance visits of the last 3 years; average if omitted or blank.
 * @param [maintenanceAmount] Revenue of these visits.
 * @param [repairVisits] Repair visits of the last 3 years; average if omitted or blank.
 * @param [repairAmount] Revenue of these visits.
 * @param [insurance] Where the car is insured: here, elsewhere or unknown.
 * @param [purchaseIntent] TRUE if the customer has said that he means to buy a car.
 * @returns PSV in yuan; empty if delivery or status is missing.
 */
export function psv(
  delivery: unknown[][],
  asOf: unknown,
  status: unknown[][],
  kmPerDay?: unknown[][],
  maintenanceVisits?: unknown[][],
  maintenanceAmount?: unknown[][],
  repairVisits?: unknown[][],
  repairAmount?: unknown[][],
  insurance?: unknown[][],
  purchaseIntent?: unknown[][]
): unknown[][] {
  const psvOfCells = psvReader(asOf);
  return eachCell(
    {
      delivery,
      status,
      kmPerDay,
      maintenanceVisits,
      maintenanceAmount,
      repairVisits,
      repairAmount,
      insurance,
      purchaseIntent,
    },
    (cells) => psvOfCells(cells)?.total ?? ""
  );
}

/**
 * Gives the parts of PSV in four cells beside each other: base, derived, repurchase and their total.
 * @customfunction PSVPARTS
 * @helpurl https://localhost:3000/help/en-US/PSVPARTS.html
 * @param delivery Days of delivery, in one column.
 * @param asOf The day for which the value is computed.
 * @param status Retention status, by its code or its name, for example stable.
 * @param [kmPerDay] Kilometres per day, as KMPERDAY gives them; average if omitted or blank.
 * @param [maintenanceVisits] Maintenance visits of the last 3 years; average if omitted or blank.
 * @param [maintenanceAmount] Revenue of these visits.
 * @param [repairVisits] Repair visits of the last 3 years; average if omitted or blank.
 * @param [repairAmount] Revenue of these visits.
 * @param [insurance] Where the car is insured: here, elsewhere or unknown.
 * @param [purchaseIntent] TRUE if the customer has said that he means to buy a car.
 * @returns Base, derived, repurchase and total in yuan; empty if delivery or status is missing.
 */
export function psvParts(
  delivery: unknown[][],
  asOf: unknown,
  status: unknown[][],
  kmPerDay?: unknown[][],
  maintenanceVisits?: unknown[][],
  maintenanceAmount?: unknown[][],
  repairVisits?: unknown[][],
  repairAmount?: unknown[][],
  insurance?: unknown[][],
  purchaseIntent?: unknown[][]
): unknown[][] {
  const psvOfCells = psvReader(asOf);
  return eachRow(
    {
      delivery,
      status,
      kmPerDay,
      maintenanceVisits,
      maintenanceAmount,
      repairVisits,
      repairAmount,
      insurance,
      purchaseIntent,
    },
    "delivery",
    4,
    (cells) => {
      const parts = psvOfCells(cells);
      if (parts === undefined) return ["", "", "", ""];
      return [parts.base, parts.derived, parts.repurchase, parts.total];
    }
  );
}

/**
 * Ranks customers among each other by recency, frequency and money, 5 the best fifth, and grades them from A to D.
 * @customfunction RFM
 * @helpurl https://localhost:3000/help/en-US/RFM.html
 * @param lastVisit Days of the last visits, one cell per customer.
 * @param visits Visits in the last 24 months; same size as lastVisit.
 * @param money Money received in the last 24 months; same size as lastVisit.
 * @param asOf The day for which the ranking is computed.
 * @returns Grade and the three scores, for example A 5-5-4; empty where something is missing, and not graded without a visit in the 24 months.
 */
export function rfm(
  lastVisit: unknown[][],
  visits: unknown[][],
  money: unknown[][],
  asOf: unknown
): unknown[][] {
  return rfmOver({ lastVisit, visits, money }, asOf);
}

/**
 * Names the transition between two statuses of a customer, for example Newly lost or Lost, returned.
 * @customfunction TRANSITION
 * @helpurl https://localhost:3000/help/en-US/TRANSITION.html
 * @param before Earlier status, by its code or its name.
 * @param after Later status of the same rule set.
 * @returns The transition; empty if a status is missing.
 */
export function transition(before: unknown[][], after: unknown[][]): unknown[][] {
  return eachCell({ before, after }, transitionBetween);
}

/**
 * Gives the reward for a customer who came back, by the lost band before the visit. Without amounts it is 0.
 * @customfunction REWARD
 * @helpurl https://localhost:3000/help/en-US/REWARD.html
 * @param status Retention status before the visit, by its code or its name.
 * @param [rewards] Five amounts per car, from Lost up to 3 months to Lost over 2 years; none falls below the one before.
 * @returns The reward in yuan, 0 for a customer who was not lost; empty if the status is missing.
 */
export function reward(status: unknown[][], rewards?: unknown[][]): unknown[][] {
  const amounts = rewardsOf(rewards);
  return eachCell({ status }, (cells) => {
    const before = retentionStatusOf(cells.status, "status");
    return before === undefined ? "" : rewardFor(before, amounts);
  });
}

/**
 * Gives the deduction for newly lost customers of a month, by tiers above the allowance, a share of the base. Without amounts it is 0.
 * @customfunction PENALTY
 * @helpurl https://localhost:3000/help/en-US/PENALTY.html
 * @param newLost Newly lost cars of the month that count against the advisor.
 * @param openingBase Base customers at the start of the month.
 * @param [deductions] Three amounts per car: within the allowance, in the first tier above it, beyond; none falls below the one before.
 * @param [firstTierCars] Cars in the first tier above the allowance; 3 if omitted or blank.
 * @param [allowanceShare] Share of the base that may be lost in a month, at least one car; 1% if omitted or blank.
 * @returns The deduction in yuan; empty if a number is missing.
 */
export function penalty(
  newLost: unknown[][],
  openingBase: unknown[][],
  deductions?: unknown[][],
  firstTierCars?: unknown,
  allowanceShare?: unknown
): unknown[][] {
  return deductionsOver({ newLost, openingBase }, { deductions, firstTierCars, allowanceShare });
}

/**
 * Gives what a loyal customer is worth: spending per visit × visits a year × years × cars × people told.
 * @customfunction LOYALVALUE
 * @helpurl https://localhost:3000/help/en-US/LOYALVALUE.html
 * @param [spendingPerVisit] Yuan per visit; 300 if omitted.
 * @param [visitsPerYear] Visits a year; 6 if omitted.
 * @param [years] Years; 3 if omitted.
 * @param [cars] Cars; 2 if omitted.
 * @param [referrals] People whom the customer tells of the store; 5 if omitted.
 * @returns The value in yuan; empty where a cell is blank.
 */
export function loyalValue(
  spendingPerVisit?: unknown[][],
  visitsPerYear?: unknown[][],
  years?: unknown[][],
  cars?: unknown[][],
  referrals?: unknown[][]
): unknown[][] {
  return loyalValueOver({ spendingPerVisit, visitsPerYear, years, cars, referrals });
}

/**
 * Gives what a loss rate costs a year: base customers × loss rate × revenue per car.
 * @customfunction LOSSVALUE
 * @helpurl https://localhost:3000/help/en-US/LOSSVALUE.html
 * @param [baseCustomers] Base customers; 5,000 if omitted.
 * @param [lossRate] Share of them that is lost, for example 10%; 10% if omitted.
 * @param [revenuePerCar] Revenue per car in yuan; 500 if omitted.
 * @returns The loss in yuan; empty where a cell is blank.
 */
export function lossValue(
  baseCustomers?: unknown[][],
  lossRate?: unknown[][],
  revenuePerCar?: unknown[][]
): unknown[][] {
  return lossValueOver({ baseCustomers, lossRate, revenuePerCar });
}

/**
 * Fills a script with a customer's data. A clause that needs a blank value is left out, so that no placeholder is left bare.
 * @customfunction MESSAGE
 * @helpurl https://localhost:3000/help/en-US/MESSAGE.html
 * @param script The text, with placeholders such as {name} and {model}.
 * @param [name] For {name}.
 * @param [salutation] For {salutation}.
 * @param [model] For {model}.
 * @param [plate] For {plate}.
 * @param [dueKm] For {due km}, in kilometres.
 * @param [dueDate] For {due date}.
 * @param [advisor] For {advisor}.
 * @param [phone] For {phone}.
 * @returns The text; empty if the script is blank.
 */
export function message(
  script: unknown[][],
  name?: unknown[][],
  salutation?: unknown[][],
  model?: unknown[][],
  plate?: unknown[][],
  dueKm?: unknown[][],
  dueDate?: unknown[][],
  advisor?: unknown[][],
  phone?: unknown[][]
): unknown[][] {
  return eachCell(
    { script, name, salutation, model, plate, dueKm, dueDate, advisor, phone },
    messageOf
  );
}

/**
 * Gives each customer's chance to come within so many days, from the rhythms of all customers of the ranges.
 * @customfunction RETURNCHANCE
 * @helpurl https://localhost:3000/help/en-US/RETURNCHANCE.html
 * @param firstVisit Days of the first visits, one cell per customer.
 * @param lastVisit Days of the last visits; same size as firstVisit.
 * @param visits Visits from the first to the last, both counted; same size as firstVisit.
 * @param asOf The day from which is counted.
 * @param [horizon] Within so many days; 90 if omitted.
 * @returns The chance, for example 0.41; empty where something is missing. The more customers the ranges hold, the better each is foretold.
 */
export function returnChance(
  firstVisit: unknown[][],
  lastVisit: unknown[][],
  visits: unknown[][],
  asOf: unknown,
  horizon?: unknown
): unknown[][] {
  return returnChanceOver({ firstVisit, lastVisit, visits }, asOf, horizon);
}

/**
 * Gives a share and its 95% interval (Wilson): between the ends the true share lies nineteen times of twenty.
 * @customfunction INTERVAL
 * @helpurl https://localhost:3000/help/en-US/INTERVAL.html
 * @param successes How many succeeded, for example came; one cell or a column.
 * @param trials Out of how many; same size as successes.
 * @returns Share, lower and upper end, in three cells; empty where something is missing.
 */
export function interval(successes: unknown[][], trials: unknown[][]): unknown[][] {
  return intervalOver({ successes, trials });
}
