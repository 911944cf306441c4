/** From the bytes of a file to the model. */
import { NamedItem } from "../model/names";
import type { PropertyName } from "../model/properties";
import { Table } from "../model/table";
import { Workbook } from "../model/workbook";
import type { Worksheet } from "../model/worksheet";
import { readSheetCharts } from "./chartModel";
import { ColorTable } from "./colors";
import { readColumns, pointsOfWidth } from "./columns";
import { readConditionalFormats } from "./conditions";
import { readCustomXml } from "./customXml";
import { XlsxError } from "./errors";
import { ReadBudget, usualLimits, type ReadLimits } from "./limits";
import { remember, type LoadedSheet } from "./loaded";
import { Package, relationshipTypes } from "./package";
import { readRows } from "./rows";
import { readSharedStrings } from "./sharedStrings";
import {
  readHyperlinks,
  readMerges,
  readPrint,
  readProtection,
  readSheetFilter,
  readView,
  sortHiddenRows,
  type SheetPlace,
} from "./sheetParts";
import { SheetShell } from "./sheetShell";
import { minimalStyles, StylePart } from "./styles";
import { readTable } from "./tables";
import { unmodelledKinds } from "./unmodelled";
import { readValidations } from "./validations";
import { parseXml, type XmlElement } from "./xml";
import { isBuiltInName, readPrintNames, readWorkbookPart, type WorkbookPart } from "./workbookPart";

/**
 * The workbook in an `.xlsx` (or `.xlsm`) file. What the model does not know of is listed in each
 * sheet's `unmodelledParts` and comes out again when the workbook is saved.
 *
 * @param limits how much of a file is taken on
 * @throws XlsxError for anything that is no readable workbook; its `code` says what it is instead.
 */
export async function loadXlsx(
  bytes: Uint8Array,
  limits: ReadLimits = usualLimits
): Promise<Workbook> {
  return Promise.resolve(load(bytes, new ReadBudget(limits)));
}

function load(bytes: Uint8Array, budget: ReadBudget): Workbook {
  const opened = Package.open(bytes, budget);
  const [main] = opened.related("", relationshipTypes.officeDocument);
  if (!main) throw new XlsxError("notXlsx", "no workbook");
  const workbookPart = main.part;
  const workbookXml = opened.xml(workbookPart);
  // Documents of Word and PowerPoint are packages of the same kind around another main part.
  if (workbookXml.local !== "workbook") throw new XlsxError("notXlsx", workbookPart);
  const file = readWorkbookPart(workbookXml);
  if (file.sheets.length === 0) throw new XlsxError("damaged", "no sheets");
  const partOf = (type: string) => opened.related(workbookPart, type)[0]?.part;
  const themePart = partOf(relationshipTypes.theme);
  const stylesPart = partOf(relationshipTypes.styles);
  const stringsPart = partOf(relationshipTypes.sharedStrings);
  const theme = themePart && opened.find(themePart) ? opened.xml(themePart) : undefined;
  const styles = new StylePart(
    stylesPart ? opened.text(stylesPart) : minimalStyles(),
    stylesPart ?? "styles",
    (root) => new ColorTable(theme, root)
  );
  const workbook = new Workbook();
  workbook.styles.replaceDefault(styles.styles[0]);
  workbook.date1904 = file.date1904;
  workbook.calculationMode = file.calculationMode;
  workbook.structurePassword = file.structureProtected ? (file.protectionHash ?? "") : null;
  workbook.properties = readProperties(opened);
  const loader: SheetLoader = {
    opened,
    workbook,
    styles,
    strings: stringsPart ? readSharedStrings(opened.find(stringsPart), budget) : [],
    budget,
    styleOf: styleIndexes(workbook, styles),
  };
  const targets = new Map(
    opened.related(workbookPart, relationshipTypes.worksheet).map((r) => [r.id, r.part])
  );
  const sheets = new Map<Worksheet, LoadedSheet>();
  for (const entry of file.sheets) {
    const part = targets.get(entry.relationship);
    // Chart sheets and macro sheets stand in the same list; they have no cells.
    if (part === undefined) {
      workbook.reserveSheet(entry.name, entry.sheetId);
      continue;
    }
    const sheet = workbook.appendSheet(entry.name, entry.sheetId);
    sheet.visibility = entry.visibility ?? "Visible";
    sheets.set(sheet, loadSheet(loader, sheet, part, entry.relationship));
  }
  if (workbook.sheets.length === 0) throw new XlsxError("damaged", "no worksheets");
  readNames(workbook, file);
  const active = workbook.sheets.find(({ Name }) => Name === file.sheets[file.activeSheet]?.name);
  if (active) workbook.openAt(active);
  const customXml = new Map<string, { part: string; xml: string }>();
  for (const { id, xml, part } of readCustomXml(opened, workbookPart)) {
    // An item without properties has no id; its part's name stands in.
    customXml.set(id || part, { part, xml });
    workbook.customXml.push({ id: id || part, xml });
  }
  workbook.markClean();
  remember(workbook, {
    opened,
    workbookPart,
    workbook: file,
    stylesPart,
    themePart,
    strings: loader.strings,
    sheets,
    customXml,
    active: workbook.activeWorksheet,
  });
  return workbook;
}

interface SheetLoader {
  readonly opened: Package;
  readonly workbook: Workbook;
  readonly styles: StylePart;
  readonly strings: readonly string[];
  readonly budget: ReadBudget;
  readonly styleOf: (record: number) => number;
}

