/** What a worksheet part has around its rows, with edits that leave everything else as it is. */
import { XlsxError } from "./errors";
import { parseXml, TextEdits, xmlDeclaration, type XmlElement } from "./xml";

/** CT_Worksheet (18.3.1.99): Excel repairs a sheet whose elements come in another order. */
const elementOrder = [
  "sheetPr",
  "dimension",
  "sheetViews",
  "sheetFormatPr",
  "cols",
  "sheetData",
  "sheetCalcPr",
  "sheetProtection",
  "protectedRanges",
  "scenarios",
  "autoFilter",
  "sortState",
  "dataConsolidate",
  "customSheetViews",
  "mergeCells",
  "phoneticPr",
  "conditionalFormatting",
  "dataValidations",
  "hyperlinks",
  "printOptions",
  "pageMargins",
  "pageSetup",
  "headerFooter",
  "rowBreaks",
  "colBreaks",
  "customProperties",
  "cellWatches",
  "ignoredErrors",
  "smartTags",
  "drawing",
  "legacyDrawing",
  "legacyDrawingHF",
  "drawingHF",
  "picture",
  "oleObjects",
  "controls",
  "webPublishItems",
  "tableParts",
  "extLst",
] as const;
export type SheetElement = (typeof elementOrder)[number];

export const SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A worksheet part without content. */
export function emptySheet(): { head: string; tail: string } {
  return {
    head: `${xmlDeclaration}<worksheet xmlns="${SPREADSHEET}" xmlns:r="${RELATIONSHIPS}"><sheetData>`,
    tail: "</sheetData></worksheet>",
  };
}

export class SheetShell {
  readonly root: XmlElement;
  private readonly text: string;
  private readonly edits: TextEdits;

  constructor(head: string, tail: string, part: string) {
    const text = (head + tail).replace(/^\ufeff/, "");
    // A sheet without rows may have an empty tag, or none at all; rows need an open one.
    this.text = tail === "" ? withOpenSheetData(text, part) : text;
    this.root = parseXml(this.text, part);
    if (this.root.local !== "worksheet") throw new XlsxError("damaged", `${part}: not a worksheet`);
    this.edits = new TextEdits(this.text);
  }

  get prefix(): string {
    return this.root.prefix;
  }

  child(name: SheetElement): XmlElement | undefined {
    return this.root.child(name);
  }

  /** The source text of an element. */
  source(element: XmlElement): string {
    return this.text.slice(element.start, element.end);
  }

  setAttribute(element: XmlElement, name: string, value: string | undefined): void {
    this.edits.setAttribute(element, name, value);
  }

  /** Puts text before the end tag of an element. */
  append(element: XmlElement, xml: string): void {
    this.edits.append(element, this.qualified(xml));
  }

  replace(element: XmlElement, xml: string): void {
    this.edits.replace(element.start, element.end, this.qualified(xml));
  }

  /** Puts text right after the start tag of an element; opens an empty-element tag. */
  prepend(element: XmlElement, xml: string): void {
    this.edits.prepend(element, this.qualified(xml));
  }

  /**
   * Replaces all elements of one name by `xml` (one or more elements, or nothing), in the place
   * that the schema gives them.
   */
  set(name: SheetElement, xml: string): void {
    const written = this.qualified(xml);
    const present = this.root.all(name);
    if (present.length === 0) {
      this.edits.insert(this.placeOf(name), written, elementOrder.indexOf(name));
      return;
    }
    present.forEach((element, index) =>
      this.edits.replace(element.start, element.end, index === 0 ? written : "")
    );
  }

  /** Removes the one element. */
  remove(element: XmlElement): void {
    this.edits.replace(element.start, element.end, "");
  }

  /** Makes sure that the prefix `r:` can be used, whatever the file called that namespace. */
  declareRelationships(): void {
    if (this.root.attr("xmlns:r") === undefined) {
      this.edits.setAttribute(this.root, "xmlns:r", RELATIONSHIPS);
    }
  }

  get isChanged(): boolean {
    return !this.edits.isEmpty;
  }

  /** The text before the rows and the text after them. */
  finish(): { head: string; tail: string } {
    const text = this.edits.apply();
    const found = /<([A-Za-z_][\w.-]*:)?sheetData(\s[^>]*)?>/.exec(text);
    if (!found) throw new XlsxError("damaged", "sheetData is missing");
    const at = found.index + found[0].length;
    return { head: text.slice(0, at), tail: text.slice(at) };
  }

  private qualified(xml: string): string {
    if (this.prefix === "") return xml;
    return xml.replace(/<(\/?)(?=[A-Za-z][\w.]*[\s/>])/g, `<$1${this.prefix}`);
  }

  private placeOf(name: SheetElement): number {
    const later = new Set<string>(elementOrder.slice(elementOrder.indexOf(name) + 1));
    return this.root.children.find((child) => later.has(child.local))?.start ?? this.root.innerEnd;
  }
}

function withOpenSheetData(text: string, part: string): string {
  const root = parseXml(text, part);
  const name = `${root.prefix}sheetData`;
  const empty = root.child("sheetData");
  const opened = `<${name}></${name}>`;
  if (empty) return text.slice(0, empty.start) + opened + text.slice(empty.end);
  const after = new Set<string>(elementOrder.slice(elementOrder.indexOf("sheetData") + 1));
  const next = root.children.find((child) => after.has(child.local));
  const at = next?.start ?? root.innerEnd;
  return text.slice(0, at) + opened + text.slice(at);
}
