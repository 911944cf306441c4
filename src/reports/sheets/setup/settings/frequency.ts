import type { TextColumn } from "../../../../retention/store";

/** The texts of a column, the most frequent first. */
export function byFrequency({ codes, texts }: TextColumn): string[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b)
    .map(([code]) => texts[code] ?? "");
}
