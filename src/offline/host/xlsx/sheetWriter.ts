/**
 * Writes worksheets with everything that belongs to them.
 *
 * The parts are written directly rather than built by a spreadsheet library and merged in. A user's
 * sheet has to be patched element by element anyway, so writers for every element exist; a sheet of
 * our own is the patch of an empty one. A library (excelize in WebAssembly was tried) would need a
 * child process, a translation of the whole model into its calls that is no shorter than the XML, and
 * a renumbering of its styles, drawings, tables and relationships; it cannot resize a table, and it
 * cuts long texts silently. It serves the tests as an independent reader instead.
 */
import type { Table } from "../model/table";
import type { Worksheet } from "../model/worksheet";
import { writeSheetCharts } from "./chartModel";
import { columnsXml, widthOfPoints } from "./columns";
import { conditionalFormatsXml } from "./conditions";
import { dataBarExtensionXml } from "./dataBars";
import { XlsxError } from "./errors";
import type { LoadedSheet } from "./loaded";
import { contentTypes, relationshipTypes, type Package } from "./package";
import { writeRows } from "./rowPatcher";
import { type CellContext } from "./cellReader";
import {
  writeDimension,
  writeHyperlinks,
  writeMerges,
  writePrint,
  writeProtection,
  writeSheetFilter,
  writeSheetProperties,
  writeView,
  type SheetPlace,
} from "./sheetParts";
import { emptySheet, SheetShell } from "./sheetShell";
import type { StylePart } from "./styles";
import { patchTable, readTable, tableXml, totalsOf, type TablePart } from "./tables";
import { isSupplement } from "./unmodelled";
import { validationsXml } from "./validations";
import { tag } from "./xml";

/** What writing a sheet needs to know of the package. */
export interface SheetTarget {
  readonly opened: Package;
  readonly styles: StylePart;
  readonly context: CellContext;
  /** Format record of a model style. */
  readonly recordOf: (style: number) => number;
  /** Model style of a format record of the file. */
  readonly styleOf: (record: number) => number;
}

export interface WrittenSheet {
  readonly formulasChanged: boolean;
  readonly uncalculated: boolean;
  readonly cellsChanged: boolean;
}

const UNCHANGED: WrittenSheet = {
  formulasChanged: false,
  uncalculated: false,
  cellsChanged: false,
};

/**
 * Writes what changed on a sheet; of a new sheet, everything.
 *
 * @param selected whether the tab is selected; undefined = as it was
 * @throws XlsxError `unsupportedChange` where writing would lose something that the model does not know
 */
export function writeSheet(
  target: SheetTarget,
  sheet: Worksheet,
  part: string,
  loaded: LoadedSheet | undefined,
  selected: boolean | undefined
): WrittenSheet {
  const { cells, changedParts } = sheet;
  const touched = cells.isDirty || changedParts.size > 0 || selected !== undefined;
  if (loaded && !touched) return UNCHANGED;
  refuseLosses(sheet, loaded);
  const place: SheetPlace = { opened: target.opened, part };
  const { head, tail } = loaded ?? emptySheet();
  const shell = new SheetShell(head, tail, part);
  writeElements(target, sheet, shell, place, loaded, selected);
  const text = shell.finish();
  const source = loaded && target.opened.find(part);
  const written = writeRows(
    part,
    source,
    text.head,
    text.tail,
    cells,
    target.context,
    target.recordOf
  );
  if (!loaded || cells.isDirty || shell.isChanged) target.opened.put(written.entry);
  return {
    formulasChanged: loaded !== undefined && written.formulasChanged,
    uncalculated: written.uncalculated,
    cellsChanged: cells.isDirty,
  };
}

function refuseLosses(sheet: Worksheet, loaded: LoadedSheet | undefined): void {
  const refuse = (what: string): never => {
    throw new XlsxError("unsupportedChange", `${sheet.Name}: ${what}`);
  };
  if (sheet.changedParts.has("customProperties")) refuse("custom properties of a sheet");
  if (!loaded) return;
  const unknown = [...sheet.unmodelledParts].filter((kind) => kind !== "extension");
  if (sheet.cells.shifted && unknown.length > 0) {
    refuse(`cells moved on a sheet with ${unknown.join(", ")}`);
  }
  const hasUnknownFormats = unknown.some((kind) => kind.startsWith("conditionalFormat"));
  if (sheet.changedParts.has("conditionalFormats") && hasUnknownFormats) {
    refuse("conditional formats beside ones of an unknown kind");
  }
}

