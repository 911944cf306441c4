import { count, share } from "../numbers";

/** KPI计分卡 (S1 平衡计分卡). */
export const scorecard = {
  empty: "没有可以统计的客户。请检查数据质量表。",
  headline: (p: {
    lossRate: number;
    newLostRate: number | null;
    computed: number;
    all: number;
    missing: number;
  }) =>
    `流失率 ${share(p.lossRate)}` +
    (p.newLostRate === null ? "" : `，本月新增流失率 ${share(p.newLostRate)}`) +
    `；${count(p.all)} 项指标中 ${count(p.computed)} 项由数据计算` +
    (p.missing > 0 ? `，${count(p.missing)} 项待填写。` : "。"),
  period: (from: string, to: string) => `期间：${from} 至 ${to}（本月至今）`,
  views: { finance: "财务", customer: "客户", process: "流程", learning: "学习与成长" },
  kpi: "指标",
  value: "数值",
  numerator: "分子",
  denominator: "分母",
  definition: "口径",
  source: "来源",
  sources: { computed: "计算", typed: "填写", missing: "待填写" },
  grade: (kpi: string, grade: string) => `${kpi} · ${grade} 级`,
  kpis: {
    firstMaintenance: "首保回厂率",
    secondMaintenance: "二保回厂率",
    insuranceRenewal: "续保率",
    valueContribution: "客户价值贡献度",
    satisfaction: "满意度",
    referral: "转介绍率",
    lossRate: "流失率",
    newLostRate: "月新增流失率",
    retentionRate: "保留率",
    clubMembership: "车友会入会率",
    archiveAccuracy: "档案准确率",
    timelyCall: "及时回访率",
    complaintHandling: "投诉处理满意度",
    carClass: "爱车讲堂覆盖率",
    training: "培训次数",
  },
  /** What is divided by what, in words. */
  definitions: (p: { grace: number; within: number; months: number }) => ({
    firstMaintenance: `期间内首保宽限期满的自店售出车辆中，在应保日后 ${p.grace} 天内做了首保的`,
    secondMaintenance: `做过首保、期间内二保宽限期满的自店售出车辆中，在应保日后 ${p.grace} 天内做了二保的`,
    insuranceRenewal: "期间内到期的保单中，在本店续保的",
    valueContribution: `全部分级客户 ${p.months} 个月的消费中，这一级客户的消费`,
    satisfaction: "满意度有答复的客户中，满意的（打分时为平均分）",
    referral: "期间内新建档的客户中，由老客户介绍的",
    lossRate: "有效客户中，处于流失状态的",
    newLostRate: "期初基盘客户中，期间内转为流失的",
    retentionRate: "期初基盘客户中，期间内没有转为流失的",
    clubMembership: "有效客户中，已加入车友会的",
    archiveAccuracy: "档案客户中，姓名、电话、车架号或车牌、车型、交车日期都可用的",
    timelyCall: `期间内回访期满的进厂台次中，${p.within} 天内做了修后回访的`,
    complaintHandling: "投诉处理有答复的客户中，满意的（打分时为平均分）",
    carClass: "期间内交车的客户中，参加了爱车讲堂的",
    training: "期间内举办的培训次数（只填分子）",
  }),
  inputs: {
    section: "需要填写的指标（数据中没有对应的列；填写后上表自动更新）",
    number: "请填写不小于 0 的数。",
  },
};
