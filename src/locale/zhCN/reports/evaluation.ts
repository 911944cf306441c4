import { count, share } from "../numbers";

/** 顾问评估 (S0 绩效评估, 表22). */
export const evaluation = {
  empty: "没有可以统计的客户。请检查数据质量表。",
  headline: (p: {
    tasks: number;
    done: number;
    achievement: number;
    arrived: number;
    success: number;
    first: string;
  }) =>
    `本月招揽任务 ${count(p.tasks)} 条，完成 ${count(p.done)} 条（达成比 ${share(p.achievement)}），` +
    `到店 ${count(p.arrived)} 台次（成功率 ${share(p.success)}）` +
    (p.first === "" ? "。" : `；达成比第一：${p.first}。`),
  headlineWithoutTasks: (p: { opening: number; closing: number }) =>
    `本月还没有招揽任务。基盘从 ${count(p.opening)} 位到 ${count(p.closing)} 位。`,
  weeksNotMonths: "周与月分别统计：一周可能跨两个月，各周相加不等于月。",
  shortHistory: "历史不足：期初早于工单满 12 个月，状态与活跃度仅供参考。",
  ranking: (tasks: number) => `任务不足 ${tasks} 条的顾问不排名；名次相同者并列。`,
  cohort:
    "成功率按联系的批次计算：本期联系过的客户中已经到店的比例；“未满期”是还在到店期限以内的联系。",
  periods: {
    month: (from: string, to: string) => `本月至今（${from} 至 ${to}）`,
    week: (from: string, to: string) => `本周至今（${from} 至 ${to}）`,
  },
  solicitation: {
    section: (period: string) => `招揽执行：${period}`,
    evaluated: "四类合计：例行保养、维修提醒、出保质检、流失招揽",
    care: (office: string) => `${office}`,
    type: "招揽类型",
    achievement: "达成比",
    success: "成功率",
    tasks: "任务",
    done: "完成",
    unplanned: "计划外",
    appointed: "预约",
    arrived: "到店",
    open: "未满期",
    achievementRank: "达成名次",
    successRank: "成功名次",
    chartTitle: "本月达成比与成功率",
    categoryAxis: "顾问",
    achievementAxis: "达成比",
    successAxis: "成功率",
    sentence: (p: { achievement: number; success: number }) =>
      `全店达成比 ${share(p.achievement)}，成功率 ${share(p.success)}。`,
  },
  statuses: {
    section: (period: string) => `客户状态的变化（位）：${period}`,
    opening: (name: string) => `${name} · 期初`,
    closing: (name: string) => `${name} · 期末`,
    change: (name: string) => `${name} · 增减`,
    stableShare: "稳定占基盘",
  },
  flows: {
    section: (period: string) => `基盘的流入与流出（位）：${period}`,
    opening: "期初基盘",
    closing: "期末基盘",
    check: "核对",
    soldNew: "＋销售新增",
    servicedNew: "＋售后新增",
    newLost: "−新增流失",
    otherReturned: "＋流失回厂",
    baseInvalidated: "−无效流出",
    baseTransferredIn: "＋转入",
    baseTransferredOut: "−转出",
    baseRevived: "＋恢复有效",
    baseVerified: "＋核实转入",
    firstVisit: "＋首次来店",
    nearLostReturned: "准流失回厂",
    warningReturned: "预警回厂",
  },
  activity: {
    section: (period: string) => `基盘客户的活跃度（一年内进店次数）：${period}`,
    opening: (level: string) => `期初 ${level}`,
    closing: (level: string) => `期末 ${level}`,
    levels: ["0 次", "1 次", "2 次", "3 次+"] as readonly string[],
    openingBase: "期初基盘",
    closingBase: "期末基盘",
    upgraded: "升级",
    downgraded: "降级",
    moves: (period: string) => `活跃度的升降（行：期初，列：期末）：${period}`,
    from: "期初次数",
    outside: "不在基盘",
    left: "离开基盘",
    total: "合计",
    none: "基盘里还没有客户。",
  },
  trend: {
    section: (months: number) => `近 ${months} 个完整月的走势`,
    newLost: (month: string) => `${month} 流失`,
    base: (month: string) => `${month} 基盘`,
    direction: "走势",
    directions: {
      improving: "向好",
      steady: "持平",
      mixed: "有升有降",
      worsening: "变差",
    },
    note: "向好：新增流失没有上升、基盘没有下降，且至少一项改善。",
    chartTitle: "各顾问每月新增流失",
    categoryAxis: "月份",
    valueAxis: "台数",
    sentence: (improving: number, worsening: number) =>
      `${improving} 位顾问走势向好，${worsening} 位变差。`,
  },
};
