/** XML as the parts of a workbook need it: read into a small tree with positions, written as text. */
import { SaxesParser } from "saxes";
import { XlsxError } from "./errors";
import { deepestNesting, longestTree } from "./limits";
import { textInCell } from "./sheetLimits";

/** An element with the place of its source text, so that an edit leaves all other text as it is. */
export class XmlElement {
  readonly children: XmlElement[] = [];
  /** Text directly inside the element, CDATA included. */
  text = "";
  /** Start of the end tag; equals `end` for an empty-element tag. */
  innerEnd = 0;
  end = 0;

  constructor(
    /** With its prefix, as written. */
    readonly name: string,
    /** Attributes by the name as written. */
    readonly attributes: Readonly<Record<string, string>>,
    readonly start: number,
    /** End of the start tag. */
    readonly innerStart: number,
    readonly parent: XmlElement | null
  ) {}

  /** The name without prefix. */
  get local(): string {
    return localName(this.name);
  }

  /** `x:` or the empty string. */
  get prefix(): string {
    return this.name.slice(0, this.name.length - this.local.length);
  }

  get selfClosing(): boolean {
    return this.innerEnd === this.end;
  }

  /** The first child with this local name. */
  child(local: string): XmlElement | undefined {
    return this.children.find((child) => child.local === local);
  }

  all(local: string): XmlElement[] {
    return this.children.filter((child) => child.local === local);
  }

  /** The first element reached by this path of local names. */
  at(...path: string[]): XmlElement | undefined {
    return path.reduce<XmlElement | undefined>((element, local) => element?.child(local), this);
  }

  /** Every descendant with this local name, in document order. */
  descendants(local: string): XmlElement[] {
    return this.children.flatMap((child) => [
      ...(child.local === local ? [child] : []),
      ...child.descendants(local),
    ]);
  }

  attr(name: string): string | undefined {
    return this.attributes[name];
  }

  /** An attribute by its local name, whatever prefix the writer chose (`r:id`, `d3p1:id`). */
  attrLocal(local: string): string | undefined {
    const name = Object.keys(this.attributes).find((key) => localName(key) === local);
    return name === undefined ? undefined : this.attributes[name];
  }

  num(name: string): number | undefined {
    const text = this.attributes[name];
    return text === undefined || text === "" ? undefined : Number(text);
  }

  /** An `xsd:boolean` attribute. */
  bool(name: string, absent = false): boolean {
    const text = this.attributes[name];
    return text === undefined ? absent : isTrue(text);
  }
}

export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

export function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true" || text === "on";
}

/**
 * The root element of a part.
 *
 * @throws XlsxError `damaged`, naming the part, if the text is not well-formed, nested without end or
 * has a document type, which the format does not allow; `overLimit` if it is too long for a tree.
 */
export function parseXml(text: string, part: string): XmlElement {
  if (text.length > longestTree) throw new XlsxError("overLimit", `${part}: too long`);
  const parser = new SaxesParser({ position: true, xmlns: false });
  let root: XmlElement | null = null;
  let current: XmlElement | null = null;
  parser.on("error", (error) => {
    throw new XlsxError("damaged", `${part}: ${error.message.slice(0, 80)}`);
  });
  parser.on("doctype", () => {
    throw new XlsxError("damaged", `${part}: a document type`);
  });
  let depth = 0;
  parser.on("opentag", (tag) => {
    if (++depth > deepestNesting) throw new XlsxError("damaged", `${part}: nested too deep`);
    const innerStart = parser.position;
    // "<" cannot stand inside a tag, so the last one before its end opened it.
    const start = text.lastIndexOf("<", innerStart - 1);
    const element = new XmlElement(
      tag.name,
      tag.attributes as Record<string, string>,
      start,
      innerStart,
      current
    );
    current?.children.push(element);
    root ??= element;
    current = element;
  });
  const addText = (piece: string) => {
    if (current) current.text += piece;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", (tag) => {
    if (!current) return;
    depth--;
    current.end = parser.position;
    current.innerEnd = tag.isSelfClosing ? current.end : text.lastIndexOf("<", current.end - 1);
    current = current.parent;
  });
  parser.write(text).close();
  if (!root) throw new XlsxError("damaged", `${part}: empty`);
  return root;
}

/**
 * What an element says, whatever its prefix, the order of its attributes and its layout: two elements
 * with the same structure are interchangeable. Only for elements whose text is not their content.
 */
