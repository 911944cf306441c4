/**
 * The zip container, on the level of entries.
 *
 * An entry that is not rewritten keeps its compressed bytes, so that a part which the stand-in does
 * not know leaves it exactly as it came in. fflate inflates and deflates; its own zip reader and
 * writer are not used, because they decompress and recompress every entry.
 */
import { Deflate, Inflate } from "fflate";
import { XlsxError } from "./errors";
import { ReadBudget } from "./limits";

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;
const UTF8_NAME = 0x0800;
/** 1980-01-01 00:00, the first moment a zip can name: packages do not depend on the clock. */
const EPOCH_DATE = 0x0021;
const MAX_SIZE = 0xffffffff;

/** One file of the archive, still compressed. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  /** Bytes after decompression. */
  readonly size: number;
  readonly compressed: Uint8Array;
  readonly modifiedTime: number;
  readonly modifiedDate: number;
}

/**
 * The entries of a zip archive in the order of its directory.
 *
 * @param budget what the file may take; counted by the directory, before anything is unpacked
 * @throws XlsxError `notXlsx` if there is no zip directory, `damaged` if it points outside the file,
 * names a part twice or gives two parts the same bytes, `tooLarge` for zip64, `overLimit` by the budget.
 */
export function readZip(bytes: Uint8Array, budget = new ReadBudget()): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === MAX_SIZE) throw new XlsxError("tooLarge", "zip64 directory");
  budget.takeParts(count);
  const directory = new Directory(bytes, view, budget);
  try {
    for (let index = 0, at = start; index < count; index++) at = directory.take(at);
  } catch (error) {
    if (error instanceof XlsxError) throw error;
    throw new XlsxError("damaged", "zip directory");
  }
  return directory.parts();
}

interface Located extends ZipEntry {
  /** Where its bytes lie in the file. */
  readonly from: number;
}

class Directory {
  private readonly entries: Located[] = [];
  private readonly names = new Set<string>();
  private total = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly view: DataView,
    private readonly budget: ReadBudget
  ) {}

  /** Takes the entry described at `at`; returns where the next one is described. */
  take(at: number): number {
    const { bytes, view } = this;
    if (view.getUint32(at, true) !== CENTRAL_HEADER) throw new RangeError("no central header");
    const compressedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const trailing = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (view.getUint16(at + 8, true) & 1) throw new XlsxError("encrypted", "zip entry");
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    this.total += size;
    this.budget.takePart(name, compressedSize, size, this.total);
    // Part names compare without case (ECMA-376 part 2, 9.1.1.3): readers would differ in which they take.
    const folded = partKey(name);
    if (this.names.has(folded)) throw new XlsxError("damaged", `${name} twice`);
    this.names.add(folded);
    const from = localStart(view, view.getUint32(at + 42, true));
    if (from + compressedSize > bytes.length) throw new RangeError("entry outside the file");
    this.entries.push({
      name,
      method: view.getUint16(at + 10, true),
      modifiedTime: view.getUint16(at + 12, true),
      modifiedDate: view.getUint16(at + 14, true),
      crc: view.getUint32(at + 16, true),
      size,
      from,
      compressed: bytes.subarray(from, from + compressedSize),
    });
    return at + 46 + nameLength + trailing;
  }

  parts(): ZipEntry[] {
    const inOrder = [...this.entries].sort((a, b) => a.from - b.from);
    inOrder.forEach(({ from, compressed }, index) => {
      const next = inOrder[index + 1];
      if (next && compressed.length > 0 && next.from < from + compressed.length) {
        throw new XlsxError("damaged", `${next.name}: bytes of another part`);
      }
    });
    return this.entries.filter((entry) => !entry.name.endsWith("/"));
  }
}

/** What makes two names one: case, and a leading or backward slash that some writers use. */
export function partKey(name: string): string {
  return name.replace(/\\/g, "/").replace(/^\/+/, "").toLowerCase();
}

