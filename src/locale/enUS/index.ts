import type { zhCN } from "../zhCN";
import { books } from "./books";
import { data } from "./data";
import { functions } from "./functions";
import { inputTables } from "./inputTables";
import { method } from "./method";
import { outcomes } from "./outcomes";
import { pane } from "./pane";
import { parameters } from "./parameters";
import { reports } from "./reports";
import { sheets } from "./sheets";
import { vocabulary } from "./vocabulary";

/** English (United States). */
export const enUS: typeof zhCN = {
  books,
  data,
  functions,
  inputTables,
  method,
  outcomes,
  pane,
  parameters,
  reports,
  sheets,
  vocabulary,
};
