/** The workbook part: the list of sheets, defined names, protection, calculation. */
import {
  columnName,
  lastColumn,
  lastRow,
  parseRect,
  quoteSheet,
  splitSheet,
  type Rect,
} from "../model/address";
import { type PageLayoutState, referenceTo } from "../model/sheetState";
import { formulaFromFile, formulaToFile } from "./formulas";
import { escapeText, tag, withoutAttributes, type TextEdits, type XmlElement } from "./xml";

export interface SheetEntry {
  readonly name: string;
  readonly sheetId: number;
  /** Relationship that leads to the sheet's part. */
  readonly relationship: string;
  readonly visibility: "Visible" | "Hidden" | "VeryHidden";
}

export interface NameEntry {
  readonly name: string;
  /** With its "=". */
  readonly formula: string;
  /** Position of the sheet it belongs to; undefined = the workbook. */
  readonly sheet: number | undefined;
  readonly visible: boolean;
  readonly comment: string;
  /** Attributes of the file that the model does not know. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface WorkbookPart {
  readonly sheets: readonly SheetEntry[];
  readonly names: readonly NameEntry[];
  readonly date1904: boolean;
  readonly structureProtected: boolean;
  /** Whether the protection needs a password to be taken off. */
  readonly protectionHash: string | undefined;
  /** `Excel.CalculationMode`. */
  readonly calculationMode: string;
  readonly activeSheet: number;
  /** The author asks to open the file read-only. */
  readonly readOnlyRecommended: boolean;
}

const visibilities = { visible: "Visible", hidden: "Hidden", veryHidden: "VeryHidden" } as const;

const calculationModes: Readonly<Record<string, string>> = {
  auto: "Automatic",
  autoNoTable: "AutomaticExceptTables",
  manual: "Manual",
};

export function readWorkbookPart(root: XmlElement): WorkbookPart {
  const protection = root.child("workbookProtection");
  return {
    sheets: (root.child("sheets")?.all("sheet") ?? []).map((sheet) => ({
      name: sheet.attr("name") ?? "",
      sheetId: sheet.num("sheetId") ?? 0,
      relationship: sheet.attrLocal("id") ?? "",
      visibility: visibilities[(sheet.attr("state") ?? "visible") as keyof typeof visibilities],
    })),
    names: (root.child("definedNames")?.all("definedName") ?? []).map((name) => ({
      name: name.attr("name") ?? "",
      formula: formulaFromFile(name.text),
      sheet: name.num("localSheetId"),
      visible: !name.bool("hidden"),
      comment: name.attr("comment") ?? "",
      attributes: name.attributes,
    })),
    date1904: root.child("workbookPr")?.bool("date1904") ?? false,
    structureProtected: protection?.bool("lockStructure") ?? false,
    protectionHash:
      protection?.attr("workbookHashValue") ?? protection?.attr("workbookPassword") ?? undefined,
    calculationMode:
      calculationModes[root.child("calcPr")?.attr("calcMode") ?? "auto"] ?? "Automatic",
    activeSheet: root.at("bookViews", "workbookView")?.num("activeTab") ?? 0,
    readOnlyRecommended: root.child("fileSharing")?.bool("readOnlyRecommended") ?? false,
  };
}

export function calculationModeToFile(mode: string): string | undefined {
  const [file] = Object.entries(calculationModes).find(([, api]) => api === mode) ?? [];
  return file === "auto" ? undefined : file;
}

// ---- names that Excel keeps for itself

const PRINT_AREA = "_xlnm.Print_Area";
const PRINT_TITLES = "_xlnm.Print_Titles";
export const FILTER_DATABASE = "_xlnm._FilterDatabase";

export function isBuiltInName(name: string): boolean {
  return /^_xlnm\./i.test(name);
}

/** Puts print area and titles into a sheet's layout, as far as one rectangle can say them. */
export function readPrintNames(layout: PageLayoutState, names: readonly NameEntry[]): void {
  for (const { name, formula } of names) {
    const areas = splitReferences(formula.slice(1))
      .map((reference) => parseRect(splitSheet(reference)[1]))
      .filter((rect): rect is Rect => rect !== null);
    if (name === PRINT_AREA && areas.length === 1) layout.printArea = areas[0];
    if (name === PRINT_TITLES) {
      layout.titleRows = areas.find((rect) => rect.column === 0 && rect.columns > 16000) ?? null;
      layout.titleColumns = areas.find((rect) => rect.row === 0 && rect.rows > 1_000_000) ?? null;
    }
  }
}

