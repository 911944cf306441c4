import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { chromium, type Browser } from "playwright-core";

const root = path.resolve(__dirname, "../..");
const cache = path.join(root, ".cache");
const fonts = path.dirname(
  path.dirname(require.resolve("@expo-google-fonts/noto-sans-sc/400Regular/index.js"))
);

/** A browser that can be started here, and what it is. */
export interface FoundBrowser {
  readonly executablePath?: string;
  readonly channel?: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Unpacks the Chromium that comes from npm into the project's own cache, once per version, and gives
 * the folder. It happens in a child process because the package picks its folder (TMPDIR) and its
 * shared libraries (AWS_EXECUTION_ENV) from the environment at import.
 */
function unpackedChromium(): string {
  const packageFile = path.join(root, "node_modules/@sparticuz/chromium/package.json");
  const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };
  const folder = path.join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  // Unpacked beside its final place, so that an interrupted run leaves nothing that looks complete.
  const partial = mkdtempSync(path.join(cache, "chromium-unpacking-"));
  execFileSync(
    process.execPath,
    ["-e", `import("@sparticuz/chromium").then((it) => it.default.executablePath())`],
    { cwd: root, env: { ...process.env, ...lambda, TMPDIR: partial } }
  );
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another process was faster: its copy is as good as ours.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Makes the package bring its own shared libraries, so that a bare machine needs none installed. */
const lambda = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };

/** Chinese glyphs from npm; without them every label would be a row of boxes. */
function fontConfig(folder: string): string {
  const file = path.join(folder, "fonts.conf");
  const weights = ["400Regular", "600SemiBold", "700Bold"];
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${weights.map((weight) => `  <dir>${path.join(fonts, weight)}</dir>`).join("\n")}
  <cachedir>${path.join(folder, "fontconfig")}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`
  );
  return file;
}

/**
 * Finds a Chromium-like browser: on Linux x64 the one from npm, elsewhere an installed Chrome or
 * Edge. Undefined when this machine has none; the browser tests are then skipped with a count.
 */
export async function findBrowser(): Promise<FoundBrowser | undefined> {
  if (process.platform === "linux" && process.arch === "x64") {
    const folder = unpackedChromium();
    const libraries = [path.join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"]];
    return {
      executablePath: path.join(folder, "chromium"),
      args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"],
      env: {
        LD_LIBRARY_PATH: libraries.filter(Boolean).join(":"),
        FONTCONFIG_FILE: fontConfig(folder),
      },
    };
  }
  for (const channel of ["chrome", "msedge"]) {
    const found: FoundBrowser = { channel, args: [], env: {} };
    try {
      await (await startBrowser(found)).close();
      return found;
    } catch {
      continue; // This channel is not installed.
    }
  }
  return undefined;
}

/**
 * Starts a browser that {@link findBrowser} found, without a window.
 *
 * @param language of the browser itself, in which it draws its own controls such as date fields; the
 * Chromium from npm has none but English.
 */
export function startBrowser(found: FoundBrowser, language = "zh-CN"): Promise<Browser> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  );
  return chromium.launch({
    ...(found.executablePath ? { executablePath: found.executablePath } : {}),
    ...(found.channel ? { channel: found.channel } : {}),
    args: [...found.args, `--lang=${language}`],
    env: {
      ...Object.fromEntries(inherited),
      ...found.env,
      LANGUAGE: language.replace("-", "_"),
    },
    headless: true,
  });
}
