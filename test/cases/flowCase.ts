import {
  carePlan,
  kmPerDayOfAll,
  lifecycleOfAll,
  lifecycleStages,
  nextServiceOfAll,
  NO_STAGE,
  warrantyEnds,
  type LifecycleStage,
} from "../../src/retention/service";
import {
  dailySeries,
  eventCauses,
  flowNames,
  flowsBetween,
  flowsOfEvents,
  netChange,
  reservoir,
  reservoirInlets,
  reservoirOutlets,
  statusCodes,
  statusesAsOf,
  statusEvents,
  type FlowName,
  type ReservoirFlow,
  type StatusCode,
} from "../../src/retention/status";
import { itemsOf, moneyDaysAsOf, moneyOfOrders, type Dealership } from "../../src/retention/store";
import {
  lossAnalysis,
  lossTypes,
  NO_LOSS_TYPE,
  type LossDimension,
  type LossGroup,
  type LossType,
} from "../../src/retention/loss";
import { isoOf, serialOfIso, type SerialDay } from "../../src/retention/time";
import { repurchaseLevels, type RepurchaseLevel } from "../../src/retention/service/lifecycle";
import type { CareKind } from "../../src/retention/service/care";
import type { EventCause } from "../../src/retention/status/statusEvents";
import type { OccasionName } from "../../src/retention/service/occasions";
import type { CsvRow } from "./csv";

/** What a case about conversion, the reservoir or care asks for besides. */
export interface FlowOptions {
  /** First and last day of the events, the daily series, the net change and the reservoir. */
  readonly from: string;
  readonly to: string;
  /** Periods whose flows are summed, first and last day each. */
  readonly periods?: readonly (readonly [string, string])[];
  /** Days on which the daily series is looked at. */
  readonly days?: readonly string[];
  /** The add-in's first use. */
  readonly firstUse?: string;
  /** Days on which the store is closed. */
  readonly closedDays?: readonly string[];
  /** The care plan looks so many days ahead. */
  readonly ahead?: number;
}

const causeLabels: Readonly<Record<EventCause, string>> = {
  aged: "到期",
  returned: "进厂",
  invalidated: "转无效",
  revived: "恢复有效",
  entered: "建档",
  verified: "核实",
  firstVisit: "首次来店",
};

const flowLabels: Readonly<Record<FlowName, string>> = {
  newLost: "新增流失",
  lostReturned: "流失回厂",
  nearLostReturned: "准流失回厂",
  warningReturned: "预警回厂",
  firstVisit: "首次来店",
  invalidated: "无效流出",
  revived: "恢复有效",
  verified: "待核实转入",
  enteredSold: "销售新增",
  enteredService: "售后新增",
  aged: "类内老化",
};

const reservoirLabels: Readonly<Record<ReservoirFlow, string>> = {
  ownNew: "自店新车",
  acquired: "拉新",
  returned: "流失回厂",
  revived: "恢复有效",
  verified: "待核实转入",
  newLost: "新增流失",
  invalidated: "无效流出",
};

const lossLabels: Readonly<Record<LossType, string>> = {
  none: "未流失",
  full: "完全流失",
  partial: "部分流失",
  neverServiced: "从未进厂",
};

const dimensionLabels: Readonly<Record<LossDimension, string>> = {
  all: "全部",
  mileage: "里程",
  age: "车龄",
  warranty: "保修",
};

const groupLabels: Readonly<Record<LossGroup, string>> = {
  all: "全部",
  low: "5万公里以内",
  middle: "5-10万公里",
  high: "10万公里以上",
  young: "0-2年",
  old: "2年以上",
  inWarranty: "保内",
  outOfWarranty: "保外",
  unknown: "不详",
};

const itemLabels = { maintenance: "保养", minorRepair: "小修", bodyPaint: "钣喷" };

const stageLabels: Readonly<Record<LifecycleStage, string>> = {
  honeymoon: "蜜月期",
  early: "使用早期",
  midWarranty: "保修中后期",
  postWarranty: "出保后",
  repurchase: "再购期",
};

const repurchaseLabels: Readonly<Record<RepurchaseLevel, string>> = {
  none: "",
  possible: "三年以上",
  prospect: "置换潜客",
};

