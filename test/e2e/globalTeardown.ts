import { rmSync } from "node:fs";
import { bundledBefore } from "../../src/offline/workbench/site";

/** Takes away the workbench's page that the browser tests shared. */
export default function globalTeardown(): void {
  const folder = process.env[bundledBefore];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
