import type { Cell } from "../../intake";
import { textsOf, type Locale } from "../../locale";
import type { PlanCell, SheetPlan, TablePlan } from "../../reports/plan";
import { literalText } from "../cells";
import { layoutOf, type Layout, type UserCell, type UserCells, type UserRows } from "../footprint";
import { addressOf } from "./userCells";
import { keyText } from "./userRows";

/** A sheet as it is written with what the user added to it. */
export interface PlanWithUserCells {
  /** The plan; tables have the user's columns, blank, at their right end. */
  readonly plan: SheetPlan;
  /** Cells of the user's own, where they come to stand. */
  readonly cells: readonly UserCell[];
  /** How many cells lost their place and stand in the list below everything. */
  readonly moved: number;
}

/** A cell that lost its place, and what it was. */
interface Homeless {
  readonly place: string;
  readonly header: string;
  readonly content: Cell;
  readonly format: string;
}

/**
 * Gives each cell of the user's own its place on a sheet that is made anew: columns in a table follow
 * the row's key, at the table's right end; other cells keep their distance to the table above them.
 * Where a row has gone, or the place is taken, the cell goes into a list below everything: nothing is lost.
 *
 * @param floor of the head of a living table's sheet: the table's header row. There is no room below, so
 *   cells that lost their place go to the right end of the first row.
 */
export function placeUserCells(
  plan: SheetPlan,
  users: UserCells,
  locale: Locale,
  floor = Infinity
): PlanWithUserCells {
  const homeless: Homeless[] = [];
  const placed: UserCell[] = [];
  const tables = plan.tables.map((table) => {
    const rows = users.rows.find((it) => it.table === table.name);
    if (!rows) return table;
    const wider = withColumns(table, rows);
    if (isBlocked(plan, wider)) {
      homeless.push(...withoutRow(rows, rows.cells));
      return table;
    }
    const { cells, left } = followRows(table, rows);
    placed.push(...cells);
    homeless.push(...left);
    return wider;
  });
  for (const rows of users.rows) {
    if (!plan.tables.some(({ name }) => name === rows.table)) {
      homeless.push(...withoutRow(rows, rows.cells));
    }
  }
  const wider: SheetPlan = { ...plan, tables };
  const layout = layoutOf(wider);
  const isTaken = takenCells(layout, placed);
  const anchorsNow = anchorsOf(layout);
  for (const cell of users.free) {
    const at = { ...cell, row: newRow(cell.row, users.ends, anchorsNow) };
    if (isTaken(at) || at.row >= floor) {
      homeless.push({
        place: addressOf(cell),
        header: "",
        content: cell.content,
        format: cell.format,
      });
    } else placed.push(at);
  }
  const moved = homeless.length;
  if (floor !== Infinity) {
    return { plan: wider, cells: [...placed, ...atRightEnd(layout, placed, homeless)], moved };
  }
  const below = Math.max(layout.height, ...placed.map(({ row }) => row + 1)) + 1;
  return {
    plan: wider,
    cells: [...placed, ...homelessList(homeless, below, locale)],
    moved,
  };
}

