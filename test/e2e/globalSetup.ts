import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { builtAddIn } from "../../src/offline/workbench/build";
import { findBrowser } from "../support/browser";
import { bundleForAll } from "../../src/offline/workbench/site";

/** Builds the add-in and the workbench's page and unpacks the browser before the first browser test. */
export default async function globalSetup(): Promise<void> {
  if (!(await findBrowser())) return;
  await builtAddIn();
  await bundleForAll(mkdtempSync(path.join(tmpdir(), "retain-workbench-")));
}
