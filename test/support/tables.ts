import {
  betweenKeys,
  customerFields,
  normaliseKey,
  normalisePlate,
  orderFields,
  type CustomerField,
  type CustomerTable,
  type OrderField,
  type OrderTable,
  type TextColumn,
} from "../../src/retention/store";
import { NO_DAY, serialOfIso } from "../../src/retention/time";

/**
 * Tables of the domain from plain rows, for tests. A day is an ISO text or a serial, an amount a
 * number, everything else a text; an absent field is an empty cell. Keys are normalised as intake does.
 */
export type Cell = string | number | undefined;
export type CustomerRow = Partial<Record<CustomerField, Cell>>;
export type OrderRow = Partial<Record<OrderField, Cell>>;

const dayOf = (cell: Cell): number =>
  cell === undefined || cell === "" ? NO_DAY : typeof cell === "number" ? cell : serialOfIso(cell);
const numberOf = (cell: Cell): number => (cell === undefined || cell === "" ? NaN : Number(cell));
const textOf = (cell: Cell): string => (cell === undefined ? "" : String(cell));

function textColumn(cells: readonly Cell[]): TextColumn {
  const texts = [""];
  const codeOf = new Map([["", 0]]);
  const codes = Int32Array.from(cells, (cell) => {
    const text = textOf(cell);
    let code = codeOf.get(text);
    if (code === undefined) {
      code = texts.length;
      texts.push(text);
      codeOf.set(text, code);
    }
    return code;
  });
  return { codes, texts };
}

/** Columns of the rows, and which fields any row has. */
function reader<Field extends string>(
  rows: readonly Partial<Record<Field, Cell>>[],
  fields: readonly Field[]
) {
  const column = (field: Field): Cell[] => rows.map((row) => row[field]);
  return {
    mapped: new Set(fields.filter((field) => rows.some((row) => field in row))),
    sheetRow: Int32Array.from(rows, (_, row) => row + 1),
    days: (field: Field) => Int32Array.from(column(field), dayOf),
    numbers: (field: Field) => Float64Array.from(column(field), numberOf),
    texts: (field: Field) => column(field).map(textOf),
    keys: (field: Field) => column(field).map((cell) => normaliseKey(textOf(cell))),
    plates: (field: Field) =>
      column(field).map((cell) =>
        textOf(cell).split(betweenKeys).map(normalisePlate).join(betweenKeys)
      ),
    shared: (field: Field) => textColumn(column(field)),
  };
}

/** A customer table; a field counts as mapped when any row has it, or when `mapped` names it. */
export function makeCustomerTable(
  rows: readonly CustomerRow[],
  mapped?: readonly CustomerField[]
): CustomerTable {
  const read = reader(rows, customerFields);
  return {
    count: rows.length,
    sheetRow: read.sheetRow,
    mapped: new Set(mapped ?? read.mapped),
    vin: read.keys("vin"),
    plate: read.plates("plate"),
    customerNumber: read.keys("customerNumber"),
    name: read.texts("name"),
    phone: read.texts("phone"),
    address: read.texts("address"),
    model: read.shared("model"),
    insurer: read.shared("insurer"),
    soldHere: read.shared("soldHere"),
    salesConsultant: read.shared("salesConsultant"),
    source: read.shared("source"),
    advisor: read.shared("advisor"),
    invalidReason: read.shared("invalidReason"),
    sex: read.shared("sex"),
    referral: read.shared("referral"),
    club: read.shared("club"),
    satisfaction: read.shared("satisfaction"),
    complaint: read.shared("complaint"),
    store: read.shared("store"),
    deliveryDate: read.days("deliveryDate"),
    registrationDate: read.days("registrationDate"),
    warrantyEnd: read.days("warrantyEnd"),
    insuranceEnd: read.days("insuranceEnd"),
    inspectionEnd: read.days("inspectionEnd"),
    lastVisit: read.days("lastVisit"),
    lastMaintenance: read.days("lastMaintenance"),
    invalidDate: read.days("invalidDate"),
    birthday: read.days("birthday"),
    odometer: read.numbers("odometer"),
    warrantyKm: read.numbers("warrantyKm"),
  };
}

/** An order table; a field counts as mapped when any row has it, or when `mapped` names it. */
export function makeOrderTable(
  rows: readonly OrderRow[],
  mapped?: readonly OrderField[]
): OrderTable {
  const read = reader(rows, orderFields);
  return {
    count: rows.length,
    sheetRow: read.sheetRow,
    mapped: new Set(mapped ?? read.mapped),
    vin: read.keys("vin"),
    plate: read.plates("plate"),
    customerNumber: read.keys("customerNumber"),
    orderNumber: read.texts("orderNumber"),
    arrival: read.days("arrival"),
    settlement: read.days("settlement"),
    nextServiceDate: read.days("nextServiceDate"),
    odometer: read.numbers("odometer"),
    nextServiceKm: read.numbers("nextServiceKm"),
    labour: read.numbers("labour"),
    parts: read.numbers("parts"),
    receivable: read.numbers("receivable"),
    received: read.numbers("received"),
    cost: read.numbers("cost"),
    payer: read.shared("payer"),
    orderType: read.shared("orderType"),
    items: read.shared("items"),
    advisor: read.shared("advisor"),
    orderStatus: read.shared("orderStatus"),
    recommendedItems: read.shared("recommendedItems"),
    voidFlag: read.shared("voidFlag"),
    store: read.shared("store"),
  };
}
