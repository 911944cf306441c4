import { names } from "./names";

/** Texts of the generated sheets, one file per sheet. */
export const reports = { names };
