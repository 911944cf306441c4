/**
 * The tests that `npm run mutate` asks: the domain's own, the golden cases and the tables of the method's
 * documents; or only those that MUTATE_TESTS names, separated by commas, which is minutes, not hours.
 */
const named = process.env.MUTATE_TESTS?.split(",").map((file) => `<rootDir>/${file}`);
const { projects } = require("./jest.config.js");
const node = projects.find(({ displayName }) => displayName === "node");

module.exports = {
  ...node,
  displayName: "mutate",
  testMatch: named ?? [
    "<rootDir>/src/retention/**/*.test.ts",
    "<rootDir>/test/cases/**/*.test.ts",
    "<rootDir>/test/docs/**/*.test.ts",
  ],
  setupFiles: ["<rootDir>/test/support/mutationRun.ts"],
};
