import { count, share } from "../numbers";

/** 预测回测. */
export const backTest = {
  empty: (from: string) => `${from} 那天还没有有效客户，无法回测。`,
  headline: (p: {
    from: string;
    days: number;
    customers: number;
    came: number;
    foretold: number;
    known: boolean;
    best: string;
  }) =>
    `${p.from} 的 ${count(p.customers)} 位有效客户，此后 ${p.days} 天内回来了 ${count(p.came)} 位` +
    (p.known
      ? `，当时预计 ${count(Math.round(p.foretold))} 位；`
      : "；当时历史不足，还不能预计；") +
    (p.best === ""
      ? "全部回来或都没有回来，分不出哪种排序好。"
      : `最能分辨谁会回来的是${p.best}。`),
  orderings: {
    chance: "回厂概率",
    status: "客户状态",
    rfm: "消费记录（RFM）",
    psv: "剩余价值（PSV）",
  },
  section: (from: string, days: number) => `${from} 的判断与此后 ${days} 天的实际`,
  byStatus: {
    note: "按当天能知道的数据计算，与后来实际相比；95% 区间为 Wilson 区间：真实比率二十次中有十九次落在其中。",
    status: "当时状态",
    customers: "客户数",
    came: "回厂",
    share: "回厂率",
    low: "95% 下限",
    high: "95% 上限",
    revenue: "此后产值（元）",
    average: "每位产值（元）",
    total: "合计",
  },
  calibration: {
    none: "当时工单历史不足，还不能给出回厂概率。",
    bin: "回厂概率",
    foretold: "预计",
    share: "实际",
    low: "95% 下限",
    high: "95% 上限",
    customers: "客户数",
    came: "回厂",
    axis: "回厂比例",
    title: (days: number) => `预计与实际（${days} 天）`,
    sentence: (p: { error: number; days: number }) =>
      `“实际”越贴近“预计”，概率越可信；${p.days} 天的平均偏差为 ${share(p.error)}。`,
  },
  ordering: {
    note: "任取一位回厂的和一位没回厂的客户，回厂者排在前面的机会；50% 等于抛硬币。",
    measure: "排序依据",
    auc: "排对的机会",
  },
  byPsv: {
    tenth: "按当时 PSV 分十等",
    tenths: (tenth: number) => `第 ${tenth} 等`,
    rfm: "RFM 最高的十分之一",
    customers: "客户数",
    foreseen: "当时 PSV（元）",
    revenue: "此后产值（元）",
    average: "每位产值（元）",
    share: "产值占比",
    title: (days: number) => `PSV 高的客户是否真的带来更多产值（${days} 天）`,
    sentence: (p: { psv: number; rfm: number; days: number }) =>
      `PSV 最高的十分之一客户带来了此后 ${p.days} 天产值的 ${share(p.psv)}，RFM 最高的十分之一带来 ${share(p.rfm)}。`,
  },
  maintenance: {
    none: "此后没有人来保养，下次保养日无从核对。",
    sentence: (p: { customers: number; error: number; fixed: number }) =>
      `下次保养日：${count(p.customers)} 位来保养的客户中，一半的预计相差不超过 ${count(p.error)} 天；只按固定天数则为 ${count(p.fixed)} 天。`,
  },
};
