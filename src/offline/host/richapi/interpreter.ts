import { httpStatusOf, messageOf } from "./errorTexts";
import { HostCollection, HostObject, RichApiError } from "./hostObject";
import {
  ActionType,
  PathType,
  type ActionInfo,
  type ArgumentInfo,
  type ObjectPathInfo,
  type QueryInfo,
  type ReferencedPathIds,
  type RequestBody,
  type ResponseBody,
  type ResponseError,
} from "./wire";

/** A request named something that the stand-in does not have: the add-in is wrong, or the stand-in too small. */
export class UnknownMemberError extends RichApiError {
  constructor(location: string) {
    super("ApiNotFound", location, `The stand-in for Excel has no ${location}.`);
    this.name = "UnknownMemberError";
  }
}

/** The code that a request ends with when the stand-in itself has failed; Excel has no such code. */
export const hostFailureCode = "StandInFailure";

export interface InterpreterOptions {
  /** The object that requests start from (the workbook). */
  readonly root: HostObject;
  /** Members of the root that belong to the add-in's session, not to the workbook; looked up second. */
  readonly sessionRoot?: HostObject;
  /** Objects that a request makes by service name. */
  readonly services?: Readonly<Record<string, HostObject>>;
  /** Told when a request (un)registers for an event: `_RegisterDataChangedEvent` on a "Worksheet". */
  readonly onRegistration?: (owner: HostObject, member: string, registered: boolean) => boolean;
  /** Told of every method that is called and every property that is set, as `CustomXmlPart.setXml`. */
  readonly onUse?: (member: string) => void;
  /**
   * Told of every failure that is not Excel's refusal: errors of the stand-in itself, and members
   * it does not know.
   */
  readonly onHostError?: (error: Error) => void;
}

/** An error that ends a batch before the action with this index, as if Excel had failed there. */
export interface InjectedFailure {
  readonly atAction: number;
  readonly code: string;
}

interface Batch {
  readonly paths: Readonly<Record<string, ObjectPathInfo>>;
  readonly resolved: Map<number, HostObject | null>;
  /** "Type.member" of what is being done, for the error that it may end in. */
  location: string | null;
}

/** Names as the wire gives them ("Values") or as `retrieve` wants them ("values"). */
type Casing = (wireName: string) => string;

interface SelectTree {
  [name: string]: SelectTree;
}

/**
 * Runs request batches of the Rich API on host objects. It knows the protocol and nothing of Excel.
 * Actions run in order; the first refusal ends the batch, and what was done before stays done, as
 * in Excel, which does not roll back.
 */
export class Interpreter {
  private readonly references = new Map<string, HostObject>();
  private readonly referenceIds = new WeakMap<HostObject, string>();
  private lastReference = 0;

  constructor(private readonly options: InterpreterOptions) {}

  /** Objects that the add-in keeps across requests. */
  get referenceCount(): number {
    return this.references.size;
  }

  /** Runs one batch. Never throws: refusals and failures are in the response. */
  run(request: RequestBody, injected?: InjectedFailure): ResponseBody {
    const batch: Batch = { paths: request.ObjectPaths, resolved: new Map(), location: null };
    const results: ResponseBody["Results"] = [];
    const traceIds: number[] = [];
    let error: ResponseError | undefined;
    for (const [index, action] of request.Actions.entries()) {
      batch.location = null;
      try {
        if (index === injected?.atAction) throw new RichApiError(injected.code);
        if (action.ActionType === ActionType.Trace) traceIds.push(action.Id);
        results.push({ ActionId: action.Id, Value: this.act(batch, action) });
      } catch (thrown) {
        error = this.responseError(thrown, batch, index);
        break;
      }
    }
    return {
      Results: results,
      ...(traceIds.length > 0 && { TraceIds: traceIds }),
      ...(error && { Error: error }),
    };
  }

