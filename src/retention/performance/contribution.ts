import {
  hasRevenue,
  isAmount,
  revenueOf,
  ORDER_KIND,
  type Dealership,
  moneyDaysAsOf,
  visitOfMoney,
  NameIndex,
  type OrderTable,
} from "../store";
import {
  dayBefore,
  assertReportable,
  isWithin,
  type DayRange,
  NO_DAY,
  type SerialDay,
} from "../time";
import { codeOfStatus, type RuleSet, visitStatuses, WALK_IN_VISIT } from "../status";
import { CUSTOMER_CARE, UNASSIGNED, type Ownership } from "../ownership";
import { CREDITED, type ContributionTable, NATURAL, TableBuilder } from "./contributionTable";

/**
 * 维系贡献, 表23 (rules §14; S0 绩效评估: "以准流失与流失客户回厂作为客户维系贡献"): what customers brought, by
 * their status when they came, once by the advisor they belonged to before the visit (the
 * contribution), once by the advisor who received them.
 *
 * 台次 and 单数 fall on the visit's day, money on the settlement day; what is 未结算 stands beside. Amounts are kept in whole cents, so
 * that every sum is exact and the tables tie to the order sheet.
 */

/** Why an order's money, or its count, is in no cell. */
export const contributionExclusions = [
  "void",
  "repeated",
  "notAVisit",
  "beforeDelivery",
  "undated",
  "reversal",
  "unsettled",
  "otherPeriod",
] as const;
export type ContributionExclusion = (typeof contributionExclusions)[number];

/** Orders and their amounts in cents. */
export interface OrderSum {
  /** Orders that are in no 单数. */
  orders: number;
  revenue: number;
  cost: number;
}

export interface Contribution {
  /** False: the orders have no column from which revenue could be known; sums of it say nothing. */
  readonly revenueKnown: boolean;
  readonly period: DayRange;
  readonly asOf: SerialDay;
  /** By 专属顾问, the owner before the visit. 无效 and 待核实 are 客服专员's, 散客 nobody's. */
  readonly byOwner: ContributionTable;
  /** By 接待顾问, the advisor on the order. */
  readonly byReception: ContributionTable;
  /**
   * What the tables leave out. A reversal is no order of a visit, so its count stands here and its
   * money in the column of the visit that it takes back; without such a visit its money stands here.
   */
  readonly exclusions: Readonly<Record<ContributionExclusion, OrderSum>>;
  /** All orders of the sheet that the as-of day knows: cells + exclusions. */
  readonly total: OrderSum;
}

export interface ContributionOptions {
  /** The day that the report speaks for; the period's last by default. */
  readonly asOf?: SerialDay;
  /** Lines of the statuses; 表23 always goes by a `retention` rule set. */
  readonly rules?: RuleSet;
  /** Per visit the record that is credited with it, or −1 (自然回厂). */
  readonly creditOfVisit?: Int32Array;
}

/** An amount in whole cents, halves away from zero, so that a reversal takes back what it reverses. */
function centsOf(amount: number): number {
  return amount < 0 ? -Math.round(-amount * 100) : Math.round(amount * 100);
}

const emptyOrderSum = (): OrderSum => ({ orders: 0, revenue: 0, cost: 0 });
const INVALID_STATUS = codeOfStatus("invalid");
const UNKNOWN_STATUS = codeOfStatus("unknown");

/** Which of two orders of one visit was opened first: smaller number, then advisor; rows have no say. */
function opensBefore(orders: OrderTable, a: number, b: number): boolean {
  const { orderNumber, advisor } = orders;
  if (orderNumber[a] !== orderNumber[b]) {
    return orderNumber[a] < orderNumber[b];
  }
  return advisor.texts[advisor.codes[a]] < advisor.texts[advisor.codes[b]];
}

/** One pass over visits and one over orders. */
class ContributionSweep {
  readonly byOwner: TableBuilder;
  readonly byReception: TableBuilder;
  readonly exclusions: Record<ContributionExclusion, OrderSum>;
  readonly total = emptyOrderSum();
  private readonly statusOfVisit: Uint8Array;
  private readonly ownerOfVisit: Int32Array;
  private readonly moneyDays: Int32Array;
  private readonly visitOf: Int32Array;
  /** By code of the orders' advisor column the row of a reception advisor. */
  private readonly rowOfAdvisor: Int32Array;
  /** First opened order of each walk-in's day, by vehicle and day. */
  private readonly walkIns = new Map<string, number>();

