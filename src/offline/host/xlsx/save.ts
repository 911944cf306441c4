/** From the model to the bytes of a file. */
import type { PropertyName } from "../model/properties";
import { renameInFormula } from "../model/shift";
import type { Workbook } from "../model/workbook";
import type { Worksheet } from "../model/worksheet";
import { ColorTable } from "./colors";
import { addCustomXml, removeCustomXml } from "./customXml";
import { propertyElements, styleIndexes } from "./load";
import { fileOf, type LoadedFile } from "./loaded";
import { contentTypes, emptyPackage, relationshipTypes, type Package } from "./package";
import { legacyHash } from "./sheetParts";
import { RELATIONSHIPS, SPREADSHEET } from "./sheetShell";
import { writeSheet, type SheetTarget, type WrittenSheet } from "./sheetWriter";
import { minimalStyles, StylePart } from "./styles";
import { escapeText, parseXml, tag, TextEdits, xmlDeclaration, type XmlElement } from "./xml";
import { ensureTheme } from "./theme";
import {
  calculationModeToFile,
  filterName,
  FILTER_DATABASE,
  isBuiltInName,
  namesXml,
  printNames,
  readWorkbookPart,
  setWorkbookElement,
  sheetsXml,
  type NameEntry,
  type SheetEntry,
} from "./workbookPart";

/**
 * The workbook as an `.xlsx` file. Parts of the loaded file that nothing changed keep their
 * compressed bytes; changed sheets are patched. The same workbook gives the same bytes.
 *
 * @throws XlsxError `unsupportedChange` for a change that cannot be written without losing
 * something of the user's; `tooLarge` above 4 GB.
 */
export async function saveXlsx(workbook: Workbook): Promise<Uint8Array> {
  return Promise.resolve(save(workbook));
}

function save(workbook: Workbook): Uint8Array {
  const file = fileOf(workbook) ?? newFile(workbook);
  const opened = file.opened.copy();
  const before = opened.reachable();
  const theme = file.themePart && opened.find(file.themePart) && opened.xml(file.themePart);
  const stylesPart = file.stylesPart ?? addStyles(opened, file.workbookPart);
  const styles = new StylePart(
    opened.text(stylesPart),
    stylesPart,
    (root) => new ColorTable(theme || undefined, root)
  );
  const records = new Map<number, number>();
  const target: SheetTarget = {
    opened,
    styles,
    context: { strings: file.strings, date1904: workbook.date1904 },
    styleOf: styleIndexes(workbook, styles),
    recordOf(style) {
      const known = records.get(style);
      if (known !== undefined) return known;
      const record = styles.recordFor(workbook.styles.get(style));
      records.set(style, record);
      return record;
    },
  };
  const entries = writeSheets(workbook, file, target);
  const showsCharts = workbook.sheets.some(
    (sheet) =>
      sheet.charts.length > 0 && (sheet.changedParts.has("charts") || !file.sheets.has(sheet))
  );
  if (showsCharts) ensureTheme(opened, file.workbookPart);
  const stylesText = styles.finish();
  if (stylesText !== undefined) opened.putText(stylesPart, stylesText);
  writeCustomXml(workbook, file, opened);
  if (workbook.propertiesChanged) writeProperties(workbook, opened);
  writeWorkbook(workbook, file, opened, entries);
  const after = opened.reachable();
  for (const part of before) if (!after.has(part) && opened.find(part)) opened.remove(part);
  return opened.bytes();
}

// ---- a workbook without a file

function newFile(workbook: Workbook): LoadedFile {
  const opened = emptyPackage();
  const workbookPart = "xl/workbook.xml";
  const text =
    xmlDeclaration +
    tag(
      "workbook",
      { xmlns: SPREADSHEET, "xmlns:r": RELATIONSHIPS },
      tag("workbookPr", { date1904: workbook.date1904 || undefined }) +
        tag("bookViews", {}, tag("workbookView")) +
        tag("sheets")
    );
  opened.addPart(workbookPart, text, contentTypes.workbook);
  opened.relate("", relationshipTypes.officeDocument, workbookPart);
  writeProperties(workbook, opened);
  const extended = "docProps/app.xml";
  const properties = tag(
    "Properties",
    { xmlns: "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" },
    tag("Application", {}, "Microsoft Excel")
  );
  opened.addPart(extended, xmlDeclaration + properties, contentTypes.extendedProperties);
  opened.relate("", relationshipTypes.extendedProperties, extended);
  return {
    opened,
    workbookPart,
    workbook: readWorkbookPart(parseXml(text, workbookPart)),
    stylesPart: undefined,
    themePart: undefined,
    strings: [],
    sheets: new Map(),
    customXml: new Map(),
    active: undefined,
  };
}

