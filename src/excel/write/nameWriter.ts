import { type CellPlace, finishedFormula, setMark, unfinishedFormula } from "../footprint";

/**
 * Gives names within a request that may have to be sent again: what exists is looked up when the step
 * is queued for the first time, and settled once the request went through.
 */
export class NameWriter {
  private readonly given = new Set<string>();

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly names: Set<string>
  ) {}

  /** Whether a name is in the workbook. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** Puts a hidden name on a cell, from wherever it was. */
  mark(name: string, sheetName: string, cell: CellPlace): void {
    setMark(this.context, name, sheetName, cell, this.names.has(name));
    this.given.add(name);
  }

  /** A hidden name for an area. One that formulas use already is moved, not made again. */
  area(name: string, reference: string): void {
    const { names } = this.context.workbook;
    if (this.names.has(name)) names.getItem(name).formula = `=${reference}`;
    else names.add(name, `=${reference}`).visible = false;
    this.given.add(name);
  }

  /** A name by number that is not given yet. */
  free(nameOf: (number: number) => string): string {
    for (let number = 1; ; number += 1) {
      const name = nameOf(number);
      if (!this.names.has(name) && !this.given.has(name)) return name;
    }
  }

  /** A hidden name that says no more than yes. */
  flag(name: string): void {
    const { names } = this.context.workbook;
    if (this.names.has(name)) names.getItem(name).formula = unfinishedFormula;
    else names.add(name, unfinishedFormula).visible = false;
    this.given.add(name);
  }

  /** Makes a {@link flag} say no. */
  lower(name: string): void {
    this.context.workbook.names.getItem(name).formula = finishedFormula;
  }

  /** The requests went through. */
  settle(): void {
    for (const name of this.given) this.names.add(name);
  }
}
