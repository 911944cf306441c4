import { count, share, yuan } from "../numbers";

/** 维系贡献 (S0 绩效评估, 表23). */
export const contribution = {
  empty: "本月还没有进厂，也没有产值。",
  headline: (p: {
    visits: number;
    revenue: number;
    part: number;
    creditedVisits: number;
    creditedRevenue: number;
  }) =>
    `本月维系贡献（准流失与流失客户回厂）${count(p.visits)} 台次、${yuan(p.revenue)}，占全部产值的 ${share(p.part)}；` +
    `其中招揽到店 ${count(p.creditedVisits)} 台次、${yuan(p.creditedRevenue)}。`,
  headlineVisits: (p: { visits: number; creditedVisits: number }) =>
    `本月维系贡献（准流失与流失客户回厂）${count(p.visits)} 台次，其中招揽到店 ${count(p.creditedVisits)} 台次；工单没有金额列，产值未知。`,
  period: (from: string, to: string) =>
    `${from} 至 ${to}。台次与单数按进厂日，金额按结算日；来店时状态是进厂前一天的状态。没有成本的工单不计差价。`,
  views: {
    owner: {
      section: "按专属顾问：维系贡献",
      note: "客户进厂前一天归谁，贡献就归谁。无效、待核实归客服专员，散客不归任何人。",
      person: "专属顾问",
      visits: "按专属顾问：各状态台次",
      revenue: "按专属顾问：各状态产值（元）",
      detail: "按专属顾问：明细",
    },
    reception: {
      section: "按接待顾问：维系贡献",
      note: "由工单上的服务顾问接待；与按专属顾问的合计逐列相等。",
      person: "接待顾问",
      visits: "按接待顾问：各状态台次",
      revenue: "按接待顾问：各状态产值（元）",
      detail: "按接待顾问：明细",
    },
  },
  sums: {
    creditedRevenue: "招揽到店产值（元）",
    naturalRevenue: "自然回厂产值（元）",
    revenue: "维系产值（元）",
    cost: "成本（元）",
    costedRevenue: "有成本产值（元）",
    margin: "差价（元）",
    marginRate: "差价率",
    creditedVisits: "招揽到店台次",
    naturalVisits: "自然回厂台次",
    visits: "维系台次",
    orders: "单数",
    revenuePerVisit: "单台产值（元）",
    allVisits: "全部台次",
    allRevenue: "全部产值（元）",
    part: "维系贡献占比",
  },
  chart: {
    title: "维系产值：招揽到店与自然回厂",
    categoryAxis: "专属顾问",
    valueAxis: "产值（元）",
    sentence: (name: string, revenue: number) => `维系产值最高的是${name}：${yuan(revenue)}。`,
    none: "本月还没有维系产值。",
  },
  detail: {
    status: "来店时状态",
    origin: "来源",
    origins: { credited: "招揽到店", natural: "自然回厂" },
    retained: "维系贡献",
    visits: "台次",
    orders: "单数",
    revenue: "产值（元）",
    cost: "成本（元）",
    costedRevenue: "有成本产值（元）",
    costedCost: "对应成本（元）",
    margin: "差价（元）",
    marginRate: "差价率",
    revenuePerVisit: "单台产值（元）",
    none: "本月没有进厂，也没有产值。",
  },
  tie: {
    section: "与工单表核对",
    item: "项目",
    orders: "单数",
    revenue: "产值（元）",
    cost: "成本（元）",
    table: "本表合计",
    exclusions: {
      void: "作废工单",
      repeated: "重复导出的行",
      notAVisit: "非进厂工单（PDI、内部、配件外销）",
      beforeDelivery: "交车前的工单",
      undated: "没有日期的工单",
      reversal: "红冲",
      unsettled: "未结算",
      otherPeriod: "其他期间",
    },
    sum: "本表 + 未计入",
    sheet: "工单表合计",
    difference: "差额",
    reception: "按接待顾问的合计",
  },
};
