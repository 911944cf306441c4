/** A text and how its characters were stored. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
}

/**
 * Reads the characters of a text file, whose encoding nothing but its bytes tells: a byte-order mark,
 * else the zeros of UTF-16, else UTF-8 if it is without a fault, else GB18030 (in which GBK and GB2312
 * are contained) or Big5. A single broken character does not make a file unreadable.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = encodingOfMark(bytes);
  if (marked) return decodeAs(marked, bytes);
  const wide = encodingOfZeros(bytes);
  if (wide) return decodeAs(wide, bytes);
  const strict = strictly("utf-8", bytes);
  if (strict !== undefined) return { text: strict, encoding: "utf-8" };
  if (looksLikeBig5(bytes)) {
    const text = strictly("big5", bytes);
    if (text !== undefined) return { text, encoding: "big5" };
  }
  const chinese = strictly("gb18030", bytes);
  if (chinese !== undefined) return { text: chinese, encoding: "gb18030" };
  return ["utf-8", "gb18030"]
    .map((encoding) => decodeAs(encoding, bytes))
    .reduce((best, other) => (broken(other.text) < broken(best.text) ? other : best));
}

function decodeAs(encoding: string, bytes: Uint8Array): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encodingOfMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** Bytes looked at to tell encodings apart. */
const lookedAt = 65_536;

/** In UTF-16 every digit, separator and line break has a zero in one half; no other text has any. */
function encodingOfZeros(bytes: Uint8Array): string | undefined {
  const end = Math.min(bytes.length, lookedAt) & ~1;
  const zeros = [0, 0];
  for (let at = 0; at < end; at += 1) if (bytes[at] === 0) zeros[at & 1] += 1;
  const [even, odd] = zeros;
  const needed = end / 40;
  if (odd > needed && even < odd / 20) return "utf-16le";
  return even > needed && odd < even / 20 ? "utf-16be" : undefined;
}

/** The second byte of a character of GB2312 is never below A1; of Big5 a third are. */
function looksLikeBig5(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, lookedAt) - 1;
  let pairs = 0;
  let low = 0;
  for (let at = 0; at < end; at += 1) {
    if (bytes[at] < 0x81) continue;
    pairs += 1;
    at += 1;
    if (bytes[at] >= 0x40 && bytes[at] <= 0x7e) low += 1;
  }
  return pairs > 0 && low / pairs > 0.2;
}

function broken(text: string): number {
  return text.split("\uFFFD").length - 1;
}
