import { count, share } from "../numbers";

/** 招揽失败日汇总 (S0 招揽管理: 招揽失败信息日汇总表). */
export const failures = {
  unused: "还没有招揽记录，没有失败原因可以汇总。",
  none: (p: { month: number }) =>
    p.month === 0
      ? "今日和本月都没有招揽失败。"
      : `今日没有招揽失败；本月累计 ${count(p.month)} 条。`,
  headline: (p: { failed: number; base: number; lost: number; month: number; unstated: number }) =>
    `今日招揽失败 ${count(p.failed)} 条：基盘 ${count(p.base)} 条，流失 ${count(p.lost)} 条；本月累计 ${count(p.month)} 条。` +
    (p.unstated > 0 ? `今日有 ${count(p.unstated)} 条没有写明原因。` : ""),
  base: { section: "今日基盘客户失败原因", row: "招揽类型", none: "今日没有基盘客户招揽失败。" },
  lost: { section: "今日流失客户失败原因", row: "流失段", none: "今日没有流失客户招揽失败。" },
  others: (rows: number) =>
    `另有 ${count(rows)} 条属于无效、待核实或不在档案中的客户，只列在明细里。`,
  total: "合计",
  pareto: {
    section: "本月失败原因排列",
    reason: "失败原因",
    group: "类别",
    count: "次数",
    share: "占比",
    cumulative: "累计占比",
    total: "合计",
    none: "本月没有写明的失败原因。",
    unstated: (rows: number) => `另有 ${count(rows)} 条没有写明原因，不在排列之内。`,
    chartTitle: "本月失败原因排列图",
    categoryAxis: "失败原因",
    valueAxis: "次数",
    lineAxis: "累计占比",
    sentence: (p: { reasons: number; share: number; first: string }) =>
      `排在最前的 ${p.reasons} 项原因占 ${share(p.share)}，首先是“${p.first}”。`,
  },
  list: {
    section: "本月失败明细（新的在前）",
    reason: "失败原因",
    group: "客户群",
    day: "失败日",
    type: "招揽类型",
    advisor: "顾问",
    competitor: "竞争对手",
    number: "记录编号",
    status: "招揽时状态",
    note: "备注",
    noShow: "爽约",
  },
  actions: {
    section: "团队共识（浅黄色的列在晚会上填写；可沉淀为话术的，请选择转入话术库）",
    yesNo: "请选择“是”或“否”。",
    date: "请填写日期，例如 2026-07-01。",
  },
};
