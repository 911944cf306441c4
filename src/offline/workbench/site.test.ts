import { readdirSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get, request } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { builtAddIn } from "./build";
import { serveWorkbench } from "./serve";
import { workbenchSite, type Site } from "./site";

let dist: string;
let site: Site;

beforeAll(async () => {
  dist = await builtAddIn();
  site = await workbenchSite(dist);
}, 180_000);

const textAt = (pathname: string): string => String(site(pathname)?.body);

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });
}

test("nothing of the workbench enters the built add-in", () => {
  const scripts = filesBelow(dist).filter((file) => /\.(js|html|css|json)$/.test(file));
  const foreign = scripts.filter((file) =>
    /univer(js|-)|chart\.js|test\/workbench/i.test(readFileSync(file, "utf8"))
  );
  expect(scripts.length).toBeGreaterThan(10);
  expect(foreign).toEqual([]);
});

test("the grid stands on Univer's open packages alone, all of one version", () => {
  const lock = JSON.parse(
    readFileSync(path.resolve(__dirname, "../../../package-lock.json"), "utf8")
  ) as { packages: Record<string, { version: string; license?: string }> };
  const univer = Object.entries(lock.packages).filter(([name]) => /univerjs/.test(name));
  const apart = univer.filter(([name]) => /univerjs-pro/.test(name));
  // Icons and protocol have versions of their own.
  const versions = univer
    .filter(([name]) => !/\/(icons|protocol)$/.test(name))
    .map(([, { version }]) => version);
  expect(univer.length).toBeGreaterThan(10);
  expect(apart).toEqual([]);
  expect(new Set(versions)).toEqual(new Set(["0.25.1"]));
});

describe("the site", () => {
  test("gives the page with its script and its style", () => {
    expect(textAt("/")).toContain('src="/page.js"');
    expect(textAt("/page.js").length).toBeGreaterThan(100_000);
    expect(textAt("/style.css").length).toBeGreaterThan(10_000);
  });

  test("gives the pane as it was built, but for the address of office.js", () => {
    const built = readFileSync(path.join(dist, "taskpane.html"), "utf8");
    const served = textAt("/addin/taskpane.html");
    const address = /https:\/\/appsforoffice[^"' ]*office\.js/;
    expect(built).toMatch(address);
    expect(served).toBe(built.replace(address, "/office/office.js"));
    expect(textAt("/addin/functions.json")).toBe(
      readFileSync(path.join(dist, "functions.json"), "utf8")
    );
  });

  test("gives office.js from Microsoft's package, unmodified", () => {
    const original = require.resolve("@microsoft/office-js/dist/office.js");
    expect(site("/office/office.js")?.body.equals(readFileSync(original))).toBe(true);
  });

  test.each([
    "/nothing",
    "/addin/../../package.json",
    "/addin/",
    "/addin/assets",
    "/office/../package.json",
  ])("has nothing at %s", (pathname) => {
    expect(site(pathname)).toBeUndefined();
  });
});

test("the server answers bad requests with 400 and lives on, and lets no other site read it", async () => {
  const { server, address } = await serveWorkbench(site, 0);
  const { port } = new URL(address);
  const ask = (target: string, method = "GET") =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const options = { host: "localhost", port, path: target, method, rejectUnauthorized: false };
      request(options, (reply) => resolve(reply.resume()))
        .on("error", reject)
        .end();
    });
  try {
    for (const target of [
      "/%",
      "/%E0%A4",
      "/addin/..%5c..%5cpackage.json",
      "/a\\b",
      "/%00",
      "/..%2f",
    ]) {
      expect([target, (await ask(target)).statusCode]).toEqual([target, 400]);
    }
    expect((await ask("/", "POST")).statusCode).toBe(405);
    const { statusCode, headers } = await ask("/");
    expect(statusCode).toBe(200);
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(["127.0.0.1", "::1"]).toContain((server.address() as AddressInfo).address);
  } finally {
    await new Promise((done) => server.close(done));
  }
}, 30_000);

test("the server speaks https, which office.js demands of its host", async () => {
  const { server, address } = await serveWorkbench(site, 0);
  try {
    const [status, body] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      // The certificate is made on this machine; nobody vouches for it.
      get(address, { rejectUnauthorized: false }, (reply) => {
        let text = "";
        reply.on("data", (piece: Buffer) => (text += piece.toString()));
        reply.on("end", () => resolve([reply.statusCode, text]));
      }).on("error", reject);
    });
    expect(address).toMatch(/^https:\/\/localhost:\d+\/$/);
    expect(status).toBe(200);
    expect(body).toBe(textAt("/"));
  } finally {
    await new Promise((done) => server.close(done));
  }
}, 30_000);
