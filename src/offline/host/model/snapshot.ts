/**
 * The whole state of a workbook at a moment, to return to. The objects stay the same, so that
 * references to them hold; cells share their pages until they change.
 */
import { HostEvents } from "../richapi/events";
import { CellStore, type CellStoreState } from "./cells";
import { StyleTable } from "./styles";

type Saved =
  | { readonly kind: "cells"; readonly store: CellStore; readonly state: CellStoreState }
  | {
      readonly kind: "map";
      readonly map: Map<unknown, unknown>;
      readonly entries: [unknown, unknown][];
    }
  | { readonly kind: "set"; readonly set: Set<unknown>; readonly values: unknown[] }
  | { readonly kind: "array"; readonly array: unknown[]; readonly values: unknown[] }
  | {
      readonly kind: "object";
      readonly object: Record<string, unknown>;
      readonly fields: [string, unknown][];
    };

/** Opaque: give it back to `restore`. */
export interface Snapshot {
  readonly saved: readonly Saved[];
}

/** Listeners stay as they are, styles are only ever added, and bytes are never changed in place. */
const isLeftAlone = (value: object): boolean =>
  value instanceof HostEvents || value instanceof StyleTable || ArrayBuffer.isView(value);

/** Remembers everything that can be reached from `root`. */
export function capture(root: object): Snapshot {
  const saved: Saved[] = [];
  const seen = new Set<object>();
  const queue: unknown[] = [root];
  while (queue.length > 0) {
    const value = queue.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isLeftAlone(value)) continue;
    if (value instanceof WeakRef) {
      queue.push(value.deref());
      continue;
    }
    const entry = save(value);
    saved.push(entry);
    if (entry.kind === "map") queue.push(...entry.entries.flat());
    else if (entry.kind === "object") queue.push(...entry.fields.map(([, field]) => field));
    else if (entry.kind !== "cells") for (const inner of entry.values) queue.push(inner);
  }
  return { saved };
}

function save(value: object): Saved {
  if (value instanceof CellStore) return { kind: "cells", store: value, state: value.capture() };
  if (value instanceof Map) return { kind: "map", map: value, entries: [...value] };
  if (value instanceof Set) return { kind: "set", set: value, values: [...value] };
  if (Array.isArray(value)) return { kind: "array", array: value, values: [...value] };
  const object = value as Record<string, unknown>;
  return { kind: "object", object, fields: Object.entries(object) };
}

/** Puts everything back as it was. */
export function restore({ saved }: Snapshot): void {
  for (const entry of saved) {
    switch (entry.kind) {
      case "cells":
        entry.store.restore(entry.state);
        break;
      case "map":
        entry.map.clear();
        for (const [key, value] of entry.entries) entry.map.set(key, value);
        break;
      case "set":
        entry.set.clear();
        for (const value of entry.values) entry.set.add(value);
        break;
      case "array":
        entry.array.splice(0, entry.array.length, ...entry.values);
        break;
      case "object":
        for (const key of Object.keys(entry.object)) {
          if (!entry.fields.some(([name]) => name === key)) delete entry.object[key];
        }
        for (const [name, value] of entry.fields) {
          if (entry.object[name] !== value) entry.object[name] = value;
        }
    }
  }
}
