/** The table of shared strings: read once, streamed; cells refer to it by index. */
import { XlsxError } from "./errors";
import { longestPiece, type ReadBudget } from "./limits";
import { decodeChecked, plainText, withoutMarkedSections } from "./sheetStream";
import type { ZipEntry } from "./zip";

/**
 * Every shared string as plain text.
 *
 * @throws XlsxError `damaged` if the part is not well-formed, `overLimit` by the budget
 */
export function readSharedStrings(entry: ZipEntry | undefined, budget: ReadBudget): string[] {
  const strings: string[] = [];
  if (!entry) return strings;
  let buffer = "";
  decodeChecked(entry, (text) => {
    const before = strings.length;
    buffer = takeItems(buffer + text, strings);
    budget.takeCells(strings.length - before);
    if (buffer.length > longestPiece) throw new XlsxError("overLimit", `${entry.name}: one text`);
  });
  return strings;
}

const ITEM = /<((?:[\w.-]+:)?)si(?=[\s/>])/g;

/** Takes the complete items off the front; returns the rest. */
function takeItems(text: string, strings: string[]): string {
  let at = 0;
  for (;;) {
    ITEM.lastIndex = at;
    const open = ITEM.exec(text);
    if (!open) return keepPartialTag(text, at);
    const tagEnd = text.indexOf(">", open.index);
    if (tagEnd < 0) return text.slice(open.index);
    if (text[tagEnd - 1] === "/") {
      strings.push("");
      at = tagEnd + 1;
      continue;
    }
    const close = `</${open[1]}si>`;
    const end = text.indexOf(close, tagEnd);
    if (end < 0) return text.slice(open.index);
    strings.push(plainText(withoutMarkedSections(text.slice(tagEnd + 1, end))));
    at = end + close.length;
  }
}

/** A tag may have been cut by the end of the piece. */
function keepPartialTag(text: string, from: number): string {
  const open = text.lastIndexOf("<");
  return open < from ? "" : text.slice(open);
}
