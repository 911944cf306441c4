import {
  DAYS_PER_YEAR,
  INSURED,
  insuranceChances,
  obtainabilityOf,
  psvConstants,
  psvOf,
  roundedPsv,
  type ClassHabit,
  type PsvParts,
} from "../retention/value";
import { NO_DAY, type SerialDay } from "../retention/time";
import { dayOf, numberOf, oneDayOf, unusable, type ArgumentName } from "./arguments";
import type { CellsOf } from "./cells";
import { insurancePlaceOf, isYes, retentionStatusOf } from "./choices";
import { functionTexts } from "./language";
import { requireDelivered } from "./overDays";

/** PSV of single customers with the published constants (psv.md); what is not given is average. */

/** The arguments of `RETAIN.PSV` and `RETAIN.PSVPARTS` but the as-of day. */
export type PsvArgument =
  | "delivery"
  | "status"
  | "kmPerDay"
  | "maintenanceVisits"
  | "maintenanceAmount"
  | "repairVisits"
  | "repairAmount"
  | "insurance"
  | "purchaseIntent";

const constants = psvConstants();
const chances = insuranceChances(constants);

/**
 * Makes a reader of one customer's cells for a day.
 *
 * @returns PSV in cents; `undefined` where delivery, status or the day is blank
 */
export function psvReader(
  asOf: unknown
): (cells: CellsOf<PsvArgument>) => Omit<PsvParts, "drivers"> | undefined {
  const day = oneDayOf(asOf, "asOf");
  return (cells) => psvOfCells(cells, day);
}

function psvOfCells(
  cells: CellsOf<PsvArgument>,
  asOf: SerialDay
): Omit<PsvParts, "drivers"> | undefined {
  const delivery = dayOf(cells.delivery, "delivery");
  const status = retentionStatusOf(cells.status, "status");
  if (delivery === NO_DAY || status === undefined || asOf === NO_DAY) return undefined;
  requireDelivered(delivery, asOf);
  const kmPerDay = numberOf(cells.kmPerDay, "kmPerDay");
  const insured = INSURED[insurancePlaceOf(cells.insurance, "insurance") ?? "unknown"];
  const parts = psvOf(
    {
      ageYears: (asOf - delivery) / DAYS_PER_YEAR,
      obtainability: obtainabilityOf(status, constants.obtainability),
      annualKm: kmPerDay === undefined ? undefined : kmPerDay * DAYS_PER_YEAR,
      maintenance: habitOf(cells, "maintenanceVisits", "maintenanceAmount"),
      repair: habitOf(cells, "repairVisits", "repairAmount"),
      chances: { insurance: chances[insured] },
      purchaseIntent: isYes(cells.purchaseIntent, "purchaseIntent"),
    },
    constants
  );
  return roundedPsv(parts);
}

/** The habit of a class of work; `undefined` without visits. Visits without an amount tell only how often. */
function habitOf(
  cells: CellsOf<PsvArgument>,
  visitsName: PsvArgument & ArgumentName,
  amountName: PsvArgument & ArgumentName
): ClassHabit | undefined {
  const visits = numberOf(cells[visitsName], visitsName, { whole: true });
  const spent = numberOf(cells[amountName], amountName);
  if (spent && !visits) {
    const { functions } = functionTexts();
    throw unusable(
      functions.needsOther(functions.arguments[amountName], functions.arguments[visitsName])
    );
  }
  if (visits === undefined) return undefined;
  return { visits, amounts: spent === undefined ? 0 : visits, spent: spent ?? 0 };
}
