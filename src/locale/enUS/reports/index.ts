import { backTest } from "./backTest";
import type { zhCN } from "../../zhCN";
import { overview } from "./overview";
import { benchmark } from "./benchmark";
import { demand } from "./demand";
import { loss } from "./loss";
import { care } from "./care";
import { survey } from "./survey";
import { conversion } from "./conversion";
import { names } from "./names";
import { evaluation } from "./evaluation";
import { scorecard } from "./scorecard";
import { value } from "./value";
import { allocation } from "./allocation";
import { messages } from "./messages";
import { campaigns } from "./campaigns";
import { ledger } from "./ledger";
import { failures } from "./failures";
import { tally } from "./tally";
import { contribution } from "./contribution";
import { incentives } from "./incentives";
import { targets } from "./targets";
import { people } from "./people";
import { retentionCurves } from "./retentionCurves";
import { reservoir } from "./reservoir";
import { scripts } from "./scripts";
import { settings } from "./settings";
import { records } from "./records";

export const reports: (typeof zhCN)["reports"] = {
  chartData: "Data of the chart",
  names,
  overview,
  evaluation,
  allocation,
  ledger,
  contribution,
  incentives,
  targets,
  people,
  benchmark,
  demand,
  loss,
  care,
  survey,
  conversion,
  reservoir,
  records,
  scripts,
  settings,
  tally,
  failures,
  campaigns,
  messages,
  value,
  scorecard,
  backTest,
  retentionCurves,
};
