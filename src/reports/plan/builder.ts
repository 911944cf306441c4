import type { InputTableId } from "../../intake";
import { cellRef, formulaInRow, type Area } from "./a1";
import {
  isFormula,
  type CellBlock,
  type ChartPlan,
  type ConditionalFormatPlan,
  type InputCell,
  type NamedArea,
  type PlanCell,
  type PrintPlan,
  type ReportId,
  type RowHeight,
  type SheetPlan,
  type StyledArea,
  type TablePlan,
  type ValidationPlan,
} from "./sheetPlan";
import {
  figureWidth,
  headerStyleFor,
  styleOf,
  textWidth,
  wrappedHeight,
  type StyleName,
} from "./style";

/** Excel's own width of a column, in characters. */
const defaultColumnWidth = 8.43;
/** Texts widen their columns up to here, in characters: the rest of a row is to be seen, too. */
const widestForText = 40;
/** A column that is so many characters too narrow for its header widens; other headers wrap. */
const headerSlack = 3;
/** A list of more rows does not fit on a printed page. */
const rowsOfPage = 40;

/** Where the body of something written stands, for the formulas and charts that refer to it. */
export interface Placed {
  /** The row of the header (or of the first cells, where there is no header). */
  readonly headerRow: number;
  /** The first row below the header. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly column: number;
  readonly columns: number;
}

/** A column of a list or a table: what it is called, how it looks. */
export interface ColumnSpec {
  readonly header: string;
  readonly style: StyleName;
  /** Of a table in which users write: the column's key in `inputTables`. */
  readonly key?: string;
  /** Of a table: the one formula of all its rows, see `formulaInRow`; their cells are what it shows. */
  readonly rowFormula?: string;
}

/** The rows of a table with the formulas of its columns. */
function withRowFormulas(
  firstRow: number,
  columns: readonly ColumnSpec[],
  body: readonly (readonly PlanCell[])[]
): readonly (readonly PlanCell[])[] {
  const formulas = columns.flatMap(({ rowFormula }, at) =>
    rowFormula === undefined ? [] : [{ at, rowFormula }]
  );
  if (formulas.length === 0) return body;
  const columnOf = (header: string): number => {
    const at = columns.findIndex((column) => column.header === header);
    if (at < 0) throw new RangeError(`no column ${header}`);
    return at;
  };
  return body.map((cells, index) => {
    const line = [...cells];
    for (const { at, rowFormula } of formulas) {
      const shown = line[at] ?? "";
      if (isFormula(shown) || typeof shown === "boolean") throw new RangeError("not what it shows");
      line[at] = {
        formula: formulaInRow(rowFormula, firstRow + index, columnOf),
        expected: shown,
      };
    }
    return line;
  });
}

/** Writes a sheet from top to bottom and keeps account of where everything went. */
export class SheetBuilder {
  private readonly blocks: CellBlock[] = [];
  private readonly styles: StyledArea[] = [];
  private readonly tables: TablePlan[] = [];
  private readonly inputs: InputCell[] = [];
  private readonly names: NamedArea[] = [];
  private readonly conditionalFormats: ConditionalFormatPlan[] = [];
  private readonly validations: ValidationPlan[] = [];
  private readonly charts: ChartPlan[] = [];
  /** Texts that may need more than one line: what they are as high as depends on the columns. */
  private readonly wrapped: { row: number; column: number; text: string }[] = [];
  private readonly headers: { column: number; text: string }[] = [];
  /** What the contents of each column need, in characters. */
  private readonly needed: number[] = [];
  /** The last of the lists that are longer than a page. */
  private longList: Placed | null = null;
  private generatedAt = { row: 0, column: 0 };
  private nextRow = 0;

  constructor(
    private readonly id: ReportId,
    private readonly name: string,
    private readonly tabColor: string,
    private readonly instance?: string
  ) {}

  /** The zero-based row that will be written next. */
  get row(): number {
    return this.nextRow;
  }

  /**
   * The row that would be next after something is written; nothing is. Sums that stand above what they
   * add up must know its place.
   */
  rowAfter(write: (probe: SheetBuilder) => void): number {
    const probe = new SheetBuilder(this.id, this.name, this.tabColor);
    probe.skip(this.nextRow);
    write(probe);
    return probe.nextRow;
  }

  /** Leaves rows empty. */
  skip(rows = 1): void {
    this.nextRow += rows;
  }

