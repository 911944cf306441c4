import type { CellRows } from "./cell";
import type { FindingList } from "./findingList";
import type { ColumnReading } from "./recognition";

/** A column inside a block of cells as `Range.values` gives it; blocks of one column have `at` 0. */
export interface ColumnSlice {
  readonly rows: CellRows;
  /** Index of the column within each row of the block. */
  readonly at: number;
}

/** Some consecutive rows of a sheet: the cells of every mapped field, uncopied. */
export interface Chunk<Field extends string> {
  /** Zero-based row of the sheet of the first row. */
  readonly firstSheetRow: number;
  readonly rowCount: number;
  readonly columns: Partial<Record<Field, ColumnSlice>>;
}

/** A mapped column as a reader needs it; {@link RecognisedColumn} is one. */
export interface MappedColumn<Field extends string> extends ColumnReading {
  readonly field: Field;
  /** To know the header again where a sheet repeats it on every page. */
  readonly header: string;
}

/** How far a field can be used: records with any text in the cell, and with a usable value. */
export interface FieldUse {
  readonly filled: number;
  readonly usable: number;
  /** `usable` ÷ records, 0–1; 0 without records. */
  readonly usableShare: number;
}

/** What a sheet gave. */
export interface Intake<Table, Field extends string> {
  readonly table: Table;
  readonly findings: FindingList;
  /** One entry for every mapped field. */
  readonly use: Partial<Record<Field, FieldUse>>;
}

/** Reads a sheet chunk by chunk, in the order of its rows. */
export interface Reader<Table, Field extends string> {
  /** @throws RangeError if a column has fewer rows than the chunk. */
  add(chunk: Chunk<Field>): void;
  /** Ends the reading. The reader is of no use afterwards. */
  finish(): Intake<Table, Field>;
}
