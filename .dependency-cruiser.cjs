/**
 * The rooms of the code and the doors between them. Data flows one way:
 * Excel -> excel/ -> intake/ -> retention/ -> reports/ -> excel/ -> Excel.
 */
const room = (name) => `^src/${name}/`;
const only = (name, allowed) => ({
  name: `${name}-imports`,
  severity: "error",
  comment: `src/${name} may import only: ${allowed.join(", ") || "itself"}.`,
  from: { path: room(name), pathNot: "\\.test\\.tsx?$" },
  to: {
    path: "^src/",
    pathNot: [room(name), ...allowed.map(room)],
  },
});

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      comment: "A cycle means that two modules are one, or that a third is missing.",
      from: { path: "^(src|test)/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only("retention", []),
    only("intake", ["retention", "locale"]),
    only("sample", []),
    only("locale", []),
    only("reports", ["retention", "locale", "intake"]),
    only("books", ["retention", "intake", "reports", "locale"]),
    only("excel", ["retention", "intake", "reports", "books", "locale", "sample"]),
    only("functions", ["retention", "intake", "locale"]),
    only("commands", ["excel", "locale", "retention", "taskpane"]),
    {
      name: "retention-is-pure",
      severity: "error",
      comment:
        "The domain has no package under it: no Excel, no React, no date library. One exception: the " +
        "distributions of statistics come from jStat.",
      from: { path: room("retention"), pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "node_modules/jstat/" },
    },
    {
      name: "statistics-of-insight-alone",
      severity: "error",
      comment: "jStat weighs 20 kB: the room that needs it imports it, nobody else in the product.",
      from: { path: "^src/", pathNot: "^src/retention/insight/" },
      to: { path: "node_modules/jstat/" },
    },
    {
      name: "src-never-imports-test",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^test/" },
    },
    {
      name: "no-dev-dependency-in-src",
      severity: "error",
      comment: "What ships in dist/ comes from dependencies, never from devDependencies.",
      from: { path: "^src/", pathNot: "\\.test\\.tsx?$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".json"] },
  },
};
