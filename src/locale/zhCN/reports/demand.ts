import { count } from "../numbers";

/** 招揽需求表 (S0 招揽KPI: 需求表来源于客户基准表). */
export const demand = {
  empty: "没有到期需要招揽的客户。",
  headline: (p: {
    items: number;
    customers: number;
    until: string;
    due: number;
    nearLost: number;
    overdue: number;
  }) =>
    `到 ${p.until} 共有 ${count(p.items)} 项招揽需求，涉及 ${count(p.customers)} 位客户：` +
    `近期到期 ${count(p.due)} 项，准流失 ${count(p.nearLost)} 项，逾期 ${count(p.overdue)} 项。`,
  order: (window: number) =>
    `排列顺序：近期到期（前后 ${window} 天）、准流失（离转流失近的在前）、逾期（新的在前）、未到期、随时（PSV 高的在前）、流失（PSV 高的在前）、待核实。`,
  /** How soon an item is called. */
  urgencies: {
    due: "近期到期",
    nearLost: "准流失",
    overdue: "逾期",
    ahead: "未到期",
    anyTime: "随时",
    lost: "流失",
    followUp: "待核实",
  },
  types: {
    section: "按招揽类型",
    type: "招揽类型",
    total: "合计",
    share: "占比",
    chartTitle: "各类招揽需求",
    categoryAxis: "招揽类型",
    valueAxis: "需求项数",
    sentence: (type: string, items: number) => `最多的是“${type}”：${count(items)} 项。`,
  },
  advisors: { section: "按顾问", advisor: "顾问" },
  list: {
    section: "招揽需求明细",
    urgency: "优先级",
    status: "状态",
    type: "招揽类型",
    about: "事项",
    dueDay: "到期日",
    overdueDays: "逾期天数（负数为剩余）",
    daysAway: "未进厂天数",
    predictedKm: "预测里程（km）",
    psv: "PSV（元）",
    advisor: "顾问",
    script: "话术",
  },
  prospects: {
    goTo: "填写拉新名单（战败客户等，在表尾）",
    section: "拉新名单",
    note: "把战败客户等名单粘贴到这里：车牌/VIN 和电话至少填一项，来店后按它识别；列入日之后来过店的自动退出。跟进人留空由客服专员跟进。",
    states: { waiting: "待联系", called: "联系过", came: "已来店" },
    errors: { date: "请填写日期，例如 2026-6-30。", advisor: "请选择顾问名单里的顾问或客服专员。" },
  },
};
