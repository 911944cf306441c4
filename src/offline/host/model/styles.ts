/** Cell formats, interned: a cell holds an index into the workbook's table. */

export interface BorderLine {
  /** `Excel.BorderLineStyle`, e.g. "Continuous". */
  readonly style: string;
  /** `Excel.BorderWeight`: "Hairline", "Thin", "Medium", "Thick". */
  readonly weight: string;
  /** "#RRGGBB". */
  readonly color: string;
}

export const BORDER_EDGES = ["top", "bottom", "left", "right"] as const;
export type BorderEdge = (typeof BORDER_EDGES)[number];

/** A cell's format. Colours are "#RRGGBB"; an absent fill is "". Immutable. */
export interface Style {
  /**
   * The format record (`cellXfs` index) of the loaded file that this style comes from, so that
   * what is not modelled here survives saving; -1 = made here.
   */
  readonly origin: number;
  readonly numberFormat: string;
  readonly fontName: string;
  /** Points. */
  readonly fontSize: number;
  readonly fontColor: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** `Excel.RangeUnderlineStyle`. */
  readonly underline: string;
  readonly strikethrough: boolean;
  readonly fillColor: string;
  /** `Excel.HorizontalAlignment`. */
  readonly horizontal: string;
  /** `Excel.VerticalAlignment`. */
  readonly vertical: string;
  readonly wrapText: boolean;
  readonly indent: number;
  readonly shrinkToFit: boolean;
  readonly locked: boolean;
  readonly formulaHidden: boolean;
  readonly borders: Readonly<Record<BorderEdge, BorderLine | null>>;
}

/** The format of a cell that nobody formatted. */
export const DEFAULT_STYLE: Style = {
  origin: -1,
  numberFormat: "General",
  fontName: "Calibri",
  fontSize: 11,
  fontColor: "#000000",
  bold: false,
  italic: false,
  underline: "None",
  strikethrough: false,
  fillColor: "",
  horizontal: "General",
  vertical: "Bottom",
  wrapText: false,
  indent: 0,
  shrinkToFit: false,
  locked: true,
  formulaHidden: false,
  borders: { top: null, bottom: null, left: null, right: null },
};

/**
 * All formats of a workbook. Index 0 is the default. Excel allows about 65,490 different cell
 * formats ("Excel specifications and limits").
 */
export class StyleTable {
  private readonly records: Style[] = [];
  private readonly indexes = new Map<string, number>();

  constructor() {
    this.intern(DEFAULT_STYLE);
  }

  get count(): number {
    return this.records.length;
  }

  get(index: number): Style {
    const style = this.records[index];
    if (!style) throw new RangeError(`no style ${index}`);
    return style;
  }

  /** The index of an equal style, added where there is none. */
  intern(style: Style): number {
    const key = JSON.stringify(
      Object.keys(DEFAULT_STYLE).map((name) => style[name as keyof Style])
    );
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    if (this.records.length >= 65490) throw new RangeError("too many different cell formats");
    this.records.push(style);
    this.indexes.set(key, this.records.length - 1);
    return this.records.length - 1;
  }

  /** Makes `style` the default (index 0): the file's own normal format. Only before any cell. */
  replaceDefault(style: Style): void {
    this.records.length = 0;
    this.indexes.clear();
    this.intern(style);
  }

  /** A function that changes style indexes, remembering what it changed already. */
  changer(change: (style: Style) => Style): (index: number) => number {
    const done = new Map<number, number>();
    return (index) => {
      const known = done.get(index);
      if (known !== undefined) return known;
      const next = this.intern(change(this.get(index)));
      done.set(index, next);
      return next;
    };
  }
}
