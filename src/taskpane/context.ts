import { createContext, useContext, useSyncExternalStore } from "react";
import { textsOf, type Texts } from "../locale";
import { formatCount } from "./format";
import type { PaneState, PaneStore } from "./paneStore";
import type { Retain } from "./retain";

/** What every part of the pane may use. */
export interface PaneServices {
  readonly retain: Retain;
  readonly store: PaneStore;
}

export const PaneContext = createContext<PaneServices | undefined>(undefined);

/** The state, actions and texts of the pane, in the display language. */
export function usePane(): PaneServices & {
  readonly state: PaneState;
  readonly texts: Texts;
  readonly count: (value: number) => string;
} {
  const services = useContext(PaneContext);
  if (!services) throw new Error("The parts of the pane stand inside a PaneContext");
  const state = useSyncExternalStore(services.store.subscribe, services.store.get);
  return {
    ...services,
    state,
    texts: textsOf(state.locale),
    count: (value) => formatCount(value, state.locale),
  };
}
