import fc from "fast-check";
import { NO_DAY, serialOf } from "../retention/time";
import type { CustomerField, OrderField } from "../retention/store";
import type { Cell } from "./cell";
import { detailsPerCode } from "./findingList";
import type { Chunk } from "./reader";
import { createCustomerReader, createOrderReader } from "./readers";

const customerColumns = [
  { field: "vin", header: "VIN" },
  { field: "plate", header: "车牌号" },
  { field: "name", header: "客户姓名" },
  { field: "model", header: "车型" },
  { field: "deliveryDate", header: "购车日期" },
  { field: "odometer", header: "行驶里程" },
] as const;
const orderColumns = [
  { field: "orderNumber", header: "工单号" },
  { field: "plate", header: "车牌号" },
  { field: "arrival", header: "进厂日期" },
  { field: "receivable", header: "应收金额" },
  { field: "orderType", header: "维修类型" },
] as const;

function chunk<Field extends string>(
  columns: readonly { field: Field }[],
  rows: Cell[][],
  firstSheetRow = 1
): Chunk<Field> {
  const slices = columns.map(({ field }, at) => [field, { rows, at }]);
  return {
    firstSheetRow,
    rowCount: rows.length,
    columns: Object.fromEntries(slices) as Chunk<Field>["columns"],
  };
}

function readCustomers(...chunks: Cell[][][]) {
  const reader = createCustomerReader(customerColumns, 1);
  let row = 1;
  for (const rows of chunks) {
    reader.add(chunk<CustomerField>(customerColumns, rows, row));
    row += rows.length;
  }
  return reader.finish();
}

function readOrders(...rows: Cell[][]) {
  const reader = createOrderReader(orderColumns, rows.length);
  reader.add(chunk<OrderField>(orderColumns, rows));
  return reader.finish();
}

const day = serialOf(2020, 1, 1);
const vin = "LSVAA49J132047371";

test("clean rows become columns without findings", () => {
  const { table, findings, use } = readCustomers(
    [[vin, "赣GV1259", "甲", "朗逸", day, 15230]],
    [["", "赣GV1260", "乙", "朗逸", day + 0.5, ""]]
  );
  expect([...findings]).toEqual([]);
  expect(table.count).toBe(2);
  expect([...table.sheetRow]).toEqual([1, 2]);
  expect(table.vin).toEqual([vin, ""]);
  expect(table.plate).toEqual(["赣GV1259", "赣GV1260"]);
  expect(table.name).toEqual(["甲", "乙"]);
  expect([...table.deliveryDate]).toEqual([day, day]);
  expect([...table.odometer]).toEqual([15230, NaN]);
  expect([...table.model.codes].map((code) => table.model.texts[code])).toEqual(["朗逸", "朗逸"]);
  expect(table.model.texts).toEqual(["", "朗逸"]);
  expect(use.vin).toEqual({ filled: 1, usable: 1, usableShare: 0.5 });
});

test("fields that are not mapped have empty columns of full length", () => {
  const { table, use } = readCustomers([[vin, "", "甲", "", "", ""]]);
  expect(table.phone).toEqual([""]);
  expect([...table.lastVisit]).toEqual([NO_DAY]);
  expect([...table.warrantyKm]).toEqual([NaN]);
  expect(table.advisor).toEqual({ codes: new Int32Array(1), texts: [""] });
  expect([...table.mapped]).toEqual(customerColumns.map(({ field }) => field));
  expect(use.phone).toBeUndefined();
});

test("every deviation is a finding that says where and what was read", () => {
  const { table, findings } = readCustomers([
    ["LSVAA49J1320O7371", "赣G-V1259", "null", "—", "2012-3", "1.5万"],
    ["", "未上牌", "乙", "朗逸", "20152-11-28", 98],
  ]);
  expect([...findings]).toEqual([
    {
      code: "vinLetters",
      table: "customers",
      sheetRow: 1,
      field: "vin",
      read: "LSVAA49J1320O7371",
    },
    { code: "blankWord", table: "customers", sheetRow: 2, field: "plate", read: "未上牌" },
    { code: "blankWord", table: "customers", sheetRow: 1, field: "name", read: "null" },
    { code: "blankWord", table: "customers", sheetRow: 1, field: "model", read: "—" },
    {
      code: "dateWithoutDay",
      table: "customers",
      sheetRow: 1,
      field: "deliveryDate",
      read: "2012-3",
    },
    {
      code: "dateUnreadable",
      table: "customers",
      sheetRow: 2,
      field: "deliveryDate",
      read: "20152-11-28",
    },
    { code: "odometerImplausible", table: "customers", sheetRow: 2, field: "odometer", read: "98" },
    { code: "nameMissing", table: "customers", sheetRow: 1, read: "" },
    { code: "keyMissing", table: "customers", sheetRow: 2, read: "" },
  ]);
  expect(table.vin[0]).toBe("LSVAA49J1320O7371");
  expect(table.plate[0]).toBe("赣GV1259");
  expect(table.odometer[0]).toBe(15000);
});

test("blank rows are passed over, and rows keep their place in the sheet", () => {
  const blank = ["", " ", "", "", "", ""];
  const { table, findings } = readCustomers(
    [blank, [vin, "", "甲", "", "", ""], blank],
    [blank, ["", "赣GV1259", "乙", "", "", ""]]
  );
  expect([...table.sheetRow]).toEqual([2, 5]);
  expect(findings.length).toBe(0);
});

