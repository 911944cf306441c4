import {
  arrivalRevenue,
  buildOwnership,
  creditArrivals,
  dailyTally,
  failureReasons,
  failureSummary,
  isoOf,
  NO_DAY,
  recordStates,
  solicitationResults,
  solicitationTypes,
  tallyCounts,
  type DailyTally,
  type Dealership,
  type FailureReason,
  type RecordState,
  type Roster,
  type SolicitationRecord,
  type SolicitationResult,
  type SolicitationType,
  type StatusCode,
  type TallyCounts,
} from "../../src/retention";
import { makeRecords } from "../support/records";
import type { CsvRow, CsvTable } from "./csv";

/** What a case about solicitation asks for besides; its rows of 招揽记录 stand in `records.csv`. */
export interface CallsOptions {
  readonly customerCare: string;
  readonly advisors: readonly string[];
}

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

const reasonLabels: Readonly<Record<FailureReason, string>> = {
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

function codeOf<Code extends string>(
  codes: readonly Code[],
  labels: Readonly<Record<Code, string>>,
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

/** The tables of solicitation that a case can expect. */
export function callsTables(
  dealership: Dealership,
  recordTable: CsvTable,
  options: CallsOptions,
  asOf: number,
  labels: Readonly<Partial<Record<StatusCode, string>>>
): Record<string, CsvRow[]> {
  const roster: Roster = {
    customerCare: options.customerCare,
    advisors: options.advisors.map((name) => ({
      name,
      weight: 1,
      from: NO_DAY,
      to: NO_DAY,
      restDays: [],
      restWeekdays: [],
    })),
  };
  const records = readRecords(recordTable);
  const credits = creditArrivals(dealership, records, asOf);
  const revenue = arrivalRevenue(dealership, credits);
  const tally = dailyTally(dealership, credits, buildOwnership(dealership, [], roster));
  const summary = failureSummary(dealership, credits);
  return {
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
