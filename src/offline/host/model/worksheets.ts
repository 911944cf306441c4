import { HostCollection } from "../richapi/hostObject";
import { sameText } from "./objectNames";
import { refuse } from "./support";
import type { Workbook, Worksheet } from "./objects";

/** `Excel.WorksheetCollection`. */
export class WorksheetCollection extends HostCollection<Worksheet> {
  readonly $class = "WorksheetCollection";

  constructor(private readonly workbook: Workbook) {
    super();
  }

  $items(): readonly Worksheet[] {
    return this.workbook.sheets;
  }
  /** By id or by name, capitals aside. */
  $item(key: string | number): Worksheet | null {
    const { sheets } = this.workbook;
    return (
      sheets.find(({ Id }) => Id === key) ??
      sheets.find(({ Name }) => sameText(Name, String(key))) ??
      null
    );
  }
  GetItemOrNullObject(key: string): Worksheet | null {
    return this.$item(key);
  }
  GetActiveWorksheet(): Worksheet {
    return this.workbook.activeWorksheet;
  }
  GetFirst(visibleOnly = false): Worksheet {
    return this.list(visibleOnly)[0] ?? refuse("ItemNotFound", "WorksheetCollection.getFirst");
  }
  GetLast(visibleOnly = false): Worksheet {
    return this.list(visibleOnly).at(-1) ?? refuse("ItemNotFound", "WorksheetCollection.getLast");
  }
  GetCount(visibleOnly = false): number {
    return this.list(visibleOnly).length;
  }
  /** The new sheet stands last and is not activated (typings, `WorksheetCollection.add`). */
  Add(name?: unknown): Worksheet {
    const location = "WorksheetCollection.add";
    this.workbook.requireFront(location);
    this.workbook.guardStructure(location);
    const checked = name === undefined ? this.freeName() : name;
    return this.workbook.addSheet(this.workbook.checkSheetName(checked, location));
  }

  private list(visibleOnly: boolean): readonly Worksheet[] {
    const { sheets } = this.workbook;
    return visibleOnly ? sheets.filter(({ visibility }) => visibility === "Visible") : sheets;
  }
  private freeName(): string {
    for (let number = 1; ; number++) {
      if (!this.$item(`Sheet${number}`)) return `Sheet${number}`;
    }
  }
}