function findEndOfDirectory(view: DataView): number {
  // The record is 22 bytes and may be followed by a comment of up to 65,535 bytes.
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  if (view.byteLength >= 4 && view.getUint32(0, true) === LOCAL_HEADER) {
    throw new XlsxError("damaged", "zip directory");
  }
  throw new XlsxError("notXlsx", "no zip archive");
}

/** Where the data of the entry begins whose local header is at `at`. */
function localStart(view: DataView, at: number): number {
  if (view.getUint32(at, true) !== LOCAL_HEADER) throw new RangeError("no local header");
  return at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
}

/** Deflate packs at most 1:1032, so no step takes more than 64 MB however the bytes were chosen. */
const INFLATE_STEP = 1 << 16;

/**
 * Decompresses an entry piece by piece; `onChunk` gets byte arrays it may keep.
 *
 * @throws XlsxError `damaged` if the compressed data is malformed or its checksum is wrong.
 */
export function inflateEntry(entry: ZipEntry, onChunk: (chunk: Uint8Array) => void): void {
  let crc = 0xffffffff;
  let size = 0;
  const take = (chunk: Uint8Array) => {
    size += chunk.length;
    // The directory said how much there is, and the limits were held against that.
    if (size > entry.size) throw new XlsxError("damaged", `${entry.name}: larger than it says`);
    crc = crc32Step(crc, chunk);
    if (chunk.length > 0) onChunk(chunk);
  };
  if (entry.method === STORED) {
    take(entry.compressed);
  } else if (entry.method === DEFLATED) {
    const inflate = new Inflate(take);
    try {
      pushInSteps(entry.compressed, (piece, last) => inflate.push(piece, last));
    } catch (error) {
      if (error instanceof XlsxError || !isInflateError(error)) throw error;
      throw new XlsxError("damaged", entry.name);
    }
  } else {
    throw new XlsxError("damaged", `${entry.name}: compression method ${entry.method}`);
  }
  if (size !== entry.size || (crc ^ 0xffffffff) >>> 0 !== entry.crc) {
    throw new XlsxError("damaged", `${entry.name}: checksum`);
  }
}

/** fflate marks its own errors with a numeric code. */
function isInflateError(error: unknown): boolean {
  return error instanceof Error && typeof (error as { code?: unknown }).code === "number";
}

function pushInSteps(
  bytes: Uint8Array,
  push: (piece: Uint8Array, last: boolean) => void,
  step = INFLATE_STEP
): void {
  let at = 0;
  do {
    const next = Math.min(at + step, bytes.length);
    push(bytes.subarray(at, next), next === bytes.length);
    at = next;
  } while (at < bytes.length);
}

/**
 * The whole content of an entry as text, without a byte order mark; for parts of ordinary size. Of a
 * part in UTF-16, which Power Query writes, the declaration says UTF-8, as it is if it is written anew.
 */
