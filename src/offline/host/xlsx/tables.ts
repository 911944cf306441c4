/** Table parts: read, built, and patched where a user's table grew. */
import { type Rect, formatRect } from "../model/address";
import type { FilterState } from "../model/sheetState";
import { readArea } from "./areas";
import { XlsxError } from "./errors";
import { filterXml, readFilter } from "./filters";
import { formulaFromFile, formulaToFile } from "./formulas";
import { SPREADSHEET } from "./sheetShell";
import {
  decodeXstring,
  encodeXstring,
  escapeText,
  isTrue,
  parseXml,
  tag,
  TextEdits,
  xmlDeclaration,
  type XmlElement,
} from "./xml";

export interface TablePartColumn {
  readonly id: number;
  readonly name: string;
  /** Text of the totals row, "" for none. */
  readonly totalsLabel: string;
  /** One of the file's totals functions, "" for none. */
  readonly totalsFunction: string;
  /** The formula of a `custom` totals function, with its "="; "" for none. */
  readonly totalsFormula: string;
  /** The formula that fills the column, with its "="; "" for none. */
  readonly formula: string;
}

/** A table as its part describes it. */
export interface TablePart {
  readonly id: number;
  readonly name: string;
  /** With header and totals row. */
  readonly rect: Rect;
  readonly showHeaders: boolean;
  readonly showTotals: boolean;
  readonly columns: readonly TablePartColumn[];
  /** "" for no style. */
  readonly style: string;
  readonly bandedRows: boolean;
  readonly bandedColumns: boolean;
  readonly firstColumn: boolean;
  readonly lastColumn: boolean;
  readonly showFilterButton: boolean;
  /** Criteria by column of the table; the area is the table without its totals row. */
  readonly filter: FilterState | null;
}

/** @throws XlsxError `damaged` if the part has no range or no columns */
export function readTable(root: XmlElement, part: string): TablePart {
  const rect = readArea(root.attr("ref"));
  const columns = root.child("tableColumns")?.all("tableColumn") ?? [];
  if (!rect || columns.length !== rect.columns) throw new XlsxError("damaged", part);
  const style = root.child("tableStyleInfo");
  const filter = readFilter(root.child("autoFilter"));
  return {
    id: root.num("id") ?? 0,
    name: decodeXstring(root.attr("displayName") ?? root.attr("name") ?? ""),
    rect,
    showHeaders: (root.num("headerRowCount") ?? 1) > 0,
    showTotals: (root.num("totalsRowCount") ?? 0) > 0,
    columns: columns.map((column) => ({
      id: column.num("id") ?? 0,
      name: decodeXstring(column.attr("name") ?? ""),
      totalsLabel: decodeXstring(column.attr("totalsRowLabel") ?? ""),
      totalsFunction: column.attr("totalsRowFunction") ?? "",
      totalsFormula: formulaOf(column.child("totalsRowFormula")),
      formula: formulaOf(column.child("calculatedColumnFormula")),
    })),
    style: style?.attr("name") ?? "",
    bandedRows: style?.bool("showRowStripes") ?? false,
    bandedColumns: style?.bool("showColumnStripes") ?? false,
    firstColumn: style?.bool("showFirstColumn") ?? false,
    lastColumn: style?.bool("showLastColumn") ?? false,
    showFilterButton:
      filter !== null &&
      !(root.child("autoFilter")?.all("filterColumn") ?? []).some((column) =>
        isTrue(column.attr("hiddenButton"))
      ),
    filter,
  };
}

/** A new table part. */
export function tableXml(table: TablePart): string {
  return (
    xmlDeclaration +
    tag(
      "table",
      {
        xmlns: SPREADSHEET,
        id: table.id,
        name: encodeXstring(table.name),
        displayName: encodeXstring(table.name),
        ref: formatRect(table.rect),
        headerRowCount: table.showHeaders ? undefined : 0,
        totalsRowCount: table.showTotals ? 1 : undefined,
        totalsRowShown: table.showTotals ? undefined : false,
      },
      filterXml(filterOf(table)) +
        columnsXml(table.columns.map((column) => columnXml(column))) +
        styleXml(table)
    )
  );
}

