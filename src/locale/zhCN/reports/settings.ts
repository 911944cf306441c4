import { count } from "../numbers";

/** 维系参数. */
export const settings = {
  headline: (p: {
    ruleSet: string;
    advisors: number;
    changed: number;
    problems: number;
    asOfTyped: boolean;
  }) =>
    `按“${p.ruleSet}”规则统计；参加维系的顾问 ${count(p.advisors)} 位；` +
    (p.changed === 0 ? "参数全部为默认值" : `改动参数 ${count(p.changed)} 项`) +
    (p.asOfTyped ? "；统计日期已固定" : "") +
    (p.problems === 0
      ? "。"
      : `。有 ${count(p.problems)} 处填写没有读懂，已按默认值计算，原样保留，见数据质量。`),
  guide: "浅黄色的格子可以填写；改完后重新更新即生效。留空即用默认值。",
  general: {
    section: "基本设置",
    names: {
      asOf: "统计日期",
      ruleSet: "状态规则",
      customerCare: "客服专员",
      closedWeekdays: "每周店休",
      psvConstants: "PSV 常模",
      obtainability: "PSV 可得率 ρ",
      signature: "短信签名",
      optOut: "短信退订语",
      storePhone: "门店电话",
      budget: "招揽预算（元）",
      budgetChannel: "预算所用方式",
      drawSeed: "抽签种子",
    },
    meanings: {
      asOf: "所有报表统计到这一天；留空为当天",
      ruleSet: "状态 KPI（S0）、忠诚度（S2）或六个月（S1）；分层、流失段和维系贡献始终用状态 KPI",
      customerCare: "负责无效客户、待核实客户和关怀任务的人",
      closedWeekdays: "例如：周日；多天用逗号隔开",
      psvConstants: "公开值（S4）、本店实测或自定义；实测要有 12 个月以上的工单",
      obtainability: "公开值、本店实测或自定义；实测要有 24 个月以上的工单",
      signature: "短信开头【】里的店名，向运营商报备的名称",
      optOut: "短信最后一句；清空则不写",
      storePhone: "话术里的 {电话}",
      budget: "客户价值表用它排出先联系谁；0 为不限",
      budgetChannel: "预算按这种方式的单次费用计算",
      drawSeed: "同一种子、同一批客户，抽签和分配结果相同；留空则每次自动生成，写在分配清单上",
    },
  },
  advisors: {
    section: "顾问",
    note: "权重 1 为足额，0.5 为一半。到岗日、离岗日留空为一直在岗。休息：每周休息填“周三、周日”，休息日填日期，用逗号隔开。",
    fromSheets: "还没有人填写：下面是客户表（没有时为工单表）里的顾问，权重都是 1。请核对。",
    missing: (names: string) =>
      `客户表里还有不在名单上的顾问：${names}。他们的客户不参加分配和招揽，请补上或另行分配。`,
    none: "客户表和工单表里都没有顾问。请填写名单，才能分配客户、安排招揽。",
  },
  closedDays: {
    section: "店休日",
    note: "节假日等全店休息的日子：应做的提前到前一个工作日，跟进推到下一个，当天不设目标。",
  },
  doNotDisturb: {
    section: "勿扰名单",
    note: "不再打电话、发短信的客户。填 VIN、车牌或客户编号都可以。",
  },
  intervals: {
    section: "分车型保养间隔",
    note: (p: { days: string; km: string; firstDays: string; firstKm: string }) =>
      `留空用通用间隔：${p.days} 天或 ${p.km} km，首保 ${p.firstDays} 天或 ${p.firstKm} km，先到为准。`,
  },
  wordLists: {
    section: "词表",
    note: "按这些词认工单类型、项目、无效原因等；用顿号或逗号隔开。清空一格即不用这个词表。",
    names: {
      voidOrder: "作废的工单状态",
      settlementUndone: "撤销结算、工单仍有效的状态",
      takenBack: "已冲销、已红冲的工单状态",
      notAVisit: "不算进厂的工单类型",
      notYetAVisit: "还没到店的状态或类型（预约、估价）",
      arrived: "预约后已到店的状态",
      notInvalid: "无效原因里表示“没有”的词",
      transferred: "已转手",
      scrapped: "已报废",
      unreachable: "失联",
      nonLocal: "非本地使用",
      soldElsewhere: "外店销售",
      soldHere: "本店销售",
      maintenance: "保养",
      firstMaintenance: "首保",
      secondMaintenance: "二保",
      minorRepair: "小修",
      bodyPaint: "钣喷",
      anyRepair: "泛指维修",
      nothingRecommended: "建议项目里表示“没有”的词",
      localArea: "本地地址（认过路车）",
      no: "表示“否”的词",
      satisfied: "满意",
      dissatisfied: "不满意",
    },
  },
  measured: {
    section: "公开值与本店实测",
    obtainability: (monthEnds: number) =>
      monthEnds === 0
        ? "可得率 ρ：工单不满 24 个月，还不能实测。"
        : `可得率 ρ：看 ${count(monthEnds)} 个月末的客户在之后 12 个月内有没有进厂，与稳定客户相比。`,
    norms: (p: {
      available: boolean;
      pricedVisits: number;
      from: string;
      to: string;
      years: string;
    }) =>
      p.available
        ? `常模：${p.from} 至 ${p.to}，基盘内共 ${p.years} 车年；某一类有金额的台次不足 ${count(p.pricedVisits)} 的，仍用公开值。`
        : `常模：工单不满 12 个月，或没有项目与金额，或两类有金额的台次都不足 ${count(p.pricedVisits)}，还不能实测，用公开值。`,
    status: "状态",
    published: "公开值",
    measured: "实测值",
    observations: "观察数",
    returned: "其中进厂",
    inUse: "正在使用",
    norm: "常模",
    visits: "进厂台次",
    amounts: "有金额的台次",
    normNames: {
      maintenanceVisits: "保养频次（次/年）",
      maintenanceSpending: "保养单台产值（元）",
      repairVisits: "维修频次（次/年）",
      repairSpending: "维修单台产值（元）",
    },
  },
  parameters: {
    section: "参数",
    note: "来源 S0 至 S4 为资料原文所在；“假设”是资料没有给出、由我们选定的值。与默认值不同的以蓝底标出，不是数字的以红底标出。",
  },
  lists: {
    section: "下拉选项",
    note: "各表的下拉列表取自这里，更新时重写。",
    names: {
      advisors: "顾问",
      owners: "归属",
      statuses: "客户状态",
      types: "招揽类型",
      campaignTypes: "活动类型",
      results: "结果",
      failureReasons: "失败原因",
      competitors: "竞争对手",
      invalidReasons: "无效原因",
      ledgerSources: "归属来源",
      weekdays: "星期",
    },
  },
  errors: {
    list: "请从列表中选择。",
    number: "请填写数字，不能小于 0。",
    weight: "请填写 0 到 100 之间的数字；0 表示不参加分配。",
    interval: "请填写大于 0 的数字。",
    date: "请填写日期，例如 2026-06-30。",
  },
};