function addStyles(opened: Package, workbookPart: string): string {
  const part = "xl/styles.xml";
  opened.addPart(part, minimalStyles(), contentTypes.styles);
  opened.relate(workbookPart, relationshipTypes.styles, part);
  return part;
}

const CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

/** Core properties; no times, which would make two runs differ. */
function writeProperties(workbook: Workbook, opened: Package): void {
  const [relationship] = opened.related("", relationshipTypes.coreProperties);
  const part = relationship?.part ?? "docProps/core.xml";
  if (!relationship) {
    const empty = tag("cp:coreProperties", { "xmlns:cp": CORE, "xmlns:dc": DUBLIN_CORE });
    opened.addPart(part, xmlDeclaration + empty, contentTypes.coreProperties);
    opened.relate("", relationshipTypes.coreProperties, part);
  }
  const text = opened.text(part);
  const root = parseXml(text, part);
  const edits = new TextEdits(text);
  for (const [name, element] of Object.entries(propertyElements)) {
    const value = workbook.properties[name as PropertyName] ?? "";
    const present = root.child(element);
    if (value === (present?.text ?? "")) continue;
    const prefix = element === "keywords" || element === "category" ? "cp" : "dc";
    const written = value === "" ? "" : tag(`${prefix}:${element}`, {}, escapeText(value));
    if (present) edits.replace(present.start, present.end, written);
    else edits.append(root, written);
  }
  if (!edits.isEmpty) opened.putText(part, edits.apply());
}

// ---- sheets

interface WrittenSheets {
  readonly relationships: ReadonlyMap<Worksheet, string>;
  readonly formulasChanged: boolean;
  readonly uncalculated: boolean;
  readonly cellsChanged: boolean;
}

function writeSheets(workbook: Workbook, file: LoadedFile, target: SheetTarget): WrittenSheets {
  const { opened } = target;
  const relationships = new Map<Worksheet, string>();
  const results: WrittenSheet[] = [];
  const active = workbook.activeWorksheet;
  const activeChanged = active !== file.active;
  for (const sheet of workbook.sheets) {
    const loaded = file.sheets.get(sheet);
    const part = loaded?.part ?? opened.freeName("xl/worksheets/sheet", ".xml");
    if (!loaded) opened.addPart(part, "", contentTypes.worksheet);
    // Two selected tabs are a group: what a person then types goes into both sheets.
    const changesTab = activeChanged && (sheet === active || sheet === file.active);
    const selected = changesTab || !loaded ? sheet === active : undefined;
    results.push(writeSheet(target, sheet, part, loaded, selected));
    const relationship =
      loaded?.relationship ?? opened.relate(file.workbookPart, relationshipTypes.worksheet, part);
    relationships.set(sheet, relationship);
  }
  const gone = [...file.sheets].filter(([sheet]) => !workbook.sheets.includes(sheet));
  for (const [, { relationship }] of gone) opened.unrelate(file.workbookPart, relationship);
  return {
    relationships,
    formulasChanged: gone.length > 0 || results.some((result) => result.formulasChanged),
    uncalculated: results.some((result) => result.uncalculated),
    cellsChanged: results.some((result) => result.cellsChanged),
  };
}

// ---- the workbook part

