import { kpiViews, type KpiId } from "../../retention/performance";
import { RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { TypedKpi } from "./storeInputs";
import type { InputFinding } from "./inputFinding";

/** Numbers under which the KPIs of the card stand in 编号; never given to another one. */
export const kpiNumbers: Readonly<Record<KpiId, string>> = {
  firstMaintenance: "KPI-01",
  secondMaintenance: "KPI-02",
  insuranceRenewal: "KPI-03",
  valueContribution: "KPI-04",
  satisfaction: "KPI-05",
  referral: "KPI-06",
  lossRate: "KPI-07",
  newLostRate: "KPI-08",
  retentionRate: "KPI-09",
  clubMembership: "KPI-10",
  archiveAccuracy: "KPI-11",
  timelyCall: "KPI-12",
  complaintHandling: "KPI-13",
  carClass: "KPI-14",
  training: "KPI-15",
};
const kpis = Object.keys(kpiViews) as KpiId[];

/** What KPI计分卡 was told by hand. */
export interface ReadKpis {
  readonly kpis: readonly TypedKpi[];
  readonly findings: readonly InputFinding[];
}

/** Reads numerators and denominators of the KPIs that no column of the workbook tells. */
export function readScorecardInputs(rows: readonly InputRow<"scorecardInputs">[]): ReadKpis {
  const findings: InputFinding[] = [];
  const typed = rows.flatMap((row) => {
    const cells = new RowReader("scorecardInputs", row, findings);
    if (cells.isBlank("numerator", "denominator")) return [];
    const number = cells.text("kpi").toUpperCase();
    const kpi = kpis.find((id) => kpiNumbers[id] === number);
    if (kpi === undefined) return cells.refuse("kpi", [], "unknownWord");
    const numerator = cells.number("numerator", { min: 0 });
    return [{ kpi, numerator, denominator: cells.number("denominator", { min: 0 }) }];
  });
  return { kpis: typed, findings };
}
