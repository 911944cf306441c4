import type { AreaSample, Cell, InputTableId } from "../../intake";
import { reportIds, type ReportId, type SheetPlan, fixedRef, onSheet } from "../../reports/plan";
import { columnKeys, type ColumnKey } from "../../reports/columns";
import { asOfName } from "../../reports/sheets";
import type { WorkbookState } from "./state";
import type { OurParts } from "../cells";

/**
 * How the add-in finds its own sheets, tables and columns again: by hidden defined names. Excel moves a
 * name along when its cell is moved, when rows or columns are inserted, when the sheet is renamed.
 */
const ourPrefix = "RETAIN_";
const sheetPrefix = `${ourPrefix}sheet_`;
const unfinishedPrefix = `${ourPrefix}unfinished_`;
const endPrefix = `${ourPrefix}end_`;
const copyPrefix = `${ourPrefix}copy_`;
/** What {@link unfinishedMark} says while a sheet is being written, and afterwards. */
export const unfinishedFormula = "=TRUE";
export const finishedFormula = "=FALSE";
const tablePrefix = `${ourPrefix}table_`;

/** A generated sheet: its report, and which of several where a report has several. */
export type SheetKey = ReportId | `${ReportId}_${string}`;

export function sheetKeyOf({ id, instance }: Pick<SheetPlan, "id" | "instance">): SheetKey {
  return instance === undefined ? id : `${id}_${instance}`;
}

/** The report and the instance behind a key; `undefined` for what is no sheet of the add-in. */
export function sheetOfKey(key: string): { id: ReportId; instance?: string } | undefined {
  const [first = "", ...rest] = key.split("_");
  const id = reportIds.find((report) => report === first);
  if (id === undefined) return undefined;
  return rest.length === 0 ? { id } : { id, instance: rest.join("_") };
}

export const sheetMark = (key: SheetKey): string => `${sheetPrefix}${key}`;
const columnPrefix = `${ourPrefix}column_`;

/** A column of the add-in in one of the user's tables: its key, on further sheets with a number. */
export type ColumnName = ColumnKey | `${ColumnKey}_${number}`;

/** The name of a column on the nth sheet of a table, from 0. */
export const columnName = (key: ColumnKey, index: number): ColumnName =>
  index === 0 ? key : `${key}_${index + 1}`;

/** The key behind a name; `undefined` for what is no column of the add-in. */
export function keyOfColumn(name: string): ColumnKey | undefined {
  const [first = "", number, ...rest] = name.split("_");
  const isNumber = number === undefined || /^[1-9]\d*$/.test(number);
  return isNumber && rest.length === 0 ? columnKeys.find((key) => key === first) : undefined;
}

export const columnMark = (name: ColumnName): string => `${columnPrefix}${name}`;
/** Stands on the header cell of a column of a table in which users write. */
export const tableColumnMark = (table: InputTableId, column: string): string =>
  `${tablePrefix}${table}_${column}`;
/** Is true as long as a sheet is not written to its end. */
export const unfinishedMark = (key: SheetKey): string => `${unfinishedPrefix}${key}`;

/** Stands in the last row that the add-in wrote on a sheet. */
export const endMark = (key: SheetKey): string => `${endPrefix}${key}`;
/** Stands on a sheet that is a copy of one whose content could not be told apart. */
export const copyMark = (number: number): string => `${copyPrefix}${number}`;

/** Stands on the sheet that tells what was imported. */
export const importsMark = `${ourPrefix}imports`;

