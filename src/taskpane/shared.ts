import {
  addSampleStore,
  describeOutcome,
  displayLocale,
  goTo,
  outcomeOf,
  recognise,
  saveMapping,
  updateAll,
} from "../excel";
import type { Locale } from "../locale";
import { PaneStore } from "./paneStore";
import { rememberedLocale } from "./preferences";
import type { Retain } from "./retain";

/** Excel, as the pane asks it. */
export const retain: Retain = {
  recognise: () => recognise(),
  saveMapping: (table, mapping) => saveMapping(table, mapping),
  run: (options) => updateAll(options),
  addSampleStore: (locale: Locale) => addSampleStore({ locale }),
  goTo,
  describeOutcome,
  outcomeOf,
};

let store: PaneStore | undefined;

/** The one store of this page, which pane and ribbon share. Office must be ready. */
export function sharedStore(): PaneStore {
  store ??= new PaneStore(retain, {
    locale: rememberedLocale() ?? displayLocale(),
    asOf: localToday(new Date()),
  });
  return store;
}

/** The day of the user's own calendar as `YYYY-MM-DD`. */
function localToday(now: Date): string {
  const twoDigits = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
