import type { CustomerField, OrderField } from "../retention/store";

/**
 * How the cells of a field are read: `key` a customer number, `code` the number of a document, `text` free text, `category` a text that
 * repeats and is stored once, `answer` a category in which 无 and none are answers, `flag` an
 * answer of yes or no by which an order is void.
 */
export type FieldKind =
  | "vin"
  | "plate"
  | "key"
  | "phone"
  | "code"
  | "text"
  | "category"
  | "answer"
  | "flag"
  | "date"
  | "birthday"
  | "odometer"
  | "distance"
  | "amount";

export const customerKinds = {
  vin: "vin",
  plate: "plate",
  customerNumber: "key",
  name: "text",
  phone: "phone",
  model: "category",
  deliveryDate: "date",
  registrationDate: "date",
  warrantyEnd: "date",
  warrantyKm: "distance",
  insuranceEnd: "date",
  insurer: "category",
  inspectionEnd: "date",
  lastVisit: "date",
  lastMaintenance: "date",
  odometer: "odometer",
  soldHere: "answer",
  salesConsultant: "category",
  source: "category",
  address: "text",
  advisor: "category",
  invalidReason: "answer",
  invalidDate: "date",
  birthday: "birthday",
  sex: "category",
  referral: "answer",
  club: "answer",
  satisfaction: "answer",
  complaint: "answer",
  store: "category",
} as const satisfies Record<CustomerField, FieldKind>;

export const orderKinds = {
  vin: "vin",
  plate: "plate",
  customerNumber: "key",
  orderNumber: "code",
  arrival: "date",
  settlement: "date",
  odometer: "odometer",
  orderType: "category",
  items: "category",
  labour: "amount",
  parts: "amount",
  receivable: "amount",
  received: "amount",
  cost: "amount",
  payer: "category",
  advisor: "category",
  orderStatus: "category",
  recommendedItems: "answer",
  nextServiceDate: "date",
  nextServiceKm: "distance",
  voidFlag: "flag",
  store: "category",
} as const satisfies Record<OrderField, FieldKind>;

/** The fields of one kind, for example all dates. */
export type FieldsOfKind<Kinds extends Record<string, FieldKind>, Kind extends FieldKind> = {
  [Field in keyof Kinds]: Kinds[Field] extends Kind ? Field : never;
}[keyof Kinds];
