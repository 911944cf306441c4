import { act, render } from "@testing-library/react";
import type { Locale } from "../../src/locale";
import { App } from "../../src/taskpane/App";
import { PaneStore, type Place } from "../../src/taskpane/store";
import type { Retain } from "../../src/taskpane/retain";

/** Lets what waits for a pause of the pane come to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) {
    await act(() => new Promise((go) => setTimeout(go, 0)));
  }
}

/** Opens the pane over a plain object in place of Excel, and lets it look at the workbook. */
export async function openPane(
  retain: Retain,
  { locale = "zh-CN", place = "today" }: { locale?: Locale; place?: Place } = {}
): Promise<PaneStore> {
  // jsdom has no media queries.
  window.matchMedia = (media) =>
    ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as never;
  const store = new PaneStore(retain, { locale });
  store.goToPlace(place);
  render(<App retain={retain} store={store} />);
  await act(() => store.recognise());
  await settle();
  return store;
}
