import {
  assembleDealership,
  type CustomerField,
  type Dealership,
  type Finding,
  type FindingCode,
  type InvalidReason,
  type OrderField,
} from "../../src/retention/store";
import { buildOwnership } from "../../src/retention/ownership";
import { isoOf, NO_DAY, serialOfIso } from "../../src/retention/time";
import { ledgerFindings } from "../../src/retention/allocation";
import {
  lostDayOf,
  monthsAway,
  neverServiced,
  ruleSets,
  soonLost,
  statusAt,
  statusCounts,
  statusesAsOf,
  visitStatusCodes,
  visitStatusOfOrders,
  visitsWithinAll,
  type RuleSetName,
  type StatusCode,
  type StatusColumns,
  type VisitStatusCode,
} from "../../src/retention/status";
import { readLedger } from "../../src/retention/allocation/ledger";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../support/tables";
import { callsTables, type CallsOptions } from "./callsCase";
import { scriptTables, surveyTables } from "./conversationCase";
import type { CsvRow, CsvTable } from "./csv";
import { dealTables, ledgerRows, type DealOptions } from "./dealCase";
import { evaluationTables, type EvaluationOptions } from "./evaluationCase";
import { flowTables, type FlowOptions } from "./flowCase";
import { valueTables } from "./valueCase";
import { worthTables, type WorthOptions } from "./worthCase";

/** What a case asks for; see README.md. */
export interface CaseOptions {
  readonly title: string;
  readonly asOf: readonly string[];
  readonly ruleSets?: readonly RuleSetName[];
  /** Undated invalid reasons that an earlier run saw, by customer key. */
  readonly firstSeen?: Readonly<
    Record<string, { readonly reason: InvalidReason; readonly day: string }>
  >;
  /** For cases of budget, norms and 可得率, on the first as-of day. */
  readonly worth?: WorthOptions;
  /** For cases of allocation, targets and 绩效, on the first as-of day. */
  readonly deal?: DealOptions;
  /** For cases of solicitation and its tally, on the first as-of day. */
  readonly calls?: CallsOptions;
  /** For cases of evaluation, contribution and the scorecard, on the first as-of day. */
  readonly evaluation?: EvaluationOptions;
  /** For cases of conversion, the reservoir, life cycle and care. */
  readonly flow?: FlowOptions;
}

const customerHeaders: Readonly<Record<string, CustomerField>> = {
  车架号: "vin",
  车牌号: "plate",
  客户编号: "customerNumber",
  客户姓名: "name",
  交车日期: "deliveryDate",
  最近进厂日期: "lastVisit",
  本店销售: "soldHere",
  销售顾问: "salesConsultant",
  客户来源: "source",
  专属顾问: "advisor",
  联系电话: "phone",
  转介绍: "referral",
  车友会: "club",
  满意度: "satisfaction",
  无效原因: "invalidReason",
  无效日期: "invalidDate",
  登记日期: "registrationDate",
  质保到期: "warrantyEnd",
  质保里程: "warrantyKm",
  最近保养日期: "lastMaintenance",
  生日: "birthday",
  车型: "model",
  行驶里程: "odometer",
  保险公司: "insurer",
  保险到期: "insuranceEnd",
  年检到期: "inspectionEnd",
};

const orderHeaders: Readonly<Record<string, OrderField>> = {
  工单号: "orderNumber",
  车架号: "vin",
  车牌号: "plate",
  客户编号: "customerNumber",
  进厂日期: "arrival",
  结算日期: "settlement",
  维修类型: "orderType",
  工单状态: "orderStatus",
  作废标志: "voidFlag",
  应收金额: "receivable",
  工时费: "labour",
  配件费: "parts",
  实收金额: "received",
  成本: "cost",
  付款方: "payer",
  维修项目: "items",
  行驶里程: "odometer",
  建议项目: "recommendedItems",
  接待顾问: "advisor",
};

