import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createCustomerReader, createOrderReader } from "../../src/intake";
import { assembleDealership, dailySeries, statusEvents } from "../../src/retention";
import { chunksOf, makeWorkload } from "../bench/workload";
import { computeCase, type CaseOptions } from "../cases/computeCase";
import { parseCsv, type CsvTable } from "../cases/csv";

/**
 * Prints, as JSON, the offset of the machine's zone and a digest of what all golden cases and an invented
 * store, read cell by cell, give. The digest must be the same in every zone.
 */
const cases = path.join(__dirname, "../cases");

const readTable = (folder: string, file: string): CsvTable =>
  parseCsv(readFileSync(path.join(folder, file), "utf8"));

const resultsOfCases = readdirSync(cases)
  .map((name) => path.join(cases, name))
  .filter((folder) => existsSync(path.join(folder, "customers.csv")))
  .sort()
  .map((folder) => {
    const options = readFileSync(path.join(folder, "options.json"), "utf8");
    return computeCase(
      readTable(folder, "customers.csv"),
      readTable(folder, "repair-orders.csv"),
      JSON.parse(options) as CaseOptions,
      existsSync(path.join(folder, "ledger.csv")) ? readTable(folder, "ledger.csv") : undefined
    );
  });

function resultsOfStore(): unknown {
  const { asOf, customers, orders } = makeWorkload(300);
  const customerReader = createCustomerReader(customers.recognised.columns, customers.rowCount);
  for (const chunk of chunksOf(customers)) customerReader.add(chunk);
  const orderReader = createOrderReader(orders.recognised.columns, orders.rowCount);
  for (const chunk of chunksOf(orders)) orderReader.add(chunk);
  const { dealership, findings } = assembleDealership(
    customerReader.finish().table,
    orderReader.finish().table
  );
  const series = dailySeries(dealership, statusEvents(dealership, asOf - 365, asOf));
  return { days: [...dealership.visitDay], findings, series };
}

const results = JSON.stringify([resultsOfCases, resultsOfStore()]);
const digest = createHash("sha256").update(results).digest("hex");
// The last quarter hour of a June day in Shanghai: a zone that did not take effect shows in the offset.
const offset = new Date(Date.UTC(2024, 5, 30, 15, 45)).getTimezoneOffset();
process.stdout.write(JSON.stringify({ offset, digest, characters: results.length }));
