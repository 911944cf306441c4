import type { InputTableId } from "../../intake";
import type { Area } from "./a1";
import type { StyleName } from "./style";

/**
 * A generated sheet as plain data, before Excel: what stands where, how it looks, and what must
 * survive when it is generated again. Rows and columns are zero-based; texts are final.
 */

/** Identity of a generated sheet, whatever its name, language or place in the workbook. */
export const reportIds = [
  "overview",
  "settings",
  "dataQuality",
  "status",
  "conversion",
  "reservoir",
  "benchmark",
  "demand",
  "allocation",
  "ledger",
  "targets",
  "records",
  "tally",
  "failures",
  "evaluation",
  "contribution",
  "incentives",
  "campaigns",
  "loss",
  "survey",
  "care",
  "value",
  "scorecard",
  "backTest",
  "retentionCurves",
  "messages",
  "scripts",
] as const;
export type ReportId = (typeof reportIds)[number];

/** A native formula and the value that the add-in itself computed for it. */
export interface FormulaCell {
  /** Begins with "="; only functions of Excel 2016. */
  readonly formula: string;
  readonly expected: number | string;
}

/** What stands in a cell. A string is text and nothing else; `null` is an empty cell. */
export type PlanCell = string | number | boolean | null | FormulaCell;

/** A rectangle of cells; all rows have the same length. */
export interface CellBlock {
  readonly row: number;
  readonly column: number;
  readonly cells: readonly (readonly PlanCell[])[];
}

/** How a rectangle looks. Later ones lie over earlier ones. */
export interface StyledArea extends Area {
  readonly style: StyleName;
}

/** One column of a real Excel table. */
export interface TableColumn {
  /** Unique within the table and not empty. */
  readonly header: string;
  readonly style: StyleName;
  /** The column's key in `inputTables`, of a table in which users write. */
  readonly key?: string;
  /**
   * The one formula of all rows, see `formulaInRow`. Excel makes one formula of what a program writes into
   * a column of a table, so a column holds values only or has this.
   */
  readonly rowFormula?: string;
}

/** A real Excel table. */
export interface TablePlan {
  /**
   * Users write in it. Of a living table (see `livingTables`) the plan's rows are what the table is to
   * have: rows that it has already keep what users wrote, wherever they stand; others are added at its
   * end. Of the others the plan's rows hold what users wrote, as it was read before.
   */
  readonly input?: InputTableId;
  /** Unique in the workbook, as Excel demands: letters, digits and underscores. */
  readonly name: string;
  /** Where the header row stands. */
  readonly row: number;
  readonly column: number;
  readonly columns: readonly TableColumn[];
  /** At least one: Excel has no table without a body. */
  readonly rows: readonly (readonly PlanCell[])[];
}

/** A cell that the user fills in; its content is kept when the sheet is generated again. */
export interface InputCell {
  /** Unique in the sheet and stable: letters, digits and underscores. */
  readonly key: string;
  readonly row: number;
  readonly column: number;
  readonly style: StyleName;
  /** What stands there until the user writes something. */
  readonly initial: string | number | boolean | null;
}

/** A format that depends on the cell's own value. */
export type ConditionalFormatPlan =
  | { readonly kind: "dataBar"; readonly area: Area; readonly color: string }
  | {
      readonly kind: "expression";
      readonly area: Area;
      /** A formula without "=" relative to the area's first cell. */
      readonly formula: string;
      readonly style: StyleName;
    };

/** What a cell accepts. Lists point at cells: a literal list ends at 255 characters. */
export type ValidationPlan =
  | {
      readonly kind: "list";
      readonly area: Area;
      /** A range or a defined name, or the words themselves where they are at most 255 characters. */
      readonly source: string | readonly string[];
      readonly error: string;
    }
  | {
      readonly kind: "wholeNumber" | "decimal" | "date";
      readonly area: Area;
      readonly min: number;
      readonly max: number;
      readonly error: string;
    };

/** The chart types in use; the names are Excel's. */
export type ChartType =
  | "ColumnStacked"
  | "BarStacked"
  | "BarStacked100"
  | "Line"
  | "ColumnClustered"
  | "BarClustered"
  | "Doughnut"
  | "AreaStacked";

