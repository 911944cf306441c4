/**
 * What the interpreter of request batches (`richapi`) and the objects of the workbook (`model`)
 * share: how an object is addressed and how it refuses.
 */

/** A refusal with Excel's error code; it ends the batch and reaches the add-in as OfficeExtension.Error. */
export class RichApiError extends Error {
  constructor(
    readonly code: string,
    /** "Type.member", as in `error.debugInfo.errorLocation`. */
    readonly location?: string,
    message?: string
  ) {
    super(message ?? code);
    this.name = "RichApiError";
  }
}

/**
 * An object that a request batch can address. Its members carry the wire's names (Pascal case, the
 * internal ones with a leading underscore); anything that is not a member of the class is refused
 * with ApiNotFound, never ignored. Members with other names cannot be reached from a request.
 */
export abstract class HostObject {
  /** The class name in error locations, e.g. "Worksheet". */
  abstract readonly $class: string;

  /** Names that a load without a list returns. */
  get $scalars(): readonly string[] {
    return [];
  }

  /** What instantiating the object answers: `{ Id }` for what has an id, else `{}`. */
  $identity(): Record<string, unknown> {
    return {};
  }
}

/** An object with items; `$item` finds one by id or name. */
export abstract class HostCollection<Item extends HostObject = HostObject> extends HostObject {
  abstract $items(): readonly Item[];
  abstract $item(key: string | number): Item | null;
}
