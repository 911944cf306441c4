import type { SheetPlan } from "../../reports/plan";
import type { SheetKey } from "./ourParts";

/**
 * What the add-in wrote where on each of its sheets, kept in a custom XML part each: whatever else stands
 * there is the user's own. It is renewed in the request that completes a sheet, so that it never
 * speaks of another state of the sheet than the one that is there.
 */
export const layoutNamespace = "urn:retain:layouts";

/** A rectangle as row, column, rows, columns. */
export type Rect = readonly [row: number, column: number, rows: number, columns: number];

/** A table as it was written, without columns of the user's own. */
export interface TableLayout {
  readonly name: string;
  readonly row: number;
  readonly column: number;
  /** Of the body. */
  readonly rows: number;
  readonly headers: readonly string[];
}

/** What the add-in wrote on one sheet. */
export interface Layout {
  /** Cells beside the tables in which something was written. */
  readonly areas: readonly Rect[];
  readonly tables: readonly TableLayout[];
  /** The rows down to the last that was written. */
  readonly height: number;
}

/** What a plan fills, cell by cell: blank cells of its blocks are free. */
export function layoutOf(plan: SheetPlan): Layout {
  const filled = new Map<number, Set<number>>();
  const fill = (row: number, column: number): void => {
    const columns = filled.get(row) ?? new Set<number>();
    filled.set(row, columns.add(column));
  };
  for (const { row, column, cells } of plan.blocks) {
    cells.forEach((line, down) =>
      line.forEach((cell, right) => {
        if (cell !== null && cell !== "") fill(row + down, column + right);
      })
    );
  }
  for (const { row, column } of plan.inputs) fill(row, column);
  const areas = rectsOf(filled);
  const tables = plan.tables.map(({ name, row, column, rows, columns }): TableLayout => ({
    name,
    row,
    column,
    rows: rows.length,
    headers: columns.map(({ header }) => header),
  }));
  const ends = [
    ...areas.map(([row, , rows]) => row + rows),
    ...tables.map(({ row, rows }) => row + rows + 1),
  ];
  return { areas, tables, height: Math.max(1, ...ends) };
}

/** Cells as few rectangles: runs of a row, joined with equal ones right above. */
function rectsOf(cells: ReadonlyMap<number, ReadonlySet<number>>): Rect[] {
  const done: Rect[] = [];
  let open = new Map<string, Rect>();
  for (const row of [...cells.keys()].sort((a, b) => a - b)) {
    const next = new Map<string, Rect>();
    for (const [column, columns] of runsOf(cells.get(row) ?? new Set())) {
      const key = `${column}:${columns}`;
      const above = open.get(key);
      const joins = above !== undefined && above[0] + above[2] === row;
      next.set(key, joins ? [above[0], column, above[2] + 1, columns] : [row, column, 1, columns]);
      if (joins) open.delete(key);
    }
    done.push(...open.values());
    open = next;
  }
  return [...done, ...open.values()];
}

function runsOf(columns: ReadonlySet<number>): (readonly [start: number, length: number])[] {
  const runs: [number, number][] = [];
  for (const column of [...columns].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1];
    if (last && last[0] + last[1] === column) last[1] += 1;
    else runs.push([column, 1]);
  }
  return runs;
}

/** The layouts of all sheets, one part each. */
export class LayoutStore {
  private constructor(
    private readonly context: Excel.RequestContext,
    private readonly kept: ReadonlyMap<string, { readonly id: string; readonly layout: Layout }>
  ) {}

  /** Reads the parts in two round trips. */
  static async open(context: Excel.RequestContext): Promise<LayoutStore> {
    const parts = context.workbook.customXmlParts.getByNamespace(layoutNamespace);
    parts.load("items/id");
    await context.sync();
    const read = parts.items.map((part) => ({ id: part.id, xml: part.getXml() }));
    if (read.length > 0) await context.sync();
    const kept = read.flatMap(({ id, xml }) =>
      layoutFromXml(xml.value).map((it) => ({ id, ...it }))
    );
    return new LayoutStore(context, new Map(kept.map(({ key, ...rest }) => [key, rest])));
  }

  of(key: SheetKey): Layout | undefined {
    return this.kept.get(key)?.layout;
  }

  /**
   * Queues the layout of a sheet that is complete with the request; one that is kept already is not
   * written again.
   *
   * @param xml what {@link layoutToXml} gives
   */
  queue(key: SheetKey, xml: string): void {
    const { customXmlParts } = this.context.workbook;
    const known = this.kept.get(key);
    if (known && layoutToXml(key, known.layout) === xml) return;
    if (known) customXmlParts.getItem(known.id).setXml(xml);
    else customXmlParts.add(xml);
  }
}

/** The part's XML; encoded, so that no character needs escaping. */
export function layoutToXml(key: SheetKey, layout: Layout): string {
  const text = encodeURIComponent(JSON.stringify({ key, layout }));
  return `<layout xmlns="${layoutNamespace}">${text}</layout>`;
}

/** Reads a part; one that is not ours to understand says nothing. */
function layoutFromXml(xml: string): { readonly key: string; readonly layout: Layout }[] {
  const text = /<(?:\w+:)?layout\b[^>]*>([^<]*)</.exec(xml)?.[1]?.trim() ?? "";
  try {
    return [JSON.parse(decodeURIComponent(text)) as { key: string; layout: Layout }];
  } catch {
    return [];
  }
}