const careLabels: Readonly<Record<CareKind | OccasionName, string>> = {
  delivery: "交车日",
  day3: "3DC",
  day7: "7DC",
  month1: "1个月",
  carClass: "爱车讲堂",
  firstMaintenance: "首保前",
  afterService: "修后3DC",
  birthday: "生日",
  newYear: "元旦",
  springFestival: "春节",
  dragonBoat: "端午",
  midAutumn: "中秋",
  nationalDay: "国庆",
};

/** A figure as a manager reads it: at most four decimals, "—" where there is none. */
const shown = (value: number): string =>
  Number.isNaN(value) ? "—" : String(Math.round(value * 10_000) / 10_000);

type StatusLabels = Readonly<Record<StatusCode, string>>;

function conversionTables(
  dealership: Dealership,
  { from, to, periods = [], days = [] }: FlowOptions,
  statusLabels: StatusLabels
): Record<string, CsvRow[]> {
  const first = serialOfIso(from);
  const last = serialOfIso(to);
  const labelOf = (code: number): string => {
    const status = statusCodes[code];
    return status === undefined ? "未建档" : statusLabels[status];
  };
  const events = statusEvents(dealership, first, last);
  const flows = flowsOfEvents(dealership, events);
  const series = dailySeries(dealership, events, flows);
  const change = netChange(dealership, first, last);
  const width = change.statuses.length + 1;
  const columns = [...change.statuses.map((status) => statusLabels[status]), "未建档"];
  return {
    movers: Array.from({ length: events.count }, (_, event) => ({
      日期: isoOf(events.day[event]),
      客户姓名: dealership.customers.name[events.customer[event]],
      原状态: labelOf(events.from[event]),
      新状态: labelOf(events.to[event]),
      原因: causeLabels[eventCauses[events.cause[event]]],
      流向: flowLabels[flowNames[flows[event]]],
    })),
    flows: periods.map(([start, end]) => {
      const sums = flowsBetween(series, serialOfIso(start), serialOfIso(end));
      const labelled = flowNames.map((name) => [flowLabels[name], String(sums[name])]);
      return { 开始: start, 结束: end, ...Object.fromEntries(labelled) };
    }),
    daily: days.flatMap((day) => {
      const at = serialOfIso(day) - first;
      return series.statuses.map((status, place) => {
        const closing = series.closing[place][at];
        const inflow = series.inflow[place][at];
        const outflow = series.outflow[place][at];
        return {
          日期: day,
          客户状态: statusLabels[status],
          期初: String(closing - inflow + outflow),
          转入: String(inflow),
          转出: String(outflow),
          期末: String(closing),
        };
      });
    }),
    "net-change": columns.map((label, row) => ({
      原状态: label,
      ...Object.fromEntries(
        columns.map((column, at) => [column, String(change.counts[row * width + at])])
      ),
    })),
  };
}

function reservoirRows(dealership: Dealership, { from, to }: FlowOptions): CsvRow[] {
  return reservoir(dealership, serialOfIso(from), serialOfIso(to)).map((month) => ({
    开始: isoOf(month.first),
    结束: isoOf(month.last),
    期初基盘: String(month.opening),
    ...Object.fromEntries(
      [...reservoirInlets, ...reservoirOutlets].map((name) => [
        reservoirLabels[name],
        String(month.flows[name]),
      ])
    ),
    期末基盘: String(month.closing),
    保留率: shown(month.retentionRate),
    近12个月流出: String(month.rolling.outflow),
    健康度: shown(month.rolling.health),
    "健康度(含回厂)": shown(month.rolling.healthWithReturns),
    稳态基盘: shown(month.rolling.steadyStock),
    历史不足: month.rolling.shortHistory ? "是" : "",
  }));
}

