import {
  recogniseSheets,
  sampleRows,
  spreadRows,
  type Cell,
  type CellRows,
  type Chunk,
  type RecognisedSheet,
} from "../../src/intake";
import type { CustomerField, OrderField } from "../../src/retention/store";
import type { SerialDay } from "../../src/retention/time";
import {
  generateSampleStore,
  serialOf,
  type SampleOptions,
  type SampleSheet,
} from "../../src/sample";

/** A sheet as the add-in gets it: blocks of rows below the header, and what was recognised. */
export interface SheetLoad<Field extends string> {
  readonly blocks: readonly CellRows[];
  readonly firstSheetRow: number;
  readonly rowCount: number;
  readonly recognised: RecognisedSheet<Field>;
}

export interface Workload {
  readonly asOf: SerialDay;
  readonly customers: SheetLoad<CustomerField>;
  readonly orders: SheetLoad<OrderField>;
}

/** About ten orders for each customer. */
const years = 9;
const rowsPerBlock = 10_000;

/** The invented store of a size: the same every time. */
export function storeOptions(customerCount: number): SampleOptions {
  return { seed: 20_260_630, customers: customerCount, asOf: serialOf(2026, 6, 30), years };
}

/** The sheets of the invented store, of the given size, with a usual export's dirt. */
export function makeWorkload(customerCount: number): Workload {
  const options = storeOptions(customerCount);
  const store = generateSampleStore(options);
  const areas = [store.customers, store.orders].map((sheet) => ({
    sheetId: sheet.name,
    sheetName: sheet.name,
    firstRow: 0,
    firstColumn: 0,
    rowCount: sheet.rows.length,
    values: sheet.rows.slice(0, sampleRows),
    spread: spreadRows(sheet.rows.length).map(({ row, rows }) => ({
      row,
      values: sheet.rows.slice(row, row + rows),
    })),
  }));
  const { customers, orders } = recogniseSheets(areas);
  if (!customers || !orders) throw new Error("The invented store's sheets were not recognised");
  return {
    asOf: options.asOf,
    customers: loadOf(store.customers, customers),
    orders: loadOf(store.orders, orders),
  };
}

function loadOf<Field extends string>(
  sheet: SampleSheet,
  recognised: RecognisedSheet<Field>
): SheetLoad<Field> {
  const firstSheetRow = recognised.headerRow + 1;
  const blocks: CellRows[] = [];
  for (let row = firstSheetRow; row < sheet.rows.length; row += rowsPerBlock) {
    // Excel's answer arrives as JSON: its strings are flat and fresh, not those of the generator.
    const json = JSON.stringify(sheet.rows.slice(row, row + rowsPerBlock));
    blocks.push(JSON.parse(json) as Cell[][]);
  }
  return { blocks, firstSheetRow, rowCount: sheet.rows.length - firstSheetRow, recognised };
}

/** The chunks of a sheet for the fields named; for all mapped fields if none is. */
export function* chunksOf<Field extends string>(
  load: SheetLoad<Field>,
  fields?: readonly Field[]
): Generator<Chunk<Field>> {
  const columns = load.recognised.columns.filter(({ field }) => fields?.includes(field) ?? true);
  let firstSheetRow = load.firstSheetRow;
  for (const rows of load.blocks) {
    const slices = columns.map(({ field, column }) => [field, { rows, at: column }]);
    yield {
      firstSheetRow,
      rowCount: rows.length,
      columns: Object.fromEntries(slices) as Chunk<Field>["columns"],
    };
    firstSheetRow += rows.length;
  }
}

/** The zero-based column of a field. */
export function columnOf<Field extends string>(load: SheetLoad<Field>, field: Field): number {
  const found = load.recognised.columns.find((column) => column.field === field);
  if (!found) throw new Error(`The workload has no column for ${field}`);
  return found.column;
}
