import { columnLetters, formulaText, onSheet } from "./a1";
import { customerKeyFields, type CustomerPart, type ReportContext } from "./context";

/** Above this many rows a lookup per row would slow the workbook down: there the pane jumps. */
export const mostJumps = 20_000;

/** What a cell shows that jumps to the customer's row. */
export const jumpSign = "→";

/** The jumps of a table's rows to the customer sheet. */
export interface CustomerJump {
  /** The one formula of all rows, see `formulaInRow`. */
  readonly rowFormula: string;
  /** What it shows in the row of a key: {@link jumpSign}, or nothing where Excel finds no such key. */
  readonly shown: (key: string | number) => string;
}

/**
 * A formula that jumps to the customer's row, whose key stands in a column of the same table. It looks
 * the row up, so that it survives sorting of either; where the customer sheet spells the key otherwise
 * (blanks, dashes) it shows nothing, and the pane leads there. `undefined` where the sheet has no column
 * to look in, or too many rows.
 *
 * @param keyHeader the table's column of keys
 * @param rows of the longer of the two tables
 */
export function customerJump(
  { customersSheet, customerKeys = {}, customerParts, isSpelled = () => true }: ReportContext,
  keyHeader: string,
  rows: number
): CustomerJump | undefined {
  const key = `[@${keyHeader}]`;
  const parts = customerParts ?? [{ sheetName: customersSheet, keys: customerKeys }];
  const jumps = parts.flatMap((part) => jumpInto(part, key) ?? []);
  if (jumps.length === 0 || rows > mostJumps) return undefined;
  const jump = jumps.reduceRight((rest, first) => `IFERROR(${first},${rest})`, '""');
  return {
    // An empty key would be looked up as 0.
    rowFormula: `=IF(${key}="","",${jump})`,
    shown: (key) => (key !== "" && isSpelled(key) ? jumpSign : ""),
  };
}

/** A link to the row of one sheet in which a key stands; an error where it stands in none. */
function jumpInto({ sheetName, keys }: CustomerPart, key: string): string | undefined {
  const lookups = customerKeyFields.flatMap((field) => {
    const column = keys[field];
    if (column === undefined) return [];
    const letters = columnLetters(column);
    const cells = onSheet(sheetName, `$${letters}:$${letters}`);
    const lookup = `MATCH(${key},${cells},0)`;
    // Customer numbers are numbers in most sheets, and no text equals a number.
    return field === "customerNumber" ? [lookup, `MATCH(VALUE(${key}),${cells},0)`] : [lookup];
  });
  if (lookups.length === 0) return undefined;
  const row = lookups.reduceRight((rest, lookup) => `IFERROR(${lookup},${rest})`);
  const target = formulaText(`#${onSheet(sheetName, "A")}`);
  return `HYPERLINK(${target}&${row},${formulaText(jumpSign)})`;
}