  private responseError(thrown: unknown, batch: Batch, actionIndex: number): ResponseError {
    const refusal = thrown instanceof RichApiError;
    if (!refusal || thrown instanceof UnknownMemberError) {
      this.options.onHostError?.(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
    const code = refusal ? thrown.code : hostFailureCode;
    const message = refusal ? thrown.message : String(thrown);
    return {
      Code: code,
      Message: message === code ? messageOf(code) : message,
      Location: (refusal && thrown.location) || batch.location,
      ActionIndex: actionIndex,
      HttpStatusCode: httpStatusOf(code),
    };
  }

  private act(batch: Batch, action: ActionInfo): unknown {
    if (action.ActionType === ActionType.Trace) return null;
    const object = this.resolve(batch, action.ObjectPathId);
    switch (action.ActionType) {
      case ActionType.Instantiate:
        return object && this.identity(object);
      case ActionType.Query:
        return object && this.query(batch, object, action.QueryInfo ?? {}, keepCase);
      case ActionType.QueryAsJson:
        return object && this.query(batch, object, action.QueryInfo ?? {}, camel);
      case ActionType.Method: {
        const result = object && this.call(batch, object, action.Name, action.ArgumentInfo);
        return result === undefined || result instanceof HostObject ? null : result;
      }
      case ActionType.SetProperty:
        if (object) {
          const [value] = this.arguments(batch, action.ArgumentInfo);
          this.set(batch, object, action.Name, value);
        }
        return null;
      case ActionType.Update:
        if (object) this.update(batch, object, action.ObjectState ?? {});
        return null;
      default:
        throw new UnknownMemberError(`ActionType ${action.ActionType}`);
    }
  }

  private resolve(batch: Batch, id: number): HostObject | null {
    const known = batch.resolved.get(id);
    if (known !== undefined) return known;
    const path = batch.paths[id];
    if (!path) throw new RichApiError("InvalidObjectPath");
    const object = this.follow(batch, path);
    batch.resolved.set(id, object);
    return object;
  }

  private follow(batch: Batch, path: ObjectPathInfo): HostObject | null {
    switch (path.ObjectPathType) {
      case PathType.NullObject:
        return null;
      case PathType.GlobalObject:
        return this.options.root;
      case PathType.NewObject: {
        const service = this.options.services?.[path.Name];
        if (!service) throw new UnknownMemberError(path.Name);
        return service;
      }
      case PathType.ReferenceId: {
        const object = this.references.get(path.Name);
        if (!object) throw new RichApiError("InvalidObjectPath", "_reference()");
        return object;
      }
    }
    if (path.ParentObjectPathId === undefined) throw new RichApiError("InvalidObjectPath");
    const parent = this.resolve(batch, path.ParentObjectPathId);
    if (parent === null) return null;
    switch (path.ObjectPathType) {
      case PathType.Property:
        return asObject(this.get(batch, parent, path.Name), parent, path.Name);
      case PathType.Method:
        return asObject(this.call(batch, parent, path.Name, path.ArgumentInfo), parent, path.Name);
      case PathType.Indexer:
        return this.item(batch, parent, path.ArgumentInfo);
      default:
        throw new UnknownMemberError(`ObjectPathType ${path.ObjectPathType}`);
    }
  }

  private item(batch: Batch, parent: HostObject, info: ArgumentInfo | undefined): HostObject {
    batch.location = `${parent.$class}.getItem`;
    if (!(parent instanceof HostCollection)) throw new UnknownMemberError(batch.location);
    const [key] = this.arguments(batch, info);
    if (typeof key !== "string" && typeof key !== "number") {
      throw new RichApiError("InvalidArgument");
    }
    const item = parent.$item(key);
    if (!item) throw new RichApiError("ItemNotFound");
    return item;
  }

  /** The object that has the member, or UnknownMemberError. */
  private owner(batch: Batch, object: HostObject, name: string): Record<string, unknown> {
    batch.location = `${object.$class}.${camel(name)}`;
    if (wireName.test(name)) {
      if (name in object) return members(object);
      const session = object === this.options.root ? this.options.sessionRoot : undefined;
      if (session && name in session) return members(session);
    }
    throw new UnknownMemberError(batch.location);
  }

  private get(batch: Batch, object: HostObject, name: string): unknown {
    const value = this.owner(batch, object, name)[name];
    if (typeof value === "function") throw new UnknownMemberError(batch.location ?? name);
    return value;
  }

  private call(
    batch: Batch,
    object: HostObject,
    name: string,
    info: ArgumentInfo | undefined
  ): unknown {
    if (name === "_KeepReference") return this.keep(object);
    if (object === this.options.root && name.startsWith("_")) {
      const [id] = info?.Arguments ?? [];
      if (name === "_RemoveReference") return void this.references.delete(String(id));
      if (name === "_RemoveAllReferences") return this.references.clear();
      if (name === "_GetReferenceCount") return this.references.size;
    }
    const registration = registrationName.exec(name);
    if (registration) {
      batch.location = `${object.$class}.${camel(name)}`;
      const member = `_Register${registration[2]}`;
      if (this.options.onRegistration?.(object, member, registration[1] === "Register")) {
        return null;
      }
      throw new UnknownMemberError(batch.location);
    }
    const owner = this.owner(batch, object, name);
    const method = owner[name];
    if (typeof method !== "function") throw new UnknownMemberError(batch.location ?? name);
    if (batch.location !== null) this.options.onUse?.(batch.location);
    // An optional argument left out arrives as null.
    const values = this.arguments(batch, info).map((value) => (value === null ? undefined : value));
    // Neither the documentation nor the typings say what Excel makes of an empty key.
    if (name === "GetItemOrNullObject" && values[0] === "") {
      throw new UnknownMemberError(`${object.$class}.getItemOrNullObject("")`);
    }
    return method.apply(owner, values);
  }

  private set(batch: Batch, object: HostObject, name: string, value: unknown): void {
    const owner = this.owner(batch, object, name);
    if (!isWritable(owner, name)) throw new RichApiError("InvalidArgument");
    if (batch.location !== null) this.options.onUse?.(batch.location);
    owner[name] = value;
  }

  private update(batch: Batch, object: HostObject, state: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(state)) {
      const name = pascal(key);
      const current = this.get(batch, object, name);
      if (current instanceof HostObject && isPlainObject(value)) this.update(batch, current, value);
      else this.set(batch, object, name, value);
    }
  }

  private keep(object: HostObject): null {
    let id = this.referenceIds.get(object);
    if (id === undefined) {
      id = `{ref-${++this.lastReference}}`;
      this.referenceIds.set(object, id);
    }
    this.references.set(id, object);
    return null;
  }

  private identity(object: HostObject): Record<string, unknown> {
    const id = this.referenceIds.get(object);
    const kept = id !== undefined && this.references.has(id);
    return { ...object.$identity(), ...(kept && { _ReferenceId: id }) };
  }

  /** Arguments with the objects that they refer to. Matrices of values are passed on, not copied. */
  private arguments(batch: Batch, info: ArgumentInfo | undefined): unknown[] {
    const values = info?.Arguments ?? [];
    const ids = info?.ReferencedObjectPathIds;
    return values.map((value, i) => this.argument(batch, value, ids?.[i]));
  }

  private argument(batch: Batch, value: unknown, id: number | ReferencedPathIds = 0): unknown {
    if (Array.isArray(value)) {
      const ids = typeof id === "number" ? undefined : id;
      if (!ids && !holdsObject(value)) return value;
      return value.map((element, i) => this.argument(batch, element, ids?.[i]));
    }
    if (typeof id === "number" && id !== 0) return this.resolve(batch, id);
    if (!isPlainObject(value)) return value;
    if (typeof value["_ObjectPathId"] === "number")
      return this.resolve(batch, value["_ObjectPathId"]);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, this.argument(batch, inner)])
    );
  }

  private query(batch: Batch, object: HostObject, info: QueryInfo, casing: Casing): unknown {
    const tree: SelectTree = {};
    for (const path of info.Select ?? []) addPath(tree, path);
    for (const path of info.Expand ?? []) addPath(tree, `${path}/*`);
    return this.read(batch, object, tree, casing, info);
  }

  private read(
    batch: Batch,
    object: HostObject,
    tree: SelectTree,
    casing: Casing,
    page?: QueryInfo
  ): Record<string, unknown> {
    if (object instanceof HostCollection) {
      return this.readCollection(batch, object, tree, casing, page);
    }
    return this.readMembers(batch, object, tree, casing);
  }

  private readMembers(
    batch: Batch,
    object: HostObject,
    tree: SelectTree,
    casing: Casing
  ): Record<string, unknown> {
    const everything = "*" in tree || Object.keys(tree).length === 0;
    const wanted = new Map<string, SelectTree>();
    if (everything) for (const name of object.$scalars) wanted.set(name, {});
    for (const [name, below] of Object.entries(tree)) {
      if (name !== "*") wanted.set(pascal(name), below);
    }
    const out: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(this.identity(object))) out[casing(key)] = value;
    for (const [name, below] of wanted) {
      const value = this.get(batch, object, name);
      out[casing(name)] =
        value instanceof HostObject ? this.read(batch, value, below, casing) : value;
    }
    return out;
  }

  private readCollection(
    batch: Batch,
    collection: HostCollection,
    tree: SelectTree,
    casing: Casing,
    page?: QueryInfo
  ): Record<string, unknown> {
    const names = Object.keys(tree);
    const ownNames = names.filter((name) => collection.$scalars.includes(pascal(name)));
    const itemNames = names.filter((name) => !ownNames.includes(name));
    const ofItems = Object.fromEntries(itemNames.map((name) => [name, tree[name] ?? {}]));
    const everything = names.length === 0 || "*" in tree;
    const own = everything ? collection.$scalars : ownNames.map(pascal);
    const out: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(this.identity(collection))) out[casing(key)] = value;
    for (const name of own) out[casing(name)] = this.get(batch, collection, name);
    if (everything || itemNames.length > 0) {
      const skip = page?.Skip ?? 0;
      const items = collection
        .$items()
        .slice(skip, page?.Top === undefined ? undefined : skip + page.Top);
      out[casing("_Items")] = items.map((item) => this.read(batch, item, ofItems, casing));
    }
    return out;
  }
}

