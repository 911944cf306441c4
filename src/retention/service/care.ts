import {
  daysInMonth,
  edate,
  partsOf,
  serialOf,
  type WorkCalendar,
  NO_DAY,
  type SerialDay,
  workingDayFrom,
  workingDayUpTo,
} from "../time";
import { type Dealership, customerKeyOf } from "../store";
import { careParameters, lifecycleParameters, type CareSettings } from "./lifecycleParameters";
import type { NextServiceColumns } from "./nextService";
import { occasionsBetween, type Occasion } from "./occasions";
import { valuesOf } from "../parameters";
import { groupMask, type StatusColumns } from "../status";

/**
 * Care tasks of the 客服专员 (rules §7; S1 蜜月期, 客户关怀活动 and 岗位1). Valid customers only: an invalid
 * one is called for 无效回访.
 *
 * - `delivery` 交车日, `day3` 3DC, `day7` 7DC, `month1` 1个月, `carClass` 爱车讲堂: cars sold here.
 * - `firstMaintenance` 首保前: cars sold here whose first maintenance is to come.
 * - `afterService` 修后3DC: 3 days after the car was settled, else after its visit.
 * - `birthday` 生日; of 29 February on the 28th where the year has none.
 */
export const careKinds = [
  "delivery",
  "day3",
  "day7",
  "month1",
  "carClass",
  "firstMaintenance",
  "afterService",
  "birthday",
] as const;
export type CareKind = (typeof careKinds)[number];

/** One thing to do for one customer. */
export interface CareTask {
  readonly customer: number;
  readonly kind: CareKind;
  /** What it follows from: delivery, visit, or the birthday itself. */
  readonly origin: SerialDay;
  readonly dueDay: SerialDay;
  /**
   * The due day, or for a closed day the working day before it; a call that follows something up goes
   * to the working day after.
   */
  readonly plannedDay: SerialDay;
  /** The last day on which it still makes sense. */
  readonly lapseDay: SerialDay;
}

/** An occasion of the calendar: one task for all valid customers. */
export interface CareOccasion extends Occasion {
  readonly plannedDay: SerialDay;
  readonly lapseDay: SerialDay;
  /** Valid customers on the day of the statuses. */
  readonly customers: number;
}

export interface CareOptions {
  /** The add-in's first use: what fell due before is not asked for. */
  readonly firstUse: SerialDay;
  readonly calendar: WorkCalendar;
  /** List what is planned up to this day; the day of the statuses by default. */
  readonly until?: SerialDay;
  /** Tasks done already, by {@link careTaskKey}. */
  readonly done?: ReadonlySet<string>;
  readonly settings?: Partial<CareSettings>;
  /** Months of the honeymoon, in which 爱车讲堂 is offered. */
  readonly honeymoon?: number;
  /** Occasions of the settings; the default calendar otherwise. */
  readonly occasions?: readonly Occasion[];
}

/** What is open on a day. */
export interface CarePlan {
  /** By planned day, due day, then row of the customer table. */
  readonly tasks: readonly CareTask[];
  readonly occasions: readonly CareOccasion[];
}

/** The name of a task that lasts from run to run: customer key, kind and what it follows from. */
export function careTaskKey(
  { customers }: Dealership,
  { customer, kind, origin }: Pick<CareTask, "customer" | "kind" | "origin">
): string {
  return `${customerKeyOf(customers, customer)} ${kind} ${origin}`;
}

const followUps: ReadonlySet<CareKind> = new Set(["day3", "day7", "month1", "afterService"]);

/** Collects the tasks of a day that are open, not done and not from before the first use. */
class TaskList {
  readonly tasks: CareTask[] = [];
  readonly settings: CareSettings;
  readonly honeymoon: number;
  private readonly until: SerialDay;

