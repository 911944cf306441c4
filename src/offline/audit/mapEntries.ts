import { readFile } from "node:fs/promises";
import { normaliseHeader, readProfiles, type Profile } from "../../intake";
import { locales, textsOf } from "../../locale";
import {
  customerFields,
  orderFields,
  type CustomerField,
  type OrderField,
} from "../../retention/store";
import { CommandError } from "./commandError";

type Field = CustomerField | OrderField;
/** `header=field` as the user typed it. */
export interface MapEntry {
  readonly header: string;
  /** Absent: the column is not to be used. */
  readonly field?: Field;
}

const isField = (text: string): text is Field =>
  [...customerFields, ...orderFields].some((field) => field === text);

/**
 * Reads `header=field,…`. Fields by their id or their name in either language; `-` for none.
 *
 * @throws CommandError `wrongMap`, `unknownField`
 */
export function readMap(text: string): MapEntry[] {
  return text.split(",").map((entry) => {
    const at = entry.lastIndexOf("=");
    const header = entry.slice(0, at).trim();
    const name = entry.slice(at + 1).trim();
    if (at < 1 || header === "" || name === "") throw new CommandError("wrongMap", entry.trim());
    if (name === "-") return { header };
    const field = isField(name) ? name : fieldNamed(name);
    if (field === undefined) throw new CommandError("unknownField", name);
    return { header, field };
  });
}

function fieldNamed(name: string): Field | undefined {
  const wanted = normaliseHeader(name);
  for (const locale of locales) {
    const { customerFields: ofCustomers, orderFields: ofOrders } = textsOf(locale).data;
    const names = Object.entries({ ...ofCustomers, ...ofOrders });
    const found = names.find(([, text]) => normaliseHeader(text) === wanted)?.[0];
    if (found !== undefined && isField(found)) return found;
  }
  return undefined;
}

/** @throws CommandError `fileMissing`, `notAProfile` */
export async function loadProfile(path: string, about: string): Promise<readonly Profile[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new CommandError("fileMissing", about);
  });
  const profiles = readProfiles(text);
  if (!profiles) throw new CommandError("notAProfile", about);
  return profiles;
}
