import { HostObject } from "../richapi/hostObject";
import { type Rect, isUnbounded, lastColumn, lastRow } from "./address";
import { refuse, requireBoolean, requireKeys, requireOneOf, requireText } from "./support";
import type { Worksheet } from "./objects";

const OPTIONS = [
  "allowAutoFilter",
  "allowDeleteColumns",
  "allowDeleteRows",
  "allowEditObjects",
  "allowEditScenarios",
  "allowFormatCells",
  "allowFormatColumns",
  "allowFormatRows",
  "allowInsertColumns",
  "allowInsertHyperlinks",
  "allowInsertRows",
  "allowPivotTables",
  "allowSort",
] as const;

/** Kinds of change that protection treats differently; "structure" is never allowed. */
export type EditKind =
  | "edit"
  | "structure"
  | "autoFilter"
  | "deleteColumns"
  | "deleteRows"
  | "editObjects"
  | "formatCells"
  | "formatColumns"
  | "formatRows"
  | "insertColumns"
  | "insertHyperlinks"
  | "insertRows"
  | "sort";

/** `Excel.WorksheetProtection`. */
export class WorksheetProtection extends HostObject {
  readonly $class = "WorksheetProtection";

  constructor(private readonly sheet: Worksheet) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Options", "Protected"];
  }
  get Protected(): boolean {
    return this.sheet.protection !== null;
  }
  get Options(): Record<string, unknown> {
    const given = this.sheet.protection ?? {};
    const options: Record<string, unknown> = { selectionMode: given["selectionMode"] ?? "Normal" };
    for (const name of OPTIONS) options[name] = given[name] ?? false;
    return options;
  }

  /** @throws InvalidOperation where the sheet is protected already (typings: "It fails if …") */
  Protect(options: unknown = {}, password?: unknown): void {
    const location = "WorksheetProtection.protect";
    if (this.Protected) refuse("InvalidOperation", location);
    const given = requireKeys(options, [...OPTIONS, "selectionMode"], location);
    for (const name of OPTIONS)
      if (given[name] !== undefined) requireBoolean(given[name], location);
    if (given["selectionMode"] !== undefined) {
      requireOneOf(given["selectionMode"], ["Normal", "Unlocked", "None"] as const, location);
    }
    if (password !== undefined) requireText(password, location);
    this.sheet.protection = { ...given, password };
    this.tell(true);
  }
  Unprotect(password?: unknown): void {
    const { protection } = this.sheet;
    if (!protection) return;
    if (protection["password"] !== undefined && protection["password"] !== password) {
      refuse("InvalidArgument", "WorksheetProtection.unprotect");
    }
    this.sheet.protection = null;
    this.tell(false);
  }

  /** @throws AccessDenied where the protected sheet does not allow this change */
  guard(rect: Rect, kind: EditKind, location: string): void {
    const { protection } = this.sheet;
    if (!protection) return;
    const option = `allow${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    const allowed = kind === "edit" ? this.isUnlocked(rect) : protection[option] === true;
    if (!allowed) refuse("AccessDenied", location, "The sheet is protected.");
  }

  private isUnlocked(rect: Rect): boolean {
    if (isUnbounded(rect)) return false;
    const { cells, workbook } = this.sheet;
    for (let column = rect.column; column <= lastColumn(rect); column++) {
      for (let row = rect.row; row <= lastRow(rect); row++) {
        if (workbook.styles.get(cells.style(row, column)).locked) return false;
      }
    }
    return true;
  }

  private tell(isProtected: boolean): void {
    const { sheet } = this;
    sheet.touch("protection");
    sheet.workbook.tell({
      type: "worksheetProtectionChanged",
      targets: [sheet.Id],
      args: { type: "WorksheetProtectionChanged", isProtected, worksheetId: sheet.Id },
    });
  }
}
