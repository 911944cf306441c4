import {
  defaultWords,
  type WordLists,
  containsWord,
  ORDER_KIND,
  type Dealership,
  ITEM,
  itemsOf,
  tellsWork,
  type OrderItems,
  moneyDaysAsOf,
  moneyOfOrders,
  type OrderMoney,
} from "../store";
import { type SerialDay, NO_DAY, cutoff } from "../time";
import { kmPerDayOfAll, KM_PER_DAY, type OdometerColumns } from "../service";
import { DAYS_PER_YEAR, psvOf, roundedPsv, toCents, type ClassHabit } from "./psv";
import { obtainabilityByCode, psvConstants, type PsvConstants } from "./psvParameters";
import { NOT_COUNTED, statusesAsOf, type StatusColumns } from "../status";

/** PSV of every customer of a store, from its orders, readings and statuses (rules §9). */

/** From which day a car's age counts; the index is what columns store. */
export const ageBases = ["none", "delivery", "registration", "firstVisit"] as const;
export type AgeBasis = (typeof ageBases)[number];

/** Codes of {@link ageBases}, as stored in columns. */
export const AGE_BASIS = {
  none: 0,
  delivery: 1,
  registration: 2,
  firstVisit: 3,
} as const satisfies Record<AgeBasis, number>;

/** Where a customer's car is insured, as far as anything tells; the index is what columns store. */
export const insurancePlaces = ["unknown", "here", "elsewhere"] as const;
export type InsurancePlace = (typeof insurancePlaces)[number];

/** Codes of {@link insurancePlaces}, as stored in columns. */
export const INSURED = {
  unknown: 0,
  here: 1,
  elsewhere: 2,
} as const satisfies Record<InsurancePlace, number>;

/**
 * PSV by row of the customer table, in the orders' currency. Parts are rounded to cents and the total
 * is their sum, so that what a sheet shows adds up. `NaN` = "—": no date tells the car's age, or the
 * customer is in no count on the day.
 */
export interface PsvColumns {
  readonly asOf: SerialDay;
  readonly total: Float64Array;
  readonly base: Float64Array;
  readonly derived: Float64Array;
  readonly repurchase: Float64Array;
  readonly ageYears: Float64Array;
  /** Index into {@link ageBases}. */
  readonly ageBasis: Uint8Array;
  readonly life: Float64Array;
  readonly remaining: Float64Array;
  readonly maintenanceFrequency: Float64Array;
  readonly repairFrequency: Float64Array;
  readonly maintenanceSpending: Float64Array;
  readonly repairSpending: Float64Array;
  readonly derivedChance: Float64Array;
  readonly repurchaseChance: Float64Array;
  readonly obtainability: Float64Array;
}

/** μ of insurance, by code of {@link insurancePlaces}. */
export function insuranceChances({ derived }: PsvConstants): readonly number[] {
  return [1, derived.insuredHere, derived.insuredElsewhere];
}

export interface PsvOptions {
  readonly constants?: PsvConstants;
  /** Customers with a stated intent to buy a car (record sheet, survey). */
  readonly purchaseIntent?: ReadonlySet<number>;
  /** Per customer an index into {@link insurancePlaces}; else read from the insurer column. */
  readonly insured?: Uint8Array;
  /** Computed already for the same day; else computed here. */
  readonly statuses?: StatusColumns;
  readonly odometers?: OdometerColumns;
  readonly items?: OrderItems;
  readonly money?: OrderMoney;
}

/** The day a car's age counts from: delivery, else registration, else the first visit; all up to a day. */
export function ageDays(
  dealership: Dealership,
  asOf: SerialDay
): { day: Int32Array; basis: Uint8Array } {
  const { customers, visitOffsets, visitDay } = dealership;
  const day = new Int32Array(customers.count);
  const basis = new Uint8Array(customers.count);
  const known = (value: SerialDay): boolean => value !== NO_DAY && value <= asOf;
  for (let customer = 0; customer < customers.count; customer++) {
    const first = visitOffsets[customer];
    const firstVisit = first < visitOffsets[customer + 1] ? visitDay[first] : NO_DAY;
    if (known(customers.deliveryDate[customer])) {
      day[customer] = customers.deliveryDate[customer];
      basis[customer] = AGE_BASIS.delivery;
    } else if (known(customers.registrationDate[customer])) {
      day[customer] = customers.registrationDate[customer];
      basis[customer] = AGE_BASIS.registration;
    } else if (known(firstVisit)) {
      day[customer] = firstVisit;
      basis[customer] = AGE_BASIS.firstVisit;
    }
  }
  return { day, basis };
}

