import { openStandIn, Workbook, type StandIn } from "../offline/host";
import { calculateAll } from "../../test/support/calculateAll";
import { shown } from "../../test/support/workbookDump";
import { serialOfIso } from "../retention/time";
import { cellRef, columnLetters } from "../reports/plan";
import { setLiveColumns, updateAll } from "./actions";

const asOf = serialOfIso("2026-06-30");
let standIn: StandIn;
let workbook: Workbook;

beforeEach(async () => {
  workbook = Workbook.blank("数据");
  standIn = await openStandIn({ workbook });
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("数据");
    sheet.getRange("A1:D3").values = [
      ["VIN", "客户姓名", "交车日期", "客户状态"],
      ["LSVAA000000000001", "甲", 46023, "自填"],
      ["LSVAA000000000002", "乙", 45000, "自填"],
    ];
    sheet.tables.add("A1:D3", true).name = "客户";
    sheet.getRange("F1").values = [["旁注"]];
    sheet.getRange("H1:I3").values = [
      ["VIN码", "进厂日期"],
      ["LSVAA000000000001", 46100],
      ["LSVAA000000000009", 46101],
    ];
    sheet.tables.add("H1:I3", true).name = "工单";
    await context.sync();
  });
});
afterEach(() => standIn.close());

test("in an Excel table the columns become columns of the table, and what stands beside it moves over", async () => {
  const outcome = await updateAll({ locale: "zh-CN", asOf });
  expect(outcome).toMatchObject({ kind: "done" });
  expect(tableHeaders("客户")).toEqual([
    "VIN",
    "客户姓名",
    "交车日期",
    "客户状态",
    "客户状态(RETAIN)",
    "未进厂月数",
    "末次进厂",
    "12个月进厂次数",
    "流失类型",
    "生命周期",
    "下次保养",
    "PSV",
    "价值分级",
    "标记",
  ]);
  expect(tableHeaders("工单")).toEqual(["VIN码", "进厂日期", "来店时状态"]);
  expect(bodyOf("客户").map((row) => row.slice(0, 8))).toEqual([
    ["LSVAA000000000001", "甲", 46023, "自填", "稳定", 3, 46100, 1],
    ["LSVAA000000000002", "乙", 45000, "自填", "待核实", undefined, undefined, 0],
  ]);
});

test("customers that somebody sorts while their first columns are written keep their own statuses", async () => {
  const update = () => updateAll({ locale: "zh-CN", asOf, reports: [] });
  const before = workbook.snapshot();
  standIn.counters.reset();
  await update();
  const requests = standIn.counters.syncs;
  const right = new Map(bodyOf("客户").map(([vin, , , , status]) => [vin, status]));
  expect([...right.values()]).toEqual(["稳定", "待核实"]);
  const sort = (): void => {
    const { sheet, rect } = workbook.table("客户");
    const last = columnLetters(rect.column + rect.columns - 1);
    sheet.user.sortRows(`A${rect.row + 2}:${last}${rect.row + rect.rows}`, "C", true);
  };
  for (let n = 1; n <= requests; n += 1) {
    workbook.restore(before);
    standIn.faults.interrupt(n, sort);
    expect([n, (await update()).kind]).toEqual([n, "done"]);
    standIn.faults.clear();
    const now = new Map(bodyOf("客户").map(([vin, , , , status]) => [vin, status]));
    expect([n, now]).toEqual([n, right]);
  }
}, 120_000);

test("tables side by side: a column that comes back in one moves the other, and both are right", async () => {
  await updateAll({ locale: "zh-CN", asOf });
  workbook.sheet("数据").user.deleteColumn("E");
  workbook.sheet("数据").user.type(`${letterAfter("工单", 2)}2`, "旧");
  expect((await updateAll({ locale: "zh-CN", asOf })).kind).toBe("done");
  expect(tableHeaders("客户")).toContain("客户状态(RETAIN)");
  expect(tableHeaders("工单")).toEqual(["VIN码", "进厂日期", "来店时状态"]);
  expect(bodyOf("工单").map(([, , status]) => status)).toEqual(["待核实", "散客"]);
});

test("a filtered Excel table stops the run before the first write", async () => {
  workbook.sheet("数据").user.filterTable("工单", "VIN码", ["LSVAA000000000009"]);
  const outcome = await updateAll({ locale: "zh-CN", asOf });
  expect(outcome).toMatchObject({ kind: "refused", code: "sheetFiltered", about: ["数据"] });
  expect(tableHeaders("工单")).toEqual(["VIN码", "进厂日期"]);
});

