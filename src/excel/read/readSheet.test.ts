import { openStandIn, Workbook } from "../../offline/host";
import {
  createCustomerReader,
  createOrderReader,
  recogniseSheets,
  type Cell,
  type JoinedSheet,
  type RecognisedPart,
  type RecognisedSheet,
} from "../../intake";
import { placeOf } from "../../retention/store/places";
import { type CustomerField, type OrderField } from "../../retention/store";
import { printOf, readColumns, readSheet, storesOf } from "./readSheet";
import { runExcel } from "../session";

type Rows = readonly (readonly Cell[])[];

/** A workbook of some sheets, open in the stand-in; `work` gets the sheets' ids. */
async function withSheets<Result>(
  sheets: Readonly<Record<string, Rows>>,
  work: (context: Excel.RequestContext, idOf: (name: string) => string) => Promise<Result>
): Promise<Result> {
  const [first = "", ...others] = Object.keys(sheets);
  const workbook = Workbook.blank(first);
  for (const name of others) workbook.addSheet(name);
  for (const sheet of workbook.sheets) {
    sheets[sheet.Name]?.forEach((row, at) =>
      row.forEach((cell, column) => sheet.cells.setValue(at, column, cell))
    );
  }
  const standIn = await openStandIn({ workbook });
  try {
    return await runExcel(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/id,items/name");
      await context.sync();
      return work(
        context,
        (name) => worksheets.items.find((sheet) => sheet.name === name)?.id ?? ""
      );
    });
  } finally {
    await standIn.close();
  }
}

/** A sheet's top as recognition gets it. */
const areaOf = (sheetName: string, sheetId: string, values: Rows) => ({
  sheetId,
  sheetName,
  firstRow: 0,
  firstColumn: 0,
  rowCount: values.length,
  values: values as Cell[][],
});

/** The part that a sheet with the same headers, perhaps in another order, would be. */
function partOf<Field extends string>(
  main: RecognisedSheet<Field>,
  sheetName: string,
  sheetId: string,
  rows: Rows
): RecognisedPart<Field> {
  const headers = rows[0] ?? [];
  return {
    sheetId,
    sheetName,
    headerRow: 0,
    rowCount: rows.length - 1,
    columns: main.columns.map((column) => ({ ...column, column: headers.indexOf(column.header) })),
  };
}

const orderHeaders = ["工单号", "车架号", "进厂日期", "应收金额"];
const may: Rows = [orderHeaders, ["R1", "LSVAA49J132047371", 46150, 500]];
const june: Rows = [
  ["应收金额", "工单号", "进厂日期", "车架号"],
  [800, "R2", 46180, "LSVAA49J132047372"],
  [300, "R3", 46181, "LSVAA49J132047373"],
];

const readOrders = (
  context: Excel.RequestContext,
  sheet: RecognisedSheet<OrderField>,
  store?: string
) =>
  readSheet(context, sheet, {
    reader: createOrderReader(readColumns(sheet), 10),
    store,
    progress: () => undefined,
  });

describe("orders on two sheets whose columns stand in another order", () => {
  const sheets = { 五月: may, 六月: june };
  const orders = (idOf: (name: string) => string): RecognisedSheet<OrderField> => {
    const { orders: main } = recogniseSheets([areaOf("五月", idOf("五月"), may)]);
    if (!main) throw new Error("not recognised");
    return { ...main, parts: [...main.parts, partOf(main, "六月", idOf("六月"), june)] };
  };

  test("are one table, each row with its sheet and row", async () => {
    const { table } = await withSheets(sheets, async (context, idOf) => {
      return (await readOrders(context, orders(idOf))).intake;
    });
    expect(table.orderNumber).toEqual(["R1", "R2", "R3"]);
    expect([...table.receivable]).toEqual([500, 800, 300]);
    expect([...table.sheetRow]).toEqual([placeOf(0, 1), placeOf(1, 1), placeOf(1, 2)]);
  });

  test("show that rows moved, on whichever sheet", async () => {
    const prints = await withSheets(sheets, async (context, idOf) => {
      const before = (await readOrders(context, orders(idOf))).print;
      const unchanged = await printOf(context, orders(idOf));
      const cell = context.workbook.worksheets.getItem("六月").getRange("D3");
      cell.values = [["LSVAA49J132047379"]];
      await context.sync();
      return [before, unchanged, await printOf(context, orders(idOf))];
    });
    expect(prints[1]).toBe(prints[0]);
    expect(prints[2]).not.toBe(prints[0]);
  });
});

