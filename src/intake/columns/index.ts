import {
  isPhone,
  type CustomerField,
  type FindingCode,
  type OrderField,
  type TextColumn,
} from "../../retention/store";
import { NO_DAY, type SerialDay } from "../../retention/time";
import type { Cell, CellRows } from "../cell";
import {
  dayOfEpoch,
  dayOfPlainText,
  firstPlausibleDay,
  lastPlausibleDay,
  readBirthday,
  readDate,
} from "../dates";
import type { FieldKind } from "../fields";
import type { FindingCollector } from "../findingList";
import {
  isPlainKey,
  isPlainNumber,
  isPlainPlate,
  isPlainVin,
  readKey,
  readPhone,
  readPlate,
  readVin,
} from "../identifiers";
import {
  highestOdometer,
  largestAmount,
  lowestOdometer,
  readAmount,
  readOdometer,
} from "../numbers";
import type { ColumnReading, DateOrder } from "../recognition";
import { readAnswer, readCode, readText, type Reading } from "../reading";
import { flagSense, voidFlagTexts } from "../voidFlag";

/** Which rows of a chunk are records: their indices, in order, in the first `count` places. */
export interface KeptRows {
  readonly indices: Int32Array;
  count: number;
}

/**
 * One column of a table in the making. Cells that need no reading are stored in the loop itself; all
 * others go through the readers, which say what was found.
 */
export abstract class ColumnBuilder {
  /** Records with anything in the cell. */
  filled = 0;
  /** Records whose value can be used. */
  usable = 0;
  protected size = 0;

  constructor(
    protected readonly field: CustomerField | OrderField,
    protected readonly findings: FindingCollector
  ) {}

  /** Appends the cells of the rows kept. */
  abstract append(rows: CellRows, at: number, kept: KeptRows, firstSheetRow: number): void;

  protected note<Value>(reading: Reading<Value>, sheetRow: number, cell: Cell): Value {
    if (reading.finding) this.findings.add(reading.finding, sheetRow, this.field, cell);
    return reading.value;
  }
}

function grown<Column extends Int32Array | Float64Array>(column: Column, size: number): Column {
  if (size <= column.length) return column;
  const larger = new (column.constructor as new (length: number) => Column)(
    Math.max(size, column.length * 2)
  );
  larger.set(column);
  return larger;
}

/** A column of days. */
export class DayColumn extends ColumnBuilder {
  private days: Int32Array;
  private readonly birthdays: boolean;
  /** Records whose cells may be seconds or milliseconds since 1970; the whole column tells. */
  private epochs: { record: number; sheetRow: number; cell: Cell }[] = [];

  constructor(
    field: CustomerField | OrderField,
    findings: FindingCollector,
    expectedRows: number,
    kind: "date" | "birthday",
    private readonly order: DateOrder | undefined
  ) {
    super(field, findings);
    this.days = new Int32Array(expectedRows);
    this.birthdays = kind === "birthday";
  }

  append(rows: CellRows, at: number, kept: KeptRows, firstSheetRow: number): void {
    const days = (this.days = grown(this.days, this.size + kept.count));
    let size = this.size;
    let filled = 0;
    let usable = 0;
    for (let i = 0; i < kept.count; i++) {
      const index = kept.indices[i];
      const cell = rows[index][at];
      let day: SerialDay = NO_DAY;
      if (typeof cell === "number" && cell >= firstPlausibleDay && cell < lastPlausibleDay) {
        day = cell | 0;
        filled++;
      } else if (cell !== "") {
        day = this.slow(cell, firstSheetRow + index, size);
        filled++;
      }
      if (day !== NO_DAY) usable++;
      days[size++] = day;
    }
    this.size = size;
    this.filled += filled;
    this.usable += usable;
  }

  private slow(cell: Cell, sheetRow: number, record: number): SerialDay {
    const plain = typeof cell === "string" ? dayOfPlainText(cell) : NO_DAY;
    if (plain !== NO_DAY) return plain;
    const order = this.order;
    const reading = this.birthdays ? readBirthday(cell, order) : readDate(cell, { order });
    if (reading.finding === "dateEpoch") {
      this.epochs.push({ record, sheetRow, cell });
      return NO_DAY;
    }
    return this.note(reading, sheetRow, cell);
  }

  finish(): Int32Array {
    this.settleEpochs();
    return this.days.subarray(0, this.size);
  }

  /** A column without any other date counts seconds or milliseconds; a single such cell is a slip. */
  private settleEpochs(): void {
    const wholeColumn = this.usable === 0;
    for (const { record, sheetRow, cell } of this.epochs) {
      if (wholeColumn) {
        this.days[record] = dayOfEpoch(cell);
        this.usable++;
      } else {
        this.findings.add("dateEpoch", sheetRow, this.field, cell);
      }
    }
    this.epochs = [];
  }
}

