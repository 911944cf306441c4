import { statSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import type { Workbook } from "../host";
import { loadXlsx, saveXlsx, XlsxError, type XlsxErrorCode } from "../host/xlsx";
import { CommandError, type Problem } from "./commandError";

const problemOf: Readonly<Record<XlsxErrorCode, Problem>> = {
  notXlsx: "notXlsx",
  encrypted: "encrypted",
  oldXls: "oldXls",
  binaryXlsb: "binaryXlsb",
  damaged: "damaged",
  tooLarge: "fileTooLarge",
  unsupportedChange: "damaged",
};

/**
 * Loads a workbook from disk; the file is only read.
 *
 * @throws CommandError when there is no such file or it is no workbook that can be read. `about` is
 *   the name as the user typed it.
 */
export async function loadWorkbook(path: string, about: string): Promise<Workbook> {
  const bytes = await readBytes(path, about);
  try {
    return await loadXlsx(bytes);
  } catch (error) {
    if (!(error instanceof XlsxError)) throw error;
    const isCsv = error.code === "notXlsx" && extname(path).toLowerCase() === ".csv";
    throw new CommandError(isCsv ? "csv" : problemOf[error.code], about);
  }
}

async function readBytes(path: string, about: string): Promise<Uint8Array> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new CommandError("fileMissing", about);
  if (!found.isFile()) throw new CommandError("fileUnreadable", about);
  try {
    return await readFile(path);
  } catch {
    throw new CommandError("fileUnreadable", about);
  }
}

/** Whether two paths lead to the same file, through links and other spellings too. */
export function isSameFile(a: string, b: string): boolean {
  if (resolve(a) === resolve(b)) return true;
  const first = statSync(a, { throwIfNoEntry: false });
  const second = statSync(b, { throwIfNoEntry: false });
  return (
    first !== undefined &&
    second !== undefined &&
    first.dev === second.dev &&
    first.ino === second.ino
  );
}

/** Saves a workbook from the stand-in. @throws CommandError `notWritable` */
export async function saveWorkbook(workbook: Workbook, path: string): Promise<void> {
  await writeResult(path, await saveXlsx(workbook));
}

/**
 * Writes a result whole or not at all: an earlier result at that place stays until the new one is
 * complete.
 *
 * @throws CommandError `notWritable`
 */
export async function writeResult(path: string, content: Uint8Array | string): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, content);
    await rename(part, path);
  } catch {
    await rm(part, { force: true });
    throw new CommandError("notWritable", path);
  }
}
