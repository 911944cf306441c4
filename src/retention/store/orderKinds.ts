/** What an order is to the count of visits; the index is what `Dealership.orderKind` stores. */
export const orderKinds = [
  "visit",
  "void",
  "notAVisit",
  "reversal",
  "beforeDelivery",
  "undated",
  "repeated",
] as const;
export type OrderKind = (typeof orderKinds)[number];

/** Codes of {@link orderKinds}, as stored in columns. */
export const ORDER_KIND = {
  visit: 0,
  void: 1,
  notAVisit: 2,
  reversal: 3,
  beforeDelivery: 4,
  undated: 5,
  /** A row that stands in the workbook once more: it carries nothing. */
  repeated: 6,
} as const satisfies Record<OrderKind, number>;
