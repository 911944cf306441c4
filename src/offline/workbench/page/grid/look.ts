import {
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  VerticalAlign,
  WrapStrategy,
  type IBorderData,
  type IStyleData,
} from "@univerjs/core";
import type { BorderLine, StoredValue, Style, StyleTable, Table } from "../../../host/model";

/** What a table's style adds to a cell that has no look of its own. */
export interface TableLook {
  readonly fill: string;
  readonly color: string;
  readonly bold: boolean;
  /** A line below the cell; "" = none. */
  readonly line: string;
}

/** The colours of Office's theme that table styles 1 to 7 of each kind stand on, black first. */
const accents = ["#000000", "#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47"];

/** An approximation of Excel's built-in table styles: the header's colour and bands of the same hue. */
export function tableLookAt(table: Table, row: number): TableLook | null {
  const [, kind, number] = /^TableStyle(Light|Medium|Dark)(\d+)$/.exec(table.look.style) ?? [];
  if (!kind) return null;
  const accent = accents[(Number(number) - 1) % accents.length] ?? "#4472C4";
  const last = table.rect.row + table.rect.rows - 1;
  const line = kind === "Light" ? accent : mix(accent, 0.6);
  if (row === table.rect.row) {
    return kind === "Light"
      ? { fill: "", color: "#000000", bold: true, line }
      : { fill: accent, color: "#FFFFFF", bold: true, line };
  }
  if (table.showTotals && row === last) return { fill: "", color: "", bold: true, line };
  const banded = table.look.bandedRows && (row - table.rect.row) % 2 === 1;
  return { fill: banded ? mix(accent, 0.8) : "", color: "", bold: false, line };
}

/** A colour mixed with white; `white` is white's share. */
function mix(color: string, white: number): string {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const mixed = parts.map((part) => Math.round(part + (255 - part) * white));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

const horizontals: Readonly<Record<string, HorizontalAlign>> = {
  Left: HorizontalAlign.LEFT,
  Center: HorizontalAlign.CENTER,
  CenterAcrossSelection: HorizontalAlign.CENTER,
  Right: HorizontalAlign.RIGHT,
  Justify: HorizontalAlign.JUSTIFIED,
  Distributed: HorizontalAlign.DISTRIBUTED,
};
const verticals: Readonly<Record<string, VerticalAlign>> = {
  Top: VerticalAlign.TOP,
  Center: VerticalAlign.MIDDLE,
  Bottom: VerticalAlign.BOTTOM,
};
const borderStyles: Readonly<Record<string, BorderStyleTypes>> = {
  Hairline: BorderStyleTypes.HAIR,
  Thin: BorderStyleTypes.THIN,
  Medium: BorderStyleTypes.MEDIUM,
  Thick: BorderStyleTypes.THICK,
};

/** Turns the workbook's styles into Univer's; each one is made once. */
export class Looks {
  private readonly made = new Map<string, IStyleData>();

  constructor(private readonly styles: StyleTable) {}

  /** The look of a cell with this style, content and place in a table. */
  of(index: number, value: StoredValue | undefined, table: TableLook | null): IStyleData {
    const general = generalAlignment(value);
    const key = `${index} ${general} ${table ? Object.values(table).join() : ""}`;
    const known = this.made.get(key);
    if (known) return known;
    const look = lookOf(this.styles.get(index), general, table);
    this.made.set(key, look);
    return look;
  }
}

/** Numbers stand right, truth values and errors in the middle, texts left. */
function generalAlignment(value: StoredValue | undefined): HorizontalAlign {
  if (typeof value === "number") return HorizontalAlign.RIGHT;
  return typeof value === "string" || value === undefined
    ? HorizontalAlign.LEFT
    : HorizontalAlign.CENTER;
}

function lookOf(style: Style, general: HorizontalAlign, table: TableLook | null): IStyleData {
  const fill = style.fillColor || table?.fill;
  const color = table?.color && style.fontColor === "#000000" ? table.color : style.fontColor;
  return {
    ff: style.fontName,
    fs: style.fontSize,
    bl: truth(style.bold || (table?.bold ?? false)),
    it: truth(style.italic),
    ul: { s: truth(style.underline !== "None") },
    st: { s: truth(style.strikethrough) },
    cl: { rgb: color },
    ...(fill && { bg: { rgb: fill } }),
    ht: horizontals[style.horizontal] ?? general,
    vt: verticals[style.vertical] ?? VerticalAlign.MIDDLE,
    tb: style.wrapText ? WrapStrategy.WRAP : WrapStrategy.OVERFLOW,
    ...(style.indent > 0 && { pd: { l: 2 + style.indent * 9, r: 2 + style.indent * 9 } }),
    bd: bordersOf(style, table),
  };
}

function bordersOf({ borders }: Style, table: TableLook | null): IBorderData {
  const below = borders.bottom ?? (table ? tableLine(table) : null);
  return {
    ...(borders.top && { t: lineOf(borders.top) }),
    ...(below && { b: lineOf(below) }),
    ...(borders.left && { l: lineOf(borders.left) }),
    ...(borders.right && { r: lineOf(borders.right) }),
  };
}

const tableLine = ({ line }: TableLook): BorderLine => ({
  style: "Continuous",
  weight: "Thin",
  color: line,
});

const lineOf = ({ style, weight, color }: BorderLine) => ({
  s: style === "Double" ? BorderStyleTypes.DOUBLE : (borderStyles[weight] ?? BorderStyleTypes.THIN),
  cl: { rgb: color },
});

const truth = (yes: boolean): BooleanNumber => (yes ? BooleanNumber.TRUE : BooleanNumber.FALSE);
