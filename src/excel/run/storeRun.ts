import type { InputTableId } from "../../intake";
import { statusCounts } from "../../retention/status";
import type { FindingCode } from "../../retention/store";
import { countFindings, longestFindingList } from "../../reports/sheets";
import type { ReportContext, ReportId, SheetPlan } from "../../reports/plan";
import type { Outcome, OutcomeNote, RunResult } from "../api";
import { computeStore, pause, type ComputedStore } from "./computeStore";
import { planSheets, reportContext } from "./planSheets";
import {
  type BegunDeal,
  hasChanges,
  joinChanges,
  numberTypedRows,
  restoreInputs,
  settled,
  unfinishedSheets,
  withChanges,
  type RowChanges,
  type WorkbookState,
} from "../footprint";
import { prepare, type Prepared, readStore, type ReadStore } from "../read";
import type { RunContext } from "../session";
import { writeStore } from "./writeStore";

/** What a run does beside reading, computing and writing. */
export interface Job {
  /** The sheets to write, in their order. */
  readonly reports: readonly ReportId[];
  /** Whether the classification columns are written. */
  readonly columns: boolean;
  /** What the figures make the run add to tables in which users write. */
  readonly change?: (looked: Looked) => JobChange | Promise<JobChange>;
  /** Sheets beside those of the registry, after the changes. */
  readonly morePlans?: (computed: ComputedStore, context: ReportContext) => readonly SheetPlan[];
}

/** The store as it stands before a job changes anything. */
export interface Looked {
  readonly run: RunContext;
  readonly prepared: Prepared;
  readonly store: ReadStore;
  readonly computed: ComputedStore;
}

export interface JobChange {
  readonly changes: RowChanges;
  readonly remember?: Partial<WorkbookState>;
  /** The deal whose rows are among the changes, or were among those of a run that did not finish. */
  readonly deal?: BegunDeal;
  readonly notes?: readonly OutcomeNote[];
}

/**
 * The way of every run over the whole store: checks the workbook, reads the two sheets and what users
 * wrote, computes, lets the job add what it has to add, writes, and remembers what it needs for the
 * next time. Everything that forbids writing is found out before the first write.
 */
export async function runStore(run: RunContext, job: Job): Promise<Outcome> {
  const prepared = await prepare(run, job.reports);
  const { reports } = prepared;
  const store = await readStore(run, prepared);
  run.steps.at("compute", 0, reports.length);
  const base = baseOf(prepared, store);
  const looked = await computeStore(
    run,
    store,
    withChanges(base.rows, base.changes),
    prepared.state
  );
  const added = await job.change?.({ run, prepared, store, computed: looked });
  const changes = added
    ? settled(base.rows, joinChanges(base.changes, added.changes))
    : base.changes;
  const computed =
    added && hasChanges(added.changes)
      ? await computeStore(run, store, withChanges(base.rows, changes), prepared.state)
      : looked;
  const notes = [...base.notes, ...(added?.notes ?? [])];
  if (run.options.preview) return outcomeOf(run, prepared, computed, [], notes);
  const context = reportContext(run, computed, prepared, store.customers.spellings);
  const plans = [
    ...(await planSheets(run, computed, context, reports)),
    ...(job.morePlans?.(computed, context) ?? []),
  ];
  await pause(run);
  const written = await writeStore(run, {
    prepared,
    store,
    computed,
    plans,
    columns: job.columns,
    changes,
    ...(added?.remember && { remember: added.remember }),
    ...(added?.deal && { deal: added.deal }),
  });
  return outcomeOf(run, prepared, computed, plans, [...notes, ...written]);
}

/** The rows in which users wrote, with what an earlier run left behind and with missing numbers. */
function baseOf(
  { kept, tables, located }: Prepared,
  { inputs }: ReadStore
): {
  rows: ReadStore["inputs"]["rows"];
  changes: RowChanges;
  notes: readonly OutcomeNote[];
} {
  const unfinished = unfinishedSheets(located);
  // What stands on a sheet that was written to its end is all there is.
  const applies = (id: InputTableId): boolean => {
    const table = tables.get(id);
    return table === undefined || unfinished.has(table.sheetId);
  };
  const ofTables = Object.entries(kept.inputs.tables).filter(([id]) => applies(id as InputTableId));
  const restored = restoreInputs(inputs.rows, {
    ...kept.inputs,
    tables: Object.fromEntries(ofTables),
  });
  const typed = numberTypedRows(restored.rows);
  return {
    rows: restored.rows,
    changes: joinChanges(restored.changes, typed),
    notes: restored.any ? [{ code: "inputsRestored", about: [] }] : [],
  };
}

function outcomeOf(
  run: RunContext,
  { customers, orders, veryHiddenSheets, sheetsWithHiddenRows }: Prepared,
  { figures, asOf, locale, basis }: ComputedStore,
  plans: readonly SheetPlan[],
  notes: readonly OutcomeNote[]
): Outcome {
  const { dealership, statuses, quality, inputs } = figures;
  const findings = countFindings(quality);
  const found = findings.reduce((sum, { count }) => sum + count, 0);
  const unreadable = inputs.findings.length;
  const tables = [customers, orders].flatMap(({ parts, joined }) => [...parts, ...joined]);
  const readSheets = new Set(tables.map(({ sheetName }) => sheetName));
  const hidden = sheetsWithHiddenRows.filter((name) => readSheets.has(name));
  const result: RunResult = {
    asOf,
    locale,
    dealership,
    figures,
    statusCounts: { ...statusCounts(statuses).byStatus },
    findingCounts: totals(findings),
    basis,
    plans,
    timings: run.steps.timings,
  };
  return {
    kind: "done",
    code: "done",
    about: [],
    changes: run.changes,
    result,
    notes: [
      ...notes,
      ...(plans.some(({ id }) => id === "dataQuality") && found > longestFindingList
        ? [{ code: "findingsCut" as const, about: [] }]
        : []),
      ...(unreadable > 0
        ? [{ code: "inputsUnreadable" as const, about: [String(unreadable)] }]
        : []),
      ...(hidden.length > 0 ? [{ code: "hiddenRows" as const, about: hidden }] : []),
      ...(veryHiddenSheets.length > 0
        ? [{ code: "veryHiddenSheets" as const, about: veryHiddenSheets }]
        : []),
    ],
  };
}

function totals(
  findings: readonly { code: FindingCode; count: number }[]
): Partial<Record<FindingCode, number>> {
  const sums: Partial<Record<FindingCode, number>> = {};
  for (const { code, count } of findings) sums[code] = (sums[code] ?? 0) + count;
  return sums;
}
