import type {
  Cell,
  CellRows,
  Chunk,
  ColumnSlice,
  Intake,
  JoinedSheet,
  Reader,
  RecognisedPart,
  RecognisedSheet,
} from "../../intake";
import { placeOf } from "../../retention/store";
import { JoinedCollector, Joiner } from "./joinedRows";
import { KeyPrint, addKeys, addSpellings, readKeyPrint, readRows } from "../cells";

export interface ReadSheet<Table, Field extends string> {
  readonly sheet: RecognisedSheet<Field>;
  readonly intake: Intake<Table, Field>;
  /** Of the key columns of all parts, to see whether rows moved. */
  readonly print: string;
  /** The key cells of all parts as they are spelled. */
  readonly spellings: ReadonlySet<string | number>;
  /** Of each joined sheet: its rows with a number, and those whose number the table does not have. */
  readonly joined: readonly { readonly rows: number; readonly unmet: number }[];
}

/** Which rows of a group's export are read: those of one store, and those that name none. */
export type StoreChoice = string | undefined;

/** What reads a sheet and how it tells its progress. */
export interface Reading<Table, Field extends string> {
  readonly reader: Reader<Table, Field>;
  readonly store: StoreChoice;
  readonly progress: (rows: number, sheetName: string) => void;
}

/** The columns that a reader of a sheet must know: its own and those of joined sheets. */
export const readColumns = <Field extends string>(sheet: RecognisedSheet<Field>) => [
  ...sheet.columns,
  ...sheet.joined.flatMap(({ columns }) => columns),
];

/** The rows of all parts of a table. */
export const rowsOfParts = ({ parts }: RecognisedSheet<string>): number =>
  parts.reduce((sum, { rowCount }) => sum + rowCount, 0);

/** Cells of an owner, which stand on the first of his rows only where cells are merged. */
const ownerFields: readonly string[] = [
  "customerNumber",
  "name",
  "phone",
  "address",
  "birthday",
  "sex",
];

/**
 * Reads all sheets of a table as one, with what joined sheets know of each row. Every row keeps the sheet
 * and the row in which it stands.
 */
export async function readSheet<Table, Field extends string>(
  context: Excel.RequestContext,
  sheet: RecognisedSheet<Field>,
  { reader, store, progress }: Reading<Table, Field>
): Promise<ReadSheet<Table, Field>> {
  const print = new KeyPrint();
  const spellings = new Set<string | number>();
  const joins: OpenJoin<Field>[] = [];
  for (const joined of sheet.joined) joins.push(await openJoin(context, joined));
  const owner = sheet.filledDown ? new FillDown(ownerFields) : undefined;
  for (const [index, part] of sheet.parts.entries()) {
    const extras = extraColumns(part, sheet.joined);
    const source = { ...part, columns: [...part.columns, ...extras.columns] };
    await readRows<string>(context, source, (chunk) => {
      addKeys(print, chunk);
      addSpellings(spellings, chunk);
      let columns: Columns = extras.whole(chunk);
      joins.forEach(({ joiner, fields }, at) => {
        const keys = cellsOf(chunk.columns[extras.keys[at] ?? ""], chunk.rowCount);
        const rows = joiner.cells(keys);
        fields.forEach((field, place) => (columns = { ...columns, [field]: { rows, at: place } }));
      });
      if (owner) columns = owner.fill(columns, chunk.rowCount);
      if (store !== undefined) columns = onlyOfStore(columns, chunk.rowCount, store);
      reader.add({
        ...chunk,
        columns,
        firstSheetRow: placeOf(index, chunk.firstSheetRow),
      } as Chunk<Field>);
      progress(chunk.rowCount, part.sheetName);
    });
  }
  return {
    sheet,
    intake: reader.finish(),
    print: print.value,
    spellings,
    joined: joins.map(({ joiner, rows }) => ({ rows, unmet: joiner.unmet })),
  };
}

/** The print of a table's key columns as they stand now. */
export async function printOf<Field extends string>(
  context: Excel.RequestContext,
  { parts }: Pick<RecognisedSheet<Field>, "parts">
): Promise<string> {
  const print = new KeyPrint();
  for (const part of parts) await readKeyPrint(context, part, print);
  return print.value;
}

/**
 * The names in the column of stores, with the rows of each. Empty where there is no such column.
 */
export async function storesOf(
  context: Excel.RequestContext,
  { parts }: RecognisedSheet<string>
): Promise<ReadonlyMap<string, number>> {
  const stores = new Map<string, number>();
  for (const part of parts) {
    const columns = part.columns.filter(({ field }) => field === "store");
    if (columns.length === 0) continue;
    await readRows(context, { ...part, columns }, (chunk) => {
      for (const cell of cellsOf(chunk.columns.store, chunk.rowCount)) {
        const name = storeName(cell);
        if (name !== "") stores.set(name, (stores.get(name) ?? 0) + 1);
      }
    });
  }
  return stores;
}

/** A store's name as it is compared. */
export const storeName = (cell: Cell): string =>
  String(cell).normalize("NFKC").replace(/\s+/gu, " ").trim();

type Columns = Partial<Record<string, ColumnSlice>>;

