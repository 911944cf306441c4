import type { CustomerField, OrderField } from "../retention/store";
import type { SheetKind } from "./headers";
import { normaliseHeader } from "./headers";
import type { RecognisedSheets, SavedMappings } from "./recogniseSheets";
import type { RecognisedSheet, SavedMapping } from "./recognition";

/** Which columns a run read: field → header. */
export interface UsedColumns {
  readonly customers?: Readonly<Partial<Record<CustomerField, string>>>;
  readonly orders?: Readonly<Partial<Record<OrderField, string>>>;
}

/** A column that was read, or that the user named, and that stands on no sheet any more. */
export interface GoneColumn {
  readonly table: SheetKind;
  readonly field: CustomerField | OrderField;
  readonly header: string;
}

/** The columns that a sheet is read by, those of joined sheets among them. */
export function usedColumns<Field extends string>({
  columns,
  joined,
}: RecognisedSheet<Field>): Partial<Record<Field, string>> {
  const all = [...joined.flatMap((it) => it.columns), ...columns];
  return Object.fromEntries(all.map(({ field, header }) => [field, header])) as Partial<
    Record<Field, string>
  >;
}

/**
 * The columns whose figures would fail without a word (intake §1.3): read by the last run and of no
 * column now, or named by the user, and their header stands nowhere any more. A field that the user
 * goes on without is not among them.
 */
export function goneColumns(
  recognised: Pick<RecognisedSheets, "customers" | "orders">,
  saved: SavedMappings,
  used: UsedColumns
): GoneColumn[] {
  return [
    ...goneFrom("customers", recognised.customers, saved.customers, used.customers),
    ...goneFrom("orders", recognised.orders, saved.orders, used.orders),
  ];
}

function goneFrom(
  table: SheetKind,
  sheet: RecognisedSheet<CustomerField> | RecognisedSheet<OrderField> | undefined,
  saved: SavedMapping<string> | undefined,
  used: Readonly<Partial<Record<string, string>>> = {}
): GoneColumn[] {
  if (!sheet) return [];
  const isOfSheet = saved?.sheetId === sheet.sheetId || saved?.sheetName === sheet.sheetName;
  const chosen: Readonly<Partial<Record<string, string>>> = (isOfSheet && saved?.headers) || {};
  const found: Readonly<Partial<Record<string, string>>> = usedColumns<string>(sheet);
  const present = new Set(
    [
      ...sheet.headers.map(({ header }) => header),
      ...sheet.joined.flatMap(({ columns, unused }) =>
        [...columns, ...unused].map(({ header }) => header)
      ),
    ].map(normaliseHeader)
  );
  const isGone = (header: string): boolean => !present.has(normaliseHeader(header));
  return Object.entries({ ...used, ...chosen }).flatMap(([field, header = ""]) => {
    const isNamed = chosen[field] !== undefined;
    if (header === "" || !isGone(header) || (!isNamed && found[field] !== undefined)) return [];
    return [{ table, field: field as CustomerField | OrderField, header }];
  });
}
