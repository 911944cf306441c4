import { decodeText } from "./encoding";
import { FileError, mostFileBytes, type FileSheet, type ReadFile } from "./file";

/** Bytes that a zipped workbook may unpack to. */
const mostUnpackedBytes = 2_000_000_000;

/**
 * Takes a file apart into sheets of cells: `.xlsx`, `.xlsm`, `.xls` (binary, HTML or SpreadsheetML) and
 * texts with commas, semicolons or tabs in UTF-8, UTF-16, GB18030 or Big5. What it is its content
 * decides, not its ending. The libraries are loaded when the first file needs them. Blocks the thread
 * it runs in: seconds for 200,000 rows.
 *
 * @param name of the file, with its ending
 * @throws FileError, see `FileProblem`.
 */
export async function readFile(name: string, bytes: Uint8Array): Promise<ReadFile> {
  if (bytes.length === 0) throw new FileError("empty");
  if (bytes.length > mostFileBytes) throw new FileError("tooLarge");
  const read = await readContent(name, bytes);
  const sheets = read.sheets.filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) throw new FileError("empty");
  return { ...read, fileName: name, sheets };
}

type Content = Omit<ReadFile, "fileName">;

async function readContent(name: string, bytes: Uint8Array): Promise<Content> {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith("PK\x03\x04")) {
    checkPackage(bytes);
    return { format: "workbook", ...(await spreadsheet(bytes)) };
  }
  if (start.startsWith("\xD0\xCF\x11\xE0")) {
    checkCompound(bytes);
    return { format: "oldWorkbook", ...(await spreadsheet(bytes)) };
  }
  // A workbook of Excel 4 or before begins with its first record.
  if (/^\x09[\x00\x02\x04\x08][\x04-\x10]\x00/.test(start)) {
    return { format: "oldWorkbook", ...(await spreadsheet(bytes)) };
  }
  if (isOtherKind(start)) throw new FileError("notATable");
  return readText(name, bytes);
}

async function spreadsheet(
  content: Uint8Array | string
): Promise<{ sheets: readonly FileSheet[]; veryHiddenSheets: readonly string[] }> {
  const { readSpreadsheet } = await import("./spreadsheet");
  return readSpreadsheet(content);
}

async function readText(name: string, bytes: Uint8Array): Promise<Content> {
  const { text, encoding } = decodeText(bytes);
  if (text.trim() === "") throw new FileError("empty");
  const top = text.slice(0, 4_096);
  if (/^\s*\uFEFF?\s*(<|MIME-Version:)/i.test(top)) {
    // The characters are read already; a declaration of their encoding would have them read again.
    const isSheet = top.includes("urn:schemas-microsoft-com:office:spreadsheet");
    if (!isSheet && !/<table\b/i.test(text)) throw new FileError("notATable");
    const read = await spreadsheet(text.replace(/^\s*\uFEFF?\s*/, ""));
    const sheets = isSheet ? read.sheets : named(read.sheets, name);
    return { ...read, sheets, encoding, format: isSheet ? "spreadsheetML" : "html" };
  }
  if (hasControls(top)) throw new FileError("notATable");
  const { readDelimited } = await import("./delimited");
  const sheet = readDelimited(text, baseName(name));
  return { format: "delimited", encoding, sheets: [sheet], veryHiddenSheets: [] };
}

/** Tables of a page have no names: they get the file's. */
function named(sheets: readonly FileSheet[], name: string): FileSheet[] {
  const base = baseName(name);
  return sheets.map((sheet, index) => ({
    ...sheet,
    name: sheets.length === 1 ? base : `${base} ${index + 1}`,
  }));
}

function baseName(name: string): string {
  return name.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");
}

/** Documents, pictures and archives by their first bytes. */
function isOtherKind(start: string): boolean {
  const starts = [
    "%PDF",
    "\x89PNG",
    "\xFF\xD8\xFF",
    "GIF8",
    "{\\rtf",
    "Rar!",
    "7z\xBC\xAF",
    "\x1F\x8B",
    "BM",
  ];
  return starts.some(
    (known) => start.startsWith(known) && (known !== "BM" || /[\x00]/.test(start))
  );
}

function hasControls(text: string): boolean {
  return /[\x00-\x08\x0E-\x1A\x1C-\x1F]/.test(text);
}

/**
 * Looks into the directory at the end of a zip archive: whether it is a workbook, and what it unpacks to.
 * A few kilobytes can unpack to gigabytes.
 */
function checkPackage(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new FileError("damaged");
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  const names: string[] = [];
  for (let entry = view.getUint16(end + 10, true); entry > 0; entry -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      throw new FileError("damaged");
    }
    unpacked += view.getUint32(at + 24, true);
    const length = view.getUint16(at + 28, true);
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)));
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const isWorkbook = names.some((name) => /^\/?xl[/\\]workbook|^content\.xml$/i.test(name));
  if (!isWorkbook) throw new FileError("notATable");
  if (unpacked > mostUnpackedBytes) throw new FileError("tooLarge");
}

/** A compound file holds a workbook, an encrypted one, or something else; its directory names them. */
function checkCompound(bytes: Uint8Array): void {
  if (bytes.length < 512) throw new FileError("damaged");
  if (hasName(bytes, "EncryptedPackage")) throw new FileError("password");
  if (!hasName(bytes, "Workbook") && !hasName(bytes, "Book")) {
    throw new FileError(hasName(bytes, "Root Entry") ? "notATable" : "damaged");
  }
}

/** Whether a directory entry (128 bytes, name in UTF-16 first, its length at 64) has this name. */
function hasName(bytes: Uint8Array, name: string): boolean {
  const letters = Array.from(`${name}\0`, (letter) => letter.charCodeAt(0));
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    if (bytes[at + 64] !== letters.length * 2 || bytes[at + 65] !== 0) continue;
    if (letters.every((letter, index) => bytes[at + 2 * index] === letter)) return true;
  }
  return false;
}
