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

/** 简体中文. Its type is the type that every other language must have. */
export const zhCN = {
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
