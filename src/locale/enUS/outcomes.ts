import type { outcomes as zhCN } from "../zhCN/outcomes";

/** Outcomes and errors. */
export const outcomes: typeof zhCN = {};
