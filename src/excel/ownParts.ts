import type { AreaSample, Cell } from "../intake";
import { reportIds, type ReportId } from "../reports/sheetPlan";
import { columnKeys, type ColumnKey } from "../reports/classification";
import type { WorkbookState } from "./state";
import type { OwnParts } from "./survey";

/**
 * How the add-in finds its own sheets and columns again: by hidden defined names. Excel moves a name
 * along when its cell is moved, when rows or columns are inserted, when the sheet is renamed.
 */
export const sheetMark = (id: ReportId): string => `RETAIN_sheet_${id}`;
export const columnMark = (key: ColumnKey): string => `RETAIN_column_${key}`;

/** The cell a defined name points at. */
export interface MarkedCell {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

/** `deleted`: the name is there but its cell is not; absent: there is no such name. */
export type Mark = MarkedCell | "deleted";

/** Where the add-in's sheets and columns are now. */
export interface LocatedParts {
  readonly sheets: ReadonlyMap<ReportId, Mark>;
  readonly columns: ReadonlyMap<ColumnKey, Mark>;
}

/** Resolves all of the add-in's names in one round trip. */
export async function locateParts(context: Excel.RequestContext): Promise<LocatedParts> {
  const resolve = (name: string) => {
    const item = context.workbook.names.getItemOrNullObject(name);
    item.load("name");
    const range = item.getRangeOrNullObject();
    range.load("rowIndex,columnIndex,worksheet/id");
    return { item, range };
  };
  const sheets = reportIds.map((id) => ({ id, ...resolve(sheetMark(id)) }));
  const columns = columnKeys.map((id) => ({ id, ...resolve(columnMark(id)) }));
  await context.sync();
  return { sheets: marksOf(sheets), columns: marksOf(columns) };
}

function marksOf<Id>(
  resolved: readonly {
    id: Id;
    item: Excel.NamedItem;
    range: Excel.Range;
  }[]
): Map<Id, Mark> {
  const marks = new Map<Id, Mark>();
  for (const { id, item, range } of resolved) {
    if (item.isNullObject) continue;
    marks.set(
      id,
      range.isNullObject
        ? "deleted"
        : { sheetId: range.worksheet.id, row: range.rowIndex, column: range.columnIndex }
    );
  }
  return marks;
}

/** Puts a name on a cell, hidden from Excel's own list of names. `known`: the name exists already. */
export function setMark(
  context: Excel.RequestContext,
  name: string,
  cell: Excel.Range,
  known: boolean
): void {
  const names = context.workbook.names;
  if (known) names.getItem(name).delete();
  names.add(name, cell).visible = false;
}

/** The ids of the generated sheets: by name, else by the id remembered in the state. */
export function generatedSheets(
  located: LocatedParts,
  state: WorkbookState
): ReadonlyMap<ReportId, string> {
  const ids = new Map<ReportId, string>();
  for (const id of reportIds) {
    const mark = located.sheets.get(id);
    const sheetId = typeof mark === "object" ? mark.sheetId : state.sheets[id]?.sheetId;
    if (sheetId !== undefined) ids.set(id, sheetId);
  }
  return ids;
}

/** What must be left out when the workbook is searched for data. */
export function ownParts(located: LocatedParts, state: WorkbookState): OwnParts {
  const columns = new Map<string, Set<number>>();
  for (const mark of located.columns.values()) {
    if (typeof mark !== "object") continue;
    const known = columns.get(mark.sheetId) ?? new Set<number>();
    columns.set(mark.sheetId, known.add(mark.column));
  }
  return { sheetIds: new Set(generatedSheets(located, state).values()), columns };
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
  for (const key of columnKeys) {
    const remembered = state.columns[key];
    if (columns.has(key) || !remembered) continue;
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
export function withOwnColumns(
  areas: readonly AreaSample[],
  located: LocatedParts,
  state: WorkbookState
): AreaSample[] {
  const { columns } = ownParts(located, state);
  return areas.map((area) => ({ ...area, ownColumns: columns.get(area.sheetId) ?? new Set() }));
}
