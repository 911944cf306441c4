import type { Cell, CellRows } from "./cell";
import { profileOf, type ColumnProfile } from "./columnProfile";
import { isUnit, titleUnits, type TitleUnits } from "./headerGrammar";

/** A header stands in one of the first rows; exports carry title rows above it. */
export const headerSearchRows = 20;
/** Rows at the top of each area to hand over: those a header may stand in, and some records below. */
export const sampleRows = headerSearchRows + 10;
/** Rows that stand together in each of the other places of a long area, so that orders of several rows show. */
export const spreadBlockRows = 8;
/** Places of a long area that are looked at besides its top. */
export const spreadBlocks = 4;

/** Rows from within or the end of a long area. */
export interface SampleBlock {
  /** Zero-based row of the area of the first of them. */
  readonly row: number;
  readonly values: CellRows;
}

/** A merged range, zero-based within the area. */
export interface Merge {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A sample of a used range or of an Excel table. */
export interface AreaSample {
  readonly sheetId: string;
  readonly sheetName: string;
  /** The Excel table it is; its header is its first row. Without a name: a sheet's used range. */
  readonly tableName?: string;
  /** Zero-based row and column of the sheet where {@link values} begin. */
  readonly firstRow: number;
  readonly firstColumn: number;
  /** All rows of the area, header included, a table's total row not. */
  readonly rowCount: number;
  /** The first {@link sampleRows} rows (fewer if the area ends before). */
  readonly values: CellRows;
  /** Rows spread over the rest of the area; see {@link spreadRows}. */
  readonly spread?: readonly SampleBlock[];
  /** Merged cells among the first rows, where the host can say so. */
  readonly merges?: readonly Merge[];
  /** Zero-based columns of the sheet that the add-in itself writes: never taken for data. */
  readonly ourColumns?: ReadonlySet<number>;
}

/** Which rows of an area to ask for besides the first {@link sampleRows}, as first row and count. */
export function spreadRows(rowCount: number): { row: number; rows: number }[] {
  const rest = rowCount - sampleRows;
  if (rest <= 0) return [];
  if (rest <= spreadBlocks * spreadBlockRows) return [{ row: sampleRows, rows: rest }];
  return Array.from({ length: spreadBlocks }, (_, block) => ({
    row: sampleRows + Math.round(((rest - spreadBlockRows) * (block + 1)) / spreadBlocks),
    rows: spreadBlockRows,
  }));
}

/** The sampled records below a header, column by column. */
export class Layout {
  private readonly profiles: (ColumnProfile | undefined)[] = [];
  private unitsNamed?: TitleUnits;
  /** Sampled rows below the header; those that stand together in the sheet stand together here. */
  readonly blocks: readonly CellRows[];

  constructor(
    readonly area: AreaSample,
    /** Index in the area's values of the (lower) header row. */
    readonly headerIndex: number,
    readonly headers: readonly string[]
  ) {
    this.blocks = [
      area.values.slice(headerIndex + 1),
      ...(area.spread ?? []).map(({ values }) => values),
    ];
  }

  /** The sampled cells of a column, given by its index within the area. */
  cells(at: number): Cell[] {
    const cells: Cell[] = [];
    for (const block of this.blocks) for (const row of block) cells.push(row[at] ?? "");
    return cells;
  }

  profile(at: number): ColumnProfile {
    return (this.profiles[at] ??= profileOf(this.cells(at)));
  }

  /** The units that the rows above the header name for the whole list. */
  get units(): TitleUnits {
    return (this.unitsNamed ??= titleUnits(
      this.area.values
        .slice(0, this.headerIndex)
        .flatMap((row) => row.filter((cell): cell is string => typeof cell === "string"))
    ));
  }

