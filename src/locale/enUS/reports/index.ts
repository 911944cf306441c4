import type { zhCN } from "../../zhCN";
import { names } from "./names";

export const reports: (typeof zhCN)["reports"] = { names };
