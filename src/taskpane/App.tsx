import {
  AriaLiveAnnouncer,
  Button,
  FluentProvider,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { useEffect, useRef, type ReactNode } from "react";
import { textsOf } from "../locale";
import { PaneContext, usePane, type PaneServices } from "./context";
import { ErrorBoundary } from "./ErrorBoundary";
import { Empty } from "./parts/Empty";
import { Footer } from "./parts/Footer";
import { OutcomeMessage } from "./parts/OutcomeMessage";
import { HiddenSheets, Ready } from "./parts/Ready";
import { RunBar } from "./parts/RunBar";
import { isDark, usePaneTheme } from "./theme";

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
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
  },
  // Excel lays its own menu over the top right corner, up to 34 pixels wide.
  title: { margin: 0, paddingRight: "34px" },
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
  const { store, state, texts } = usePane();
  const { recognition, outcome } = state;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The message stands at the top; the focus stays where it is.
    if (outcome) top.current?.scrollIntoView?.({ block: "start" });
  }, [outcome]);
  const found = recognition?.customers !== undefined || recognition?.orders !== undefined;
  return (
    <div className={styles.page} ref={top}>
      <main className={styles.content}>
        <Title3 as="h1" className={styles.title}>
          {texts.pane.title}
        </Title3>
        {outcome && <OutcomeMessage outcome={outcome} onDismiss={() => store.dismissOutcome()} />}
        {recognition && <HiddenSheets names={recognition.veryHiddenSheets} />}
        {!recognition && <NotYet />}
        {recognition && (found ? <Ready recognition={recognition} /> : <Empty />)}
        <Footer />
      </main>
      <RunBar />
    </div>
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
