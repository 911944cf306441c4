import { reports } from "../../reports/registry";
import { reportIds, type ReportId } from "../../reports/plan";

/** The sheets that can be written, in their order. */
export const writableReports: readonly ReportId[] = (Object.keys(reports) as ReportId[]).sort(
  (a, b) => reportIds.indexOf(a) - reportIds.indexOf(b)
);

/** Those of some sheets that can be written, in the order of the sheets. */
export function onlyWritable(ids: readonly ReportId[]): ReportId[] {
  return writableReports.filter((id) => ids.includes(id));
}
