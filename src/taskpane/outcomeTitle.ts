import type { Outcome } from "../excel/api";
import type { Texts } from "../locale";
import type { Task } from "./store";

/** The title of an outcome: what was asked for, where it went well; else what `describeOutcome` says. */
export function outcomeTitle(
  outcome: Outcome,
  task: Task | undefined,
  described: string,
  texts: Texts
): string {
  return outcome.kind === "done" && outcome.code === "done" && task !== undefined
    ? texts.pane.tasks[task].done
    : described;
}