function writeWorkbook(
  workbook: Workbook,
  file: LoadedFile,
  opened: Package,
  written: WrittenSheets
): void {
  const { workbookPart } = file;
  if (written.formulasChanged) dropCalculationChain(opened, workbookPart);
  const text = opened.text(workbookPart);
  const root = parseXml(text, workbookPart);
  const edits = new TextEdits(text);
  const sheets = sheetList(workbook, file, written);
  const sheetsDiffer = JSON.stringify(sheets) !== JSON.stringify(file.workbook.sheets);
  if (sheetsDiffer) {
    if (root.attr("xmlns:r") === undefined) edits.setAttribute(root, "xmlns:r", RELATIONSHIPS);
    setWorkbookElement(root, edits, "sheets", sheetsXml(sheets, root.prefix));
  }
  const names = nameList(workbook, file, sheets);
  if (JSON.stringify(names) !== JSON.stringify(file.workbook.names)) {
    setWorkbookElement(root, edits, "definedNames", namesXml(names, root.prefix));
  }
  if (sheetsDiffer || workbook.activeWorksheet !== file.active) {
    writeActiveTab(workbook, root, edits, sheets);
  }
  writeStructureProtection(workbook, file, root, edits);
  writeCalculation(workbook, file, root, edits, written);
  if (!edits.isEmpty) opened.putText(workbookPart, edits.apply());
}

/** The model's sheets; sheets without cells (charts, macros) keep their place in the file's list. */
function sheetList(workbook: Workbook, file: LoadedFile, written: WrittenSheets): SheetEntry[] {
  const list = workbook.sheets.map((sheet) => ({
    name: sheet.Name,
    sheetId: sheet.sheetId,
    relationship: written.relationships.get(sheet) ?? "",
    visibility: sheet.visibility,
  }));
  const loaded = new Set([...file.sheets.values()].map(({ relationship }) => relationship));
  file.workbook.sheets.forEach((entry, position) => {
    if (!loaded.has(entry.relationship)) list.splice(position, 0, entry);
  });
  return list;
}

/** All names of the file as they are now: the model's, and those that Excel keeps for itself. */
function nameList(
  workbook: Workbook,
  file: LoadedFile,
  sheets: readonly SheetEntry[]
): NameEntry[] {
  const positionOf = (sheet: Worksheet) => sheets.findIndex(({ name }) => name === sheet.Name);
  const sheetOf = (position: number | undefined) => {
    const relationship = position === undefined ? "" : file.workbook.sheets[position]?.relationship;
    return workbook.sheets.find((sheet) => file.sheets.get(sheet)?.relationship === relationship);
  };
  const ids = new Map<Worksheet | null, number>([[null, 0]]);
  for (const sheet of workbook.sheets) ids.set(sheet, sheet.sheetId);
  const nameKey = (name: string, scope: Worksheet | null) => `${ids.get(scope) ?? -1} ${name}`;
  const left = new Map(workbook.names.map((item) => [nameKey(item.name, item.scope), item]));
  const kept: NameEntry[] = [];
  for (const entry of file.workbook.names) {
    const sheet = sheetOf(entry.sheet);
    const isGlobal = entry.sheet === undefined;
    const place = placeWithoutCells(entry, file, sheets);
    if (place !== undefined) {
      kept.push({ ...entry, sheet: place });
      continue;
    }
    if (isBuiltInName(entry.name)) {
      if (isGlobal) kept.push(entry);
      else if (sheet && !isRewritten(entry.name, sheet)) {
        const was = file.workbook.sheets[entry.sheet].name;
        const formula = renameInFormula(entry.formula, was, sheet.Name);
        kept.push({ ...entry, formula, sheet: positionOf(sheet) });
      }
      continue;
    }
    const item = left.get(nameKey(entry.name, isGlobal ? null : (sheet ?? null)));
    if (!item || (!isGlobal && !sheet)) continue;
    left.delete(nameKey(item.name, item.scope));
    const { formula, visible, comment } = item;
    kept.push({ ...entry, formula, visible, comment, sheet: sheet && positionOf(sheet) });
  }
  const added = [...left.values()].map(({ name, scope, formula, visible, comment }) => ({
    name,
    formula,
    sheet: scope ? positionOf(scope) : undefined,
    visible,
    comment,
    attributes: {},
  }));
  const own = workbook.sheets.flatMap((sheet) => {
    const isNew = !file.sheets.has(sheet);
    const position = positionOf(sheet);
    const print = isNew || sheet.changedParts.has("print");
    const filter = sheet.filter && (isNew || sheet.changedParts.has("autoFilter"));
    return [
      ...(print ? printNames(sheet.Name, position, sheet.pageLayout) : []),
      ...(filter && sheet.filter ? [filterName(sheet.Name, position, sheet.filter.area)] : []),
    ];
  });
  return [...kept, ...added, ...own];
}

