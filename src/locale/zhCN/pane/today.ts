/** 今日: the store's figures and what needs attention. */
export const today = {
  title: "今日",
  figures: {
    title: "关键数字",
    base: "基盘",
    nearLost: "准流失",
    lost: "流失",
    newlyLost: "本月新增流失",
    wonBack: "本月流失回厂",
    visits: "本月进厂台次",
  },
  /** Signed changes; whether they are good is said by colour and arrow and by these words. */
  sinceYesterday: (change: string) => `比昨日 ${change}`,
  sinceMonthStart: (change: string) => `比月初 ${change}`,
  todayAdds: (change: string) => `今日 ${change}`,
  lastMonth: (value: string) => `上月底 ${value}`,
  noChange: "持平",
  better: "向好",
  worse: "变差",
  trend: (name: string, from: string, to: string, low: string, high: string) =>
    `${name}近 30 天：从 ${from} 到 ${to}，最低 ${low}，最高 ${high}`,
  plan: {
    title: "今日招揽",
    planned: "应招揽",
    contacted: "实招揽",
    appointed: "预约",
    arrived: "到店",
    done: (contacted: string, planned: string, share: string) =>
      `已联系 ${contacted} / ${planned}，完成 ${share}`,
    none: "今天还没有计划。点“早计划”排好当天要联系的客户。",
  },
  actions: {
    title: "日常操作",
    morningPlan: "早计划",
    morningPlanNote: "排好当天要联系的客户，写入招揽记录。",
    nightlyTally: "晚统计",
    nightlyTallyNote: "统计当天的联系和到店，更新日报与目标。",
    updateAll: "全部更新",
    updateAllNote: "重新读取客户和工单，更新分类列与全部报表。",
  },
  attention: {
    title: "需要处理",
    none: "没有需要处理的事项。",
    advisorsMissing: {
      text: () => "还没有服务顾问，早计划和分配都要用到。",
      action: "添加顾问",
    },
    planMissing: { text: () => "今天的早计划还没有排。", action: "早计划" },
    recordsMissing: {
      text: (count: string) => `${count} 位顾问今天还没有填写记录`,
      action: "查看招揽记录",
    },
    followUpsDue: { text: (count: string) => `${count} 条跟进到期`, action: "查看招揽记录" },
    noShows: { text: (count: string) => `${count} 位客户爽约，需要再约`, action: "查看招揽记录" },
    reasonsMissing: {
      text: (count: string) => `${count} 项未达成还没有填写原因`,
      action: "查看维系日报",
    },
    invalidProposals: {
      text: (count: string) => `${count} 位客户建议转为无效，待确认`,
      action: "查看招揽记录",
    },
    unassigned: { text: (count: string) => `${count} 位有效客户还没有专属顾问`, action: "去分配" },
    unreadableInputs: { text: (count: string) => `${count} 处填写看不懂`, action: "查看数据质量" },
    targetsAtRisk: { text: (count: string) => `${count} 项维系目标可能完不成`, action: "查看目标" },
  },
};
