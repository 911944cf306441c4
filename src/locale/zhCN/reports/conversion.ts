import { count, share } from "../numbers";

/** 客户转换 (S0 转换KPI). */
export const conversion = {
  empty: "没有可以统计的客户。请检查数据质量表。",
  noBase: (p: { newLost: number; returned: number }) =>
    `月初没有基盘客户，警示线无从计算。本月新增流失 ${count(p.newLost)} 台，流失回厂 ${count(p.returned)} 台。`,
  within: (p: { newLost: number; rate: number; allowance: number; returned: number }) =>
    `本月新增流失 ${count(p.newLost)} 台，占月初基盘 ${share(p.rate)}，在警示线 ${count(p.allowance)} 台以内；流失回厂 ${count(p.returned)} 台。`,
  over: (p: {
    newLost: number;
    rate: number;
    allowance: number;
    points: string;
    returned: number;
  }) =>
    `本月新增流失 ${count(p.newLost)} 台，占月初基盘 ${share(p.rate)}，超出警示线 ${p.points} 个百分点` +
    `（警示线 ${count(p.allowance)} 台）；流失回厂 ${count(p.returned)} 台。`,
  shortHistory: (until: string) =>
    `历史不足：工单满 12 个月之前（${until} 以前），未见进厂的客户先记为待核实，这些天的转换仅供参考。`,
  balance: {
    section: (from: string, to: string) => `各状态的增减（${from} 至 ${to}）`,
    note: "期末 = 期初 + 转入 − 转出。一位客户一天之内只记一次，一个月内可以转换多次。",
    status: "状态",
    opening: "期初",
    inflow: "转入",
    outflow: "转出",
    closing: "期末",
    change: "增减",
  },
  periods: {
    section: "各期转换",
    flow: "转换",
    from: "起始日",
    to: "截止日",
    day: "当日",
    week: "本周至今",
    lastWeek: "上周",
    month: "本月至今",
    lastMonth: "上月",
    year: "近 12 个月",
  },
  months: {
    section: "按月",
    month: "月份",
    openingBase: "月初基盘",
    rate: "新增流失率",
    total: "合计",
    chartTitle: "每月新增流失与流失回厂",
    categoryAxis: "月份",
    valueAxis: "台数",
    sentence: (p: { months: number; newLost: number; returned: number }) =>
      `这 ${p.months} 个月共流失 ${count(p.newLost)} 台，找回 ${count(p.returned)} 台。`,
  },
  weeks: { section: "按周（周一至周日）", week: "周" },
  matrix: {
    section: (from: string, to: string) => `净变化：${from} 的状态（行）到 ${to} 的状态（列）`,
    note: (moved: number) =>
      `状态与上月末不同的客户 ${count(moved)} 位。净变化只比较首尾两天，期间先流失又回厂的不在其中，所以不等于各期转换之和。`,
    from: "上月末＼统计日",
    outside: "未建档",
    total: "合计",
  },
  days: {
    section: "日环比：每天的转换与日终状态",
    day: "日期",
    label: "年-月-日",
    base: "基盘",
    change: "基盘比前日",
    chartTitle: "基盘客户数",
    categoryAxis: "日期",
    valueAxis: "客户数",
    sentence: (p: { first: string; opening: number; last: string; closing: number }) =>
      `${p.first} 基盘 ${count(p.opening)} 位，${p.last} 为 ${count(p.closing)} 位。`,
  },
  movers: {
    section: (from: string, to: string) => `转换明细（${from} 至 ${to}）`,
    none: "这段时间没有客户转换状态。",
    day: "日期",
    flow: "转换",
    from: "原状态",
    to: "现状态",
    cause: "原因",
    owner: "前一日归属",
  },
  /** Why a status changed. */
  causes: {
    aged: "到期",
    returned: "进厂",
    invalidated: "转无效",
    revived: "恢复",
    entered: "建档",
    verified: "核实",
    firstVisit: "首次来店",
  },
};
