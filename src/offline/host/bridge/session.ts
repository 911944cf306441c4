import type { HostObject } from "../richapi/hostObject";
import type { HostRoot } from "../richapi/hostRoot";
import { Interpreter } from "../richapi/interpreter";
import { ActionType, PathType, type RequestBody, type ResponseBody } from "../richapi/wire";
import { Counters, utf8Length } from "./counters";
import { CustomFunctionsService } from "./customFunctions";
import { EventRelay, eventCategory, type MessageEntry } from "./eventRelay";
import { Faults, webPayloadLimit, type Fault, type TransportRefusal } from "./faults";
import {
  AddinInternalService,
  AppRuntimePersistenceService,
  AppRuntimeService,
  SessionRoot,
  type AppRuntimeState,
} from "./services";

/** The request flag with which an add-in says that it can wait until the user leaves the cell. */
const delayForCellEditFlag = 64;
const visibilityChangedType = 65539;

/** How a request ends: with the text of a response, or refused as a whole. */
export type Reply =
  | { readonly kind: "answer"; readonly body: string }
  | { readonly kind: "refusal"; readonly code: TransportRefusal };

export interface SessionOptions {
  readonly root: HostRoot;
  readonly webLimits: boolean;
  /** Whether the pane is shown when the add-in starts. */
  readonly startState?: AppRuntimeState;
  /** Runs a task after the current one; events and answers go through it. */
  readonly later: (task: () => void) => void;
}

/** How a way in carries messages to the add-in. */
export interface Channel {
  send(entries: MessageEntry[]): void;
  sendPlain(name: "documentSelectionChanged" | "settingsChanged"): void;
}

/** One add-in at work in one workbook: everything between the messages and the model. */
export class HostSession {
  readonly counters: Counters;
  readonly faults: Faults;
  readonly functions = new CustomFunctionsService((entries) => this.channel?.send(entries));
  readonly appRuntime: AppRuntimeService;
  /**
   * Failures of the stand-in itself and requests for members that it does not have: never what a
   * test wants to go on with.
   */
  readonly hostErrors: Error[] = [];

  private channel: Channel | null = null;
  private readonly interpreter: Interpreter;
  private readonly events: EventRelay;
  private readonly sessionRoot: SessionRoot;
  private running = false;

  constructor(private readonly options: SessionOptions) {
    const { root } = options;
    this.counters = new Counters(() => root.$cells ?? { read: 0, written: 0 });
    this.faults = new Faults(options.webLimits);
    this.sessionRoot = new SessionRoot((id) => this.events.range(id), root.$wac);
    this.appRuntime = new AppRuntimeService(options.startState ?? "Visible", (state) =>
      options.later(() => this.tellVisibility(state))
    );
    this.interpreter = new Interpreter({
      root,
      sessionRoot: this.sessionRoot,
      services: this.services(),
      onRegistration: (owner, member, registered) =>
        this.events.register(owner, member, registered),
      onUse: (member) => this.counters.$use(member),
      onHostError: (error) => this.hostErrors.push(error),
    });
    this.events = new EventRelay({
      events: root.$events,
      byAddin: () => this.running,
      enabled: () => this.sessionRoot.runtime.EnableEvents,
      send: (entries) => this.channel?.send(entries),
      sendPlain: (name) => this.channel?.sendPlain(name),
      later: options.later,
    });
  }

  /** The add-in's settings: name → JSON text. */
  get settings(): Map<string, string> {
    return this.options.root.$settings;
  }

  /** Objects that the add-in still keeps. */
  get referenceCount(): number {
    return this.interpreter.referenceCount;
  }

  /** Whether a way in is connected. */
  get open(): boolean {
    return this.channel !== null;
  }

  connect(channel: Channel): void {
    this.channel = channel;
  }

  close(): void {
    this.channel = null;
    this.events.close();
  }

  /**
   * Takes a request, whose body had this many UTF-8 bytes as text; resolves with the reply, or never
   * when a fault says so.
   */
  async execute(request: RequestBody, bytes: number, flags: number): Promise<Reply> {
    this.counters.requests++;
    if (this.faults.webLimits && bytes > webPayloadLimit) {
      this.faults.$nextSync();
      this.countSync(bytes, 0);
      return refusal("RequestPayloadSizeLimitExceeded");
    }
    if (!isSync(request)) return answer(JSON.stringify(this.run(request)));
    const fault = this.faults.$nextSync();
    const reply = await this.sync(request, flags, fault);
    this.countSync(bytes, reply.kind === "answer" ? utf8Length(reply.body) : 0);
    return fault?.kind === "silent" ? never : reply;
  }

  private async sync(
    request: RequestBody,
    flags: number,
    fault: Fault | undefined
  ): Promise<Reply> {
    if (this.faults.cellEditMode) {
      if ((flags & delayForCellEditFlag) === 0) return refusal("InvalidOperationInCellEditMode");
      await this.faults.cellEditEnd();
    }
    if (fault?.kind === "refused") return refusal(fault.code);
    if (fault?.kind === "silent" && !fault.applied) return never;
    if (fault?.kind === "overtaken") fault.by();
    const body = JSON.stringify(this.run(request, fault));
    if (this.faults.webLimits && utf8Length(body) > webPayloadLimit) {
      return refusal("ResponsePayloadSizeLimitExceeded");
    }
    return answer(body);
  }

  private run(request: RequestBody, fault?: Fault): ResponseBody {
    const injected =
      fault?.kind === "failed" ? { atAction: fault.afterActions, code: fault.code } : undefined;
    this.running = true;
    if (fault?.kind === "behind") this.options.root.$setInFront?.(false);
    try {
      return this.interpreter.run(request, injected);
    } finally {
      if (fault?.kind === "behind") this.options.root.$setInFront?.(true);
      this.options.root.$afterRequest?.();
      this.running = false;
    }
  }

  private countSync(requestBytes: number, responseBytes: number): void {
    this.counters.syncs++;
    this.counters.requestBytes.push(requestBytes);
    this.counters.responseBytes.push(responseBytes);
  }

  private services(): Record<string, HostObject> {
    return {
      "Microsoft.ExcelServices.CustomFunctions": this.functions,
      "Microsoft.InternalService.AddinInternalService": new AddinInternalService(),
      "Microsoft.AppRuntime.AppRuntimeService": this.appRuntime,
      "Microsoft.AppRuntime.AppRuntimePersistenceService": new AppRuntimePersistenceService(),
    };
  }

  private tellVisibility(state: AppRuntimeState): void {
    const visibility = state === "Visible" ? "Visible" : "Hidden";
    const message = JSON.stringify({ visibility });
    this.channel?.send([[eventCategory, visibilityChangedType, "", message, 0]]);
  }
}

const never = new Promise<Reply>(() => undefined);
const refusal = (code: TransportRefusal): Reply => ({ kind: "refusal", code });
const answer = (body: string): Reply => ({ kind: "answer", body });

/** A sync is a request to the workbook that does more than release what the add-in has kept. */
function isSync(request: RequestBody): boolean {
  const paths = request.ObjectPaths;
  if (Object.values(paths).some((path) => path.ObjectPathType === PathType.NewObject)) return false;
  return request.Actions.some(
    (action) =>
      action.Name !== "_RemoveReference" &&
      (action.ActionType !== ActionType.Instantiate ||
        paths[action.ObjectPathId]?.ObjectPathType !== PathType.GlobalObject)
  );
}