  constructor(
    private readonly dealership: Dealership,
    private readonly ownership: Ownership,
    private readonly period: DayRange,
    private readonly asOf: SerialDay,
    private readonly creditOfVisit: Int32Array | undefined,
    rules: RuleSet | undefined
  ) {
    const { advisor } = dealership.orders;
    const names = new NameIndex(ownership.owners, receptionAdvisors(dealership, asOf));
    this.rowOfAdvisor = Int32Array.from(advisor.texts, (name) => names.of(name));
    this.byOwner = new TableBuilder(ownership.owners);
    this.byReception = new TableBuilder(names.names);
    this.exclusions = Object.fromEntries(
      contributionExclusions.map((kind) => [kind, emptyOrderSum()])
    ) as Record<ContributionExclusion, OrderSum>;
    this.statusOfVisit = visitStatuses(dealership, rules);
    this.ownerOfVisit = new Int32Array(dealership.visitDay.length);
    this.moneyDays = moneyDaysAsOf(dealership, asOf);
    this.visitOf = visitOfMoney(dealership);
  }

  /** Finds whose each visit was, and counts those of the period. */
  visits(): void {
    const { customers, visitOffsets, visitDay, countedFrom } = this.dealership;
    for (let customer = 0; customer < customers.count; customer++) {
      if (countedFrom[customer] > this.asOf) {
        continue;
      }
      for (let visit = visitOffsets[customer]; visit < visitOffsets[customer + 1]; visit++) {
        const owner = this.ownerBefore(customer, visit);
        this.ownerOfVisit[visit] = owner;
        if (isWithin(visitDay[visit], this.period)) {
          const status = this.statusOfVisit[visit];
          const origin = this.originOf(visit);
          this.byOwner.addVisit(owner, status, origin);
          this.byReception.addVisit(this.receptionOf(visit), status, origin);
        }
      }
    }
  }

  orders(): void {
    const { orders, orderDay } = this.dealership;
    for (let order = 0; order < orders.count; order++) {
      if (orderDay[order] <= this.asOf) {
        this.order(order);
      }
    }
    for (const order of this.walkIns.values()) {
      this.byOwner.addVisit(UNASSIGNED, WALK_IN_VISIT, NATURAL);
      this.byReception.addVisit(this.rowOfOrder(order), WALK_IN_VISIT, NATURAL);
    }
  }

  private order(order: number): void {
    const { orders, orderKind, orderHead, orderDay } = this.dealership;
    const revenue = centsOf(revenueOf(orders, order));
    const cost = isAmount(orders.cost[order]) ? centsOf(orders.cost[order]) : NaN;
    // Further rows of an order bring money and no order.
    const head = orderHead[order];
    this.total.orders += head;
    this.total.revenue += revenue || 0;
    this.total.cost += cost || 0;

    const isWalkIn = this.isWalkIn(order);
    const excluded = exclusionOf(orderKind[order], orderDay[order], isWalkIn);
    if (excluded !== null) {
      this.exclude(excluded, head, revenue, cost);
      return;
    }
    const isReversal = orderKind[order] === ORDER_KIND.reversal;
    const visit = this.visitOf[order];
    if (isReversal) {
      this.exclude("reversal", head, NaN, NaN);
      if (!isWalkIn && visit < 0) {
        this.exclude("reversal", 0, revenue, cost);
        return;
      }
    }
    const status = isWalkIn ? WALK_IN_VISIT : this.statusOfVisit[visit];
    const owner = isWalkIn ? UNASSIGNED : this.ownerOfVisit[visit];
    const origin = isWalkIn ? NATURAL : this.originOf(visit);
    const row = this.rowOfOrder(order);
    if (!isReversal && head) {
      this.count(order, owner, row, status, origin);
    }
    const moneyDay = this.moneyDays[order];
    if (moneyDay === NO_DAY) {
      this.exclude("unsettled", 0, revenue, cost);
    } else if (isWithin(moneyDay, this.period)) {
      this.byOwner.addMoney(owner, status, origin, revenue, cost);
      this.byReception.addMoney(row, status, origin, revenue, cost);
    } else {
      this.exclude("otherPeriod", 0, revenue, cost);
    }
  }

  /** 单数: by the day of the visit. */
  private count(order: number, owner: number, row: number, status: number, origin: number): void {
    if (!isWithin(this.dealership.orderDay[order], this.period)) {
      this.exclude("otherPeriod", 1, NaN, NaN);
      return;
    }
    this.byOwner.addOrder(owner, status, origin);
    this.byReception.addOrder(row, status, origin);
    if (status === WALK_IN_VISIT) {
      this.noteWalkIn(order);
    }
  }

