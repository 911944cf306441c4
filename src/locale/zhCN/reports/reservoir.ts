import { change, count, share } from "../numbers";

/** 蓄水池 (S4 宝典一). */
export const reservoir = {
  empty: "没有基盘客户，也没有客户流入或流出。请检查数据质量表。",
  headline: (p: {
    closing: number;
    change: number;
    inflow: number;
    outflow: number;
    retention: number;
    health: number;
  }) =>
    `基盘 ${count(p.closing)} 位，比月初${change(p.change)}：流入 ${count(p.inflow)}，流出 ${count(p.outflow)}` +
    (Number.isNaN(p.retention) ? "。" : `，本月保留率 ${share(p.retention)}。`) +
    (Number.isNaN(p.health)
      ? "近 12 个月没有流出，健康度无从计算。"
      : `近 12 个月健康度 ${p.health.toFixed(2)}，${p.health >= 1 ? "新客户补得上流出的客户。" : "新客户补不上流出的客户，水位在下降。"}`),
  shortHistory:
    "历史不足：标有“历史不足”的月份，工单还没有满 12 个月，未见进厂的客户先记为待核实。",
  months: {
    section: "每月的流入与流出",
    note: "期末基盘 = 期初基盘 + 流入合计 − 流出合计。",
    month: "月份",
    opening: "期初基盘",
    inlets: {
      ownNew: "自店新车",
      acquired: "拉新",
      returned: "流失回厂",
      revived: "恢复有效",
      verified: "待核实转入",
    },
    inflow: "流入合计",
    outlets: { newLost: "新增流失", invalidated: "无效流出" },
    outflow: "流出合计",
    closing: "期末基盘",
    retention: "保留率",
    remark: "说明",
    short: "历史不足",
    toDate: "至统计日",
    total: "合计",
  },
  chart: {
    title: "蓄水池：流入、流出与基盘",
    categoryAxis: "月份",
    valueAxis: "台数",
    levelAxis: "期末基盘",
    sentence: (p: { inflow: number; outflow: number; months: number }) =>
      `这 ${p.months} 个月共流入 ${count(p.inflow)} 台，流出 ${count(p.outflow)} 台。`,
  },
  year: {
    section: "健康度（滚动 12 个月）",
    note: (years: string) =>
      `健康度 =（自店新车 + 拉新）÷ 流出；含回厂的再加流失回厂。远期基盘 =（自店新车 + 拉新）× 平均在店年限 ${years} 年，是按现在的速度一直走下去的水位。`,
    from: "起始日",
    to: "截止日",
    ownNew: "自店新车",
    acquired: "拉新",
    returned: "流失回厂",
    outflow: "流出合计",
    health: "健康度",
    healthWithReturns: "健康度（含回厂）",
    steady: "远期基盘",
    chartTitle: "健康度",
    valueAxis: "流入 ÷ 流出",
    sentence: (p: { health: string; withReturns: string }) =>
      `截至统计日健康度 ${p.health}，含回厂 ${p.withReturns}；低于 1 说明水位在下降。`,
  },
};
