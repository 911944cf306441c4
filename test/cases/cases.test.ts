import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { computeCase, type CaseOptions } from "./computeCase";
import { formatCsv, parseCsv } from "./csv";

const folders = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => path.join(__dirname, entry.name))
  .filter((folder) => existsSync(path.join(folder, "customers.csv")));

const readText = (file: string): string => readFileSync(file, "utf8");

describe.each(folders.map((folder) => ({ folder, name: path.basename(folder) })))(
  "$name",
  ({ folder }) => {
    const options = JSON.parse(readText(path.join(folder, "options.json"))) as CaseOptions;
    const expectedFiles = readdirSync(folder).filter((file) => /^expected-.*\.csv$/.test(file));
    const readIfThere = (name: string) => {
      const file = path.join(folder, name);
      return existsSync(file) ? parseCsv(readText(file)) : undefined;
    };
    const actual = computeCase(
      parseCsv(readText(path.join(folder, "customers.csv"))),
      parseCsv(readText(path.join(folder, "repair-orders.csv"))),
      options,
      readIfThere("ledger.csv"),
      readIfThere("records.csv")
    );

    it("expects something", () => {
      expect(expectedFiles.length).toBeGreaterThan(0);
    });

    it.each(expectedFiles)(`${options.title}: %s`, (file) => {
      const expected = parseCsv(readText(path.join(folder, file)));
      const rows = actual[file.replace(/^expected-|\.csv$/g, "")];
      const compared = rows.map((row) =>
        Object.fromEntries(expected.headers.map((header) => [header, row[header]]))
      );
      const actualFile = path.join(folder, file.replace("expected-", "actual-"));
      try {
        expect(compared).toEqual(expected.rows);
      } catch (difference) {
        writeFileSync(actualFile, formatCsv({ headers: expected.headers, rows: compared }));
        throw difference;
      }
      if (existsSync(actualFile)) {
        rmSync(actualFile);
      }
    });
  }
);