/** The cell a defined name points at. */
export interface MarkedCell {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

/** `deleted`: the name is there but its cell is not; absent: there is no such name. */
export type Mark = MarkedCell | "deleted";

/** Where the add-in's sheets, columns and tables are now. */
export interface LocatedParts {
  readonly sheets: ReadonlyMap<SheetKey, Mark>;
  readonly columns: ReadonlyMap<ColumnName, Mark>;
  /** The last rows that the add-in wrote. */
  readonly ends: ReadonlyMap<SheetKey, Mark>;
  /** Ids of sheets that are copies of the add-in's. */
  readonly copies: ReadonlySet<string>;
  /** Header cells of input tables, by {@link tableColumnMark}. */
  readonly tableColumns: ReadonlyMap<string, Mark>;
  /** The cell of 维系参数 that was named for the as-of day; absent before that. */
  readonly asOf?: Mark;
  /** 导入记录; absent before the first import. */
  readonly imports?: Mark;
  /** Sheets that a run has not written to their end. */
  readonly unfinished: ReadonlySet<SheetKey>;
  /** All names of the add-in in the workbook. Grows as names are given. */
  readonly names: Set<string>;
}

/** Resolves all of the add-in's names in two round trips. */
export async function locateParts(context: Excel.RequestContext): Promise<LocatedParts> {
  const items = context.workbook.names;
  items.load("items/name,items/formula");
  await context.sync();
  const own = items.items.filter(({ name }) => name.startsWith(ourPrefix));
  const names = own.map(({ name }) => name);
  const pointers = names
    .filter((name) => !name.startsWith(unfinishedPrefix))
    .map((name) => {
      const range = items.getItem(name).getRangeOrNullObject();
      range.load("rowIndex,columnIndex,worksheet/id");
      return { name, range };
    });
  if (pointers.length > 0) await context.sync();
  const marks = new Map<string, Mark>();
  for (const { name, range } of pointers) {
    marks.set(
      name,
      range.isNullObject
        ? "deleted"
        : { sheetId: range.worksheet.id, row: range.rowIndex, column: range.columnIndex }
    );
  }
  const bySheet = (prefix: string): ReadonlyMap<SheetKey, Mark> =>
    new Map(
      [...marks].flatMap(([name, mark]) => {
        const key = name.startsWith(prefix) ? name.slice(prefix.length) : "";
        return sheetOfKey(key) ? [[key as SheetKey, mark] as const] : [];
      })
    );
  const copies = [...marks].flatMap(([name, mark]) =>
    name.startsWith(copyPrefix) && typeof mark === "object" ? [mark.sheetId] : []
  );
  const columns = [...marks].flatMap(([name, mark]) => {
    const column = name.startsWith(columnPrefix) ? name.slice(columnPrefix.length) : "";
    return keyOfColumn(column) ? [[column as ColumnName, mark] as const] : [];
  });
  const unfinished = own
    .filter(({ name, formula }) => name.startsWith(unfinishedPrefix) && formula !== finishedFormula)
    .map(({ name }) => name.slice(unfinishedPrefix.length) as SheetKey);
  const asOf = marks.get(asOfName);
  const imports = marks.get(importsMark);
  return {
    ...(asOf !== undefined && { asOf }),
    ...(imports !== undefined && { imports }),
    sheets: bySheet(sheetPrefix),
    ends: bySheet(endPrefix),
    copies: new Set(copies),
    columns: new Map(columns),
    tableColumns: new Map([...marks].filter(([name]) => name.startsWith(tablePrefix))),
    unfinished: new Set(unfinished),
    names: new Set(names),
  };
}

/** A cell as a defined name says it. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/**
 * Puts a name on a cell, hidden from Excel's own list of names. `known`: the name exists already; then it
 * is moved, as Excel is known to crash where names are deleted and made again (office-js issues 2078,
 * 2983, 6365).
 */
export function setMark(
  context: Excel.RequestContext,
  name: string,
  sheetName: string,
  { row, column }: CellPlace,
  known: boolean
): void {
  const { names } = context.workbook;
  const formula = `=${onSheet(sheetName, fixedRef(row, column))}`;
  if (known) names.getItem(name).formula = formula;
  else names.add(name, formula).visible = false;
}

/** The ids of the generated sheets: by name, else by the id remembered in the state. */
export function generatedSheets(
  located: LocatedParts,
  state: WorkbookState
): ReadonlyMap<SheetKey, string> {
  const ids = new Map<SheetKey, string>();
  for (const [key, { sheetId }] of Object.entries(state.sheets)) {
    if (sheetOfKey(key)) ids.set(key as SheetKey, sheetId);
  }
  for (const [key, mark] of located.sheets) {
    if (typeof mark === "object") ids.set(key, mark.sheetId);
  }
  return ids;
}

/** What must be left out when the workbook is searched for data. */
export function ourParts(located: LocatedParts, state: WorkbookState): OurParts {
  const columns = new Map<string, Set<number>>();
  for (const mark of located.columns.values()) {
    if (typeof mark !== "object") continue;
    const known = columns.get(mark.sheetId) ?? new Set<number>();
    columns.set(mark.sheetId, known.add(mark.column));
  }
  const imports = typeof located.imports === "object" ? [located.imports.sheetId] : [];
  const sheetIds = new Set([
    ...generatedSheets(located, state).values(),
    ...located.copies,
    ...imports,
  ]);
  return { sheetIds, columns };
}

/**
 * Finds columns whose name was lost (a program that dropped defined names) by the header that the
 * state remembers. That header was unique when it was written; if it is not now, the column stays
 * unfound. A name whose cell was deleted says that the user deleted the column: no search then.
 */
export function locateByHeader(
  located: LocatedParts,
  state: WorkbookState,
  areas: readonly AreaSample[]
): LocatedParts {
  const columns = new Map(located.columns);
  for (const [column, remembered] of Object.entries(state.columns)) {
    const key = column as ColumnName;
    if (columns.has(key) || !keyOfColumn(column)) continue;
    const found = areas
      .filter((area) => area.sheetId === remembered.sheetId && area.tableName === undefined)
      .flatMap((area) => cellsWith(area, remembered.header));
    const [only, ...others] = found;
    if (only && others.length === 0) columns.set(key, only);
  }
  return { ...located, columns };
}

function cellsWith(area: AreaSample, header: string): MarkedCell[] {
  return area.values.flatMap((row, rowIndex) =>
    row.flatMap((cell: Cell, columnIndex) =>
      cell === header
        ? [
            {
              sheetId: area.sheetId,
              row: area.firstRow + rowIndex,
              column: area.firstColumn + columnIndex,
            },
          ]
        : []
    )
  );
}

/** The areas again, with the add-in's columns as they are known now. */
export function withOurColumns(
  areas: readonly AreaSample[],
  located: LocatedParts,
  state: WorkbookState
): AreaSample[] {
  const { columns } = ourParts(located, state);
  return areas.map((area) => ({ ...area, ourColumns: columns.get(area.sheetId) ?? new Set() }));
}

/** The ids of the sheets that a run left half-written. */
export function unfinishedSheets({ unfinished, sheets }: LocatedParts): ReadonlySet<string> {
  return new Set(
    [...unfinished].flatMap((key) => {
      const mark = sheets.get(key);
      return typeof mark === "object" ? [mark.sheetId] : [];
    })
  );
}
