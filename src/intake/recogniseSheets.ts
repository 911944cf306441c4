import type { CustomerField, OrderField } from "../retention/store";
import { wordiestRow, type AreaSample } from "./areaLayout";
import type { OtherSheet } from "./columnScores";
import type { FieldOf, SheetKind } from "./headers";
import { columnsOf, questionsOf, unusedColumns } from "./recognisedColumns";
import type {
  LeftOutSheet,
  RecognisedSheet,
  RecognitionQuestion,
  SavedMapping,
} from "./recognition";
import {
  joinedTo,
  joinShare,
  leftOutOf,
  overlap,
  overlapOf,
  partsOf,
  placeOf,
} from "./relatedSheets";
import {
  bestHeader,
  candidatesFor,
  Layouts,
  reconsidered,
  requirements,
  type Candidate,
} from "./sheetCandidates";
import { isFilledDown, shapeOf, vehiclesBesideEachOther } from "./sheetShapes";
import { storeNameIn } from "./storeName";

/** The mappings that the user set earlier. */
export interface SavedMappings {
  readonly customers?: SavedMapping<CustomerField>;
  readonly orders?: SavedMapping<OrderField>;
}

/** The two sheets, as far as they were found. */
export interface RecognisedSheets {
  readonly customers?: RecognisedSheet<CustomerField>;
  readonly orders?: RecognisedSheet<OrderField>;
  /** Without a customer sheet: what the orders themselves say of the vehicles and their owners. */
  readonly archiveOfOrders?: RecognisedSheet<CustomerField>;
  /** The store's name, if a title row above one of the headers says it. */
  readonly storeName?: string;
  /** Every other area with something in it. */
  readonly leftOut: readonly LeftOutSheet[];
  readonly questions: readonly RecognitionQuestion[];
}

/**
 * Finds the customers and the repair orders among the areas of a workbook: in each sheet the header
 * row and the column of every field, by the words of the headers, by what stands in the columns and by
 * what the two have in common; the sheets that are parts of the same table; the sheets that say more
 * about the same rows. The caller leaves out the add-in's own sheets.
 *
 * A mapping that the user saved wins over recognition, for the sheet and for each field. An Excel
 * table wins over the used range around it when both read as well.
 */
export function recogniseSheets(
  areas: readonly AreaSample[],
  saved: SavedMappings = {}
): RecognisedSheets {
  const layouts = new Layouts();
  const single = <Field extends string>(candidate: Candidate<Field>): boolean =>
    candidate.saved !== undefined || vehiclesBesideEachOther(candidate.layout).length === 0;
  const customers = candidatesFor("customers", areas, saved.customers, layouts).filter(single);
  const orders = candidatesFor("orders", areas, saved.orders, layouts).filter(single);
  const best = bestPair(customers, orders);
  const pair = crossed({ ...best, customers: vehiclesOf(best, customers) });
  const both = [pair.customers, pair.orders].flatMap((it) => (it ? [it.area] : []));
  const found: Found = {};
  const read = [...both];
  const questions: RecognitionQuestion[] = [];
  if (pair.customers)
    found.customers = recognised("customers", pair.customers, areas, read, layouts, questions);
  if (pair.orders)
    found.orders = recognised("orders", pair.orders, areas, read, layouts, questions);
  const leftOut = leftOutOf(areas, read, layouts);
  // Orders stand in for an archive that is not there, never for one that could not be read.
  const isThere = leftOut.some(({ kind, reason }) => kind === "customers" && reason !== "noRows");
  const archive =
    !pair.customers && !isThere && pair.orders && archiveOf(pair.orders, areas, layouts);
  const storeName = [pair.customers, pair.orders]
    .map(
      (candidate) => candidate && storeNameIn(candidate.area.values.slice(0, candidate.headerIndex))
    )
    .find((name) => name !== undefined);
  return {
    ...found,
    ...(archive && { archiveOfOrders: archive }),
    ...(storeName !== undefined && { storeName }),
    leftOut,
    questions,
  };
}

