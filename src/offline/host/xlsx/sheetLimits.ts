/**
 * What a sheet can hold ("Excel specifications and limits"). A file that says more is repaired by Excel,
 * so whatever is read or written goes through here: texts of cells, of formulas' values and of chart
 * caches, heights of rows, widths of columns.
 */

/** Characters of a cell's text. */
const longestText = 32_767;

/** A text as a cell can hold it. A pair of surrogates is never cut apart. */
export function textInCell(text: string): string {
  if (text.length <= longestText) return text;
  const last = text.charCodeAt(longestText - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? longestText - 1 : longestText);
}

/** Points. */
const tallestRow = 409.5;

/** A height in points as a row can have it; undefined for what is no height. */
export function heightInSheet(points: number): number | undefined {
  return Number.isFinite(points) && points >= 0 ? Math.min(points, tallestRow) : undefined;
}

/** Characters. */
const widestColumn = 255;

/** A width in characters as a column can have it; undefined for what is no width. */
export function widthInSheet(characters: number): number | undefined {
  return Number.isFinite(characters) && characters >= 0
    ? Math.min(characters, widestColumn)
    : undefined;
}
