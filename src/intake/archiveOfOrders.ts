import type { CustomerField, CustomerTable, OrderTable } from "../retention/store";
import { FindingCollector } from "./findingList";
import type { Intake } from "./reader";

/**
 * An archive where only the orders are known: of the rows of the order sheet, read as customers, the one
 * of each vehicle's latest order. Rows that name no vehicle are nobody's. What was found in the cells is
 * told with the orders, so it is not told again.
 *
 * @param rows the order sheet read as customers, one record per row
 * @param orders the same sheet read as orders
 */
export function archiveOfOrders(
  { table, use }: Intake<CustomerTable, CustomerField>,
  orders: OrderTable
): Intake<CustomerTable, CustomerField> {
  const { vin, plate, customerNumber, sheetRow } = table;
  const latest = new Map<string, { readonly record: number; readonly day: number }>();
  let order = 0;
  for (let record = 0; record < table.count; record++) {
    while (order < orders.count && orders.sheetRow[order] < sheetRow[record]) order++;
    const key = vin[record] || plate[record] || customerNumber[record];
    if (key === "") continue;
    const isSame = order < orders.count && orders.sheetRow[order] === sheetRow[record];
    const day = isSame ? orders.arrival[order] || orders.settlement[order] : 0;
    const known = latest.get(key);
    if (!known || day >= known.day) latest.set(key, { record, day });
  }
  const records = [...latest.values()].map(({ record }) => record).sort((a, b) => a - b);
  return { table: rowsOf(table, records), findings: new FindingCollector("customers"), use };
}

/** Some rows of a table, in the order given. */
export function rowsOf<Table extends CustomerTable | OrderTable>(
  table: Table,
  rows: readonly number[]
): Table {
  const picked = Object.entries(table).map(([name, column]: [string, unknown]) => [
    name,
    columnOf(column, rows),
  ]);
  return { ...table, ...Object.fromEntries(picked), count: rows.length } as Table;
}

function columnOf(column: unknown, rows: readonly number[]): unknown {
  if (column instanceof Int32Array) return Int32Array.from(rows, (row) => column[row]);
  if (column instanceof Float64Array) return Float64Array.from(rows, (row) => column[row]);
  if (Array.isArray(column)) return rows.map((row) => (column as unknown[])[row]);
  if (typeof column === "object" && column !== null && "codes" in column) {
    return { ...column, codes: columnOf(column.codes, rows) };
  }
  return column;
}
