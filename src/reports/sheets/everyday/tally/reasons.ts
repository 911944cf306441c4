import type { SolicitationType } from "../../../../retention/calls";
import { normaliseKey } from "../../../../retention/store";
import type { InputRow } from "../../../../intake";
import { wordLookup } from "../../../../intake/inputs/words";
import { textsOf } from "../../../../locale";
import type { TallyInput } from "../../../../retention/performance";
import {
  type ReportContext,
  inputColumns,
  withTyped,
  type InputPlanRow,
  writeInputTable,
  inputColumnArea,
} from "../../../plan";
import type { StoreFigures } from "../../../figures";
import { type Sheet, advisorLabel, reasonLooks } from "./sheet";

const typeWords = wordLookup<SolicitationType>(({ vocabulary }) => vocabulary.solicitationTypes);
const unassignedWords = wordLookup(({ vocabulary: { unassigned } }) => ({ unassigned }));

/** 原因, 是否合理, 处理措施; gives where the first row stands. */
export function writeReasons(sheet: Sheet): number {
  const { builder, context, figures, unmet } = sheet;
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.tally.reasons;
  const targets = countTargets(figures);
  const rowOf = (input: TallyInput): InputPlanRow<"tallyReasons"> => ({
    day: input.day,
    advisor: advisorLabel(input.advisor, context),
    type: vocabulary.solicitationTypes[input.type],
    ...targets(input),
  });
  const fresh = uniqueRows([...unmet.rows.map(({ input }) => input), ...unmet.others].map(rowOf));
  const typed = (figures.inputs.rows.tallyReasons ?? []).map((row) => inLocale(row, context));
  const rows = withTyped("tallyReasons", fresh, typed);
  if (rows.length === 0) return builder.row;
  const columns = inputColumns("tallyReasons", context.locale, reasonLooks);
  builder.line(texts.section, "section");
  const placed = writeInputTable(builder, "tallyReasons", columns, rows);
  builder.validation({
    kind: "list",
    area: inputColumnArea(placed, columns, "reasonable"),
    source: [vocabulary.yes, vocabulary.no],
    error: texts.yesNo,
  });
  return placed.firstRow;
}

/** Inputs that were entered twice share one row. */
function uniqueRows(rows: readonly InputPlanRow<"tallyReasons">[]): InputPlanRow<"tallyReasons">[] {
  const byKey = new Map(
    rows.map((row) => [JSON.stringify([row.day, row.advisor, row.type]), row] as const)
  );
  return [...byKey.values()];
}

/** Words of another language in the workbook's own, so that a row finds what was written about it. */
function inLocale(
  row: InputRow<"tallyReasons">,
  { locale }: ReportContext
): InputRow<"tallyReasons"> {
  const { vocabulary } = textsOf(locale);
  const type = typeWords(row.type);
  return {
    ...row,
    type: type ? vocabulary.solicitationTypes[type] : row.type,
    advisor: unassignedWords(row.advisor) ? vocabulary.unassigned : row.advisor,
  };
}

/** 应招揽 and 实招揽 by day, advisor and type. */
function countTargets({
  inputs,
}: StoreFigures): (target: TallyInput) => { planned: number; contacted: number } {
  const keyOf = ({ day, advisor, type }: Pick<TallyInput, "day" | "advisor" | "type">): string =>
    JSON.stringify([day, normaliseKey(advisor), type]);
  const counts = new Map<string, { planned: number; contacted: number }>();
  for (const record of inputs.records) {
    if (!record.planned) continue;
    const count = counts.get(keyOf(record)) ?? { planned: 0, contacted: 0 };
    count.planned += 1;
    count.contacted += record.result === null ? 0 : 1;
    counts.set(keyOf(record), count);
  }
  return (target) => counts.get(keyOf(target)) ?? { planned: 0, contacted: 0 };
}
