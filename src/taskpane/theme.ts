import { useSyncExternalStore } from "react";
import {
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
  type Theme,
} from "@fluentui/react-components";

const forcedColors = "(forced-colors: active)";
const prefersDark = "(prefers-color-scheme: dark)";

function matches(query: string): boolean {
  return window.matchMedia(query).matches;
}

function subscribe(changed: () => void): () => void {
  const queries = [forcedColors, prefersDark].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
  };
}

/** Whether the browser's own controls (date field, lists, scroll bar) must be dark in a theme. */
export function isDark(theme: Theme): boolean {
  return theme === webDarkTheme;
}

/**
 * The theme of the pane: the system's high contrast first, then Office's own theme, then the system's
 * light or dark. Excel on the web gives no Office theme.
 *
 * @param officeIsDark what Office says, if it says anything.
 */
export function usePaneTheme(officeIsDark: boolean | undefined): Theme {
  return useSyncExternalStore(subscribe, () => {
    if (matches(forcedColors)) return teamsHighContrastTheme;
    return (officeIsDark ?? matches(prefersDark)) ? webDarkTheme : webLightTheme;
  });
}
