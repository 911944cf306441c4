/** Numbers and words that many reports write in their sentences. */
export const count = (value: number): string => value.toLocaleString("en-US");

/** "—" where there was nothing to divide: a share of nothing is not 0%. */
export const share = (value: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString("en-US", { style: "percent", maximumFractionDigits: 1 })
    : "—";

/** "1 customer", "2,034 customers". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** Yuan without cents, as sentences say it. */
export const yuan = (value: number): string =>
  `CNY ${value.toLocaleString("en-US", { maximumFractionDigits: 0 })}`;

/** How much more or less. */
export const change = (value: number): string =>
  value === 0 ? "unchanged" : value > 0 ? `up ${count(value)}` : `down ${count(-value)}`;