function writeElements(
  target: SheetTarget,
  sheet: Worksheet,
  shell: SheetShell,
  place: SheetPlace,
  loaded: LoadedSheet | undefined,
  selected: boolean | undefined
): void {
  const { cells, changedParts } = sheet;
  const isNew = loaded === undefined;
  const has = (part: Parameters<typeof changedParts.has>[0]) => isNew || changedParts.has(part);
  if (isNew || cells.isDirty) writeDimension(sheet, shell);
  if (has("view") || selected !== undefined) writeView(sheet, shell, has("view"), selected);
  if (has("tabColor") || has("print")) writeSheetProperties(sheet, shell);
  if (isNew) shell.set("sheetFormatPr", formatPropertiesXml(sheet));
  if (isNew || cells.columnsChanged) {
    const { styleOf, recordOf } = target;
    shell.set("cols", columnsXml(shell.child("cols"), cells, styleOf, recordOf));
  }
  if (has("protection")) writeProtection(sheet, shell);
  if (has("autoFilter") && (sheet.filter || shell.child("autoFilter"))) {
    writeSheetFilter(sheet, shell);
  }
  if (has("merges")) writeMerges(sheet, shell);
  if (has("conditionalFormats")) {
    shell.set(
      "conditionalFormatting",
      conditionalFormatsXml(sheet.conditionalFormats, target.styles)
    );
    writeDataBarExtension(sheet, shell);
  }
  if (has("dataValidations")) shell.set("dataValidations", validationsXml(sheet.validations));
  if (has("hyperlinks") && (sheet.hyperlinks.length > 0 || shell.child("hyperlinks"))) {
    writeHyperlinks(sheet, shell, place);
  }
  if (has("print")) writePrint(sheet, shell);
  if (isNew && hasNumbersAsText(sheet)) shell.set("ignoredErrors", NUMBERS_AS_TEXT);
  if (has("charts")) writeSheetCharts(sheet, shell, place, loaded?.charts ?? new Map());
  if (has("tables") || has("autoFilter")) writeTables(sheet, shell, place, loaded);
}

/** Phones, VINs and order numbers are texts: Excel would mark every one of them with a triangle. */
const NUMBERS_AS_TEXT = tag(
  "ignoredErrors",
  {},
  tag("ignoredError", { sqref: "A1:XFD1048576", numberStoredAsText: true })
);

function hasNumbersAsText({ cells }: Worksheet): boolean {
  let found = false;
  cells.eachCell((_row, _column, value) => {
    found ||= typeof value === "string" && /^\s*[+-]?\d[\d,]*(?:\.\d*)?\s*$/.test(value);
  });
  return found;
}

function formatPropertiesXml(sheet: Worksheet): string {
  const width = sheet.standardWidth;
  return tag("sheetFormatPr", {
    defaultColWidth: width === undefined ? undefined : widthOfPoints(width),
    defaultRowHeight: 15,
  });
}

/** The finer settings of data bars, in place of those of the rules that were there. */
function writeDataBarExtension(sheet: Worksheet, shell: SheetShell): void {
  const list = shell.child("extLst");
  const extensions = list?.children ?? [];
  const kept = extensions.filter(
    ({ children: [content] }) => !content || !isSupplement(content, shell.root)
  );
  const added = dataBarExtensionXml(sheet.conditionalFormats);
  if (added === "" && kept.length === extensions.length) return;
  const texts = kept.map((extension) => shell.source(extension)).join("") + added;
  shell.set("extLst", texts && tag("extLst", {}, texts));
}

function writeTables(
  sheet: Worksheet,
  shell: SheetShell,
  place: SheetPlace,
  loaded: LoadedSheet | undefined
): void {
  const { opened, part } = place;
  const known = loaded?.tables ?? new Map<Table, string>();
  const gone = new Set(
    [...known].filter(([table]) => !sheet.tables.includes(table)).map(([, p]) => p)
  );
  for (const relationship of opened.related(part, relationshipTypes.table)) {
    if (!gone.has(relationship.part)) continue;
    opened.unrelate(part, relationship.id);
    opened.remove(relationship.part);
  }
  for (const table of sheet.tables) {
    const tablePart = known.get(table);
    if (tablePart === undefined) {
      const name = opened.freeName("xl/tables/table", ".xml");
      opened.addPart(name, tableXml(describeTable(table, undefined)), contentTypes.table);
      opened.relate(part, relationshipTypes.table, name);
      continue;
    }
    const source = opened.text(tablePart);
    const was = readTable(opened.xml(tablePart), tablePart);
    const patched = patchTable(source, tablePart, describeTable(table, was));
    if (patched !== source) opened.putText(tablePart, patched);
  }
  const ids = opened.related(part, relationshipTypes.table).map(({ id }) => id);
  const before = shell.child("tableParts")?.children.map((child) => child.attrLocal("id")) ?? [];
  if (ids.length === before.length && ids.every((id) => before.includes(id))) return;
  shell.declareRelationships();
  const parts = ids.map((id) => tag("tablePart", { "r:id": id })).join("");
  shell.set("tableParts", parts && tag("tableParts", { count: ids.length }, parts));
}

/** The model's table as a part; what only the file knows comes from `was`. */
function describeTable(table: Table, was: TablePart | undefined): TablePart {
  const { sheet, rect } = table;
  const totalsRow = rect.row + rect.rows - 1;
  const totalsCell = (column: number): string | undefined => {
    const formula = sheet.cells.formula(totalsRow, column);
    const value = sheet.cells.value(totalsRow, column);
    return formula ?? (typeof value === "string" ? value : undefined);
  };
  return {
    id: table.number,
    name: table.name,
    rect,
    showHeaders: table.ShowHeaders,
    showTotals: table.showTotals,
    columns: table.columnIds.map((id, index) => {
      const old = was?.columns.find((column) => column.id === id);
      const content = table.showTotals ? totalsCell(rect.column + index) : undefined;
      return {
        formula: "",
        ...(old && was?.showTotals === table.showTotals ? old : totalsOf(content)),
        ...(old ? { formula: old.formula } : {}),
        id,
        name: table.columnName(index),
      };
    }),
    style: table.look.style,
    bandedRows: table.look.bandedRows,
    bandedColumns: table.look.bandedColumns,
    firstColumn: table.look.firstColumn,
    lastColumn: table.look.lastColumn,
    showFilterButton: table.showFilterButton,
    filter: table.filter,
  };
}
