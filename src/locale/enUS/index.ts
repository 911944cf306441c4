import type { zhCN } from "../zhCN";
import { data } from "./data";
import { functions } from "./functions";
import { method } from "./method";
import { outcomes } from "./outcomes";
import { pane } from "./pane";
import { sheets } from "./sheets";

/** English (United States). */
export const enUS: typeof zhCN = { data, functions, method, outcomes, pane, sheets };
