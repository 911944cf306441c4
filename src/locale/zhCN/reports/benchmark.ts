import { count } from "../numbers";

/** 客户基准表 (S0 招揽管理). */
export const benchmark = {
  empty: "没有可以统计的客户。请检查数据质量表。",
  headline: (p: {
    customers: number;
    maintenance: number;
    warranty: number;
    insurance: number;
    inspection: number;
  }) =>
    `${count(p.customers)} 位客户；一个月内应保养 ${count(p.maintenance)} 位，出保 ${count(p.warranty)} 位，` +
    `保险到期 ${count(p.insurance)} 位，年检到期 ${count(p.inspection)} 位。`,
  statuses: {
    section: "按状态",
    status: "状态",
    customers: "客户数",
    share: "占比",
    psv: "PSV 合计（元）",
    overdue: "其中保养已到期",
    total: "合计",
  },
  coming: {
    section: (from: string, to: string) => `${from} 至 ${to} 将到期`,
    what: "事项",
    customers: "客户数",
    maintenance: "保养到期",
    warranty: "出保",
    insurance: "保险到期",
    inspection: "年检到期",
    lost: "转流失",
    chartTitle: "一个月内到期的客户",
    categoryAxis: "事项",
    valueAxis: "客户数",
    sentence: (what: string, customers: number) =>
      `一个月内最多的是“${what}”：${count(customers)} 位。`,
    none: "一个月内没有到期事项。",
  },
  list: {
    section: "客户明细",
    status: "状态",
    stage: "生命周期",
    lastVisit: "末次进厂",
    daysAway: "未进厂天数",
    daysToLost: "距转流失天数",
    nextDay: "下次保养日",
    nextKm: "下次保养里程（km）",
    predictedKm: "预测里程（km）",
    kmPerDay: "日均里程（km）",
    warrantyEnd: "出保日",
    insuranceEnd: "保险到期",
    inspectionEnd: "年检到期",
    psv: "PSV（元）",
    owner: "专属顾问",
  },
};
