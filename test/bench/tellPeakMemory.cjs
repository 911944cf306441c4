/** Loaded into a process before its own code: writes at its end how many bytes it took from the system at most. */
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const file = process.env.PEAK_MEMORY_FILE;
  if (file) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024));
});