/** Where cars are insured, by the insurer column where it names this store or another seller. */
export function insuredOfAll(
  { customers }: Dealership,
  words: WordLists = defaultWords
): Uint8Array {
  const elsewhere = words.soldElsewhere.filter((word) => word.length > 1);
  const ofText = customers.insurer.texts.map((text) =>
    containsWord(text, words.soldHere)
      ? INSURED.here
      : containsWord(text, elsewhere)
        ? INSURED.elsewhere
        : INSURED.unknown
  );
  return Uint8Array.from(customers.insurer.codes, (code) => ofText[code]);
}

const REPAIR = ITEM.minorRepair | ITEM.bodyPaint;

/** The share of an order's amount that is maintenance: an order of both divides as S4's norms do. */
export function maintenanceShares(constants: PsvConstants): Float64Array {
  const { maintenanceSpending, repairSpending } = constants.norms;
  const both = maintenanceSpending / (maintenanceSpending + repairSpending) || 0;
  return Float64Array.from({ length: 16 }, (_, classes) => {
    const maintenance = (classes & ITEM.maintenance) !== 0;
    return maintenance ? ((classes & REPAIR) !== 0 ? both : 1) : 0;
  });
}

/** The habits of one customer while they are added up. */
class HabitSum implements ClassHabit {
  visits = 0;
  amounts = 0;
  spent = 0;

  clear(): void {
    this.visits = this.amounts = this.spent = 0;
  }

  addVisit(amountKnown: boolean): void {
    this.visits++;
    this.amounts += amountKnown ? 1 : 0;
  }
}

/** Adds up visits and amounts per class of a customer over days (inclusive). */
export class HabitReader {
  readonly maintenance = new HabitSum();
  readonly repair = new HabitSum();
  private readonly moneyDays: Int32Array;

  constructor(
    private readonly dealership: Dealership,
    private readonly items: OrderItems,
    private readonly money: OrderMoney,
    private readonly shares: Float64Array,
    asOf: SerialDay
  ) {
    this.moneyDays = moneyDaysAsOf(dealership, asOf);
  }

  /**
   * Reads a customer anew. Reversals take their amount back, a sum never falls below 0; what is not
   * settled yet has no amount.
   */
  read(customer: number, first: SerialDay, last: SerialDay): void {
    const { orderOffsets, customerOrders, orderDay, orderKind } = this.dealership;
    const { maintenance, repair } = this;
    maintenance.clear();
    repair.clear();
    let at = orderOffsets[customer + 1] - 1;
    const start = orderOffsets[customer];
    while (at >= start && orderDay[customerOrders[at]] >= first) {
      const day = orderDay[customerOrders[at]];
      let classes = 0;
      let priced = 0;
      for (; at >= start && orderDay[customerOrders[at]] === day; at--) {
        const order = customerOrders[at];
        const kind = orderKind[order];
        const counts = kind === ORDER_KIND.visit || kind === ORDER_KIND.reversal;
        if (!counts || day > last) {
          continue;
        }
        const found = this.items.classes[order];
        const revenue = this.money.revenue[order];
        const known = !Number.isNaN(revenue) && this.moneyDays[order] !== NO_DAY;
        if (kind === ORDER_KIND.visit) {
          classes |= found;
          priced |= known ? found : 0;
        }
        if (known) {
          const share = this.shares[found];
          maintenance.spent += revenue * share;
          repair.spent += found & REPAIR ? revenue * (1 - share) : 0;
        }
      }
      if (classes & ITEM.maintenance) {
        maintenance.addVisit((priced & ITEM.maintenance) !== 0);
      }
      if (classes & REPAIR) {
        repair.addVisit((priced & REPAIR) !== 0);
      }
    }
    maintenance.spent = Math.max(0, maintenance.spent);
    repair.spent = Math.max(0, repair.spent);
  }
}

/**
 * PSV of every customer as of a day: age from delivery, else registration, else first visit; annual
 * kilometres from the car's own readings; habits from the orders of the last 3 years; ρ from the
 * status (always by `retention`). A store whose orders do not tell what was done takes every habit as
 * average.
 */
