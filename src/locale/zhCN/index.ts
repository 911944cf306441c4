import { data } from "./data";
import { functions } from "./functions";
import { method } from "./method";
import { outcomes } from "./outcomes";
import { pane } from "./pane";
import { sheets } from "./sheets";

/** 简体中文. Its type is the type that every other language must have. */
export const zhCN = { data, functions, method, outcomes, pane, sheets };