const statusLabels: Readonly<Record<VisitStatusCode, string>> = {
  stable: "稳定",
  warning: "流失预警",
  nearLost: "准流失",
  lost3: "3个月内流失",
  lost6: "6个月内流失",
  lost12: "12个月内流失",
  lost24: "2年内流失",
  lostOver24: "2年外流失",
  loyal: "忠诚",
  wavering: "摇摆",
  shortLost: "短期流失",
  longLost: "长期流失",
  active: "活跃",
  inactive: "流失倾向",
  invalid: "无效",
  unknown: "待核实",
  firstVisit: "首次来店",
  walkIn: "散客",
};

const findingLabels: Partial<Record<FindingCode, string>> = {
  duplicateKey: "重复",
  duplicateAfterTransfer: "转手后新车主",
  ownerChanged: "换了车主",
  formerOwner: "疑似前车主",
  vinTail: "车架号末段",
  vinUnknownPlateKnown: "车架号不在档案",
  plateFromOtherOrder: "旧车牌",
  numberWithoutZeros: "编号少了零",
  arrivalImplausible: "进厂日期不可信",
  settlementImplausible: "结算日期不可信",
  settledBeforeArrival: "结算早于进厂",
  deliveriesOnOneDay: "同一天交车",
  noVehicle: "只有人没有车",
  vehicleUnnamed: "没有车号",
  plateAmbiguous: "车牌对应多辆车",
  customerNumberAmbiguous: "客户编号对应多辆车",
  walkIn: "散客",
  orderWithoutDate: "无日期",
  orderBeforeDelivery: "早于交车",
  lastVisitNotInOrders: "末次进厂不在工单中",
  lastVisitBeforeDelivery: "末次进厂早于交车",
  invalidReasonUnknown: "无效原因不明",
  visitAfterInvalid: "无效后来店",
  customerWithoutDates: "没有任何日期",
  ordersRepeated: "重复导出",
  orderNumberShared: "不同车辆同一工单号",
  orderTakenBack: "当天全额红冲",
  ownerDiffers: "顾问与台账不同",
  invalidDiffers: "无效与台账不同",
};

function rowsOf<Field extends string>(
  table: CsvTable,
  fields: Readonly<Record<string, Field>>
): Partial<Record<Field, string>>[] {
  return table.rows.map((row) =>
    Object.fromEntries(
      table.headers.map((header) => {
        if (!(header in fields)) {
          throw new Error(`No field for the header ${header}`);
        }
        return [fields[header], row[header]];
      })
    )
  ) as Partial<Record<Field, string>>[];
}

function statusRows(dealership: Dealership, columns: StatusColumns): CsvRow[] {
  const { customers } = dealership;
  const months = monthsAway(columns);
  const visits = visitsWithinAll(dealership, 12, columns.asOf);
  const never = neverServiced(columns);
  return customers.name.map((name, customer) => {
    const status = statusAt(columns, customer);
    const anchor = columns.anchorDay[customer];
    return {
      统计日期: isoOf(columns.asOf),
      规则: columns.rules.name,
      客户姓名: name,
      客户状态: status === undefined ? "" : statusLabels[status],
      未进厂月数: months[customer] < 0 ? "" : String(months[customer]),
      末次进厂: isoOf(columns.lastVisit[customer]),
      "12个月进厂次数": String(visits[customer]),
      转流失日: anchor === NO_DAY ? "" : isoOf(lostDayOf(anchor, columns.rules)),
      从未进厂: never[customer] ? "是" : "",
    };
  });
}

function countsRow(columns: StatusColumns): CsvRow {
  const { byStatus, ...sums } = statusCounts(columns);
  const labelled = Object.entries(byStatus).map(([status, count]) => [
    statusLabels[status as StatusCode],
    String(count),
  ]);
  return {
    统计日期: isoOf(columns.asOf),
    规则: columns.rules.name,
    档案: String(sums.archive),
    有效: String(sums.valid),
    基盘: String(sums.base),
    流失: String(sums.lost),
    ...Object.fromEntries(labelled),
  };
}

function soonLostRows(dealership: Dealership, columns: StatusColumns): CsvRow[] {
  return soonLost(columns).map(({ customer, lostDay, daysLeft }) => ({
    统计日期: isoOf(columns.asOf),
    规则: columns.rules.name,
    客户姓名: dealership.customers.name[customer],
    转流失日: isoOf(lostDay),
    剩余天数: String(daysLeft),
  }));
}

