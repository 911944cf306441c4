import { HostCollection, HostObject } from "../richapi/hostObject";
import {
  type Rect,
  isUnbounded,
  isWholeColumns,
  isWholeRows,
  lastColumn,
  lastRow,
} from "./address";
import { changeStyle } from "./rangeWrites";
import type { BorderEdge, BorderLine, Style } from "./styles";
import {
  refuse,
  requireBoolean,
  requireColor,
  requireInteger,
  requireNumber,
  requireOneOf,
  requireText,
} from "./support";
import type { Range, Worksheet } from "./objects";

const HORIZONTAL = [
  "General",
  "Left",
  "Center",
  "Right",
  "Fill",
  "Justify",
  "CenterAcrossSelection",
  "Distributed",
] as const;
const VERTICAL = ["Top", "Center", "Bottom", "Justify", "Distributed"] as const;
const UNDERLINE = ["None", "Single", "Double", "SingleAccountant", "DoubleAccountant"] as const;
const LINE_STYLES = [
  "None",
  "Continuous",
  "Dash",
  "DashDot",
  "DashDotDot",
  "Dot",
  "Double",
  "SlantDashDot",
] as const;
const WEIGHTS = ["Hairline", "Thin", "Medium", "Thick"] as const;

/** What all cells of the range agree on, or null (typings: "null if not uniform"). */
function uniform<T>(range: Range, pick: (style: Style) => T): T | null {
  const { sheet, rect } = range;
  const { cells, workbook } = sheet;
  let seen: number | undefined;
  let value: T | undefined;
  for (const index of shownStyles(sheet, rect)) {
    if (index === seen) continue;
    const next = pick(workbook.styles.get(index));
    if (seen !== undefined && next !== value) return null;
    [seen, value] = [index, next];
  }
  return value ?? pick(workbook.styles.get(cells.style(rect.row, rect.column)));
}

/** The styles that occur in the range; of an unbounded one, those of defaults and used cells. */
function* shownStyles(sheet: Worksheet, rect: Rect): Iterable<number> {
  const { cells } = sheet;
  if (!isUnbounded(rect)) {
    for (let column = rect.column; column <= lastColumn(rect); column++) {
      for (let row = rect.row; row <= lastRow(rect); row++) yield cells.style(row, column);
    }
    return;
  }
  if (isWholeRows(rect)) yield cells.rowStyles.get(rect.row) ?? cells.defaults.style ?? 0;
  else yield cells.columnInfo(rect.column).style ?? 0;
  for (let column = rect.column; column <= lastColumn(rect); column++) {
    if (isWholeColumns(rect)) yield cells.columnInfo(column).style ?? 0;
    const own: number[] = [];
    cells.eachRow(column, rect.row, lastRow(rect), (row) => own.push(cells.style(row, column)));
    yield* own;
  }
}

abstract class FormatPart extends HostObject {
  constructor(protected readonly range: Range) {
    super();
  }

  protected get<K extends keyof Style>(key: K): Style[K] | null {
    return uniform(this.range, (style) => style[key]);
  }

  protected change(member: string, changes: Partial<Style>): void {
    changeStyle(
      this.range.sheet,
      this.range.rect,
      (style) => ({ ...style, ...changes }),
      `${this.$class}.${member}`
    );
  }
}

/** `Excel.RangeFormat`. Widths and heights are points. */
export class RangeFormat extends FormatPart {
  readonly $class = "RangeFormat";

  override get $scalars(): readonly string[] {
    return [
      "ColumnWidth",
      "HorizontalAlignment",
      "IndentLevel",
      "RowHeight",
      "ShrinkToFit",
      "VerticalAlignment",
      "WrapText",
    ];
  }

  get Font(): RangeFont {
    return new RangeFont(this.range);
  }
  get Fill(): RangeFill {
    return new RangeFill(this.range);
  }
  get Borders(): RangeBorderCollection {
    return new RangeBorderCollection(this.range);
  }
  get Protection(): FormatProtection {
    return new FormatProtection(this.range);
  }

  get HorizontalAlignment(): string | null {
    return this.get("horizontal");
  }
  set HorizontalAlignment(value: unknown) {
    const horizontal = requireOneOf(value, HORIZONTAL, "RangeFormat.horizontalAlignment");
    this.change("horizontalAlignment", { horizontal });
  }
  get VerticalAlignment(): string | null {
    return this.get("vertical");
  }
  set VerticalAlignment(value: unknown) {
    const vertical = requireOneOf(value, VERTICAL, "RangeFormat.verticalAlignment");
    this.change("verticalAlignment", { vertical });
  }
  get WrapText(): boolean | null {
    return this.get("wrapText");
  }
  set WrapText(value: unknown) {
    this.change("wrapText", { wrapText: requireBoolean(value, "RangeFormat.wrapText") });
  }
  get ShrinkToFit(): boolean | null {
    return this.get("shrinkToFit");
  }
  set ShrinkToFit(value: unknown) {
    this.change("shrinkToFit", { shrinkToFit: requireBoolean(value, "RangeFormat.shrinkToFit") });
  }
  /** 0–250 (typings). */
  get IndentLevel(): number | null {
    return this.get("indent");
  }
  set IndentLevel(value: unknown) {
    const indent = requireInteger(value, "RangeFormat.indentLevel", 0, 250);
    this.change("indentLevel", { indent });
  }

