import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const root = path.resolve(__dirname, "../../..");
const cache = path.join(root, ".cache");
const inputs = [
  "src",
  "assets",
  "manifest.xml",
  "webpack.config.js",
  "package-lock.json",
  ".swcrc",
];
const keepForMs = 24 * 60 * 60 * 1000;

/**
 * The production build of the sources as they are, in a cache folder of its own: built only when no
 * earlier build had the same sources. `dist/` is left to `npm run build`.
 *
 * @returns the folder.
 */
export async function builtAddIn(): Promise<string> {
  const folder = path.join(cache, `dist-${fingerprint()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const lock = `${folder}.lock`;
  while (!taken(lock)) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    if (existsSync(folder)) return folder;
  }
  try {
    if (!existsSync(folder)) build(folder);
  } finally {
    rmSync(lock, { force: true });
  }
  forgetOldBuilds();
  return folder;
}

/**
 * Modules that a build bundles, as paths from the project's root with forward slashes, those of packages
 * among them; what the bundler adds of its own is left out.
 *
 * @param dist a folder that {@link builtAddIn} gave.
 */
export function bundledModules(dist: string): string[] {
  const { modules = [] } = readStats(dist);
  const names = modules.flatMap(function named({ name = "", modules }): string[] {
    return modules ? modules.flatMap(named) : [name];
  });
  return names.filter((name) => name.startsWith("./")).map((name) => name.slice(2));
}

/** Initial scripts of the pane, as its page names them, with their size in bytes after gzip. */
export function initialScripts(dist: string): { readonly name: string; readonly gzip: number }[] {
  const page = readFileSync(path.join(dist, "taskpane.html"), "utf8");
  const names = [...page.matchAll(/<script[^>]*\bsrc="?([^">\s]+)/g)].map(([, name]) => name);
  return names
    .filter((name) => !name.startsWith("https://"))
    .map((name) => ({ name, gzip: gzipSync(readFileSync(path.join(dist, name))).length }));
}

function build(folder: string): void {
  // Built beside its final place: an interrupted build never looks complete.
  const partial = mkdtempSync(path.join(cache, "building-"));
  const webpack = path.join(root, "node_modules/webpack/bin/webpack.js");
  // The tests know the addresses of a build without settings.
  const env = { ...process.env, NODE_OPTIONS: "", RETAIN_URL: "", RETAIN_CDN: "" };
  const told = ["--json", statsFile(folder), "--no-stats-all", "--stats-errors"];
  const modules = ["--stats-modules", "--stats-nested-modules", "--stats-modules-space", "1000000"];
  const argv = ["--mode", "production", "--env", `out=${partial}`, ...told, ...modules];
  try {
    execFileSync(process.execPath, [webpack, ...argv], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    // With --json the compiler's errors stand in the file alone.
    const { errors = [] } = existsSync(statsFile(folder)) ? readStats(folder) : {};
    if (errors.length === 0) throw error;
    throw new Error(errors.map(({ message }) => message).join("\n"), { cause: error });
  }
  renameSync(partial, folder);
}

interface StatsModule {
  readonly name?: string;
  /** Of a module that several were joined into. */
  readonly modules?: readonly StatsModule[];
}

interface Stats {
  readonly modules?: readonly StatsModule[];
  readonly errors?: readonly { readonly message: string }[];
}

/** Beside the build, not in it: what is in the folder is what users get. */
const statsFile = (dist: string): string => `${dist}.stats.json`;

const readStats = (dist: string): Stats =>
  JSON.parse(readFileSync(statsFile(dist), "utf8")) as Stats;

/** Takes the lock unless a process that is still alive holds it. */
function taken(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!holderLives(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function holderLives(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    // Between creating the lock and writing into it, its holder has no name yet.
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const input of inputs) addTo(hash, input);
  // How it is built counts as well.
  hash.update(readFileSync(__filename));
  return hash.digest("hex").slice(0, 16);
}

function addTo(hash: ReturnType<typeof createHash>, relative: string): void {
  const absolute = path.join(root, relative);
  if (relative === path.join("src", "offline")) return;
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort()) addTo(hash, path.join(relative, name));
  } else if (!/\.test\.tsx?$/.test(relative)) {
    hash.update(relative).update("\0").update(readFileSync(absolute));
  }
}

function forgetOldBuilds(): void {
  for (const name of readdirSync(cache)) {
    const folder = path.join(cache, name);
    const old = Date.now() - statSync(folder).mtimeMs > keepForMs;
    if (old && /^(dist|building)-/.test(name)) rmSync(folder, { recursive: true, force: true });
  }
}
