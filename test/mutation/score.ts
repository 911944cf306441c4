import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/**
 * `npx tsx test/mutation/score.ts`: the score of every file of the domain and of all together, as a table,
 * from the reports in reports/mutation; of a file in several reports the newest counts. So chapters can be
 * tried one by one (`MUTATE_REPORT=name npm run mutate -- --mutate …`).
 */

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { status: string }[] }>>;
}

const folder = path.join(__dirname, "../../reports/mutation");
const reports = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => path.join(folder, file))
  .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
const mutantsOf = new Map<string, readonly { status: string }[]>();
for (const report of reports) {
  const { files } = JSON.parse(readFileSync(report, "utf8")) as Report;
  for (const [file, { mutants }] of Object.entries(files)) mutantsOf.set(file, mutants);
}

const percent = (noticed: number, all: number): string => ((100 * noticed) / all).toFixed(1);
const total = { noticed: 0, all: 0 };
const lines: string[] = [];
for (const [file, mutants] of [...mutantsOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const count = (...statuses: string[]): number =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count("Killed", "Timeout");
  const all = noticed + count("Survived", "NoCoverage");
  if (all > 0) {
    total.noticed += noticed;
    total.all += all;
    const name = file.replace("src/retention/", "");
    lines.push(`| \`${name}\` | ${noticed} | ${all} | ${percent(noticed, all)}% |`);
  }
}
process.stdout.write(
  [
    "| file | noticed | mutants | score |",
    "| --- | ---: | ---: | ---: |",
    ...lines,
    `| **all** | ${total.noticed} | ${total.all} | ${percent(total.noticed, total.all)}% |`,
    "",
  ].join("\n")
);
