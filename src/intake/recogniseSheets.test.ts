import fc from "fast-check";
import type { CustomerField, OrderField } from "../retention/store";
import type { Cell } from "./cell";
import { customerSynonyms, orderSynonyms } from "./headerSynonyms";
import type { AreaSample } from "./areaLayout";
import { recogniseSheets, sheetChoices, type RecognisedSheets } from "./recogniseSheets";
import type { RecognisedSheet } from "./recognition";

function area(name: string, values: Cell[][], more: Partial<AreaSample> = {}): AreaSample {
  return {
    sheetId: `{${name}}`,
    sheetName: name,
    firstRow: 0,
    firstColumn: 0,
    rowCount: values.length,
    values,
    ...more,
  };
}

/** field → column, of what was recognised. */
function columnsOf(sheet: RecognisedSheet<CustomerField | OrderField> | undefined) {
  return Object.fromEntries(sheet?.columns.map(({ field, column }) => [field, column]) ?? []);
}

function expectNothing({ customers, orders }: RecognisedSheets) {
  expect({ customers, orders }).toEqual({ customers: undefined, orders: undefined });
}

const customerHeader = ["客户姓名", "手机号", "车牌号", "VIN码", "车型", "购车日期", "保险到期日"];
const customerRow = ["甲", "13812345678", "赣GV1259", "LSVAA49J132047371", "朗逸", 41973, 45000];
const orderHeader = [
  "工单号",
  "车牌号",
  "VIN",
  "车主姓名",
  "进厂日期",
  "进厂里程(km)",
  "应收金额",
  "状态",
];
const orderRow = ["RO1", "赣GV1259", "LSVAA49J132047371", "甲", 43900, 15230, 350, "已结算"];
const customers = area("档案", [customerHeader, customerRow]);
const orders = area("工单", [orderHeader, orderRow, orderRow]);

test("the two sheets are told apart although orders carry names and phones too", () => {
  const found = recogniseSheets([orders, customers]);
  expect(found.customers).toMatchObject({
    sheetName: "档案",
    headerRow: 0,
    rowCount: 1,
    missing: [],
  });
  expect(found.orders).toMatchObject({ sheetName: "工单", headerRow: 0, rowCount: 2, missing: [] });
  expect(columnsOf(found.orders)).toEqual({
    orderNumber: 0,
    plate: 1,
    vin: 2,
    arrival: 4,
    odometer: 5,
    receivable: 6,
    orderStatus: 7,
  });
});

test("a column shows its header as it stands, how sure it is, and dates as dates", () => {
  const found = recogniseSheets([customers, orders]);
  const column = (field: string) => found.orders?.columns.find((it) => it.field === field);
  expect(column("odometer")).toMatchObject({
    column: 5,
    header: "进厂里程(km)",
    confidence: "exact",
    samples: ["15230", "15230"],
  });
  expect(column("orderStatus")).toMatchObject({
    column: 7,
    header: "状态",
    confidence: "likely",
    samples: ["已结算", "已结算"],
  });
  expect(found.customers?.columns.find((c) => c.field === "deliveryDate")?.samples).toEqual([
    "2014-11-30",
  ]);
});

test("one sheet of orders is not taken for customers as well", () => {
  expect(recogniseSheets([orders]).customers).toBeUndefined();
  expect(recogniseSheets([customers]).orders).toBeUndefined();
});

test("sheets about something else are left alone", () => {
  const other = area("考勤", [
    ["序号", "员工", "日期"],
    [1, "甲", 43831],
  ]);
  expectNothing(recogniseSheets([other, area("空", [[]]), area("无", [])]));
});

test("title rows above and blank columns before the header do not hide it", () => {
  const blank = Array<Cell>(9).fill("");
  const values = [
    ["某某店客户档案", ...blank],
    ["导出时间：2024-01-01", ...blank],
    ...Array.from({ length: 17 }, () => ["", ...blank]),
    ["", "", ...customerHeader],
    ["", "", ...customerRow],
  ];
  const found = recogniseSheets([area("档案", values, { firstRow: 3, firstColumn: 1 })]).customers;
  expect(found).toMatchObject({ headerRow: 22, rowCount: 1 });
  expect(columnsOf(found)).toMatchObject({ name: 3, insuranceEnd: 9 });
});

