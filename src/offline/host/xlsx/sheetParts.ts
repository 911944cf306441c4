/** The parts of a sheet around its cells: from the file's elements into the model, and back. */
import { formatRect, MAX_COLUMNS, MAX_ROWS } from "../model/address";
import type { HyperlinkState } from "../model/sheetState";
import type { Worksheet } from "../model/worksheet";
import { readArea } from "./areas";
import type { ColorTable } from "./colors";
import { filterXml, readFilter } from "./filters";
import { type Package, relationshipTypes } from "./package";
import { fitsToPages, pageLayoutXml, readPageLayout, type PrintElement } from "./print";
import type { SheetShell } from "./sheetShell";
import { argb } from "./styleXml";
import { tag, type XmlElement } from "./xml";

/** Where a sheet stands in the package while it is written. */
export interface SheetPlace {
  readonly opened: Package;
  readonly part: string;
}

// ---- view

export function readView(sheet: Worksheet, root: XmlElement, colors: ColorTable): void {
  const view = root.at("sheetViews", "sheetView");
  sheet.showGridlines = view?.bool("showGridLines", true) ?? true;
  sheet.showHeadings = view?.bool("showRowColHeaders", true) ?? true;
  const pane = view?.child("pane");
  if (pane?.attr("state")?.startsWith("frozen")) {
    sheet.frozen = { rows: pane.num("ySplit") ?? 0, columns: pane.num("xSplit") ?? 0 };
  }
  sheet.tabColor = colors.read(root.at("sheetPr", "tabColor")) ?? "";
}

function paneXml(sheet: Worksheet): string {
  const { rows, columns } = sheet.frozen;
  if (rows === 0 && columns === 0) return "";
  const active = rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";
  return (
    tag("pane", {
      xSplit: columns || undefined,
      ySplit: rows || undefined,
      topLeftCell: formatRect({ row: rows, column: columns, rows: 1, columns: 1 }),
      activePane: active,
      state: "frozen",
    }) + tag("selection", { pane: active })
  );
}

/**
 * Panes, gridlines and headings; the selection goes with the panes it belongs to.
 *
 * @param selected whether the sheet's tab is selected; undefined = as it was
 */
export function writeView(
  sheet: Worksheet,
  shell: SheetShell,
  changed: boolean,
  selected: boolean | undefined
): void {
  const view = shell.child("sheetViews")?.child("sheetView");
  const attributes = {
    showGridLines: sheet.showGridlines ? undefined : "0",
    showRowColHeaders: sheet.showHeadings ? undefined : "0",
    tabSelected: selected ? "1" : undefined,
  };
  if (!view) {
    const xml = tag("sheetView", { ...attributes, workbookViewId: 0 }, paneXml(sheet));
    shell.set("sheetViews", tag("sheetViews", {}, xml));
    return;
  }
  if (selected !== undefined) shell.setAttribute(view, "tabSelected", attributes.tabSelected);
  if (!changed) return;
  shell.setAttribute(view, "showGridLines", attributes.showGridLines);
  shell.setAttribute(view, "showRowColHeaders", attributes.showRowColHeaders);
  const kept = view.children
    .filter((child) => child.local !== "pane" && child.local !== "selection")
    .map((child) => shell.source(child));
  for (const child of view.children) shell.remove(child);
  shell.append(view, paneXml(sheet) + kept.join(""));
}

/** `sheetPr` holds the tab's colour and whether pages are fitted. */
export function writeSheetProperties(sheet: Worksheet, shell: SheetShell): void {
  const color = sheet.tabColor === "" ? "" : tag("tabColor", { rgb: argb(sheet.tabColor) });
  const fits = fitsToPages(sheet.pageLayout);
  const properties = shell.child("sheetPr");
  if (!properties) {
    const content = color + (fits ? tag("pageSetUpPr", { fitToPage: true }) : "");
    if (content !== "") shell.set("sheetPr", tag("sheetPr", {}, content));
    return;
  }
  const oldColor = properties.child("tabColor");
  if (sheet.changedParts.has("tabColor")) {
    if (oldColor) shell.replace(oldColor, color);
    else shell.prepend(properties, color);
  }
  const setup = properties.child("pageSetUpPr");
  if (setup) shell.setAttribute(setup, "fitToPage", fits ? "1" : undefined);
  else if (fits) shell.append(properties, tag("pageSetUpPr", { fitToPage: true }));
}

