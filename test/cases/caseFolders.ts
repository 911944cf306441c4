import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { computeCase, type CaseOptions } from "./computeCase";
import { parseCsv, type CsvRow, type CsvTable } from "./csv";

/** The folders of all cases, by name. */
export const caseFolders: readonly string[] = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => path.join(__dirname, entry.name))
  .filter((folder) => existsSync(path.join(folder, "customers.csv")))
  .sort();

/** A table of a case. */
export function readTable(folder: string, file: string): CsvTable {
  return parseCsv(readFileSync(path.join(folder, file), "utf8"));
}

export function readOptions(folder: string): CaseOptions {
  return JSON.parse(readFileSync(path.join(folder, "options.json"), "utf8")) as CaseOptions;
}

/** Every table that the rules give for a case, by the name of its file. */
export function computeFolder(folder: string): Record<string, CsvRow[]> {
  const readIfThere = (file: string): CsvTable | undefined =>
    existsSync(path.join(folder, file)) ? readTable(folder, file) : undefined;
  return computeCase(
    {
      customers: readTable(folder, "customers.csv"),
      orders: readTable(folder, "repair-orders.csv"),
      ledger: readIfThere("ledger.csv"),
      records: readIfThere("records.csv"),
      needs: readIfThere("needs.csv"),
      prospects: readIfThere("prospects.csv"),
      surveys: readIfThere("surveys.csv"),
      scripts: readIfThere("scripts.csv"),
    },
    readOptions(folder)
  );
}