/** Model style index by format record; a record that the file lacks is the default. */
export function styleIndexes(workbook: Workbook, styles: StylePart): (record: number) => number {
  const indexes = styles.styles.map((style) => workbook.styles.intern(style));
  return (record) => indexes[record] ?? 0;
}

function loadSheet(
  loader: SheetLoader,
  sheet: Worksheet,
  part: string,
  relationship: string
): LoadedSheet {
  const { opened, workbook, styles, strings, styleOf, budget } = loader;
  const entry = opened.find(part);
  if (!entry) throw new XlsxError("damaged", `${part} is missing`);
  const context = { strings, date1904: workbook.date1904 };
  const reading = {
    budget,
    styleOf: (record: number) => (record < styles.styles.length ? styleOf(record) : undefined),
    firstPages: workbook.sheets.reduce((sum, { cells }) => sum + cells.pageCount, 0),
  };
  const rows = readRows(entry, sheet.cells, context, reading, (head) => {
    // Formats of columns must be known before the cells: a cell may have the same.
    const cols = /<((?:[\w.-]+:)?)cols[\s>][\s\S]*<\/\1cols>/.exec(head);
    if (cols) readColumns(parseColumns(cols[0], part), sheet.cells, styleOf);
  });
  const shell = new SheetShell(rows.head, rows.tail, part);
  const { root } = shell;
  const place: SheetPlace = { opened, part };
  const width = root.child("sheetFormatPr")?.num("defaultColWidth");
  if (width !== undefined) sheet.standardWidth = pointsOfWidth(width);
  readView(sheet, root, styles.colorTable);
  readMerges(sheet, root);
  readHyperlinks(sheet, root, place);
  readProtection(sheet, root);
  readSheetFilter(sheet, root);
  readPrint(sheet, root);
  sheet.validations = readValidations(root);
  const conditions = readConditionalFormats(root, styles);
  sheet.conditionalFormats = conditions.formats;
  const tables = loadTables(sheet, place);
  sortHiddenRows(sheet, rows.hiddenRows);
  const charts = readSheetCharts(sheet, root, place, styles.colorTable);
  for (const kind of [
    ...unmodelledKinds(root, place),
    ...conditions.unmodelled,
    ...charts.unmodelled,
  ]) {
    sheet.unmodelledParts.add(kind);
  }
  return {
    part,
    relationship,
    head: rows.head,
    tail: rows.tail,
    formulas: rows.formulas,
    tables,
    charts: charts.memory,
  };
}

/** The element alone, whose prefix may be declared outside of it. */
function parseColumns(text: string, part: string): XmlElement {
  return parseXml(text, part);
}

function loadTables(sheet: Worksheet, { opened, part }: SheetPlace): Map<Table, string> {
  const tables = new Map<Table, string>();
  for (const relationship of opened.related(part, relationshipTypes.table)) {
    const read = readTable(opened.xml(relationship.part), relationship.part);
    const table = new Table(sheet, sheet.workbook.nextTableNumber(read.id), read.name, read.rect);
    table.showTotals = read.showTotals;
    for (const { id, formula } of read.columns) {
      if (formula !== "") table.calculated.set(id, formula);
    }
    table.showFilterButton = read.showFilterButton;
    table.look = {
      style: read.style,
      bandedRows: read.bandedRows,
      bandedColumns: read.bandedColumns,
      firstColumn: read.firstColumn,
      lastColumn: read.lastColumn,
    };
    table.columnIds = read.columns.map(({ id }) => id);
    table.lastColumnId = Math.max(...table.columnIds);
    if (!read.showHeaders) {
      table.$withoutHeaders(new Map(read.columns.map(({ id, name }) => [id, name])));
    }
    table.filter = read.filter && { area: read.rect, criteria: read.filter.criteria };
    sheet.tables.push(table);
    tables.set(table, relationship.part);
  }
  return tables;
}

function readNames(workbook: Workbook, file: WorkbookPart): void {
  const sheetAt = (position: number | undefined) =>
    position === undefined
      ? null
      : (workbook.sheets.find(({ Name }) => Name === file.sheets[position]?.name) ?? null);
  for (const entry of file.names) {
    if (isBuiltInName(entry.name)) continue;
    const scope = sheetAt(entry.sheet);
    if (entry.sheet !== undefined && !scope) continue;
    const item = new NamedItem(workbook, scope, entry.name, entry.formula);
    item.comment = entry.comment;
    item.visible = entry.visible;
    workbook.names.push(item);
  }
  for (const sheet of workbook.sheets) {
    const own = file.names.filter(({ sheet: position }) => sheetAt(position) === sheet);
    readPrintNames(sheet.pageLayout, own);
  }
}

/** Element of the core properties by the API's name. */
export const propertyElements: Readonly<Record<PropertyName, string>> = {
  title: "title",
  subject: "subject",
  author: "creator",
  keywords: "keywords",
  comments: "description",
  category: "category",
};

function readProperties(opened: Package): Partial<Record<PropertyName, string>> {
  const [relationship] = opened.related("", relationshipTypes.coreProperties);
  if (!relationship || !opened.find(relationship.part)) return {};
  const root = opened.xml(relationship.part);
  const properties: Partial<Record<PropertyName, string>> = {};
  for (const [name, element] of Object.entries(propertyElements)) {
    const text = root.child(element)?.text;
    if (text) properties[name as PropertyName] = text;
  }
  return properties;
}