  /** One line of text in the first column. */
  line(text: string, style: StyleName): void {
    this.cells([[text]], 0);
    this.style({ row: this.nextRow - 1, column: 0, rows: 1, columns: 1 }, style);
  }

  /** A label in the first column and its value beside it. */
  labelled(label: string, value: PlanCell, style: StyleName): void {
    const row = this.nextRow;
    this.cells([[label, value]], 0);
    this.style({ row, column: 0, rows: 1, columns: 1 }, "label");
    this.style({ row, column: 1, rows: 1, columns: 1 }, style);
    this.need(0, Math.min(textWidth(label) + 1, widestForText));
  }

  /** Like {@link labelled}, for the one cell that tells when the sheet was generated. */
  generated(label: string, value: string): void {
    this.generatedAt = { row: this.nextRow, column: 1 };
    this.labelled(label, value, "subtitle");
  }

  /** Cells without a look of their own, from the given column on. */
  cells(rows: readonly (readonly PlanCell[])[], column: number): Placed {
    const placed = this.place(rows.length, column, rows[0]?.length ?? 0, 0);
    if (rows.length > 0) this.blocks.push({ row: placed.firstRow, column, cells: rows });
    this.nextRow += rows.length;
    return placed;
  }

  /** Headers and rows that are not an Excel table, because they hold sums or feed a chart. */
  grid(columns: readonly ColumnSpec[], rows: readonly (readonly PlanCell[])[]): Placed {
    const placed = this.place(rows.length, 0, columns.length, 1);
    this.blocks.push({
      row: placed.headerRow,
      column: 0,
      cells: [columns.map((column) => column.header), ...rows],
    });
    this.styleColumns(placed, columns, rows);
    this.nextRow += rows.length + 1;
    return placed;
  }

  /** A real Excel table with at least one row. */
  table(
    name: string,
    columns: readonly ColumnSpec[],
    body: readonly (readonly PlanCell[])[],
    input?: InputTableId
  ): Placed {
    const placed = this.place(body.length, 0, columns.length, 1);
    const rows = withRowFormulas(placed.firstRow, columns, body);
    this.tables.push({
      name,
      row: placed.headerRow,
      column: 0,
      columns,
      rows,
      ...(input !== undefined && { input }),
    });
    this.styleColumns(placed, columns, rows);
    this.nextRow += rows.length + 1;
    return placed;
  }

  /** More columns, with headers, at the right of a grid. */
  beside(
    grid: Placed,
    columns: readonly ColumnSpec[],
    rows: readonly (readonly PlanCell[])[]
  ): Placed {
    const column = grid.column + grid.columns;
    const placed = { ...grid, column, columns: columns.length };
    this.blocks.push({
      row: grid.headerRow,
      column,
      cells: [columns.map(({ header }) => header), ...rows],
    });
    this.styleColumns(placed, columns, rows);
    return placed;
  }

  /** Cells at the right of what is written, from a row on; they take no rows. */
  aside(row: number, column: number, cells: readonly (readonly PlanCell[])[]): Placed {
    this.blocks.push({ row, column, cells });
    const lastRow = row + cells.length - 1;
    return { headerRow: row, firstRow: row, lastRow, column, columns: cells[0]?.length ?? 0 };
  }

  /** A chart that stands among others, from the row that is next; takes no rows. */
  chartAmong(chart: Omit<ChartPlan, "position">, position: Omit<Area, "row">): void {
    this.charts.push({ ...chart, position: { row: this.nextRow, ...position } });
  }

  style(area: Area, style: StyleName): void {
    this.styles.push({ ...area, style });
  }

  /** A whole row of something placed, over its columns' own looks. */
  styleRow(placed: Placed, row: number, style: StyleName): void {
    this.style({ row, column: placed.column, rows: 1, columns: placed.columns }, style);
  }

  input(input: InputCell): void {
    this.inputs.push(input);
  }

  /** A defined name for an area, for validations and formulas of other sheets. */
  nameArea(name: string, area: Area): void {
    this.names.push({ name, ...area });
  }

  conditionalFormat(format: ConditionalFormatPlan): void {
    this.conditionalFormats.push(format);
  }

  /**
   * Colours cells by what they hold.
   *
   * @param looks what follows the cell in a condition (`=0`, `="绿"`) and how cells that meet it look
   */
  colourBy(area: Area, looks: readonly (readonly [condition: string, style: StyleName])[]): void {
    const cell = cellRef(area.row, area.column);
    for (const [condition, style] of looks) {
      this.conditionalFormat({ kind: "expression", area, formula: `${cell}${condition}`, style });
    }
  }