  isOurs(at: number): boolean {
    return this.area.ourColumns?.has(this.area.firstColumn + at) ?? false;
  }
}

/** A row, or two, taken as a header. */
export interface HeaderReading {
  readonly headerIndex: number;
  readonly headers: readonly string[];
  readonly rows: 1 | 2;
}

/**
 * Every way to read one of the first rows as a header, and the rows that belong together. A row with a
 * vehicle in it is a record.
 */
export function headersOf(area: AreaSample): readonly HeaderReading[] {
  const known = readingsSeen.get(area);
  if (known) return known;
  const lastIndex = Math.min(area.values.length, area.tableName ? 1 : headerSearchRows) - 1;
  const found: HeaderReading[] = [];
  for (let index = 0; index <= lastIndex; index++) {
    if (!hasVehicle(area.values[index])) found.push(...headerReadings(area, index, lastIndex));
  }
  readingsSeen.set(area, found);
  return found;
}

const readingsSeen = new WeakMap<AreaSample, readonly HeaderReading[]>();

/** A row as a header by itself and, where the next row may belong to it, both together. */
function headerReadings(area: AreaSample, index: number, lastIndex: number): HeaderReading[] {
  const { values } = area;
  const single = { headerIndex: index, headers: values[index].map(headerText), rows: 1 as const };
  if (index < lastIndex && isUnitRow(values[index + 1])) {
    // The units are part of the headers, and no record.
    const headers = withUnits(single.headers, values[index + 1]);
    return [{ headerIndex: index + 1, headers, rows: 2 }];
  }
  if (index >= lastIndex || !looksLikeHeader(values[index + 1])) return [single];
  return [single, { headerIndex: index + 1, headers: joinedHeaders(area, index), rows: 2 }];
}

/** A cell as header text, line breaks and blanks as one blank. */
export function headerText(cell: Cell | undefined): string {
  if (typeof cell !== "string") return String(cell ?? "");
  // Most headers have no blanks at all.
  return /\s/u.test(cell) ? cell.replace(/\s+/gu, " ").trim() : cell;
}

/** Below some headers a row says in what the columns are counted: 元, km. */
function isUnitRow(row: readonly Cell[]): boolean {
  const texts = row.filter((cell) => cell !== "");
  return texts.length > 0 && texts.every((cell) => typeof cell === "string" && isUnit(cell));
}

function withUnits(headers: readonly string[], units: readonly Cell[]): string[] {
  return headers.map((header, at) => {
    const unit = headerText(units[at]).replace(/^[([（【]|[)\]）】]$/gu, "");
    return header && unit ? `${header}（${unit}）` : header;
  });
}

/** A second header row has words only; a record has numbers, dates or codes. */
function looksLikeHeader(row: readonly Cell[]): boolean {
  return row.every((cell) => typeof cell === "string" && !/\d{3}/u.test(cell));
}

/**
 * Group and column headers as one text. A merged group cell keeps its text in its first cell only: it
 * is carried over the columns of the merge. Where merges are not known, it is carried to the right as
 * long as there are column headers below and no group of their own.
 */
function joinedHeaders(area: AreaSample, index: number): string[] {
  const upper = area.values[index].map(headerText);
  const lower = area.values[index + 1].map(headerText);
  let group = "";
  let last = Infinity;
  return upper.map((own, column) => {
    const below = lower[column] ?? "";
    if (own) {
      group = below ? own : "";
      last = mergeEnd(area, index, column);
    } else if (!below || column > last) group = "";
    return [own || group, below].filter(Boolean).join(" ");
  });
}

/** The last column that a group cell covers. */
function mergeEnd({ merges }: AreaSample, row: number, column: number): number {
  if (!merges) return Infinity;
  const merge = merges.find((it) => it.row === row && it.column === column);
  return merge ? merge.column + merge.columns - 1 : column;
}

/** The first of the rows with the most words: a title row has one, a record has numbers too. */
export function wordiestRow({ values }: AreaSample): number {
  const words = values
    .slice(0, headerSearchRows)
    .map((row) => row.filter((cell) => typeof cell === "string" && cell.trim() !== "").length);
  return words.indexOf(Math.max(...words));
}

const vehicleKey = /^[A-HJ-NPR-Z0-9]{17}$|^[\u4e00-\u9fff][A-Z][A-HJ-NP-Z0-9]{5,6}$/;

/** Whether a row holds the VIN or the plate of a vehicle, so that it is no header. */
export function hasVehicle(row: readonly Cell[]): boolean {
  return row.some((cell) => typeof cell === "string" && vehicleKey.test(cell.trim()));
}

/**
 * The header row of an area whose headers say nothing: the row above the first with a vehicle in it.
 * `undefined` if there is no vehicle, or if the first row already holds one.
 */
export function silentHeader(area: AreaSample): HeaderReading | undefined {
  const first = area.values.slice(0, headerSearchRows + 1).findIndex(hasVehicle);
  if (first < 1) return undefined;
  const headers = area.values[first - 1].map(headerText);
  const filled = headers.filter(Boolean).length;
  if (filled < 2) return undefined;
  return { headerIndex: first - 1, headers, rows: 1 };
}
