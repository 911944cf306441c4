import { describeOutcome, recognise, updateAll, type Outcome, type RunResult } from "../../excel";
import { columnMark } from "../../excel/footprint";
import type { Locale } from "../../locale";
import type { ReportId } from "../../reports/plan";
import type { SerialDay } from "../../retention/time";
import { openStandIn, type Workbook } from "../host";
import { NotCalculatedError } from "../host/model";
import { MAX_COLUMNS } from "../host/model/address";
import { knownValues, putKnown, putOutcome } from "./cachedValues";
import { CommandError, RefusedRun } from "./commandError";
import type { Traffic } from "./summary";
import { commandTexts, fill } from "./texts";

/** What a run of the add-in needs to know from the command line. */
export interface AddInRun {
  readonly workbook: Workbook;
  /** Language of the sheets. */
  readonly locale: Locale;
  /** Language of the line that says why a run was refused. */
  readonly messages: Locale;
  /** Absent: today. */
  readonly asOf?: SerialDay;
  /** The sheets to write; all if absent. */
  readonly reports?: "all" | readonly ReportId[];
  /** Of a group's export: the store that is read. */
  readonly store?: string;
  /** Done in the open workbook before anything else. */
  readonly before?: () => Promise<void>;
  /** Done in the open workbook before the add-in runs. */
  readonly prepare?: () => Promise<Outcome>;
  /** What people would have done with the add-in before the run; refused outcomes end everything. */
  readonly live?: (completed: (outcome: Outcome) => Outcome) => Promise<unknown>;
}

/** A run that did all its work. */
export interface AddInResult {
  readonly outcome: Outcome;
  readonly result: RunResult;
  readonly traffic: Traffic;
  readonly milliseconds: number;
}

/**
 * Opens a workbook in the stand-in, with the limits of Excel on the web, and lets the add-in's own
 * code update it. Formulas get their values, which Excel would calculate.
 *
 * @throws RefusedRun when the add-in refused or failed, with the add-in's own words for it.
 */
export async function runAddIn(run: AddInRun): Promise<AddInResult> {
  const { workbook } = run;
  const known = knownValues(workbook);
  const standIn = await openStandIn({ workbook, displayLanguage: run.locale });
  const completed = (outcome: Outcome): Outcome => {
    if (outcome.kind !== "done") throw refused(outcome, run);
    putOutcome(workbook, outcome);
    return outcome;
  };
  let finished: AddInResult;
  try {
    if (run.before) await run.before();
    if (run.prepare) completed(await run.prepare());
    if (run.live) await run.live(completed);
    await refuseImmovable(workbook).catch((error: unknown) => {
      // What keeps recognition from its work is told by the run itself.
      if (error instanceof CommandError) throw error;
    });
    standIn.counters.reset();
    const start = performance.now();
    const asOf = run.asOf === undefined ? {} : { asOf: run.asOf };
    const outcome = completed(
      await updateAll({
        locale: run.locale,
        ...asOf,
        ...(run.reports !== undefined && { reports: run.reports }),
        ...(run.store !== undefined && { store: run.store }),
      })
    );
    const milliseconds = performance.now() - start;
    const { syncs, largestRequest } = standIn.counters;
    const traffic = { syncs, largestRequestBytes: largestRequest };
    if (!outcome.result) throw refused(outcome, run);
    putKnown(workbook, known);
    finished = { outcome, result: outcome.result, traffic, milliseconds };
  } catch (error) {
    const open = standIn.hostErrors.find((failure) => failure instanceof NotCalculatedError);
    await standIn.close().catch((failure: unknown) => {
      if (!open) throw failure;
    });
    throw open ? new CommandError("formulaWithoutValue", open.place) : error;
  }
  await standIn.close();
  return finished;
}

function refused(outcome: Outcome, { workbook, messages }: AddInRun): RefusedRun {
  const { title, body } = describeOutcome(outcome, messages);
  const texts = commandTexts(messages);
  const hidden = workbook.sheets.filter(({ visibility }) => visibility === "VeryHidden");
  const sheets = hidden.map(({ Name }) => Name).join(", ");
  return new RefusedRun(
    fill(texts.refused, { title, body }) + (sheets && fill(texts.veryHidden, { sheets }))
  );
}

/**
 * Looks for what would end the run at its last step, before anything is computed: a table that needs
 * room for new columns, with something at its right that would move and something beside it that the
 * stand-in cannot move along.
 *
 * @throws CommandError `neighbour`, about the sheet
 */
async function refuseImmovable(workbook: Workbook): Promise<void> {
  const { customers, orders } = await recognise();
  const written = new Set(workbook.names.map(({ name }) => name));
  const needed = [
    { sheet: customers, mark: columnMark("status") },
    { sheet: orders, mark: columnMark("statusAtVisit") },
  ];
  for (const { sheet: found, mark } of needed) {
    if (found?.tableName === undefined || written.has(mark)) continue;
    const table = workbook.allTables().find(({ name }) => name === found.tableName);
    if (!table) continue;
    const { sheet, rect } = table;
    const first = rect.column + rect.columns;
    const right = { ...rect, column: first, columns: MAX_COLUMNS - first };
    const fixed = [...sheet.unmodelledParts].some((kind) => kind !== "extension");
    if (fixed && sheet.cells.usedRect(false, right))
      throw new CommandError("neighbour", sheet.Name);
  }
}
