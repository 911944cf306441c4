import type { CustomerField, OrderField } from "../../retention/store";
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
import type { FindingCollector } from "../findingList";
import type { DateOrder } from "../recognition";
import { ColumnBuilder, grown, type KeptRows } from "./columnBuilder";

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
