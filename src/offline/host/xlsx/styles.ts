import {
  type BorderEdge,
  type BorderLine,
  type Style,
  BORDER_EDGES,
  DEFAULT_STYLE,
} from "../model/styles";
import type { ColorTable } from "./colors";
import { builtInFormat, builtInFormatId, FIRST_CUSTOM_FORMAT } from "./numberFormats";
import { parseXml, structureOf, tag, TextEdits, xmlDeclaration, type XmlElement } from "./xml";
import {
  type DifferentialStyle,
  alignmentXml,
  argb,
  borderEdges,
  borderLines,
  borderXml,
  capitalised,
  differentialFont,
  fontXml,
  horizontalNames,
  prefixed,
  readUnderline,
  toggle,
} from "./styleXml";

const SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** A styles part with nothing but what Excel requires. */
export function minimalStyles(normal: Style = DEFAULT_STYLE): string {
  return (
    xmlDeclaration +
    tag(
      "styleSheet",
      { xmlns: SPREADSHEET },
      tag("fonts", { count: 1 }, fontXml(normal, undefined)) +
        // The first two fills are fixed: Excel ignores what a file writes there.
        tag(
          "fills",
          { count: 2 },
          tag("fill", {}, tag("patternFill", { patternType: "none" })) +
            tag("fill", {}, tag("patternFill", { patternType: "gray125" }))
        ) +
        tag(
          "borders",
          { count: 1 },
          tag("border", {}, "<left/><right/><top/><bottom/><diagonal/>")
        ) +
        tag(
          "cellStyleXfs",
          { count: 1 },
          tag("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })
        ) +
        tag(
          "cellXfs",
          { count: 1 },
          tag("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0, xfId: 0 })
        ) +
        tag(
          "cellStyles",
          { count: 1 },
          tag("cellStyle", { name: "Normal", xfId: 0, builtinId: 0 })
        ) +
        tag("dxfs", { count: 0 }) +
        tag("tableStyles", {
          count: 0,
          defaultTableStyle: "TableStyleMedium2",
          defaultPivotStyle: "PivotStyleLight16",
        })
    )
  );
}

const sectionOrder = [
  "numFmts",
  "fonts",
  "fills",
  "borders",
  "cellStyleXfs",
  "cellXfs",
  "cellStyles",
  "dxfs",
  "tableStyles",
  "colors",
  "extLst",
];

/** Fills that Excel draws as it does whatever the file says in their place. */
const FIXED_FILLS = 2;

type Section = "numFmts" | "fonts" | "fills" | "borders" | "cellXfs" | "dxfs";

export class StylePart {
  /** One style per format record of the file; its index is the record's. */
  readonly styles: readonly Style[];
  private readonly root: XmlElement;
  private readonly formats = new Map<number, string>();
  private readonly added: Record<Section, string[]> = {
    numFmts: [],
    fonts: [],
    fills: [],
    borders: [],
    cellXfs: [],
    dxfs: [],
  };
  /** Index of each record asked for, by its text. */
  private readonly indexesByText = new Map<string, number>();
  /** Indexes of the file's own records by what they say. */
  private readonly fileIndexes = new Map<string, ReadonlyMap<string, number>>();
  private readonly recordByStyle = new Map<Style, number>();

  constructor(
    private readonly text: string,
    part: string,
    colors: (styles: XmlElement) => ColorTable
  ) {
    this.root = parseXml(text, part);
    this.colorTable = colors(this.root);
    for (const format of this.root.child("numFmts")?.all("numFmt") ?? []) {
      this.formats.set(format.num("numFmtId") ?? 0, format.attr("formatCode") ?? "General");
    }
    const records = this.records("cellXfs");
    this.styles =
      records.length > 0
        ? records.map((xf, index) => this.readRecord(xf, index))
        : [{ ...DEFAULT_STYLE, origin: 0 }];
  }

  readonly colorTable: ColorTable;

  /** The format of a `dxf` record; an empty one if there is no such record. */
  differential(index: number | undefined): DifferentialStyle {
    const dxf = index === undefined ? undefined : this.records("dxfs")[index];
    if (!dxf) return {};
    const font = dxf.child("font");
    const fill = dxf.child("fill")?.child("patternFill");
    const solid = fill?.attr("patternType") === undefined || fill.attr("patternType") === "solid";
    const borders: Partial<Record<BorderEdge, BorderLine>> = {};
    for (const edge of BORDER_EDGES) {
      const line = this.readBorder(dxf.at("border", edge));
      if (line) borders[edge] = line;
    }
    return withoutUndefined({
      numberFormat: dxf.child("numFmt")?.attr("formatCode"),
      fontColor: this.colorTable.read(font?.child("color")),
      bold: toggle(font?.child("b")),
      italic: toggle(font?.child("i")),
      underline: font?.child("u") ? readUnderline(font.child("u")) : undefined,
      strikethrough: toggle(font?.child("strike")),
      // In a dxf the colour of a solid fill is the background colour (18.8.32).
      fillColor: solid
        ? this.colorTable.read(fill?.child("bgColor") ?? fill?.child("fgColor"))
        : undefined,
      borders: Object.keys(borders).length > 0 ? borders : undefined,
    });
  }

  /** The `cellXfs` index for a style: the record it came from if nothing changed, else a new one. */
  recordFor(style: Style): number {
    const known = this.recordByStyle.get(style);
    if (known !== undefined) return known;
    // A style made here that nobody changed is the file's own normal format.
    const origin = this.styles[style.origin];
    const base = origin ?? this.styles[0];
    const isSame = sameStyle(base, { ...style, origin: base.origin });
    const record = isSame ? base.origin : this.addRecord(style, origin);
    this.recordByStyle.set(style, record);
    return record;
  }

  /** The `dxfs` index for a conditional format's format. */
  differentialFor(style: DifferentialStyle): number {
    const borders = style.borders ?? {};
    const text = tag(
      "dxf",
      {},
      differentialFont(style) +
        (style.numberFormat === undefined
          ? ""
          : tag("numFmt", {
              numFmtId: this.formatId(style.numberFormat),
              formatCode: style.numberFormat,
            })) +
        (style.fillColor
          ? tag("fill", {}, tag("patternFill", {}, tag("bgColor", { rgb: argb(style.fillColor) })))
          : "") +
        (Object.keys(borders).length > 0 ? tag("border", {}, borderEdges(borders)) : "")
    );
    return this.add("dxfs", text);
  }

  /** The part with all new records, or undefined if there are none. */
  finish(): string | undefined {
    const edits = new TextEdits(this.text);
    const { prefix } = this.root;
    for (const section of sectionOrder.filter((name): name is Section => name in this.added)) {
      const records = this.added[section];
      if (records.length === 0) continue;
      const element = this.root.child(section);
      const content = prefix === "" ? records.join("") : prefixed(records.join(""), prefix);
      if (element) {
        edits.setAttribute(element, "count", String(element.children.length + records.length));
        edits.append(element, content);
      } else {
        const later = sectionOrder.slice(sectionOrder.indexOf(section) + 1);
        const next = this.root.children.find((child) => later.includes(child.local));
        const written = tag(`${prefix}${section}`, { count: records.length }, content);
        edits.insert(next?.start ?? this.root.innerEnd, written);
      }
    }
    return edits.isEmpty ? undefined : edits.apply();
  }

  private records(section: string): XmlElement[] {
    return this.root.child(section)?.children ?? [];
  }

  private readRecord(xf: XmlElement, origin: number): Style {
    const font = this.records("fonts")[xf.num("fontId") ?? 0];
    const fill = this.records("fills")[xf.num("fillId") ?? 0]?.child("patternFill");
    const border = this.records("borders")[xf.num("borderId") ?? 0];
    const formatId = xf.num("numFmtId") ?? 0;
    const alignment = xf.child("alignment");
    const protection = xf.child("protection");
    const isFilled = fill !== undefined && fill.attr("patternType") !== "none";
    return {
      origin,
      numberFormat: this.formats.get(formatId) ?? builtInFormat(formatId) ?? "General",
      fontName: font?.child("name")?.attr("val") ?? DEFAULT_STYLE.fontName,
      fontSize: font?.child("sz")?.num("val") ?? DEFAULT_STYLE.fontSize,
      fontColor: this.colorTable.read(font?.child("color")) ?? DEFAULT_STYLE.fontColor,
      bold: toggle(font?.child("b")) ?? false,
      italic: toggle(font?.child("i")) ?? false,
      underline: readUnderline(font?.child("u")),
      strikethrough: toggle(font?.child("strike")) ?? false,
      fillColor: isFilled ? (this.colorTable.read(fill.child("fgColor")) ?? "") : "",
      horizontal: capitalised(alignment?.attr("horizontal") ?? "general", horizontalNames),
      vertical: capitalised(alignment?.attr("vertical") ?? "bottom", {}),
      wrapText: alignment?.bool("wrapText") ?? false,
      indent: alignment?.num("indent") ?? 0,
      shrinkToFit: alignment?.bool("shrinkToFit") ?? false,
      locked: protection?.bool("locked", true) ?? true,
      formulaHidden: protection?.bool("hidden") ?? false,
      borders: {
        top: this.readBorder(border?.child("top")),
        bottom: this.readBorder(border?.child("bottom")),
        left: this.readBorder(border?.child("left")),
        right: this.readBorder(border?.child("right")),
      },
    };
  }

  private readBorder(edge: XmlElement | undefined): BorderLine | null {
    const [style, weight] = borderLines[edge?.attr("style") ?? "none"] ?? [];
    if (!style || !weight) return null;
    return { style, weight, color: this.colorTable.read(edge?.child("color")) ?? "#000000" };
  }

  private addRecord(style: Style, origin: Style | undefined): number {
    const base = origin && this.records("cellXfs")[origin.origin];
    const was = origin ?? this.styles[0];
    const baseOf = (section: string, attribute: string): [number, XmlElement | undefined] => {
      const index = (base ?? this.records("cellXfs")[0])?.num(attribute) ?? 0;
      return [index, this.records(section)[index]];
    };
    const [fontId, font] = baseOf("fonts", "fontId");
    const [fillId] = baseOf("fills", "fillId");
    const [borderId, border] = baseOf("borders", "borderId");
    const changed = (names: readonly (keyof Style)[]) =>
      names.some((name) => JSON.stringify(style[name]) !== JSON.stringify(was[name]));
    const newFont = changed(fontFields) ? this.add("fonts", fontXml(style, font, was)) : fontId;
    const newFill = changed(["fillColor"]) ? this.fillRecord(style.fillColor) : fillId;
    const newBorder = changed(["borders"])
      ? this.add("borders", borderXml(style, border, this.text))
      : borderId;
    const formatId = changed(["numberFormat"])
      ? this.formatId(style.numberFormat)
      : ((base ?? this.records("cellXfs")[0])?.num("numFmtId") ?? 0);
    const alignment = alignmentXml(style, base?.child("alignment"));
    const isProtected = !style.locked || style.formulaHidden;
    const text = tag(
      "xf",
      {
        numFmtId: formatId,
        fontId: newFont,
        fillId: newFill,
        borderId: newBorder,
        xfId: base?.num("xfId") ?? 0,
        quotePrefix: base?.attr("quotePrefix"),
        pivotButton: base?.attr("pivotButton"),
        applyNumberFormat: formatId !== 0 || undefined,
        applyFont: newFont !== 0 || undefined,
        applyFill: newFill !== 0 || undefined,
        applyBorder: newBorder !== 0 || undefined,
        applyAlignment: alignment !== "" || undefined,
        applyProtection: isProtected || undefined,
      },
      alignment +
        (isProtected
          ? tag("protection", { locked: style.locked, hidden: style.formulaHidden })
          : "")
    );
    return this.add("cellXfs", text);
  }

  private fillRecord(color: string): number {
    if (color === "") return 0;
    return this.add(
      "fills",
      tag(
        "fill",
        {},
        tag(
          "patternFill",
          { patternType: "solid" },
          tag("fgColor", { rgb: argb(color) }) + tag("bgColor", { indexed: 64 })
        )
      )
    );
  }

  private formatId(code: string): number {
    const builtIn = builtInFormatId(code);
    if (builtIn !== undefined) return builtIn;
    for (const [id, known] of this.formats) if (known === code) return id;
    const id = Math.max(FIRST_CUSTOM_FORMAT - 1, ...this.formats.keys()) + 1;
    this.formats.set(id, code);
    this.added.numFmts.push(tag("numFmt", { numFmtId: id, formatCode: code }));
    return id;
  }

  private add(section: Exclude<Section, "numFmts">, text: string): number {
    const key = `${section} ${text}`;
    const known = this.indexesByText.get(key);
    if (known !== undefined) return known;
    const index =
      this.indexesInFile(section).get(structureOf(parseXml(text, section))) ??
      this.records(section).length + this.added[section].push(text) - 1;
    this.indexesByText.set(key, index);
    return index;
  }

  private indexesInFile(section: string): ReadonlyMap<string, number> {
    const known = this.fileIndexes.get(section);
    if (known) return known;
    const indexes = new Map<string, number>();
    this.records(section).forEach((record, index) => {
      const structure = structureOf(record);
      const isFixed = section === "fills" && index < FIXED_FILLS;
      if (!isFixed && !indexes.has(structure)) indexes.set(structure, index);
    });
    this.fileIndexes.set(section, indexes);
    return indexes;
  }
}

const fontFields = [
  "fontName",
  "fontSize",
  "fontColor",
  "bold",
  "italic",
  "underline",
  "strikethrough",
] as const satisfies readonly (keyof Style)[];

function sameStyle(a: Style, b: Style): boolean {
  return a === b || JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(style: Style): unknown[] {
  return [
    ...Object.keys(DEFAULT_STYLE)
      .filter((name) => name !== "borders")
      .map((name) => style[name as keyof Style]),
    ...BORDER_EDGES.flatMap((edge) => {
      const line = style.borders[edge];
      return line ? [line.style, line.weight, line.color] : [null];
    }),
  ];
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
