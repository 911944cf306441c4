import { readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, parse, resolve } from "node:path";
import { parseArgs } from "node:util";
import { wordLookup } from "../../intake";
import type { Locale } from "../../locale";
import { reportIds, type ReportId } from "../../reports/plan";
import { serialOfIso, type SerialDay } from "../../retention/time";
import { CommandError, type Problem } from "./commandError";
import { readMap, type MapEntry } from "./mapEntries";

/** A workbook to audit, and where its result goes. Paths are absolute. */
export interface AuditFile {
  readonly input: string;
  /** What the user typed for the input, for messages. */
  readonly inputAsTyped: string;
  readonly output: string;
  /** Further files of the same store. */
  readonly more?: readonly { readonly input: string; readonly inputAsTyped: string }[];
  /** The store's name; that of the file if absent. */
  readonly store?: string;
}

/** A store that is not audited, and why. */
export interface RefusedStore {
  readonly problem: Problem;
  /** What the user typed. */
  readonly about: string;
}

/** What `npm run audit` was asked to do. Paths are absolute. */
export interface AuditRequest {
  /** At least one. */
  readonly files: readonly AuditFile[];
  /** Of several stores: those of which it is known already that they cannot be audited. */
  readonly refused?: readonly RefusedStore[];
  /** Of several stores: the workbook that compares them. */
  readonly comparison?: string;
  readonly json?: string;
  readonly reports: "all" | readonly ReportId[];
  /** Of a group's export with a column of stores: the one that is read. */
  readonly storeValue?: string;
  readonly map?: readonly MapEntry[];
  /** A file with a mapping. */
  readonly profile?: { readonly path: string; readonly about: string };
  /** Absent: today. */
  readonly asOf?: SerialDay;
  /** Language of the sheets. */
  readonly locale: Locale;
  /** Gigabytes that a workbook may unpack to, where the user allows more than usual. */
  readonly unpacked?: number;
  /** Stores that are audited at once; as many as the machine takes if absent. */
  readonly jobs?: number;
  /** Minutes that each of several stores may take. */
  readonly minutes?: number;
  /** Gigabytes of memory that each of several stores may take. */
  readonly memory?: number;
}

const options = {
  store: { type: "string", multiple: true },
  "store-value": { type: "string", multiple: true },
  map: { type: "string", multiple: true },
  profile: { type: "string", multiple: true },
  "as-of": { type: "string", multiple: true },
  out: { type: "string", multiple: true },
  lang: { type: "string", multiple: true },
  json: { type: "string", multiple: true },
  reports: { type: "string", multiple: true },
  "max-unpacked": { type: "string", multiple: true },
  jobs: { type: "string", multiple: true },
  minutes: { type: "string", multiple: true },
  memory: { type: "string", multiple: true },
} as const;

/**
 * Messages come in the language that the user asked for; English if the option is not there or
 * cannot be understood.
 */
export function messageLocale(argv: readonly string[]): Locale {
  const joined = argv.join("\n");
  return /--lang(=|\n)zh-CN(\n|$)/.test(joined) ? "zh-CN" : "en-US";
}

/** Whether the user wants to be told how the command is used, whatever else stands there. */
export function asksForHelp(argv: readonly string[]): boolean {
  return argv.includes("--help") || argv.includes("-h");
}

/** Where several stores are compared unless `--out` says otherwise, beside the first of them. */
const comparisonName = "comparison.retain.xlsx";

/**
 * Reads the command line of `npm run audit`. The result of a workbook stands next to it as
 * `<name>.retain.xlsx`; of one workbook `--out` may say otherwise, of several it names the workbook
 * that compares them. Sheets are Chinese unless `--lang` says otherwise, and all unless `--reports` does.
 *
 * @throws CommandError for everything that cannot be what the user meant.
 */
export function readAuditArguments(argv: readonly string[]): AuditRequest {
  const { values, positionals } = parseTokens(argv, options);
  if (positionals.length === 0) throw new CommandError("noFile");
  const several = positionals.length > 1 && values.store === undefined;
  const out = several ? undefined : values.out;
  const { files, refused } =
    values.store === undefined
      ? storesOf(positionals, out)
      : { files: [storeOf(values.store, positionals, out)], refused: [] };
  return {
    files,
    ...(refused.length > 0 && { refused }),
    ...(several && { comparison: comparisonOf(files, values.out) }),
    ...(values.json !== undefined && { json: resolve(values.json) }),
    ...(values["store-value"] !== undefined && { storeValue: values["store-value"] }),
    ...(values.map !== undefined && { map: readMap(values.map) }),
    ...(values.profile !== undefined && {
      profile: { path: resolve(values.profile), about: values.profile },
    }),
    reports: readReports(values.reports),
    ...(values["as-of"] !== undefined && { asOf: readDay(values["as-of"]) }),
    locale: readLocale(values.lang),
    ...(values["max-unpacked"] !== undefined && { unpacked: readSize(values["max-unpacked"]) }),
    ...(values.jobs !== undefined && { jobs: readCount(values.jobs) }),
    ...(values.minutes !== undefined && { minutes: readMinutes(values.minutes) }),
    ...(values.memory !== undefined && { memory: readSize(values.memory) }),
  };
}

/**
 * One store a file or folder. Of several, one that cannot be a store is told at the end; the others go on.
 *
 * @throws CommandError where no store is left, or the only one cannot be
 */