  constructor(
    private readonly dealership: Dealership,
    private readonly asOf: SerialDay,
    private readonly options: CareOptions
  ) {
    this.until = options.until ?? asOf;
    this.settings = valuesOf(careParameters, options.settings);
    this.honeymoon = options.honeymoon ?? lifecycleParameters.honeymoon.value;
  }

  add(
    customer: number,
    kind: CareKind,
    origin: SerialDay,
    dueDay: SerialDay,
    lapseDay: SerialDay
  ): void {
    const { firstUse, calendar, done } = this.options;
    const far = lapseDay < this.asOf - FARTHEST_CLOSURE || dueDay > this.until + FARTHEST_CLOSURE;
    // Most customers have nothing due: the calendar is asked only for what is near.
    if (far || dueDay < firstUse) {
      return;
    }
    const plannedDay =
      kind === "delivery" ? dueDay : plannedDayOf(dueDay, calendar, followUps.has(kind));
    const lasts = Math.max(lapseDay, plannedDay);
    const open = plannedDay <= this.until && lasts >= this.asOf;
    const key = { customer, kind, origin };
    if (open && !done?.has(careTaskKey(this.dealership, key))) {
      this.tasks.push({ ...key, dueDay, plannedDay, lapseDay: lasts });
    }
  }

  sorted(): CareTask[] {
    return this.tasks.sort(
      (a, b) => a.plannedDay - b.plannedDay || a.dueDay - b.dueDay || a.customer - b.customer
    );
  }
}

/** No store is closed for longer: how far from its due day a task can be planned. */
const FARTHEST_CLOSURE = 60;

const plannedDayOf = (dueDay: SerialDay, calendar: WorkCalendar, followsUp: boolean): SerialDay =>
  followsUp ? workingDayFrom(dueDay, calendar) : workingDayUpTo(dueDay, calendar);

/** 交车日, 3DC, 7DC, 1个月 and 爱车讲堂. */
function addDeliveryTasks(list: TaskList, customer: number, delivery: SerialDay): void {
  const { day3, day7, month1, carClass, lapse, lapseMonth1 } = list.settings;
  const monthDay = edate(delivery, month1);
  const honeymoonEnd = edate(delivery, list.honeymoon);
  list.add(customer, "delivery", delivery, delivery, delivery + lapse);
  list.add(customer, "day3", delivery, delivery + day3, delivery + day3 + lapse);
  list.add(customer, "day7", delivery, delivery + day7, delivery + day7 + lapse);
  list.add(customer, "month1", delivery, monthDay, monthDay + lapseMonth1);
  list.add(customer, "carClass", delivery, delivery + carClass, honeymoonEnd);
}

/** Days after which no task of a delivery can be open: the honeymoon or the calls, and a long closure. */
function longestDeliveryCare({ honeymoon, settings }: TaskList): number {
  const { day3, day7, carClass, month1, lapse, lapseMonth1 } = settings;
  const calls = Math.max(day3, day7, carClass) + lapse;
  return Math.max(31 * honeymoon, calls, 31 * month1 + lapseMonth1) + FARTHEST_CLOSURE;
}

/** The last settlement on or before a day of the orders that make a visit, else the visit's day. */
function finishedDay(dealership: Dealership, visit: number, asOf: SerialDay): SerialDay {
  const { visitOrdersStart, visitOrdersEnd, customerOrders, visitOfOrder, visitDay } = dealership;
  let finished = visitDay[visit];
  for (let at = visitOrdersStart[visit]; at < visitOrdersEnd[visit]; at++) {
    const order = customerOrders[at];
    const settled = dealership.orders.settlement[order];
    if (visitOfOrder[order] === visit && settled <= asOf && settled > finished) {
      finished = settled;
    }
  }
  return finished;
}

/** A car stays in the workshop no longer than this: earlier visits cannot be settled just now. */
const LONGEST_REPAIR = 180;

