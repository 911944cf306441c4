import { count } from "../numbers";

/** 归属台账 (S0 模式建立). */
export const ledger = {
  empty:
    "台账还是空的：做一次资源分配后，这里记下每位客户归谁。在此之前，按客户表里的服务顾问推定归属。",
  headline: (p: { valid: number; owned: number; presumed: number; unassigned: number }) =>
    `有效客户 ${count(p.valid)} 位：台账已定归属 ${count(p.owned)} 位，按客户表推定 ${count(p.presumed)} 位，未分配 ${count(p.unassigned)} 位。`,
  stats: {
    rows: "台账行数",
    owned: "台账已定归属（有效客户）",
    presumed: "按客户表推定（有效客户）",
    unassigned: "未分配（有效客户）",
    differences: "与客户表不一致（以台账为准）",
    invalid: "已确认无效",
    period: "本期从",
    noPeriod: "还没有做过整体分配",
  },
  note: "只增不改：归属变了就在表尾加一行，写上生效日、客户（VIN、车牌或客户编号）和专属顾问；确认无效时填写确认无效原因。",
  errors: {
    owner: "请从顾问名单里选择，或填写“未分配”。",
    word: "请从下拉列表里选择。",
    date: "请填写日期，例如 2026-06-30。",
  },
};
