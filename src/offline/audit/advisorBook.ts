/**
 * `tsx src/offline/audit/advisorBook.ts WORKBOOK.xlsx OUT.xlsx`: hands out the book of the first advisor in
 * 招揽记录 who has open records, as the add-in does, into a file.
 */
import { handOutBook, type Outcome } from "../../excel";
import { locateInputTables, locateParts, readInputTables, rowsIn } from "../../excel/footprint";
import { serialOfIso } from "../../retention/time";
import { openStandIn } from "../host";
import { runCommand } from "./command";
import { CommandError } from "./commandError";
import { loadWorkbook, writeResult } from "./workbookFiles";

/** The day of the demo. */
const day = "2026-06-30";
const options = {
  locale: "zh-CN",
  asOf: serialOfIso(day),
  now: () => new Date(`${day}T08:00`),
} as const;

async function handOut(path = "", out = ""): Promise<void> {
  const workbook = await loadWorkbook(path, path);
  const standIn = await openStandIn({ workbook });
  try {
    let outcome: Outcome | undefined;
    for (const advisor of await advisors()) {
      outcome = await handOutBook(advisor, options);
      if (outcome.code === "bookOpened") break;
    }
    const [book] = workbook.opened;
    if (!book) throw new CommandError("noFile", path);
    await writeResult(out, book);
  } finally {
    await standIn.close();
  }
}

const advisors = (): Promise<string[]> =>
  Excel.run(async (context) => {
    const located = await locateInputTables(context, await locateParts(context), options.locale);
    const { rows } = await readInputTables(context, located, "all");
    return [...new Set(rowsIn(rows, "records").map(({ advisor }) => String(advisor)))];
  });

void runCommand("en-US", () => handOut(...process.argv.slice(2)));
