import { dirname, extname, join, parse, resolve } from "node:path";
import { parseArgs } from "node:util";
import { wordLookup } from "../../intake";
import type { Locale } from "../../locale";
import { reportIds, type ReportId } from "../../reports/plan";
import { serialOfIso, type SerialDay } from "../../retention/time";
import { CommandError } from "./commandError";

/** A workbook to audit, and where its result goes. Paths are absolute. */
export interface AuditFile {
  readonly input: string;
  /** What the user typed for the input, for messages. */
  readonly inputAsTyped: string;
  readonly output: string;
}

/** What `npm run audit` was asked to do. Paths are absolute. */
export interface AuditRequest {
  /** At least one. */
  readonly files: readonly AuditFile[];
  /** Of several stores: the workbook that compares them. */
  readonly comparison?: string;
  readonly json?: string;
  readonly reports: "all" | readonly ReportId[];
  /** Absent: today. */
  readonly asOf?: SerialDay;
  /** Language of the sheets. */
  readonly locale: Locale;
  /** Gigabytes that a workbook may unpack to, where the user allows more than usual. */
  readonly unpacked?: number;
}

const options = {
  "as-of": { type: "string", multiple: true },
  out: { type: "string", multiple: true },
  lang: { type: "string", multiple: true },
  json: { type: "string", multiple: true },
  reports: { type: "string", multiple: true },
  "max-unpacked": { type: "string", multiple: true },
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
  const { values, positionals } = parseTokens(argv);
  if (positionals.length === 0) throw new CommandError("noFile");
  const several = positionals.length > 1;
  const files = positionals.map((inputAsTyped) =>
    fileOf(inputAsTyped, several ? undefined : values.out)
  );
  const outputs = files.map(({ output }) => output);
  const twice = files.find(({ output }, at) => outputs.indexOf(output) !== at);
  if (twice) throw new CommandError("fileTwice", twice.inputAsTyped);
  return {
    files,
    ...(several && { comparison: comparisonOf(files, values.out) }),
    ...(values.json !== undefined && { json: resolve(values.json) }),
    reports: readReports(values.reports),
    ...(values["as-of"] !== undefined && { asOf: readDay(values["as-of"]) }),
    locale: readLocale(values.lang),
    ...(values["max-unpacked"] !== undefined && { unpacked: readSize(values["max-unpacked"]) }),
  };
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

type Values = Partial<Record<keyof typeof options, string>>;

function parseTokens(argv: readonly string[]): { values: Values; positionals: string[] } {
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Values = {};
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (!(token.name in options)) throw new CommandError("unknownOption", token.rawName);
    const name = token.name as keyof typeof options;
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
function readSize(text: string): number {
  const size = /^\d{1,2}(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (size >= 1 && size <= 64) return size;
  throw new CommandError("wrongSize", text);
}

function readLocale(text: string | undefined): Locale {
  if (text === undefined || text === "zh-CN") return "zh-CN";
  if (text === "en-US") return "en-US";
  throw new CommandError("unknownLanguage", text);
}
