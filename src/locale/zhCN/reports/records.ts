import { count } from "../numbers";

/** 招揽记录 (S0 招揽管理, 服务顾问招揽记录表). */
export const records = {
  empty: "还没有招揽记录。生成当日招揽计划后，每位顾问的任务会列在这里。",
  noPlan: (p: { records: number; followUp: number; appointed: number }) =>
    `今日没有招揽计划。已有记录 ${count(p.records)} 条，跟进中 ${count(p.followUp)} 条，已预约待到店 ${count(p.appointed)} 条。`,
  headline: (p: {
    planned: number;
    done: number;
    appointed: number;
    arrived: number;
    open: number;
  }) =>
    `今日应招揽 ${count(p.planned)} 条，已完成 ${count(p.done)} 条` +
    (p.open > 0 ? `，还有 ${count(p.open)} 条未完成` : "") +
    `；预约成功 ${count(p.appointed)} 条，招揽到店 ${count(p.arrived)} 台。`,
  summary: {
    section: "记录按状态",
    period: "期间",
    today: "今日",
    month: "本月",
    all: "全部",
    total: "合计",
    arrivalRate: "到店占比",
  },
  table: "记录（浅黄色的列由顾问填写；计划外的联系可在表尾直接补一行）",
  errors: {
    word: "请从下拉列表中选择。",
    date: "请填写日期，例如 2026-07-01。",
    odometer: "请填写里程（km），例如 15230。",
  },
};