/** The cells of a slice, one per row; blanks where there is no such column. */
function cellsOf(slice: ColumnSlice | undefined, rows: number): Cell[] {
  return Array.from({ length: rows }, (_, row) => slice?.rows[row]?.[slice.at] ?? "");
}

/** Further columns that are read with a part: texts that follow others, and joining numbers. */
function extraColumns(
  part: RecognisedPart<string>,
  joined: readonly JoinedSheet<string>[]
): {
  readonly columns: readonly { readonly field: string; readonly column: number }[];
  /** Per joined sheet the field under which its joining number is read. */
  readonly keys: readonly string[];
  readonly whole: (chunk: Chunk<string>) => Columns;
} {
  const followed = part.columns.filter(({ and }) => and && and.length > 0);
  const nameOf = (field: string, index: number): string => `${field} and ${index}`;
  const following = followed.flatMap(({ field, and = [] }) =>
    and.map(({ column }, index) => ({ field: nameOf(field, index), column }))
  );
  const keys = joined.map(({ key }, index) =>
    key.field !== undefined && part.columns.some(({ field }) => field === key.field)
      ? key.field
      : `join ${index}`
  );
  const keyColumns = joined.flatMap(({ key }, index) =>
    keys[index]?.startsWith("join ") ? [{ field: keys[index] ?? "", column: key.column }] : []
  );
  return {
    columns: [...following, ...keyColumns],
    keys,
    whole: (chunk) => {
      let columns: Columns = chunk.columns;
      for (const { field, and = [] } of followed) {
        const texts = [field, ...and.map((_, index) => nameOf(field, index))].map((name) =>
          cellsOf(chunk.columns[name], chunk.rowCount)
        );
        const rows = (texts[0] ?? []).map((_, row) => [
          texts
            .map((cells) => String(cells[row] ?? "").trim())
            .filter((text) => text !== "")
            .reduce((name, text) => `${name}${separator(name, text)}${text}`, ""),
        ]);
        columns = { ...columns, [field]: { rows, at: 0 } };
      }
      return columns;
    },
  };
}

/** 姓 and 名 stand together, first and last names apart. */
const separator = (before: string, after: string): string =>
  before === "" || (/\p{Script=Han}$/u.test(before) && /^\p{Script=Han}/u.test(after)) ? "" : " ";

/** A joined sheet that was read. */
interface OpenJoin<Field extends string> {
  readonly joiner: Joiner<Field>;
  readonly fields: readonly Field[];
  readonly rows: number;
}

/** Reads a joined sheet whole, by its numbers. */
async function openJoin<Field extends string>(
  context: Excel.RequestContext,
  joined: JoinedSheet<Field>
): Promise<OpenJoin<Field>> {
  const collector = new JoinedCollector();
  const fields = joined.columns.map(({ field }) => field);
  const key = { field: "join", column: joined.key.joinedColumn };
  const columns = [...joined.columns.filter(({ column }) => column !== key.column), key];
  const own = joined.columns.find(({ column }) => column === key.column)?.field;
  await readRows<string>(context, { ...joined, columns }, (chunk) => {
    const keys = cellsOf(chunk.columns.join, chunk.rowCount);
    const cells = fields.map((field) =>
      field === own ? keys : cellsOf(chunk.columns[field], chunk.rowCount)
    );
    keys.forEach((number, row) =>
      collector.add(
        number,
        cells.map((column) => column[row] ?? "")
      )
    );
  });
  const rows = collector.finish();
  return { joiner: new Joiner(fields, rows), fields, rows: collector.count };
}

/** Carries the cells of merged groups down to the rows that they speak for. */
class FillDown {
  private last: readonly Cell[] | undefined;

  constructor(private readonly candidates: readonly string[]) {}

  fill(columns: Columns, rowCount: number): Columns {
    const fields = this.candidates.filter((field) => columns[field] !== undefined);
    const cells = fields.map((field) => cellsOf(columns[field], rowCount));
    const vehicles = ["vin", "plate", "model"].map((field) => cellsOf(columns[field], rowCount));
    const rows: CellRows = Array.from({ length: rowCount }, (_, row) => {
      const own = cells.map((column) => column[row] ?? "");
      if (own.some((cell) => cell !== "")) {
        this.last = own;
        return own;
      }
      const isVehicle = vehicles.some((column) => (column[row] ?? "") !== "");
      return isVehicle && this.last ? [...this.last] : own;
    });
    const filled = Object.fromEntries(fields.map((field, at) => [field, { rows, at }]));
    return { ...columns, ...filled };
  }
}

/** Leaves the rows of other stores blank, as if they were not there. */
function onlyOfStore(columns: Columns, rowCount: number, store: string): Columns {
  if (columns.store === undefined) return columns;
  const names = cellsOf(columns.store, rowCount).map(storeName);
  const blanked = new Map<CellRows, CellRows>();
  const blankedRows = (rows: CellRows): CellRows => {
    const known = blanked.get(rows);
    if (known) return known;
    const kept = rows.map((row, index) =>
      names[index] === "" || names[index] === store ? row : row.map((): Cell => "")
    );
    blanked.set(rows, kept);
    return kept;
  };
  return Object.fromEntries(
    Object.entries(columns).map(([field, slice]) => [
      field,
      slice && { ...slice, rows: blankedRows(slice.rows) },
    ])
  );
}
