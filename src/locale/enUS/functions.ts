import type { functions as zhCN } from "../zhCN/functions";

/** Custom functions. */
export const functions: typeof zhCN = {};
