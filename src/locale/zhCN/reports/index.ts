import { conversion } from "./conversion";
import { names } from "./names";
import { targets } from "./targets";
import { people } from "./people";
import { reservoir } from "./reservoir";
import { scripts } from "./scripts";
import { records } from "./records";

/** Texts of the generated sheets, one file per sheet. */
export const reports = { names, targets, people, conversion, reservoir, records, scripts };
