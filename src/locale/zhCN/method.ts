/** What the method calls its results, beside the statuses: S0, S1 and S2 name most of them. */
export const method = {
  /** 流失类型 (S2). */
  lossTypes: {
    none: "未流失",
    full: "完全流失",
    partial: "部分流失",
    neverServiced: "从未进厂",
  },
  /** Stages of a car's life with its owner (S1). */
  lifecycleStages: {
    honeymoon: "蜜月期",
    early: "使用早期",
    midWarranty: "保修中后期",
    postWarranty: "出保后",
    repurchase: "再购期",
  },
  /** 活跃等级: visits in 12 months (S0), from none to three and more. */
  activityLevels: [
    "一年内未进店",
    "一年内进店 1 次",
    "一年内进店 2 次",
    "一年内进店 3 次及以上",
  ] as readonly string[],
  /** 价值分级. */
  valueGrades: { none: "未评级", A: "A", B: "B", C: "C", D: "D" },
  /** 转换 KPI (S0). */
  flows: {
    newLost: "新增流失",
    lostReturned: "流失回厂",
    nearLostReturned: "准流失回厂",
    warningReturned: "预警回厂",
    firstVisit: "首次来店",
    invalidated: "无效流出",
    revived: "恢复有效",
    verified: "核实有效",
    enteredSold: "销售新增",
    enteredService: "售后新增",
    aged: "状态下滑",
  },
  /** Two equal statuses. */
  unchanged: "无变化",
  /** Where a car is insured. */
  insurancePlaces: { unknown: "未知", here: "本店", elsewhere: "他店" },
};
