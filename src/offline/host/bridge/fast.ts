import type { HostRoot } from "../richapi/hostRoot";
import { messageOf } from "../richapi/errorTexts";
import type { RequestBody } from "../richapi/wire";
import { utf8Length } from "./counters";
import { eventCategory } from "./eventRelay";
import { readOfficeFile } from "./officeFiles";
import { createAssociation, createOfficeContext } from "./officeSubset";
import { refuseApisAboveRequirements, type OfficeExtensionSwitches } from "./switches";
import type { Requirements } from "./requirements";
import { HostSession } from "./session";

export interface FastBridgeOptions {
  readonly root: HostRoot;
  readonly requirements: Requirements;
  readonly displayLanguage: string;
  readonly webLimits: boolean;
}

interface NativeBridge {
  /** Set by the client. */
  onMessageFromHost: ((text: string) => void) | null;
  sendMessageToHost(text: string): void;
}

interface BridgeRequest {
  readonly id: number;
  readonly type: number;
  readonly flags: number;
  readonly message: { readonly body: RequestBody };
}

const requestType = 1;
const responseType = 2;
const messageType = 3;
/** Over the native bridge the events of the Common API come as Rich API events, too. */
const plainTypes = { settingsChanged: 1, documentSelectionChanged: 2 } as const;

// Taken when this module loads, so that a test's fake timers do not stop the host.
const soon = setImmediate;

let clientText: string | null = null;

/**
 * Loads Microsoft's Excel client into this realm, unmodified, and connects it to the workbook; the
 * globals `Excel`, `Office`, `OfficeExtension` and `CustomFunctions` work until `close`.
 * The client's own native bridge carries the messages; there is no page, no pane and no ribbon.
 */
export function openFastBridge(options: FastBridgeOptions): {
  session: HostSession;
  close: () => void;
} {
  const session = new HostSession({ ...options, later: (task) => void soon(task) });
  const office = createOfficeContext({ ...options, settings: session.settings });
  const bridge = connect(session, office.fire);
  const realm = new Realm();
  const functions = createAssociation();
  const actions = createAssociation();
  realm.put("_richApiNativeBridge", bridge);
  realm.put("window", globalThis);
  realm.put("OSF", officeLoader(office.context));
  realm.put("Microsoft", { Office: { WebExtension: {} } });
  realm.put("CustomFunctions", { _association: functions, associate: functions.associate });
  const page = pageStub();
  for (const [name, value] of Object.entries(page)) realm.put(name, value);
  realm.track(evaluateClient);
  for (const name of Object.keys(page)) realm.restore(name);
  Object.assign(realm.get("Office"), {
    actions: { _association: actions, associate: actions.associate },
    onReady: (callback?: (info: typeof ready) => unknown) =>
      Promise.resolve(ready).then((info) => (callback?.(info), info)),
  });
  // Excel.run then ends only when its references are released: no request outlives a test.
  const extension = realm.get("OfficeExtension") as OfficeExtensionSwitches;
  extension.Utility._synchronousCleanup = true;
  refuseApisAboveRequirements(extension);
  return {
    session,
    close() {
      session.close();
      realm.restoreAll();
    },
  };
}

const ready = { host: "Excel", platform: "OfficeOnline" };

function connect(
  session: HostSession,
  fire: (name: "documentSelectionChanged" | "settingsChanged") => void
): NativeBridge {
  const bridge: NativeBridge = {
    onMessageFromHost: null,
    sendMessageToHost(text) {
      const request = JSON.parse(text) as BridgeRequest;
      if (request.type === requestType) soon(() => void respond(request, bodyBytes(text, request)));
    },
  };
  const post = (message: unknown): void => {
    // Requests still under way when the stand-in closes stay unanswered.
    if (session.open) bridge.onMessageFromHost?.(JSON.stringify(message));
  };
  const respond = async ({ id, flags, message }: BridgeRequest, bytes: number): Promise<void> => {
    const reply = await session.execute(message.body, bytes, flags);
    const answer =
      reply.kind === "answer"
        ? { statusCode: 200, headers: {}, body: reply.body }
        : { statusCode: 400, headers: {}, body: errorBody(reply.code) };
    post({ id, type: responseType, message: answer });
  };
  session.connect({
    send: (entries) => post({ type: messageType, message: { entries } }),
    sendPlain(name) {
      post({
        type: messageType,
        message: { entries: [[eventCategory, plainTypes[name], "", "{}", 0]] },
      });
      fire(name);
    },
  });
  return bridge;
}

/** The bytes of a message's body: those of the message without those of what is around it. */
function bodyBytes(text: string, request: BridgeRequest): number {
  const around = JSON.stringify({ ...request, message: { ...request.message, body: null } });
  return utf8Length(text) - utf8Length(around) + "null".length;
}

const errorBody = (code: string): string =>
  JSON.stringify({ error: { code, message: messageOf(code) } });

function evaluateClient(): void {
  clientText ??= `${readOfficeFile("excel-web-16.00.js").toString("utf8")}\n//# sourceURL=excel-web-16.00.js`;
  // Indirect eval runs in the global scope of this realm (of the jest environment, in a test), so
  // that Date, Error and Array are the same for the client, the add-in and the test.
  const evaluate = eval;
  evaluate(clientText);
}

/** What office.js's own loader leaves behind before it fetches the client. */
const officeLoader = (context: unknown) => ({
  _OfficeAppFactory: {
    getHostInfo: () => ({ flags: 0 }),
    getLoadScriptHelper: () => ({}),
    getContext: () => context,
  },
  ConstantNames: {},
});

/** The page that the client looks at while it loads. */
function pageStub(): Record<string, unknown> {
  const element = () => ({
    style: {},
    setAttribute() {},
    appendChild() {},
    addEventListener() {},
    getElementsByTagName: () => [],
  });
  return {
    navigator: { userAgent: "node", language: "en-US" },
    location: {
      href: "https://localhost/",
      hash: "",
      search: "",
      origin: "https://localhost",
      protocol: "https:",
    },
    document: {
      ...element(),
      readyState: "complete",
      cookie: "",
      createElement: element,
      getElementsByTagName: () => [element()],
      head: element(),
      body: element(),
      querySelectorAll: () => [],
    },
    self: globalThis,
    top: globalThis,
    parent: globalThis,
    name: "",
    history: {},
    addEventListener() {},
    removeEventListener() {},
  };
}

/** Global variables of this realm that are put for a while and then are again as they were. */
class Realm {
  private readonly before = new Map<string, PropertyDescriptor | undefined>();

  put(name: string, value: unknown): void {
    if (!this.before.has(name)) {
      this.before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    }
    Object.defineProperty(globalThis, name, {
      value,
      configurable: true,
      writable: true,
      enumerable: true,
    });
  }

  /** Runs what defines global variables; they too go away in the end. */
  track(define: () => void): void {
    const known = new Set(Object.getOwnPropertyNames(globalThis));
    define();
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (!known.has(name)) this.before.set(name, undefined);
    }
  }

  get(name: string): object {
    return (globalThis as unknown as Record<string, object>)[name] ?? {};
  }

  restore(name: string): void {
    const before = this.before.get(name);
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
    this.before.delete(name);
  }

  restoreAll(): void {
    for (const name of [...this.before.keys()]) this.restore(name);
  }
}
