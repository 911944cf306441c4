import Papa from "papaparse";
import { FileError, mostRows, type FileSheet } from "./file";
import { rectangular } from "./rectangular";

const delimiters = [",", "\t", ";", "|"];

/** Characters looked at to find the delimiter; a few hundred lines. */
const lookedAt = 65_536;

/**
 * Reads a text whose columns are parted by commas, tabs, semicolons or bars, with quotes as Excel writes
 * them. Every cell stays the text it is: which of them are numbers or dates is the readers' business.
 *
 * @throws FileError `notATable` for a text without columns, `tooLarge` for more rows than a sheet has.
 */
export function readDelimited(text: string, name: string): FileSheet {
  const { delimiter, body } = delimiterOf(text.startsWith("\uFEFF") ? text.slice(1) : text);
  if (delimiter === undefined) throw new FileError("notATable");
  const rows: string[][] = [];
  Papa.parse<string[]>(body, {
    delimiter,
    skipEmptyLines: false,
    step: ({ data }) => {
      if (rows.length >= mostRows) throw new FileError("tooLarge");
      rows.push(data.map(plainText));
    },
  });
  return { name, rows: rectangular(rows), merges: [], hidden: false };
}

/** Blanks and tabs around a text and `="…"` are there to keep Excel from making a number of it. */
function plainText(cell: string): string {
  const text = cell.trim();
  const kept = /^="([^"]*)"$/.exec(text);
  return kept ? (kept[1] ?? "").trim() : text;
}

/** The delimiter that cuts most lines into the same number of columns, the more columns the better. */
function delimiterOf(text: string): { delimiter?: string; body: string } {
  const declared = /^sep=(.)\r?\n/i.exec(text);
  if (declared) return { delimiter: declared[1], body: text.slice(declared[0].length) };
  const top = text.slice(0, lookedAt);
  let best: string | undefined;
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(delimiter === "\t" ? withoutKeepers(top) : top, {
      delimiter,
      skipEmptyLines: true,
      preview: 200,
    });
    // The last line may be cut off.
    const widths = (data.length > 1 && top.length < text.length ? data.slice(0, -1) : data).map(
      (row) => row.length
    );
    const score = Math.max(...widths.map((width) => width * shareOf(widths, width)));
    const hasColumns = widths.some((width) => width > 1 && shareOf(widths, width) >= 0.25);
    if (hasColumns && score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return { delimiter: best, body: text };
}

/** Without the tabs that stand before another delimiter to keep Excel from making a number of the cell. */
const withoutKeepers = (text: string): string => text.replace(/\t(?=[,;|])/g, "");

function shareOf(widths: readonly number[], width: number): number {
  return width < 2 ? 0 : widths.filter((other) => other === width).length / widths.length;
}