/** A column of amounts or kilometres. */
export class NumberColumn extends ColumnBuilder {
  private numbers: Float64Array;
  private readonly lowest: number;
  private readonly highest: number;

  constructor(
    field: CustomerField | OrderField,
    findings: FindingCollector,
    expectedRows: number,
    private readonly kind: "amount" | "odometer",
    private readonly factor = 1
  ) {
    super(field, findings);
    this.numbers = new Float64Array(expectedRows);
    // No number can be taken as it stands where the column has a unit of its own.
    const plain = factor === 1;
    this.lowest = !plain ? Infinity : kind === "amount" ? 0 : lowestOdometer;
    this.highest = kind === "amount" ? largestAmount / 2 : highestOdometer;
  }

  append(rows: CellRows, at: number, kept: KeptRows, firstSheetRow: number): void {
    const numbers = (this.numbers = grown(this.numbers, this.size + kept.count));
    const { lowest, highest } = this;
    let size = this.size;
    let filled = 0;
    let usable = 0;
    for (let i = 0; i < kept.count; i++) {
      const index = kept.indices[i];
      const cell = rows[index][at];
      let number = NaN;
      if (typeof cell === "number" && cell >= lowest && cell <= highest) {
        number = cell;
        filled++;
        usable++;
      } else if (cell !== "") {
        const reading =
          this.kind === "amount" ? readAmount(cell, this.factor) : readOdometer(cell, this.factor);
        number = this.note(reading, firstSheetRow + index, cell);
        filled++;
        if (!Number.isNaN(number)) usable++;
      }
      numbers[size++] = number;
    }
    this.size = size;
    this.filled += filled;
    this.usable += usable;
  }

  finish(): Float64Array {
    return this.numbers.subarray(0, this.size);
  }
}

/** A column of texts that repeat: each distinct cell is read once. */
export class CategoryColumn extends ColumnBuilder {
  private codes: Int32Array;
  private readonly texts: string[] = [""];
  private readonly codeOfText = new Map<string, number>([["", 0]]);
  private readonly codeOfCell = new Map<Cell, number>([["", 0]]);
  private readonly findingOfCell = new Map<Cell, Reading<string>>();

  constructor(
    field: CustomerField | OrderField,
    findings: FindingCollector,
    expectedRows: number,
    private readonly read: (cell: Cell) => Reading<string>
  ) {
    super(field, findings);
    this.codes = new Int32Array(expectedRows);
  }

  append(rows: CellRows, at: number, kept: KeptRows, firstSheetRow: number): void {
    const codes = (this.codes = grown(this.codes, this.size + kept.count));
    let size = this.size;
    let filled = 0;
    let usable = 0;
    for (let i = 0; i < kept.count; i++) {
      const index = kept.indices[i];
      const cell = rows[index][at];
      const code = this.codeOfCell.get(cell) ?? this.codeOfNew(cell);
      if (code > 0) usable++;
      if (cell !== "") {
        filled++;
        if (code === 0) this.noteEmpty(cell, firstSheetRow + index);
      }
      codes[size++] = code;
    }
    this.size = size;
    this.filled += filled;
    this.usable += usable;
  }

  private codeOfNew(cell: Cell): number {
    const reading = this.read(cell);
    let code = this.codeOfText.get(reading.value);
    if (code === undefined) {
      code = this.texts.push(reading.value) - 1;
      this.codeOfText.set(reading.value, code);
    }
    this.codeOfCell.set(cell, code);
    if (reading.finding) this.findingOfCell.set(cell, reading);
    return code;
  }

  private noteEmpty(cell: Cell, sheetRow: number): void {
    const reading = this.findingOfCell.get(cell);
    if (reading) this.note(reading, sheetRow, cell);
  }

  finish(): TextColumn {
    return { codes: this.codes.subarray(0, this.size), texts: this.texts };
  }
}

/** A column of yes and no by which orders are void: what is meant shows when all of it was read. */
class FlagColumn extends CategoryColumn {
  private readonly firstRows: number[] = [];

  constructor(
    field: CustomerField | OrderField,
    findings: FindingCollector,
    expectedRows: number,
    private readonly header: string
  ) {
    super(field, findings, expectedRows, readAnswer);
  }

  override append(rows: CellRows, at: number, kept: KeptRows, firstSheetRow: number): void {
    const before = this.size;
    super.append(rows, at, kept, firstSheetRow);
    const { codes } = super.finish();
    for (let i = 0; i < kept.count; i++) {
      this.firstRows[codes[before + i]] ??= firstSheetRow + kept.indices[i];
    }
  }

