/**
 * The two tables that the domain works on, as columns: what intake makes of a customer sheet and a
 * repair-order sheet. One row of a column belongs to one row of the sheet; nothing is dropped.
 *
 * Absent values: dates {@link NO_DAY}, amounts and odometers `NaN`, texts `""`.
 */

/** A column of texts that repeat (model, advisor, order type …), each distinct text stored once. */
export interface TextColumn {
  /** Per row an index into {@link texts}; index 0 is always the empty text. */
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** The columns of the customer sheet that the add-in knows; a mapping says which of them exist. */
export const customerFields = [
  "vin",
  "plate",
  "customerNumber",
  "name",
  "phone",
  "model",
  "deliveryDate",
  "registrationDate",
  "warrantyEnd",
  "warrantyKm",
  "insuranceEnd",
  "insurer",
  "inspectionEnd",
  "lastVisit",
  "lastMaintenance",
  "odometer",
  "soldHere",
  "salesConsultant",
  "source",
  "address",
  "advisor",
  "invalidReason",
  "invalidDate",
  "birthday",
  "sex",
  "referral",
  "club",
  "satisfaction",
  "complaint",
  "store",
] as const;
export type CustomerField = (typeof customerFields)[number];

/** The columns of the repair-order sheet that the add-in knows. */
export const orderFields = [
  "vin",
  "plate",
  "customerNumber",
  "orderNumber",
  "arrival",
  "settlement",
  "odometer",
  "orderType",
  "items",
  "labour",
  "parts",
  "receivable",
  "received",
  "cost",
  "payer",
  "advisor",
  "orderStatus",
  "recommendedItems",
  "nextServiceDate",
  "nextServiceKm",
  "voidFlag",
  "store",
] as const;
export type OrderField = (typeof orderFields)[number];

/** 客户档案: one row = one vehicle of one owner. Keys are normalised (see keys.ts). */
export interface CustomerTable {
  readonly count: number;
  /** Zero-based row of the sheet for each record. */
  readonly sheetRow: Int32Array;
  /** Which columns the workbook has; a rule may differ when a column is not there at all. */
  readonly mapped: ReadonlySet<CustomerField>;
  readonly vin: readonly string[];
  readonly plate: readonly string[];
  readonly customerNumber: readonly string[];
  readonly name: readonly string[];
  readonly phone: readonly string[];
  readonly address: readonly string[];
  readonly model: TextColumn;
  readonly insurer: TextColumn;
  readonly soldHere: TextColumn;
  readonly salesConsultant: TextColumn;
  readonly source: TextColumn;
  readonly advisor: TextColumn;
  readonly invalidReason: TextColumn;
  readonly sex: TextColumn;
  readonly referral: TextColumn;
  readonly club: TextColumn;
  readonly satisfaction: TextColumn;
  readonly complaint: TextColumn;
  /** The store of a group that the row belongs to. */
  readonly store: TextColumn;
  readonly deliveryDate: Int32Array;
  readonly registrationDate: Int32Array;
  readonly warrantyEnd: Int32Array;
  readonly insuranceEnd: Int32Array;
  readonly inspectionEnd: Int32Array;
  readonly lastVisit: Int32Array;
  readonly lastMaintenance: Int32Array;
  readonly invalidDate: Int32Array;
  readonly birthday: Int32Array;
  /** Kilometres. */
  readonly odometer: Float64Array;
  /** Kilometres. */
  readonly warrantyKm: Float64Array;
}

/** 维修工单 / 结算单: one row = one order, void ones and walk-ins included. Amounts in the sheet's currency. */
export interface OrderTable {
  readonly count: number;
  /** Zero-based row of the sheet for each record. */
  readonly sheetRow: Int32Array;
  readonly mapped: ReadonlySet<OrderField>;
  readonly vin: readonly string[];
  readonly plate: readonly string[];
  readonly customerNumber: readonly string[];
  readonly orderNumber: readonly string[];
  readonly arrival: Int32Array;
  readonly settlement: Int32Array;
  readonly nextServiceDate: Int32Array;
  readonly odometer: Float64Array;
  readonly nextServiceKm: Float64Array;
  readonly labour: Float64Array;
  readonly parts: Float64Array;
  readonly receivable: Float64Array;
  readonly received: Float64Array;
  readonly cost: Float64Array;
  /** Who pays: a row for each payer of an order is a part of it. */
  readonly payer: TextColumn;
  readonly orderType: TextColumn;
  readonly items: TextColumn;
  readonly advisor: TextColumn;
  readonly orderStatus: TextColumn;
  readonly recommendedItems: TextColumn;
  /** A flag by which the system voids an order, as it stands: 是, 1, Y or the opposite. */
  readonly voidFlag: TextColumn;
  /** The store of a group that the row belongs to. */
  readonly store: TextColumn;
}
