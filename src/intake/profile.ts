import {
  customerFields,
  orderFields,
  type CustomerField,
  type OrderField,
} from "../retention/store";

/** A mapping of one system's columns, to be handed from store to store: headers and fields, no data. */
export interface MappingProfile {
  readonly customers: Partial<Record<CustomerField, string>>;
  readonly orders: Partial<Record<OrderField, string>>;
}

/** What a profile's file says of itself. */
const kind = "retain-mapping";

/** The text of a profile's file. */
export function profileText(profile: MappingProfile): string {
  return `${JSON.stringify({ kind, version: 1, ...profile }, null, 2)}\n`;
}

/**
 * Reads a profile's file; `undefined` for a text that is none. Fields that this version does not know
 * are left out.
 */
export function readProfile(text: string): MappingProfile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.kind !== kind) return undefined;
  return {
    customers: headersOf(value.customers, customerFields),
    orders: headersOf(value.orders, orderFields),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function headersOf<Field extends string>(
  value: unknown,
  fields: readonly Field[]
): Partial<Record<Field, string>> {
  const headers: Partial<Record<Field, string>> = {};
  if (!isObject(value)) return headers;
  for (const field of fields) {
    const header = value[field];
    if (typeof header === "string") headers[field] = header;
  }
  return headers;
}
