import type {
  UnexplainedType,
  LeftOutText,
  CustomerField,
  Finding,
  OrderField,
} from "../../retention/store";
import type { FieldUse, FindingList } from "../../intake";
import type { StoreBasis } from "./basis";

/** What one of the two sheets gave, as the data quality sheet needs it. */
export interface TableQuality<Field extends string> {
  readonly records: number;
  readonly findings: FindingList;
  readonly use: Partial<Record<Field, FieldUse>>;
  /** Zero-based column of each mapped field. */
  readonly columnOf: Partial<Record<Field, number>>;
  /** The sheets on which the table stands, where each field has a column of its own. */
  readonly parts?: readonly {
    readonly sheetName: string;
    readonly columnOf: Partial<Record<Field, number>>;
  }[];
}

/** All that was found, by where it was found. */
export interface Quality {
  readonly customers: TableQuality<CustomerField>;
  readonly orders: TableQuality<OrderField>;
  /** Found when customers and orders met, and on the as-of day. */
  readonly together: readonly Finding[];
  /** What the figures rest on; absent where tables come from elsewhere than a workbook. */
  readonly basis?: StoreBasis;
  /** Orders that are no visits, by the text that says so. */
  readonly leftOut?: readonly LeftOutText[];
  /** Order types that no word list explains. */
  readonly unexplainedTypes?: readonly UnexplainedType[];
}
