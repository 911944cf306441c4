import {
  arrivalRevenue,
  creditArrivals,
  customerFinder,
  defaultQuotas,
  failureReasons,
  recordStates,
  solicitationResults,
  solicitationTypes,
  type ArrivalCredits,
  type Competitor,
  type FailureReason,
  type RecordState,
  type SolicitationQuotas,
  type SolicitationRecord,
  type SolicitationResult,
  type SolicitationType,
} from "../../src/retention/calls";
import {
  benchmarkOf,
  campaignCheck,
  demandOf,
  failureSummary,
  morningPlan,
  type CampaignType,
  type FailureSummary,
} from "../../src/retention/solicitation";
import {
  buildOwnership,
  CUSTOMER_CARE,
  type LedgerEntry,
  type Roster,
} from "../../src/retention/ownership";
import { customerKeyOf, type Dealership } from "../../src/retention/store";
import {
  dailyTally,
  tallyCounts,
  type DailyTally,
  type TallyCounts,
} from "../../src/retention/performance";
import { isoOf, NO_DAY, serialOfIso } from "../../src/retention/time";
import { statusCodes, type StatusCode } from "../../src/retention/status";
import type { PlanCause } from "../../src/retention/solicitation/plan";
import { makeRecords } from "../support/records";
import type { CsvRow, CsvTable } from "./csv";

/** What a case about solicitation asks for besides; its rows of 招揽记录 stand in `records.csv`. */
export interface CallsOptions {
  readonly customerCare: string;
  readonly advisors: readonly string[];
  /** First day of the failures that are summed up; the as-of day by default. */
  readonly failuresFrom?: string;
  /** For the morning plan of the as-of day, of the rows of `needs.csv`. */
  readonly plan?: {
    readonly quotas?: Partial<SolicitationQuotas>;
    readonly doNotDisturb?: readonly string[];
    /** PSV by customer key. */
    readonly psv?: Readonly<Record<string, number>>;
    /** Last days in office. */
    readonly left?: Readonly<Record<string, string>>;
    readonly closedDays?: readonly string[];
  };
  readonly campaign?: {
    readonly name: string;
    readonly type: string;
    readonly from: string;
    readonly to: string;
    readonly customers: readonly string[];
    readonly doNotDisturb?: readonly string[];
    /** By class in Chinese, in the order of calling. */
    readonly rewards: Readonly<Record<string, number>>;
  };
}

export interface CallsInputs {
  readonly records: CsvTable;
  readonly needs: CsvTable | undefined;
  /** The list 拉新. */
  readonly prospects: CsvTable | undefined;
  readonly ledger: readonly LedgerEntry[];
}

type Labels = Readonly<Partial<Record<StatusCode, string>>>;

export const typeLabels: Readonly<Record<SolicitationType, string>> = {
  maintenance: "例行保养",
  repairReminder: "维修提醒",
  warrantyCheck: "出保质检",
  manufacturerCampaign: "厂家活动",
  storePromotion: "店内促销",
  weeklyGift: "每周惊喜礼",
  lost: "流失招揽",
  warning: "流失预警",
  recall: "召回",
  insurance: "保险",
  tradeIn: "置换",
  inspection: "年检",
  conquest: "拉新",
  invalidFollowUp: "无效回访",
  care: "关怀",
};

const resultLabels: Readonly<Record<SolicitationResult, string>> = {
  appointed: "预约成功",
  notReached: "未接通",
  considering: "考虑中",
  mileageNotReached: "里程未到",
  refused: "拒绝",
  wrongNumber: "空号/停机/错号",
  servicedElsewhere: "已在外维修保养",
  movedOn: "已转手/外地",
};

const stateLabels: Readonly<Record<RecordState, string>> = {
  open: "未完成",
  followUp: "跟进中",
  appointed: "已预约",
  arrived: "已到店",
  noShow: "爽约",
  closed: "已关闭",
};

export const reasonLabels: Readonly<Record<FailureReason, string>> = {
  repairQuality: "维修质量",
  serviceAttitude: "服务态度",
  complaintHandling: "抱怨处理",
  environment: "环境",
  detail: "细节",
  honesty: "诚信",
  partsPrice: "配件",
  labourPrice: "工时",
  repairPrice: "收费",
  staffLeft: "员工流失",
  internalChange: "内部调整",
  littleAttention: "关注不足",
  distance: "距离",
  acquaintance: "熟人",
  recommended: "推荐",
  drivesLittle: "车开得少",
  handedOver: "转让",
  awayOrAbroad: "出差出国",
  insurerChoice: "保险指定",
  companyChoice: "公司指定",
};

export const competitorLabels: Readonly<Record<Competitor, string>> = {
  sameBrand: "同品牌店",
  otherBrand: "他牌店",
  independentGarage: "社会修理厂",
  soleTrader: "个体",
  quickServiceChain: "连锁快修",
};

const causeLabels: Readonly<Record<PlanCause, string>> = {
  confirmation: "到店前确认",
  callBack: "约定回访",
  noShow: "爽约",
  carriedOver: "顺延",
  due: "到期",
  nearLost: "准流失",
  overdue: "逾期",
  lost: "流失",
};