interface Found {
  customers?: RecognisedSheet<CustomerField>;
  orders?: RecognisedSheet<OrderField>;
}

interface Pair {
  readonly customers?: Candidate<CustomerField> | undefined;
  readonly orders?: Candidate<OrderField> | undefined;
}

/** The two areas that together read best; one area is not both. */
function bestPair(
  customers: readonly Candidate<CustomerField>[],
  orders: readonly Candidate<OrderField>[]
): Pair {
  let best: Pair = {};
  let bestScore = -1;
  for (const customer of [undefined, ...customers]) {
    for (const order of [undefined, ...orders]) {
      if (customer && order && overlap(customer.area, order.area)) continue;
      const score = (customer?.score ?? 0) + (order?.score ?? 0);
      if (score > bestScore) {
        bestScore = score;
        best = { customers: customer, orders: order };
      }
    }
  }
  return best;
}

/**
 * Of an archive that is cut into owners and vehicles the vehicles lead: the owner's name is joined to
 * them by the number that both have, and stands on the owners' sheet alone.
 */
function vehiclesOf(
  { customers: best, orders }: Pair,
  customers: readonly Candidate<CustomerField>[]
): Candidate<CustomerField> | undefined {
  if (!best || best.saved || hasField(best, "vin", "plate")) return best;
  const numbers = valuesOf(best, ["customerNumber"]).values.get("customerNumber");
  if (!numbers) return best;
  const vehicles = customers.find((candidate) => {
    if (!hasField(candidate, "vin", "plate")) return false;
    if (orders && overlap(candidate.area, orders.area)) return false;
    const own = valuesOf(candidate, ["customerNumber"]).values.get("customerNumber") ?? new Set();
    return own.size > 0 && overlapOf(own, numbers) >= joinShare;
  });
  return vehicles ?? best;
}

const hasField = (candidate: Candidate<CustomerField>, ...fields: CustomerField[]): boolean =>
  candidate.matches.some(({ field }) => fields.includes(field));

/** Each of the two once more, with what stands in the other. */
function crossed({ customers, orders }: Pair): Pair {
  if (!customers || !orders) return { customers, orders };
  return {
    customers: reconsidered("customers", customers, valuesOf(orders, ["advisor"])),
    orders: reconsidered(
      "orders",
      orders,
      valuesOf(customers, ["vin", "plate", "customerNumber", "advisor"])
    ),
  };
}

function valuesOf<Field extends string>(
  { matches, layout, area }: Candidate<Field>,
  fields: readonly string[]
): OtherSheet {
  const wanted = matches.filter(({ field }) => fields.includes(field));
  return {
    values: new Map(
      wanted.map(({ field, column }) => [field, layout.profile(column - area.firstColumn).values])
    ),
  };
}

/** Everything about one of the two sheets. Adds the areas that belong to it to those read. */
function recognised<Kind extends SheetKind>(
  kind: Kind,
  candidate: Candidate<FieldOf[Kind]>,
  areas: readonly AreaSample[],
  read: AreaSample[],
  layouts: Layouts,
  questions: RecognitionQuestion[]
): RecognisedSheet<FieldOf[Kind]> {
  const asked = questionsOf(kind, candidate);
  questions.push(...asked);
  const open = new Set<string>(
    asked.flatMap(({ code, fields }) => (code === "whichColumn" ? fields : []))
  );
  const columns = columnsOf(kind, candidate, open);
  const parts = partsOf(kind, candidate, columns, areas, read, layouts);
  read.push(...parts.map(({ area }) => area));
  const joined = joinedTo(kind, candidate, columns, areas, read, layouts);
  read.push(...joined.map(({ area }) => area));
  return sheetOf(
    kind,
    candidate,
    columns,
    parts.map(({ part }) => part),
    joined.map((it) => it.joined)
  );
}

