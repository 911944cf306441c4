import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { caseFolders, computeFolder, readOptions, readTable } from "./caseFolders";
import { formatCsv } from "./csv";

describe.each(caseFolders.map((folder) => ({ folder, name: path.basename(folder) })))(
  "$name",
  ({ folder }) => {
    const options = readOptions(folder);
    const expectedFiles = readdirSync(folder).filter((file) => /^expected-.*\.csv$/.test(file));

    it("expects something", () => {
      expect(expectedFiles.length).toBeGreaterThan(0);
    });

    it.each(expectedFiles)(`${options.title}: %s`, (file) => {
      const expected = readTable(folder, file);
      // Computed within the test, so that mutation testing knows which test asks which rule.
      const rows = computeFolder(folder)[file.replace(/^expected-|\.csv$/g, "")];
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
