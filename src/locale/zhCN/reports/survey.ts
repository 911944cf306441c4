import { count, share } from "../numbers";

/** 流失调查 (S2 流失原因调查). */
export const survey = {
  none: (lost: number) =>
    `流失客户 ${count(lost)} 位，还没有调查。请电话了解原因，填写在下面的表里。`,
  headline: (p: { answered: number; lost: number; asked: number; rate: number }) =>
    `已调查 ${count(p.answered)} 份；流失客户 ${count(p.lost)} 位中调查了 ${count(p.asked)} 位（${share(p.rate)}）`,
  main: (reason: string, times: number) => `，最主要的原因是“${reason}”（${count(times)} 次）。`,
  noReason: "，还没有问到原因。",
  reasons: {
    section: "流失原因",
    group: "类别",
    reason: "原因",
    main: "主要原因",
    any: "提到次数",
    share: "占主要原因",
    total: "合计",
  },
  competitors: {
    section: "去了哪里",
    competitor: "竞争对手",
    count: "份数",
    share: "占比",
    total: "合计",
  },
  effects: {
    section: "调查结果的用途",
    effect: "结果",
    count: "份数",
    handedOver: "车辆已转让：建议确认为“已转手”",
    lowUse: "车开得少：标记“用车较少”",
    open: "没有问完的问卷",
  },
  chart: {
    title: "流失主要原因",
    categoryAxis: "原因",
    valueAxis: "份数",
    sentence: "每份问卷只计一个主要原因。",
  },
  table: "问卷（每位客户一行；按“下一题”的提示逐题填写，客户栏填写 VIN、车牌或客户编号）",
  done: "已完成",
  unknownCustomer: "档案中没有",
  errors: { word: "请从下拉列表中选择。", date: "请填写日期，例如 2026-07-01。" },
};
