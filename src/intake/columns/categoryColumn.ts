import type { CustomerField, FindingCode, OrderField, TextColumn } from "../../retention/store";
import type { Cell, CellRows } from "../cell";
import type { FindingCollector } from "../findingList";
import { readAnswer, type Reading } from "../reading";
import { flagSense, voidFlagTexts } from "../voidFlag";
import { ColumnBuilder, grown, type KeptRows } from "./columnBuilder";

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
export class FlagColumn extends CategoryColumn {
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