test("a count of rows in the name column, its 合计 in a column that is not read, is no customer", () => {
  const { table, findings } = readCustomers([
    [vin, "", "甲", "", "", ""],
    ["", "", "3000 条", "", "", ""],
    ["", "", "共 12 位", "", "", 350],
  ]);
  expect(table.count).toBe(1);
  expect(findings.counts).toEqual({ footerRow: 2 });
});

test("a customer of that name with a key of its own stays a record", () => {
  expect(readCustomers([[vin, "", "3000条", "", "", ""]]).table.count).toBe(1);
});

describe("rows that are no orders", () => {
  const order = ["RO1", "赣GV1259", day, 350, "保养"];

  test.each<[string, Cell[]]>([
    ["合计 in the first column", ["合计：", "", "", 350, ""]],
    ["合计 with its sum in one cell", ["合计350元", "", "", "", ""]],
    ["小计 in the plate column", ["", "小 计", "", 350, ""]],
    ["总计 in another column", ["", "", "", 350, "总计"]],
    ["sums whose label stands in a column that is not read", ["", "", "", 12345.5, ""]],
    ["who made the list", ["制表人：某某", "", "", "", ""]],
    ["when it was printed", ["", "", "打印日期：2024-01-01", "", ""]],
    ["the page number", ["第1页/共20页", "", "", "", ""]],
    ["an English total", ["Grand Total", "", "", 350, ""]],
  ])("%s", (_, row) => {
    const { table, findings } = readOrders(order, row);
    expect(table.count).toBe(1);
    expect(findings.counts).toEqual({ footerRow: 1 });
  });

  test("the header printed again on every page", () => {
    const { table, findings } = readOrders(
      order,
      orderColumns.map(({ header }) => header),
      order
    );
    expect(table.count).toBe(2);
    expect(findings.counts).toEqual({ repeatedHeader: 1 });
  });
});

test.each<[string, Cell[]]>([
  ["an order whose type is 小计", ["RO1", "赣GV1259", day, 350, "小计"]],
  ["an order without a key", ["RO1", "", day, 350, "保养"]],
  ["a date and an amount", ["", "", day, 350, ""]],
  ["an amount and a type", ["", "", "", 350, "保养"]],
  ["a foreign plate that begins like a footer", ["RO1", "TOT4711", day, 350, ""]],
])("%s is a record", (_, row) => {
  expect(readOrders(row).table.count).toBe(1);
});

test("a customer whose VIN begins like the header VIN is a record", () => {
  const { table } = readCustomers([["VF1AA49J132047371", "", "甲", "", "", ""]]);
  expect(table.count).toBe(1);
});

test("a chunk that lacks a mapped column is refused", () => {
  const reader = createOrderReader(orderColumns, 1);
  expect(() => reader.add({ firstSheetRow: 1, rowCount: 1, columns: {} })).toThrow(RangeError);
});

test("counts stay exact where the details of very many equal findings are not kept", () => {
  const rows = Array.from({ length: detailsPerCode + 500 }, () => [vin, "", "甲", "null", "", ""]);
  const { findings } = readCustomers(rows);
  expect(findings.counts).toEqual({ blankWord: detailsPerCode + 500 });
  expect(findings.length).toBe(detailsPerCode);
});

describe("any sheet whatever", () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom<Cell>(
        "",
        "",
        vin,
        "赣GV1259",
        "null",
        "合计",
        day,
        "2012-3",
        98,
        "1.5万"
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
    { weight: 1, arbitrary: fc.double() },
    { weight: 1, arbitrary: fc.boolean() }
  );
  const sheet = fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { maxLength: 30 });

  test("every row is a record, blank, or a finding; every cell a value, blank, or a finding", () => {
    fc.assert(
      fc.property(sheet, (rows) => {
        const { table, findings, use } = readCustomers(rows);
        const isBlank = (value: Cell) =>
          typeof value === "string" && value.normalize("NFKC").replace(/[\s\p{Cf}]/gu, "") === "";
        const blankRows = rows.filter((row) => row.every(isBlank)).length;
        const { footerRow = 0, repeatedHeader = 0 } = findings.counts;
        expect(table.count + footerRow + repeatedHeader + blankRows).toBe(rows.length);
        const found = new Set([...findings].map(({ sheetRow, field }) => `${sheetRow} ${field}`));
        const absent = {
          vin: table.vin.map((text) => text === ""),
          plate: table.plate.map((text) => text === ""),
          name: table.name.map((text) => text === ""),
          model: [...table.model.codes].map((code) => code === 0),
          deliveryDate: [...table.deliveryDate].map((serial) => serial === NO_DAY),
          odometer: [...table.odometer].map(Number.isNaN),
        };
        customerColumns.forEach(({ field }, at) => {
          table.sheetRow.forEach((sheetRow, record) => {
            if (absent[field][record] && !isBlank(rows[sheetRow - 1][at])) {
              expect(found).toContain(`${sheetRow} ${field}`);
            }
          });
          expect(use[field]?.usable).toBeLessThanOrEqual(use[field]?.filled ?? 0);
        });
      }),
      { numRuns: 300 }
    );
  });

  test("the chunks in which a sheet comes make no difference", () => {
    fc.assert(
      fc.property(sheet, fc.nat(30), (rows, cut) => {
        const whole = readCustomers(rows);
        const parts = readCustomers(rows.slice(0, cut), rows.slice(cut));
        expect(parts.table).toEqual(whole.table);
        expect(parts.findings.counts).toEqual(whole.findings.counts);
        expect(parts.use).toEqual(whole.use);
      })
    );
  });
});
