import { count, share, yuan } from "../numbers";

/** 活动预检 (S0 招揽管理: 服务经理的“中控台”). */
export const campaigns = {
  none: "还没有登记活动。在下表填写活动名称、类型、起止日和对象，再次更新后可看到每位顾问的客户资源。",
  headline: (p: {
    campaigns: number;
    resources: number;
    contacted: number;
    rate: number;
    appointed: number;
    arrived: number;
    reward: number;
  }) =>
    `活动 ${count(p.campaigns)} 个，客户资源 ${count(p.resources)} 位，已联系 ${count(p.contacted)} 位（${share(p.rate)}），` +
    `预约 ${count(p.appointed)} 位，到店 ${count(p.arrived)} 位，到店奖励 ${yuan(p.reward)}。`,
  entry: {
    section: "活动登记（客户状态可写多个，用顿号分开；留空表示全部有效客户）",
    type: "请从下拉列表中选择活动类型。",
    date: "请填写日期，例如 2026-07-01。",
  },
  rewards: {
    section: "邀约顺序与到店奖励（元/台；顺序填 0 表示不邀约这一类）",
    order: "请填写 0 到 99 的整数。",
    reward: "请填写不小于 0 的金额。",
  },
  summary: {
    section: "各活动进度",
    campaign: "活动",
    type: "活动类型",
    from: "开始日",
    to: "结束日",
    total: "合计",
    chartTitle: "各活动的客户资源与进度",
    categoryAxis: "活动",
    valueAxis: "客户数",
    sentence: (p: { name: string; resources: number; arrived: number }) =>
      `客户资源最多的是“${p.name}”：${count(p.resources)} 位，已到店 ${count(p.arrived)} 位。`,
  },
  check: {
    section: "明细：活动 × 顾问 × 客户状态（按邀约顺序）",
    owner: "顾问",
    status: "客户状态",
    order: "邀约顺序",
    nobody: "这些活动没有符合条件的客户。",
  },
  counts: {
    resources: "客户资源",
    doNotDisturb: "勿扰",
    contacted: "已联系",
    appointed: "预约",
    arrived: "到店",
  },
  contactRate: "联系率",
  rewardEach: "单台奖励（元）",
  reward: "奖励（元）",
};
