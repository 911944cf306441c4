import { NO_DAY } from "../../retention/time";
import type { FailureAction } from "../../retention/solicitation";
import type { FailureReason, SolicitationType } from "../../retention/calls";
import type { StatusCode } from "../../retention/status";
import { isBlank, RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { InputFinding } from "./inputFinding";
import { wordLookup } from "./words";

const groupWords = wordLookup<FailureAction["group"]>(
  ({ vocabulary }) => vocabulary.failureRowGroups
);
const typeWords = wordLookup<SolicitationType>(({ vocabulary }) => vocabulary.solicitationTypes);
const statusWords = wordLookup<StatusCode>(({ data }) => data.statuses);
const reasonWords = wordLookup<FailureReason>(({ vocabulary }) => vocabulary.failureReasons);
const unstatedWords = wordLookup(({ vocabulary: { notStated } }) => ({ notStated }));

/** What the team agreed on, in 招揽失败日汇总. */
export interface ReadFailureActions {
  readonly failureActions: readonly FailureAction[];
  readonly findings: readonly InputFinding[];
}

/**
 * Reads 原因分析, 措施, 责任人, 期限 and 转入话术库 (S0 SOP). Rows in which nobody wrote anything are made
 * anew; rows that no longer name what they are about are told, and stay in the sheet as they are.
 */
export function readFailureActions(
  rows: readonly InputRow<"failureActions">[]
): ReadFailureActions {
  const findings: InputFinding[] = [];
  const failureActions = rows.flatMap((row) => {
    const cells = new RowReader("failureActions", row, findings);
    if (cells.isBlank("cause", "measure", "responsible", "deadline", "intoScripts")) return [];
    const day = cells.day("day");
    const group = cells.word("group", groupWords);
    const about = group === "base" ? cells.word("row", typeWords) : cells.word("row", statusWords);
    for (const column of ["day", "group", "row"] as const) {
      if (isBlank(row[column])) cells.refuse(column, null, "missing");
    }
    if (day === NO_DAY || group === null || about === null) return [];
    const isStated = !isBlank(row.reason) && unstatedWords(row.reason) === undefined;
    return [
      {
        day,
        group,
        row: about,
        reason: isStated ? cells.word("reason", reasonWords) : null,
        cause: cells.text("cause"),
        measure: cells.text("measure"),
        responsible: cells.text("responsible"),
        deadline: cells.day("deadline"),
        intoScripts: cells.yesNo("intoScripts") ?? false,
      },
    ];
  });
  return { failureActions, findings };
}
