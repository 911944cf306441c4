import { RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { InputFinding } from "./inputFinding";
import { wordLookup } from "./words";

/** The KPIs of 表20 for which a manager may set a target: ③ to ⑨, for the current month. */
export const targetKpis = [
  "soldNew",
  "servicedNew",
  "newLost",
  "initialReturned",
  "otherReturned",
  "invalidated",
  "closingBase",
] as const;
export type TargetKpi = (typeof targetKpis)[number];

/** Of these, those of which fewer are better. */
export const upperTargets: ReadonlySet<TargetKpi> = new Set(["newLost", "invalidated"]);

const kpiWords = wordLookup<TargetKpi>(({ vocabulary }) => vocabulary.targetKpis);

/** A target of the user's own: one of the KPIs ③–⑨ of an advisor. */
export interface TypedTarget {
  readonly advisor: string;
  readonly kpi: TargetKpi;
  /** Customers; a whole number. */
  readonly target: number;
}

/** What 维系目标 was told by hand. */
export interface ReadTargets {
  readonly targets: readonly TypedTarget[];
  readonly findings: readonly InputFinding[];
}

/**
 * Reads the targets that a manager set. Rows without a target say nothing; of several for one advisor
 * and KPI the first counts, the others are told.
 */
export function readTargets(rows: readonly InputRow<"targets">[]): ReadTargets {
  const findings: InputFinding[] = [];
  const seen = new Set<string>();
  const targets = rows.flatMap((row): TypedTarget[] => {
    const cells = new RowReader("targets", row, findings);
    if (cells.isBlank("target")) return [];
    const kpi = cells.word("kpi", kpiWords);
    const advisor = cells.text("advisor");
    const target = cells.number("target", { min: 0, whole: true });
    if (cells.isBlank("kpi")) cells.refuse("kpi", null, "missing");
    if (advisor === "") cells.refuse("advisor", null, "missing");
    if (kpi === null || advisor === "" || Number.isNaN(target)) return [];
    const key = JSON.stringify([advisor, kpi]);
    if (seen.has(key)) return cells.refuse("target", [], "repeated");
    seen.add(key);
    return [{ advisor, kpi, target }];
  });
  return { targets, findings };
}
