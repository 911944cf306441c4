import { HostEvents, type HostEvent } from "../richapi/events";
import { HostObject } from "../richapi/hostObject";
import type { HostRoot } from "../richapi/hostRoot";
import { type Rect, cellCount, formatRect, parseRect, splitSheet } from "./address";
import { Application, WacWorkbook } from "./application";
import { CustomXmlPartCollection, type CustomXmlState } from "./customXml";
import { NamedItemCollection, type NamedItem } from "./names";
import { sameText } from "./objectNames";
import { DocumentProperties, type PropertyName } from "./properties";
import { Range } from "./range";
import { SettingCollection } from "./settings";
import { dropSheetFromFormula, renameInFormula } from "./shift";
import { capture, restore, type Snapshot } from "./snapshot";
import { StyleTable } from "./styles";
import { refuse } from "./support";
import type { AutoCorrect } from "./tableAutoCorrect";
import { TableCollection } from "./tables";
import { WorkbookProtection } from "./workbookProtection";
import type { Actor } from "./user";
import { type Visibility, Worksheet } from "./worksheet";
import { WorksheetCollection } from "./worksheets";
import type { Table } from "./objects";

declare module "./objectModel" {
  interface ObjectModel {
    readonly Workbook: Workbook;
  }
}

/**
 * `Excel.Workbook`: the root that requests start from. Members with a capital letter are what the
 * add-in reaches; the others are for loading, saving and tests. A new workbook has no sheet: call
 * `Workbook.blank()`, or load sheets with `appendSheet`.
 */
export class Workbook extends HostObject implements HostRoot {
  readonly $class = "Workbook";
  readonly $events = new HostEvents();
  /** The add-in's settings: name → JSON text. */
  readonly $settings = new Map<string, string>();
  readonly $cells = { read: 0, written: 0 };

  readonly styles = new StyleTable();
  sheets: Worksheet[] = [];
  names: NamedItem[] = [];
  customXml: CustomXmlState[] = [];
  properties: Partial<Record<PropertyName, string>> = {};
  fileName = "Book1.xlsx";
  readOnly = false;
  /** Days count from 1904-01-01 (`workbookPr date1904`). */
  date1904 = false;
  /** Options of this Excel, as a fresh one has them. */
  readonly autoCorrect: AutoCorrect = { fillFormulas: true, extendTables: true };
  /** False while another workbook is in front (Windows and Mac). */
  isInFront = true;
  /** False in builds that tell no selection (office-js issue 6311). */
  tellsSelection = true;
  /** Names that the add-in has deleted: made again they crash Excel (office-js issues 2078, 2983, 6365). */
  readonly deletedNames = new Set<string>();
  /** Null = structure not protected; "" = without a password. */
  structurePassword: string | null = null;
  calculationMode = "Automatic";
  /** The language of the machine's formats, for `Application.cultureInfo`. */
  culture = "zh-CN";

  /** What changed since loading, besides the sheets' own changes. */
  sheetsChanged = false;
  namesChanged = false;
  customXmlChanged = false;
  propertiesChanged = false;

  /** Whether this Excel opens new workbooks for add-ins; policies and some builds refuse (office-js issues 3568, 3646). */
  opensBooks = true;
  /** Files that the add-in opened in windows of their own; blank workbooks are empty. */
  readonly opened: Uint8Array[] = [];

  private actor: Actor = "addin";
  private activeSheet: Worksheet | null = null;
  private selection: Range | null = null;
  private lastTable = 0;
  private lastSheetId = 0;
  /** In lower case. */
  private readonly otherSheetNames = new Set<string>();
  private tracked: WeakRef<Range>[] = [];
  private trackedLimit = 1024;

  /** A workbook with one empty sheet, as Excel opens it. */
  static blank(sheetName = "Sheet1"): Workbook {
    const workbook = new Workbook();
    workbook.appendSheet(sheetName);
    return workbook;
  }

  override get $scalars(): readonly string[] {
    return ["AutoSave", "IsDirty", "Name", "PreviouslySaved", "ReadOnly"];
  }

  get $wac(): WacWorkbook {
    return new WacWorkbook(this);
  }

