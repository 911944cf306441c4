import type { pane as zhCN } from "../zhCN/pane";

/** Task pane. */
export const pane: typeof zhCN = {};