  /** Green where a difference is 0, as it has to be, and red where it is not. */
  colourCheck(area: Area): void {
    this.colourBy(area, [
      ["=0", "goodCell"],
      ["<>0", "badCell"],
    ]);
  }

  validation(validation: ValidationPlan): void {
    this.validations.push(validation);
  }

  /** A chart below its one-sentence text; takes the rows it covers. */
  chart(sentence: string, chart: Omit<ChartPlan, "position">, rows: number, columns: number): void {
    this.line(sentence, "note");
    this.charts.push({ ...chart, position: { row: this.nextRow, column: 0, rows, columns } });
    this.nextRow += rows;
  }

  /**
   * A chart with a small table of its own below it: what a chart shows must stand in columns beside
   * each other.
   */
  chartWithData(
    sentence: string,
    columns: readonly ColumnSpec[],
    rows: readonly (readonly PlanCell[])[],
    chart: Omit<ChartPlan, "position" | "source">,
    size: { readonly rows: number; readonly columns: number; readonly dataLabel: string }
  ): void {
    // The sentence, the chart, an empty row and the table's name stand above the table.
    const headerRow = this.nextRow + 1 + size.rows + 2;
    const source = { row: headerRow, column: 0, rows: rows.length + 1, columns: columns.length };
    this.chart(sentence, { ...chart, source }, size.rows, size.columns);
    this.skip();
    this.line(size.dataLabel, "note");
    this.grid(columns, rows);
  }

  /** A chart at the right of a grid, as high as it, its text in the header's row. */
  chartBeside(
    grid: Placed,
    sentence: string,
    chart: Omit<ChartPlan, "position">,
    columns: number
  ): void {
    const column = grid.column + grid.columns + 1;
    const row = grid.headerRow;
    this.blocks.push({ row, column, cells: [[sentence]] });
    this.style({ row, column, rows: 1, columns: 1 }, "note");
    const rows = grid.lastRow - row;
    this.charts.push({ ...chart, position: { row: row + 1, column, rows, columns } });
  }

  /**
   * The finished plan.
   *
   * @param layout `columnWidths`: the least widths, in characters; a column is as wide as its figures
   *   need, and within limits as its header and its texts. `print.titleRows`: what repeats on each page
   *   unless a list of several pages does with its header
   */
  build(layout: {
    readonly columnWidths: readonly number[];
    readonly freeze: { readonly rows: number; readonly columns: number };
    readonly print: PrintPlan;
    readonly isFirst?: boolean;
  }): SheetPlan {
    const forHeaders = this.widthsForHeaders(layout.columnWidths);
    const { titleRows = layout.print.titleRows } = this;
    return {
      id: this.id,
      ...(this.instance !== undefined && { instance: this.instance }),
      name: this.name,
      tabColor: this.tabColor,
      blocks: this.blocks,
      styles: this.styles,
      tables: this.tables,
      inputs: this.inputs,
      names: this.names,
      conditionalFormats: this.conditionalFormats,
      validations: this.validations,
      charts: this.charts,
      generatedAt: this.generatedAt,
      // Contents change from run to run, and widths are set only once: heights must not rest on them.
      rowHeights: this.heights(forHeaders),
      columnWidths: forHeaders.map((width, column) => Math.max(width, this.needed[column] ?? 0)),
      freeze: layout.freeze,
      print: { ...layout.print, ...(titleRows && { titleRows }) },
      ...(layout.isFirst && { isFirst: true }),
    };
  }

  /** The header of a list of several pages with which the sheet ends, but for some rows. */
  private get titleRows(): PrintPlan["titleRows"] {
    const list = this.longList;
    if (list === null || this.nextRow - list.lastRow > rowsOfPage) return undefined;
    return [list.headerRow, list.headerRow];
  }

  /** Columns that take their headers in one line where little is missing, and any word undivided. */
  private widthsForHeaders(columnWidths: readonly number[]): number[] {
    const columns = Math.max(columnWidths.length, this.needed.length);
    const widths = Array.from(
      { length: columns },
      (_, at) => columnWidths[at] ?? defaultColumnWidth
    );
    for (const { column, text } of this.headers) {
      const [base, whole] = [columnWidths[column] ?? defaultColumnWidth, textWidth(text) + 1];
      const words = text.match(/[^\s\u2E80-\uFFEF]+/gu) ?? [];
      const word = Math.max(0, ...words.map(({ length }) => length)) + 1;
      const wanted = whole <= base + headerSlack ? whole : Math.min(word, widestForText);
      widths[column] = Math.max(widths[column] ?? 0, wanted);
    }
    return widths;
  }

