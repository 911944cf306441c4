import { backTest } from "./backTest";
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

/** Texts of the generated sheets, one file per sheet. */
export const reports = {
  /** Names the small table that a chart is drawn from. */
  chartData: "图表数据",
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