function orderRows(dealership: Dealership): CsvRow[] {
  const { orders, customers, customerOfOrder, visitOfOrder, orderHead } = dealership;
  const statuses = visitStatusOfOrders(dealership);
  return orders.orderNumber.map((number, order) => {
    const status = visitStatusCodes[statuses[order]];
    const customer = customerOfOrder[order];
    return {
      工单号: number,
      归属客户: customer < 0 ? "散客" : customers.name[customer],
      台次: visitOfOrder[order] < 0 ? "0" : "1",
      单数: String(orderHead[order]),
      来店时状态: status === undefined ? "" : statusLabels[status],
    };
  });
}

function findingRows(findings: readonly Finding[]): CsvRow[] {
  return [...findings]
    .sort((a, b) => a.table.localeCompare(b.table) || a.sheetRow - b.sheetRow)
    .map(({ code, table, sheetRow }) => ({
      表: table === "customers" ? "客户" : "工单",
      行: String(sheetRow + 1),
      数据质量: findingLabels[code] ?? code,
    }));
}

/** The tables that a case gives; most need no more than the first two. */
export interface CaseInputs {
  readonly customers: CsvTable;
  readonly orders: CsvTable;
  readonly ledger: CsvTable | undefined;
  readonly records: CsvTable | undefined;
  /** Rows of 招揽需求表, for the morning plan. */
  readonly needs: CsvTable | undefined;
  readonly prospects: CsvTable | undefined;
  readonly surveys: CsvTable | undefined;
  readonly scripts: CsvTable | undefined;
}

/** Computes every table that a case can expect, by the name of its file. */
export function computeCase(inputs: CaseInputs, options: CaseOptions): Record<string, CsvRow[]> {
  const firstSeen = Object.entries(options.firstSeen ?? {}).map(
    ([key, { reason, day }]) => [key, { reason, day: serialOfIso(day) }] as const
  );
  const { owners, confirmedInvalid } = readLedger(ledgerRows(inputs.ledger));
  const { dealership, findings } = assembleDealership(
    makeCustomerTable(rowsOf(inputs.customers, customerHeaders) satisfies CustomerRow[]),
    makeOrderTable(rowsOf(inputs.orders, orderHeaders) satisfies OrderRow[]),
    { invalidFirstSeen: new Map(firstSeen), confirmedInvalid }
  );
  const asOfDays = options.asOf.map(serialOfIso);
  const [asOf] = asOfDays;
  const days = asOfDays.flatMap((day) =>
    (options.ruleSets ?? ["retention"]).map((name) => statusesAsOf(dealership, day, ruleSets[name]))
  );
  const ownership = buildOwnership(dealership, owners, { advisors: [], customerCare: "" });
  return {
    status: days.flatMap((columns) => statusRows(dealership, columns)),
    counts: days.map(countsRow),
    "soon-lost": days.flatMap((columns) => soonLostRows(dealership, columns)),
    orders: orderRows(dealership),
    findings: findingRows([
      ...findings,
      ...ledgerFindings(dealership, ownership, { asOf, confirmedInvalid }),
    ]),
    ...valueTables(dealership, asOfDays, statusLabels),
    ...worthTables(dealership, options.worth, asOf, statusLabels),
    ...flowTables(dealership, asOfDays, options.flow, statusLabels),
    ...(inputs.surveys === undefined ? {} : surveyTables(inputs.surveys)),
    ...(inputs.scripts === undefined ? {} : scriptTables(inputs.scripts)),
    ...(options.deal === undefined
      ? {}
      : dealTables(dealership, owners, options.deal, asOf, statusLabels)),
    ...(options.evaluation === undefined
      ? {}
      : evaluationTables(
          dealership,
          { ledger: owners, records: inputs.records },
          options.evaluation,
          asOf,
          statusLabels
        )),
    ...(options.calls === undefined || inputs.records === undefined
      ? {}
      : callsTables(
          dealership,
          {
            records: inputs.records,
            needs: inputs.needs,
            prospects: inputs.prospects,
            ledger: owners,
          },
          options.calls,
          asOf,
          statusLabels
        )),
  };
}
