import type { data as zhCN } from "../zhCN/data";

/** Fields, statuses and findings. */
export const data: typeof zhCN = {};
