/**
 * `npm run workbench [-- --port 3443]`: serves a page on localhost on which the add-in can be used
 * without Excel.
 */
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { localhostCertificate } from "./certificate";
import { requestedPath } from "./requests";
import { workbenchSite, type Site } from "./site";

const usualPort = 3443;

/** Serves the workbench until the server is closed; port 0 takes any free one. */
export async function serveWorkbench(
  site: Site,
  port: number
): Promise<{ readonly server: Server; readonly address: string; readonly trusted: boolean }> {
  const { cert, key, installed } = await localhostCertificate();
  const server = createServer({ cert, key }, ({ url, method }, response) => {
    const path = requestedPath(url);
    if (path === undefined) return void response.writeHead(400).end();
    if (method !== "GET" && method !== "HEAD") return void response.writeHead(405).end();
    const answer = site(path);
    if (!answer) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": answer.contentType, "Cache-Control": "no-store" });
    response.end(answer.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  const address = `https://localhost:${(server.address() as AddressInfo).port}/`;
  return { server, address, trusted: installed };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string" } } });
  say("Building the add-in and the page …");
  const { address, trusted } = await serveWorkbench(
    await workbenchSite(),
    Number(values.port ?? usualPort)
  );
  say(`The workbench is at ${address} (Ctrl+C ends it).`);
  if (!trusted) {
    say(
      "Your browser will warn once: the certificate was made on this machine, for this page alone."
    );
  }
}

if (require.main === module) void main();
