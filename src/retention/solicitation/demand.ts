import type { BenchmarkColumns } from "./benchmark";
import { edate, NO_DAY, type SerialDay } from "../time";
import type { Dealership, WordLists } from "../store";
import {
  lifecycleOfAll,
  REPURCHASE,
  type LifecycleColumns,
  type CustomerStatement,
  openRecommendations,
} from "../service";
import { parameter, valuesOf, type ParameterGroup, type ParameterValues } from "../parameters";
import { codeOfStatus, ruleSets, groupMask, lastVisitIndex, lostDayOf } from "../status";
import { type RecordHistory, solicitationTypes, type SolicitationType } from "../calls";

/**
 * 招揽需求表 (rules §8; S0 招揽KPI: "需求表来源于客户基准表"): who is to be called about what, from the
 * benchmark table of a day.
 */

export const demandParameters = {
  /** What falls due within so many months (EDATE) is listed. */
  horizon: parameter(1, "months", "S0 招揽管理"),
  /** 维修提醒 falls due so many days after the order that recommends the work. */
  reminderDue: parameter(30, "days", "ours"),
  /** and is closed after so many. */
  reminderClosed: parameter(180, "days", "ours"),
  /** 出保, 保险 and 年检 that are so many days past leave the list. */
  expiredFor: parameter(90, "days", "ours"),
} as const satisfies ParameterGroup;
export type DemandSettings = ParameterValues<typeof demandParameters>;

/** 活动 and 召回: types of campaigns. */
export type CampaignType = Extract<
  SolicitationType,
  "manufacturerCampaign" | "storePromotion" | "weeklyGift" | "recall"
>;

/** A campaign or recall and the customers it is for. */
export interface Campaign {
  readonly name: string;
  readonly type: CampaignType;
  /** First and last day; {@link NO_DAY} = open on that side. */
  readonly from: SerialDay;
  readonly to: SerialDay;
  /** Rows of the customer table. */
  readonly customers: readonly number[];
}

/** A row of an imported list 拉新: somebody who is no customer yet (S3 战败客户, S4 拉新). */
export interface Prospect {
  /** Row of the customer table, if the archive has the car by now; −1 otherwise. */
  readonly customer: number;
  /** The day of the list. */
  readonly day: SerialDay;
}

/** One due item of the list. */
export interface DemandItem {
  readonly customer: number;
  readonly type: SolicitationType;
  /**
   * The day it falls due: of 流失预警 and 流失招揽 the lost day; {@link NO_DAY} = at any time (活动,
   * 置换, 无效回访).
   */
  readonly dueDay: SerialDay;
  /** Days since the due day, below 0 = days to go; 0 without one. */
  readonly overdueDays: number;
  /** The order that recommends the work; −1 unless 维修提醒. */
  readonly order: number;
  /** Name of the campaign, or the open items of 维修提醒; `""` otherwise. */
  readonly about: string;
}

export interface DemandList {
  readonly asOf: SerialDay;
  /** The last day of the horizon. */
  readonly until: SerialDay;
  /** By type, then due day (流失招揽: the newest first), then row of the customer table. */
  readonly items: readonly DemandItem[];
  /** Positions of the prospects who have not come yet. */
  readonly prospects: readonly number[];
}

export interface DemandInputs {
  readonly settings?: Partial<DemandSettings>;
  /** Records of calls up to the day: refusals close 维修提醒. */
  readonly history?: RecordHistory;
  readonly campaigns?: readonly Campaign[];
  /** Of the benchmark's day; computed if not given. */
  readonly lifecycle?: LifecycleColumns;
  readonly prospects?: readonly Prospect[];
  readonly words?: WordLists;
}

/** What customers said of mileage and maintenance in calls, for the benchmark table. */
export function statementsOf({ records, customerOfRecord }: RecordHistory): CustomerStatement[] {
  return records.flatMap(({ day, odometer, expectedMaintenance }, record) => {
    const customer = customerOfRecord[record];
    const says = !Number.isNaN(odometer) || expectedMaintenance !== NO_DAY;
    return customer >= 0 && says ? [{ customer, day, odometer, expectedMaintenance }] : [];
  });
}