function sheetOf<Kind extends SheetKind>(
  kind: Kind,
  candidate: Candidate<FieldOf[Kind]>,
  columns: RecognisedSheet<FieldOf[Kind]>["columns"],
  parts: RecognisedSheet<FieldOf[Kind]>["parts"],
  joined: RecognisedSheet<FieldOf[Kind]>["joined"]
): RecognisedSheet<FieldOf[Kind]> {
  const { area, headers, layout } = candidate;
  const fields = new Set<string>(
    [...columns, ...joined.flatMap((it) => it.columns)].map((it) => it.field)
  );
  const used = new Set(
    columns.flatMap(({ column, and }) => [column, ...(and ?? []).map((it) => it.column)])
  );
  const at = (...wanted: string[]): number[] =>
    columns.flatMap(({ field, column }) =>
      wanted.includes(field) ? [column - area.firstColumn] : []
    );
  return {
    ...placeOf(candidate),
    columns,
    headers: headers.flatMap((header, index) =>
      header ? [{ column: area.firstColumn + index, header }] : []
    ),
    missing: requirements[kind]
      .filter((group) => !group.some((field) => fields.has(field)))
      .flatMap((group) => [...group]),
    parts,
    joined,
    unused: unusedColumns(layout, used),
    shape:
      kind === "customers"
        ? "records"
        : shapeOf(layout, {
            orderNumber: at("orderNumber")[0],
            identifying: at(
              "vin",
              "plate",
              "customerNumber",
              "orderNumber",
              "arrival",
              "settlement"
            ),
            content: at("labour", "parts", "receivable", "received", "items"),
          }),
    filledDown:
      kind === "customers" &&
      isFilledDown(layout, at("name", "phone", "customerNumber"), at("vin", "plate")),
  };
}

/** The archive that the orders themselves make: their vehicles, with the owners they name. */
function archiveOf(
  { area, headerIndex }: Candidate<OrderField>,
  areas: readonly AreaSample[],
  layouts: Layouts
): RecognisedSheet<CustomerField> | undefined {
  const only = { ...area, values: area.values };
  const reading = {
    sheetId: area.sheetId,
    sheetName: area.sheetName,
    headerRow: area.firstRow + headerIndex,
    headers: {},
  };
  const candidate = bestHeader("customers", only, reading, layouts);
  if (!candidate) return undefined;
  const ofVehicles: readonly string[] = [
    "vin",
    "plate",
    "customerNumber",
    "name",
    "phone",
    "model",
  ];
  const columns = columnsOf("customers", candidate, new Set()).filter(({ field }) =>
    ofVehicles.includes(field)
  );
  const parts = partsOf(
    "customers",
    candidate,
    columns,
    [only, ...areas.filter((it) => it !== area)],
    [],
    layouts
  );
  const sheet = sheetOf(
    "customers",
    candidate,
    columns,
    parts.map(({ part }) => part),
    []
  );
  // Orders need not name the owner: such an archive knows vehicles only.
  return { ...sheet, missing: sheet.missing.filter((field) => field !== "name") };
}

/** A sheet that may be taken for the customers or the orders, whatever recognition makes of it. */
export interface SheetChoice {
  readonly sheetId: string;
  readonly sheetName: string;
  /** Zero-based row in which the header of either kind most likely stands. */
  readonly headerRow: { readonly [Kind in SheetKind]: number };
}

/** Every sheet with something in it, for the user to choose from where recognition went wrong. */
export function sheetChoices(areas: readonly AreaSample[]): SheetChoice[] {
  const layouts = new Layouts();
  const ranges = areas.filter(
    ({ tableName, values }) => tableName === undefined && values.length > 0
  );
  return ranges.map((area) => {
    const rowFor = (kind: SheetKind): number =>
      area.firstRow +
      (bestHeader(kind, area, undefined, layouts)?.headerIndex ?? wordiestRow(area));
    return {
      sheetId: area.sheetId,
      sheetName: area.sheetName,
      headerRow: { customers: rowFor("customers"), orders: rowFor("orders") },
    };
  });
}
