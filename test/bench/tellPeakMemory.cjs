/**
 * Loaded into a process, and into those that it starts, before their own code: tells how many bytes the
 * largest of them took from the system at most.
 */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

process.on("exit", () => {
  const file = process.env.PEAK_MEMORY_FILE;
  if (!file) return;
  const before = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  writeFileSync(file, String(Math.max(before, process.resourceUsage().maxRSS * 1024)));
});
