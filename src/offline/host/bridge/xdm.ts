import type { RequestBody } from "../richapi/wire";
import { utf8Length } from "./counters";
import type { TransportRefusal } from "./faults";
import type { Requirements } from "./requirements";
import type { HostSession } from "./session";

/** Numbers of the methods that an add-in calls through `executeMethod`. */
const DispatchId = {
  loadSettings: 75,
  saveSettings: 76,
  richApiRequest: 93,
  commandCompleted: 94,
} as const;

const MessageType = { request: 0, response: 1 } as const;
const ActionType = { invoke: 0, registerEvent: 1, unregisterEvent: 2 } as const;
const ResponseType = { forCalling: 0, forEventing: 1 } as const;
const ErrorCode = { success: 0, errorHandlingRequest: -2 } as const;

/** The numbers with which Excel refuses a request as a whole. */
const refusalNumbers: Readonly<Record<TransportRefusal, number>> = {
  InvalidOperationInCellEditMode: 5004,
  InvalidOrTimedOutSession: 5012,
  ActivityLimitReached: 5102,
  RequestPayloadSizeLimitExceeded: 5103,
  ResponsePayloadSizeLimitExceeded: 5104,
  AccessDenied: 7000,
};
const unsupportedDispatch = 5001;

/** Bits of the add-in's flags in the URL: one shared runtime, custom functions. */
const sharedRuntimeFlag = 1;
const customFunctionFlag = 2;

const commandEvent = "appCommandInvoked";

interface XdmMessage {
  readonly _messageType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _actionType: number;
  readonly _data: unknown;
}

interface ExecuteData {
  readonly DdaMethod: { readonly DispatchId: number };
  readonly ArrayData?: readonly unknown[];
  readonly DdaSettingsMethod?: { readonly Properties: readonly (readonly [string, string])[] };
  readonly [argument: number]: unknown;
}

export interface XdmOptions {
  readonly session: HostSession;
  /** The page of the add-in; office.js wants the host to have the same host name, and https. */
  readonly addinUrl: string;
  /** The origin of the page that plays Excel. */
  readonly hostOrigin: string;
  readonly requirements: Requirements;
  readonly displayLanguage: string;
  readonly documentUrl?: string;
  readonly addinId?: string;
}

/**
 * Excel on the web's side of the messages between its page and an add-in's frame. It needs only a
 * way to post text, so that it serves a real iframe as well as a window in jsdom.
 */
export class XdmHost {
  // office.js caches settings by conversation, so every activation has its own.
  private readonly conversation = `_${Math.random().toString(16).slice(2)}_${Date.now()}`;
  private readonly registrations = new Map<string, XdmMessage>();
  private readonly awaited = new Map<string, (() => void)[]>();
  private readonly commands = new Map<string, (status: number) => void>();
  private lastCommand = 0;
  private readonly addinId: string;
  private post: (text: string) => void = () => undefined;

  constructor(private readonly options: XdmOptions) {
    this.addinId = options.addinId ?? "5f9b4f5e-0000-4000-8000-000000000001";
    options.session.connect({
      send: (entries) => this.fire("richApiMessage", { ArrayData: entries }),
      sendPlain: (name) => this.fire(name, {}),
    });
  }

  /** What the frame's `name` must be before its page loads: how office.js finds its host. */
  get frameName(): string {
    return JSON.stringify({
      baseFrameName: `_xdm_0_${this.conversation}`,
      hostInfo: this.hostInfo("|"),
      xdmInfo: [this.conversation, this.addinId, this.options.hostOrigin].join("|"),
      serializerVersion: "1",
    });
  }

  /** The address to load in the frame. */
  get frameUrl(): string {
    const { addinUrl } = this.options;
    const separator = addinUrl.includes("?") ? "&" : "?";
    return `${addinUrl}${separator}_host_Info=${this.hostInfo("$")}`;
  }

  /** Serves an iframe whose name is `frameName`; returns what stops it. */
  attach(iframe: HTMLIFrameElement): () => void {
    const host = iframe.ownerDocument.defaultView;
    const origin = new URL(this.options.addinUrl).origin;
    this.post = (text) => iframe.contentWindow?.postMessage(text, origin);
    const listen = (event: MessageEvent): void => {
      if (event.source === iframe.contentWindow && event.origin === origin)
        this.receive(event.data);
    };
    host?.addEventListener("message", listen);
    return () => host?.removeEventListener("message", listen);
  }

  /** Serves anything else that messages can be posted to. */
  connect(post: (text: string) => void): void {
    this.post = post;
  }

  /** Takes a message of the add-in. */
  receive(data: unknown): void {
    const message = parse(data);
    if (!message || message._messageType !== MessageType.request) return;
    if (message._actionType === ActionType.registerEvent) {
      return this.register(message);
    }
    if (message._actionType === ActionType.unregisterEvent) {
      this.registrations.delete(message._actionName);
      return this.reply(message, { Error: 0 });
    }
    switch (message._actionName) {
      case "ContextActivationManager_getAppContextAsync":
        return this.reply(message, this.appContext());
      case "ContextActivationManager_notifyHost":
        return this.reply(message, null);
      case "executeMethod":
        return void this.execute(message, message._data as ExecuteData);
      default:
        return this.reply(message, `not supported: ${message._actionName}`, {
          code: ErrorCode.errorHandlingRequest,
        });
    }
  }

