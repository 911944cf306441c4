import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { generateCertificates } from "office-addin-dev-certs";
import {
  certificateDirectory,
  daysUntilCertificateExpires,
} from "office-addin-dev-certs/lib/defaults";

const ownFolder = path.resolve(__dirname, "../../../.cache/workbench-certificate");
const dayMs = 24 * 60 * 60 * 1000;

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Whether it is the development certificate that `npm start` installs and browsers trust. */
  readonly installed: boolean;
}

/**
 * A certificate for localhost. office.js talks only to a host with https; where the add-in's
 * development certificate is installed it is used, else one is made here, at which the browser
 * warns once.
 */
export async function localhostCertificate(): Promise<Certificate> {
  const installed = read(certificateDirectory);
  if (installed) return { ...installed, installed: true };
  const known = read(ownFolder);
  if (known) return { ...known, installed: false };
  rmSync(ownFolder, { recursive: true, force: true });
  const [authority, cert, key] = ["ca.crt", "localhost.crt", "localhost.key"].map((name) =>
    path.join(ownFolder, name)
  );
  await generateCertificates(authority, cert, key, daysUntilCertificateExpires, [
    "localhost",
    "127.0.0.1",
  ]);
  const made = read(ownFolder);
  if (!made) throw new Error(`no certificate could be made in ${ownFolder}`);
  return { ...made, installed: false };
}

function read(folder: string): { cert: Buffer; key: Buffer } | undefined {
  const cert = path.join(folder, "localhost.crt");
  const key = path.join(folder, "localhost.key");
  if (!existsSync(cert) || !existsSync(key)) return undefined;
  const days = (Date.now() - statSync(cert).mtimeMs) / dayMs;
  if (days > daysUntilCertificateExpires - 1) return undefined;
  return { cert: readFileSync(cert), key: readFileSync(key) };
}