export function psvOfAll(
  dealership: Dealership,
  asOf: SerialDay,
  options: PsvOptions = {}
): PsvColumns {
  const { customers } = dealership;
  const constants = options.constants ?? psvConstants();
  const { status } = options.statuses ?? statusesAsOf(dealership, asOf);
  const odometers = options.odometers ?? kmPerDayOfAll(dealership, asOf);
  const items = options.items ?? itemsOf(dealership);
  const money = options.money ?? moneyOfOrders(dealership);
  const insured = options.insured ?? insuredOfAll(dealership);
  const { day: ageDay, basis: ageBasis } = ageDays(dealership, asOf);
  const workKnown = tellsWork(dealership, asOf);
  const rho = obtainabilityByCode(constants.obtainability);
  const insuranceChance = insuranceChances(constants);
  const shares = maintenanceShares(psvConstants());
  const habits = new HabitReader(dealership, items, money, shares, asOf);
  const firstHabitDay = cutoff(asOf, Math.round(constants.base.frequencyYears * 12));

  const column = (): Float64Array => new Float64Array(customers.count).fill(NaN);
  const columns: PsvColumns = {
    asOf,
    total: column(),
    base: column(),
    derived: column(),
    repurchase: column(),
    ageYears: column(),
    ageBasis,
    life: column(),
    remaining: column(),
    maintenanceFrequency: column(),
    repairFrequency: column(),
    maintenanceSpending: column(),
    repairSpending: column(),
    derivedChance: column(),
    repurchaseChance: column(),
    obtainability: column(),
  };
  for (let customer = 0; customer < customers.count; customer++) {
    if (status[customer] === NOT_COUNTED) {
      ageBasis[customer] = AGE_BASIS.none;
      continue;
    }
    columns.obtainability[customer] = rho[status[customer]];
    if (ageBasis[customer] === AGE_BASIS.none) {
      continue;
    }
    habits.read(customer, firstHabitDay, asOf);
    const measured = odometers.source[customer] === KM_PER_DAY.measured;
    const ageYears = (asOf - ageDay[customer]) / DAYS_PER_YEAR;
    const parts = psvOf(
      {
        ageYears,
        obtainability: rho[status[customer]],
        annualKm: measured ? odometers.kmPerDay[customer] * DAYS_PER_YEAR : undefined,
        maintenance: workKnown ? habits.maintenance : undefined,
        repair: workKnown ? habits.repair : undefined,
        chances: { insurance: insuranceChance[insured[customer]] },
        purchaseIntent: options.purchaseIntent?.has(customer),
      },
      constants
    );
    const { drivers } = parts;
    const { total, base, derived, repurchase } = roundedPsv(parts);
    columns.base[customer] = base;
    columns.derived[customer] = derived;
    columns.repurchase[customer] = repurchase;
    columns.total[customer] = total;
    columns.ageYears[customer] = ageYears;
    columns.life[customer] = drivers.life;
    columns.remaining[customer] = drivers.remaining;
    columns.maintenanceFrequency[customer] = drivers.maintenanceFrequency;
    columns.repairFrequency[customer] = drivers.repairFrequency;
    columns.maintenanceSpending[customer] = drivers.maintenanceSpending;
    columns.repairSpending[customer] = drivers.repairSpending;
    columns.derivedChance[customer] = drivers.derivedChance;
    columns.repurchaseChance[customer] = drivers.repurchaseChance;
  }
  return columns;
}

/** ΣPSV of a group of customers. */
export interface PsvSum {
  /** In cents, so that sums over any grouping are equal. */
  readonly cents: Float64Array;
  /** Customers with a PSV. */
  readonly customers: Int32Array;
  /** Customers whose PSV is "—". */
  readonly without: Int32Array;
}

/**
 * ΣPSV per group: by status, by owner, by value grade. Amounts are whole cents, so every grouping of
 * the same customers adds up to the same total.
 *
 * @param groupOf per customer its group, or a number outside 0 … groups − 1 for none
 */
export function sumPsv({ total }: PsvColumns, groupOf: ArrayLike<number>, groups: number): PsvSum {
  const sums = {
    cents: new Float64Array(groups),
    customers: new Int32Array(groups),
    without: new Int32Array(groups),
  };
  for (let customer = 0; customer < total.length; customer++) {
    const group = groupOf[customer];
    if (!(group >= 0 && group < groups)) {
      continue;
    }
    if (Number.isNaN(total[customer])) {
      sums.without[group]++;
    } else {
      sums.customers[group]++;
      sums.cents[group] += toCents(total[customer]);
    }
  }
  return sums;
}
