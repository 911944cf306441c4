import { isDateFormat } from "numfmt";
import { recognise } from "../../excel";
import {
  customerKinds,
  isHeaderRow,
  isKnownHeader,
  orderKinds,
  plainCell,
  type DateOrder,
  type FieldKind,
  type RecognisedSheet,
} from "../../intake";
import { defaultWords, normaliseKey } from "../../retention/store";
import { openStandIn, Workbook } from "../host";
import { CellError, NotCalculatedError, type Worksheet } from "../host/model";
import { formatAbsolute } from "../host/model/address";
import { CommandError } from "./commandError";
import { Inventions } from "./inventions";

/** What a column of the input is, as far as recognition tells. */
interface ColumnUse {
  readonly kind: FieldKind;
  /** Categories whose words name people or stores. */
  readonly namesSomebody: boolean;
  readonly dateOrder?: DateOrder;
}

/** The recognised table of a sheet. */
interface SheetUse {
  headerRow: number;
  readonly columns: Map<number, ColumnUse>;
}

/** A copy, and what was done to it. */
export interface AnonymousCopy {
  readonly workbook: Workbook;
  /** Cells whose contents are invented or moved. */
  readonly changed: number;
  /** Days by which all dates moved; negative. */
  readonly days: number;
}

const kinds: Readonly<Record<string, FieldKind>> = { ...customerKinds, ...orderKinds };
const people: ReadonlySet<string> = new Set(["advisor", "salesConsultant", "store"]);
/** Kinds of columns whose cells are looked for in headers, sheet names and words that would stay. */
const personal: ReadonlySet<FieldKind> = new Set(["vin", "plate", "key", "phone", "code", "text"]);
/** A word that so many rows share says nothing of one of them. */
const sharedBy = 3;
const words = new Set(Object.values(defaultWords).flat().map(normaliseKey));

/**
 * A new workbook of the same shape as another with invented contents. Only what is named here is taken over:
 * cells, number formats, widths, what is hidden or merged, tables. Everything else of the package (comments,
 * properties, names, links to other files, pictures, pivots, macros, parts of add-ins) stays behind because
 * nothing of it is copied. Formulas become their values.
 *
 * @param workbook the input, which stays as it is
 */
export async function anonymousCopy(
  workbook: Workbook,
  inventions: Inventions = new Inventions()
): Promise<AnonymousCopy> {
  const uses = await columnUses(workbook);
  const copy = Workbook.blank("…");
  const [empty] = copy.sheets;
  const known = collectKnown(workbook, uses);
  let changed = 0;
  for (const sheet of workbook.sheets) {
    const name = known.names(sheet.Name) ? inventions.text(sheet.Name) : sheet.Name;
    const target = copy.addSheet(freeName(name, copy));
    changed += copySheet(sheet, target, { uses: uses.get(sheet.Name), inventions, known });
  }
  if (empty && copy.sheets.length > 1) copy.removeSheet(empty);
  return { workbook: copy, changed, days: inventions.days };
}

/** The columns of the customers, of the orders and of what is joined to them, by sheet. */
async function columnUses(workbook: Workbook): Promise<Map<string, SheetUse>> {
  const standIn = await openStandIn({ workbook });
  const uses = new Map<string, SheetUse>();
  try {
    const { customers, orders } = await recognise();
    for (const sheet of [customers, orders]) if (sheet) addUses(uses, sheet);
  } catch (error) {
    const open = standIn.hostErrors.find((failure) => failure instanceof NotCalculatedError);
    throw open ? new CommandError("formulaWithoutValue", open.place) : error;
  } finally {
    await standIn.close().catch(() => undefined);
  }
  return uses;
}

interface UsedColumn {
  readonly field: string;
  readonly column: number;
  readonly dateOrder?: DateOrder;
  readonly and?: readonly { readonly column: number }[];
}

