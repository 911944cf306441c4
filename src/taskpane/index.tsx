import { createRoot } from "react-dom/client";
import { whenReady, officeIsDark } from "../excel/session";
import { localeFor, textsOf } from "../locale";
import { App } from "./App";
import { rememberLocale } from "./preferences";
import { retain, sharedStore } from "./shared";

/** How long office.js may take to find its host before the page says that it is not in Excel. */
const patience = 15_000;

const place = document.getElementById("pane");
if (!place) throw new Error("taskpane.html has no place for the pane");
const root = createRoot(place);

const pane = textsOf(localeFor(navigator.language)).pane;
root.render(<p role="status">{pane.starting}</p>);
const lonely = setTimeout(() => {
  root.render(
    <main>
      <h1>{pane.notInExcel.title}</h1>
      <p>{pane.notInExcel.body}</p>
    </main>
  );
}, patience);

async function start(): Promise<void> {
  await whenReady();
  clearTimeout(lonely);
  const store = sharedStore();
  let locale = store.get().locale;
  store.subscribe(() => {
    if (store.get().locale === locale) return;
    locale = store.get().locale;
    rememberLocale(locale);
  });
  root.render(<App retain={retain} store={store} officeIsDark={officeIsDark()} />);
  await store.recognise();
}

void start();