describe("a settlement list beside the work orders", () => {
  const work: Rows = [
    ["工单号", "车架号", "进厂日期"],
    ["R1", "LSVAA49J132047371", 46150],
    ["R1", "LSVAA49J132047371", 46150],
    ["R2", "LSVAA49J132047372", 46151],
  ];
  const settled: Rows = [
    ["结算单号", "单号", "应收"],
    ["J1", "R1", 600],
    ["J2", "R1", 200],
    ["J3", "R9", 50],
  ];

  test("gives each order its amounts once, those of several payers added, and says what it could not place", async () => {
    const { intake, joined } = await withSheets(
      { 维修单: work, 结算单: settled },
      (context, idOf) => {
        const { orders: main } = recogniseSheets([areaOf("维修单", idOf("维修单"), work)]);
        if (!main) throw new Error("not recognised");
        const beside: JoinedSheet<OrderField> = {
          sheetId: idOf("结算单"),
          sheetName: "结算单",
          headerRow: 0,
          rowCount: 3,
          role: "heads",
          key: { field: "orderNumber", column: 0, joinedColumn: 1 },
          share: 0.5,
          unused: [],
          columns: [
            {
              field: "receivable",
              column: 2,
              header: "应收",
              confidence: "exact",
              samples: [],
              evidence: [],
              filled: 1,
            },
          ],
        };
        return readOrders(context, { ...main, joined: [beside] });
      }
    );
    expect([...intake.table.receivable]).toEqual([800, NaN, NaN]);
    expect(joined).toEqual([{ rows: 3, unmet: 1 }]);
  });
});

describe("customers", () => {
  const merged: Rows = [
    ["姓名", "手机", "车架号", "门店"],
    ["王一", "13800000001", "LSVAA49J132047371", "东店"],
    ["", "", "LSVAA49J132047372", "西店"],
    ["李二", "", "LSVAA49J132047373", "东店"],
    ["", "", "LSVAA49J132047374", ""],
  ];
  const read = (more: Partial<RecognisedSheet<CustomerField>>, store?: string) =>
    withSheets({ 客户: merged }, async (context, idOf) => {
      const { customers: main } = recogniseSheets([areaOf("客户", idOf("客户"), merged)]);
      if (!main) throw new Error("not recognised");
      const sheet = { ...main, ...more };
      const { intake } = await readSheet(context, sheet, {
        reader: createCustomerReader(readColumns(sheet), 10),
        store,
        progress: () => undefined,
      });
      return { table: intake.table, stores: await storesOf(context, sheet) };
    });

  test("with merged owners have the owner of the row above, and nothing of his predecessor", async () => {
    const { table } = await read({ filledDown: true });
    expect(table.name).toEqual(["王一", "王一", "李二", "李二"]);
    expect(table.phone).toEqual(["13800000001", "13800000001", "", ""]);
  });

  test("of a group are those of the chosen store and those that name none", async () => {
    const { table, stores } = await read({}, "东店");
    expect([...stores]).toEqual([
      ["东店", 2],
      ["西店", 1],
    ]);
    expect(table.vin.map((vin) => vin.slice(-1))).toEqual(["1", "3", "4"]);
    expect([...table.sheetRow]).toEqual([1, 3, 4]);
  });
});
