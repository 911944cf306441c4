import { NO_DAY } from "../../retention/time";
import type { SolicitationType } from "../../retention/calls";
import type { TallyInput } from "../../retention/performance";
import { RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { InputFinding } from "./inputFinding";
import { wordLookup } from "./words";

const typeWords = wordLookup<SolicitationType>(({ vocabulary }) => vocabulary.solicitationTypes);
const unassignedWords = wordLookup(({ vocabulary: { unassigned } }) => ({ unassigned }));

/** What managers wrote about targets that were not met, in 维系日报. */
export interface ReadTallyReasons {
  readonly tallyReasons: readonly TallyInput[];
  readonly findings: readonly InputFinding[];
}

/**
 * Reads 原因, 是否合理 and 处理措施. Rows in which nobody wrote anything are asked for anew by the next
 * tally; rows that no longer name a day and a type are told, and stay in the sheet as they are.
 */
export function readTallyReasons(rows: readonly InputRow<"tallyReasons">[]): ReadTallyReasons {
  const findings: InputFinding[] = [];
  const tallyReasons = rows.flatMap((row) => {
    const cells = new RowReader("tallyReasons", row, findings);
    if (cells.isBlank("reason", "reasonable", "measure")) return [];
    const day = cells.day("day");
    const type = cells.word("type", typeWords);
    if (cells.isBlank("day")) cells.refuse("day", null, "missing");
    if (cells.isBlank("type")) cells.refuse("type", null, "missing");
    if (day === NO_DAY || type === null) return [];
    const advisor = cells.text("advisor");
    return [
      {
        day,
        advisor: unassignedWords(advisor) ? "" : advisor,
        type,
        reason: cells.text("reason"),
        reasonable: cells.yesNo("reasonable"),
        measure: cells.text("measure"),
      },
    ];
  });
  return { tallyReasons, findings };
}
