import { modelShares, monthWeights, type OrderKind } from "./catalogue";
import { civil } from "./days";
import type { Random } from "./random";

/** A day on which a car came to the workshop. */
export interface Visit {
  readonly day: number;
  readonly kind: OrderKind;
  readonly odometer: number;
  /** How many maintenances this is for the car, this one included; 0 for other work. */
  readonly maintenance: number;
}

/** What a car and its owner are like, as far as it decides when they come. */
export interface Habits {
  readonly model: number;
  readonly kmPerDay: number;
  /** Usual days between two maintenances. */
  readonly rhythm: number;
  /** Above 1: more likely to drift away than others. */
  readonly restlessness: number;
}

/** When the story of one owner with one car begins and ends. */
export interface Span {
  readonly delivery: number;
  readonly firstVisit: number;
  /** The last day on which this owner can come: as-of, transfer or scrapping. */
  readonly until: number;
  /** The car comes for its first service (sold here), else for whatever brings a stranger in. */
  readonly startsWithFirstService: boolean;
}

const DAYS_PER_MONTH = 30.44;
const BUSIEST = Math.max(...monthWeights);

/** Draws how much a car is driven and how faithfully it is brought. */
export function drawHabits(random: Random): Habits {
  const model = random.weighted(modelShares);
  const kmPerDay = Math.max(8, 34 + 14 * random.bell());
  const dueDays = Math.min(225, 7500 / kmPerDay);
  return {
    model,
    kmPerDay,
    rhythm: Math.max(100, dueDays * (1.06 + 0.16 * random.bell())),
    restlessness: 0.55 + 0.9 * random.next(),
  };
}

/**
 * The chance per month that a customer stays away from now on: small while the warranty binds, high
 * in the year after it, then settling. Chosen so that a store loses about 1.5 % of its base a month.
 */
export function driftPerMonth(ageMonths: number): number {
  if (ageMonths < 12) return 0.012;
  if (ageMonths < 34) return 0.015;
  if (ageMonths < 48) return 0.04;
  if (ageMonths < 96) return 0.024;
  return 0.03;
}

/** Where the wish to come falls into a quiet month, the visit often slips by one to four weeks. */
function seasonal(random: Random, day: number): number {
  const slips = !random.chance(monthWeights[civil(day).month - 1] / BUSIEST);
  return slips ? day + random.int(7, 28) : day;
}

/** Days until a customer who drifted away comes back, or `undefined` if never. */
function absence(random: Random): number | undefined {
  const way = random.weighted([0.22, 0.3, 0.48]);
  if (way === 0) return random.int(230, 365);
  if (way === 1) return random.int(370, 1250);
  return undefined;
}

function kindOfVisit(random: Random, isDue: boolean, ageMonths: number): OrderKind {
  if (isDue) return "service";
  const inWarranty = ageMonths < 36;
  return (["repair", "body", "warranty"] as const)[
    random.weighted([0.58, 0.3, inWarranty ? 0.22 : 0])
  ];
}

/** All visits of one owner with one car, oldest first; none after `span.until`. */
export function simulateVisits(random: Random, habits: Habits, span: Span): Visit[] {
  const visits: Visit[] = [];
  let day = seasonal(random, span.firstVisit);
  let lastMaintenance = span.delivery;
  let maintenances = 0;
  let odometer = 0;
  let first = true;
  while (day <= span.until) {
    const ageMonths = Math.max(0, (day - span.delivery) / DAYS_PER_MONTH);
    const isDue = first || day - lastMaintenance >= habits.rhythm * 0.7;
    const kind: OrderKind =
      first && span.startsWithFirstService
        ? "firstService"
        : kindOfVisit(random, isDue && random.chance(0.94), ageMonths);
    const isMaintenance = kind === "firstService" || kind === "service";
    if (isMaintenance) {
      lastMaintenance = day;
      maintenances++;
    }
    // Cars are driven unevenly, but no odometer runs backwards by itself.
    odometer = Math.max(
      odometer + 12,
      Math.round(habits.kmPerDay * (day - span.delivery) * (1 + 0.02 * random.bell()))
    );
    visits.push({ day, kind, odometer, maintenance: isMaintenance ? maintenances : 0 });
    first = false;

    const untilDue = Math.max(20, lastMaintenance + habits.rhythm - day);
    const gap = random.chance(0.29)
      ? Math.max(6, Math.round(untilDue * (0.15 + 0.6 * random.next())))
      : Math.max(14, Math.round(untilDue * (1.04 + 0.26 * random.bell())));
    const drifts = random.chance(
      (driftPerMonth(ageMonths) * habits.restlessness * gap) / DAYS_PER_MONTH
    );
    const away = drifts ? absence(random) : gap;
    if (away === undefined) break;
    day = seasonal(random, day + away);
  }
  return visits;
}
