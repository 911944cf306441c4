import {
  customerKeyOf,
  normaliseKey,
  normalisePlate,
  rowsOfKey,
  vehicleKeyOf,
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

interface NamedCar {
  readonly key: string;
  readonly vehicle: string;
}

/** Several owners of one car who share a name: the car is named. Several cars: none is. */
function noteName(names: Map<string, NamedCar | null>, name: string, car: NamedCar): void {
  if (name === "" || name === car.vehicle) return;
  const known = names.get(name);
  if (known === undefined) names.set(name, car);
  else if (known?.vehicle !== car.vehicle) names.set(name, null);
  else if (known.key !== car.key) names.set(name, { ...car, key: car.vehicle });
}

function namingOf(customers: CustomerTable): CustomerNaming {
  const others = new Map<string, NamedCar | null>();
  const phones = new Map<string, NamedCar | null>();
  for (let row = 0; row < customers.count; row += 1) {
    const key = customerKeyOf(customers, row);
    if (key === "") continue;
    const car = { key, vehicle: vehicleKeyOf(customers, row) };
    noteName(others, customers.plate[row] ?? "", car);
    noteName(others, customers.customerNumber[row] ?? "", car);
    noteName(phones, customers.phone[row] ?? "", car);
  }
  return (cell) => {
    const text = normaliseKey(String(cell));
    const plate = normalisePlate(text);
    const own = [text, plate].find((name) => rowsOfKey(customers, name).length > 0);
    const car = others.get(text) ?? others.get(plate) ?? phones.get(text);
    const key = own ?? car?.key;
    return { key: key ?? text, known: typeof key === "string" };
  };
}