  private need(column: number, width: number): void {
    this.needed[column] = Math.max(this.needed[column] ?? 0, width);
  }

  /** Room for all of each figure of a column, and for as much of its texts as is granted to texts. */
  private needColumn(
    column: number,
    style: StyleName,
    body: readonly (readonly PlanCell[])[],
    index: number,
    forTexts: boolean
  ): void {
    const { align, numberFormat, wrap } = styleOf(style);
    let figure = 0;
    let text = 0;
    for (const cells of body) {
      const cell = cells[index];
      const shown = isFormula(cell) ? cell.expected : cell;
      if (typeof shown === "number") figure = Math.max(figure, Math.abs(shown));
      // Most texts are too short to be measured: no character takes more room than two.
      else if (typeof shown === "string" && 2 * shown.length >= text && text < widestForText) {
        text = Math.max(text, textWidth(shown) + 1);
      }
    }
    this.need(column, figureWidth(figure, numberFormat));
    if (forTexts && align !== "Right" && !wrap) this.need(column, Math.min(text, widestForText));
  }

  /** Rows with texts that need more than a line in their columns, the equal ones together. */
  private heights(columnWidths: readonly number[]): RowHeight[] {
    const heights = new Map<number, number>();
    for (const { row, column, text } of this.wrapped) {
      const points = wrappedHeight(text, columnWidths[column] ?? defaultColumnWidth);
      heights.set(row, Math.max(points, heights.get(row) ?? 0));
    }
    const runs: Writable<RowHeight>[] = [];
    for (const [row, points] of [...heights].sort(([a], [b]) => a - b)) {
      const last = runs[runs.length - 1];
      if (points <= wrappedHeight("", 1)) continue;
      if (last?.points === points && last.row + last.rows === row) last.rows += 1;
      else runs.push({ row, rows: 1, points });
    }
    return runs;
  }

  private place(rows: number, column: number, columns: number, headers: 0 | 1): Placed {
    const firstRow = this.nextRow + headers;
    return {
      headerRow: this.nextRow,
      firstRow,
      lastRow: firstRow + rows - 1,
      column,
      columns,
    };
  }

  private styleColumns(
    placed: Placed,
    columns: readonly ColumnSpec[],
    body: readonly (readonly PlanCell[])[]
  ): void {
    const rows = placed.lastRow - placed.firstRow + 1;
    columns.forEach(({ header, style }, index) => {
      const column = placed.column + index;
      this.wrapped.push({ row: placed.headerRow, column, text: header });
      this.headers.push({ column, text: header });
      this.style({ row: placed.headerRow, column, rows: 1, columns: 1 }, headerStyleFor(style));
      if (rows > 0) this.style({ row: placed.firstRow, column, rows, columns: 1 }, style);
      if (index > 0 && runsInto(columns[index - 1].style, style)) {
        this.style({ row: placed.headerRow, column, rows: rows + 1, columns: 1 }, "indented");
      }
      if (styleOf(style).wrap) this.wrapBody(placed, index, body);
      // A text in the last column may reach beyond it.
      this.needColumn(column, style, body, index, index < columns.length - 1);
    });
    if (body.length > rowsOfPage) this.longList = placed;
  }

  /** A column of texts of several lines; what stands beside them stands at their middle. */
  private wrapBody(placed: Placed, index: number, body: readonly (readonly PlanCell[])[]): void {
    body.forEach((cells, at) => {
      const text = cells[index];
      if (typeof text !== "string") return;
      this.wrapped.push({ row: placed.firstRow + at, column: placed.column + index, text });
    });
    const { firstRow: row, column, columns } = placed;
    if (body.length > 0) this.style({ row, column, rows: body.length, columns }, "middle");
  }
}

/** Whether a column of texts follows one of figures without any space between them. */
function runsInto(left: StyleName, right: StyleName): boolean {
  return styleOf(left).align === "Right" && styleOf(right).align === "Left";
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Writes a sheet whose upper parts refer to lower ones: once to learn where the lower ones come to
 * stand, and once for good. Where things stand must not depend on what is referred to.
 *
 * @param write gets the places, `null` at first
 */
export function withPlacesAhead<Places>(
  write: (ahead: Places | null) => { readonly places: Places; readonly plan: SheetPlan }
): SheetPlan {
  return write(write(null).places).plan;
}