  private exclude(
    kind: ContributionExclusion,
    orders: number,
    revenue: number,
    cost: number
  ): void {
    const sum = this.exclusions[kind];
    sum.orders += orders;
    sum.revenue += revenue || 0;
    sum.cost += cost || 0;
  }

  /** 散客: the vehicle is in no archive, or was not yet on the as-of day. */
  private isWalkIn(order: number): boolean {
    const customer = this.dealership.customerOfOrder[order];
    return customer < 0 || this.dealership.countedFrom[customer] > this.asOf;
  }

  private rowOfOrder(order: number): number {
    return this.rowOfAdvisor[this.dealership.orders.advisor.codes[order]];
  }

  private originOf(visit: number): number {
    return this.creditOfVisit !== undefined && this.creditOfVisit[visit] >= 0 ? CREDITED : NATURAL;
  }

  /** Whose the visit is: who came as 无效 or 待核实 is 客服专员's; who was in no archive was nobody's. */
  private ownerBefore(customer: number, visit: number): number {
    const status = this.statusOfVisit[visit];
    if (status === INVALID_STATUS || status === UNKNOWN_STATUS) {
      return CUSTOMER_CARE;
    }
    const before = dayBefore(this.dealership.visitDay[visit]);
    const isNew = this.dealership.entryDay[customer] > before;
    return isNew && this.ownership.isPresumed(customer, before)
      ? UNASSIGNED
      : this.ownership.ownerOn(customer, before);
  }

  /** The reception advisor of a visit: of the order that was opened first; 未分配 without an order. */
  private receptionOf(visit: number): number {
    const { orders, orderKind, customerOrders, visitOrdersStart, visitOrdersEnd, visitOrderCount } =
      this.dealership;
    if (visitOrderCount[visit] === 0) {
      return UNASSIGNED;
    }
    let first = -1;
    for (let at = visitOrdersStart[visit]; at < visitOrdersEnd[visit]; at++) {
      const order = customerOrders[at];
      const counts = orderKind[order] === ORDER_KIND.visit;
      if (counts && (first < 0 || opensBefore(orders, order, first))) {
        first = order;
      }
    }
    return this.rowOfOrder(first);
  }

  /** Orders of one vehicle and day are one 台次; an order without any key is one of its own. */
  private noteWalkIn(order: number): void {
    const { orders, orderDay } = this.dealership;
    const vehicle = orders.vin[order] || orders.plate[order] || orders.customerNumber[order];
    const key = vehicle === "" ? `#${order}` : `${vehicle} ${orderDay[order]}`;
    const known = this.walkIns.get(key);
    if (known === undefined || opensBefore(orders, order, known)) {
      this.walkIns.set(key, order);
    }
  }
}

function exclusionOf(
  kind: number,
  day: SerialDay,
  isWalkIn: boolean
): ContributionExclusion | null {
  switch (kind) {
    case ORDER_KIND.void:
      return "void";
    case ORDER_KIND.repeated:
      return "repeated";
    case ORDER_KIND.notAVisit:
      return "notAVisit";
    default:
      if (day === NO_DAY) {
        return "undated";
      }
      return kind === ORDER_KIND.beforeDelivery && !isWalkIn ? "beforeDelivery" : null;
  }
}

/** Names of the advisors on the orders that a day knows. */
function receptionAdvisors({ orders, orderDay }: Dealership, asOf: SerialDay): string[] {
  const { codes, texts } = orders.advisor;
  const seen = new Uint8Array(texts.length);
  for (let order = 0; order < orders.count; order++) {
    if (orderDay[order] <= asOf) {
      seen[codes[order]] = 1;
    }
  }
  return texts.filter((_, code) => seen[code]);
}

/**
 * The contribution of a period (rules §14). Σ of either table + exclusions = all orders that the day
 * knows, to the cent; both tables agree column by column.
 *
 * @throws RangeError if the period ends before it begins, or after the as-of day.
 */
export function contributionOf(
  dealership: Dealership,
  ownership: Ownership,
  period: DayRange,
  { asOf = period.last, rules, creditOfVisit }: ContributionOptions = {}
): Contribution {
  assertReportable(period, asOf);
  const sweep = new ContributionSweep(dealership, ownership, period, asOf, creditOfVisit, rules);
  sweep.visits();
  sweep.orders();
  const { byOwner, byReception, exclusions, total } = sweep;
  const revenueKnown = hasRevenue(dealership.orders);
  return { revenueKnown, period, asOf, byOwner, byReception, exclusions, total };
}
