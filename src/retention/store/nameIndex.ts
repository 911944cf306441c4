import { normaliseKey } from "./keys";

/**
 * Numbers names of people: known ones keep their places, others follow, sorted. Names compare as keys
 * do (width, case and spaces aside). The empty name has place 0, and so has any name not asked for.
 */
export class NameIndex {
  readonly names: readonly string[];
  private readonly indexOf = new Map<string, number>();

  /**
   * @param known names in their places, the first of them empty
   * @param others further names, in any order, with repetitions
   */
  constructor(known: readonly string[], others: Iterable<string>) {
    known.forEach((name, index) => {
      const key = normaliseKey(name);
      if (!this.indexOf.has(key)) {
        this.indexOf.set(key, index);
      }
    });
    const unknown = new Map<string, string>();
    for (const name of others) {
      const key = normaliseKey(name);
      const spelt = unknown.get(key);
      // Of several spellings the smallest stands, so that the order of rows does not matter.
      if (!this.indexOf.has(key) && (spelt === undefined || name < spelt)) {
        unknown.set(key, name);
      }
    }
    const names = [...known];
    for (const key of [...unknown.keys()].sort()) {
      this.indexOf.set(key, names.length);
      names.push((unknown.get(key) ?? "").trim());
    }
    this.names = names;
  }

  of(name: string): number {
    return this.indexOf.get(normaliseKey(name)) ?? 0;
  }
}
