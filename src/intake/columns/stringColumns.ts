import { isPhone, type CustomerField, type OrderField } from "../../retention/store";
import type { Cell, CellRows } from "../cell";
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
import { readCode, readText } from "../reading";
import { ColumnBuilder, type KeptRows } from "./columnBuilder";

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

export class VinColumn extends StringColumn {
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

export class PlateColumn extends StringColumn {
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

export class KeyColumn extends StringColumn {
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

export class PhoneColumn extends StringColumn {
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

export class FreeTextColumn extends StringColumn {
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
export class CodeColumn extends StringColumn {
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
