/**
 * Finds the row of a key: an open-addressing hash table over typed arrays. A million orders look their
 * vehicle up here, and a `Map` of strings spends its time on cache misses: it keeps a heap object per
 * entry, where this keeps two integers.
 */
export class KeyIndex {
  private size = 0;
  private mask = 1023;
  private hashes = new Int32Array(this.mask + 1);
  /** Row + 1; 0 = free. */
  private slots = new Int32Array(this.mask + 1);

  /** @param keys the column that the rows index; read, never copied */
  constructor(private readonly keys: readonly string[]) {}

  /** The first row that was added with this key; −1 if none. */
  find(key: string): number {
    const { keys, hashes, slots, mask } = this;
    const hash = hashOf(key);
    for (let at = hash & mask; slots[at] !== 0; at = (at + 1) & mask) {
      if (hashes[at] === hash && keys[slots[at] - 1] === key) {
        return slots[at] - 1;
      }
    }
    return -1;
  }

  /** Adds a row unless its key is there already; gives the row that now stands for the key. */
  add(row: number): number {
    const known = this.find(this.keys[row]);
    if (known >= 0) {
      return known;
    }
    if (this.size * 2 > this.mask) {
      this.grow();
    }
    this.put(hashOf(this.keys[row]), row + 1);
    this.size++;
    return row;
  }

  private put(hash: number, slot: number): void {
    let at = hash & this.mask;
    while (this.slots[at] !== 0) {
      at = (at + 1) & this.mask;
    }
    this.hashes[at] = hash;
    this.slots[at] = slot;
  }

  private grow(): void {
    const { hashes, slots } = this;
    this.mask = slots.length * 4 - 1;
    this.hashes = new Int32Array(this.mask + 1);
    this.slots = new Int32Array(this.mask + 1);
    for (let at = 0; at < slots.length; at++) {
      if (slots[at] !== 0) {
        this.put(hashes[at], slots[at]);
      }
    }
  }
}

/** FNV-1a over the characters, mixed so that running numbers at the end reach the low bits. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
