import type { Cell } from "../../intake";
import { areaRef, type Area } from "../../reports/plan";
import { rangeAt } from "../cells";
import type { Rect, UserCell, UserCells, UserRows } from "../footprint";
import { readUserRows } from "./userRows";
import { type OldSheet, type StandingTable, entryOf, userColumns } from "./standing";

interface Standing {
  readonly old: OldSheet;
  readonly used: Area | undefined;
  readonly tables: readonly StandingTable[];
}

/**
 * Finds what users added to sheets that are to be made anew: columns of their own in the add-in's
 * tables, and cells beside and below of what it wrote. Sheets that the user has deleted have none. Three
 * round trips, and one more for every four
 * megabytes that they wrote.
 */
export async function readUserCells(
  context: Excel.RequestContext,
  sheets: readonly OldSheet[]
): Promise<ReadonlyMap<OldSheet, UserCells>> {
  const standing = await standingSheets(context, sheets);
  const found = new Map<OldSheet, UserCells>();
  const free = await readAreas(
    context,
    standing.flatMap((it) => (isClear(it) ? freeAreas(it) : []).map((area) => ({ it, area })))
  );
  for (const it of standing) {
    const rows: UserRows[] = [];
    for (const table of it.tables) rows.push(...(await readUserRows(context, it.old, table)));
    found.set(it.old, {
      rows,
      free: free.filter(({ of }) => of.it === it).flatMap(({ cells }) => cells),
      ends: [
        ...it.tables.map(({ layout, row, rows: body }) => ({
          table: layout.name,
          row: row + body + 1,
        })),
        {
          row: Math.max(endOf(it), ...it.tables.map(({ row, rows: body }) => row + body + 1)),
        },
      ],
      unclear: !isClear(it),
    });
  }
  return found;
}

async function standingSheets(
  context: Excel.RequestContext,
  sheets: readonly OldSheet[]
): Promise<Standing[]> {
  const asked = sheets.map((old) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(old.sheetId);
    sheet.load("id");
    sheet.tables.load("items/name,items/showHeaders,items/showTotals");
    return sheet;
  });
  const usedRanges = asked.map((sheet) => {
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load("rowIndex,columnIndex,rowCount,columnCount");
    return used;
  });
  if (asked.length > 0) await context.sync();
  const loaded = sheets.flatMap((old, index) => {
    const [sheet, used] = [asked[index], usedRanges[index]];
    return sheet && used && !sheet.isNullObject ? [{ old, used, tables: sheet.tables }] : [];
  });
  const tables = loaded.map(({ old, tables: { items } }) =>
    items.flatMap((table) => {
      const layout = old.layout.tables.find(
        ({ name }) => name.toLowerCase() === table.name.toLowerCase()
      );
      if (!layout || !table.showHeaders) return [];
      const range = table.getRange();
      range.load("rowIndex,columnIndex,rowCount");
      const header = table.getHeaderRowRange();
      header.load("values");
      return [{ layout, range, header, totals: table.showTotals ? 1 : 0 }];
    })
  );
  if (tables.some((of) => of.length > 0)) await context.sync();
  return loaded.map(({ old, used }, index) => ({
    old,
    used: used.isNullObject ? undefined : above(old.floor, used),
    tables: (tables[index] ?? []).map(({ layout, range, header, totals }) => ({
      layout,
      plan: old.plan.tables.find(({ name }) => name === layout.name),
      row: range.rowIndex,
      column: range.columnIndex,
      rows: range.rowCount - 1 - totals,
      headers: (header.values[0] as Cell[]).map((cell) => String(cell).trim()),
    })),
  }));
}

/** The used cells, down to the floor. */
function above(floor: number | undefined, used: Excel.Range): Area | undefined {
  const { rowIndex: row, columnIndex: column, rowCount, columnCount: columns } = used;
  const rows = floor === undefined ? rowCount : Math.min(rowCount, floor - row);
  return rows > 0 ? { row, column, rows, columns } : undefined;
}

/** The row below the last one that the add-in wrote. */
function endOf({ old }: Standing): number {
  if (old.floor !== undefined) return old.floor;
  return typeof old.end === "object" ? old.end.row + 1 : old.layout.height;
}

/**
 * Whether all stands where it was written, but for tables that grew or shrank and what they moved: then
 * everything else is the user's. The distance between two anchors must be what it was, or what a table
 * that grew between them made of it.
 */
function isClear(standing: Standing): boolean {
  const { old, tables } = standing;
  if (tables.length < old.layout.tables.length || shiftsOf(standing) === undefined) return false;
  return tables.every((table) => {
    const { layout, column, headers } = table;
    return (
      column === layout.column + cornerOf(standing.old).column &&
      userColumns(table).every((index) => index >= layout.headers.length) &&
      layout.headers.every((header, index) => headers[index] === header.trim())
    );
  });
}

const cornerOf = ({ corner }: OldSheet): { readonly row: number; readonly column: number } =>
  typeof corner === "object" ? corner : { row: 0, column: 0 };

