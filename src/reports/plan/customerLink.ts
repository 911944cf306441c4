import { partOf, rowOf, type CustomerTable } from "../../retention/store";
import { columnLetters, formulaText, onSheet } from "./a1";
import { customerKeyFields, type CustomerPart, type ReportContext } from "./context";
import type { FormulaCell } from "./sheetPlan";

/** Above this many rows a lookup per link would slow the workbook down; the row is then fixed. */
const mostRowsToMatch = 20_000;
/** Excel refuses a longer text inside a formula. */
const longestText = 255;

/**
 * A link that shows the customer's name and jumps to the customer's row. It looks the row up by the
 * customer's key, so that it survives sorting; where the sheet spells the key otherwise (blanks,
 * dashes), it leads to the row in which the customer stood when the sheet was generated.
 */
export function linkToCustomer(
  customers: CustomerTable,
  customer: number,
  context: ReportContext
): FormulaCell {
  const place = customers.sheetRow[customer] ?? 0;
  const sheetRow = rowOf(place);
  const { customersSheet, customerKeys = {}, customerParts = [] } = context;
  const part = customerParts[partOf(place)] ?? { sheetName: customersSheet, keys: customerKeys };
  const label = (customers.name[customer] || String(sheetRow + 1)).slice(0, longestText);
  const row = rowFormula(customers, customer, sheetRow + 1, part);
  const target = formulaText(`#${onSheet(part.sheetName, "A")}`);
  return {
    formula: `=HYPERLINK(${target}&${row},${formulaText(label)})`,
    expected: label,
  };
}

function rowFormula(
  customers: CustomerTable,
  customer: number,
  row: number,
  { sheetName, keys }: CustomerPart
): string {
  const field = customerKeyFields.find((candidate) => customers[candidate][customer] !== "");
  const column = field && keys[field];
  const key = (field && customers[field][customer]) ?? "";
  const canMatch = key.length <= longestText && customers.count <= mostRowsToMatch;
  if (column === undefined || !canMatch) return String(row);
  const letters = columnLetters(column);
  const cells = onSheet(sheetName, `$${letters}:$${letters}`);
  return `IFERROR(MATCH(${formulaText(key)},${cells},0),${row})`;
}
