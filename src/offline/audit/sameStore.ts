import { createHash } from "node:crypto";

/** So many of a store's customers are enough to tell its files from another store's. */
const sketchSize = 256;
/** With fewer customers, some that two stores share by chance would be a large part. */
const fewestCustomers = 20;
/** Two exports of one store, months apart, still share most of their customers; two stores few. */
const sharedByOneStore = 0.5;

/**
 * The smallest hashes of a store's customers, ascending: sketches of two stores tell which part of their
 * customers together is in both (bottom-k), without their keys. Empty for very few customers.
 */
export function sketchOf(keys: readonly string[]): number[] {
  const hashes = new Set(
    keys
      .filter((key) => key !== "")
      .map((key) => createHash("sha256").update(key).digest().readUIntBE(0, 6))
  );
  if (hashes.size < fewestCustomers) return [];
  return [...hashes].sort((a, b) => a - b).slice(0, sketchSize);
}

/** The part of two stores' customers that is in both, 0 to 1; 0 where one has too few to tell. */
export function sharedPart(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [ofA, ofB] = [new Set(a), new Set(b)];
  const smallest = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, sketchSize);
  return smallest.filter((hash) => ofA.has(hash) && ofB.has(hash)).length / smallest.length;
}

/** Whether two files hold one store's customers. */
export const isSameStore = (a: readonly number[], b: readonly number[]): boolean =>
  sharedPart(a, b) >= sharedByOneStore;
