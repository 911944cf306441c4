import { HostEvents } from "./richapi/events";
import { HostCollection, HostObject, RichApiError } from "./richapi/hostObject";
import type { HostRoot } from "./richapi/hostRoot";

/**
 * The smallest workbook with which the protocol can be tested apart from the real model: sheets
 * with one block of values.
 */
export class TinyWorkbook extends HostObject implements HostRoot {
  readonly $class = "Workbook";
  readonly $events = new HostEvents();
  readonly $settings = new Map<string, string>();
  readonly Worksheets = new TinySheets(this.$events);
  readonly Settings = new NoSettings();

  get Name(): string {
    return "Book1.xlsx";
  }

  override get $scalars(): readonly string[] {
    return ["Name"];
  }
}

/** `workbook.settings`, only to register for its event. */
class NoSettings extends HostObject {
  readonly $class = "SettingCollection";
}

class TinySheets extends HostCollection<TinySheet> {
  readonly $class = "WorksheetCollection";
  readonly sheets: TinySheet[] = [];

  constructor(private readonly events: HostEvents) {
    super();
  }

  $items(): readonly TinySheet[] {
    return this.sheets;
  }

  $item(key: string | number): TinySheet | null {
    return this.sheets.find((sheet) => sheet.Id === key || sheet.Name === key) ?? null;
  }

  GetCount(): number {
    return this.sheets.length;
  }

  GetItemOrNullObject(key: string): TinySheet | null {
    return this.$item(key);
  }

  Add(name: string): TinySheet {
    if (this.$item(name)) throw new RichApiError("ItemAlreadyExists");
    const sheet = new TinySheet(`{${this.sheets.length + 1}}`, name, this.events);
    this.sheets.push(sheet);
    this.events.emit({
      type: "worksheetAdded",
      targets: [sheet.Id],
      args: { worksheetId: sheet.Id },
    });
    return sheet;
  }
}

class TinySheet extends HostObject {
  readonly $class = "Worksheet";
  readonly cells = new Map<string, unknown>();

  constructor(
    readonly Id: string,
    public Name: string,
    readonly events: HostEvents
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Id", "Name"];
  }

  override $identity(): Record<string, unknown> {
    return { Id: this.Id };
  }

  /** Only "A1:C2000"-like addresses that start in A1. */
  GetRange(address: string): TinyRange {
    const corner = /^A1:([A-Z])(\d+)$/.exec(address);
    if (!corner) throw new RichApiError("InvalidArgument");
    return new TinyRange(this, 0, Number(corner[2]), corner[1]!.charCodeAt(0) - 64);
  }

  /** Fails as a mistake of the stand-in would. */
  Delete(): void {
    throw new TypeError("the stand-in is broken");
  }
}

class TinyRange extends HostObject {
  readonly $class = "Range";

  constructor(
    readonly sheet: TinySheet,
    readonly first: number,
    readonly rows: number,
    readonly columns: number
  ) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Values"];
  }

  get Worksheet(): TinySheet {
    return this.sheet;
  }

  get Values(): unknown[][] {
    return Array.from({ length: this.rows }, (_, row) =>
      Array.from(
        { length: this.columns },
        (__, column) => this.sheet.cells.get(`${this.first + row},${column}`) ?? ""
      )
    );
  }

  set Values(values: unknown[][]) {
    this._ValidateArraySize(values.length, values[0]?.length ?? 0);
    values.forEach((line, row) =>
      line.forEach((value, column) => this.sheet.cells.set(`${this.first + row},${column}`, value))
    );
    this.sheet.events.emit({
      type: "worksheetChanged",
      targets: [this.sheet.Id],
      args: { worksheetId: this.sheet.Id, address: "A1", changeType: "RangeEdited" },
      range: this,
    });
  }

  _ValidateArraySize(rows: number, columns: number): void {
    if (rows !== this.rows || columns !== this.columns) throw new RichApiError("InvalidArgument");
  }

  GetRow(row: number): TinyRange {
    return new TinyRange(this.sheet, this.first + row, 1, this.columns);
  }

  GetBoundingRect(other: TinyRange): TinyRange {
    const rows = other.first + other.rows - this.first;
    return new TinyRange(this.sheet, this.first, rows, this.columns);
  }
}
