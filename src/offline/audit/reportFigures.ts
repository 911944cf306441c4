import { isFormula, type PlanCell, type SheetPlan } from "../../reports/plan";

/** A cell as JSON has it: a formula gives its value, an absent figure `null`. */
export type FigureCell = string | number | boolean | null;

/** One sheet in figures, as the audit's JSON tells it. */
export interface ReportFigures {
  readonly id: string;
  /** Number of the deal, of 资源分配清单. */
  readonly instance?: string;
  /** The sheet's name. */
  readonly sheet: string;
  /** What the numbers mean, in one sentence. */
  readonly headline: string;
  /** Excel tables: their name, headers and rows; `keys` where the columns have stable ones. */
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly keys?: readonly (string | null)[];
    readonly rows: readonly (readonly FigureCell[])[];
  }[];
  /** Other blocks of cells, headers first. */
  readonly grids: readonly (readonly (readonly FigureCell[])[])[];
}

/** Where every sheet has its headline, and where its head ends. */
const headlineRow = 1;
const absent = "—";

const figureOf = (cell: PlanCell): FigureCell => {
  const value = isFormula(cell) ? cell.expected : cell;
  return value === absent ? null : value;
};
const rowsOf = (rows: readonly (readonly PlanCell[])[]): FigureCell[][] =>
  rows.map((row) => row.map(figureOf));

/** All figures of a plan; notes and titles are left out. */
export function figuresOfPlan({ id, instance, name, blocks, tables }: SheetPlan): ReportFigures {
  const headline = blocks.find(({ row }) => row === headlineRow)?.cells[0]?.[0];
  return {
    id,
    ...(instance !== undefined && { instance }),
    sheet: name,
    headline: typeof headline === "string" ? headline : "",
    tables: tables.map(({ name: table, columns, rows }) => ({
      name: table,
      columns: columns.map(({ header }) => header),
      ...(columns.some(({ key }) => key !== undefined) && {
        keys: columns.map(({ key }) => key ?? null),
      }),
      rows: rowsOf(rows),
    })),
    grids: blocks.filter(({ cells }) => cells.length > 1).map(({ cells }) => rowsOf(cells)),
  };
}