  get ColumnWidth(): number | null {
    const { sheet, rect } = this.range;
    const first = sheet.columnWidth(rect.column);
    for (let column = rect.column + 1; column <= lastColumn(rect); column++) {
      if (sheet.columnWidth(column) !== first) return null;
    }
    return first;
  }
  set ColumnWidth(value: unknown) {
    const location = "RangeFormat.columnWidth";
    const width = requireNumber(value, location, 0, MAX_COLUMN_POINTS);
    const { sheet, rect } = this.range;
    sheet.guardEdit(rect, "formatColumns", location);
    sheet.setColumnWidth(rect, width);
  }
  get RowHeight(): number | null {
    const { sheet, rect } = this.range;
    const first = sheet.rowHeight(rect.row);
    if (isWholeColumns(rect)) return sheet.cells.rowHeights.size > 0 ? null : first;
    for (let row = rect.row + 1; row <= lastRow(rect); row++) {
      if (sheet.rowHeight(row) !== first) return null;
    }
    return first;
  }
  set RowHeight(value: unknown) {
    const location = "RangeFormat.rowHeight";
    const height = requireNumber(value, location, 0, MAX_ROW_POINTS);
    const { sheet, rect } = this.range;
    sheet.guardEdit(rect, "formatRows", location);
    if (isWholeColumns(rect)) refuse("NotImplemented", location);
    for (let row = rect.row; row <= lastRow(rect); row++) {
      sheet.cells.rowHeights.set(row, height);
      sheet.cells.dirtyRows.add(row);
    }
  }
  AutofitColumns(): void {
    const { sheet, rect } = this.range;
    sheet.guardEdit(rect, "formatColumns", "RangeFormat.autofitColumns");
    sheet.autofitColumns(rect);
  }
  /** Rows without a height of their own fit themselves when the file is shown. */
  AutofitRows(): void {
    const { sheet, rect } = this.range;
    sheet.guardEdit(rect, "formatRows", "RangeFormat.autofitRows");
    for (const row of [...sheet.cells.rowHeights.keys()]) {
      if (row < rect.row || row > lastRow(rect)) continue;
      sheet.cells.rowHeights.delete(row);
      sheet.cells.dirtyRows.add(row);
    }
  }
}

/** 255 characters of the standard font ("Excel specifications and limits"). */
const MAX_COLUMN_POINTS = 1343;
/** "Excel specifications and limits": row height 409 points. */
const MAX_ROW_POINTS = 409.5;

class RangeFont extends FormatPart {
  readonly $class = "RangeFont";

  override get $scalars(): readonly string[] {
    return ["Bold", "Color", "Italic", "Name", "Size", "Strikethrough", "Underline"];
  }

  get Bold(): boolean | null {
    return this.get("bold");
  }
  set Bold(value: unknown) {
    this.change("bold", { bold: requireBoolean(value, "RangeFont.bold") });
  }
  get Italic(): boolean | null {
    return this.get("italic");
  }
  set Italic(value: unknown) {
    this.change("italic", { italic: requireBoolean(value, "RangeFont.italic") });
  }
  get Strikethrough(): boolean | null {
    return this.get("strikethrough");
  }
  set Strikethrough(value: unknown) {
    const strikethrough = requireBoolean(value, "RangeFont.strikethrough");
    this.change("strikethrough", { strikethrough });
  }
  get Underline(): string | null {
    return this.get("underline");
  }
  set Underline(value: unknown) {
    this.change("underline", { underline: requireOneOf(value, UNDERLINE, "RangeFont.underline") });
  }
  get Color(): string | null {
    return this.get("fontColor");
  }
  set Color(value: unknown) {
    this.change("color", { fontColor: requireColor(value, "RangeFont.color") });
  }
  get Name(): string | null {
    return this.get("fontName");
  }
  set Name(value: unknown) {
    const fontName = requireText(value, "RangeFont.name");
    if (fontName === "" || fontName.length > 31) refuse("InvalidArgument", "RangeFont.name");
    this.change("name", { fontName });
  }
  get Size(): number | null {
    return this.get("fontSize");
  }
  set Size(value: unknown) {
    this.change("size", { fontSize: requireNumber(value, "RangeFont.size", 1, 409) });
  }
}

class RangeFill extends FormatPart {
  readonly $class = "RangeFill";

  override get $scalars(): readonly string[] {
    return ["Color"];
  }

