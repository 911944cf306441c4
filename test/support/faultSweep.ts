import { describeOutcome, type Outcome } from "../../src/excel";
import { holdsPiece } from "../../src/excel/footprint/pending";
import { textsOf } from "../../src/locale";
import type { StandIn, Workbook } from "../../src/offline/host";
import { dumpWorkbook } from "./workbookDump";

/** Whether every request is tried (`npm run test:faults`) or a share of them (`npm test`). */
export const triesAll = process.env["FAULTS"] === "all";

/** Places within a batch before which it ends; a few stand for all. */
const places = triesAll ? [0, 1, 3, 10, 40] : [0, 3];

/** Milliseconds after which an answer that never comes is given up. */
const patience = 300;

export interface FaultStep {
  readonly name: string;
  /** The action that fails; `answerWithin` only where no answer will come. */
  readonly act: (options: { readonly answerWithin?: number }) => Promise<Outcome>;
  /** What the user does after the failure; the same action again if absent. */
  readonly then?: () => Promise<Outcome>;
  /** Whether asking again after it is done is to do it again. */
  readonly repeats?: boolean;
  /** How often it fails before it goes through; once if absent. */
  readonly failures?: number;
  /** Every so many-th request is tried where not all are; every tenth if absent. */
  readonly every?: number;
  /** Whether requests also go unanswered, carried out or not. */
  readonly unanswered?: boolean;
  /** What must be true after the action and after every completed retry. */
  readonly holds: () => void;
}

/**
 * Lets requests of an action fail one after the other, at their beginning and half-way. After each
 * failure the message must be true, and after the next try everything must hold as if nothing had failed.
 *
 * @param seed which requests are tried where not all are: the same every time
 * @returns the number of failures tried
 */
export async function sweepFaults(
  standIn: StandIn,
  step: FaultStep,
  seed: number
): Promise<number> {
  const { workbook, faults, counters } = standIn;
  const { name, act, then, holds, repeats, failures = 1, every = 10 } = step;
  const before = workbook.snapshot();
  counters.reset();
  expect([name, (await act({})).kind]).toEqual([name, "done"]);
  const requests = counters.syncs;
  if (!then) holds();
  let tried = 0;
  const tryFault = async (where: string, fail: () => void, answerWithin?: number) => {
    workbook.restore(before);
    let failed: Outcome | undefined;
    for (let failure = 0; failure < failures && failed?.kind !== "done"; failure += 1) {
      const untouched = shownBy(workbook);
      fail();
      failed = await act(answerWithin === undefined ? {} : { answerWithin });
      faults.clear();
      const falsehoods = falsehoodsOf(failed, shownBy(workbook) === untouched);
      expect([name, where, falsehoods]).toEqual([name, where, []]);
    }
    const isOver = repeats && failed?.kind === "done";
    const last = then ? await then() : isOver ? failed : await act({});
    if (last?.cause instanceof Error) throw last.cause;
    expect([name, where, last?.kind]).toEqual([name, where, "done"]);
    expect([name, where, failureOf(holds)]).toEqual([name, where, ""]);
    expect([name, where, leavings(workbook)]).toEqual([name, where, []]);
    tried += 1;
  };
  for (let n = 1; n <= requests; n += 1) {
    if (!triesAll && (n * 7 + seed) % every !== 0) continue;
    for (const afterActions of places) {
      await tryFault(`${n}/${afterActions}`, () => faults.failSync(n, { afterActions }));
    }
    if (step.unanswered) {
      for (const applied of [true, false]) {
        const where = `${n}/unanswered, ${applied ? "" : "not "}carried out`;
        await tryFault(where, () => faults.silenceSync(n, { applied }), patience);
      }
    }
  }
  return tried;
}

/** All that a user sees of a workbook. */
const shownBy = (workbook: Workbook): string => JSON.stringify(dumpWorkbook(workbook).sheets);

/** What an outcome says that is not so. */
function falsehoodsOf(outcome: Outcome, isUntouched: boolean): string[] {
  const { kind, code, excelCode } = outcome;
  if (kind === "done") return [];
  const { body } = describeOutcome(outcome, "zh-CN");
  const claims = body.includes(textsOf("zh-CN").outcomes.nothingWritten);
  const isKnown =
    code === "notAnswering" || (code === "failed" && excelCode === "GeneralException");
  return [
    ...(isKnown ? [] : [`the code ${code} ${excelCode}`]),
    ...(claims && !isUntouched ? [body] : []),
    ...((kind === "failed") === claims ? [] : [`the kind ${kind}: ${body}`]),
  ];
}

/** What only a run that is not complete leaves in a workbook. */
function leavings({ customXml, names }: Workbook): string[] {
  const kept = customXml.map(({ xml }) => xml).filter(holdsPiece);
  const marks = names
    .filter(({ Name, formula }) => Name.includes("unfinished") && formula !== "=FALSE")
    .map(({ Name }) => Name);
  return [...kept, ...marks];
}

/** What does not hold, so that a failure says after which request. */
function failureOf(holds: () => void): string {
  try {
    holds();
    return "";
  } catch (error) {
    return String(error);
  }
}