/** The table's part with what changed; columns that stay keep what the model does not know. */
export function patchTable(source: string, part: string, table: TablePart): string {
  const root = parseXml(source, part);
  const was = readTable(root, part);
  const p = root.prefix;
  const edits = new TextEdits(source);
  if (was.name !== table.name) {
    edits.setAttribute(root, "name", encodeXstring(table.name));
    edits.setAttribute(root, "displayName", encodeXstring(table.name));
  }
  edits.setAttribute(root, "ref", formatRect(table.rect));
  if (was.showHeaders !== table.showHeaders) {
    edits.setAttribute(root, "headerRowCount", table.showHeaders ? undefined : "0");
  }
  if (was.showTotals !== table.showTotals) {
    edits.setAttribute(root, "totalsRowCount", table.showTotals ? "1" : undefined);
    edits.setAttribute(root, "totalsRowShown", undefined);
  }
  patchFilter(edits, root, was, table);
  const list = root.child("tableColumns");
  if (list) {
    const oldColumns = list.all("tableColumn");
    const texts = table.columns.map((column) => {
      const index = was.columns.findIndex(({ id }) => id === column.id);
      const same = index >= 0 && JSON.stringify(was.columns[index]) === JSON.stringify(column);
      return same
        ? source.slice(oldColumns[index].start, oldColumns[index].end)
        : prefixedColumn(columnXml(column), p);
    });
    const before = oldColumns.map((column) => source.slice(column.start, column.end));
    if (texts.join("") !== before.join("")) {
      edits.replace(
        list.start,
        list.end,
        tag(`${p}tableColumns`, { count: texts.length }, texts.join(""))
      );
    }
  }
  const style = root.child("tableStyleInfo");
  if (styleXml(was) !== styleXml(table)) {
    const next = prefixedColumn(styleXml(table), p);
    if (style) edits.replace(style.start, style.end, next);
    else edits.insert(root.child("extLst")?.start ?? root.innerEnd, next);
  }
  return edits.isEmpty ? source : edits.apply();
}

function patchFilter(edits: TextEdits, root: XmlElement, was: TablePart, table: TablePart): void {
  const element = root.child("autoFilter");
  const next = filterOf(table);
  const previous = filterOf(was);
  const sameCriteria =
    JSON.stringify([...(next?.criteria ?? [])]) === JSON.stringify([...(previous?.criteria ?? [])]);
  if (element && next && sameCriteria) {
    edits.setAttribute(element, "ref", formatRect(next.area));
  } else if (element) {
    edits.replace(element.start, element.end, filterXml(next, root.prefix));
  } else if (next) {
    edits.insert(root.innerStart, filterXml(next, root.prefix));
  }
}

/** A filter spans the table without its totals row; none where headers or buttons are off. */
function filterOf(table: TablePart): FilterState | null {
  if (!table.showHeaders || !table.showFilterButton) return null;
  const rows = table.rect.rows - (table.showTotals ? 1 : 0);
  return { area: { ...table.rect, rows }, criteria: table.filter?.criteria ?? new Map() };
}

function columnsXml(columns: readonly string[]): string {
  return tag("tableColumns", { count: columns.length }, columns.join(""));
}

const totalsFunctions: Readonly<Record<string, string>> = {
  "101": "average",
  "102": "countNums",
  "103": "count",
  "104": "max",
  "105": "min",
  "107": "stdDev",
  "109": "sum",
  "110": "var",
};

/** What a cell of the totals row means for its column. */
export function totalsOf(
  content: string | undefined
): Pick<TablePartColumn, "totalsLabel" | "totalsFunction" | "totalsFormula"> {
  const none = { totalsLabel: "", totalsFunction: "", totalsFormula: "" };
  if (content === undefined || content === "") return none;
  if (!content.startsWith("=")) return { ...none, totalsLabel: content };
  const code = /^=SUBTOTAL\((\d+),\[[^[\]]+\]\)$/i.exec(content)?.[1];
  const known = code === undefined ? undefined : totalsFunctions[code];
  if (known !== undefined) return { ...none, totalsFunction: known };
  return { ...none, totalsFunction: "custom", totalsFormula: content };
}

function formulaOf(element: XmlElement | undefined): string {
  return element ? formulaFromFile(element.text) : "";
}

function columnXml(column: TablePartColumn): string {
  const formula = (name: string, text: string) =>
    text === "" ? "" : tag(name, {}, escapeText(formulaToFile(text)));
  return tag(
    "tableColumn",
    {
      id: column.id,
      name: encodeXstring(column.name).replace(/\n/g, "_x000a_"),
      totalsRowLabel: encodeXstring(column.totalsLabel) || undefined,
      totalsRowFunction: column.totalsFunction || undefined,
    },
    formula("calculatedColumnFormula", column.formula) +
      formula("totalsRowFormula", column.totalsFormula)
  );
}

function styleXml(table: TablePart): string {
  return tag("tableStyleInfo", {
    name: table.style || undefined,
    showFirstColumn: table.firstColumn,
    showLastColumn: table.lastColumn,
    showRowStripes: table.bandedRows,
    showColumnStripes: table.bandedColumns,
  });
}

function prefixedColumn(xml: string, prefix: string): string {
  return prefix === "" ? xml : xml.replace(/<(\/?)(?=[a-z])/g, `<$1${prefix}`);
}
