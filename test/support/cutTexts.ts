import { cellRef } from "../../src/reports/plan";
import { textWidth } from "../../src/reports/plan/style";
import type { Workbook } from "../../src/offline/host";

/** Points of a column in characters of the default font. */
const charactersOf = (points: number): number => (points / 0.75 - 5) / 7;
/** Points of the default font. */
const defaultSize = 11;

/** What a link shows, which nobody calculates here. */
const nameOfLink = (formula: string | undefined): string | undefined =>
  /^=HYPERLINK\(.*,"(.*)"\)$/u.exec(formula ?? "")?.[1];

/**
 * The texts of some sheets that end where the next cell begins, and the figures that Excel would show
 * as "####", each as `sheet!address: text`.
 */
export function cutTexts(workbook: Workbook, names: readonly string[]): string[] {
  const cut: string[] = [];
  for (const sheet of workbook.sheets.filter(({ Name }) => names.includes(Name))) {
    const { cells } = sheet;
    cells.eachCell((row, column, value) => {
      const style = workbook.styles.get(cells.style(row, column));
      const shown = nameOfLink(cells.formula(row, column)) ?? sheet.shownText(row, column);
      const isFree = style.wrapText || (cells.value(row, column + 1) ?? "") === "";
      if (isFree && typeof value !== "number") return;
      const width = (textWidth(shown) + style.indent) * (style.fontSize / defaultSize);
      if (width <= charactersOf(sheet.columnWidth(column))) return;
      cut.push(`${sheet.Name}!${cellRef(row, column)}: ${shown}`);
    });
  }
  return cut;
}
