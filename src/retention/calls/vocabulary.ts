/**
 * The words of solicitation (rules §12, S0 招揽KPI and 招揽管理, S2 流失原因分析). The index of a word in
 * its list is what columns store.
 */

/**
 * 例行保养 · 维修提醒 · 出保质检 · 厂家活动 · 店内促销 · 每周惊喜礼 · 流失招揽 · 流失预警 · 召回 · 保险 · 置换 ·
 * 年检 · 拉新 · 无效回访 · 关怀.
 */
export const solicitationTypes = [
  "maintenance",
  "repairReminder",
  "warrantyCheck",
  "manufacturerCampaign",
  "storePromotion",
  "weeklyGift",
  "lost",
  "warning",
  "recall",
  "insurance",
  "tradeIn",
  "inspection",
  "conquest",
  "invalidFollowUp",
  "care",
] as const;
export type SolicitationType = (typeof solicitationTypes)[number];

/** 常规 · 活动 · 专项 · 客服. */
export const solicitationFamilies = ["routine", "campaign", "special", "customerCare"] as const;
export type SolicitationFamily = (typeof solicitationFamilies)[number];

/** The family of every type. */
export const familyOf: Readonly<Record<SolicitationType, SolicitationFamily>> = {
  maintenance: "routine",
  repairReminder: "routine",
  warrantyCheck: "routine",
  manufacturerCampaign: "campaign",
  storePromotion: "campaign",
  weeklyGift: "campaign",
  lost: "special",
  warning: "special",
  recall: "special",
  insurance: "special",
  tradeIn: "special",
  inspection: "special",
  conquest: "special",
  invalidFollowUp: "customerCare",
  care: "customerCare",
};

/** 预约成功 · 未接通 · 考虑中 · 里程未到 · 拒绝 · 空号/停机/错号 · 已在外维修保养 · 已转手/外地. */
export const solicitationResults = [
  "appointed",
  "notReached",
  "considering",
  "mileageNotReached",
  "refused",
  "wrongNumber",
  "servicedElsewhere",
  "movedOn",
] as const;
export type SolicitationResult = (typeof solicitationResults)[number];

/** 未完成 · 跟进中 · 已预约 · 已到店 · 爽约 · 已关闭. */
export const recordStates = [
  "open",
  "followUp",
  "appointed",
  "arrived",
  "noShow",
  "closed",
] as const;
export type RecordState = (typeof recordStates)[number];

/** 服务 · 价格 · 管理 · 便利 · 客观. */
export const failureGroups = [
  "service",
  "price",
  "management",
  "convenience",
  "circumstances",
] as const;
export type FailureGroup = (typeof failureGroups)[number];

/**
 * 维修质量, 服务态度, 抱怨处理, 环境, 细节, 诚信 · 配件, 工时, 收费 · 员工流失, 内部调整, 关注不足 · 距离, 熟人, 推荐 ·
 * 车开得少, 转让, 出差出国, 保险指定, 公司指定.
 */
export const failureReasons = [
  "repairQuality",
  "serviceAttitude",
  "complaintHandling",
  "environment",
  "detail",
  "honesty",
  "partsPrice",
  "labourPrice",
  "repairPrice",
  "staffLeft",
  "internalChange",
  "littleAttention",
  "distance",
  "acquaintance",
  "recommended",
  "drivesLittle",
  "handedOver",
  "awayOrAbroad",
  "insurerChoice",
  "companyChoice",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** The group of every reason. */
export const failureGroupOf: Readonly<Record<FailureReason, FailureGroup>> = {
  repairQuality: "service",
  serviceAttitude: "service",
  complaintHandling: "service",
  environment: "service",
  detail: "service",
  honesty: "service",
  partsPrice: "price",
  labourPrice: "price",
  repairPrice: "price",
  staffLeft: "management",
  internalChange: "management",
  littleAttention: "management",
  distance: "convenience",
  acquaintance: "convenience",
  recommended: "convenience",
  drivesLittle: "circumstances",
  handedOver: "circumstances",
  awayOrAbroad: "circumstances",
  insurerChoice: "circumstances",
  companyChoice: "circumstances",
};

/** 同品牌店 · 他牌店 · 社会修理厂 · 个体 · 连锁快修店. */
export const competitors = [
  "sameBrand",
  "otherBrand",
  "independentGarage",
  "soleTrader",
  "quickServiceChain",
] as const;
export type Competitor = (typeof competitors)[number];
