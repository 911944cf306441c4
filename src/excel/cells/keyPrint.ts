/**
 * A print of a column of keys in their order: two runs over the same cells give the same print, a
 * sort or an edit in between another one. 2 × 32 bits of FNV-1a; it guards against accidents, not
 * against anybody.
 */
export class KeyPrint {
  private low = 0x811c9dc5;
  private high = 0x01000193;
  private cells = 0;

  /** Adds one cell; the boundary between two cells counts. */
  add(cell: string | number | boolean): void {
    const text = String(cell);
    for (let i = 0; i < text.length; i += 1) this.mix(text.charCodeAt(i));
    this.mix(0x1f);
    this.cells += 1;
  }

  /** The print so far. */
  get value(): string {
    return `${this.cells}-${(this.low >>> 0).toString(16)}-${(this.high >>> 0).toString(16)}`;
  }

  private mix(code: number): void {
    this.low = Math.imul(this.low ^ code, 0x01000193);
    this.high = Math.imul(this.high ^ (code + 0x9e37), 0x85ebca6b);
  }
}