const countLabels: Readonly<Record<keyof TallyCounts, string>> = {
  planned: "应招揽",
  contacted: "实招揽",
  unplanned: "计划外",
  connected: "接通",
  appointed: "预约",
  arrived: "到店",
  carriedOver: "顺延",
  noShow: "爽约",
};

const campaignTypes: readonly CampaignType[] = [
  "manufacturerCampaign",
  "storePromotion",
  "weeklyGift",
  "recall",
];

function codeOf<Code extends string>(
  codes: readonly Code[],
  labels: Readonly<Partial<Record<Code, string>>>,
  label: string
): Code {
  const found = codes.find((code) => labels[code] === label);
  if (found === undefined) {
    throw new Error(`No such word: ${label}`);
  }
  return found;
}

/** The rows of a case's `records.csv`. */
export function readRecords(table: CsvTable): SolicitationRecord[] {
  return makeRecords(
    table.rows.map((row) => ({
      number: row.记录编号,
      day: row.日期,
      advisor: row.顾问,
      attempt: Number(row.第几次),
      key: row.车架号,
      type: codeOf(solicitationTypes, typeLabels, row.类型),
      planned: row.计划 === "是",
      result: row.结果 === "" ? null : codeOf(solicitationResults, resultLabels, row.结果),
      appointment: row.预约日,
      nextContact: row.下次联系日 ?? "",
      failureReason:
        row.失败原因 === "" ? null : codeOf(failureReasons, reasonLabels, row.失败原因),
    }))
  );
}

function tallyRows({ rows, advisors }: DailyTally): CsvRow[] {
  const cells = (counts: TallyCounts): CsvRow =>
    Object.fromEntries(tallyCounts.map((name) => [countLabels[name], String(counts[name])]));
  return rows.flatMap(({ advisor, type, day, month, tomorrow }) =>
    [
      { 口径: "当日", ...cells(day) },
      { 口径: "当月", ...cells(month) },
    ].map((row) => ({
      专属顾问: advisors[advisor],
      类型: typeLabels[type],
      ...row,
      明日预约: String(tomorrow),
    }))
  );
}

/** Whoever of `prospects.csv` is on the list of the day, with his row of the customer table or −1. */
function listedProspects(
  dealership: Dealership,
  rows: readonly Readonly<Record<string, string>>[],
  day: number
): { readonly row: Readonly<Record<string, string>>; readonly customer: number }[] {
  const find = customerFinder(dealership);
  const prospects = rows.map((row) => ({
    row,
    customer: find(row.车架号, day),
    day: serialOfIso(row.名单日期),
  }));
  return demandOf(dealership, benchmarkOf(dealership, day), { prospects }).prospects.map(
    (at) => prospects[at]
  );
}

function planTables(
  dealership: Dealership,
  { ledger, needs, prospects }: CallsInputs,
  records: readonly SolicitationRecord[],
  options: CallsOptions,
  day: number
): Record<string, CsvRow[]> {
  if (options.plan === undefined) return {};
  const { customers } = dealership;
  const { psv = {}, quotas = {}, doNotDisturb = [], closedDays = [] } = options.plan;
  const keys = customers.name.map((_, customer) => customerKeyOf(customers, customer));
  const roster = rosterOf(options);
  const ownership = buildOwnership(dealership, ledger, roster);
  const listed = listedProspects(dealership, prospects?.rows ?? [], day);
  const plan = morningPlan(
    {
      dealership,
      records,
      needs: [
        ...(needs?.rows ?? []).map((row) => ({
          customer: keys.indexOf(row.车架号),
          type: codeOf(solicitationTypes, typeLabels, row.类型),
          dueDay: row.应招揽日期 === "" ? NO_DAY : serialOfIso(row.应招揽日期),
        })),
        ...listed
          .filter(({ customer }) => customer >= 0)
          .map(({ customer }) => ({ customer, type: "conquest" as const, dueDay: NO_DAY })),
      ],
      prospects: listed
        .filter(({ customer }) => customer < 0)
        .map(({ row }) => ({
          key: row.车架号,
          owner: row.顾问 === "" ? CUSTOMER_CARE : ownership.owners.indexOf(row.顾问),
        })),
      ownership,
      roster,
      calendar: { closedDays: new Set(closedDays.map(serialOfIso)), closedWeekdays: [] },
      psv: Float64Array.from(keys, (key) => psv[key] ?? NaN),
      doNotDisturb: new Set(doNotDisturb),
      quotas: { ...defaultQuotas, ...quotas },
    },
    day
  );
  const nameOf = ({ customer, key }: { customer: number; key: string }): string =>
    customers.name[customer] ?? listed.find(({ row }) => row.车架号 === key)?.row.客户姓名 ?? "";
  return {
    prospects: listed.map(({ row, customer }) => ({
      客户姓名: row.客户姓名,
      在档案: customer < 0 ? "否" : "是",
    })),
    plan: plan.rows.map((row) => ({
      顾问: row.advisor,
      客户姓名: nameOf(row),
      类型: typeLabels[row.type],
      应招揽日期: isoOf(row.dueDay),
      第几次: String(row.attempt),
      原因: causeLabels[row.cause],
    })),
    "plan-without-advisor": plan.withoutAdvisor.map((customer) => ({
      客户姓名: customers.name[customer],
    })),
  };
}

