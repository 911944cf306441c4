import { conversion } from "./conversion";
import { names } from "./names";
import { incentives } from "./incentives";
import { targets } from "./targets";
import { people } from "./people";
import { reservoir } from "./reservoir";
import { scripts } from "./scripts";
import { settings } from "./settings";
import { records } from "./records";

/** Texts of the generated sheets, one file per sheet. */
export const reports = {
  names,
  incentives,
  targets,
  people,
  conversion,
  reservoir,
  records,
  scripts,
  settings,
};
