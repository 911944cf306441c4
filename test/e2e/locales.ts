import type { Locale } from "../../src/locale";

const both: readonly Locale[] = ["zh-CN", "en-US"];

/**
 * The languages in which a suite walks through the add-in: one in `npm test`, which has to end within
 * minutes, both in `npm run test:e2e`.
 */
export const languagesOf = (everyday: Locale): readonly Locale[] =>
  process.env["E2E_LOCALES"] === "all" ? both : [everyday];