/** How far each part of the sheet has moved down, from its row as it was written; `undefined`: unclear. */
function shiftsOf(standing: Standing): readonly { from: number; shift: number }[] | undefined {
  const { old } = standing;
  const tables = [...standing.tables].sort((a, b) => a.layout.row - b.layout.row);
  const anchors = [
    ...tables.map(({ layout, row, rows }) => ({
      row: layout.row,
      end: layout.row + layout.rows + 1,
      shift: row - layout.row,
      grown: rows - layout.rows,
    })),
    {
      row: old.layout.height,
      end: old.layout.height,
      shift: endOf(standing) - old.layout.height,
      grown: 0,
    },
  ];
  const shifts: { from: number; shift: number }[] = [];
  let before = { end: 0, shift: cornerOf(old).row, grown: 0 };
  for (const anchor of anchors) {
    const moved = anchor.shift - before.shift;
    // The last table's own last row is the end of all.
    const follows = moved === 0 || moved === before.grown;
    if (!follows) return undefined;
    shifts.push({ from: before.end, shift: anchor.shift });
    before = anchor;
  }
  return shifts;
}

/** The used cells that hold nothing of the add-in's, as few rectangles. */
function freeAreas(standing: Standing): Area[] {
  const { used, old, tables } = standing;
  const shifts = shiftsOf(standing);
  if (!used || !shifts) return [];
  const shiftAt = (row: number): number =>
    shifts.reduce((found, { from, shift }) => (row >= from ? shift : found), 0);
  const taken: Area[] = [
    ...old.layout.areas.map(([row, column, rows, columns]: Rect) => ({
      row: row + shiftAt(row),
      column: column + cornerOf(old).column,
      rows,
      columns,
    })),
    ...tables.map(({ row, column, rows, headers }) => ({
      row,
      column,
      rows: rows + 1,
      columns: headers.length,
    })),
  ];
  const lines = new Set([used.row, used.row + used.rows]);
  for (const { row, rows } of taken) {
    for (const line of [row, row + rows]) {
      if (line > used.row && line < used.row + used.rows) lines.add(line);
    }
  }
  const cuts = [...lines].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((row, index) => {
    const rows = (cuts[index + 1] ?? row) - row;
    const here = taken
      .filter((area) => area.row <= row && area.row + area.rows > row)
      .sort((a, b) => a.column - b.column);
    const gaps: Area[] = [];
    let column = used.column;
    for (const area of here) {
      if (area.column > column) gaps.push({ row, column, rows, columns: area.column - column });
      column = Math.max(column, area.column + area.columns);
    }
    const last = used.column + used.columns;
    if (last > column) gaps.push({ row, column, rows, columns: last - column });
    return gaps;
  });
}

/** Cells that are read together: with long texts they stay below the answer's limit. */
const cellsPerRead = 20_000;

/** Reads areas in as few round trips as their cells allow, and gives what is not blank. */
async function readAreas<Of extends { readonly it: Standing; readonly area: Area }>(
  context: Excel.RequestContext,
  areas: readonly Of[]
): Promise<{ readonly of: Of; readonly cells: readonly UserCell[] }[]> {
  const found: { of: Of; cells: readonly UserCell[] }[] = [];
  let waiting: { of: Of; area: Area; range: Excel.Range }[] = [];
  let size = 0;
  const read = async (): Promise<void> => {
    if (waiting.length > 0) await context.sync();
    for (const { of, area, range } of waiting) found.push({ of, cells: filledCells(area, range) });
    waiting = [];
    size = 0;
  };
  for (const of of areas) {
    for (const area of slices(of.area)) {
      const cells = area.rows * area.columns;
      if (size + cells > cellsPerRead) await read();
      const range = rangeAt(context.workbook.worksheets.getItem(of.it.old.sheetId), area);
      range.load("formulas,values,numberFormat");
      waiting.push({ of, area, range });
      size += cells;
    }
  }
  await read();
  return found;
}

/** An area in pieces of whole rows. */
function slices(area: Area): Area[] {
  const most = Math.max(1, Math.floor(cellsPerRead / area.columns));
  return Array.from({ length: Math.ceil(area.rows / most) }, (_, piece) => ({
    ...area,
    row: area.row + piece * most,
    rows: Math.min(most, area.rows - piece * most),
  }));
}

function filledCells(area: Area, range: Excel.Range): UserCell[] {
  const { formulas, values, numberFormat } = range;
  return formulas.flatMap((line: unknown[], down) =>
    line.flatMap((formula, right) =>
      formula === ""
        ? []
        : [
            {
              row: area.row + down,
              column: area.column + right,
              content: entryOf(formula, values[down]?.[right]),
              format: String(numberFormat[down]?.[right] ?? ""),
            },
          ]
    )
  );
}

/** Where an area stands, for a person. */
export const addressOf = ({ row, column }: { row: number; column: number }): string =>
  areaRef({ row, column, rows: 1, columns: 1 });
