import { count, share } from "../numbers";

/** 留存曲线. */
export const retentionCurves = {
  empty: "从首单以后开始的客户太少，画不出留存曲线。",
  headline: (p: { customers: number; year2: number; year3: number; median: number }) =>
    `${count(p.customers)} 位客户中，满两年还没有流失的占 ${share(p.year2)}，满三年的占 ${share(p.year3)}；` +
    (Number.isNaN(p.median)
      ? "到目前为止流失的还不到一半。"
      : `一半客户在第 ${count(Math.round(p.median))} 个月前流失。`),
  note: "从交车（本店购车）或首次进厂算起，到第一次转为流失为止；还没有流失的客户算到统计日期。转流失要满 12 个月未进厂，所以头一年没有人流失。",
  leftOut: (customers: number) =>
    `另有 ${count(customers)} 位客户在首张工单之前就开始了，不知道其间是否流失过，没有计入。`,
  unnamed: "未填",
  names: { all: "全部客户", in: "保内", out: "保外" },
  sections: {
    all: "全部客户",
    deliveryYear: "按交车（首次进厂）年份",
    model: "按车型",
    warranty: "按保内、保外",
    advisor: "按专属顾问",
  },
  columns: {
    name: "分组",
    customers: "客户数",
    lost: "已流失",
    median: "一半流失（月）",
    share: (months: number) => `${months} 个月留存`,
    low: (months: number) => `${months} 个月 95% 下限`,
    high: (months: number) => `${months} 个月 95% 上限`,
  },
  differs: "各组之间的差别不像偶然。",
  alike: "各组之间还看不出差别。",
  chart: {
    months: "月数",
    share: "尚未流失",
    sentence: (months: number) => `曲线画到第 ${months} 个月；越往后在看的客户越少，起伏越不可靠。`,
  },
};