  get Name(): string {
    return this.fileName;
  }
  get ReadOnly(): boolean {
    return this.readOnly;
  }
  get AutoSave(): boolean {
    return false;
  }
  get PreviouslySaved(): boolean {
    return true;
  }
  get IsDirty(): boolean {
    const own = this.sheetsChanged || this.namesChanged || this.customXmlChanged;
    return (
      own || this.sheets.some(({ cells, changedParts }) => cells.isDirty || changedParts.size > 0)
    );
  }
  get Worksheets(): WorksheetCollection {
    return new WorksheetCollection(this);
  }
  get Tables(): TableCollection {
    return new TableCollection(this, null);
  }
  get Names(): NamedItemCollection {
    return new NamedItemCollection(this, null);
  }
  get Application(): Application {
    return new Application(this);
  }
  get Settings(): SettingCollection {
    return new SettingCollection(this);
  }
  get CustomXmlParts(): CustomXmlPartCollection {
    return new CustomXmlPartCollection(this);
  }
  get Protection(): WorkbookProtection {
    return new WorkbookProtection(this);
  }
  get Properties(): DocumentProperties {
    return new DocumentProperties(this);
  }
  GetSelectedRange(): Range {
    this.requireFront("Workbook.getSelectedRange", "InvalidSelection");
    return this.selected;
  }
  GetActiveCell(): Range {
    this.requireFront("Workbook.getActiveCell", "InvalidSelection");
    return this.selected.GetCell(0, 0);
  }

  // ---- for loading

  /**
   * Appends a sheet without events and without counting it as a change.
   * @param sheetId the file's number of the sheet; left out = the next free one
   */
  appendSheet(name: string, sheetId?: number): Worksheet {
    const id = sheetId ?? this.lastSheetId + 1;
    this.lastSheetId = Math.max(this.lastSheetId, id);
    const sheet = new Worksheet(this, id, name);
    this.sheets = [...this.sheets, sheet];
    return sheet;
  }
  /** A sheet of the file without cells (a chart, a dialog, macros) has a number and a name as well. */
  reserveSheet(name: string, sheetId: number): void {
    this.lastSheetId = Math.max(this.lastSheetId, sheetId);
    this.otherSheetNames.add(name.toLowerCase());
  }
  /** The next free table number; a loaded number raises the count. */
  nextTableNumber(loaded?: number): number {
    this.lastTable = Math.max(this.lastTable + (loaded === undefined ? 1 : 0), loaded ?? 0);
    return loaded ?? this.lastTable;
  }
  /** Which sheet is in front, without an event. */
  openAt(sheet: Worksheet): void {
    this.activeSheet = sheet;
    this.selection = null;
  }
  /** Forgets all changes: the state is that of the file. */
  markClean(): void {
    this.sheetsChanged = this.namesChanged = false;
    this.customXmlChanged = this.propertiesChanged = false;
    for (const sheet of this.sheets) {
      sheet.cells.markClean();
      sheet.changedParts.clear();
    }
  }

  // ---- for tests

  /** The sheet of this name; an error where there is none (or `missing`, where given). */
  sheet(name: string): Worksheet;
  sheet(name: string, missing: null): Worksheet | null;
  sheet(name: string, missing?: null): Worksheet | null {
    const sheet = this.sheets.find((candidate) => sameText(candidate.Name, name)) ?? null;
    if (sheet === null && missing !== null) throw new Error(`no sheet ${name}`);
    return sheet;
  }
  /** The table of this name. */
  table(name: string): Table {
    const table = this.allTables().find((candidate) => sameText(candidate.name, name));
    if (!table) throw new Error(`no table ${name}`);
    return table;
  }
  /** Calls `listener` for every event until the returned function is called. */
  onEvent(listener: (event: HostEvent) => void): () => void {
    return this.$events.on(listener);
  }
  /** The whole state; cells are shared until they change. */
  snapshot(): Snapshot {
    return capture(this);
  }
  /** Back to a snapshot of this workbook, with the same objects. */
  restore(snapshot: Snapshot): void {
    restore(snapshot);
  }

  // ---- sheets

