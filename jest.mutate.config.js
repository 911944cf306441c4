/** The tests that `npm run mutate` asks: the domain's own and the golden cases, nothing slower. */
const { projects } = require("./jest.config.js");
const node = projects.find(({ displayName }) => displayName === "node");

module.exports = {
  ...node,
  displayName: "mutate",
  testMatch: [
    "<rootDir>/src/retention/**/*.test.ts",
    "<rootDir>/test/cases/**/*.test.ts",
    "<rootDir>/test/docs/**/*.test.ts",
  ],
  setupFiles: ["<rootDir>/test/support/mutationRun.ts"],
};
