import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import { textsOf, type Texts } from "../locale";
import { formatsOf, type Formats } from "./format";
import type { PaneState, PaneStore } from "./store";
import type { Retain } from "./retain";

/** What every part of the pane may use. */
export interface PaneServices {
  readonly retain: Retain;
  readonly store: PaneStore;
}

export const PaneContext = createContext<PaneServices | undefined>(undefined);

export interface Pane extends PaneServices {
  readonly state: PaneState;
  readonly texts: Texts;
  readonly format: Formats;
  /** Whether something is at work that has to end before another run may begin. */
  readonly busy: boolean;
}

/** The state, actions, texts and formats of the pane, in the display language. */
export function usePane(): Pane {
  const services = useContext(PaneContext);
  if (!services) throw new Error("The parts of the pane stand inside a PaneContext");
  const state = useSyncExternalStore(services.store.subscribe, services.store.get);
  const format = useMemo(() => formatsOf(state.locale), [state.locale]);
  return {
    ...services,
    state,
    texts: textsOf(state.locale),
    format,
    busy: state.activity !== undefined && state.activity !== "preview",
  };
}

/**
 * What stands in a form until it is sent, kept in the store: it outlives the form's place, and Excel's
 * closing of the pane.
 *
 * @param form names the form and what it is about.
 */
export function useDraft<Content>(
  form: string,
  blank: Content
): readonly [Content, (content: Content | undefined) => void] {
  const { store, state } = usePane();
  const set = useCallback(
    (content: Content | undefined) => store.setDraft(form, content),
    [store, form]
  );
  return [(state.drafts[form] as Content | undefined) ?? blank, set];
}