test("a header below the twentieth row is not looked for", () => {
  const values = [...Array.from({ length: 20 }, () => [""]), customerHeader, customerRow];
  expectNothing(recogniseSheets([area("档案", values)]));
});

test("a two-row header whose groups are merged cells is read as one header", () => {
  const found = recogniseSheets([
    area("档案", [
      ["客户姓名", "车辆", "", "保险", "", "交车日期"],
      ["", "车牌号", "VIN", "公司", "到期日", ""],
      customerRow.slice(0, 6),
    ]),
  ]).customers;
  expect(found).toMatchObject({ headerRow: 1, rowCount: 1 });
  expect(columnsOf(found)).toEqual({
    name: 0,
    plate: 1,
    vin: 2,
    insurer: 3,
    insuranceEnd: 4,
    deliveryDate: 5,
  });
  expect(found?.columns.find((c) => c.field === "insuranceEnd")?.header).toBe("保险 到期日");
});

test("group titles above a complete header row belong to no column", () => {
  const found = recogniseSheets([
    area("档案", [["客户信息", "", "车辆信息", "", "", "", ""], customerHeader, customerRow]),
  ]).customers;
  expect(found).toMatchObject({ headerRow: 1 });
  expect(found?.columns[0].header).toBe("客户姓名");
});

test("a record whose cells are all words is not taken for a second header row", () => {
  const found = recogniseSheets([
    area("档案", [
      ["客户姓名", "客户编号", "车型"],
      ["甲", "A", "朗逸"],
    ]),
  ]);
  expect(found.customers).toMatchObject({ headerRow: 0, rowCount: 1 });
});

test("an Excel table is preferred to the used range around it", () => {
  const table = area("工单", [orderHeader, orderRow], { tableName: "Orders", rowCount: 500 });
  const found = recogniseSheets([orders, table, customers]);
  expect(found.orders).toMatchObject({ tableName: "Orders", rowCount: 499 });
});

test("two tables of one sheet may be the two sheets", () => {
  const first = area("数据", [customerHeader, customerRow], { tableName: "A" });
  const second = area("数据", [orderHeader, orderRow], { tableName: "B", firstColumn: 12 });
  const found = recogniseSheets([first, second]);
  expect([found.customers?.tableName, found.orders?.tableName]).toEqual(["A", "B"]);
});

test("columns that the add-in wrote are not read as the dealership's own", () => {
  const values = [
    [...customerHeader, "末次进厂"],
    [...customerRow, 44000],
  ];
  const plain = recogniseSheets([area("档案", values)]).customers;
  const own = recogniseSheets([area("档案", values, { ourColumns: new Set([7]) })]).customers;
  expect(columnsOf(plain)).toHaveProperty("lastVisit", 7);
  expect(columnsOf(own)).not.toHaveProperty("lastVisit");
});

test("the better of two headers for one field is taken", () => {
  const found = recogniseSheets([
    area("档案", [
      ["联系人", "客户姓名", "车系", "车型", "车牌号"],
      ["乙", "甲", "朗", "朗逸", "赣GV1259"],
    ]),
  ]).customers;
  expect(columnsOf(found)).toMatchObject({ name: 1, model: 3 });
});

test("what is required and not there is named", () => {
  const found = recogniseSheets([
    area("档案", [
      ["手机号", "购车日期", "保险到期日"],
      ["1", 1, 1],
    ]),
    area("工单", [
      ["工单号", "工时费", "车牌号"],
      ["RO1", 1, "赣GV1259"],
    ]),
  ]);
  expect(found.customers?.missing).toEqual(["vin", "plate", "customerNumber", "name"]);
  expect(found.orders?.missing).toEqual(["arrival", "settlement"]);
});

