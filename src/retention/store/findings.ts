import type { CustomerField, OrderField } from "./tables";

/** Which of the two sheets a finding speaks of. */
export type FindingTable = "customers" | "orders";

/**
 * What was found and, by its code, what was done about it (数据质量). The wording of each code, in
 * both languages, stands in the locale files; the rule's source in the docs.
 */
export const findingCodes = [
  // read by intake, one cell at a time
  "dateUnreadable",
  "dateWithoutDay",
  "dateAmbiguous",
  "dateOutOfRange",
  "dateEpoch",
  "odometerUnreadable",
  "odometerImplausible",
  "amountUnreadable",
  "amountBlankMarker",
  "plateUnusual",
  "severalPlates",
  "vinLength",
  "vinLetters",
  "phoneUnusual",
  "valueMasked",
  "keyMissing",
  "nameMissing",
  "blankWord",
  "cellError",
  "voidFlagReversed",
  "voidFlagUnclear",
  "footerRow",
  "repeatedHeader",
  // seen when customers and orders meet
  "duplicateKey",
  "ownerChanged",
  "formerOwner",
  "duplicateAfterTransfer",
  "plateAmbiguous",
  "customerNumberAmbiguous",
  "vinTail",
  "vinUnknownPlateKnown",
  "plateFromOtherOrder",
  "numberWithoutZeros",
  "walkIn",
  "orderWithoutDate",
  "arrivalAfterAsOf",
  "arrivalImplausible",
  "settlementImplausible",
  "settledBeforeArrival",
  "orderBeforeDelivery",
  "deliveriesOnOneDay",
  "lastVisitNotInOrders",
  "lastVisitBeforeDelivery",
  "invalidReasonUnknown",
  "visitAfterInvalid",
  "customerWithoutDates",
  "noVehicle",
  "vehicleUnnamed",
  "odometerBackwards",
  "odometerReplaced",
  // seen when the rows of the order sheets meet
  "ordersRepeated",
  "orderChanged",
  "orderOnSeveralSheets",
  "orderNumberShared",
  "orderTakenBack",
  // seen when the customer sheet meets 归属台账
  "ownerDiffers",
  "invalidDiffers",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One line of 数据质量. `read` is the cell's own text: it stays in the workbook and enters no message. */
export interface Finding {
  readonly code: FindingCode;
  readonly table: FindingTable;
  /** The row's place, see `placeOf`; of a table on one sheet its zero-based row. */
  readonly sheetRow: number;
  /** The column it was read from, if it is about one cell. */
  readonly field?: CustomerField | OrderField;
  readonly read: string;
  /** Of `ordersRepeated`: the parts of the table that hold the same; equal within one sheet. */
  readonly parts?: readonly [number, number];
}
