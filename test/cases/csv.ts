/** Just enough CSV for golden cases: commas, quoted cells, a byte-order mark so that Excel reads it as UTF-8. */

const BYTE_ORDER_MARK = "\ufeff";

/** A row by its headers. */
export type CsvRow = Readonly<Record<string, string>>;

export interface CsvTable {
  readonly headers: readonly string[];
  readonly rows: readonly CsvRow[];
}

const cellPattern = /("(?:[^"]|"")*"|[^,]*)(,|$)/y;

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  cellPattern.lastIndex = 0;
  for (;;) {
    const match = cellPattern.exec(line);
    if (!match) {
      throw new Error(`Unreadable line: ${line}`);
    }
    const cell = match[1];
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell.trim());
    if (match[2] === "") {
      return cells;
    }
  }
}

/** Reads a CSV text; every row must have as many cells as there are headers. */
export function parseCsv(text: string): CsvTable {
  const lines = text
    .replace(BYTE_ORDER_MARK, "")
    .split(/\r?\n/)
    .filter((line) => line !== "");
  const [headers, ...body] = lines.map(cellsOf);
  const rows = body.map((cells, i) => {
    if (cells.length !== headers.length) {
      throw new Error(`Line ${i + 2} has ${cells.length} cells, not ${headers.length}`);
    }
    return Object.fromEntries(headers.map((header, column) => [header, cells[column]]));
  });
  return { headers, rows };
}

const quoted = (cell: string): string =>
  /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Writes a table as CSV that Excel opens. */
export function formatCsv({ headers, rows }: CsvTable): string {
  const lines = [headers, ...rows.map((row) => headers.map((header) => row[header]))];
  return BYTE_ORDER_MARK + lines.map((cells) => cells.map(quoted).join(",") + "\n").join("");
}