describe("a mapping that the user saved", () => {
  const saved = { sheetId: "{档案}", sheetName: "档案", headerRow: 0 };

  test("wins over recognition and follows its column by the header", () => {
    const values = [
      ["备注", "客户姓名", "车牌号"],
      ["甲", "乙", "赣GV1259"],
    ];
    const found = recogniseSheets([area("档案", values)], {
      customers: { ...saved, headers: { name: "备注" } },
    });
    expect(found.customers?.columns).toMatchObject([
      { field: "name", column: 0, header: "备注", confidence: "saved", samples: ["甲"] },
      { field: "plate", column: 2, header: "车牌号", confidence: "exact", samples: ["赣GV1259"] },
    ]);
  });

  test("decides for the sheet, even against one that reads better", () => {
    const poor = area("旧档案", [
      ["谁", "车牌号"],
      ["甲", "赣GV1259"],
    ]);
    const mapping = {
      sheetId: "{旧档案}",
      sheetName: "旧档案",
      headerRow: 0,
      headers: { name: "谁" },
    };
    const found = recogniseSheets([customers, poor], { customers: mapping });
    expect(found.customers?.sheetName).toBe("旧档案");
  });

  test("can say that a field is not there", () => {
    const found = recogniseSheets([customers], { customers: { ...saved, headers: { phone: "" } } });
    expect(columnsOf(found.customers)).not.toHaveProperty("phone");
  });

  test("whose header is gone leaves the field to recognition", () => {
    const found = recogniseSheets([customers], {
      customers: { ...saved, headers: { name: "原名" } },
    });
    expect(columnsOf(found.customers)).toHaveProperty("name", 0);
  });

  test("finds its sheet by name where the id is another one, as after saving as a new file", () => {
    const values = [
      ["谁", "车牌号"],
      ["甲", "赣GV1259"],
    ];
    const mapping = { sheetId: "{gone}", sheetName: "档案", headerRow: 0, headers: { name: "谁" } };
    const found = recogniseSheets([area("档案", values)], { customers: mapping });
    expect(columnsOf(found.customers)).toEqual({ name: 0, plate: 1 });
  });
});

describe("a sheet that the user chose", () => {
  const odd = area("导出", [["截至今天"], ["车主称呼", "号牌", "备注"], ["甲", "赣GV1259", ""]]);

  test("is offered with the row in which its header most likely stands", () => {
    expect(sheetChoices([customers, orders, odd])).toEqual([
      { sheetId: "{档案}", sheetName: "档案", headerRow: { customers: 0, orders: 0 } },
      { sheetId: "{工单}", sheetName: "工单", headerRow: { customers: 0, orders: 0 } },
      { sheetId: "{导出}", sheetName: "导出", headerRow: { customers: 1, orders: 1 } },
    ]);
  });

  test("is taken although no header of it is known, and what is missing is named", () => {
    const [{ sheetId, sheetName, headerRow }] = sheetChoices([odd]);
    const chosen = { sheetId, sheetName, headerRow: headerRow.customers, headers: {} };
    const found = recogniseSheets([customers, orders, odd], { customers: chosen });
    expect(found.customers).toMatchObject({ sheetName: "导出", headerRow: 1 });
    expect(found.customers?.missing).toContain("name");
    expect(found.orders?.sheetName).toBe("工单");
  });
});

test("any choice of exact headers in any order is mapped completely", () => {
  const choose = (synonyms: Record<string, { exact: readonly string[] }>, required: string[]) =>
    fc
      .subarray(
        Object.keys(synonyms).filter((field) => !required.includes(field)),
        { minLength: 4 }
      )
      .chain((fields) =>
        fc.shuffledSubarray([...required, ...fields], {
          minLength: required.length + fields.length,
        })
      )
      .chain((fields) =>
        fc.tuple(
          ...fields.map((field) => fc.constantFrom(...synonyms[field].exact).map((h) => [field, h]))
        )
      );
  fc.assert(
    fc.property(
      choose(customerSynonyms, ["name", "vin", "phone", "insuranceEnd", "deliveryDate"]),
      choose(orderSynonyms, ["orderNumber", "plate", "arrival", "receivable"]),
      (customerColumns, orderColumns) => {
        const found = recogniseSheets([
          area("甲", [customerColumns.map(([, header]) => header), ["x"]]),
          area("乙", [orderColumns.map(([, header]) => header), ["x"]]),
        ]);
        const expected = (columns: string[][]) =>
          Object.fromEntries(columns.map(([field], index) => [field, index]));
        expect(columnsOf(found.customers)).toEqual(expected(customerColumns));
        expect(columnsOf(found.orders)).toEqual(expected(orderColumns));
      }
    )
  );
});

