/** Cell references as Excel writes them, from zero-based rows and columns. */

/** A rectangle of a sheet; all four numbers are zero-based or counts of cells. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The letters of a zero-based column.
 *
 * @example
 * columnLetters(27); //=> "AB"
 */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A cell's address, relative: `cellRef(0, 1)` is "B1". */
export function cellRef(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** A cell's address that stays put when its formula is copied: "$B$1". */
export function fixedRef(row: number, column: number): string {
  return `$${columnLetters(column)}$${row + 1}`;
}

/** The address of a rectangle, relative: "B2:C9", or "B2" for a single cell. */
export function areaRef(area: Area): string {
  const first = cellRef(area.row, area.column);
  if (area.rows === 1 && area.columns === 1) return first;
  return `${first}:${cellRef(area.row + area.rows - 1, area.column + area.columns - 1)}`;
}

/** A reference to another sheet: the name stands in quotes, its own quotes doubled. */
export function onSheet(sheetName: string, reference: string): string {
  return `'${sheetName.replaceAll("'", "''")}'!${reference}`;
}

/**
 * A formula of a table's row: each `[@header]` becomes the cell of that column in the row. The same
 * template gives the same formula in R1C1 terms in every row.
 *
 * @param columnOf the zero-based column of the sheet under a header
 *
 * @example
 * formulaInRow("=[@单价]*2", 4, () => 1); //=> "=$B5*2"
 */
export function formulaInRow(
  template: string,
  row: number,
  columnOf: (header: string) => number
): string {
  return template.replace(
    /\[@([^\]]+)\]/g,
    (_, header: string) => `$${cellRef(row, columnOf(header))}`
  );
}

/** A text as a formula's literal: quotes doubled. */
export function formulaText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/**
 * A formula that shows `label` and jumps to a cell of a sheet of this workbook. It survives sorting
 * and stays with the workbook for people without the add-in.
 */
export function hyperlinkFormula(sheetName: string, reference: string, label: string): string {
  return `=HYPERLINK(${formulaText(`#${onSheet(sheetName, reference)}`)},${formulaText(label)})`;
}
