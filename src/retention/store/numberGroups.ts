/**
 * Rows that have a key in common, found by hashing into typed arrays: of a million orders nearly every
 * one has a number of its own, and an object per row would cost more than all that is read.
 */

/** Calls `take` with the rows of every key that several rows have, in the order of the rows. */
export function forEachSharedKey(
  rows: Int32Array,
  hashOf: (row: number) => number,
  isSame: (a: number, b: number) => boolean,
  take: (rows: readonly number[]) => void
): void {
  const size = tableSize(rows.length);
  const mask = size - 1;
  // Index into `rows` + 1 of the first row of each key; 0 is a free place.
  const table = new Int32Array(size);
  const next = new Int32Array(rows.length);
  const last = new Int32Array(rows.length);
  const shared: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    let place = hashOf(row) & mask;
    let first = table[place];
    while (first !== 0 && !isSame(rows[first - 1], row)) {
      place = (place + 1) & mask;
      first = table[place];
    }
    if (first === 0) {
      table[place] = at + 1;
      last[at] = at;
      continue;
    }
    const head = first - 1;
    if (last[head] === head) shared.push(head);
    next[last[head]] = at;
    last[head] = at;
  }
  for (const head of shared) {
    const group: number[] = [rows[head]];
    for (let at = head; at !== last[head];) {
      at = next[at];
      group.push(rows[at]);
    }
    take(group);
  }
}

/** A power of two with room to spare, so that places next to each other stay free. */
function tableSize(count: number): number {
  let size = 16;
  while (size < count * 2) size *= 2;
  return size;
}

/** FNV-1a over the text's UTF-16 units, its bits mixed so that the low ones depend on all. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return mixed(hash);
}

/** Mixes a whole number into a hash. */
export function hashNumber(value: number, seed = 0x811c9dc5): number {
  return mixed(Math.imul(seed ^ value, 0x01000193));
}

function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 15);
  bits = Math.imul(bits, 0x2c1b3c6d);
  return bits ^ (bits >>> 13);
}
