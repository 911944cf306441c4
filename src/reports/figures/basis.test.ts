import { makeCustomerTable, makeOrderTable, type OrderRow } from "../../../test/support/tables";
import type { FieldUse, RecognisedSheet } from "../../intake";
import { assembleDealership, type CustomerField, type OrderField } from "../../retention/store";
import { serialOfIso } from "../../retention/time";
import { textsOf } from "../../locale";
import { storeBasis, type StoreBasis } from "./basis";
import { doubtSentences } from "./basisSentences";

const asOf = serialOfIso("2026-06-30");
const customer = { vin: "LSVAA000000000001", name: "一", deliveryDate: "2024-01-10" };
const order: OrderRow = {
  vin: customer.vin,
  orderNumber: "R1",
  arrival: "2026-06-01",
  settlement: "2026-06-02",
  receivable: 300,
};

function sheetOf<Field extends string>(
  sheetName: string,
  headers: Partial<Record<Field, string>>,
  rowCount: number
): RecognisedSheet<Field> {
  const columns = (Object.entries(headers) as [Field, string][]).map(([field, header], column) => ({
    field,
    header,
    column,
    confidence: "certain" as const,
    evidence: [],
    samples: [],
  }));
  const place = { sheetId: sheetName, sheetName, headerRow: 0, rowCount };
  return {
    ...place,
    columns,
    headers: columns.map(({ header, column }) => ({ header, column })),
    missing: [],
    parts: [{ ...place, columns }],
    joined: [],
    unused: [],
    shape: "records",
    filledDown: false,
  } as unknown as RecognisedSheet<Field>;
}

const use = (filled: number, usable: number): FieldUse => ({
  filled,
  usable,
  usableShare: usable / filled,
});

/** What a store with one customer rests on, whose order column 应收金额 could be read so far. */
function basisOf(orders: readonly OrderRow[], readable: number): StoreBasis {
  const { dealership } = assembleDealership(makeCustomerTable([customer]), makeOrderTable(orders));
  return storeBasis({
    customers: {
      sheet: sheetOf<CustomerField>("客户", { vin: "VIN", deliveryDate: "交车日期" }, 1),
      use: { vin: use(1, 1), deliveryDate: use(1, 1) },
      joined: [],
    },
    orders: {
      sheet: sheetOf<OrderField>("工单", { arrival: "进厂日期", receivable: "应收金额" }, 10),
      use: { arrival: use(10, 10), receivable: use(10, readable) },
      joined: [],
    },
    isArchiveOfOrders: false,
    leftOut: [],
    questions: [],
    dealership,
    overlaps: [],
    asOf,
  });
}

test("a store of which everything could be read is in no doubt", () => {
  expect(basisOf([order], 10).doubts).toEqual([]);
});

test("a column of money of which fewer than half of the cells could be read makes the input doubtful, by name", () => {
  const basis = basisOf([order], 4);
  expect(basis.doubts).toEqual(["unreadable"]);
  const { unreadable } = textsOf("zh-CN").sheets.basis.doubts;
  expect(doubtSentences(basis, "zh-CN")).toContain(unreadable("工单", "应收金额", 0.4));
  expect(basisOf([order], 5).doubts).toEqual([]);
});

test("orders of which none has a day make the input doubtful, and nothing is told of visits", () => {
  const basis = basisOf([{ ...order, arrival: "", settlement: "" }], 10);
  expect(basis.doubts).toContain("noDays");
  expect(basis.days).toBeUndefined();
  expect(doubtSentences(basis, "zh-CN")).toContain(textsOf("zh-CN").sheets.basis.doubts.noDays);
});
