import { readdirSync } from "node:fs";

/** The domain's golden cases; other files of their folder ask about reading and writing too. */
const goldenCases = "test/cases/cases.test.ts";

/** Test files that need nothing but the domain, as paths from the project's root. */
export function domainTestFiles(): string[] {
  const ofDomain = readdirSync("src/retention", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .sort()
    .map((file) => `src/retention/${file.replaceAll("\\", "/")}`);
  return [...ofDomain, goldenCases];
}