function addUses(uses: Map<string, SheetUse>, sheet: RecognisedSheet<string>): void {
  const add = (name: string, headerRow: number, columns: readonly UsedColumn[]): SheetUse => {
    const use = uses.get(name) ?? { headerRow, columns: new Map<number, ColumnUse>() };
    uses.set(name, use);
    for (const { field, column, dateOrder, and = [] } of columns) {
      const kind = kinds[field];
      if (kind === undefined) continue;
      const namesSomebody = people.has(field);
      use.columns.set(column, { kind, namesSomebody, ...(dateOrder && { dateOrder }) });
      for (const other of and) use.columns.set(other.column, { kind: "text", namesSomebody });
    }
    return use;
  };
  for (const part of sheet.parts) add(part.sheetName, part.headerRow, part.columns);
  for (const joined of sheet.joined) {
    const key = { kind: "code", namesSomebody: false } as const;
    const use = add(joined.sheetName, joined.headerRow, joined.columns);
    if (!use.columns.has(joined.key.joinedColumn)) use.columns.set(joined.key.joinedColumn, key);
    const main = uses.get(sheet.sheetName);
    if (main && !main.columns.has(joined.key.column)) main.columns.set(joined.key.column, key);
  }
}

/** What of the input must not stay where words stay. */
class Known {
  readonly personal = new Set<string>();
  private readonly counts = new Map<string, number>();