/** Splits at commas outside of quotes. */
function splitReferences(text: string): string[] {
  return text.match(/(?:'(?:[^']|'')*'|[^,'])+/g) ?? [];
}

/** The names that say a sheet's print area and titles. */
export function printNames(
  sheetName: string,
  position: number,
  layout: PageLayoutState
): NameEntry[] {
  const entry = (name: string, formula: string): NameEntry => ({
    name,
    formula: `=${formula}`,
    sheet: position,
    visible: true,
    comment: "",
    attributes: {},
  });
  const { titleColumns, titleRows, printArea } = layout;
  const prefix = `${quoteSheet(sheetName)}!`;
  const titles = [
    titleColumns &&
      `${prefix}$${columnName(titleColumns.column)}:$${columnName(lastColumn(titleColumns))}`,
    titleRows && `${prefix}$${titleRows.row + 1}:$${lastRow(titleRows) + 1}`,
  ].filter((reference): reference is string => reference !== null);
  return [
    ...(printArea ? [entry(PRINT_AREA, referenceTo(sheetName, printArea))] : []),
    ...(titles.length > 0 ? [entry(PRINT_TITLES, titles.join(","))] : []),
  ];
}

/** The hidden name that marks a sheet's filter. */
export function filterName(sheetName: string, position: number, area: Rect): NameEntry {
  return {
    name: FILTER_DATABASE,
    formula: `=${referenceTo(sheetName, area)}`,
    sheet: position,
    visible: false,
    comment: "",
    attributes: {},
  };
}

// ---- writing

/** CT_Workbook (18.2.27). */
const elementOrder = [
  "fileVersion",
  "fileSharing",
  "workbookPr",
  "workbookProtection",
  "bookViews",
  "sheets",
  "functionGroups",
  "externalReferences",
  "definedNames",
  "calcPr",
  "oleSize",
  "customWorkbookViews",
  "pivotCaches",
  "smartTagPr",
  "smartTagTypes",
  "webPublishing",
  "fileRecoveryPr",
  "webPublishObjects",
  "extLst",
];

/** Replaces or inserts an element of the workbook part; an empty text removes it. */
export function setWorkbookElement(
  root: XmlElement,
  edits: TextEdits,
  name: string,
  xml: string
): void {
  const present = root.child(name);
  if (present) {
    edits.replace(present.start, present.end, xml);
    return;
  }
  const rank = elementOrder.indexOf(name);
  const next = root.children.find((child) => elementOrder.indexOf(child.local) > rank);
  edits.insert(next?.start ?? root.innerEnd, xml, rank);
}

export function sheetsXml(sheets: readonly SheetEntry[], prefix: string): string {
  const states = { Visible: undefined, Hidden: "hidden", VeryHidden: "veryHidden" } as const;
  const entries = sheets.map((sheet) =>
    tag(`${prefix}sheet`, {
      name: sheet.name,
      sheetId: sheet.sheetId,
      state: states[sheet.visibility],
      "r:id": sheet.relationship,
    })
  );
  return tag(`${prefix}sheets`, {}, entries.join(""));
}

export function namesXml(names: readonly NameEntry[], prefix: string): string {
  if (names.length === 0) return "";
  const key = ({ name, sheet }: NameEntry) => `${name.toLowerCase()}\u0000${sheet ?? -1}`;
  const sorted = [...names].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const entries = sorted.map((entry) => {
    const own = ["name", "localSheetId", "hidden", "comment"];
    return tag(
      `${prefix}definedName`,
      {
        name: entry.name,
        comment: entry.comment || undefined,
        localSheetId: entry.sheet,
        hidden: entry.visible ? undefined : true,
        ...withoutAttributes(entry.attributes, own),
      },
      escapeText(formulaToFile(entry.formula))
    );
  });
  return tag(`${prefix}definedNames`, {}, entries.join(""));
}
