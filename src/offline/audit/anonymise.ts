/**
 * `npm run anonymise -- FILE.xlsx`: a copy of a workbook with the same shape and invented contents, to be
 * handed to who looks for a fault. The input is only read.
 */
import { extname, parse, resolve, join } from "node:path";
import { limitsOf } from "../host/xlsx";
import { asksForHelp, messageLocale, parseTokens, readLocale, readSize } from "./auditArguments";
import { runCommand } from "./command";
import { CommandError } from "./commandError";
import { commandTexts } from "./texts";
import { isSameFile, loadWorkbook, saveWorkbook } from "./workbookFiles";

const argv = process.argv.slice(2);
const messages = messageLocale(argv);
const texts = commandTexts(messages).anonymise;

const option = { type: "string", multiple: true } as const;
const options = { out: option, lang: option, "max-unpacked": option } as const;

async function anonymise(): Promise<void> {
  const { values, positionals } = parseTokens(argv, options);
  const [typed, second] = positionals;
  if (typed === undefined) throw new CommandError("noFile");
  if (second !== undefined) throw new CommandError("oneFile", second);
  readLocale(values.lang);
  const input = resolve(typed);
  const { dir, name } = parse(input);
  const output = resolve(values.out ?? join(dir, `${name}.anonymous.xlsx`));
  // Macros stay behind, so the copy of any workbook is one without.
  if (extname(output).toLowerCase() !== ".xlsx") throw new CommandError("wrongExtension", ".xlsx");
  if (isSameFile(input, output)) throw new CommandError("outIsInput", typed);
  const unpacked = values["max-unpacked"];
  const limits = unpacked === undefined ? undefined : limitsOf(readSize(unpacked));
  const original = await loadWorkbook(input, typed, limits);
  // Loaded here: a mistyped option is told at once, without the add-in and Excel's client.
  const { anonymousCopy } = await import("./anonymousCopy");
  const { workbook, changed, days } = await anonymousCopy(original);
  await saveWorkbook(workbook, output);
  console.log(texts.done(output, changed, -days));
  console.log(texts.look(workbook.sheets.map(({ Name }) => Name).join(", ")));
}

if (asksForHelp(argv)) console.log(texts.usage);
else void runCommand(messages, anonymise, texts.usage);