// ---- merged cells

export function readMerges(sheet: Worksheet, root: XmlElement): void {
  for (const merge of root.child("mergeCells")?.all("mergeCell") ?? []) {
    const area = readArea(merge.attr("ref"));
    if (area) sheet.merges.push(area);
  }
}

export function writeMerges(sheet: Worksheet, shell: SheetShell): void {
  const cells = sheet.merges.map((area) => tag("mergeCell", { ref: formatRect(area) })).join("");
  shell.set("mergeCells", cells && tag("mergeCells", { count: sheet.merges.length }, cells));
}

// ---- hyperlinks

export function readHyperlinks(sheet: Worksheet, root: XmlElement, place: SheetPlace): void {
  const links = root.child("hyperlinks")?.all("hyperlink") ?? [];
  if (links.length === 0) return;
  const targets = new Map(
    place.opened.relationships(place.part).map(({ id, target }) => [id, target])
  );
  for (const link of links) {
    const area = readArea(link.attr("ref"));
    if (!area) continue;
    sheet.hyperlinks.push({
      area,
      address: targets.get(link.attrLocal("id") ?? "") ?? "",
      documentReference: link.attr("location") ?? "",
      screenTip: link.attr("tooltip") ?? "",
    });
  }
}

export function writeHyperlinks(sheet: Worksheet, shell: SheetShell, place: SheetPlace): void {
  const { opened, part } = place;
  for (const { id } of opened.related(part, relationshipTypes.hyperlink)) opened.unrelate(part, id);
  const ids = new Map<string, string>();
  const idOf = ({ address }: HyperlinkState) => {
    if (address === "") return undefined;
    const id = ids.get(address) ?? opened.relate(part, relationshipTypes.hyperlink, address, true);
    ids.set(address, id);
    return id;
  };
  shell.declareRelationships();
  const links = sheet.hyperlinks.map((link) =>
    tag("hyperlink", {
      ref: formatRect(link.area),
      "r:id": idOf(link),
      location: link.documentReference || undefined,
      tooltip: link.screenTip || undefined,
    })
  );
  shell.set("hyperlinks", links.length === 0 ? "" : tag("hyperlinks", {}, links.join("")));
}

// ---- protection

/** Attribute of `sheetProtection` → option of the API; the attribute says "locked". */
const protectionOptions: Readonly<Record<string, string>> = {
  objects: "allowEditObjects",
  scenarios: "allowEditScenarios",
  formatCells: "allowFormatCells",
  formatColumns: "allowFormatColumns",
  formatRows: "allowFormatRows",
  insertColumns: "allowInsertColumns",
  insertRows: "allowInsertRows",
  insertHyperlinks: "allowInsertHyperlinks",
  deleteColumns: "allowDeleteColumns",
  deleteRows: "allowDeleteRows",
  sort: "allowSort",
  autoFilter: "allowAutoFilter",
  pivotTables: "allowPivotTables",
};
/** Those that are allowed where the attribute is absent. */
const allowedByDefault = new Set(["objects", "scenarios"]);

export function readProtection(sheet: Worksheet, root: XmlElement): void {
  const element = root.child("sheetProtection");
  if (!element?.bool("sheet")) return;
  const options: Record<string, unknown> = {};
  for (const [attribute, option] of Object.entries(protectionOptions)) {
    options[option] = !element.bool(attribute, !allowedByDefault.has(attribute));
  }
  options.selectionMode = element.bool("selectUnlockedCells")
    ? "None"
    : element.bool("selectLockedCells")
      ? "Unlocked"
      : "Normal";
  // A file has only a hash. It stands for the password, which nobody can then type.
  const hash = element.attr("hashValue") ?? element.attr("password");
  if (hash !== undefined) options.password = hash;
  sheet.protection = options;
}