/** What a request may name; anything else is the model's own. */
const wireName = /^_?[A-Z]/;
const registrationName = /^_(Register|Unregister)(\w*Event\w*)$/;

const pascal = (name: string): string =>
  name.startsWith("_") ? name : name.charAt(0).toUpperCase() + name.slice(1);

const keepCase: Casing = (name) => name;
const camel: Casing = (name) => {
  if (name === "_Items") return "items";
  return name.startsWith("_") ? name : name.charAt(0).toLowerCase() + name.slice(1);
};

/** "items/format/fill/color" → { format: { fill: { color: {} } } }: what is asked of a collection is asked of its items. */
function addPath(tree: SelectTree, path: string): void {
  let at = tree;
  const steps = path.split(/[/.]/).filter((step) => step.toLowerCase() !== "items");
  if (steps.length === 0) steps.push("*");
  for (const step of steps) at = at[step] ??= {};
}

const members = (object: HostObject): Record<string, unknown> =>
  object as unknown as Record<string, unknown>;

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when an array holds, at any depth, an object that may stand for an object path. */
function holdsObject(values: readonly unknown[]): boolean {
  return values.some((value) =>
    Array.isArray(value) ? holdsObject(value) : typeof value === "object" && value !== null
  );
}

function isWritable(owner: object, name: string): boolean {
  for (let at: object | null = owner; at; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) {
      return found.set !== undefined || (found.writable === true && !isFunction(found.value));
    }
  }
  return false;
}

const isFunction = (value: unknown): boolean => typeof value === "function";

/** What a path leads to; a path that leads to a plain value is a mistake of the model. */
function asObject(value: unknown, parent: HostObject, name: string): HostObject | null {
  if (value === null || value instanceof HostObject) return value;
  throw new Error(`${parent.$class}.${name} is used as an object but gives ${typeof value}`);
}
