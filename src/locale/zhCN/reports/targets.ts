import { count, periodOf } from "../numbers";

/** 维系目标 (S0 目标设定, 表20). */
export const targets = {
  empty: "没有可以统计的客户。请检查数据质量表。",
  headline: (p: {
    since: string | null;
    rules: string | null;
    newLost: number;
    allowance: number;
    over: number;
    returned: number;
    initialLost: number;
  }) =>
    `${periodOf(p.since, p.rules)}新增流失 ${count(p.newLost)} 台，各顾问上限合计 ${count(p.allowance)} 台，` +
    (p.over === 0 ? "没有顾问超出上限；" : `${p.over} 位顾问已超出上限；`) +
    `自分配以来初始流失 ${count(p.initialLost)} 台中已回厂 ${count(p.returned)} 台。`,
  headlineWithoutPeriod: (p: {
    since: string | null;
    rules: string | null;
    newLost: number;
    allowance: number;
    over: number;
  }) =>
    `${periodOf(p.since, p.rules)}新增流失 ${count(p.newLost)} 台，各顾问上限合计 ${count(p.allowance)} 台，` +
    (p.over === 0 ? "没有顾问超出上限。" : `${p.over} 位顾问已超出上限。`) +
    "还没有做过整体分配，①、②、⑥ 从第一次分配之日算起。",
  headlineWithoutAdvisors: (p: { since: string | null; rules: string | null; newLost: number }) =>
    `${periodOf(p.since, p.rules)}新增流失 ${count(p.newLost)} 台。还没有顾问名单，无法定目标：请在“维系参数”的顾问表里填写服务顾问，再运行一次。`,
  lamps: { green: "达标", amber: "关注", red: "未达标" },
  standing: {
    month: (from: string, to: string) => `当月目标与进度（${from} 至 ${to}）`,
    cumulative: (from: string, to: string) => `累计目标与进度（自分配，${from} 至 ${to}）`,
    note: (p: { lost: string; returned: string; months: number; amber: string }) =>
      `⑤ 的上限：每月不超过月初基盘的 ${p.lost}，至少 1 台；⑥ 的目标：${p.months} 个月内回厂 ≥ 初始流失的 ${p.returned}。` +
      `“至今日”按顾问的工作日折算；⑥ 达到至今日目标的 ${p.amber} 记为关注。`,
    newLost: "⑤ 新增流失",
    limit: "⑤ 上限",
    limitDue: "⑤ 上限（至今日）",
    newLostLamp: "⑤ 状态",
    returned: "⑥ 初始流失回厂",
    target: "⑥ 目标",
    targetDue: "⑥ 目标（至今日）",
    returnedLamp: "⑥ 状态",
    chartTitle: "当月新增流失与上限",
    categoryAxis: "顾问",
    valueAxis: "台数",
    sentence: (name: string, lost: number, limit: number) =>
      lost === 0
        ? "还没有新增流失。"
        : `新增流失最多的是${name}：${count(lost)} 台，全月上限 ${count(limit)} 台。`,
  },
  account: {
    month: (from: string, to: string) => `当月：客户从期初到期末（${from} 至 ${to}）`,
    cumulative: (from: string, to: string) =>
      `累计（自分配）：客户从期初到期末（${from} 至 ${to}）`,
    item: "项目（台）",
    initialBase: "① 初始基盘（分配时）",
    initialLost: "② 初始流失（分配时）",
    openingBase: "期初基盘",
    openingInitialBase: "　其中初始基盘",
    newLostInitial: "　其中初始基盘",
    closingBase: "⑨ 期末基盘",
    closingStable: "　其中稳定",
    stableShare: "　稳定占比",
    baseCheck: "核对：期初 + 流入 − 流出 − 期末",
    openingLost: "期初流失",
    closingLost: "期末流失",
    lostCheck: "核对：期初 + 流入 − 流出 − 期末",
    plus: (name: string) => `＋ ${name}`,
    minus: (name: string) => `− ${name}`,
    flows: {
      soldNew: "③ 销售新增",
      servicedNew: "④ 售后新增",
      newLost: "⑤ 新增流失",
      initialReturned: "⑥ 初始流失回厂",
      otherReturned: "⑦ 其他流失回厂",
      baseInvalidated: "⑧ 无效流出（维系失败）",
      lostInvalidated: "⑧ 无效流出（流失客户）",
      baseTransferredIn: "转入",
      baseTransferredOut: "转出",
      lostTransferredIn: "转入",
      lostTransferredOut: "转出",
      baseRevived: "恢复有效",
      lostRevived: "恢复有效",
      baseVerified: "核实转入",
      lostVerified: "核实转入",
      firstVisit: "首次来店",
      enteredLost: "新入档（已流失）",
    },
    checkNote: "核对行应全部为 0：每位顾问的客户有来处、有去处。",
  },
  own: {
    section: "本店自定目标（当月）",
    note: "在“本月目标”一列填写台数即可。⑤、⑧ 越少越好，其余越多越好；“状态”只比较全月目标与至今日的实际。",
    error: "请填写不小于 0 的整数。",
  },
};
