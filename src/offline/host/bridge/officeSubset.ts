import { isSetSupported, type Requirements } from "./requirements";

type Callback = (result: { status: "succeeded"; value?: unknown }) => void;
type Handler = (args: unknown) => void;

type NamedFunction = (...args: never[]) => unknown;

/** Functions that the add-in has given names, upper-cased as office.js does. */
export interface Association {
  readonly mappings: Record<string, NamedFunction | undefined>;
  onchange(handler: () => void): void;
  associate(name: string | Record<string, NamedFunction>, action?: NamedFunction): void;
}

/** `CustomFunctions.associate` and `Office.actions.associate`: one name with its function, or many. */
export function createAssociation(): Association {
  const mappings: Association["mappings"] = {};
  const handlers: (() => void)[] = [];
  return {
    mappings,
    onchange: (handler) => void handlers.push(handler),
    associate(name, action) {
      const pairs = typeof name === "string" ? { [name]: action } : name;
      for (const [key, value] of Object.entries(pairs)) {
        mappings[key.toUpperCase()] = value;
      }
      for (const handler of handlers) handler();
    },
  };
}

/** Handlers of Common API events by event type. */
class Handlers {
  private readonly byType = new Map<string, Handler[]>();

  readonly addHandlerAsync = (type: string, handler: Handler, ...rest: unknown[]): void => {
    this.byType.set(type, [...(this.byType.get(type) ?? []), handler]);
    succeed(rest);
  };

  readonly removeHandlerAsync = (type: string, ...rest: unknown[]): void => {
    const { handler } = (rest[0] ?? {}) as { handler?: Handler };
    const left = handler ? (this.byType.get(type) ?? []).filter((one) => one !== handler) : [];
    this.byType.set(type, left);
    succeed(rest);
  };

  fire(type: string): void {
    for (const handler of this.byType.get(type) ?? []) handler({ type });
  }
}

/** Calls the callback that an async Common API function got as its last argument, if any. */
function succeed(args: readonly unknown[], value?: unknown): void {
  const callback = args.at(-1);
  if (typeof callback === "function") (callback as Callback)({ status: "succeeded", value });
}

/** `Office.context.document.settings`: a copy that only saveAsync and refreshAsync bring to and from the document. */
class DocumentSettings extends Handlers {
  private values = new Map<string, string>();

  constructor(private readonly stored: Map<string, string>) {
    super();
    this.values = new Map(stored);
  }

  readonly get = (name: string): unknown => {
    const text = this.values.get(name);
    return text === undefined ? null : (JSON.parse(text) as unknown);
  };

  readonly set = (name: string, value: unknown): void => {
    this.values.set(name, JSON.stringify(value));
  };

  readonly remove = (name: string): void => {
    this.values.delete(name);
  };

  readonly saveAsync = (...args: unknown[]): void => {
    this.stored.clear();
    for (const [name, text] of this.values) this.stored.set(name, text);
    succeed(args, this);
  };

  readonly refreshAsync = (...args: unknown[]): void => {
    this.values = new Map(this.stored);
    succeed(args, this);
  };
}

export interface OfficeSubsetOptions {
  readonly requirements: Requirements;
  readonly displayLanguage: string;
  readonly settings: Map<string, string>;
}

/** The part of `Office.context` that an add-in without a pane needs. */
export function createOfficeContext({
  requirements,
  displayLanguage,
  settings,
}: OfficeSubsetOptions) {
  const documentSettings = new DocumentSettings(settings);
  const documentHandlers = new Handlers();
  const context = {
    contentLanguage: displayLanguage,
    displayLanguage,
    host: "Excel",
    platform: "OfficeOnline",
    requirements: {
      isSetSupported: (name: string, minVersion?: string | number) =>
        isSetSupported(requirements, name, String(minVersion ?? "1.1")),
    },
    document: {
      url: "Book1.xlsx",
      settings: documentSettings,
      addHandlerAsync: documentHandlers.addHandlerAsync,
      removeHandlerAsync: documentHandlers.removeHandlerAsync,
    },
  };
  const fire = (name: "documentSelectionChanged" | "settingsChanged"): void => {
    if (name === "settingsChanged") documentSettings.fire(name);
    else documentHandlers.fire(name);
  };
  return { context, fire };
}
