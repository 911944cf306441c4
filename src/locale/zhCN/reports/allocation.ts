import { count, share } from "../numbers";

/** 资源分配清单 (S0 资源分配, 表19). */
export const allocation = {
  title: (number: number, kind: string) => `资源分配清单：第 ${number} 次，${kind}`,
  trialTitle: "资源分配清单：试算",
  presentTitle: "资源分配清单：现有归属",
  sheetName: (name: string, number: number) => `${name} ${number}`,
  empty: "没有可以分配的客户卡。请检查数据质量表。",
  headline: (p: {
    cards: number;
    advisors: number;
    least: number;
    most: number;
    weighted: boolean;
    deviation: number;
    spread: number;
  }) =>
    `${count(p.cards)} 张客户卡，${p.advisors} 位顾问${p.weighted ? "按权重" : ""}` +
    (p.least === p.most
      ? `每人 ${count(p.least)} 张，`
      : `每人 ${count(p.least)}～${count(p.most)} 张，`) +
    `与应得张数最多差 ${p.deviation.toFixed(2)}；` +
    `${p.weighted ? "按权重折算，" : ""}ΣPSV 最多与最少相差平均值的 ${share(p.spread)}。`,
  newcomerHeadline: (p: { cards: number; name: string }) =>
    `${p.name}从其他顾问处接手 ${count(p.cards)} 张客户卡，其余客户卡不动；下表是接手之后各人的持有情况。`,
  trialMark: "试算：只供参考，没有写入归属台账。要正式分配，请在任务窗格里执行“资源分配”。",
  presentMark: (from: string) =>
    `第一次分配之后的现有归属（本期从 ${from} 起），不是新的分配；不均衡之处如实列出。`,
  notHeld: (p: { unassigned: number; others: number }) =>
    `另有 ${count(p.unassigned)} 张未分配、${count(p.others)} 张归不在顾问名单的人，不在下表中。`,
  table: {
    section: "分配结果（张）",
    order: "抽签顺序",
    weight: "权重",
    total: "合计",
    share: "占比",
    psv: "ΣPSV（元）",
    withoutPsv: "无 PSV",
    chartTitle: "各顾问的客户卡，按状态",
    categoryAxis: "顾问",
    valueAxis: "客户卡（张）",
    sentence: "每一层都按抽签顺序逐张发牌，再在同一层内对调，使 ΣPSV 相近。",
  },
  certificate: {
    section: "分配证书",
    item: "项目",
    measured: "实测",
    limit: "承诺",
    holds: "是否满足",
    yes: "满足",
    no: "不满足",
    shown: "只列出，不承诺",
    kind: "分配方式",
    asOf: "分配基准日",
    seed: "抽签种子",
    algorithm: "算法版本",
    drawOrder: "抽签顺序",
    drawn: "（由种子抽出）",
    typed: "（手工指定）",
    repeat: "同样的种子、同样的客户和顾问，在任何电脑上得到同样的结果。",
    strataDeviation: "各层张数与配额之差（最大）",
    totalDeviation: "总张数与配额之差（最大）",
    strataGap: "各层最多与最少之差（最大）",
    totalGap: "总张数最多与最少之差",
    spread: "ΣPSV 极差 ÷ 平均",
    below1: "< 1",
    upTo1: "≤ 1",
    least: "尽量小",
  },
  quotas: { section: "配额与偏差", quota: "配额", deviation: "偏差" },
  rotas: {
    section: "顺位",
    note: "新客户按顺位轮流认领；不在岗的顾问保留位置。",
    place: "顺位",
    handOver: "交车顺位（销售新增）",
    reception: "接待顺位（售后新增）",
  },
  largeAccounts: {
    section: (vehicles: number) => `大客户（${vehicles} 辆及以上，由经理指定）`,
    none: "没有大客户。",
    vehicles: "车辆数",
    owner: "指定顾问",
    undecided: "待指定",
  },
  care: (customers: number, office: string) =>
    `无效与待核实客户 ${count(customers)} 位归${office}；没有 VIN、车牌和客户编号的客户无法分配。`,
  detail: {
    section: "分配明细",
    none: "没有分配出去的客户卡。",
    card: "客户卡",
    stratum: "层（状态）",
    counts: "计卡",
    psv: "PSV（元）",
    from: "原归属",
    to: "现归属",
  },
};
