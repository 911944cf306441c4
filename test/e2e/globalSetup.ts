import { builtAddIn } from "../support/build";
import { findBrowser } from "../support/browser";

/** Builds the add-in and unpacks the browser before the first browser test, once per change. */
export default async function globalSetup(): Promise<void> {
  if (await findBrowser()) await builtAddIn();
}