/** Per customer the latest day on which he refused work that was recommended, or had it done elsewhere. */
function reminderRefusals(history: RecordHistory | undefined): Map<number, SerialDay> {
  const refused = new Map<number, SerialDay>();
  history?.records.forEach(({ day, type, result }, record) => {
    const customer = history.customerOfRecord[record];
    const closes = result === "refused" || result === "servicedElsewhere";
    if (customer >= 0 && type === "repairReminder" && closes) {
      refused.set(customer, Math.max(day, refused.get(customer) ?? day));
    }
  });
  return refused;
}

const typeOrder = Object.fromEntries(
  solicitationTypes.map((type, position) => [type, position])
) as Record<SolicitationType, number>;

function compareItems(a: DemandItem, b: DemandItem): number {
  const newestFirst = a.type === "lost" ? -1 : 1;
  return (
    typeOrder[a.type] - typeOrder[b.type] ||
    newestFirst * (a.dueDay - b.dueDay) ||
    a.customer - b.customer ||
    a.order - b.order
  );
}

/** Collects items of one day. */
class DemandCollector {
  readonly items: DemandItem[] = [];

  constructor(private readonly asOf: SerialDay) {}

  add(customer: number, type: SolicitationType, dueDay: SerialDay, about = "", order = -1): void {
    const overdueDays = dueDay === NO_DAY ? 0 : this.asOf - dueDay;
    this.items.push({ customer, type, dueDay, overdueDays, order, about });
  }
}

/** What a customer's own row of the benchmark table asks for, expiries aside. */
function addByStatus(list: DemandCollector, benchmark: BenchmarkColumns, until: SerialDay): void {
  const { statuses, nextService } = benchmark;
  const isBase = groupMask(ruleSets.retention, "base");
  const isLost = groupMask(ruleSets.retention, "lost");
  const stable = codeOfStatus("stable");
  const toVerify = new Set([codeOfStatus("invalid"), codeOfStatus("unknown")]);
  statuses.status.forEach((status, customer) => {
    if (isBase[status]) {
      const due = nextService.dueDay[customer];
      if (due !== NO_DAY && due <= until) {
        list.add(customer, "maintenance", due);
      }
      if (status !== stable) {
        list.add(customer, "warning", lostDayOf(statuses.anchorDay[customer]));
      }
    } else if (isLost[status]) {
      list.add(customer, "lost", lostDayOf(statuses.anchorDay[customer]));
    } else if (toVerify.has(status)) {
      list.add(customer, "invalidFollowUp", NO_DAY);
    }
  });
}

/** 出保质检, 保险 and 年检 of valid customers: within the horizon, or not long past. */
function addExpiries(
  list: DemandCollector,
  { asOf, statuses, warranty, insuranceEnd, inspectionEnd }: BenchmarkColumns,
  until: SerialDay,
  expiredFor: number
): void {
  const isValid = groupMask(ruleSets.retention, "valid");
  const expiries = [
    ["warrantyCheck", warranty.endDay],
    ["insurance", insuranceEnd],
    ["inspection", inspectionEnd],
  ] as const;
  for (const [type, days] of expiries) {
    days.forEach((day, customer) => {
      const listed = day !== NO_DAY && day >= asOf - expiredFor && day <= until;
      if (listed && isValid[statuses.status[customer]]) {
        list.add(customer, type, day);
      }
    });
  }
}

/** 活动 and 召回 of valid customers, until they came within the campaign's days. */
function addCampaigns(
  list: DemandCollector,
  { asOf, statuses }: BenchmarkColumns,
  until: SerialDay,
  campaigns: readonly Campaign[]
): void {
  const isValid = groupMask(ruleSets.retention, "valid");
  for (const { name, type, from, to, customers } of campaigns) {
    if (from > until || (to !== NO_DAY && to < asOf)) {
      continue;
    }
    for (const customer of customers) {
      const came = from !== NO_DAY && statuses.lastVisit[customer] >= from;
      if (isValid[statuses.status[customer]] && !came) {
        list.add(customer, type, type === "recall" ? from : NO_DAY, name);
      }
    }
  }
}

/**
 * The demand list of the benchmark table's day. 例行保养 is of 基盘 only; 流失预警 of the whole of 流失预警
 * and 准流失, by days to loss; 流失招揽 of all lost; 无效回访 of 无效 and 待核实; everything else of valid
 * customers. Who has come since a campaign began or a prospect list was made is no longer on it.
 */
