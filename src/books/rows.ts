import type { Cell, InputRow } from "../intake";
import { locales, textsOf } from "../locale";
import type { SerialDay } from "../retention/time";
import { bookColumns, type BookRow } from "./book";

/** Closed rows stay in a book for so many days, so that the advisor sees what became of them. */
const recentDays = 14;

const sameName = (a: Cell, b: string): boolean =>
  String(a).normalize("NFKC").trim() === b.normalize("NFKC").trim();

/**
 * The rows of 招揽记录 that an advisor's book holds: his, open or of the last two weeks.
 *
 * @param asOf the day on which the book is made.
 */
export function rowsOfAdvisor(
  records: readonly InputRow<"records">[],
  advisor: string,
  asOf: SerialDay
): BookRow[] {
  const isOver = overStates();
  return records
    .filter(
      (row) =>
        sameName(row.advisor, advisor) &&
        String(row.number) !== "" &&
        (!isOver.has(String(row.state)) ||
          (typeof row.day === "number" && row.day > asOf - recentDays))
    )
    .map((row) =>
      Object.fromEntries(bookColumns.map((column) => [column, row[column]]))
    ) as BookRow[];
}

/** 已到店 and 已关闭, in both languages: a book may be made of a workbook in either. */
function overStates(): ReadonlySet<string> {
  return new Set(
    locales.flatMap((locale) => {
      const { arrived, closed } = textsOf(locale).vocabulary.recordStates;
      return [arrived, closed];
    })
  );
}
