/**
 * The plugin that Stryker loads; the runner itself is TypeScript.
 *
 * @see domainRunner.ts
 */
import { tsImport } from "tsx/esm/api";

const { strykerPlugins } = await tsImport("./domainRunner.ts", import.meta.url);

export { strykerPlugins };