export function entryText(entry: ZipEntry): string {
  const chunks: Uint8Array[] = [];
  inflateEntry(entry, (chunk) => chunks.push(chunk));
  const bytes = concat(chunks);
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (encoding === "utf-8") return text;
    return text.replace(/^(<\?xml[^>]*encoding=["'])[\w-]+/, "$1UTF-8");
  } catch {
    throw new XlsxError("damaged", `${entry.name}: not in ${encoding}`);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/**
 * The content of an entry as text in pieces, never splitting a character. A byte order mark is part of
 * the text: what is copied must come out as it came in.
 *
 * @throws XlsxError `damaged` for bytes that are no UTF-8
 */
export function decodeUtf8(entry: ZipEntry, onText: (text: string) => void): void {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new XlsxError("damaged", `${entry.name}: not in UTF-8`);
    }
  };
  inflateEntry(entry, (chunk) => onText(decode(chunk)));
  onText(decode());
}

/** Compresses text that arrives in pieces into a new entry. */
export class EntryWriter {
  private readonly pieces: Uint8Array[] = [];
  private readonly deflate: Deflate;
  private readonly encoder = new TextEncoder();
  private crc = 0xffffffff;
  private size = 0;

  constructor(private readonly name: string) {
    // Level 1 is measured three times as fast as 6 on sheet XML, for a file about a fifth larger;
    // small parts are not worth the difference.
    this.deflate = new Deflate({ level: 1 }, (chunk) => this.pieces.push(chunk));
  }

  write(text: string): void {
    this.writeBytes(this.encoder.encode(text));
  }

  writeBytes(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.crc = crc32Step(this.crc, bytes);
    this.size += bytes.length;
    this.deflate.push(bytes, false);
  }

  finish(): ZipEntry {
    this.deflate.push(new Uint8Array(0), true);
    return {
      name: this.name,
      method: DEFLATED,
      crc: (this.crc ^ 0xffffffff) >>> 0,
      size: this.size,
      compressed: concat(this.pieces),
      modifiedTime: 0,
      modifiedDate: EPOCH_DATE,
    };
  }
}

/** A whole text as an entry. */
export function textEntry(name: string, text: string): ZipEntry {
  const writer = new EntryWriter(name);
  writer.write(text);
  return writer.finish();
}

/**
 * The archive with these entries, in this order.
 *
 * @throws XlsxError `tooLarge` above 4 GB, where a zip would need its 64-bit form.
 */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const encoder = new TextEncoder();
  const names = entries.map((entry) => encoder.encode(entry.name));
  const total =
    22 +
    entries.reduce(
      (sum, entry, index) => sum + 76 + 2 * names[index].length + entry.compressed.length,
      0
    );
  if (total > MAX_SIZE || entries.some((entry) => entry.size > MAX_SIZE)) {
    throw new XlsxError("tooLarge", "zip64 archive");
  }
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  const offsets: number[] = [];
  let at = 0;
  entries.forEach((entry, index) => {
    offsets.push(at);
    view.setUint32(at, LOCAL_HEADER, true);
    writeCommonHeader(view, at + 4, entry, names[index].length);
    bytes.set(names[index], at + 30);
    at += 30 + names[index].length;
    bytes.set(entry.compressed, at);
    at += entry.compressed.length;
  });
  const directory = at;
  entries.forEach((entry, index) => {
    view.setUint32(at, CENTRAL_HEADER, true);
    view.setUint16(at + 4, 20, true);
    writeCommonHeader(view, at + 6, entry, names[index].length);
    view.setUint32(at + 42, offsets[index], true);
    bytes.set(names[index], at + 46);
    at += 46 + names[index].length;
  });
  view.setUint32(at, END_OF_DIRECTORY, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return bytes;
}

/** The 26 bytes that a local header (from offset 4) and a central one (from offset 6) share. */
function writeCommonHeader(view: DataView, at: number, entry: ZipEntry, nameLength: number): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, UTF8_NAME, true);
  view.setUint16(at + 4, entry.method, true);
  view.setUint16(at + 6, entry.modifiedTime, true);
  view.setUint16(at + 8, entry.modifiedDate, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, entry.compressed.length, true);
  view.setUint32(at + 18, entry.size, true);
  view.setUint16(at + 22, nameLength, true);
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const crcTables = buildCrcTables();

/** Eight tables: the checksum takes eight bytes a step ("slicing-by-8"), since a sheet has 470 MB. */
function buildCrcTables(): Uint32Array[] {
  const tables = Array.from({ length: 8 }, () => new Uint32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[0][byte] = value;
  }
  for (let byte = 0; byte < 256; byte++) {
    for (let table = 1; table < 8; table++) {
      const previous = tables[table - 1][byte];
      tables[table][byte] = (previous >>> 8) ^ tables[0][previous & 0xff];
    }
  }
  return tables;
}

function crc32Step(start: number, bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = crcTables;
  let crc = start;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    const low =
      crc ^ (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));
    crc =
      t7[low & 0xff] ^
      t6[(low >>> 8) & 0xff] ^
      t5[(low >>> 16) & 0xff] ^
      t4[low >>> 24] ^
      t3[bytes[at + 4]] ^
      t2[bytes[at + 5]] ^
      t1[bytes[at + 6]] ^
      t0[bytes[at + 7]];
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]) & 0xff];
  return crc;
}
