/** A number as sentences write it. */
export const count = (value: number): string =>
  Number.isNaN(value) ? "—" : value.toLocaleString("zh-CN");

/** "—" where there was nothing to divide: a share of nothing is not 0%. */
export const share = (value: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString("zh-CN", { style: "percent", maximumFractionDigits: 1 })
    : "—";

/** Yuan without cents, as sentences say it. */
export const yuan = (value: number): string =>
  `${value.toLocaleString("zh-CN", { maximumFractionDigits: 0 })} 元`;

/** 增加 / 减少 / 持平. */
export const change = (value: number): string =>
  value === 0 ? "持平" : value > 0 ? `增加 ${count(value)}` : `减少 ${count(-value)}`;

/**
 * The time of a month's figures: the whole month, or since the deal that fell into it; with the rule set by
 * which they count where the other sheets go by another.
 */
export const periodOf = (since: string | null, rules: string | null): string =>
  (since === null ? "本月" : `自 ${since} 分配以来`) + byRules(rules);

/** By which rule set a figure counts, where the other sheets go by another. */
export const byRules = (rules: string | null): string =>
  rules === null ? "" : `（按“${rules}”规则）`;
