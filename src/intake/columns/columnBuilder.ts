import type { CustomerField, OrderField } from "../../retention/store";
import type { Cell, CellRows } from "../cell";
import type { FindingCollector } from "../findingList";
import type { Reading } from "../reading";

/** Which rows of a chunk are records: their indices, in order, in the first `count` places. */
export interface KeptRows {
  readonly indices: Int32Array;
  count: number;
}

/**
 * One column of a table in the making. Cells that need no reading are stored in the loop itself; all
 * others go through the readers, which say what was found.
 */
export abstract class ColumnBuilder {
  /** Records with anything in the cell. */
  filled = 0;
  /** Records whose value can be used. */
  usable = 0;
  protected size = 0;

  constructor(
    protected readonly field: CustomerField | OrderField,
    protected readonly findings: FindingCollector
  ) {}

  /** Appends the cells of the rows kept. */
  abstract append(rows: CellRows, at: number, kept: KeptRows, firstSheetRow: number): void;

  protected note<Value>(reading: Reading<Value>, sheetRow: number, cell: Cell): Value {
    if (reading.finding) this.findings.add(reading.finding, sheetRow, this.field, cell);
    return reading.value;
  }
}

/** A column with room for `size` values: itself, or a larger copy. */
export function grown<Column extends Int32Array | Float64Array>(
  column: Column,
  size: number
): Column {
  if (size <= column.length) return column;
  const larger = new (column.constructor as new (length: number) => Column)(
    Math.max(size, column.length * 2)
  );
  larger.set(column);
  return larger;
}
