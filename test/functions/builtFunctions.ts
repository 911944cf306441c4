import path from "node:path";
import type { Locale } from "../../src/locale";
import { openFullStandIn, type FullStandIn } from "../../src/offline/host";
import { builtAddIn, initialScripts } from "../../src/offline/workbench/build";

/** A page with the built add-in's custom functions and without its pane, in a display language. */
export async function openWithFunctions(displayLanguage: Locale): Promise<FullStandIn> {
  const dist = await builtAddIn();
  const scripts = initialScripts(dist)
    .map(({ name }) => name)
    .filter((name) => /^(runtime|shared|functions)\./.test(name));
  return openFullStandIn({
    displayLanguage,
    html: `<!doctype html><html lang="${displayLanguage}"><head><script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script></head><body></body></html>`,
    scripts: scripts.map((name) => path.join(dist, name)),
  });
}
