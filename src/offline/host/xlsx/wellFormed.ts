/**
 * Whether a streamed part is well-formed XML (XML 1.0, fifth edition), so that what is read from it by
 * position is what its writer meant: a cell that does not end would swallow its neighbours.
 *
 * Sheets and shared strings have hundreds of megabytes; an event-driven parser takes three times as
 * long as reading them does.
 */
import { XlsxError } from "./errors";
import { deepestNesting, longestPiece } from "./limits";

const NAME = "[A-Za-z_:\\u0080-\\uffff][\\w:.\\-\\u0080-\\uffff]*";
const ATTRIBUTES = `(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*`;
const TAG = new RegExp(`<(?:/(${NAME})\\s*>|(${NAME})(${ATTRIBUTES})\\s*(/?)>)`, "y");
const ATTRIBUTE_NAME = new RegExp(`(${NAME})\\s*=\\s*(?:"[^"]*"|'[^']*')`, "g");
/** The attributes of nearly every cell. */
const USUAL_ATTRIBUTES = /^ r="[A-Z]{1,3}\d+"(?: s="\d+")?(?: t="\w+")?$/;

/** What XML cannot hold, even escaped. Lone surrogates do not survive the decoding of UTF-8. */
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const REFERENCE = /&(?:(?:amp|lt|gt|quot|apos);|#(\d{1,8});|#x([0-9A-Fa-f]{1,8});|)/g;
const MARKED_SECTION = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;

/** Takes a part's text in pieces. @throws XlsxError `damaged`, naming the part, in both methods */
export class WellFormedness {
  private readonly open: string[] = [];
  private buffer = "";
  private hasRoot = false;

  constructor(private readonly part: string) {}

  push(text: string): void {
    this.buffer += text;
    const end = this.check(false);
    this.checkCharacters(this.buffer.slice(0, end));
    this.buffer = this.buffer.slice(end);
    if (this.buffer.length > longestPiece) throw this.damaged("markup without an end");
  }

  finish(): void {
    const end = this.check(true);
    this.checkCharacters(this.buffer);
    const rest = this.buffer.slice(end);
    if (rest.trim() !== "" || this.open.length > 0 || !this.hasRoot) throw this.damaged("its end");
  }

  /** Goes over all whole tags; returns the position after the last one. */
  private check(isLast: boolean): number {
    const { buffer } = this;
    let at = 0;
    for (;;) {
      const next = buffer.indexOf("<", at);
      if (next < 0) return at;
      if (this.open.length === 0 && !isBlank(buffer, at, next)) throw this.damaged("text outside");
      const after = this.tagAt(next);
      if (after < 0) {
        if (isLast || !mayGoOn(buffer, next)) throw this.damaged("a tag");
        return at;
      }
      at = after;
    }
  }

  /** The position after the tag, comment or instruction at `at`; -1 where there is none that is whole. */
  private tagAt(at: number): number {
    const { buffer, open } = this;
    TAG.lastIndex = at;
    const found = TAG.exec(buffer);
    if (!found) return this.markedSection(at);
    const [, closed, opened, attributes, slash] = found;
    if (closed !== undefined) {
      if (open.pop() !== closed) throw this.damaged(`the end of ${closed}`);
    } else if (opened !== undefined) {
      if (open.length === 0 && this.hasRoot) throw this.damaged("a second root");
      this.hasRoot = true;
      if (attributes && !USUAL_ATTRIBUTES.test(attributes)) this.checkAttributes(attributes);
      if (slash === "") open.push(opened);
      if (open.length > deepestNesting) throw this.damaged("nested too deep");
    }
    return TAG.lastIndex;
  }

  private markedSection(at: number): number {
    const { buffer } = this;
    const endOf = (text: string, from: number): number => {
      const end = buffer.indexOf(text, from);
      return end < 0 ? -1 : end + text.length;
    };
    if (buffer.startsWith("<!--", at)) return endOf("-->", at + 4);
    if (buffer.startsWith("<![CDATA[", at) && this.open.length > 0) return endOf("]]>", at + 9);
    if (buffer.startsWith("<?", at)) return endOf("?>", at + 2);
    // The format allows no document type, and its entities can grow without end.
    if (buffer.startsWith("<!DOCTYPE", at)) throw this.damaged("a document type");
    return -1;
  }

  private checkAttributes(attributes: string): void {
    const seen = new Set<string>();
    for (const [, name = ""] of attributes.matchAll(ATTRIBUTE_NAME)) {
      if (seen.has(name)) throw this.damaged(`${name} twice`);
      seen.add(name);
    }
  }

  private checkCharacters(text: string): void {
    if (NO_CHARACTER.test(text)) throw this.damaged("a character that XML does not have");
    if (!text.includes("&")) return;
    const plain =
      text.includes("<!") || text.includes("<?") ? text.replace(MARKED_SECTION, "") : text;
    for (const [whole, decimal, hex] of plain.matchAll(REFERENCE)) {
      if (whole === "&") throw this.damaged("an unknown entity");
      if (decimal === undefined && hex === undefined) continue;
      const code = decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal);
      if (!isCharacter(code)) throw this.damaged("a reference to no character");
    }
  }

  private damaged(what: string): XlsxError {
    return new XlsxError("damaged", `${this.part}: ${what}`);
  }
}

/** Production 2 of XML 1.0. */
function isCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

function isBlank(text: string, from: number, to: number): boolean {
  return (
    from === to ||
    text
      .slice(from, to)
      .replace(/^\ufeff/, "")
      .trim() === ""
  );
}

/** Whether what begins here may be a tag whose end has not come yet. */
function mayGoOn(text: string, at: number): boolean {
  const marked = /^<(?:!--|!\[CDATA\[|\?)/.test(text.slice(at, at + 10));
  if (marked || text.length - at < 10) return true;
  // A ">" may stand in an attribute; two of them outside of quotes end any tag.
  return !/^<(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/.test(text.slice(at)) && !hasLessThan(text, at);
}

/** "<" can stand nowhere inside a tag. */
function hasLessThan(text: string, at: number): boolean {
  return text.indexOf("<", at + 1) >= 0;
}
