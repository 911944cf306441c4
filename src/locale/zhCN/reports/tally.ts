import { byRules, count, share } from "../numbers";

/** 维系日报 (S0 表21). */
export const tally = {
  empty: "没有可以统计的客户。请检查数据质量表。",
  noPlan: (p: { rules: string | null; newLost: number; newLostMonth: number; returned: number }) =>
    `今日没有招揽计划。今日${byRules(p.rules)}新增流失 ${count(p.newLost)} 台（本月累计 ${count(p.newLostMonth)} 台），流失回厂 ${count(p.returned)} 台。`,
  headline: (p: {
    rules: string | null;
    planned: number;
    contacted: number;
    rate: number;
    arrived: number;
    newLost: number;
    newLostMonth: number;
    returned: number;
    open: number;
  }) =>
    `今日应招揽 ${count(p.planned)} 条，实招揽 ${count(p.contacted)} 条，达成率 ${share(p.rate)}；招揽到店 ${count(p.arrived)} 台。` +
    `今日${byRules(p.rules)}新增流失 ${count(p.newLost)} 台（本月累计 ${count(p.newLostMonth)} 台），流失回厂 ${count(p.returned)} 台。` +
    (p.open > 0 ? `未达成目标待说明 ${count(p.open)} 项。` : ""),
  open: {
    section: (open: number) => `待说明的未达成目标（${count(open)} 项）`,
    fill: "填写原因",
    day: "日期",
    advisor: "顾问",
    type: "招揽类型",
    planned: "应招揽",
    contacted: "实招揽",
    rate: "达成率",
    entry: "说明",
    more: (shown: number, all: number) =>
      `共 ${count(all)} 项，这里列出最早的 ${count(shown)} 项，其余见本表末尾。`,
  },
  advisors: {
    section: "各顾问当日与本月",
    advisor: "顾问",
    flowOfDay: (name: string) => `当日${name}`,
    flowOfMonth: (name: string) => `本月${name}`,
    tomorrow: "明日预约",
    newLost: "新增流失",
    returned: "流失回厂",
    total: "合计",
    day: "当日",
    month: "本月累计",
    chartTitle: "当日招揽：应招揽与实招揽",
    categoryAxis: "顾问",
    valueAxis: "条数",
    sentence: (p: { best: string; rate: number; planned: number; contacted: number }) =>
      `完成条数最多的是${p.best}：应招揽 ${count(p.planned)} 条，实招揽 ${count(p.contacted)} 条，达成率 ${share(p.rate)}。`,
  },
  types: { section: "各类型当日与本月", type: "招揽类型" },
  detail: { section: "明细：顾问 × 类型", none: "本月还没有招揽记录。" },
  counts: {
    planned: "应招揽",
    contacted: "实招揽",
    unplanned: "计划外",
    connected: "接通",
    appointed: "预约",
    arrived: "到店",
    carriedOver: "顺延",
    noShow: "爽约",
  },
  rate: "达成率",
  reasons: {
    section: "未达成原因（浅黄色的列由经理填写；无合理理由的，请写处理措施）",
    yesNo: "请选择“是”或“否”。",
  },
};