function addServiceTasks(
  dealership: Dealership,
  list: TaskList,
  customer: number,
  asOf: SerialDay
): void {
  const { visitOffsets, visitDay, visitOrderCount } = dealership;
  for (let visit = visitOffsets[customer + 1] - 1; visit >= visitOffsets[customer]; visit--) {
    if (visitDay[visit] < asOf - LONGEST_REPAIR) {
      return;
    }
    if (visitDay[visit] <= asOf && visitOrderCount[visit] > 0) {
      const dueDay = finishedDay(dealership, visit, asOf) + list.settings.afterService;
      list.add(customer, "afterService", visitDay[visit], dueDay, dueDay + list.settings.lapse);
    }
  }
}

/** The birthday in a year; 29 February on the 28th where the year has none. */
function birthdayIn(year: number, month: number, day: number): SerialDay {
  return serialOf(year, month, Math.min(day, daysInMonth(year, month)));
}

function addBirthdays(
  list: TaskList,
  customer: number,
  birthday: SerialDay,
  years: readonly number[]
): void {
  // The year says little: of "9-18" Excel makes a day of the year in which it was typed.
  const { month, day } = partsOf(birthday);
  for (const year of years) {
    const dueDay = birthdayIn(year, month, day);
    list.add(customer, "birthday", dueDay, dueDay, dueDay);
  }
}

/**
 * The care tasks and occasions that are open on the day of the statuses: planned up to `until`, not
 * lapsed, not done, and due since the add-in was first used.
 *
 * @param nextService of the same day; it tells whose first maintenance is to come
 */
export function carePlan(
  dealership: Dealership,
  { asOf, rules, status }: StatusColumns,
  nextService: NextServiceColumns,
  options: CareOptions
): CarePlan {
  const { customers, soldHere } = dealership;
  const until = options.until ?? asOf;
  const isValid = groupMask(rules, "valid");
  const list = new TaskList(dealership, asOf, options);
  const { settings } = list;
  const deliveredFrom = asOf - longestDeliveryCare(list);
  const firstYear = partsOf(asOf).year;
  const lastYear = partsOf(until + FARTHEST_CLOSURE).year;
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i);
  let valid = 0;
  for (let customer = 0; customer < customers.count; customer++) {
    if (!isValid[status[customer]]) {
      continue;
    }
    valid++;
    const delivery = customers.deliveryDate[customer];
    if (soldHere[customer] && delivery !== NO_DAY) {
      if (delivery > deliveredFrom) {
        addDeliveryTasks(list, customer, delivery);
      }
      const due = nextService.dueDay[customer];
      if (nextService.isFirst[customer] && due !== NO_DAY) {
        const dueDay = due - settings.beforeFirstMaintenance;
        // The due day moves with each reading; a car has one first maintenance.
        list.add(customer, "firstMaintenance", delivery, dueDay, dueDay + settings.lapse);
      }
    }
    addServiceTasks(dealership, list, customer, asOf);
    if (customers.birthday[customer] !== NO_DAY) {
      addBirthdays(list, customer, customers.birthday[customer], years);
    }
  }
  return { tasks: list.sorted(), occasions: openOccasions(asOf, until, valid, options, settings) };
}

function openOccasions(
  asOf: SerialDay,
  until: SerialDay,
  customers: number,
  { firstUse, calendar, occasions }: CareOptions,
  settings: CareSettings
): CareOccasion[] {
  const near =
    occasions ?? occasionsBetween(asOf - settings.lapse, until + FARTHEST_CLOSURE, settings);
  return near
    .filter(({ dueDay }) => dueDay >= firstUse)
    .map((occasion) => {
      const lapseDay = Math.min(occasion.dueDay + settings.lapse, occasion.feast);
      const plannedDay = plannedDayOf(occasion.dueDay, calendar, false);
      return { ...occasion, plannedDay, lapseDay, customers };
    })
    .filter(({ plannedDay, lapseDay }) => plannedDay <= until && lapseDay >= asOf);
}