/** Where the sheet of a name stands now if it is one without cells, which the model does not have. */
function placeWithoutCells(
  { sheet }: NameEntry,
  file: LoadedFile,
  sheets: readonly SheetEntry[]
): number | undefined {
  const relationship = sheet === undefined ? undefined : file.workbook.sheets[sheet]?.relationship;
  const hasCells = [...file.sheets.values()].some((known) => known.relationship === relationship);
  if (relationship === undefined || hasCells) return undefined;
  const at = sheets.findIndex((entry) => entry.relationship === relationship);
  return at < 0 ? undefined : at;
}

/** Whether a sheet's built-in name is written from the model instead of being kept. */
function isRewritten(name: string, sheet: Worksheet): boolean {
  return sheet.changedParts.has(name === FILTER_DATABASE ? "autoFilter" : "print");
}

function writeActiveTab(
  workbook: Workbook,
  root: XmlElement,
  edits: TextEdits,
  sheets: readonly SheetEntry[]
): void {
  const view = root.at("bookViews", "workbookView");
  const position = sheets.findIndex(({ name }) => name === workbook.activeWorksheet.Name);
  if (!view || position === (view.num("activeTab") ?? 0)) return;
  edits.setAttribute(view, "activeTab", position === 0 ? undefined : String(position));
}

function writeStructureProtection(
  workbook: Workbook,
  file: LoadedFile,
  root: XmlElement,
  edits: TextEdits
): void {
  const { structureProtected, protectionHash } = file.workbook;
  const before = structureProtected ? (protectionHash ?? "") : null;
  const { structurePassword } = workbook;
  if (structurePassword === before) return;
  const xml =
    structurePassword === null
      ? ""
      : tag(`${root.prefix}workbookProtection`, {
          workbookPassword: structurePassword === "" ? undefined : legacyHash(structurePassword),
          lockStructure: true,
        });
  setWorkbookElement(root, edits, "workbookProtection", xml);
}

/** Excel calculates everything on opening when a formula has no value or its sources changed. */
function writeCalculation(
  workbook: Workbook,
  file: LoadedFile,
  root: XmlElement,
  edits: TextEdits,
  written: WrittenSheets
): void {
  const hasFormulas = () =>
    workbook.sheets.some((sheet) => {
      let found = (file.sheets.get(sheet)?.formulas ?? 0) > 0;
      if (!found) sheet.cells.eachFormula(() => (found = true));
      return found;
    });
  const stale = written.uncalculated || (written.cellsChanged && hasFormulas());
  const modeChanged = workbook.calculationMode !== file.workbook.calculationMode;
  if (!stale && !modeChanged) return;
  const present = root.child("calcPr");
  const mode = calculationModeToFile(workbook.calculationMode);
  if (!present) {
    const xml = tag(`${root.prefix}calcPr`, {
      calcMode: mode,
      fullCalcOnLoad: stale || undefined,
    });
    setWorkbookElement(root, edits, "calcPr", xml);
    return;
  }
  if (modeChanged) edits.setAttribute(present, "calcMode", mode);
  if (stale) edits.setAttribute(present, "fullCalcOnLoad", "1");
}

/** The order of calculation names cells with formulas; Excel repairs a file where one is none. */
function dropCalculationChain(opened: Package, workbookPart: string): void {
  for (const { id } of opened.related(workbookPart, relationshipTypes.calcChain)) {
    opened.unrelate(workbookPart, id);
  }
}

function writeCustomXml(workbook: Workbook, file: LoadedFile, opened: Package): void {
  const now = new Map(workbook.customXml.map(({ id, xml }) => [id, xml]));
  for (const [id, { part, xml }] of file.customXml) {
    const next = now.get(id);
    if (next === undefined) removeCustomXml(opened, file.workbookPart, part);
    else if (next !== xml) opened.putText(part, next);
  }
  for (const [id, xml] of now) {
    if (!file.customXml.has(id)) addCustomXml(opened, file.workbookPart, id, xml);
  }
}
