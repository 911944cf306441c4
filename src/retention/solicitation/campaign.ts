import { dayBefore, NO_DAY } from "../time";
import { type Dealership, namesRow } from "../store";
import type { Campaign } from "./demand";
import type { Ownership } from "../ownership";
import { ruleSets, statusCodes, type StatusCode, groupMask, statusesAsOf } from "../status";
import { type ArrivalCredits, isAppointment } from "../calls";

/** How the manager runs a campaign. */
export interface CampaignPlan {
  readonly campaign: Campaign;
  /** Classes in the order in which they are called; a class that is not in it is not invited. */
  readonly callOrder: readonly StatusCode[];
  /** Reward to the advisor per customer who arrives, by class, in yuan. */
  readonly rewards: Readonly<Partial<Record<StatusCode, number>>>;
}

/** Lost customers first (S0: "如先对流失客户源进行预约"), those away the shortest before the others. */
export const defaultCallOrder: readonly StatusCode[] = [
  "lost3",
  "lost6",
  "lost12",
  "lost24",
  "lostOver24",
  "nearLost",
  "warning",
  "stable",
];

/** One owner and class of a campaign. All counts are customers. */
export interface CampaignRow {
  /** Index into `Ownership.owners`; 未分配 has rows of its own. */
  readonly owner: number;
  readonly status: StatusCode;
  /** 邀约顺序, from 1. */
  readonly order: number;
  /** 客户资源: who may be called, and beside it who may not (勿扰). */
  readonly resources: number;
  readonly doNotDisturb: number;
  readonly contacted: number;
  readonly appointed: number;
  readonly arrived: number;
  /** Reward per arrival, and what the arrivals earned so far; yuan. */
  readonly rewardEach: number;
  readonly reward: number;
}

type MutableRow = { -readonly [Key in keyof CampaignRow]: CampaignRow[Key] };

/**
 * 活动预检 (rules §12, S0 on the manager as 中控台): per advisor and class how many customers there are,
 * in which order they are called, the reward on arrival and how far it has come by the credits' day.
 * Class and owner are those of the day before the campaign, so that a customer who comes stays in his
 * row; 无效 and 待核实 are not invited.
 */
export function campaignCheck(
  dealership: Dealership,
  plan: CampaignPlan,
  ownership: Ownership,
  credits: ArrivalCredits,
  doNotDisturb: ReadonlySet<string> = new Set()
): CampaignRow[] {
  const { customers } = dealership;
  const { campaign, callOrder } = plan;
  const starts = campaign.from === NO_DAY ? credits.asOf : dayBefore(campaign.from);
  const day = Math.min(credits.asOf, starts);
  const { status } = statusesAsOf(dealership, day);
  const isValid = groupMask(ruleSets.retention, "valid");
  const progress = campaignProgress(campaign, credits);
  const rows = new Map<string, MutableRow>();
  for (const customer of new Set(campaign.customers)) {
    const order = callOrder.indexOf(statusCodes[status[customer]]) + 1;
    if (!isValid[status[customer]] || order === 0) {
      continue;
    }
    const owner = ownership.ownerOn(customer, day);
    const row = rowFor(rows, plan, owner, order);
    if (namesRow(doNotDisturb, customers, customer)) {
      row.doNotDisturb++;
    } else {
      row.resources++;
    }
    const made = progress.get(customer);
    row.contacted += made ? 1 : 0;
    row.appointed += made?.appointed ? 1 : 0;
    row.arrived += made?.arrived ? 1 : 0;
    row.reward = row.arrived * row.rewardEach;
  }
  return [...rows.values()].sort((a, b) => a.owner - b.owner || a.order - b.order);
}

function rowFor(
  rows: Map<string, MutableRow>,
  { callOrder, rewards }: CampaignPlan,
  owner: number,
  order: number
): MutableRow {
  const key = `${owner} ${order}`;
  const status = callOrder[order - 1];
  const row = rows.get(key) ?? {
    owner,
    status,
    order,
    resources: 0,
    doNotDisturb: 0,
    contacted: 0,
    appointed: 0,
    arrived: 0,
    rewardEach: rewards[status] ?? 0,
    reward: 0,
  };
  rows.set(key, row);
  return row;
}

/** Per customer called for the campaign what came of it. */
function campaignProgress(
  { type, from, to }: Campaign,
  { history, arrivalDay }: ArrivalCredits
): Map<number, { appointed: boolean; arrived: boolean }> {
  const progress = new Map<number, { appointed: boolean; arrived: boolean }>();
  history.records.forEach((record, i) => {
    const customer = history.customerOfRecord[i];
    const isOfCampaign =
      record.type === type && record.day >= from && (to === NO_DAY || record.day <= to);
    if (customer < 0 || !isOfCampaign || record.result === null) {
      return;
    }
    const made = progress.get(customer) ?? { appointed: false, arrived: false };
    made.appointed ||= isAppointment(record);
    made.arrived ||= arrivalDay[i] !== NO_DAY;
    progress.set(customer, made);
  });
  return progress;
}
