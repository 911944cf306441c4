import { count, periodOf, yuan } from "../numbers";

/** 绩效 (S0 目标设定). */
export const incentives = {
  empty: "没有可以统计的客户。请检查数据质量表。",
  headline: (p: {
    since: string | null;
    rules: string | null;
    newLost: number;
    above: number;
    returned: number;
    deduction: number;
    reward: number;
    evasions: number;
  }) =>
    `${periodOf(p.since, p.rules)}新增流失 ${count(p.newLost)} 台，其中超出上限 ${count(p.above)} 台，绩效扣减 ${yuan(p.deduction)}；` +
    `流失回厂 ${count(p.returned)} 台，绩效奖励 ${yuan(p.reward)}；` +
    (p.evasions === 0 ? "没有疑似规避。" : `疑似规避 ${count(p.evasions)} 台，请核实。`),
  noAmounts: "每台的扣减和奖励金额都还是 0：请在“维系参数”里填写“绩效”一章的金额，再运行一次。",
  problems: {
    amountNegative: "“绩效”一章里有小于 0 的金额，请改正。",
    deductionFalls: "扣减应当逐档升高：现在后一档低于前一档。",
    rewardFalls: "奖励应当随流失年限升高：现在后一段低于前一段。",
  },
  period: (from: string, to: string) =>
    `${from} 至 ${to}。先流失的先算在上限以内；接手不足期限的车计入新增流失，但不扣减、不占上限。`,
  sums: {
    section: "各顾问绩效",
    newLost: "新增流失（台）",
    limit: "上限（台）",
    returned: "流失回厂（台）",
    deduction: "绩效扣减（元）",
    reward: "绩效奖励（元）",
    net: "净额（元）",
    evasions: "疑似规避（台）",
  },
  losses: {
    section: "新增流失按档位（台）",
    total: "新增流失",
    tiers: {
      within: "上限以内",
      above: "超出第一档",
      beyond: "超出第二档",
      received: "接手不足期限",
      unrated: "不考核",
    },
    chartTitle: "新增流失按档位",
    categoryAxis: "顾问",
    valueAxis: "台数",
    sentence: (above: number, all: number) =>
      all === 0
        ? "还没有新增流失。"
        : above === 0
          ? `${count(all)} 台新增流失都在上限以内或不扣减。`
          : `${count(all)} 台新增流失中有 ${count(above)} 台超出上限。`,
  },
  returns: {
    section: "流失回厂按回厂前状态（台）",
    total: "流失回厂",
    initial: "其中 ⑥ 初始流失",
  },
  lossCars: {
    section: "新增流失明细",
    none: "没有新增流失。",
    day: "流失日",
    heldSince: "接手日",
    sinceBefore: "建账前",
    tier: "档位",
    deduction: "绩效扣减（元）",
  },
  returnCars: {
    section: "流失回厂明细",
    none: "本月没有流失回厂。",
    day: "回厂日",
    band: "回厂前状态",
    kpi: "计入",
    initial: "⑥ 初始流失回厂",
    other: "⑦ 其他流失回厂",
    reward: "绩效奖励（元）",
  },
  evasions: {
    section: (days: number) => `疑似规避：距流失日不超过 ${days} 天时改为无效的客户`,
    none: "本月没有疑似规避。",
    day: "改为无效日",
    lostDay: "本应流失日",
    daysBefore: "提前天数",
  },
};
