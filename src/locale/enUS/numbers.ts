/** A number as sentences write it. */
export const count = (value: number): string =>
  Number.isNaN(value) ? "—" : value.toLocaleString("en-US");

/** "—" where there was nothing to divide: a share of nothing is not 0%. */
export const share = (value: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString("en-US", { style: "percent", maximumFractionDigits: 1 })
    : "—";

/**
 * "1 customer", "2,034 customers": English has a form of its own for a whole 1 alone.
 *
 * @param value a number, or one that is written for display already.
 * @param many the form for all other numbers, where it is not `one` and an s.
 */
export const counted = (value: number | string, one: string, many = `${one}s`): string => {
  const shown = typeof value === "number" ? count(value) : value;
  return `${shown} ${shown === "1" ? one : many}`;
};

/** Yuan without cents, as sentences say it. */
export const yuan = (value: number): string =>
  `CNY ${value.toLocaleString("en-US", { maximumFractionDigits: 0 })}`;

/** How much more or less. */
export const change = (value: number): string =>
  value === 0 ? "unchanged" : value > 0 ? `up ${count(value)}` : `down ${count(-value)}`;

/**
 * The time of a month's figures: the whole month, or since the deal that fell into it; with the rule set by
 * which they count where the other sheets go by another.
 */
export const periodOf = (since: string | null, rules: string | null): string =>
  (since === null ? "this month" : `since the deal of ${since}`) + byRules(rules);

/** By which rule set a figure counts, where the other sheets go by another. */
export const byRules = (rules: string | null): string =>
  rules === null ? "" : ` (by the rules “${rules}”)`;
