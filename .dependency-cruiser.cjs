/**
 * The rooms of the code and the doors between them (docs/architecture.md). Data flows one way:
 * Excel -> excel/ -> intake/ -> retention/ -> reports/ -> excel/ -> Excel.
 */
const room = (name) => `^src/${name}/`;
const tests = "\\.(test|e2e)\\.tsx?$";
const only = (name, allowed) => ({
  name: `${name}-imports`,
  severity: "error",
  comment: `src/${name} may import only: ${allowed.join(", ") || "itself"}.`,
  from: { path: room(name), pathNot: tests },
  to: {
    path: "^src/",
    pathNot: [room(name), ...allowed.map(room)],
  },
});

/** The floors of a house, the lowest first: a room may stand only on rooms of lower floors. */
const floors = {
  retention: [
    ["time"],
    ["store"],
    ["ownership"],
    ["status"],
    ["service"],
    ["value"],
    ["allocation", "calls"],
    ["loss"],
    ["solicitation"],
    ["insight"],
    ["performance"],
  ],
  reports: [["plan"], ["figures"], ["columns", "sheets"]],
  excel: [
    ["api"],
    ["session"],
    ["cells"],
    ["footprint"],
    ["read"],
    ["additions"],
    ["write"],
    ["run"],
    ["actions", "import", "views"],
  ],
  offline: [["host"], ["audit"], ["workbench"]],
};

const floorRules = Object.entries(floors).flatMap(([house, levels]) =>
  levels.flatMap((rooms, level) =>
    rooms.flatMap((name) => {
      const inside = `^src/${house}/${name}/`;
      const above = levels
        .slice(level)
        .flat()
        .filter((other) => other !== name);
      const climbs = {
        name: `floor-${house}-${name}`,
        severity: "error",
        comment: `src/${house}/${name} stands below: ${above.join(", ")}.`,
        from: { path: inside, pathNot: tests },
        to: { path: `^src/${house}/(${above.join("|")})/` },
      };
      const reachesPast = {
        name: `door-${house}-${name}`,
        severity: "error",
        comment: `What others may use of src/${house}/${name} stands in its index.ts.`,
        from: { path: "^src/", pathNot: [inside, tests] },
        // What the pane loads when it is needed is named by its file, to be a chunk of its own.
        to: {
          path: inside,
          pathNot: `${inside}index\\.ts$`,
          dependencyTypesNot: ["dynamic-import"],
        },
      };
      const doors = house === "offline" ? [] : [reachesPast];
      return above.length > 0 ? [climbs, ...doors] : doors;
    })
  )
);

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      comment: "A cycle means that two modules are one, or that a third is missing.",
      from: { path: "^(src|test)/" },
      to: { circular: true },
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
    ...floorRules,
    {
      name: "retention-is-pure",
      severity: "error",
      comment:
        "The domain has no package under it: no Excel, no React, no date library. One exception: the " +
        "distributions of statistics come from jStat.",
      from: { path: room("retention"), pathNot: tests },
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
      from: { path: "^src/", pathNot: tests },
      to: { path: "^test/" },
    },
    {
      name: "the-add-in-never-imports-offline",
      severity: "error",
      comment: "What runs without Excel is never bundled with what runs in it.",
      from: { path: "^src/", pathNot: [room("offline"), tests] },
      to: { path: room("offline") },
    },
    {
      name: "no-dev-dependency-in-src",
      severity: "error",
      comment: "What ships in dist/ comes from dependencies, never from devDependencies.",
      from: { path: "^src/", pathNot: [room("offline"), tests] },
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
