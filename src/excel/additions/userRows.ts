import { inputTables, rowKeys, type Cell, type InputTableId } from "../../intake";
import { isFormula, type PlanCell, type TablePlan, styleOf } from "../../reports/plan";
import { matrixBytes, answerBudget, rangeAt } from "../cells";
import type { UserRows } from "../footprint";
import { type OldSheet, type StandingTable, entryOf, userColumns } from "./standing";

/** The columns of a plan that can tell its rows apart: words that are no formulas. */
function tellingColumns(plan: TablePlan): number[] {
  const { input, columns, rows } = plan;
  const roles: Readonly<Record<string, string>> = input === undefined ? {} : inputTables[input];
  const keys: readonly string[] = input === undefined ? [] : rowKeys[input as InputTableId];
  return columns.flatMap(({ key, style }, index) => {
    if (rows.some((row) => isFormula(row[index] ?? null))) return [];
    if (input !== undefined && key !== undefined) {
      const tells = keys.length > 0 ? keys.includes(key) : roles[key] !== "computed";
      return tells ? [index] : [];
    }
    const { numberFormat } = styleOf(style);
    const isWord = numberFormat === undefined || numberFormat === "@";
    return isWord || index === 0 ? [index] : [];
  });
}

/** A column of a table's body, row by row. */
interface BodyColumn {
  /** As keys are compared. */
  readonly keys: string[];
  /** Of the user's own columns only. */
  readonly contents: Cell[];
  readonly formats: string[];
}

/** What users wrote in columns of their own beside the rows of a table of ours. */
export async function readUserRows(
  context: Excel.RequestContext,
  { sheetId }: OldSheet,
  table: StandingTable
): Promise<UserRows[]> {
  const users = userColumns(table);
  if (users.length === 0 || table.rows < 1) return [];
  const { plan, headers, rows } = table;
  const telling = (plan ? tellingColumns(plan) : []).flatMap((at) => {
    const found = headers.indexOf(plan?.columns[at]?.header.trim() ?? "");
    return found < 0 ? [] : [found];
  });
  const body = await readBody(context, sheetId, table, { users, telling });
  const columns = users.filter((at) => {
    const filled = body.get(at)?.contents.some((cell) => cell !== "") ?? false;
    return filled || !isAutomatic(headers[at] ?? "");
  });
  if (columns.length === 0) return [];
  const textOf = (at: number, row: number): string => body.get(at)?.keys[row] ?? "";
  const keys = fewestKeys(telling, textOf, rows);
  return [
    {
      table: table.layout.name,
      keys: keys.map((at) => headers[at] ?? ""),
      columns: columns.map((at) => ({ header: headers[at] ?? "", format: formatOf(body.get(at)) })),
      cells: keyedRows(
        rows,
        (row) => JSON.stringify(keys.map((at) => textOf(at, row))),
        (row) => columns.map((at) => body.get(at)?.contents[row] ?? "")
      ).map((line) => ({ ...line, row: table.row + 1 + line.row })),
    },
  ];
}

/** Reads the user's own columns of a table and those that tell its rows apart, chunk by chunk. */
async function readBody(
  context: Excel.RequestContext,
  sheetId: string,
  { row, rows, column }: StandingTable,
  { users, telling }: { readonly users: readonly number[]; readonly telling: readonly number[] }
): Promise<ReadonlyMap<number, BodyColumn>> {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const wanted = [...new Set([...users, ...telling])];
  const body = new Map(
    wanted.map((at): [number, BodyColumn] => [at, { keys: [], contents: [], formats: [] }])
  );
  let bytesPerRow = 200 * wanted.length;
  for (let done = 0; done < rows;) {
    const count = Math.max(1, Math.min(rows - done, Math.floor(answerBudget / 2 / bytesPerRow)));
    const ranges = wanted.map((at) => {
      const area = { row: row + 1 + done, column: column + at, rows: count, columns: 1 };
      return { at, range: rangeAt(sheet, area) };
    });
    const bytes = await takeChunk(context, ranges, new Set(users), body);
    // Values and formats are as long again as the formulas that were measured.
    bytesPerRow = Math.max(50, (3 * bytes) / count);
    done += count;
  }
  return body;
}

/** Adds a chunk to a body, and gives the bytes of its formulas. */
async function takeChunk(
  context: Excel.RequestContext,
  ranges: readonly { readonly at: number; readonly range: Excel.Range }[],
  users: ReadonlySet<number>,
  body: ReadonlyMap<number, BodyColumn>
): Promise<number> {
  for (const { at, range } of ranges) {
    range.load(users.has(at) ? "values,formulas,numberFormat" : "formulas");
  }
  await context.sync();
  let bytes = 0;
  for (const { at, range } of ranges) {
    const into = body.get(at);
    bytes += matrixBytes(range.formulas);
    range.formulas.forEach(([formula], index) => {
      into?.keys.push(keyText(linkLabel(formula as Cell)));
      if (!users.has(at)) return;
      into?.contents.push(entryOf(formula, range.values[index]?.[0]));
      into?.formats.push(String(range.numberFormat[index]?.[0]));
    });
  }
  return bytes;
}

/** The rows in which something of the user's stands, counted from 0, with what tells them apart. */
function keyedRows(
  rows: number,
  keyOf: (row: number) => string,
  contentsOf: (row: number) => readonly Cell[]
): UserRows["cells"] {
  const seen = new Map<string, number>();
  const lines = Array.from({ length: rows }, (_, row) => {
    const key = keyOf(row);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { row, key, nth, contents: contentsOf(row) };
  });
  return lines
    .filter(({ contents }) => contents.some((cell) => cell !== ""))
    .map((line) => ({ ...line, of: seen.get(line.key) ?? 1 }));
}

/** A header that Excel gives a column by itself. */
const isAutomatic = (header: string): boolean => /^(列|Column)\d+$/i.test(header);

/** The format of the first filled cell; those of a column are alike as a rule. */
function formatOf(column: BodyColumn | undefined): string {
  const first = column?.contents.findIndex((cell) => cell !== "") ?? -1;
  return column?.formats[Math.max(0, first)] ?? "General";
}

/** What a link shows, by which earlier versions named customers; any other cell as it is. */
function linkLabel(cell: Cell): Cell {
  const label = typeof cell === "string" && /^=HYPERLINK\(.*,"((?:[^"]|"")*)"\)$/is.exec(cell)?.[1];
  return typeof label === "string" ? label.replaceAll('""', '"') : cell;
}

/** A key's cell as a text, the same as it is planned and as it is read. */
export const keyText = (cell: PlanCell): string => {
  if (cell === null) return "";
  return String(isFormula(cell) ? cell.expected : cell).trim();
};

/** As few columns from the left as tell the rows apart; one that tells no more rows apart is passed over. */
function fewestKeys(
  columns: readonly number[],
  textOf: (column: number, row: number) => string,
  rows: number
): number[] {
  const chosen: number[] = [];
  let texts: string[] = Array.from({ length: rows }, () => "");
  let different = 1;
  for (const column of columns) {
    if (different === rows && chosen.length > 0) break;
    const wider = texts.map((text, row) => `${text}\u0000${textOf(column, row)}`);
    const count = new Set(wider).size;
    if (count <= different && chosen.length > 0) continue;
    chosen.push(column);
    texts = wider;
    different = count;
  }
  return chosen;
}