test("totals rows are no customers and no orders, and stay the last rows with what stands in them", async () => {
  const figures = async (): Promise<unknown> =>
    (await updateAll({ locale: "zh-CN", asOf })).result?.statusCounts;
  const before = workbook.snapshot();
  const wanted = await figures();
  workbook.restore(before);
  const totals = { 客户: ["合计", "=SUBTOTAL(103,[VIN])"], 工单: ["合计", "=MAX(工单[进厂日期])"] };
  for (const [name, cells] of Object.entries(totals)) {
    workbook.table(name).ShowTotals = true;
    const { sheet, rect } = workbook.table(name);
    cells.forEach((cell, at) =>
      sheet.user.type(cellRef(rect.row + rect.rows - 1, rect.column + at), cell)
    );
  }
  for (let run = 0; run < 2; run += 1) {
    calculateAll(workbook);
    expect(await figures()).toEqual(wanted);
    for (const [name, cells] of Object.entries(totals)) {
      const { sheet, rect, showTotals, body } = workbook.table(name);
      const last = rect.row + rect.rows - 1;
      const stands = cells.map((_, at) => {
        const column = rect.column + at;
        return sheet.cells.formula(last, column) ?? sheet.cells.value(last, column);
      });
      expect([name, showTotals, body.rows, stands]).toEqual([name, true, 2, cells]);
    }
    expect(
      bodyOf("客户")
        .slice(0, 2)
        .map((row) => row.slice(0, 5))
    ).toEqual([
      ["LSVAA000000000001", "甲", 46023, "自填", "稳定"],
      ["LSVAA000000000002", "乙", 45000, "自填", "待核实"],
    ]);
  }
});

/** Statuses that a function gives from one column for every row: all were here. */
function letAllVisit(): void {
  const { sheet, rect } = workbook.table("工单");
  sheet.user.type(cellRef(rect.row + 2, rect.column), "LSVAA000000000002");
}

const liveHeaders = ["客户状态(RETAIN)", "未进厂月数", "生命周期"];

/** The formulas of a column of 客户, with their own row's number left out. */
function formulasOf(header: string): (string | undefined)[] {
  const { sheet, rect, body } = workbook.table("客户");
  const column = rect.column + tableHeaders("客户").indexOf(header);
  return Array.from({ length: body.rows }, (_, at) => {
    const row = body.row + at;
    return sheet.cells
      .formula(row, column)
      ?.replaceAll(new RegExp(`(?<=[A-Z])${row + 1}\\b`, "g"), "#");
  });
}

test.each([
  ["without", false],
  ["with", true],
])(
  "columns of one formula are live in an Excel table %s a totals row: the same in every row, and values again when it is switched off",
  async (_, hasTotals) => {
    letAllVisit();
    await updateAll({ locale: "zh-CN", asOf });
    if (hasTotals) workbook.table("客户").ShowTotals = true;
    calculateAll(workbook);
    const values = bodyOf("客户");
    const outcome = await setLiveColumns(true, { locale: "zh-CN", asOf });
    expect(outcome).toMatchObject({ kind: "done" });
    expect(outcome.notes ?? []).not.toContainEqual(
      expect.objectContaining({ code: "tableColumnsAsValues" })
    );
    for (const header of liveHeaders) {
      const formulas = formulasOf(header);
      expect([header, new Set(formulas).size, formulas[0]?.startsWith("=RETAIN.")]).toEqual([
        header,
        1,
        true,
      ]);
    }
    for (const header of tableHeaders("客户").filter((it) => !liveHeaders.includes(String(it)))) {
      expect([header, formulasOf(String(header)).filter((it) => it !== undefined)]).toEqual([
        header,
        [],
      ]);
    }
    calculateAll(workbook);
    await setLiveColumns(false, { locale: "zh-CN", asOf });
    expect(bodyOf("客户")).toEqual(values);
  }
);

test("a row that is no customer, or one whose status needs more than its own cells, makes values of the column in an Excel table", async () => {
  letAllVisit();
  await updateAll({ locale: "zh-CN", asOf });
  await setLiveColumns(true, { locale: "zh-CN", asOf });
  expect(formulasOf("客户状态(RETAIN)")).not.toContain(undefined);
  const { sheet, rect } = workbook.table("客户");
  // Excel gives the new row the column's formula before the run does.
  sheet.user.type(cellRef(rect.row + rect.rows, rect.column), "LSVAA000000000003");
  calculateAll(workbook);
  const outcome = await updateAll({ locale: "zh-CN", asOf });
  expect(outcome.notes).toContainEqual({ code: "tableColumnsAsValues", about: liveHeaders });
  for (const header of liveHeaders)
    expect(formulasOf(header)).toEqual([undefined, undefined, undefined]);
});

/** The letter of a table's column, counted from 0. */
function letterAfter(name: string, offset: number): string {
  return String.fromCharCode(65 + workbook.table(name).rect.column + offset);
}

function tableHeaders(name: string): unknown[] {
  const table = workbook.table(name);
  return Array.from({ length: table.rect.columns }, (_, column) =>
    shown(table.sheet, table.rect.row, table.rect.column + column)
  );
}

function bodyOf(name: string): unknown[][] {
  const { sheet, rect } = workbook.table(name);
  return Array.from({ length: rect.rows - 1 }, (_, row) =>
    Array.from({ length: rect.columns }, (_, column) =>
      shown(sheet, rect.row + 1 + row, rect.column + column)
    )
  );
}