export function demandOf(
  dealership: Dealership,
  benchmark: BenchmarkColumns,
  inputs: DemandInputs = {}
): DemandList {
  const { asOf, statuses, warranty, odometers } = benchmark;
  const { horizon, reminderDue, reminderClosed, expiredFor } = valuesOf(
    demandParameters,
    inputs.settings
  );
  const until = edate(asOf, horizon);
  const isValid = groupMask(ruleSets.retention, "valid");
  const list = new DemandCollector(asOf);
  addByStatus(list, benchmark, until);
  addExpiries(list, benchmark, until, expiredFor);
  addCampaigns(list, benchmark, until, inputs.campaigns ?? []);

  const refused = reminderRefusals(inputs.history);
  const open = openRecommendations(dealership, asOf - reminderClosed, asOf, refused, inputs.words);
  for (const { customer, order, day, items } of open) {
    if (isValid[statuses.status[customer]] && day + reminderDue <= until) {
      list.add(customer, "repairReminder", day + reminderDue, items.join("、"), order);
    }
  }
  const lifecycle = inputs.lifecycle ?? lifecycleOfAll(dealership, statuses, odometers, warranty);
  lifecycle.repurchase.forEach((kind, customer) => {
    if (kind === REPURCHASE.prospect) {
      list.add(customer, "tradeIn", NO_DAY);
    }
  });

  const prospects = (inputs.prospects ?? []).flatMap(({ customer, day }, position) => {
    const visit = customer < 0 ? -1 : lastVisitIndex(dealership, customer, asOf);
    const came = visit >= 0 && dealership.visitDay[visit] >= day;
    return day <= asOf && !came ? [position] : [];
  });
  return { asOf, until, items: list.items.sort(compareItems), prospects };
}

/**
 * How soon an item is called, in the order of calling (rules §12): due within the window around today ·
 * near-lost · overdue · due later · at any time · lost · 无效回访.
 */
export const demandUrgencies = [
  "due",
  "nearLost",
  "overdue",
  "ahead",
  "anyTime",
  "lost",
  "followUp",
] as const;
export type DemandUrgency = (typeof demandUrgencies)[number];

/** A demand list in the order of calling. */
export interface RankedDemand {
  /** Positions in `DemandList.items`, the first to be called first. */
  readonly order: Int32Array;
  /** Per item an index into {@link demandUrgencies}. */
  readonly urgency: Uint8Array;
}

function urgencyOf(
  { type, dueDay, customer }: DemandItem,
  { asOf, statuses }: BenchmarkColumns,
  dueWindow: number
): DemandUrgency {
  if (type === "lost") {
    return "lost";
  }
  if (type === "invalidFollowUp") {
    return "followUp";
  }
  if (dueDay === NO_DAY) {
    return "anyTime";
  }
  if (Math.abs(dueDay - asOf) <= dueWindow) {
    return "due";
  }
  if (statuses.status[customer] === codeOfStatus("nearLost")) {
    return "nearLost";
  }
  return dueDay < asOf ? "overdue" : "ahead";
}

/**
 * Puts a demand list into the order in which the morning plan calls (rules §12): due by day, near-lost
 * by days to loss, overdue with the newest first, then what is due later; at any time and lost by PSV,
 * high to low, no PSV last.
 *
 * @param dueWindow days before and after the due day within which an item counts as due
 */
export function rankDemand(
  { items }: DemandList,
  benchmark: BenchmarkColumns,
  dueWindow: number
): RankedDemand {
  const urgency = Uint8Array.from(items, (item) =>
    demandUrgencies.indexOf(urgencyOf(item, benchmark, dueWindow))
  );
  const worth = (customer: number): number => {
    const psv = benchmark.psv.total[customer];
    return Number.isNaN(psv) ? Infinity : -psv;
  };
  const rank = Float64Array.from(items, ({ customer, dueDay }, position) => {
    switch (demandUrgencies[urgency[position]]) {
      case "nearLost":
        return benchmark.daysToLost[customer];
      case "overdue":
        return -dueDay;
      case "due":
      case "ahead":
        return dueDay;
      default:
        return worth(customer);
    }
  });
  // Equal ranks may both be infinite: their difference would be NaN.
  const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
  const order = Int32Array.from(items.keys()).sort(
    (a, b) => urgency[a] - urgency[b] || compare(rank[a], rank[b]) || a - b
  );
  return { order, urgency };
}
