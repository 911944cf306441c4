import type {
  CustomerField,
  CustomerTable,
  FindingTable,
  OrderField,
  OrderTable,
  TextColumn,
} from "../retention/store";
import {
  CategoryColumn,
  DayColumn,
  NumberColumn,
  StringColumn,
  columnFor,
  type KeptRows,
} from "./columns";
import { customerKinds, orderKinds, type FieldKind, type FieldsOfKind } from "./fields";
import { FindingCollector } from "./findingList";
import type { Chunk, FieldUse, Intake, MappedColumn, Reader } from "./reader";
import { RowFilter } from "./rowFilter";

/**
 * Reads a customer sheet.
 *
 * @param mapping the recognised columns
 * @param expectedRows rows below the header; more may come, at the price of a copy
 */
export function createCustomerReader(
  mapping: readonly MappedColumn<CustomerField>[],
  expectedRows: number
): Reader<CustomerTable, CustomerField> {
  return new TableReader("customers", customerKinds, mapping, expectedRows, customerTable);
}

/** Reads a repair-order sheet; see {@link createCustomerReader}. */
export function createOrderReader(
  mapping: readonly MappedColumn<OrderField>[],
  expectedRows: number
): Reader<OrderTable, OrderField> {
  return new TableReader("orders", orderKinds, mapping, expectedRows, orderTable);
}

type AnyField = CustomerField | OrderField;
type Kinds<Field extends AnyField> = Readonly<Record<Field, FieldKind>>;
type Builder = DayColumn | NumberColumn | CategoryColumn | StringColumn;

/**
 * Rows are read field by field, which keeps the loops simple and fast, but only so many at once: their
 * cells then stay in the processor's cache from one field to the next.
 */
const rowsAtOnce = 512;

class TableReader<Table, Field extends AnyField> implements Reader<Table, Field> {
  private readonly findings: FindingCollector;
  private readonly builders = new Map<Field, Builder>();
  private readonly filter: RowFilter<Field>;
  private sheetRow: Int32Array;
  private count = 0;

  constructor(
    private readonly name: FindingTable,
    kinds: Kinds<Field>,
    mapping: readonly MappedColumn<Field>[],
    expectedRows: number,
    private readonly tableOf: (columns: BuiltColumns<Field>) => Table
  ) {
    this.findings = new FindingCollector(name);
    this.filter = new RowFilter(mapping, this.findings);
    this.sheetRow = new Int32Array(expectedRows);
    for (const column of mapping) {
      const { field } = column;
      this.builders.set(field, columnFor(kinds[field], field, this.findings, expectedRows, column));
    }
  }

  add(chunk: Chunk<Field>): void {
    for (const field of this.builders.keys()) {
      const slice = chunk.columns[field];
      if (!slice || slice.rows.length < chunk.rowCount) {
        throw new RangeError(`The chunk lacks rows of the mapped field ${field}`);
      }
    }
    for (let start = 0; start < chunk.rowCount; start += rowsAtOnce) {
      this.addRows(chunk, start, Math.min(start + rowsAtOnce, chunk.rowCount));
    }
  }

  private addRows(chunk: Chunk<Field>, start: number, end: number): void {
    const kept = this.filter.keep(chunk, start, end);
    this.appendSheetRows(kept, chunk.firstSheetRow);
    for (const [field, builder] of this.builders) {
      const slice = chunk.columns[field];
      if (slice) builder.append(slice.rows, slice.at, kept, chunk.firstSheetRow);
    }
    this.noteMissing(this.count - kept.count);
  }

  private appendSheetRows(kept: KeptRows, firstSheetRow: number): void {
    const needed = this.count + kept.count;
    if (needed > this.sheetRow.length) {
      const larger = new Int32Array(Math.max(needed, this.sheetRow.length * 2));
      larger.set(this.sheetRow);
      this.sheetRow = larger;
    }
    for (let i = 0; i < kept.count; i++) {
      this.sheetRow[this.count++] = firstSheetRow + kept.indices[i];
    }
  }

  /** Records of the last chunk without any key, and customers without a name. */
  private noteMissing(firstRecord: number): void {
    const keys = this.strings("vin", "plate", "customerNumber");
    const names = this.name === "customers" ? this.strings("name") : [];
    for (let record = firstRecord; record < this.count; record++) {
      if (lacksAll(keys, record)) {
        this.findings.add("keyMissing", this.sheetRow[record], undefined, "");
      }
      if (names.length > 0 && lacksAll(names, record)) {
        this.findings.add("nameMissing", this.sheetRow[record], undefined, "");
      }
    }
  }

