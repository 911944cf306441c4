import { posix } from "node:path";
import { entryText, readZip } from "../../src/offline/host/xlsx/zip";
import { parseXml, type XmlElement } from "../../src/offline/host/xlsx/xml";
import { offsetFormula } from "../../src/offline/host/model/shift";
import { parseArea, type Area } from "./packageAreas";

/**
 * What makes Excel offer a repair of an .xlsx, or a previewer show blanks, a line per fault; none for a
 * package that is right (ECMA-376 parts 1 and 2; what Excel is known to refuse beyond them).
 *
 * @throws XlsxError for what is no package, and where two names differ in capitals alone.
 */
export function packageFaults(bytes: Uint8Array): string[] {
  return new PackageCheck(bytes).run();
}

interface Related {
  readonly kind: string;
  readonly part: string;
}

interface CellOf {
  readonly kind: string;
  readonly value: string | undefined;
  readonly formula: string | undefined;
}

const validName = /^[A-Za-z_\\\u0080-\uffff][\w.\\?\u0080-\uffff]*$/;
const cellLike = /^([A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*)$/;

/** What a chart refers to, and where it keeps what it showed last. */
const caches = { numRef: "numCache", strRef: "strCache", multiLvlStrRef: "multiLvlStrCache" };

class PackageCheck {
  private readonly faults: string[] = [];
  private readonly parts = new Map<string, string>();
  private readonly relations = new Map<string, ReadonlyMap<string, Related>>();
  private readonly tableNames = new Set<string>();
  private readonly tableIds = new Set<string>();

  constructor(bytes: Uint8Array) {
    for (const entry of readZip(bytes)) {
      const isText = /\.(xml|rels|vml)$/.test(entry.name);
      this.parts.set(entry.name, isText ? entryText(entry) : "");
    }
  }

  run(): string[] {
    this.checkTypes();
    this.checkRelations();
    const book = [...(this.relations.get("")?.values() ?? [])].find(
      ({ kind }) => kind === "officeDocument"
    );
    if (!book) return [...this.faults, "no workbook"];
    this.checkBook(book.part);
    return [...new Set(this.faults)];
  }

  private require(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(fault);
  }

  private xml(part: string): XmlElement {
    return parseXml(this.parts.get(part) ?? "", part);
  }

  private checkTypes(): void {
    const { children } = this.xml("[Content_Types].xml");
    const of = (name: string, attribute: string): Set<string> =>
      new Set(
        children.flatMap((child) =>
          child.name.endsWith(name) ? [(child.attr(attribute) ?? "").toLowerCase()] : []
        )
      );
    const [defaults, overrides] = [of("Default", "Extension"), of("Override", "PartName")];
    for (const part of this.parts.keys()) {
      if (part === "[Content_Types].xml" || part.endsWith("/")) continue;
      const extension = part.slice(part.lastIndexOf(".") + 1).toLowerCase();
      const known = defaults.has(extension) || overrides.has(`/${part}`.toLowerCase());
      this.require(known, `no content type: ${part}`);
    }
    const there = new Set([...this.parts.keys()].map((part) => `/${part}`.toLowerCase()));
    for (const part of overrides) this.require(there.has(part), `type of no part: ${part}`);
  }

  private checkRelations(): void {
    const waiting = [""];
    for (const part of waiting) {
      if (this.relations.has(part)) continue;
      const of = this.relationsOf(part);
      this.relations.set(part, of);
      waiting.push(...[...of.values()].map((it) => it.part).filter((it) => this.parts.has(it)));
      if (!part.startsWith("xl/") || !part.endsWith(".xml")) continue;
      for (const [, id = ""] of (this.parts.get(part) ?? "").matchAll(
        /\br:(?:id|embed|link|pict)="([^"]+)"/g
      )) {
        this.require(of.has(id), `relationship ${id} of ${part} is not there`);
      }
    }
    for (const part of this.parts.keys()) {
      const isOwn = part.endsWith(".rels") || part.endsWith("/") || part === "[Content_Types].xml";
      this.require(isOwn || this.relations.has(part), `nothing leads to ${part}`);
    }
  }

  private relationsOf(part: string): Map<string, Related> {
    const folder = posix.dirname(part) === "." ? "" : posix.dirname(part);
    const file = posix.join(folder, "_rels", `${posix.basename(part)}.rels`);
    const found = new Map<string, Related>();
    if (!this.parts.has(file)) return found;
    for (const child of this.xml(file).children) {
      const target = child.attr("Target") ?? "";
      const isExternal = child.attr("TargetMode") === "External";
      const inside = target.startsWith("/") ? target.slice(1) : posix.join(folder, target);
      if (!isExternal) this.require(this.parts.has(inside), `${part} leads to no part: ${inside}`);
      const id = child.attr("Id") ?? "";
      this.require(!found.has(id), `relationship twice: ${id} of ${part}`);
      const kind = (child.attr("Type") ?? "").replace(/^.*\//, "");
      found.set(id, { kind, part: isExternal ? "" : inside });
    }
    return found;
  }

  private checkBook(part: string): void {
    const book = this.xml(part);
    const related = this.relations.get(part) ?? new Map<string, Related>();
    const partOf = (kind: string): string | undefined =>
      [...related.values()].find((it) => it.kind === kind)?.part;
    const sheets = (book.child("sheets")?.children ?? []).map((sheet) => ({
      name: sheet.attr("name") ?? "",
      id: sheet.attr("sheetId") ?? "",
      part: related.get(sheet.attr("r:id") ?? "")?.part ?? "",
    }));
    const [names, ids] = [new Set<string>(), new Set<string>()];
    for (const { name, id } of sheets) {
      const isValid = name.length <= 31 && !/[[\]:*?/\\]|^'|'$/.test(name);
      this.require(isValid, `sheet name: ${name}`);
      this.require(!names.has(name.toLowerCase()), `sheet name twice: ${name}`);
      this.require(!ids.has(id), `sheetId twice: ${id}`);
      names.add(name.toLowerCase());
      ids.add(id);
    }
    this.checkNames(book, sheets.length);
    const styles = this.checkStyles(partOf("styles"));
    const shared = this.sharedTexts(partOf("sharedStrings"));
    for (const sheet of sheets) {
      if (sheet.part.includes("worksheets")) this.checkSheet(sheet, styles, shared);
    }
    for (const chart of this.parts.keys()) {
      if (!/^xl\/charts\/chart\d+\.xml$/.test(chart)) continue;
      for (const [reference, cache] of Object.entries(caches)) {
        const found = this.xml(chart).descendants(reference);
        const isKept = found.every((it) => it.child(cache) !== undefined);
        this.require(isKept, `chart without cached values: ${chart}`);
      }
    }
  }

  private checkNames(book: XmlElement, sheets: number): void {
    const seen = new Set<string>();
    for (const name of book.child("definedNames")?.children ?? []) {
      const called = name.attr("name") ?? "";
      const scope = name.attr("localSheetId");
      const key = `${called.toLowerCase()} ${scope ?? ""}`;
      this.require(!seen.has(key), `name twice: ${called}`);
      seen.add(key);
      this.require(validName.test(called) && !cellLike.test(called), `name: ${called}`);
      this.require(scope === undefined || Number(scope) < sheets, `name of no sheet: ${called}`);
      this.require(name.text !== "" && !name.text.includes("#REF!"), `name of nothing: ${called}`);
    }
    for (const key of seen) if (key.endsWith(" ")) this.tableNames.add(key.trim());
  }

  /** How many cell formats and differential formats there are. */
  private checkStyles(part: string | undefined): { formats: number; dxfs: number } {
    if (part === undefined) return { formats: 1, dxfs: 0 };
    const styles = this.xml(part);
    const size = (name: string): number => styles.child(name)?.children.length ?? 0;
    for (const list of styles.children) {
      const count = list.attr("count");
      const isRight = count === undefined || Number(count) === list.children.length;
      this.require(isRight, `count of ${list.name}`);
    }
    const own = new Set((styles.child("numFmts")?.children ?? []).map((it) => it.attr("numFmtId")));
    const lists = { fontId: "fonts", fillId: "fills", borderId: "borders", xfId: "cellStyleXfs" };
    for (const format of styles.child("cellXfs")?.children ?? []) {
      for (const [key, list] of Object.entries(lists)) {
        const index = format.attr(key);
        this.require(index === undefined || Number(index) < size(list), `${key} of a format`);
      }
      const number = format.attr("numFmtId") ?? "0";
      this.require(Number(number) < 164 || own.has(number), `number format ${number}`);
    }
    return { formats: size("cellXfs"), dxfs: size("dxfs") };
  }

  private sharedTexts(part: string | undefined): string[] {
    return part === undefined ? [] : this.xml(part).children.map(textOf);
  }

  private checkSheet(
    { name, part }: { readonly name: string; readonly part: string },
    { formats, dxfs }: { readonly formats: number; readonly dxfs: number },
    shared: readonly string[]
  ): void {
    const root = this.xml(part);
    const cells = this.cellsOf(root, name, formats, shared);
    const merges = areasOf(root.child("mergeCells")?.children, "ref");
    merges.forEach((area, at) => {
      const others = merges.slice(at + 1);
      this.require(!others.some((it) => overlap(it, area)), `merged cells overlap: ${name}`);
    });
    const taken = [...merges, ...areasOf(root.all("autoFilter"), "ref")];
    for (const { kind, part: table } of this.relations.get(part)?.values() ?? []) {
      if (kind === "table" && this.parts.has(table))
        taken.push(this.checkTable(this.xml(table), name, cells, taken, dxfs));
    }
    for (const rule of root.all("conditionalFormatting").flatMap((it) => it.all("cfRule"))) {
      this.require(Number(rule.attr("dxfId") ?? 0) < Math.max(dxfs, 1), `rule's format: ${name}`);
      for (const formula of rule.all("formula")) {
        const isPlain = !formula.text.replaceAll(/"[^"]*"/g, "").includes("[");
        this.require(isPlain, `structured reference in a conditional format: ${name}`);
      }
    }
    this.checkValidations(root.child("dataValidations"), name);
    let last = 0;
    for (const columns of root.child("cols")?.children ?? []) {
      const isNext =
        Number(columns.attr("min")) > last && Number(columns.attr("width") ?? 0) <= 255;
      this.require(isNext, `columns: ${name}`);
      last = Number(columns.attr("max"));
    }
  }

  private cellsOf(
    root: XmlElement,
    sheet: string,
    formats: number,
    shared: readonly string[]
  ): Map<string, CellOf> {
    const cells = new Map<string, CellOf>();
    let lastRow = 0;
    for (const row of root.child("sheetData")?.children ?? []) {
      const at = Number(row.attr("r") ?? lastRow + 1);
      this.require(at > lastRow, `rows out of order: ${sheet}`);
      lastRow = at;
      let lastColumn = 0;
      for (const cell of row.children) {
        const address = cell.attr("r");
        const column = address === undefined ? lastColumn + 1 : parseArea(address).column;
        this.require(column > lastColumn, `cells out of order: ${sheet}`);
        lastColumn = column;
        this.require(Number(cell.attr("s") ?? 0) < formats, `format of a cell: ${sheet}`);
        const found = this.cellOf(cell, sheet, shared);
        if (found) cells.set(`${at},${column}`, found);
      }
    }
    return cells;
  }

  private cellOf(cell: XmlElement, sheet: string, shared: readonly string[]): CellOf | undefined {
    const kind = cell.attr("t") ?? "n";
    const [held, formula] = [cell.child("v")?.text, cell.child("f")?.text];
    let value = held;
    if (kind === "s" && held !== undefined) {
      value = shared[Number(held)];
      this.require(value !== undefined, `shared text ${held}: ${sheet}`);
    }
    if (kind === "inlineStr") value = textOf(cell.child("is"));
    if (kind === "n" && held !== undefined) {
      this.require(Number.isFinite(Number(held)), `number ${held}: ${sheet}`);
    }
    this.require((value ?? "").length <= 32_767, `text too long: ${sheet}`);
    if (cell.child("f")) {
      this.require(held !== undefined, `formula without a value: ${sheet}!${cell.attr("r")}`);
      const text = formula ?? "";
      this.require(text.length <= 8_192 && !text.startsWith("="), `formula: ${sheet}`);
      const plain = text.replaceAll(/"(?:[^"]|"")*"/g, '""');
      const of = (bracket: string): number => plain.split(bracket).length;
      this.require(of("(") === of(")"), `brackets: ${sheet}`);
      const isOld =
        /(?<![\w.])(LET|LAMBDA|FILTER|SORT|UNIQUE|XLOOKUP|SEQUENCE|TEXTJOIN|CONCAT|IFS|MAXIFS|MINIFS|SWITCH)\(/;
      this.require(!isOld.test(plain), `function without its prefix: ${sheet}`);
    }
    return value === undefined && formula === undefined ? undefined : { kind, value, formula };
  }

  private checkTable(
    table: XmlElement,
    sheet: string,
    cells: ReadonlyMap<string, CellOf>,
    taken: readonly Area[],
    dxfs: number
  ): Area {
    const name = table.attr("displayName") ?? "";
    const area = parseArea(table.attr("ref") ?? "");
    const id = table.attr("id") ?? "";
    this.require(validName.test(name) && !cellLike.test(name), `table name: ${name}`);
    this.require(!this.tableNames.has(name.toLowerCase()), `table name twice: ${name}`);
    this.require(!this.tableIds.has(id), `table id twice: ${id}`);
    this.tableNames.add(name.toLowerCase());
    this.tableIds.add(id);
    const head = Number(table.attr("headerRowCount") ?? 1);
    const totals = Number(table.attr("totalsRowCount") ?? 0);
    const list = table.child("tableColumns");
    const columns = list?.children ?? [];
    const titles = columns.map((column) => unescaped(column.attr("name") ?? ""));
    const isWide = columns.length === area.columns && Number(list?.attr("count")) === area.columns;
    this.require(isWide, `columns of table ${name}`);
    const columnIds = new Set(columns.map((column) => column.attr("id")));
    this.require(columnIds.size === columns.length, `column id twice in table ${name}`);
    const filter = table.child("autoFilter")?.attr("ref");
    const isFiltered =
      filter === undefined || isSame(parseArea(filter), { ...area, rows: area.rows - totals });
    this.require(isFiltered, `filter of table ${name}`);
    const distinct = new Set(titles.map((title) => title.toLowerCase()));
    this.require(distinct.size === titles.length, `column twice in table ${name}`);
    this.require(area.rows > head + totals, `table without a row: ${name}`);
    titles.forEach((title, at) => {
      const cell = cells.get(`${area.row},${area.column + at}`);
      const isText = ["s", "inlineStr", "str"].includes(cell?.kind ?? "");
      const agrees = isText && cell?.value === title;
      this.require(head === 0 || agrees, `header of ${name} differs from its column: ${title}`);
      const body = Array.from({ length: area.rows - head - totals }, (_, row) =>
        cells.get(`${area.row + head + row},${area.column + at}`)
      );
      this.require(
        isUniform(body),
        `column ${title} of ${name} has several formulas or values too`
      );
    });
    for (const column of columns) {
      const keys = ["dataDxfId", "headerRowDxfId", "totalsRowDxfId"];
      const isThere = keys.every((key) => Number(column.attr(key) ?? 0) < Math.max(dxfs, 1));
      this.require(isThere, `format of table ${name}`);
    }
    this.require(!taken.some((it) => overlap(it, area)), `table over something: ${sheet}, ${name}`);
    return area;
  }

  private checkValidations(list: XmlElement | undefined, sheet: string): void {
    const taken: Area[] = [];
    const longest = { promptTitle: 32, errorTitle: 32, prompt: 255, error: 255 };
    for (const rule of list?.children ?? []) {
      const areas = (rule.attr("sqref") ?? "").split(" ").map(parseArea);
      const isFree = !areas.some((area) => taken.some((it) => overlap(it, area)));
      this.require(isFree, `validations overlap: ${sheet}`);
      taken.push(...areas);
      for (const name of ["formula1", "formula2"]) {
        const text = rule.child(name)?.text.replaceAll(/^"|"$/g, "") ?? "";
        this.require(text.length <= 255, `validation too long: ${sheet}`);
      }
      for (const [key, most] of Object.entries(longest)) {
        this.require((rule.attr(key) ?? "").length <= most, `${key} too long: ${sheet}`);
      }
    }
  }
}

/** Only values, or one formula in every row, as Excel compares them: references by their distance. */
function isUniform(body: readonly (CellOf | undefined)[]): boolean {
  const first = body.find((cell) => cell?.formula !== undefined);
  if (first?.formula === undefined) return true;
  const from = body.indexOf(first);
  return body.every(
    (cell, row) =>
      cell?.formula !== undefined &&
      `=${cell.formula}` === offsetFormula(`=${first.formula}`, row - from, 0)
  );
}

const areasOf = (elements: readonly XmlElement[] | undefined, attribute: string): Area[] =>
  (elements ?? []).map((element) => parseArea(element.attr(attribute) ?? ""));

const isSame = (a: Area, b: Area): boolean =>
  a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;

const overlap = (a: Area, b: Area): boolean =>
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns;

/** The text of a shared or inline string, without phonetic guides. */
function textOf(item: XmlElement | undefined): string {
  const runs = (item?.children ?? []).filter(({ name }) => /(^|:)(t|r)$/.test(name));
  const text = (run: XmlElement): string =>
    /(^|:)t$/.test(run.name) ? run.text : (run.child("t")?.text ?? "");
  return unescaped(runs.map(text).join(""));
}

const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16))
  );
