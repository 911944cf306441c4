import { makeStyles, Spinner, Tab, TabList, tokens } from "@fluentui/react-components";
import {
  CalendarToday20Regular,
  DocumentTable20Regular,
  People20Regular,
  Person20Regular,
  Settings20Regular,
} from "@fluentui/react-icons";
import { lazy, Suspense, type ComponentType, type ReactElement } from "react";
import { usePane } from "../context";
import { ErrorBoundary } from "../ErrorBoundary";
import { places, type Place } from "../store";
import { PlaceBroken } from "./PlaceBroken";

/** Loaded when the place is first gone to. */
const contents: Readonly<Record<Place, ComponentType>> = {
  today: lazy(() => import(/* webpackChunkName: "today" */ "../places/today/Today")),
  customer: lazy(() => import(/* webpackChunkName: "customer" */ "../places/customer/Customer")),
  team: lazy(() => import(/* webpackChunkName: "team" */ "../places/team/Team")),
  reports: lazy(() => import(/* webpackChunkName: "reports" */ "../places/reports/Reports")),
  settings: lazy(() => import(/* webpackChunkName: "settings" */ "../places/settings/Settings")),
};

const icons: Readonly<Record<Place, ReactElement>> = {
  today: <CalendarToday20Regular />,
  customer: <Person20Regular />,
  team: <People20Regular />,
  reports: <DocumentTable20Regular />,
  settings: <Settings20Regular />,
};

const useStyles = makeStyles({
  bar: {
    position: "sticky",
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  tabs: {
    display: "grid",
    gridTemplateColumns: "repeat(5, minmax(0, 1fr))",
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  // The word below the sign: five of them side by side fit 300 pixels in both languages.
  tab: {
    gridAutoFlow: "row",
    justifyItems: "center",
    padding: `${tokens.spacingVerticalS} 0`,
    minWidth: 0,
    // The bold copy by which Fluent keeps room for the chosen tab's word stands where the word does.
    "& .fui-Tab__content--reserved-space": { gridColumn: "1", gridRow: "2" },
  },
  word: {
    gridColumn: "1",
    gridRow: "2",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    padding: 0,
  },
  icon: { gridColumn: "1", gridRow: "1" },
  panel: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
});

const tabId = (place: Place): string => `tab-${place}`;
const panelId = "place";

/** The tabs of the five places; they stay in view. */
export function PlaceTabs() {
  const styles = useStyles();
  const { store, state, texts } = usePane();
  const words = texts.pane.places;
  return (
    <nav className={styles.bar} aria-label={words.label}>
      <TabList
        className={styles.tabs}
        selectedValue={state.place}
        onTabSelect={(_, { value }) => store.goToPlace(value as Place)}
      >
        {places.map((place) => (
          <Tab
            key={place}
            id={tabId(place)}
            value={place}
            aria-controls={panelId}
            className={styles.tab}
            icon={{ children: icons[place], className: styles.icon }}
            content={{ children: words[place], className: styles.word }}
          />
        ))}
      </TabList>
    </nav>
  );
}

/** The place that is chosen. */
export function PlacePanel() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const Content = contents[state.place];
  return (
    <div id={panelId} role="tabpanel" aria-labelledby={tabId(state.place)} className={styles.panel}>
      <ErrorBoundary key={state.place} instead={<PlaceBroken />}>
        <Suspense fallback={<Spinner label={texts.pane.loading} />}>
          <Content />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}
