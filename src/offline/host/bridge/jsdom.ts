import { readFileSync } from "node:fs";
import vm from "node:vm";
import { JSDOM, ResourceLoader, VirtualConsole, type DOMWindow } from "jsdom";
import type { HostRoot } from "../richapi/hostRoot";
import { readOfficeFile } from "./officeFiles";
import type { Requirements } from "./requirements";
import { HostSession } from "./session";
import { refuseApisAboveRequirements, type OfficeExtensionSwitches } from "./switches";
import { XdmHost } from "./xdm";

const officeCdn = "https://appsforoffice.microsoft.com/lib/1/hosted/";
const hostOrigin = "https://localhost:8443";
const addinUrl = "https://localhost:3000/taskpane.html";
const bareHtml = `<!doctype html><html><head><script src="${officeCdn}office.js"></script></head><body></body></html>`;

// Taken when this module loads, so that a test's fake timers do not stop the host.
const soon = setImmediate;

export interface JsdomOptions {
  readonly root: HostRoot;
  readonly requirements: Requirements;
  readonly displayLanguage: string;
  readonly webLimits: boolean;
  /** The add-in's page; it must load office.js from Microsoft's CDN. Default: a page with nothing else. */
  readonly html?: string;
  /** Script files that run in the page after office.js has loaded. */
  readonly scripts?: readonly string[];
  /** Milliseconds to wait for the page to load office.js; 10 s when absent. */
  readonly patience?: number;
}

/** Answers the page's requests: office.js from the package, nothing else. */
class OfficeResources extends ResourceLoader {
  // jsdom's type for what fetch gives is an abortable promise; null means "not loaded".
  override fetch(url: string): ReturnType<ResourceLoader["fetch"]> {
    if (!url.startsWith(officeCdn)) return null;
    const file = Promise.resolve(readOfficeFile(new URL(url).pathname.split("/hosted/")[1] ?? ""));
    return Object.assign(file, { abort: () => undefined });
  }
}

/** Whole office.js in a window of jsdom, which takes the stand-in for Excel on the web. */
export async function openJsdom(options: JsdomOptions): Promise<{
  session: HostSession;
  host: XdmHost;
  window: DOMWindow;
  close: () => void;
}> {
  const session = new HostSession({ ...options, later: (task) => void soon(task) });
  const host = new XdmHost({ ...options, session, addinUrl, hostOrigin });
  const dom = new JSDOM(options.html ?? bareHtml, {
    url: host.frameUrl,
    runScripts: "dangerously",
    pretendToBeVisual: true,
    resources: new OfficeResources(),
    virtualConsole: consoleOf(session),
    beforeParse: (window) => frame(window, host),
  });
  const close = (): void => {
    session.close();
    dom.window.close();
  };
  try {
    await loaded(dom.window, options.patience ?? 10_000);
    refuseApisAboveRequirements(dom.window["OfficeExtension"] as OfficeExtensionSwitches);
    for (const filename of options.scripts ?? []) {
      const script = new vm.Script(readFileSync(filename, "utf8"), { filename });
      script.runInContext(dom.getInternalVMContext());
    }
    await (dom.window["Office"] as typeof Office).onReady();
  } catch (error) {
    close();
    throw error;
  }
  return { session, host, window: dom.window, close };
}

/** Errors that nobody caught in the page count as failures of the test. */
function consoleOf(session: HostSession): VirtualConsole {
  const console = new VirtualConsole();
  console.on("jsdomError", (error: Error & { type?: string }) => {
    if (error.type !== "not implemented") session.hostErrors.push(error);
  });
  return console;
}

/** Makes the window look like a frame in Excel's page: its parent passes messages to the host. */
function frame(window: DOMWindow, host: XdmHost): void {
  window.name = host.frameName;
  Object.defineProperty(window.document, "domain", { get: () => window.location.hostname });
  const parent = { postMessage: (data: unknown) => void soon(() => host.receive(data)) };
  Object.defineProperty(window, "parent", { value: parent, configurable: true });
  host.connect((text) =>
    soon(() => {
      const event = new window.MessageEvent("message", { data: text, origin: hostOrigin });
      window.dispatchEvent(event);
    })
  );
}

/** Resolves when office.js and the client that it fetches have run. */
function loaded(window: DOMWindow, patience: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const deadline = performance.now() + patience;
    const look = (): void => {
      if ((window["Office"] as typeof Office | undefined)?.onReady && window["Excel"]) resolve();
      else if (performance.now() > deadline) reject(new Error("the page has not loaded office.js"));
      else soon(look);
    };
    look();
  });
}
