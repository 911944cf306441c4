import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type OutputFile } from "esbuild";
import { readOfficeFile } from "../host/bridge/officeFiles";
import { builtAddIn } from "./build";

const pageFolder = path.join(__dirname, "page");

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** What the workbench's address gives for a path. */
export interface Answer {
  readonly contentType: string;
  readonly body: Buffer;
}

/** By decoded path. The workbench as a set of files: its page, the built add-in below `/addin/`, office.js below `/office/`. */
export type Site = (pathname: string) => Answer | undefined;

/** Where the built pane loads office.js from: Microsoft's addresses, for the two clouds. */
const officeAddress = /https:\/\/appsforoffice\.[^"'\s;]*\/lib\/1\/hosted\/office\.js/;

/**
 * Builds what the workbench serves.
 *
 * @param addin the folder of a built add-in; built when absent.
 */
export async function workbenchSite(addin?: string): Promise<Site> {
  const [folder, page] = await Promise.all([addin ?? builtAddIn(), bundledPage()]);
  return (pathname) => {
    const [, top = "", ...rest] = pathname.split("/");
    const body =
      top === "addin"
        ? addinFile(folder, rest.join("/"))
        : top === "office"
          ? officeFile(rest.join("/"))
          : page.get(top || "index.html");
    const type = contentTypes[path.extname(pathname === "/" ? "/index.html" : pathname)];
    return body && { contentType: type ?? "application/octet-stream", body };
  };
}

/** Names a folder with the bundled page, for processes that would else each bundle it for themselves. */
export const bundledBefore = "WORKBENCH_PAGE";

/** Bundles the page into a folder, from which this process and those that it starts take it. */
export async function bundleForAll(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, body] of await bundledPage()) writeFileSync(path.join(folder, name), body);
  process.env[bundledBefore] = folder;
}

/** The page's files by name. */
async function bundledPage(): Promise<ReadonlyMap<string, Buffer>> {
  const before = process.env[bundledBefore];
  if (before === undefined) return bundle();
  const read = (name: string): [string, Buffer] => [name, readFileSync(path.join(before, name))];
  return new Map(readdirSync(before).map(read));
}

async function bundle(): Promise<ReadonlyMap<string, Buffer>> {
  const { outputFiles } = await build({
    entryPoints: {
      page: path.join(pageFolder, "main.ts"),
      style: path.join(pageFolder, "page.css"),
    },
    bundle: true,
    write: false,
    outdir: pageFolder,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    minify: true,
    sourcemap: "linked",
    loader: { ".ttf": "file", ".woff2": "file", ".svg": "file", ".png": "file" },
    logLevel: "error",
  });
  const files = new Map(
    outputFiles.map((file: OutputFile) => [path.basename(file.path), Buffer.from(file.contents)])
  );
  files.set("index.html", readFileSync(path.join(pageFolder, "index.html")));
  return files;
}

function addinFile(folder: string, name: string): Buffer | undefined {
  const body = fileBelow(folder, name);
  if (name !== "taskpane.html" || !body) return body;
  // The pane's policy allows scripts of its own address, so office.js comes from there.
  return Buffer.from(body.toString().replace(officeAddress, "/office/office.js"));
}

function officeFile(name: string): Buffer | undefined {
  try {
    return readOfficeFile(path.posix.normalize(`/${name}`).slice(1));
  } catch {
    return undefined; // office.js asks for pages that its package does not contain.
  }
}

function fileBelow(folder: string, name: string): Buffer | undefined {
  const file = path.join(folder, path.posix.normalize(`/${name}`));
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
}
