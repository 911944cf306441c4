import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Workbook } from "../host";
import { loadXlsx, saveXlsx, XlsxError, type ReadLimits, type XlsxErrorCode } from "../host/xlsx";
import { CommandError, type Problem } from "./commandError";

const problemOf: Readonly<Record<XlsxErrorCode, Problem>> = {
  notXlsx: "notATable",
  encrypted: "encrypted",
  oldXls: "damaged",
  binaryXlsb: "damaged",
  damaged: "damaged",
  tooLarge: "fileTooLarge",
  overLimit: "overLimit",
  unsupportedChange: "unsupported",
};

/** Formats that are read for their values alone. */
const otherFormats: ReadonlySet<XlsxErrorCode> = new Set(["notXlsx", "oldXls", "binaryXlsb"]);

/**
 * Loads a workbook from disk, whatever of the formats of `readFile` it is; the file is only read.
 *
 * @throws CommandError when there is no such file or it is no workbook that can be read. `about` is
 *   the name as the user typed it.
 */
export async function loadWorkbook(
  path: string,
  about: string,
  limits?: ReadLimits
): Promise<Workbook> {
  const bytes = await readBytes(path, about);
  try {
    return await loadXlsx(bytes, limits);
  } catch (error) {
    if (!(error instanceof XlsxError)) throw error;
    if (!otherFormats.has(error.code)) throw new CommandError(problemOf[error.code], about);
    const { loadOther } = await import("./otherFiles");
    return loadOther(path, bytes, about);
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

/**
 * A workbook of the stand-in as the bytes of a file.
 *
 * @throws CommandError where it cannot be saved without losing something; `about` is the name as the
 *   user typed it.
 */
export async function workbookBytes(workbook: Workbook, about: string): Promise<Uint8Array> {
  try {
    return await saveXlsx(workbook);
  } catch (error) {
    if (!(error instanceof XlsxError)) throw error;
    throw new CommandError(problemOf[error.code], about);
  }
}

/** Saves a workbook from the stand-in. @throws CommandError `notWritable`, `diskFull`, `unsupported` */
export async function saveWorkbook(workbook: Workbook, path: string): Promise<void> {
  await writeResult(path, await workbookBytes(workbook, path));
}

/** A file that a command leaves behind. */
export interface ResultFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

/** Writes one result; see {@link writeResults}. @throws CommandError `notWritable`, `diskFull` */
export function writeResult(path: string, content: Uint8Array | string): Promise<void> {
  return writeResults([{ path, content }]);
}

/** Whether a file is an unfinished one of a result's, both by their names. */
export const isPartOf = (name: string, result: string): boolean =>
  name.startsWith(`${result}.`) && /^[\da-f-]{36}\.part$/.test(name.slice(result.length + 1));

/**
 * Writes all results whole or none of them: earlier results at their places stay until every new one
 * is complete.
 *
 * @throws CommandError `notWritable`, or `diskFull`, with the path that cannot be written
 */
export async function writeResults(results: readonly ResultFile[]): Promise<void> {
  // A name of its own, and only a file that was not there before: nothing of the user's is in the way.
  const begun = results.map(({ path, content }) => ({
    path,
    content,
    part: `${path}.${randomUUID()}.part`,
  }));
  try {
    for (const { path, content, part } of begun) {
      await orNotWritable(path, async () => {
        // A rename onto a folder would fail after the other results have taken their places.
        if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error("a folder");
        await writeFile(part, content, { flag: "wx" });
      });
    }
    for (const { path, part } of begun) await orNotWritable(path, () => rename(part, path));
  } finally {
    for (const { part } of begun) await rm(part, { force: true }).catch(() => undefined);
  }
}

/** How systems say that there is no room: on the disk, or within what one user may take of it. */
const noRoom: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT"]);

async function orNotWritable(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const isFull = noRoom.has((error as NodeJS.ErrnoException).code);
    throw new CommandError(isFull ? "diskFull" : "notWritable", path);
  }
}