  override finish(): TextColumn {
    const { codes, texts } = super.finish();
    const counts = new Array<number>(texts.length).fill(0);
    for (const code of codes) counts[code]++;
    const { meanings, reversed, unclear } = flagSense(this.header, texts, counts);
    const note = (code: FindingCode, text: number): void => {
      this.findings.add(code, this.firstRows[text], this.field, texts[text]);
    };
    for (const text of unclear) if (counts[text] > 0) note("voidFlagUnclear", text);
    const voided = meanings.findIndex((meaning, i) => meaning === "void" && counts[i] > 0);
    if (reversed)
      note("voidFlagReversed", voided < 0 ? counts.indexOf(Math.max(...counts)) : voided);
    return { codes, texts: meanings.map((meaning) => (meaning ? voidFlagTexts[meaning] : "")) };
  }
}

/** A column of texts that differ from row to row: keys, names, phones. */
export abstract class StringColumn extends ColumnBuilder {
  readonly strings: string[];

  constructor(field: CustomerField | OrderField, findings: FindingCollector, expectedRows: number) {
    super(field, findings);
    this.strings = new Array<string>(expectedRows);
  }

  finish(): string[] {
    this.strings.length = this.size;
    return this.strings;
  }

  append(rows: CellRows, at: number, kept: KeptRows, firstSheetRow: number): void {
    const { strings } = this;
    let size = this.size;
    for (let i = 0; i < kept.count; i++) {
      const index = kept.indices[i];
      const cell = rows[index][at];
      if (cell === "") strings[size++] = "";
      else {
        this.filled++;
        strings[size++] = this.take(cell, firstSheetRow + index);
      }
    }
    this.size = size;
  }

  /** Reads a cell that is not empty and counts it as usable or not. */
  protected abstract take(cell: Cell, sheetRow: number): string;
}

class VinColumn extends StringColumn {
  protected take(cell: Cell, sheetRow: number): string {
    if (typeof cell === "string" && isPlainVin(cell)) {
      this.usable++;
      return cell;
    }
    const reading = readVin(cell);
    if (reading.value && !reading.finding) this.usable++;
    return this.note(reading, sheetRow, cell);
  }
}

class PlateColumn extends StringColumn {
  protected take(cell: Cell, sheetRow: number): string {
    if (typeof cell === "string" && isPlainPlate(cell)) {
      this.usable++;
      return cell;
    }
    const reading = readPlate(cell);
    if (reading.value && !reading.finding) this.usable++;
    return this.note(reading, sheetRow, cell);
  }
}

class KeyColumn extends StringColumn {
  protected take(cell: Cell, sheetRow: number): string {
    if (typeof cell === "string" && isPlainKey(cell)) {
      this.usable++;
      return cell;
    }
    const value = this.note(readKey(cell), sheetRow, cell);
    if (value) this.usable++;
    return value;
  }
}

class PhoneColumn extends StringColumn {
  protected take(cell: Cell, sheetRow: number): string {
    if (typeof cell === "string" && isPhone(cell)) {
      this.usable++;
      return cell;
    }
    const reading = readPhone(cell);
    if (reading.usable) this.usable++;
    return this.note(reading, sheetRow, cell);
  }
}

class FreeTextColumn extends StringColumn {
  protected take(cell: Cell, sheetRow: number): string {
    if (typeof cell === "string" && isPlainNumber(cell)) {
      this.usable++;
      return cell;
    }
    const value = this.note(readText(cell), sheetRow, cell);
    if (value) this.usable++;
    return value;
  }
}

/** A column of the numbers of documents. */
class CodeColumn extends StringColumn {
  protected take(cell: Cell, sheetRow: number): string {
    if (typeof cell === "string" && isPlainNumber(cell)) {
      this.usable++;
      return cell;
    }
    const value = this.note(readCode(cell), sheetRow, cell);
    if (value) this.usable++;
    return value;
  }
}

/** The builder for each kind of field. */
export function columnFor(
  kind: FieldKind,
  field: CustomerField | OrderField,
  findings: FindingCollector,
  expectedRows: number,
  { factor, dateOrder, header = "" }: ColumnReading & { readonly header?: string } = {}
): DayColumn | NumberColumn | CategoryColumn | StringColumn {
  switch (kind) {
    case "vin":
      return new VinColumn(field, findings, expectedRows);
    case "plate":
      return new PlateColumn(field, findings, expectedRows);
    case "key":
      return new KeyColumn(field, findings, expectedRows);
    case "phone":
      return new PhoneColumn(field, findings, expectedRows);
    case "code":
      return new CodeColumn(field, findings, expectedRows);
    case "text":
      return new FreeTextColumn(field, findings, expectedRows);
    case "category":
      return new CategoryColumn(field, findings, expectedRows, readText);
    case "flag":
      return new FlagColumn(field, findings, expectedRows, header);
    case "answer":
      return new CategoryColumn(field, findings, expectedRows, readAnswer);
    case "date":
    case "birthday":
      return new DayColumn(field, findings, expectedRows, kind, dateOrder);
    case "odometer":
    case "distance":
      return new NumberColumn(field, findings, expectedRows, "odometer", factor);
    case "amount":
      return new NumberColumn(field, findings, expectedRows, "amount", factor);
  }
}
