/** Three projects: everything in Node (domain, intake, stand-in), React in jsdom, the real browser. */
const transform = { "^.+\\.(t|j)sx?$": "@swc/jest" };
const common = {
  transform,
  moduleNameMapper: { "\\.(png|svg|css)$": "<rootDir>/test/support/asset.js" },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/out/", "<rootDir>/.stryker-tmp/"],
};

module.exports = {
  // Left to itself jest leaves a core idle, half the machine where there are two.
  maxWorkers: "100%",
  // A store of 20,000 customers takes seconds; a test that hangs is still told within half a minute.
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: "node",
      testEnvironment: "node",
      setupFiles: ["<rootDir>/test/support/propertySeed.ts"],
      testMatch: ["<rootDir>/src/**/*.test.ts", "<rootDir>/test/**/*.test.ts"],
    },
    {
      ...common,
      displayName: "react",
      testEnvironment: "jsdom",
      testMatch: ["<rootDir>/src/**/*.test.tsx"],
    },
    {
      ...common,
      displayName: "browser",
      testEnvironment: "node",
      testMatch: ["<rootDir>/test/e2e/**/*.e2e.ts"],
      globalSetup: "<rootDir>/test/e2e/globalSetup.ts",
      globalTeardown: "<rootDir>/test/e2e/globalTeardown.ts",
    },
  ],
};