  count(column: string, text: string): void {
    const key = `${column} ${text}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** Whether a text names somebody or something that a personal column names, or looks like a number of it. */
  names(text: string): boolean {
    const plain = normaliseKey(text);
    if (/\d{5}/.test(plain) || /[A-Z0-9]{8}/.test(plain.replace(/[^A-Z0-9]/g, " "))) return true;
    for (let from = 0; from < plain.length; from += 1) {
      for (let to = from + 2; to <= Math.min(plain.length, from + 40); to += 1) {
        if (this.personal.has(plain.slice(from, to))) return true;
      }
    }
    return false;
  }

  /** Whether a word of a category may stay. */
  isShared(column: string, text: string): boolean {
    const isWord = words.has(normaliseKey(text));
    if (!isWord && (this.counts.get(`${column} ${text}`) ?? 0) < sharedBy) return false;
    return !this.names(text);
  }
}

function collectKnown(workbook: Workbook, uses: ReadonlyMap<string, SheetUse>): Known {
  const known = new Known();
  for (const sheet of workbook.sheets) {
    const use = uses.get(sheet.Name);
    if (!use) continue;
    sheet.cells.eachCell((row, column, value) => {
      const columnUse = use.columns.get(column);
      if (!columnUse || row <= use.headerRow) return;
      if (typeof value !== "string" && typeof value !== "number") return;
      const { text } = plainCell(value);
      if (text === "") return;
      if (columnUse.namesSomebody || personal.has(columnUse.kind)) {
        known.personal.add(normaliseKey(text));
      } else known.count(`${sheet.Name} ${column}`, text);
    });
  }
  return known;
}

interface Copying {
  readonly uses: SheetUse | undefined;
  readonly inventions: Inventions;
  readonly known: Known;
}

/** @returns cells that were changed */
function copySheet(from: Worksheet, to: Worksheet, copying: Copying): number {
  const { cells } = from;
  const { uses } = copying;
  const styles = new Map<number, number>();
  const headers = uses ? headersOf(from, uses.headerRow) : new Set<number>();
  let changed = 0;
  cells.eachCell((row, column, value) => {
    const style = cells.style(row, column);
    let copied = styles.get(style);
    const { numberFormat } = from.workbook.styles.get(style);
    if (copied === undefined) {
      const base = to.workbook.styles.get(0);
      copied = to.workbook.styles.intern({ ...base, numberFormat: plainFormat(numberFormat) });
      styles.set(style, copied);
    }
    if (copied !== 0) to.cells.setStyle(row, column, copied);
    if (value === undefined || typeof value === "symbol") return;
    if (typeof value === "boolean" || value instanceof CellError) {
      to.cells.setValue(row, column, value);
      return;
    }
    const isHeader = uses !== undefined && row === uses.headerRow && headers.has(column);
    const isData = uses !== undefined && row > uses.headerRow;
    const invented = isHeader
      ? headerCell(value, copying)
      : isData
        ? dataCell(value, { sheet: from, row, column, numberFormat }, copying)
        : strayCell(value, row, isDateFormat(numberFormat), copying);
    if (invented !== value) changed += 1;
    to.cells.setValue(row, column, invented);
  });
  copyLayout(from, to);
  copyTables(from, to);
  return changed;
}

/** Columns whose text in the header's row is a header; none where that row is a record. */
function headersOf(sheet: Worksheet, headerRow: number): ReadonlySet<number> {
  const columns = sheet.cells
    .usedColumns()
    .filter((column) => typeof sheet.cells.value(headerRow, column) === "string");
  const texts = columns.map((column) => String(sheet.cells.value(headerRow, column)));
  return new Set(isHeaderRow(texts) || texts.some(isKnownHeader) ? columns : []);
}

function headerCell(value: string | number, { known, inventions }: Copying): string | number {
  const text = String(value);
  if (isKnownHeader(text) || !known.names(text)) return value;
  return typeof value === "string" ? inventions.text(value) : inventions.numberCode(value);
}

/** Titles above a table, and everything on a sheet that is neither customers nor orders. */
function strayCell(
  value: string | number,
  row: number,
  isDate: boolean,
  { inventions }: Copying
): string | number {
  if (typeof value === "string" && row < 20 && isKnownHeader(value)) return value;
  return inventions.unknown(value, "", isDate);
}

interface Place {
  readonly sheet: Worksheet;
  readonly row: number;
  readonly column: number;
  readonly numberFormat: string;
}

function dataCell(value: string | number, place: Place, copying: Copying): string | number {
  const { uses, inventions, known } = copying;
  if (typeof value === "string" && plainCell(value).text === "") return value;
  const use = uses?.columns.get(place.column);
  const code = (): string | number =>
    typeof value === "string" ? inventions.code(value) : inventions.numberCode(value);
  const text = (): string | number =>
    typeof value === "string" ? inventions.text(value) : inventions.numberCode(value);
  switch (use?.kind) {
    case undefined:
      return inventions.unknown(value, carOf(place, uses), isDateFormat(place.numberFormat));
    case "vin":
    case "plate":
    case "key":
    case "phone":
    case "code":
      return code();
    case "text":
      return text();
    case "date":
      return inventions.date(value, use.dateOrder);
    case "birthday":
      return inventions.birthday(value);
    case "amount":
      return inventions.money(value, carOf(place, uses));
    case "odometer":
    case "distance":
      return typeof value === "number" || /^[\d.,，\s]*(?:万|公里|千米|里|km|[./])*$/iu.test(value)
        ? value
        : text();
    case "category":
    case "answer":
    case "flag": {
      if (use.namesSomebody) return text();
      const column = `${place.sheet.Name} ${place.column}`;
      return known.isShared(column, plainCell(value).text) ? value : text();
    }
  }
}

/** The car of a row, by which its money is stretched. */
function carOf({ sheet, row }: Place, uses: SheetUse | undefined): string {
  for (const kind of ["vin", "plate", "key"] as const) {
    for (const [column, use] of uses?.columns ?? []) {
      const value = use.kind === kind ? sheet.cells.value(row, column) : undefined;
      if (value !== undefined && typeof value !== "symbol") return normaliseKey(String(value));
    }
  }
  return "";
}

/** A number format without words that somebody put into it. */
function plainFormat(format: string): string {
  return format.replace(/"([^"]*)"/g, (quoted, text: string) =>
    /^[年月日时分秒元万公里￥¥$%\s,.:/()-]*$/u.test(text) ? quoted : '""'
  );
}

function copyLayout(from: Worksheet, to: Worksheet): void {
  for (const column of from.cells.usedColumns()) {
    const { width, hidden } = from.cells.columnInfo(column);
    to.cells.setColumn(column, {
      ...(width !== undefined && { width }),
      ...(hidden !== undefined && { hidden }),
    });
  }
  for (const row of from.cells.hiddenRows) to.hideRows(row, 1, true);
  to.merges = from.merges.map((merge) => ({ ...merge }));
  if (to.merges.length > 0) to.touch("merges");
  to.frozen = { ...from.frozen };
  to.touch("view");
  to.visibility = from.visibility;
}

function copyTables(from: Worksheet, to: Worksheet): void {
  for (const table of from.tables) {
    const made = to.Tables.Add(formatAbsolute(table.rect).replaceAll("$", ""), true);
    if (table.showTotals) made.showTotals = true;
  }
}

/** Excel takes at most 31 characters, and no name twice. */
function freeName(name: string, workbook: Workbook): string {
  const taken = new Set(workbook.sheets.map(({ Name }) => Name.toLowerCase()));
  const plain = name.slice(0, 31);
  for (let number = 2, free = plain; ; number += 1) {
    if (!taken.has(free.toLowerCase())) return free;
    free = `${plain.slice(0, 31 - ` ${number}`.length)} ${number}`;
  }
}