/** A table with the user's columns. A header that is one of the plan's now gets a number, as Excel does it. */
function withColumns(table: TablePlan, { columns }: UserRows): TablePlan {
  const taken = new Set(table.columns.map(({ header }) => header.trim().toLowerCase()));
  const added = columns.map(({ header }) => {
    let free = header;
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${header}${number}`;
    taken.add(free.toLowerCase());
    return { header: free, style: "text" as const };
  });
  const blank: readonly PlanCell[] = added.map(() => null);
  return {
    ...table,
    columns: [...table.columns, ...added],
    rows: table.rows.map((row) => [...row, ...blank]),
  };
}

/** Whether something of the plan stands where the table would grow to the right. */
function isBlocked(plan: SheetPlan, wider: TablePlan): boolean {
  const last = wider.column + wider.columns.length;
  const narrow = plan.tables.find(({ name }) => name === wider.name);
  const first = wider.column + (narrow?.columns.length ?? 0);
  const others = layoutOf({ ...plan, tables: plan.tables.filter((it) => it !== narrow) });
  const isTaken = takenCells(others, []);
  for (let row = wider.row; row <= wider.row + wider.rows.length; row += 1) {
    for (let column = first; column < last; column += 1) {
      if (isTaken({ row, column })) return true;
    }
  }
  return false;
}

function followRows(
  table: TablePlan,
  users: UserRows
): { readonly cells: readonly UserCell[]; readonly left: readonly Homeless[] } {
  const keys = users.keys.map((header) =>
    table.columns.findIndex((column) => column.header.trim() === header)
  );
  const places = new Map<string, number[]>();
  table.rows.forEach((row, index) => {
    const key = JSON.stringify(keys.map((at) => keyText(row[at] ?? null)));
    places.set(key, [...(places.get(key) ?? []), index]);
  });
  const first = table.column + table.columns.length;
  const cells: UserCell[] = [];
  const left: UserRows["cells"][number][] = [];
  for (const line of users.cells) {
    const equal = places.get(line.key) ?? [];
    // Rows that nothing tells apart keep their order, as long as there are as many.
    const isKnown = equal.length === line.of || (line.of === 1 && equal.length > 0);
    const index = isKnown || isBlankKey(line.key) ? equal[line.nth] : undefined;
    if (index === undefined) {
      left.push(line);
      continue;
    }
    const row = table.row + 1 + index;
    line.contents.forEach((content, at) => {
      const format = users.columns[at]?.format ?? "General";
      cells.push({ row, column: first + at, content: onRow(content, line.row, row), format });
    });
  }
  return { cells, left: withoutRow(users, left) };
}

const isBlankKey = (key: string): boolean =>
  (JSON.parse(key) as string[]).every((text) => text === "");

function withoutRow(users: UserRows, lines: UserRows["cells"]): Homeless[] {
  return lines.flatMap(({ key, contents }) =>
    contents.flatMap((content, at) =>
      content === ""
        ? []
        : [
            {
              place: (JSON.parse(key) as string[]).join(" · "),
              header: users.columns[at]?.header ?? "",
              content,
              format: users.columns[at]?.format ?? "General",
            },
          ]
    )
  );
}

/** A formula that moved to another row: references to its own row follow, texts and other sheets stay. */
export function onRow(content: Cell, from: number, to: number): Cell {
  if (typeof content !== "string" || !content.startsWith("=") || from === to) return content;
  return content
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*'![^,;()+\-*/&=<> ]*)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(
            /(?<![\p{L}\p{N}_.!$])(\$?[A-Z]{1,3})(\d+)(?![\p{L}\p{N}_.(])/gu,
            (all, column: string, row: string) =>
              Number(row) === from + 1 ? `${column}${to + 1}` : all
          )
    )
    .join("");
}

type Place = Pick<UserCell, "row" | "column">;

/** Tells the cells that something is written into. */
function takenCells(layout: Layout, placed: readonly Place[]): (at: Place) => boolean {
  const users = new Set(placed.map(({ row, column }) => `${row},${column}`));
  const rects = [
    ...layout.areas,
    ...layout.tables.map(
      ({ row, column, rows, headers }) => [row, column, rows + 1, headers.length] as const
    ),
  ];
  return ({ row, column }) =>
    users.has(`${row},${column}`) ||
    rects.some(
      ([top, left, rows, columns]) =>
        row >= top && row < top + rows && column >= left && column < left + columns
    );
}

const anchorsOf = ({ tables, height }: Layout): UserCells["ends"] => [
  ...tables.map(({ name, row, rows }) => ({ table: name, row: row + rows + 1 })),
  { row: height },
];

/** The row at the same distance below the same anchor: the last that ended above the cell. */
function newRow(row: number, before: UserCells["ends"], now: UserCells["ends"]): number {
  const above = before
    .filter((end) => end.row <= row)
    .sort((a, b) => a.row - b.row)
    .pop();
  const there = above && now.find(({ table }) => table === above.table);
  return above && there ? there.row + (row - above.row) : row;
}

function atRightEnd(
  { areas }: Layout,
  placed: readonly UserCell[],
  cells: readonly Homeless[]
): UserCell[] {
  const ends = [
    ...areas.map(([, column, , columns]) => column + columns),
    ...placed.map(({ column }) => column + 1),
  ];
  const first = Math.max(0, ...ends) + 1;
  return cells.map(({ content, format }, index) => ({
    row: 0,
    column: first + index,
    content,
    format,
  }));
}

function homelessList(cells: readonly Homeless[], row: number, locale: Locale): UserCell[] {
  if (cells.length === 0) return [];
  const texts = textsOf(locale).sheets.userCells;
  const line = (at: number, content: readonly Cell[], format = "General"): UserCell[] =>
    content.flatMap((cell, column) =>
      cell === ""
        ? []
        : [{ row: at, column, content: cell, format: column === 2 ? format : "General" }]
    );
  return [
    ...line(row, [literalText(texts.title)]),
    ...line(row + 1, [texts.place, texts.header, texts.content].map(literalText)),
    ...cells.flatMap(({ place, header, content, format }, index) =>
      line(row + 2 + index, [literalText(place), literalText(header), content], format)
    ),
  ];
}
