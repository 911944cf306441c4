/** Bytes of a text in an encoding that the platform only decodes: by decoding every pair of bytes once. */
export function encodedInPairs(encoding: "gb18030" | "big5", text: string): Uint8Array {
  const pairs = pairsOf(encoding);
  return Uint8Array.from(
    [...text].flatMap((letter) =>
      letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : (pairs.get(letter) ?? [0x3f])
    )
  );
}

const known = new Map<string, ReadonlyMap<string, readonly [number, number]>>();

function pairsOf(encoding: string): ReadonlyMap<string, readonly [number, number]> {
  const made = known.get(encoding);
  if (made) return made;
  const decoder = new TextDecoder(encoding);
  const pairs = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (letter.length === 1 && !pairs.has(letter)) pairs.set(letter, [lead, trail]);
    }
  }
  known.set(encoding, pairs);
  return pairs;
}

/** A file of comma-separated rows as systems in China write it. */
export function gbkCsv(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  return encodedInPairs("gb18030", rows.map((row) => row.join(",")).join("\r\n") + "\r\n");
}
