import { count } from "../numbers";

/** 短信 (rules §12). */
export const messages = {
  none: "今日没有需要发送的短信。",
  headline: (p: { messages: number; segments: number; long: number }) =>
    `今日可发送短信 ${count(p.messages)} 条，按运营商计费 ${count(p.segments)} 条` +
    (p.long > 0 ? `；其中 ${count(p.long)} 条超过一条的长度，可在话术库中精简。` : "。"),
  basis: {
    plan: "对象：今日招揽计划中还没有完成的客户，每个号码一条。",
    due: (days: number) =>
      `对象：今日没有招揽计划，取前后 ${days} 天内到期的招揽需求，每个号码一条。`,
  },
  noSignature: "短信签名还没有设置，请在维系参数中填写后再更新；没有签名的短信运营商不予发送。",
  skipped: (p: { phone: number; doNotDisturb: number; script: number }) =>
    `未列出：没有可用电话 ${count(p.phone)} 位，勿扰 ${count(p.doNotDisturb)} 位，话术库没有对应短信 ${count(p.script)} 位。`,
  totals: { section: "合计", messages: "短信", characters: "字数", segments: "计费条数" },
  list: {
    section: "短信内容",
    type: "招揽类型",
    text: "短信内容",
    characters: "字数",
    segments: "计费条数",
    missing: "缺少的资料",
  },
  /** What a text asked for and nobody knows. */
  fields: {
    name: "姓名",
    salutation: "称呼",
    model: "车型",
    plate: "车牌",
    dueKm: "应保养里程",
    dueDate: "应保养日期",
    advisor: "顾问",
    phone: "门店电话",
  },
  separator: "、",
};