export function structureOf(element: XmlElement): string {
  const attributes = Object.entries(element.attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([element.local, attributes, element.children.map(structureOf)]);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Order among insertions at one place. */
  readonly rank: number;
}

/** Replacements in a source text, applied together. Edits must not overlap. */
export class TextEdits {
  private readonly edits: Edit[] = [];
  /** What goes into empty-element tags, which must be opened first. */
  private readonly opened = new Map<XmlElement, string>();

  constructor(private readonly source: string) {}

  get isEmpty(): boolean {
    return this.edits.length === 0 && this.opened.size === 0;
  }

  replace(start: number, end: number, text: string): void {
    if (this.source.slice(start, end) === text) return;
    this.edits.push({ start, end, text, rank: 0 });
  }

  /** Insertions at one place are ordered by `rank`, then by the order of the calls. */
  insert(at: number, text: string, rank = 0): void {
    if (text !== "") this.edits.push({ start: at, end: at, text, rank });
  }

  /** Puts text before the end tag of an element, opening an empty-element tag if needed. */
  append(element: XmlElement, text: string): void {
    if (text === "") return;
    if (element.selfClosing) this.opened.set(element, (this.opened.get(element) ?? "") + text);
    else this.insert(element.innerEnd, text);
  }

  /** Puts text after the start tag of an element, opening an empty-element tag if needed. */
  prepend(element: XmlElement, text: string): void {
    if (text === "") return;
    if (element.selfClosing) this.opened.set(element, text + (this.opened.get(element) ?? ""));
    else this.insert(element.innerStart, text);
  }

  /** Sets, changes or (with undefined) removes an attribute. */
  setAttribute(element: XmlElement, name: string, value: string | undefined): void {
    if (element.attr(name) === value) return;
    const startTag = this.source.slice(element.start, element.innerStart);
    const found = new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*')`).exec(startTag);
    const written = value === undefined ? "" : ` ${name}="${escapeAttribute(value)}"`;
    if (found) {
      const at = element.start + found.index;
      this.replace(at, at + found[0].length, written);
    } else {
      this.insert(element.start + 1 + element.name.length, written);
    }
  }

  apply(): string {
    const edits: Edit[] = [...this.edits];
    for (const [element, text] of this.opened) {
      const slash = this.source.lastIndexOf("/", element.innerStart);
      const opened = `>${text}</${element.name}>`;
      edits.push({ start: slash, end: element.end, text: opened, rank: 0 });
    }
    // What is inserted at a place comes before what replaces the text there; sorting is stable.
    const isReplacement = (edit: Edit) => (edit.end > edit.start ? 1 : 0);
    edits.sort(
      (a, b) => a.start - b.start || isReplacement(a) - isReplacement(b) || a.rank - b.rank
    );
    const pieces: string[] = [];
    let at = 0;
    for (const edit of edits) {
      pieces.push(this.source.slice(at, edit.start), edit.text);
      at = edit.end;
    }
    pieces.push(this.source.slice(at));
    return pieces.join("");
  }
}

/** The attributes but these. */
export function withoutAttributes(
  attributes: Readonly<Record<string, string>>,
  names: readonly string[]
): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));
}

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What XML 1.0 cannot hold at all: control characters, lone surrogates, U+FFFE and U+FFFF. */
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** What {@link escapeText} has to look at; surrogates are looked at closer. */
const NOT_PLAIN = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;

/** Text as the content of an element; what XML cannot hold is left out. */
export function escapeText(text: string): string {
  return NOT_PLAIN.test(text)
    ? text
        .replace(NOT_XML, "")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/\r/g, "&#13;")
    : text;
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, "&quot;").replace(/\n/g, "&#10;").replace(/\t/g, "&#9;");
}

/** An element from parts; attributes that are undefined or null are left out, booleans become 1 and 0. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | null | undefined>> = {},
  content = ""
): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    const written = typeof value === "boolean" ? (value ? "1" : "0") : String(value);
    text += ` ${key}="${escapeAttribute(written)}"`;
  }
  return content === "" ? `${text}/>` : `${text}>${content}</${name}>`;
}

/**
 * `ST_Xstring` → text: `_x000D_` stands for the character with that code (ECMA-376 part 1, 22.9.2.19).
 */
export function decodeXstring(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16))
      )
    : text;
}

/** Text → `ST_Xstring`: what XML cannot hold, and text that looks like such an escape, is escaped. */
export function encodeXstring(text: string): string {
  const guarded = text.includes("_x") ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_") : text;
  // A literal CR would be read back as LF; Excel itself writes it as `_x000D_`.
  return guarded.replace(NOT_XML, hexEscape).replace(/\r/g, hexEscape);
}

function hexEscape(char: string): string {
  return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}

/** The five named entities and character references. */
export function unescapeXml(text: string): string {
  return text.includes("&")
    ? text.replace(/&(#x[0-9A-Fa-f]+|#[0-9]+|amp|lt|gt|quot|apos);/g, (_, name: string) =>
        entity(name)
      )
    : text;
}

const namedEntities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function entity(name: string): string {
  if (name.startsWith("#x")) return String.fromCodePoint(parseInt(name.slice(2), 16));
  if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
  return namedEntities[name];
}

/** A cell's text as the content of an element: no longer than a cell holds, nothing lost of the rest. */
export function cellText(text: string): string {
  return escapeText(encodeXstring(textInCell(text)));
}

/** `<t>` with the text, keeping its outer spaces. */
export function textElement(text: string, name = "t"): string {
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : "";
  return `<${name}${space}>${cellText(text)}</${name}>`;
}
