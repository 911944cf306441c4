import { readFileSync } from "node:fs";
import path from "node:path";

/** The folder with Microsoft's unmodified office.js. */
export const officeDist = path.join(
  path.dirname(require.resolve("@microsoft/office-js/package.json")),
  "dist"
);

/** A file of office.js by its path below `dist`; its names on disk are lower case. */
export function readOfficeFile(relativePath: string): Buffer {
  return readFileSync(path.join(officeDist, relativePath.toLowerCase()));
}