function storesOf(
  typed: readonly string[],
  out: string | undefined
): { readonly files: readonly AuditFile[]; readonly refused: readonly RefusedStore[] } {
  const files: AuditFile[] = [];
  const problems: CommandError[] = [];
  for (const one of typed) {
    try {
      const file = isFolder(one) ? folderOf(one, out) : fileOf(one, out);
      if (files.some(({ output }) => output === file.output)) {
        throw new CommandError("fileTwice", one);
      }
      files.push(file);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      problems.push(error);
    }
  }
  const [first] = problems;
  if (first && files.length === 0) throw first;
  return { files, refused: problems.map(({ problem, about }) => ({ problem, about })) };
}

function fileOf(inputAsTyped: string, out: string | undefined): AuditFile {
  const input = resolve(inputAsTyped);
  const extension = resultExtension(input);
  const output = resolve(out ?? besides(input, extension));
  if (extname(output).toLowerCase() !== extension) {
    throw new CommandError("wrongExtension", extension);
  }
  return { input, inputAsTyped, output };
}

/** Several files as one store; the result stands beside the first of them. */
function storeOf(
  store: string,
  typed: readonly string[],
  out: string | undefined,
  place?: string
): AuditFile {
  const folder = typed.find(isFolder);
  if (folder !== undefined) throw new CommandError("storeOfFolders", folder);
  const [first, ...more] = typed.map((inputAsTyped) => ({
    input: resolve(inputAsTyped),
    inputAsTyped,
  }));
  if (first === undefined) throw new CommandError("noFile");
  const name = store.replace(/[/\\:*?"<>|]/g, " ").trim() || "store";
  const output = resolve(out ?? join(place ?? dirname(first.input), `${name}.retain.xlsx`));
  if (extname(output).toLowerCase() !== ".xlsx") throw new CommandError("wrongExtension", ".xlsx");
  return { ...first, output, store, ...(more.length > 0 && { more }) };
}

const isFolder = (path: string): boolean =>
  statSync(resolve(path), { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Files of a folder that hold data; results of earlier runs and Excel's own locks do not. */
const isInput = (name: string): boolean =>
  /\.(xlsx|xlsm|xls|csv|txt)$/i.test(name) && !/^[.~]|\.retain\.xls[xm]$/i.test(name);

/** A folder is a store: all its files are read together; the result stands beside the folder. */
function folderOf(typed: string, out: string | undefined): AuditFile {
  const folder = resolve(typed);
  const names = readdirSync(folder).filter(isInput).sort();
  if (names.length === 0) throw new CommandError("folderEmpty", typed);
  const paths = names.map((name) => join(typed, name));
  return storeOf(basename(folder), paths, out, dirname(folder));
}

function comparisonOf([first]: readonly AuditFile[], out: string | undefined): string {
  const path = resolve(out ?? join(dirname(first.input), comparisonName));
  if (extname(path).toLowerCase() !== ".xlsx") throw new CommandError("wrongExtension", ".xlsx");
  return path;
}

/** Sheets by their id or by their name in either language. */
function readReports(text: string | undefined): "all" | readonly ReportId[] {
  if (text === undefined || text === "all") return "all";
  const reportOf = wordLookup<ReportId>(({ reports }) => reports.names);
  return text.split(",").map((name) => {
    const found = reportIds.find((id) => id === name.trim()) ?? reportOf(name);
    if (!found) throw new CommandError("unknownReport", name.trim());
    return found;
  });
}

type Options = Readonly<Record<string, { readonly type: "string"; readonly multiple: true }>>;

/**
 * Takes a command line apart: options with exactly one value each, and what stands between them.
 *
 * @throws CommandError `unknownOption`, `optionWithoutValue`
 */
export function parseTokens<Known extends Options>(
  argv: readonly string[],
  options: Known
): { values: Partial<Record<keyof Known, string>>; positionals: string[] } {
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Partial<Record<keyof Known, string>> = {};
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (!Object.hasOwn(options, token.name)) throw new CommandError("unknownOption", token.rawName);
    const name: keyof Known = token.name;
    // A value that begins with a dash is the next option: the user forgot this one's value.
    const isForgotten = !token.value || (!token.inlineValue && token.value.startsWith("-"));
    if (isForgotten || values[name] !== undefined) {
      throw new CommandError("optionWithoutValue", token.rawName);
    }
    values[name] = token.value;
  }
  return { values, positionals };
}

/** A workbook with macros keeps them, and Excel opens it only under its own extension. */
function resultExtension(input: string): ".xlsx" | ".xlsm" {
  return extname(input).toLowerCase() === ".xlsm" ? ".xlsm" : ".xlsx";
}

function besides(input: string, extension: string): string {
  const { dir, name } = parse(input);
  return join(dir, `${name}.retain${extension}`);
}

function readDay(text: string): SerialDay {
  try {
    return serialOfIso(text);
  } catch {
    throw new CommandError("wrongDate", text);
  }
}

/** Gigabytes; more than a zip without its 64-bit form can hold many times over helps nobody. */
export function readSize(text: string): number {
  const size = /^\d{1,2}(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (size >= 1 && size <= 64) return size;
  throw new CommandError("wrongSize", text);
}

function readCount(text: string): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  if (count >= 1 && count <= 256) return count;
  throw new CommandError("wrongCount", text);
}

function readMinutes(text: string): number {
  const minutes = /^\d{1,4}(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (minutes > 0 && minutes <= 1440) return minutes;
  throw new CommandError("wrongMinutes", text);
}

/** @throws CommandError `unknownLanguage` */
export function readLocale(text: string | undefined): Locale {
  if (text === undefined || text === "zh-CN") return "zh-CN";
  if (text === "en-US") return "en-US";
  throw new CommandError("unknownLanguage", text);
}
