import {
  customerKeyOf,
  normaliseKey,
  normalisePlate,
  type CustomerTable,
} from "../../retention/store";
import type { Cell } from "../cell";

/** What a cell of an input table names: the key of a customer, and whether a customer has it. */
export interface NamedCustomer {
  /** Normalised (keys.ts); `""` for an empty cell. */
  readonly key: string;
  readonly known: boolean;
}
export type CustomerNaming = (cell: Cell) => NamedCustomer;

/** Sheets, inputs and the pane's selection ask for the names of the same table. */
const namings = new WeakMap<CustomerTable, CustomerNaming>();

/**
 * Reads who is meant by a VIN, a plate, a customer number or a phone, in whatever way it is typed: the
 * add-in's own tables name customers by their key, people by what they have at hand. A plate, number or
 * phone that several vehicles have names none of them. What is not known keeps its own text as key: the customer
 * may be missing in this export only.
 */
export function customerNaming(customers: CustomerTable): CustomerNaming {
  const naming = namings.get(customers) ?? namingOf(customers);
  namings.set(customers, naming);
  return naming;
}

function namingOf(customers: CustomerTable): CustomerNaming {
  const keys = new Set<string>();
  const others = new Map<string, string | null>();
  for (let row = 0; row < customers.count; row += 1) {
    const key = customerKeyOf(customers, row);
    if (key === "") continue;
    keys.add(key);
    for (const name of [customers.plate[row], customers.customerNumber[row]]) {
      if (name === "" || name === key) continue;
      others.set(name, others.has(name) && others.get(name) !== key ? null : key);
    }
  }
  const phones = new Map<string, string | null>();
  for (let row = 0; row < customers.count; row += 1) {
    const key = customerKeyOf(customers, row);
    const phone = customers.phone[row] ?? "";
    if (key === "" || phone === "") continue;
    phones.set(phone, phones.has(phone) && phones.get(phone) !== key ? null : key);
  }
  return (cell) => {
    const text = normaliseKey(String(cell));
    const plate = normalisePlate(text);
    const own = [text, plate].find((name) => keys.has(name));
    const key = own ?? others.get(text) ?? others.get(plate) ?? phones.get(text);
    return { key: key ?? text, known: typeof key === "string" };
  };
}
