import { createHash } from "node:crypto";
import { createCustomerReader, createOrderReader } from "../../src/intake";
import { assembleDealership } from "../../src/retention/store";
import { dailySeries, statusEvents } from "../../src/retention/status";
import { chunksOf, makeWorkload } from "../bench/workload";
import { caseFolders, computeFolder } from "../cases/caseFolders";

/**
 * Prints, as JSON, the offset of the machine's zone and a digest of what all golden cases and an invented
 * store, read cell by cell, give. The digest must be the same in every zone.
 */
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

const results = JSON.stringify([caseFolders.map(computeFolder), resultsOfStore()]);
const digest = createHash("sha256").update(results).digest("hex");
// The last quarter hour of a June day in Shanghai: a zone that did not take effect shows in the offset.
const offset = new Date(Date.UTC(2024, 5, 30, 15, 45)).getTimezoneOffset();
process.stdout.write(JSON.stringify({ offset, digest, characters: results.length }));