  /** White where there is no fill, as Excel answers. */
  get Color(): string | null {
    const color = this.get("fillColor");
    return color === "" ? "#FFFFFF" : color;
  }
  set Color(value: unknown) {
    const fillColor = value === "" ? "" : requireColor(value, "RangeFill.color");
    this.change("color", { fillColor });
  }
  Clear(): void {
    this.change("clear", { fillColor: "" });
  }
}

class FormatProtection extends FormatPart {
  readonly $class = "FormatProtection";

  override get $scalars(): readonly string[] {
    return ["FormulaHidden", "Locked"];
  }

  get Locked(): boolean | null {
    return this.get("locked");
  }
  set Locked(value: unknown) {
    this.change("locked", { locked: requireBoolean(value, "FormatProtection.locked") });
  }
  get FormulaHidden(): boolean | null {
    return this.get("formulaHidden");
  }
  set FormulaHidden(value: unknown) {
    const formulaHidden = requireBoolean(value, "FormatProtection.formulaHidden");
    this.change("formulaHidden", { formulaHidden });
  }
}

const SIDES = [
  "EdgeTop",
  "EdgeBottom",
  "EdgeLeft",
  "EdgeRight",
  "InsideVertical",
  "InsideHorizontal",
] as const;
type Side = (typeof SIDES)[number];

class RangeBorderCollection extends HostCollection<RangeBorder> {
  readonly $class = "RangeBorderCollection";

  constructor(private readonly range: Range) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Count"];
  }
  get Count(): number {
    return SIDES.length;
  }
  $items(): readonly RangeBorder[] {
    return SIDES.map((side) => new RangeBorder(this.range, side));
  }
  $item(key: string | number): RangeBorder | null {
    const side = SIDES.find((name) => name.toLowerCase() === String(key).toLowerCase());
    return side ? new RangeBorder(this.range, side) : null;
  }
  GetItemAt(index: number): RangeBorder {
    return this.$items()[index] ?? refuse("InvalidArgument", "RangeBorderCollection.getItemAt");
  }
}

/** The parts of a range whose cells carry a side's line, and the edge of the cells that has it. */
function cellsOfSide(rect: Rect, side: Side): [Rect, BorderEdge][] {
  switch (side) {
    case "EdgeTop":
      return [[{ ...rect, rows: 1 }, "top"]];
    case "EdgeBottom":
      return [[{ ...rect, row: lastRow(rect), rows: 1 }, "bottom"]];
    case "EdgeLeft":
      return [[{ ...rect, columns: 1 }, "left"]];
    case "EdgeRight":
      return [[{ ...rect, column: lastColumn(rect), columns: 1 }, "right"]];
    case "InsideHorizontal":
      if (rect.rows === 1) return [];
      return [
        [{ ...rect, rows: rect.rows - 1 }, "bottom"],
        [{ ...rect, row: rect.row + 1, rows: rect.rows - 1 }, "top"],
      ];
    case "InsideVertical":
      if (rect.columns === 1) return [];
      return [
        [{ ...rect, columns: rect.columns - 1 }, "right"],
        [{ ...rect, column: rect.column + 1, columns: rect.columns - 1 }, "left"],
      ];
  }
}

class RangeBorder extends HostObject {
  readonly $class = "RangeBorder";

  constructor(
    private readonly range: Range,
    private readonly side: Side
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Color", "SideIndex", "Style", "Weight"];
  }
  override $identity(): Record<string, unknown> {
    return { SideIndex: this.side };
  }

  get SideIndex(): string {
    return this.side;
  }
  get Style(): string | null {
    return this.read((line) => line?.style ?? "None");
  }
  set Style(value: unknown) {
    const style = requireOneOf(value, LINE_STYLES, "RangeBorder.style");
    this.change("style", (line) => (style === "None" ? null : { ...line, style }));
  }
  get Weight(): string | null {
    return this.read((line) => line?.weight ?? "Thin");
  }
  set Weight(value: unknown) {
    const weight = requireOneOf(value, WEIGHTS, "RangeBorder.weight");
    this.change("weight", (line) => ({ ...line, weight }));
  }
  get Color(): string | null {
    return this.read((line) => line?.color ?? "#000000");
  }
  set Color(value: unknown) {
    const color = requireColor(value, "RangeBorder.color");
    this.change("color", (line) => ({ ...line, color }));
  }

  private read(pick: (line: BorderLine | null) => string): string | null {
    const [part] = cellsOfSide(this.range.rect, this.side);
    if (!part) return pick(null);
    const [rect, edge] = part;
    return uniform(this.range.sheet.range(rect), (style) => pick(style.borders[edge]));
  }

  private change(member: string, next: (line: BorderLine) => BorderLine | null): void {
    const plain: BorderLine = { style: "Continuous", weight: "Thin", color: "#000000" };
    for (const [rect, edge] of cellsOfSide(this.range.rect, this.side)) {
      changeStyle(
        this.range.sheet,
        rect,
        (style) => ({
          ...style,
          borders: { ...style.borders, [edge]: next(style.borders[edge] ?? plain) },
        }),
        `RangeBorder.${member}`
      );
    }
  }
}
