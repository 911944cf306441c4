import type { CustomerField, OrderField } from "../../retention/store";
import type { CellRows } from "../cell";
import type { FindingCollector } from "../findingList";
import {
  highestOdometer,
  largestAmount,
  lowestOdometer,
  readAmount,
  readOdometer,
} from "../numbers";
import { ColumnBuilder, grown, type KeptRows } from "./columnBuilder";

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