  get activeWorksheet(): Worksheet {
    const active = this.activeSheet;
    if (active && !active.isDeleted && active.visibility === "Visible") return active;
    const first = this.sheets.find(({ visibility }) => visibility === "Visible") ?? this.sheets[0];
    if (!first) throw new Error("the workbook has no sheet");
    return first;
  }
  activate(sheet: Worksheet): void {
    const before = this.activeWorksheet;
    if (before === sheet) return;
    this.activeSheet = sheet;
    this.selection = null;
    this.tellSheet("worksheetDeactivated", "WorksheetDeactivated", before);
    this.tellSheet("worksheetActivated", "WorksheetActivated", sheet);
  }
  addSheet(name: string): Worksheet {
    const sheet = this.appendSheet(name);
    this.sheetsChanged = true;
    this.tellSheet("worksheetAdded", "WorksheetAdded", sheet);
    return sheet;
  }
  removeSheet(sheet: Worksheet): void {
    this.rewriteFormulas((formula) => dropSheetFromFormula(formula, sheet.Name));
    const wasActive = this.activeWorksheet === sheet;
    this.names = this.names.filter(({ scope }) => scope !== sheet);
    this.sheets = this.sheets.filter((candidate) => candidate !== sheet);
    sheet.isDeleted = true;
    if (wasActive) {
      this.activeSheet = null;
      this.selection = null;
    }
    this.sheetsChanged = true;
    this.tellSheet("worksheetDeleted", "WorksheetDeleted", sheet);
  }
  sheetRenamed(sheet: Worksheet, before: string): void {
    this.rewriteFormulas((formula) => renameInFormula(formula, before, sheet.Name));
    this.sheetsChanged = true;
    this.tellSheet("worksheetNameChanged", "WorksheetNameChanged", sheet, {
      nameBefore: before,
      nameAfter: sheet.Name,
    });
  }
  moveSheet(sheet: Worksheet, position: number): void {
    const before = sheet.Position;
    if (before === position) return;
    const rest = this.sheets.filter((candidate) => candidate !== sheet);
    this.sheets = [...rest.slice(0, position), sheet, ...rest.slice(position)];
    this.sheetsChanged = true;
    this.tellSheet("worksheetMoved", "WorksheetMoved", sheet, {
      positionBefore: before,
      positionAfter: position,
    });
  }
  setVisibility(sheet: Worksheet, visibility: Visibility): void {
    const before = sheet.visibility;
    if (before === visibility) return;
    sheet.visibility = visibility;
    this.sheetsChanged = true;
    this.tellSheet("worksheetVisibilityChanged", "WorksheetVisibilityChanged", sheet, {
      visibilityBefore: before,
      visibilityAfter: visibility,
    });
  }

  /**
   * @returns the name
   * @throws InvalidArgument for what no sheet may be called (1–31 characters, none of \ / ? * [ ] :,
   *   no apostrophe at the ends, not "History": support page "Rename a worksheet")
   * @throws ItemAlreadyExists where another sheet has it, capitals aside
   */
  checkSheetName(name: unknown, location: string, self?: Worksheet): string {
    const good =
      typeof name === "string" &&
      name.trim() !== "" &&
      name.length <= 31 &&
      !/[\\/?*[\]:]/.test(name) &&
      !/^'|'$/.test(name) &&
      name.toLowerCase() !== "history";
    if (!good) refuse("InvalidArgument", location);
    const other = this.sheet(name, null);
    const isTaken = this.otherSheetNames.has(name.toLowerCase());
    if (isTaken || (other && other !== self)) refuse("ItemAlreadyExists", location);
    return name;
  }
  /** @throws AccessDenied where the workbook's structure is protected */
  guardStructure(location: string): void {
    if (this.structurePassword !== null) {
      refuse("AccessDenied", location, "The structure of the workbook is protected.");
    }
  }
  /**
   * Some members need the workbook in front (learn.microsoft.com, "Troubleshooting Excel add-ins": API
   * limitations when the active workbook switches).
   *
   * @throws GeneralException or InvalidSelection while another workbook is in front
   */
  requireFront(location: string, code = "GeneralException"): void {
    if (!this.isInFront && this.isAddinActing) refuse(code, location);
  }
  /** @throws InvalidOperation where no other sheet would stay visible */
  guardLastVisible(sheet: Worksheet, location: string): void {
    const others = this.sheets.some((other) => other !== sheet && other.visibility === "Visible");
    if (!others) refuse("InvalidOperation", location);
  }

  // ---- tables, names, ranges

  allTables(): Table[] {
    return this.sheets.flatMap(({ tables }) => tables);
  }
  isNameTaken(name: string): boolean {
    return [...this.allTables(), ...this.names].some((item) => sameText(item.name, name));
  }
  namedRange(name: string, sheet: Worksheet): Range | null {
    const named = this.names.filter((item) => sameText(item.name, name));
    const item = named.find(({ scope }) => scope === sheet) ?? named.find(({ scope }) => !scope);
    const table = this.allTables().find((candidate) => sameText(candidate.name, name));
    return item?.GetRangeOrNullObject() ?? (table ? table.sheet.range(table.body) : null);
  }
  /** The range of "Sheet1!A1:B2"; without a sheet's name on `home`, else on the active sheet. */
  rangeAt(address: unknown, location: string, home?: Worksheet): Range {
    if (address instanceof Range) return address;
    if (typeof address !== "string") refuse("InvalidArgument", location);
    const [name, local] = splitSheet(address);
    const sheet = name === null ? (home ?? this.activeWorksheet) : this.sheet(name, null);
    if (!sheet) refuse("ItemNotFound", location);
    const rect = parseRect(local);
    return rect ? sheet.range(rect) : sheet.rangeOf(local, location);
  }