function lossTables(dealership: Dealership, asOf: SerialDay): Record<string, CsvRow[]> {
  const odometers = kmPerDayOfAll(dealership, asOf);
  const loss = lossAnalysis(dealership, asOf, { items: itemsOf(dealership), odometers });
  const date = { 统计日期: isoOf(asOf) };
  return {
    loss: dealership.customers.name.map((name, customer) => {
      const type = loss.types[customer];
      return {
        ...date,
        客户姓名: name,
        末次保养: isoOf(loss.lastMaintenance[customer]),
        流失类别: type === NO_LOSS_TYPE ? "" : lossLabels[lossTypes[type]],
      };
    }),
    "loss-rates": loss.rates.map((rate) => ({
      ...date,
      维度: dimensionLabels[rate.dimension],
      分组: groupLabels[rate.group],
      客户数: String(rate.customers),
      完全流失: shown(rate.full),
      完全流失率: shown(rate.fullRate),
      部分流失: shown(rate.partial),
      部分流失率: shown(rate.partialRate),
    })),
    "loss-items": loss.items.map(({ item, customers, lost, rate }) => ({
      ...date,
      项目: itemLabels[item],
      客户数: String(customers),
      流失: shown(lost),
      流失率: shown(rate),
    })),
  };
}

function lifecycleTables(
  dealership: Dealership,
  asOf: SerialDay,
  { firstUse, closedDays = [], ahead = 0 }: FlowOptions
): Record<string, CsvRow[]> {
  const odometers = kmPerDayOfAll(dealership, asOf);
  const statuses = statusesAsOf(dealership, asOf);
  const warranty = warrantyEnds(dealership, odometers);
  const { stage, repurchase } = lifecycleOfAll(dealership, statuses, odometers, warranty);
  const { tasks, occasions } = carePlan(
    dealership,
    statuses,
    nextServiceOfAll(dealership, asOf, { odometers, statuses }),
    {
      firstUse: firstUse === undefined ? 0 : serialOfIso(firstUse),
      calendar: { closedDays: new Set(closedDays.map(serialOfIso)), closedWeekdays: [] },
      until: asOf + ahead,
    }
  );
  const { name } = dealership.customers;
  const date = { 统计日期: isoOf(asOf) };
  const dated = (task: { dueDay: SerialDay; plannedDay: SerialDay; lapseDay: SerialDay }) => ({
    应办日: isoOf(task.dueDay),
    计划日: isoOf(task.plannedDay),
    失效日: isoOf(task.lapseDay),
  });
  return {
    lifecycle: name.map((called, customer) => ({
      ...date,
      客户姓名: called,
      生命周期: stage[customer] === NO_STAGE ? "" : stageLabels[lifecycleStages[stage[customer]]],
      置换: repurchaseLabels[repurchaseLevels[repurchase[customer]]],
    })),
    care: [
      ...tasks.map((task) => ({
        ...date,
        客户姓名: name[task.customer],
        关怀: careLabels[task.kind],
        ...dated(task),
      })),
      ...occasions.map((occasion) => ({
        ...date,
        客户姓名: `全部有效客户 ${occasion.customers}`,
        关怀: careLabels[occasion.name],
        ...dated(occasion),
      })),
    ],
  };
}

/** Every table about loss, life cycle and money, and, where a case gives a range, conversion. */
export function flowTables(
  dealership: Dealership,
  days: readonly SerialDay[],
  options: FlowOptions | undefined,
  statusLabels: StatusLabels
): Record<string, CsvRow[]> {
  const { orders } = dealership;
  const money = moneyOfOrders(dealership);
  const moneyDays = moneyDaysAsOf(dealership, Math.max(...days));
  const items = itemsOf(dealership);
  const tables: Record<string, CsvRow[]>[] = [
    {
      money: orders.orderNumber.map((number, order) => ({
        工单号: number,
        入账日: isoOf(moneyDays[order]),
        产值: shown(money.revenue[order]),
        成本: shown(money.cost[order]),
        差价: shown(money.margin[order]),
        实收: shown(money.received[order]),
        项目: ["保养", "小修", "钣喷", "其他"]
          .filter((_, bit) => items.classes[order] & (1 << bit))
          .join("+"),
        保养次序: ["", "首保", "二保", "后续"][items.maintenanceNumber[order]],
      })),
    },
    ...days.map((asOf) => lossTables(dealership, asOf)),
  ];
  if (options !== undefined) {
    tables.push(
      conversionTables(dealership, options, statusLabels),
      { reservoir: reservoirRows(dealership, options) },
      ...days.map((asOf) => lifecycleTables(dealership, asOf, options))
    );
  }
  const names = new Set(tables.flatMap((table) => Object.keys(table)));
  return Object.fromEntries(
    [...names].map((name) => [name, tables.flatMap((table) => table[name] ?? [])])
  );
}
