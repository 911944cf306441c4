import type { sheets as zhCN } from "../zhCN/sheets";

/** Generated sheets and columns. */
export const sheets: typeof zhCN = {};
