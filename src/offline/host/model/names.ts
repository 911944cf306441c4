import { HostCollection, HostObject } from "../richapi/hostObject";
import { parseRect, splitSheet } from "./address";
import { CellError } from "./cellValue";
import { checkObjectName, sameText } from "./objectNames";
import { Range } from "./range";
import { referenceTo } from "./sheetState";
import { refuse, requireBoolean, requireText } from "./support";
import type { Workbook, Worksheet } from "./objects";

/** `Excel.NamedItem`: a name for a range, a constant or a formula. */
export class NamedItem extends HostObject {
  readonly $class = "NamedItem";
  comment = "";
  visible = true;

  /**
   * @param scope the sheet that the name belongs to; null = the workbook
   * @param formula with its "="; it follows when cells move
   */
  constructor(
    readonly workbook: Workbook,
    readonly scope: Worksheet | null,
    readonly name: string,
    public formula: string
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Comment", "Formula", "Name", "Scope", "Type", "Value", "Visible"];
  }
  override $identity(): Record<string, unknown> {
    return { _Id: this.name };
  }

  get Name(): string {
    return this.name;
  }
  get Scope(): string {
    return this.scope ? "Worksheet" : "Workbook";
  }
  get Comment(): string {
    return this.comment;
  }
  set Comment(comment: unknown) {
    this.comment = requireText(comment, "NamedItem.comment");
    this.workbook.namesChanged = true;
  }
  get Visible(): boolean {
    return this.visible;
  }
  set Visible(visible: unknown) {
    this.visible = requireBoolean(visible, "NamedItem.visible");
    this.workbook.namesChanged = true;
  }
  get Formula(): string {
    return this.formula;
  }
  set Formula(formula: unknown) {
    const text = requireText(formula, "NamedItem.formula");
    if (!text.startsWith("=")) refuse("InvalidArgument", "NamedItem.formula");
    this.formula = text;
    this.workbook.namesChanged = true;
  }
  /** `Excel.NamedItemType`. */
  get Type(): string {
    if (this.GetRangeOrNullObject()) return "Range";
    const constant = this.constant();
    if (constant instanceof CellError) return "Error";
    if (typeof constant === "number") return "Double";
    return typeof constant === "boolean" ? "Boolean" : "String";
  }
  /** A range's address as text ("=Sheet1!$A$1"), a constant's value. */
  get Value(): unknown {
    if (this.GetRangeOrNullObject()) return this.formula;
    const constant = this.constant();
    return constant instanceof CellError ? constant.text : constant;
  }
  get Worksheet(): Worksheet {
    return this.scope ?? refuse("ItemNotFound", "NamedItem.worksheet");
  }
  get WorksheetOrNullObject(): Worksheet | null {
    return this.scope;
  }

  GetRangeOrNullObject(): Range | null {
    const [sheet, address] = splitSheet(this.formula.slice(1));
    const rect = parseRect(address);
    const home = sheet === null ? this.scope : this.workbook.sheet(sheet, null);
    return rect && home ? home.range(rect) : null;
  }
  GetRange(): Range {
    return this.GetRangeOrNullObject() ?? refuse("ItemNotFound", "NamedItem.getRange");
  }
  Delete(): void {
    this.workbook.deletedNames.add(this.name.toLowerCase());
    this.workbook.names = this.workbook.names.filter((name) => name !== this);
    this.workbook.namesChanged = true;
  }

  private constant(): string | number | boolean | CellError {
    const text = this.formula.slice(1);
    if (/#REF!/.test(text)) return CellError.parse("#REF!")!;
    if (/^"(?:[^"]|"")*"$/.test(text)) return text.slice(1, -1).replace(/""/g, '"');
    if (/^(TRUE|FALSE)$/i.test(text)) return text.toUpperCase() === "TRUE";
    const number = Number(text);
    if (text !== "" && Number.isFinite(number)) return number;
    throw new Error(`the stand-in calculates no formulas: name ${this.name}`);
  }
}

/** `Excel.NamedItemCollection` of the workbook (`sheet` null) or of one sheet. */
export class NamedItemCollection extends HostCollection<NamedItem> {
  readonly $class = "NamedItemCollection";

  constructor(
    private readonly workbook: Workbook,
    private readonly sheet: Worksheet | null
  ) {
    super();
  }

  $items(): readonly NamedItem[] {
    return this.workbook.names.filter(({ scope }) => scope === this.sheet);
  }
  $item(key: string | number): NamedItem | null {
    return this.$items().find(({ name }) => sameText(name, String(key))) ?? null;
  }
  GetItemOrNullObject(key: unknown): NamedItem | null {
    return this.$item(requireText(key, "NamedItemCollection.getItemOrNullObject"));
  }
  GetCount(): number {
    return this.$items().length;
  }
  /**
   * @param reference a range, a formula with "=", or a constant text
   * @throws ItemAlreadyExists for a name in use in this scope or by a table
   * @throws GeneralException for a name that the add-in has deleted, where Excel is known to crash
   */
  Add(name: unknown, reference: unknown, comment: unknown = ""): NamedItem {
    const location = "NamedItemCollection.add";
    const checked = checkObjectName(name, location);
    const isTable = this.workbook.allTables().some((table) => sameText(table.name, checked));
    if (this.$item(checked) || isTable) refuse("ItemAlreadyExists", location);
    if (this.workbook.deletedNames.has(checked.toLowerCase())) refuse("GeneralException", location);
    const item = new NamedItem(this.workbook, this.sheet, checked, formulaOf(reference, location));
    item.comment = requireText(comment, location);
    this.workbook.names = [...this.workbook.names, item];
    this.workbook.namesChanged = true;
    return item;
  }
}

function formulaOf(reference: unknown, location: string): string {
  if (reference instanceof Range) return `=${referenceTo(reference.sheet.Name, reference.rect)}`;
  const text = requireText(reference, location);
  return text.startsWith("=") ? text : `="${text.replace(/"/g, '""')}"`;
}
