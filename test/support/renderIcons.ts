/**
 * Renders the PNG icons of the manifest from the marks in assets/:
 * `npx tsx test/support/renderIcons.ts`. Run it after changing a mark; the PNGs are committed.
 */
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { findBrowser, startBrowser } from "./browser";

const assets = path.resolve(__dirname, "../../assets");
/** What is drawn into which files: the mark by size, and the signs of the ribbon's buttons. */
const ribbonSizes = [16, 20, 24, 32, 40, 48, 64, 80];
const signs = ["update", "import", "morning", "night", "reports", "freeze", "repair"];
const icons = [
  // The car of the large mark would be a smudge in so few pixels.
  ...[16, 20, 24].map((size) => ({ drawing: "mark-small.svg", name: "icon", size })),
  ...[32, 40, 48, 64, 80, 128, 300].map((size) => ({ drawing: "mark.svg", name: "icon", size })),
  ...signs.flatMap((name) => ribbonSizes.map((size) => ({ drawing: `${name}.svg`, name, size }))),
];

async function renderIcons(): Promise<void> {
  const found = await findBrowser();
  if (!found) throw new Error("Rendering icons needs Chrome, Edge, or Linux on x64.");
  const browser = await startBrowser(found);
  const page = await browser.newPage();
  mkdirSync(path.join(assets, "icons"), { recursive: true });
  for (const { drawing, name, size } of icons) {
    const svg = readFileSync(path.join(assets, drawing), "utf8");
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>html,body{margin:0;background:none}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`
    );
    await page.screenshot({
      path: path.join(assets, "icons", `${name}-${size}.png`),
      omitBackground: true,
    });
  }
  await browser.close();
}

void renderIcons();
