/**
 * The stand-in for Excel: Microsoft's unmodified office.js over a workbook in memory.
 *
 * `openStandIn` is the fast way for unit tests and the command line: the global `Excel` works, and
 * there is no page. `openFullStandIn` is the whole of office.js in a page of jsdom. A page in a real
 * browser uses `bridge/xdm` itself.
 */
import type { DOMWindow } from "jsdom";
import type { Counters } from "./bridge/counters";
import type { CallOptions, FunctionOutcome } from "./bridge/customFunctions";
import { openFastBridge } from "./bridge/fast";
import type { Faults } from "./bridge/faults";
import { openJsdom } from "./bridge/jsdom";
import { floorRequirements, type Requirements } from "./bridge/requirements";
import type { HostSession } from "./bridge/session";
import { Workbook } from "./model";

export interface StandInOptions {
  /** The open workbook; a new one with an empty sheet when absent. */
  readonly workbook?: Workbook;
  /** Requirement sets besides and above the floor of the manifest, e.g. `{ ExcelApi: "1.17" }` or `newestRequirements`. */
  readonly requirements?: Requirements;
  /** Excel's language; zh-CN when absent. */
  readonly displayLanguage?: "zh-CN" | "en-US";
  /** Whether Excel on the web's limit of 5 MB per request and response holds; true when absent. */
  readonly webLimits?: boolean;
}

export interface StandIn {
  readonly workbook: Workbook;
  readonly counters: Counters;
  readonly faults: Faults;
  /**
   * Failures of the stand-in itself and requests for members that it does not have. `close` rejects
   * when any are left; a test that means to cause one takes it out.
   */
  readonly hostErrors: Error[];
  /** How many objects the add-in still keeps a reference to. */
  readonly referenceCount: () => number;
  /** Ends the stand-in; the globals are again what they were. Rejects with `hostErrors`. */
  close(): Promise<void>;
}

export interface FullStandIn extends StandIn {
  /** The add-in's page, with `Office`, `Excel` and `CustomFunctions`. */
  readonly window: DOMWindow;
  /** Whether the pane is shown, as `Office.addin.showAsTaskpane` and `hide` left it. */
  readonly paneState: () => string;
  /**
   * Calls a custom function by its id as a formula would, through the custom-function protocol;
   * ranges are matrices. Results come in batches at least half a second apart.
   */
  callFunction(id: string, args: unknown[], options?: CallOptions): Promise<FunctionOutcome>;
  /** Presses the ribbon button that runs the function `id`; resolves when it has completed. */
  runCommand(id: string): Promise<void>;
}

/** The fast way: office.js's Excel client in this realm; afterwards the global `Excel` works. */
export async function openStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const workbook = options.workbook ?? Workbook.blank();
  const { session, close } = openFastBridge(settingsOf(options, workbook));
  return standIn(workbook, session, close);
}

/**
 * The full way: whole office.js in jsdom. `html` is the add-in's page (it must load office.js from
 * Microsoft's CDN address, which is answered from the package); `scripts` are files that run in the
 * page after office.js.
 */
export async function openFullStandIn(
  options: StandInOptions & { html?: string; scripts?: string[] } = {}
): Promise<FullStandIn> {
  const workbook = options.workbook ?? Workbook.blank();
  const { session, host, window, close } = await openJsdom({
    ...settingsOf(options, workbook),
    ...(options.html !== undefined && { html: options.html }),
    ...(options.scripts && { scripts: options.scripts }),
  });
  return {
    ...standIn(workbook, session, close),
    window,
    paneState: () => session.appRuntime.state,
    callFunction: (id, args, callOptions) => session.functions.invoke(id, args, callOptions),
    runCommand: (id) => host.runCommand(id),
  };
}

function settingsOf(options: StandInOptions, root: Workbook) {
  return {
    root,
    requirements: { ...floorRequirements, ...options.requirements },
    displayLanguage: options.displayLanguage ?? "zh-CN",
    webLimits: options.webLimits ?? true,
  };
}

function standIn(workbook: Workbook, session: HostSession, end: () => void): StandIn {
  return {
    workbook,
    counters: session.counters,
    faults: session.faults,
    hostErrors: session.hostErrors,
    referenceCount: () => session.referenceCount,
    close() {
      end();
      const [first, ...others] = session.hostErrors;
      if (!first) return Promise.resolve();
      if (others.length === 0) return Promise.reject(first);
      return Promise.reject(new AggregateError(session.hostErrors, first.message));
    },
  };
}

export { floorRequirements, newestRequirements } from "./bridge/requirements";
export type { Counters } from "./bridge/counters";
export { entityCell, errorCell } from "./bridge/customFunctions";
export type { CallOptions, FunctionOutcome } from "./bridge/customFunctions";
export type { Faults, TransportRefusal } from "./bridge/faults";
export { Workbook } from "./model";
