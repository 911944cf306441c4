/**
 * Required by a process before its own code: the disk is full in the middle of every file whose path holds
 * the text of FULL_DISK_FOR. Half of the content is written, as a real disk would have it.
 */
const fs = require("node:fs/promises");
const { syncBuiltinESMExports } = require("node:module");

const usual = fs.writeFile;
fs.writeFile = async (path, content, options) => {
  if (!String(path).includes(process.env.FULL_DISK_FOR)) return usual(path, content, options);
  await usual(path, content.slice(0, content.length >> 1), options);
  throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
};
syncBuiltinESMExports();