test("no sheet, however odd, makes recognition throw", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(...customerHeader, ...orderHeader)
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 25 }), (values) => {
      recogniseSheets([area("甲", values), area("甲", values, { tableName: "T" })]);
    })
  );
});

test("the store's name is taken from the title rows above a header", () => {
  const customers: AreaSample = {
    sheetId: "{1}",
    sheetName: "客户档案",
    firstRow: 0,
    firstColumn: 0,
    rowCount: 4,
    values: [
      ["江城示例汽车销售服务有限公司 客户档案", "", ""],
      ["", "", ""],
      ["VIN码", "车主姓名", "交车日期"],
      ["0RTN0000000000001", "示例", 45000],
    ],
  };
  expect(recogniseSheets([customers]).storeName).toBe("江城示例汽车销售服务有限公司");
});

describe("rows of one order that are equal in all that is read", () => {
  const header = ["工单号", "车牌号", "进厂日期", "金额"];
  const rowsOf = (...more: [string, (line: number, order: number) => Cell][]) =>
    area("明细", [
      [...header, ...more.map(([name]) => name)],
      ...Array.from({ length: 12 }, (_, row) => {
        const [order, line] = [row >> 1, row & 1];
        const same: Cell[] = [`RO${order}`, `苏A1234${order}`, 46000 + order, 100];
        return [...same, ...more.map(([, cell]) => cell(line, order))];
      }),
    ]);
  const lineOf = (sheet: AreaSample) =>
    recogniseSheets([customers, sheet])
      .orders?.columns.filter(({ field }) => field === "payer")
      .map(({ header: own, and = [] }) => [own, ...and.map((it) => it.header)])[0];

  test("are told apart by the line, the part's code or the payer", () => {
    expect(lineOf(rowsOf(["行号", (line) => line + 1]))).toEqual(["行号"]);
    expect(lineOf(rowsOf(["序号", (line) => line + 1]))).toEqual(["序号"]);
    expect(
      lineOf(
        rowsOf(
          ["备件编码", (line, order) => `P${order % 2 ? line : 7}`],
          ["数量", (line) => line + 1]
        )
      )
    ).toEqual(["数量"]);
    expect(lineOf(rowsOf(["付款方", (line) => (line ? "保险公司" : "客户")]))).toEqual(["付款方"]);
  });

  test("are one row twice where only a number for each row of the export differs, or its source", () => {
    expect(lineOf(rowsOf(["序号", (line, order) => order * 2 + line + 1]))).toBeUndefined();
    expect(lineOf(rowsOf(["来源文件", (line) => (line ? "5月" : "6月")]))).toBeUndefined();
  });
});

test("a row of units below the headers belongs to them and is no record", () => {
  const units = ["", "", "", "", "", "km", "万元", ""];
  const found = recogniseSheets([
    customers,
    area("工单", [orderHeader, units, orderRow, orderRow]),
  ]);
  expect(found.orders).toMatchObject({ headerRow: 1, rowCount: 2 });
  expect(found.orders?.columns.find(({ field }) => field === "receivable")).toMatchObject({
    header: "应收金额（万元）",
    factor: 10_000,
  });
});

test("vehicles whose owners' names stand on a sheet of their own lead, and the owners are joined to them", () => {
  const numbers = Array.from({ length: 12 }, (_, at) => `C${100 + at}`);
  const owners = area("车主", [
    ["客户编号", "姓名", "手机"],
    ...numbers.map((number, at): Cell[] => [
      number,
      `王${"一二三四五六七八九十甲乙"[at]}`,
      13_800_000_001 + at,
    ]),
  ]);
  const vehicles = area("车辆", [
    ["客户编号", "车牌号", "车架号", "车型", "销售日期"],
    ...numbers.map((number, at): Cell[] => [
      number,
      `苏A${10_000 + at}`,
      `LSVAA49J1320473${10 + at}`,
      "朗逸",
      44_000 + at,
    ]),
  ]);
  const found = recogniseSheets([owners, vehicles, orders]);
  expect(found.customers).toMatchObject({ sheetName: "车辆", missing: [] });
  expect(found.customers?.joined).toMatchObject([{ sheetName: "车主", role: "owners" }]);
  expect(found.leftOut).toEqual([]);
});