function campaignTables(
  dealership: Dealership,
  ledger: readonly LedgerEntry[],
  credits: ArrivalCredits,
  options: CallsOptions,
  labels: Labels
): Record<string, CsvRow[]> {
  if (options.campaign === undefined) return {};
  const { customers } = dealership;
  const { name, type, from, to, customers: invited, doNotDisturb, rewards } = options.campaign;
  const keys = customers.name.map((_, customer) => customerKeyOf(customers, customer));
  const callOrder = Object.keys(rewards).map((label) => codeOf(statusCodes, labels, label));
  const ownership = buildOwnership(dealership, ledger, rosterOf(options));
  const rows = campaignCheck(
    dealership,
    {
      campaign: {
        name,
        type: codeOf(campaignTypes, typeLabels, type),
        from: serialOfIso(from),
        to: serialOfIso(to),
        customers: invited.map((key) => keys.indexOf(key)),
      },
      callOrder,
      rewards: Object.fromEntries(
        callOrder.map((status) => [status, rewards[labels[status] ?? ""]])
      ),
    },
    ownership,
    credits,
    new Set(doNotDisturb)
  );
  return {
    campaign: rows.map((row) => ({
      专属顾问: ownership.owners[row.owner] || "未分配",
      客户状态: labels[row.status] ?? "",
      邀约顺序: String(row.order),
      客户资源: String(row.resources),
      勿扰: String(row.doNotDisturb),
      已联系: String(row.contacted),
      已预约: String(row.appointed),
      已到店: String(row.arrived),
      每台奖励: String(row.rewardEach),
      奖励: String(row.reward),
    })),
  };
}

function failureTables(summary: FailureSummary, labels: Labels): Record<string, CsvRow[]> {
  const reasonOf = (reason: FailureReason | null): string =>
    reason === null ? "" : reasonLabels[reason];
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
  return {
    "failure-reasons": [
      ...summary.base.map(({ row, reason, count }) => ({
        类别: "基盘",
        行: typeLabels[row],
        原因: reasonOf(reason),
        件数: String(count),
      })),
      ...summary.lost.map(({ row, reason, count }) => ({
        类别: "流失",
        行: labels[row] ?? "",
        原因: reasonOf(reason),
        件数: String(count),
      })),
    ],
    "failure-pareto": [
      ...summary.pareto.map(({ reason, count, share, cumulativeShare }) => ({
        原因: reasonOf(reason),
        件数: String(count),
        占比: percent(share),
        累计占比: percent(cumulativeShare),
      })),
      { 原因: "未填原因", 件数: String(summary.withoutReason), 占比: "", 累计占比: "" },
    ],
  };
}

const rosterOf = ({ customerCare, advisors, plan }: CallsOptions): Roster => ({
  customerCare,
  advisors: advisors.map((name) => {
    const left = plan?.left?.[name];
    return {
      name,
      weight: 1,
      from: NO_DAY,
      to: left === undefined ? NO_DAY : serialOfIso(left),
      restDays: [],
      restWeekdays: [],
    };
  }),
});

/** The tables of solicitation that a case can expect. */
export function callsTables(
  dealership: Dealership,
  inputs: CallsInputs,
  options: CallsOptions,
  asOf: number,
  labels: Labels
): Record<string, CsvRow[]> {
  const records = readRecords(inputs.records);
  const credits = creditArrivals(dealership, records, asOf);
  const revenue = arrivalRevenue(dealership, credits);
  const tally = dailyTally(
    dealership,
    credits,
    buildOwnership(dealership, inputs.ledger, rosterOf(options))
  );
  const summary = failureSummary(
    dealership,
    credits,
    options.failuresFrom === undefined ? asOf : serialOfIso(options.failuresFrom)
  );
  return {
    ...planTables(dealership, inputs, records, options, asOf),
    ...campaignTables(dealership, inputs.ledger, credits, options, labels),
    ...failureTables(summary, labels),
    records: records.map(({ number }, i) => ({
      记录编号: number,
      状态: stateLabels[recordStates[credits.state[i]]],
      到店日: isoOf(credits.arrivalDay[i]),
      到店产值: Number.isNaN(revenue[i]) ? "" : String(revenue[i]),
    })),
    tally: tallyRows(tally),
    "tally-flows": tally.flows.slice(2).map((flow, i) => ({
      专属顾问: tally.advisors[i + 2],
      当日新增流失: String(flow.newLostDay),
      当月新增流失: String(flow.newLostMonth),
      当日流失回厂: String(flow.returnedDay),
      当月流失回厂: String(flow.returnedMonth),
    })),
    failures: summary.rows.map(({ record, group, status, reason }) => ({
      记录编号: records[record].number,
      类别: group === "base" ? "基盘" : group === "lost" ? "流失" : "",
      来店前状态: status === null ? "" : (labels[status] ?? ""),
      原因: reason === null ? "" : reasonLabels[reason],
    })),
  };
}
