import { NO_DAY } from "../../retention/time";
import {
  type CustomerField,
  type CustomerTable,
  type OrderField,
  type OrderTable,
  type TextColumn,
} from "../../retention/store";
import { customerKinds, orderKinds, type FieldKind } from "../fields";
import type { SheetKind } from "../headers";

/** A field of either sheet. */
export type AnyField = CustomerField | OrderField;

/** What a cell of a record means: a key, text, day or number; `undefined` where nothing is known. */
export type Meaning = string | number | undefined;

/** The rows of one sheet of the store, or of one sheet of a file, as records. */
export interface RecordTable {
  readonly kind: SheetKind;
  readonly table: CustomerTable | OrderTable;
}

/** One record: a row of a table. */
export interface RecordRow {
  readonly of: RecordTable;
  readonly row: number;
}

/** The kinds of a sheet's fields. */
export function kindsOf(kind: SheetKind): Readonly<Partial<Record<AnyField, FieldKind>>> {
  return kind === "customers" ? customerKinds : orderKinds;
}

/** What stands in a field of a record, so that equal values mean the same however they were written. */
export function meaningOf({ of, row }: RecordRow, field: AnyField): Meaning {
  const { table } = of;
  if (!(table.mapped as ReadonlySet<AnyField>).has(field)) return undefined;
  const column = (table as unknown as Record<string, unknown>)[field];
  switch (kindsOf(of.kind)[field]) {
    case "date":
    case "birthday": {
      const day = (column as Int32Array)[row];
      return day === NO_DAY ? undefined : day;
    }
    case "amount":
    case "odometer":
    case "distance": {
      const number = (column as Float64Array)[row];
      return Number.isNaN(number) ? undefined : number;
    }
    case "category":
    case "answer":
    case "flag": {
      const { codes, texts } = column as TextColumn;
      return texts[codes[row]] || undefined;
    }
    default:
      return (column as readonly string[])[row] || undefined;
  }
}

/** Whether two meanings are one; sums of money agree to the fen. */
export function sameMeaning(one: Meaning, other: Meaning): boolean {
  if (typeof one === "number" && typeof other === "number") return Math.abs(one - other) < 0.005;
  return one === other;
}