  private strings(...fields: string[]): readonly string[][] {
    return fields.flatMap((field) => {
      const builder = this.builders.get(field as Field);
      return builder instanceof StringColumn ? [builder.strings] : [];
    });
  }

  finish(): Intake<Table, Field> {
    const sheetRow = this.sheetRow.subarray(0, this.count);
    const table = this.tableOf(new BuiltColumns(this.builders, this.count, sheetRow));
    return { table, findings: this.findings, use: this.use() };
  }

  private use(): Partial<Record<Field, FieldUse>> {
    const use: Partial<Record<Field, FieldUse>> = {};
    for (const [field, { filled, usable }] of this.builders) {
      use[field] = { filled, usable, usableShare: this.count === 0 ? 0 : usable / this.count };
    }
    return use;
  }
}

function lacksAll(columns: readonly string[][], record: number): boolean {
  for (let i = 0; i < columns.length; i++) if (columns[i][record] !== "") return false;
  return true;
}

/** The columns that were read and, for fields that the sheet does not have, empty ones. */
class BuiltColumns<Field extends AnyField> {
  readonly mapped: ReadonlySet<Field>;
  // One empty column of each kind serves all fields that are not mapped.
  private noStrings?: readonly string[];
  private noDays?: Int32Array;
  private noNumbers?: Float64Array;
  private noTexts?: TextColumn;

  constructor(
    private readonly builders: ReadonlyMap<Field, Builder>,
    readonly count: number,
    readonly sheetRow: Int32Array
  ) {
    this.mapped = new Set(builders.keys());
  }

  strings(field: Field): readonly string[] {
    const builder = this.builders.get(field);
    if (builder instanceof StringColumn) return builder.finish();
    return (this.noStrings ??= new Array<string>(this.count).fill(""));
  }

  days(field: Field): Int32Array {
    const builder = this.builders.get(field);
    if (builder instanceof DayColumn) return builder.finish();
    return (this.noDays ??= new Int32Array(this.count));
  }

  numbers(field: Field): Float64Array {
    const builder = this.builders.get(field);
    if (builder instanceof NumberColumn) return builder.finish();
    return (this.noNumbers ??= new Float64Array(this.count).fill(NaN));
  }

  texts(field: Field): TextColumn {
    const builder = this.builders.get(field);
    if (builder instanceof CategoryColumn) return builder.finish();
    return (this.noTexts ??= { codes: new Int32Array(this.count), texts: [""] });
  }

  /** All columns of the kinds of one sort, by field. */
  all<Key extends Field, Column>(
    kinds: Kinds<Field>,
    sorts: readonly FieldKind[],
    column: (field: Field) => Column
  ): Record<Key, Column> {
    const entries = (Object.keys(kinds) as Field[])
      .filter((field) => sorts.includes(kinds[field]))
      .map((field) => [field, column(field)]);
    return Object.fromEntries(entries) as Record<Key, Column>;
  }
}

const stringKinds = ["vin", "plate", "key", "phone", "code", "text"] as const;
const dayKinds = ["date", "birthday"] as const;
const numberKinds = ["amount", "odometer", "distance"] as const;
const textKinds = ["category", "answer", "flag"] as const;

function customerTable(columns: BuiltColumns<CustomerField>): CustomerTable {
  return tableOf<CustomerField, typeof customerKinds>(customerKinds, columns);
}

function orderTable(columns: BuiltColumns<OrderField>): OrderTable {
  return tableOf<OrderField, typeof orderKinds>(orderKinds, columns);
}

function tableOf<Field extends AnyField, K extends Kinds<Field>>(
  kinds: K,
  columns: BuiltColumns<Field>
) {
  type Fields<Kind extends FieldKind> = FieldsOfKind<K, Kind> & Field;
  return {
    count: columns.count,
    sheetRow: columns.sheetRow,
    mapped: columns.mapped,
    ...columns.all<Fields<(typeof stringKinds)[number]>, readonly string[]>(
      kinds,
      stringKinds,
      (field) => columns.strings(field)
    ),
    ...columns.all<Fields<(typeof dayKinds)[number]>, Int32Array>(kinds, dayKinds, (field) =>
      columns.days(field)
    ),
    ...columns.all<Fields<(typeof numberKinds)[number]>, Float64Array>(
      kinds,
      numberKinds,
      (field) => columns.numbers(field)
    ),
    ...columns.all<Fields<(typeof textKinds)[number]>, TextColumn>(kinds, textKinds, (field) =>
      columns.texts(field)
    ),
  };
}
