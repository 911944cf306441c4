/** Finds the row of a key: the first that was added with it. */
export class KeyIndex {
  private readonly rowOfKey = new Map<string, number>();

  /** @param keys the column that the rows index; read, never copied */
  constructor(private readonly keys: readonly string[]) {}

  /** The first row that was added with this key; −1 if none. */
  find(key: string): number {
    return this.rowOfKey.get(key) ?? -1;
  }

  /** Adds a row unless its key is there already; gives the row that now stands for the key. */
  add(row: number): number {
    const known = this.rowOfKey.get(this.keys[row]);
    if (known !== undefined) {
      return known;
    }
    this.rowOfKey.set(this.keys[row], row);
    return row;
  }
}
