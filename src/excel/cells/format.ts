import { styleOf, type StyleName } from "../../reports/plan";

/** Puts a named style on a range: one property each for the whole range, never a matrix. */
export function applyStyle(range: Excel.Range, name: StyleName): void {
  const style = styleOf(name);
  const { font, fill } = range.format;
  if (style.bold !== undefined) font.bold = style.bold;
  if (style.size !== undefined) font.size = style.size;
  if (style.color !== undefined) font.color = style.color;
  if (style.underline) font.underline = "Single";
  if (style.fill !== undefined) fill.color = style.fill;
  if (style.align !== undefined) range.format.horizontalAlignment = style.align;
  if (style.vertical !== undefined) range.format.verticalAlignment = style.vertical;
  if (style.indent !== undefined) range.format.indentLevel = style.indent;
  if (style.wrap !== undefined) range.format.wrapText = style.wrap;
  if (style.numberFormat !== undefined) setNumberFormat(range, style.numberFormat);
  if (style.lineAbove) {
    const edge = range.format.borders.getItem("EdgeTop");
    edge.style = "Continuous";
    edge.color = "#8A8A8A";
  }
}

/** One number format for a whole range; the typings know only the matrix, Excel takes both. */
export function setNumberFormat(range: Excel.Range, format: string): void {
  range.numberFormat = format as unknown as string[][];
}

/** A column width in Excel's API unit (points) for a number of characters of the default font. */
export function widthInPoints(characters: number): number {
  return (characters * 7 + 5) * 0.75;
}
