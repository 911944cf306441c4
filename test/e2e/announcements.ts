import type { Frame, Page } from "playwright-core";

/** Something that a screen reader was told. */
export interface Announcement {
  readonly text: string;
  /** Whether it interrupts what is being read. */
  readonly urgent: boolean;
}

/** The ways by which a page can speak to screen readers; older web views lack the first. */
export const announcingWays = ["ariaNotify", "live region"] as const;

interface Listening {
  readonly heard: Announcement[];
  ariaNotify?(text: string, options?: { priority?: string }): void;
}

/** Makes every document that `page` opens from now on one of a web view without `ariaNotify`. */
export async function withoutAriaNotify(page: Page): Promise<void> {
  await page.addInitScript(() => {
    delete (Document.prototype as { ariaNotify?: unknown }).ariaNotify;
    delete (Element.prototype as { ariaNotify?: unknown }).ariaNotify;
  });
}

/**
 * Listens to what the pane tells screen readers from now on, on either way, and gives what was heard
 * so far whenever it is asked.
 */
export async function listenTo(pane: Frame): Promise<() => Promise<readonly Announcement[]>> {
  const listening = await pane.evaluateHandle(() => {
    const heard: Announcement[] = [];
    const spoken = Document.prototype as unknown as Partial<Listening>;
    const notify = spoken.ariaNotify;
    if (notify) {
      spoken.ariaNotify = function (text, options) {
        heard.push({ text, urgent: options?.priority === "high" });
        notify.call(this as Listening, text, options);
      };
    }
    new MutationObserver((records) => {
      for (const { target } of records) {
        const near = target instanceof Element ? target : target.parentElement;
        const region = near?.closest("[aria-live], [role=status], [role=alert]");
        const text = region?.textContent ?? "";
        const urgent =
          region?.getAttribute("aria-live") === "assertive" ||
          region?.getAttribute("role") === "alert";
        if (text !== "") heard.push({ text, urgent });
      }
    }).observe(document, { childList: true, characterData: true, subtree: true });
    return heard;
  });
  return () => listening.evaluate((heard) => [...heard]);
}

/** How urgent the live regions are that the pane offers to screen readers in its accessibility tree. */
export async function liveRegions(page: Page): Promise<string[]> {
  const cdp = await page.context().newCDPSession(page);
  const { frameTree } = await cdp.send("Page.getFrameTree");
  const frameId = frameTree.childFrames?.[0]?.frame.id;
  if (frameId === undefined) throw new Error("the page has no pane");
  const { nodes } = await cdp.send("Accessibility.getFullAXTree", { frameId });
  await cdp.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .flatMap(({ properties = [] }) => properties.filter(({ name }) => name === "live"))
    .map(({ value }) => String(value.value));
}
