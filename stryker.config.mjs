/** Name of the reports, so that runs of single chapters can stand beside each other. */
const report = process.env.MUTATE_REPORT ?? "mutation";

/**
 * `npm run mutate [-- --mutate src/retention/time/calendar.ts]`: changes the domain in small ways and sees
 * whether a test notices; docs/testing.md says how to read the report.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  mutate: ["src/retention/**/*.ts", "!src/retention/**/*.test.ts", "!src/retention/**/index.ts"],
  plugins: ["./test/mutation/domainRunner.mjs"],
  testRunner: "domain",
  coverageAnalysis: "perTest",
  // What runs only while a file is loaded (word lists, parameters) cannot be switched on in a process that
  // has loaded it; the golden cases and the generated tables of docs/method.md hold it.
  ignoreStatic: true,
  concurrency: Number(process.env.MUTATE_WORKERS ?? 1),
  timeoutMS: 20_000,
  // Of the first run, which counts what runs and takes far longer than those that follow.
  timeoutFactor: 0.3,
  // Only what the domain's tests read is copied for each worker.
  ignorePatterns: [
    "**",
    "!package.json",
    "!tsconfig.json",
    "!src/retention/**",
    "!src/sample/**",
    "!test/support/**",
    "!test/cases/**",
  ],
  reporters: ["progress-append-only", "clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  htmlReporter: { fileName: `reports/mutation/${report}.html` },
  jsonReporter: { fileName: `reports/mutation/${report}.json` },
  thresholds: { high: 95, low: 85, break: 85 },
};
