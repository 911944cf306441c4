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

/**
 * What of the pane is hard to see in the system's high contrast, which drops backgrounds and the
 * colours of links and frames what it takes for a button: enabled buttons that look like plain text, buttons
 * whose frame stands out of line, and bars that cannot be told from the ground.
 */
export function contrastFaults(pane: Frame): Promise<string[]> {
  return pane.evaluate(() => {
    const isShown = (it: Element): boolean => it.getClientRects().length > 0;
    const hasFrame = ({ borderTopStyle, borderTopWidth }: CSSStyleDeclaration): boolean =>
      borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0;
    const buttons = [...document.querySelectorAll("button:not([role=tab])")].filter(isShown);
    // What cannot be pressed while a run is at work may look like text.
    const pressable = buttons.filter((it) => !it.matches(":disabled, [aria-disabled=true]"));
    const plain = pressable.filter((it) => {
      const style = getComputedStyle(it);
      return !hasFrame(style) && style.textDecorationLine === "none";
    });
    const outOfLine = buttons.filter((it) => {
      const around = it.parentElement as HTMLElement;
      const inset = parseFloat(getComputedStyle(around).paddingLeft);
      return it.getBoundingClientRect().left < around.getBoundingClientRect().left + inset - 0.5;
    });
    const tracks = [...document.querySelectorAll("div[aria-hidden] > div[style^=width]")]
      .map((it) => it.parentElement as HTMLElement)
      .filter(isShown)
      .filter((it) => getComputedStyle(it).outlineStyle === "none");
    return [
      ...plain.map((it) => `looks like text: ${it.textContent}`),
      ...outOfLine.map((it) => `out of line: ${it.textContent}`),
      ...tracks.map((it) => `no outline: ${it.outerHTML}`),
    ];
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