export function writeProtection(sheet: Worksheet, shell: SheetShell): void {
  const { protection } = sheet;
  if (!protection) {
    shell.set("sheetProtection", "");
    return;
  }
  const attributes: Record<string, boolean | string | undefined> = {
    password: typeof protection.password === "string" ? legacyHash(protection.password) : undefined,
    sheet: true,
  };
  for (const [attribute, option] of Object.entries(protectionOptions)) {
    const locked = protection[option] !== true;
    if (locked === allowedByDefault.has(attribute)) attributes[attribute] = locked;
  }
  const mode = protection.selectionMode;
  attributes.selectLockedCells = mode === "Unlocked" || mode === "None" || undefined;
  attributes.selectUnlockedCells = mode === "None" || undefined;
  shell.set("sheetProtection", tag("sheetProtection", attributes));
}

/** The 16-bit password hash of the format's first edition (ECMA-376 part 4, 18.3.1.85). */
export function legacyHash(password: string): string {
  let hash = 0;
  for (let at = password.length - 1; at >= 0; at--) {
    hash = ((hash >> 14) & 1) | ((hash << 1) & 0x7fff);
    hash ^= password.charCodeAt(at);
  }
  hash = ((hash >> 14) & 1) | ((hash << 1) & 0x7fff);
  hash ^= password.length ^ 0xce4b;
  return hash.toString(16).toUpperCase().padStart(4, "0");
}

// ---- filter

export function readSheetFilter(sheet: Worksheet, root: XmlElement): void {
  sheet.filter = readFilter(root.child("autoFilter"));
}

export function writeSheetFilter(sheet: Worksheet, shell: SheetShell): void {
  shell.set("autoFilter", filterXml(sheet.filter));
  shell.set("sortState", "");
}

/** Hidden rows inside a filter with criteria are the filter's; the others were hidden by hand. */
export function sortHiddenRows(sheet: Worksheet, hidden: readonly number[]): void {
  const filters = [sheet.filter, ...sheet.tables.map((table) => table.filter)].filter(
    (filter) => filter !== null && filter.criteria.size > 0
  );
  for (const row of hidden) {
    const isFiltered = filters.some(
      (filter) => filter && row > filter.area.row && row < filter.area.row + filter.area.rows
    );
    (isFiltered ? sheet.cells.filteredRows : sheet.cells.hiddenRows).add(row);
  }
}

// ---- print

const printElements: readonly PrintElement[] = [
  "printOptions",
  "pageMargins",
  "pageSetup",
  "headerFooter",
];

export function readPrint(sheet: Worksheet, root: XmlElement): void {
  sheet.pageLayout = readPageLayout(root);
}

/** Elements whose meaning did not change keep their text, and with it printer settings. */
export function writePrint(sheet: Worksheet, shell: SheetShell): void {
  const next = pageLayoutXml(sheet.pageLayout);
  const was = pageLayoutXml(readPageLayout(shell.root));
  const isNew = shell.child("pageMargins") === undefined;
  for (const name of printElements) {
    if (isNew || next[name] !== was[name]) shell.set(name, next[name]);
  }
}

// ---- extent

/** The `dimension` of the sheet: the used cells. */
export function writeDimension(sheet: Worksheet, shell: SheetShell): void {
  const used = sheet.cells.usedRect(false);
  const ref = used ? formatRect(clipped(used)) : "A1";
  const dimension = shell.child("dimension");
  if (dimension) shell.setAttribute(dimension, "ref", ref);
  else shell.set("dimension", tag("dimension", { ref }));
}

/** Whole rows and columns have another notation, which `dimension` does not take. */
function clipped(rect: { row: number; column: number; rows: number; columns: number }) {
  return {
    ...rect,
    rows: Math.min(rect.rows, MAX_ROWS - 1),
    columns: Math.min(rect.columns, MAX_COLUMNS - 1),
  };
}
