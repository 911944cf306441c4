import { byRules, count, share } from "../numbers";

/** 首页. */
export const overview = {
  /** What the run rests on, in one line below the headline. */
  basis: (p: { store: string | undefined; asOf: string; rules: string }) =>
    [p.store, `统计日 ${p.asOf}`, `状态规则“${p.rules}”`].filter(Boolean).join(" · "),
  figures: {
    section: "关键数字",
    name: "指标",
    value: "本月至今",
    before: "上月同期",
    change: "变化",
    limit: "本月上限",
    standing: "对上限",
    within: "上限以内",
    over: "超出上限",
    names: {
      base: "基盘客户（现有，对上月底）",
      lost: "流失客户（现有，对上月底）",
      newlyLost: "新增流失",
      wonBack: "流失回厂",
      visits: "进厂台次",
      revenue: "产值（元）",
    },
  },
  trend: {
    sentence: (from: string, to: string) => `${from} 至 ${to} 每月的走势，不含还没有过完的本月。`,
    month: "月份",
    titles: {
      base: "基盘客户",
      lost: "流失客户",
      newlyLost: "新增流失与上限",
      wonBack: "流失回厂",
      visits: "进厂台次",
      revenue: "产值（元）",
    },
    limit: "上限",
  },
  today: {
    section: "今天的招揽",
    none: "今天还没有早计划。",
    called: (p: { planned: number; contacted: number }) =>
      `应招揽 ${count(p.planned)}，已联系 ${count(p.contacted)}（${share(p.contacted / p.planned)}）`,
    brought: (p: { appointed: number; arrived: number }) =>
      `预约 ${count(p.appointed)}，到店 ${count(p.arrived)}`,
  },
  attention: {
    section: "等您决定",
    none: "没有要处理的事。",
    more: (left: number) => `另有 ${left} 件，见窗格“今日”。`,
  },
  soon: {
    section: (days: number, shown: number, all: number) =>
      shown < all
        ? `未来 ${days} 天内将转流失的 ${count(all)} 位客户中，价值最高的 ${shown} 位`
        : `未来 ${days} 天内将转流失的客户，价值高的在前`,
    none: (days: number) => `未来 ${days} 天内没有客户将转流失。`,
    value: "PSV（元）",
    owner: "顾问",
  },
  advisors: {
    section: (rules: string | null) => `顾问进度${byRules(rules)}`,
    base: "名下基盘",
    newLost: "新增流失",
    limit: "全月上限",
    lamp: "流失控制",
    planned: "今天应招揽",
    contacted: "今天已联系",
    success: "本月成功率",
    standing: "和全店比",
    standings: {
      above: "好于全店",
      below: "不如全店",
      alike: "看不出差别",
      unknown: "还没有招揽",
    },
    more: (left: number) => `另有 ${left} 位顾问，见“顾问评估”。`,
  },
  sheets: {
    section: "每张报表回答什么问题",
    questions: {
      overview: "今天店里怎么样？",
      settings: "规则、顾问和目标是怎么定的？",
      dataQuality: "导出的数据哪里不可靠？",
      status: "客户现在处在什么状态？",
      conversion: "状态每天怎样变化，为什么？",
      reservoir: "流入补得上流出吗？",
      backTest: "当时预计会回来的客户，真的回来了吗？",
      retentionCurves: "客户能留多久，哪些留得更久？",
      benchmark: "每位客户的底数是什么？",
      demand: "现在该联系谁，为什么？",
      allocation: "客户怎样公平分给顾问？",
      ledger: "每位客户归谁，从哪天起？",
      targets: "每位顾问该保住多少，做到多少？",
      records: "打了哪些电话，结果如何？",
      tally: "今天完成了多少，谁没有完成？",
      failures: "招揽为什么失败，怎么改？",
      evaluation: "顾问做得怎么样？",
      contribution: "招揽带来了多少产值？",
      incentives: "奖惩各是多少？",
      campaigns: "活动到了谁，来了多少？",
      loss: "流失的是哪些客户，从何时起？",
      survey: "流失的客户怎么说？",
      care: "该关怀谁，在哪一天？",
      value: "哪些客户最值得花力气？",
      scorecard: "四个方面的指标各是多少？",
      messages: "给谁发什么短信？",
      scripts: "电话里怎么说？",
    },
  },
};
