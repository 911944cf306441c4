import {
  AriaLiveAnnouncer,
  Button,
  FluentProvider,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  tokens,
} from "@fluentui/react-components";
import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";
import { textsOf } from "../locale";
import { PaneContext, usePane, type PaneServices } from "./context";
import { ErrorBoundary } from "./ErrorBoundary";
import { Header } from "./parts/Header";
import { OutcomeMessage } from "./parts/OutcomeMessage";
import { PlacePanel, PlaceTabs } from "./parts/Places";
import { RunBar } from "./parts/RunBar";
import { TimeTravel } from "./parts/TimeTravel";
import { HiddenSheets } from "./parts/HiddenSheets";
import { isSetUp } from "./store";
import { isDark, usePaneTheme } from "./theme";

const FirstRun = lazy(
  () => import(/* webpackChunkName: "firstRun" */ "./places/firstRun/FirstRun")
);

const Importing = lazy(
  () => import(/* webpackChunkName: "importing" */ "./places/importing/Importing")
);

const useStyles = makeStyles({
  provider: { minHeight: "100%", display: "flex", flexDirection: "column" },
  page: {
    flexGrow: 1,
    display: "flex",
    flexDirection: "column",
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
  },
  content: {
    flexGrow: 1,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXL}`,
  },
});

interface AppProps extends PaneServices {
  /** What Office says about its theme, if it says anything. */
  readonly officeIsDark?: boolean | undefined;
}

/** The task pane. */
export function App({ officeIsDark, ...services }: AppProps) {
  return (
    <PaneContext.Provider value={services}>
      <Frame officeIsDark={officeIsDark}>
        <Pane />
      </Frame>
    </PaneContext.Provider>
  );
}

/** Theme, language of the page, announcements, and a net under defects. */
function Frame({
  officeIsDark,
  children,
}: {
  officeIsDark: boolean | undefined;
  children: ReactNode;
}) {
  const styles = useStyles();
  const { state } = usePane();
  const theme = usePaneTheme(officeIsDark);
  useEffect(() => {
    document.documentElement.lang = state.locale;
    document.title = textsOf(state.locale).pane.title;
  }, [state.locale]);
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark(theme) ? "dark" : "light";
  }, [theme]);
  return (
    <FluentProvider theme={theme} className={styles.provider}>
      <ErrorBoundary instead={<Broken />}>
        <AriaLiveAnnouncer>{children}</AriaLiveAnnouncer>
      </ErrorBoundary>
    </FluentProvider>
  );
}

function Pane() {
  const styles = useStyles();
  const { store, state } = usePane();
  const { recognition, outcome, task, place } = state;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The message stands at the top; the focus stays where it is.
    if (outcome) top.current?.scrollIntoView?.({ block: "start" });
  }, [outcome]);
  useEffect(() => top.current?.scrollIntoView?.({ block: "start" }), [place]);
  return (
    <div className={styles.page} ref={top}>
      <Header />
      {recognition && isSetUp(state) && <PlaceTabs />}
      <main className={styles.content}>
        <TimeTravel />
        {outcome && (
          <OutcomeMessage outcome={outcome} task={task} onDismiss={() => store.dismissOutcome()} />
        )}
        {recognition && <HiddenSheets names={recognition.veryHiddenSheets} />}
        <Contents />
      </main>
      <RunBar />
    </div>
  );
}

function Contents() {
  const { state, texts } = usePane();
  if (!state.recognition) return <NotYet />;
  if (state.importing) {
    return (
      <Suspense fallback={<Spinner label={texts.pane.loading} />}>
        <Importing />
      </Suspense>
    );
  }
  if (isSetUp(state)) return <PlacePanel />;
  return (
    <Suspense fallback={<Spinner label={texts.pane.loading} />}>
      <FirstRun recognition={state.recognition} />
    </Suspense>
  );
}

/** Before the workbook was looked at, or when Excel refused that. */
function NotYet() {
  const { store, state, texts } = usePane();
  if (state.activity) return <Spinner label={texts.pane.looking} />;
  return <Button onClick={() => void store.recognise()}>{texts.pane.sheets.again}</Button>;
}

function Broken() {
  const { texts } = usePane();
  const { broken } = texts.pane;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{broken.title}</MessageBarTitle>
        {broken.body}
        <div>
          <Button onClick={() => window.location.reload()}>{broken.again}</Button>
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}