/** A native chart. */
export interface ChartPlan {
  /** Unique in the sheet. */
  readonly name: string;
  readonly type: ChartType;
  /** Headers in the first row and the first column. */
  readonly source: Area;
  /** Always said: left to itself, Excel on the web swaps rows and columns. */
  readonly seriesBy: "Columns" | "Rows";
  readonly title: string;
  readonly categoryAxisTitle: string;
  readonly valueAxisTitle: string;
  /** Number format of the value axis; that of the source cells if absent. */
  readonly valueAxisFormat?: string;
  /** Where the value axis begins; Excel chooses if absent, and cuts off what tall columns share. */
  readonly valueAxisMinimum?: number;
  /** Every how many categories are named; all of a bar chart, as many as fit of the others if absent. */
  readonly labelEvery?: number;
  /** One colour per series, as "#RRGGBB". */
  readonly colors: readonly string[];
  /** Series drawn as a line over the columns, on an axis of their own at the right (Pareto). */
  readonly lines?: {
    readonly series: readonly number[];
    readonly axisTitle: string;
    readonly axisFormat: string;
  };
  /** So small that its title says all: axes have no titles and small figures. */
  readonly isSmall?: boolean;
  /** The cells that it covers. */
  readonly position: Area;
}

/** A chart's title and those of its axes, as a sheet's texts have them. */
export const chartTexts = (texts: {
  readonly chartTitle: string;
  readonly categoryAxis: string;
  readonly valueAxis: string;
}): Pick<ChartPlan, "title" | "categoryAxisTitle" | "valueAxisTitle"> => ({
  title: texts.chartTitle,
  categoryAxisTitle: texts.categoryAxis,
  valueAxisTitle: texts.valueAxis,
});

/** How the sheet prints: A4 landscape, one page wide unless said otherwise. */
export interface PrintPlan {
  /** All on one page, upright; of the columns only so many from the left. */
  readonly onePage?: { readonly columns: number };
  /** Zero-based first and last row that repeat on each page. */
  readonly titleRows?: readonly [first: number, last: number];
  /** A sheet that would be too small on one page. */
  readonly wide?: {
    readonly pages: number;
    /** How many columns from the left repeat on each page. */
    readonly titleColumns: number;
    /** How many columns from the left are printed; the others are for the screen. */
    readonly columns: number;
  };
}

/** Rows of one height. */
export interface RowHeight {
  readonly row: number;
  readonly rows: number;
  readonly points: number;
}

/** A defined name that other cells refer to, hidden from Excel's list of names. */
export interface NamedArea extends Area {
  /** Unique in the workbook, begins with `RETAIN_`. */
  readonly name: string;
}

/** A whole generated sheet. */
export interface SheetPlan {
  readonly id: ReportId;
  /** Tells sheets of one report apart: the number of the deal of 资源分配清单. */
  readonly instance?: string;
  /** The sheet's name in the workbook's language, at most 31 characters. */
  readonly name: string;
  readonly tabColor: string;
  readonly blocks: readonly CellBlock[];
  readonly styles: readonly StyledArea[];
  readonly tables: readonly TablePlan[];
  readonly inputs: readonly InputCell[];
  readonly names: readonly NamedArea[];
  readonly conditionalFormats: readonly ConditionalFormatPlan[];
  readonly validations: readonly ValidationPlan[];
  readonly charts: readonly ChartPlan[];
  /** In characters of the default font, from column A. */
  readonly columnWidths: readonly number[];
  /** Rows higher than one line, in points: Excel does not fit rows to text that code has written. */
  readonly rowHeights: readonly RowHeight[];
  /** Rows and columns that stay in view. */
  readonly freeze: { readonly rows: number; readonly columns: number };
  readonly print: PrintPlan;
  /** Whether it is the first of the add-in's tabs, whenever it is made. */
  readonly isFirst?: boolean;
  /** The one cell whose content differs between two runs on the same data. */
  readonly generatedAt: { readonly row: number; readonly column: number };
}

/** Whether a cell is a formula. */
export function isFormula(cell: PlanCell): cell is FormulaCell {
  return typeof cell === "object" && cell !== null;
}