  get selected(): Range {
    const { selection } = this;
    if (selection?.area && selection.sheet === this.activeWorksheet) return selection;
    return this.activeWorksheet.range({ row: 0, column: 0, rows: 1, columns: 1 });
  }
  select(range: Range): void {
    if (range.sheet.visibility !== "Visible") refuse("InvalidOperation", "Range.select");
    this.activate(range.sheet);
    this.selection = range;
    const address = formatRect(range.rect);
    const args = { address, worksheetId: range.sheet.Id };
    if (!this.tellsSelection) return;
    this.tell({
      type: "worksheetSelectionChanged",
      targets: [range.sheet.Id],
      args: { ...args, type: "WorksheetSelectionChanged" },
      range,
    });
    this.tell({ type: "documentSelectionChanged", targets: [], args: {} });
    for (const table of range.sheet.tables) {
      const shared = table.GetRange().GetIntersectionOrNullObject(range);
      if (!shared) continue;
      this.tell({
        type: "tableSelectionChanged",
        targets: [table.Id],
        args: { ...args, type: "TableSelectionChanged", tableId: table.Id, isInsideTable: true },
      });
    }
  }

  // ---- cells that move

  track(range: Range): Range {
    if (this.tracked.length >= this.trackedLimit) {
      this.tracked = this.tracked.filter((kept) => kept.deref());
      this.trackedLimit = Math.max(1024, this.tracked.length * 2);
    }
    this.tracked.push(new WeakRef(range));
    return range;
  }
  /** Ranges that the add-in keeps follow their cells ("tracked objects", learn.microsoft.com). */
  moveTracked(sheet: Worksheet, move: (rect: Rect) => Rect | null): void {
    for (const kept of this.tracked) {
      const range = kept.deref();
      if (range?.sheet === sheet && range.area) range.area = move(range.area);
    }
  }
  /** Rewrites every formula: cells, names, charts, rules. `home` = the sheet it stands on. */
  rewriteFormulas(rewrite: (formula: string, home: string | null) => string): void {
    for (const sheet of this.sheets) {
      const changes: [number, number, string][] = [];
      sheet.cells.eachFormula((row, column, formula) => {
        const next = rewrite(formula, sheet.Name);
        if (next !== formula) changes.push([row, column, next]);
      });
      for (const [row, column, formula] of changes) {
        sheet.cells.setFormula(row, column, formula, sheet.cells.value(row, column)!);
      }
      for (const chart of sheet.charts) chart.rewriteReferences((text) => rewrite(text, null));
      for (const rule of sheet.validations) {
        rule.rule = rewriteDeep(rule.rule, (text) => rewrite(text, sheet.Name));
      }
      for (const format of sheet.conditionalFormats) {
        format.settings = rewriteDeep(format.settings, (text) => rewrite(text, sheet.Name));
      }
    }
    for (const name of this.names) {
      const next = rewrite(name.formula, name.scope?.Name ?? null);
      if (next === name.formula) continue;
      name.formula = next;
      this.namesChanged = true;
    }
  }

  // ---- counting, telling

  countRead(rect: Rect): void {
    this.$cells.read += cellCount(rect);
  }
  countWritten(rect: Rect): void {
    this.$cells.written += cellCount(rect);
  }
  recalculationNeeded(): void {
    this.application.changedSinceCalculation = true;
  }
  readonly application = {
    changedSinceCalculation: false,
    apiCalculationSuspended: false,
    screenUpdatingSuspended: false,
  };
  $setInFront(inFront: boolean): void {
    this.isInFront = inFront;
  }
  $afterRequest(): void {
    this.application.apiCalculationSuspended = false;
    this.application.screenUpdatingSuspended = false;
  }

  get isAddinActing(): boolean {
    return this.actor === "addin";
  }
  /** Does something in the name of a person or a co-author; what the add-in does needs no name. */
  as<T>(actor: Actor, action: () => T): T {
    const before = this.actor;
    this.actor = actor;
    try {
      return action();
    } finally {
      this.actor = before;
    }
  }
  /** Tells an event; by a person's or a co-author's hand it says so in `source`. */
  tell(event: HostEvent): void {
    const args =
      this.actor === "addin"
        ? event.args
        : { ...event.args, source: this.actor, triggerSource: "Unknown" };
    this.$events.emit({ ...event, args });
  }
  private tellSheet(
    type: HostEvent["type"],
    name: string,
    sheet: Worksheet,
    details: Readonly<Record<string, unknown>> = {}
  ): void {
    this.tell({
      type,
      targets: [sheet.Id],
      args: { type: name, worksheetId: sheet.Id, ...details },
    });
  }
}

/** Rewrites every text that starts with "=" in a rule's settings. */
function rewriteDeep<T>(value: T, rewrite: (formula: string) => string): T {
  if (typeof value === "string") return (value.startsWith("=") ? rewrite(value) : value) as T;
  if (Array.isArray(value)) return value.map((inner: unknown) => rewriteDeep(inner, rewrite)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, rewriteDeep<unknown>(inner, rewrite)])
  ) as T;
}