  /**
   * Presses a ribbon button that runs the function `name`; resolves when the add-in has called
   * `event.completed()`, rejects when it has no such function. Like Excel it waits for an add-in
   * that is still starting.
   */
  async runCommand(name: string, controlId = name): Promise<void> {
    await this.whenRegistered(commandEvent);
    const id = `command-${++this.lastCommand}`;
    return new Promise((resolve, reject) => {
      this.commands.set(id, (status) =>
        status === 0 ? resolve() : reject(new Error(`command ${name} ended with status ${status}`))
      );
      this.fire(commandEvent, [id, name, JSON.stringify({ source: { id: controlId } })]);
    });
  }

  private register(message: XdmMessage): void {
    this.registrations.set(message._actionName, message);
    this.reply(message, { Error: 0 });
    for (const go of this.awaited.get(message._actionName) ?? []) go();
    this.awaited.delete(message._actionName);
  }

  private whenRegistered(eventName: string): Promise<void> {
    if (this.registrations.has(eventName)) return Promise.resolve();
    return new Promise((resolve) => {
      this.awaited.set(eventName, [...(this.awaited.get(eventName) ?? []), resolve]);
    });
  }

  private fire(eventName: string, data: unknown): void {
    const registration = this.registrations.get(eventName);
    if (registration) this.reply(registration, data, { type: ResponseType.forEventing });
  }

  private async execute(message: XdmMessage, data: ExecuteData): Promise<void> {
    const done = (result: object = {}): void => {
      this.reply(message, { Version: 1, Error: 0, ...result });
    };
    const { settings } = this.options.session;
    switch (data.DdaMethod.DispatchId) {
      case DispatchId.richApiRequest:
        return this.executeRichApi(message, data.ArrayData ?? []);
      case DispatchId.saveSettings:
        settings.clear();
        for (const [name, text] of data.DdaSettingsMethod?.Properties ?? []) {
          settings.set(name, text);
        }
        return done();
      case DispatchId.loadSettings:
        return done({
          Properties: { Settings: [...settings].map(([Name, Value]) => ({ Name, Value })) },
        });
      case DispatchId.commandCompleted: {
        const id = String(data[0]);
        done();
        this.commands.get(id)?.(Number(data[1]));
        this.commands.delete(id);
        return;
      }
      default:
        return this.reply(message, { Version: 1, Error: unsupportedDispatch });
    }
  }

  private async executeRichApi(message: XdmMessage, array: readonly unknown[]): Promise<void> {
    const { session } = this.options;
    const text = String(array[4]);
    const request = JSON.parse(text) as RequestBody;
    const reply = await session.execute(request, utf8Length(text), Number(array[6]));
    if (!session.open) return;
    if (reply.kind === "refusal") {
      return this.reply(message, { Version: 1, Error: refusalNumbers[reply.code] });
    }
    const headers = ["CONTENT-TYPE", "application/json"];
    this.reply(message, { Version: 1, Error: 0, Data: [200, headers, reply.body] });
  }

  private reply(
    to: XdmMessage,
    data: unknown,
    {
      code = ErrorCode.success,
      type = ResponseType.forCalling,
    }: { code?: number; type?: number } = {}
  ): void {
    this.post(
      JSON.stringify({
        _messageType: MessageType.response,
        _actionName: to._actionName,
        _conversationId: to._conversationId,
        _correlationId: to._correlationId,
        _origin: this.options.hostOrigin,
        _data: data,
        _errorCode: code,
        _responseType: type,
        _serializerVersion: 1,
      })
    );
  }

  private hostInfo(separator: string): string {
    const flags = sharedRuntimeFlag | customFunctionFlag;
    return [
      "Excel",
      "Web",
      "16.00",
      this.options.displayLanguage,
      "correlation-1",
      "",
      "disableLogging",
      String(flags),
    ].join(separator);
  }

  private appContext(): Record<string, unknown> {
    const { session, requirements, displayLanguage, documentUrl } = this.options;
    return {
      _id: this.addinId,
      _appName: 16,
      _appVersion: "16.00",
      _appMinorVersion: 0,
      _appUILocale: displayLanguage,
      _dataLocale: displayLanguage,
      _docUrl: documentUrl ?? "Book1.xlsx",
      _clientMode: 1,
      _settings: [...session.settings],
      _reason: "documentOpened",
      _osfControlType: 1,
      _eToken: "",
      _correlationId: "correlation-1",
      _appInstanceId: "instance-1",
      _requirementMatrix: JSON.stringify(requirements),
      _hostCustomMessage: null,
      _hostFullVersion: "16.0.19000.40000",
      _addinName: "RETAIN",
      _appDomains: [],
      _initialDisplayMode: 2,
      _wacHostEnvironment: "0",
      _featureGates: {},
    };
  }
}

function parse(data: unknown): XdmMessage | null {
  if (typeof data !== "string") return null;
  try {
    const message = JSON.parse(data) as XdmMessage | null;
    return typeof message?._conversationId === "string" ? message : null;
  } catch {
    return null; // Pages post other things to each other, too.
  }
}
