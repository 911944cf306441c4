import axe from "axe-core";
import type { Frame } from "playwright-core";

/** Fluent's own focus helpers, which are hidden on purpose; and messages that float beside landmarks. */
const axeExclusions = [["[data-tabster-dummy]"]];
const axeDisabled = { region: { enabled: false } };

/** What is wrong with the pane as it is shown: texts that are cut, and what axe finds. */
export async function viewFaults(pane: Frame): Promise<string[]> {
  return [...(await cutTexts(pane)), ...(await axeFaults(pane))];
}

/** Elements whose text is wider than they are, and the page if it scrolls sideways. */
export function cutTexts(pane: Frame): Promise<string[]> {
  return pane.evaluate(() => {
    const cut = [...document.querySelectorAll<HTMLElement>("main *, footer *, button, h1, h2, h3")]
      .filter((it) => it.clientWidth > 0 && it.scrollWidth > it.clientWidth + 1)
      .filter((it) => it.children.length === 0 && (it.textContent ?? "").trim() !== "")
      .map((it) => `cut: ${it.textContent}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [...cut, `page ${scrollWidth} > ${clientWidth}`] : cut;
  });
}

async function axeFaults(pane: Frame): Promise<string[]> {
  await pane.evaluate(axe.source);
  return pane.evaluate(
    async ({ exclude, rules }) => {
      const { axe: checker } = window as unknown as { axe: typeof axe };
      const { violations } = await checker.run({ exclude }, { rules });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    { exclude: axeExclusions, rules: axeDisabled }
  );
}
