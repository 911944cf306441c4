import { openStandIn, Workbook, type StandIn } from "../../offline/host";
import { shown } from "../../../test/support/workbookDump";
import { SheetBuilder, type SheetPlan } from "../../reports/plan";
import type { InputCell } from "../../reports/plan/sheetPlan";
import { locateParts } from "../footprint";
import { runExcel } from "../session";
import { freeName } from "./sheetOpener";
import { readInputCells } from "./inputCells";
import { writeSheet } from "./sheetWriter";

let standIn: StandIn;
let workbook: Workbook;
const generated = "2026-06-30 08:00";
const unfinished = "没有写完";

beforeEach(async () => {
  workbook = Workbook.blank("说明");
  standIn = await openStandIn({ workbook });
});
afterEach(async () => {
  standIn.faults.clear();
  await standIn.close();
});

const target: InputCell = { key: "target", row: 1, column: 3, style: "input", initial: 5 };

function planOf(rows: number, extra: (builder: SheetBuilder) => void = () => undefined): SheetPlan {
  const builder = new SheetBuilder("status", "报表", "#0F548C");
  builder.generated("生成", generated);
  builder.skip(2);
  extra(builder);
  builder.table(
    "RETAIN_test",
    [
      { header: "名称", style: "literal" },
      { header: "数量", style: "number" },
    ],
    Array.from({ length: rows }, (_, row) => [`=${"内容".repeat(40)}${row}`, row])
  );
  return builder.build({
    columnWidths: [20, 10],
    freeze: { rows: 1, columns: 1 },
    print: { titleRows: [3, 3] },
  });
}

async function write(plan: SheetPlan): Promise<void> {
  await runExcel(async (context) => {
    const { sheets, names } = await locateParts(context);
    const mark = sheets.get("status");
    await writeSheet(context, plan, {
      ...(typeof mark === "object" ? { sheetId: mark.sheetId } : {}),
      names,
      kept: await readInputCells(context, [plan], names),
      unfinished,
    });
  });
}

const sheet = () => workbook.sheet("报表");

test("a plan becomes a sheet with its table, formats, panes and print setup", async () => {
  await write(planOf(3));
  expect(sheet().tables.map((table) => table.Name)).toEqual(["RETAIN_test"]);
  expect(shown(sheet(), 4, 0)).toBe(`=${"内容".repeat(40)}0`);
  expect(sheet().cells.formula(4, 0)).toBeUndefined();
  expect(sheet().frozen).toEqual({ rows: 1, columns: 1 });
  expect(sheet().pageLayout).toMatchObject({ orientation: "Landscape", paperSize: "A4" });
  expect(sheet().tabColor).toBe("#0F548C");
});

test("pages bear the sheet's name and their number, until the user writes a footer of his own", async () => {
  await write(planOf(3));
  expect(sheet().pageLayout.headerFooter.CenterFooter).toBe("&A · &P / &N");
  const { headerFooter } = sheet().pageLayout;
  sheet().pageLayout.headerFooter = { ...headerFooter, CenterFooter: "内部资料" };
  await write(planOf(3));
  expect(sheet().pageLayout.headerFooter.CenterFooter).toBe("内部资料");
});

test("a table that is too wide for a page is printed on two, who it is about on both", async () => {
  const wide = { pages: 2, titleColumns: 1, columns: 2 };
  await write({ ...planOf(3), print: { titleRows: [3, 3], wide } });
  const { zoom, titleColumns, printArea } = sheet().pageLayout;
  expect(zoom).toEqual({ horizontalFitToPages: 2 });
  expect(titleColumns).toMatchObject({ column: 0, columns: 1 });
  expect(printArea).toMatchObject({ column: 0, columns: 2 });
  // The table grows downwards, and what is added is printed.
  expect(printArea?.rows).toBeGreaterThan(1_000_000);
});

test("rows of one height are made so in one go, and lose it when the plan does", async () => {
  await write({ ...planOf(3), rowHeights: [{ row: 4, rows: 2, points: 33 }] });
  const heights = () => [3, 4, 5, 6].map((row) => sheet().cells.rowHeights.get(row));
  expect(heights()).toEqual([undefined, 33, 33, undefined]);
  await write(planOf(3));
  expect(heights()).toEqual([undefined, undefined, undefined, undefined]);
});

test("what the user typed into an input cell is there after writing again, also where the plan moved it", async () => {
  await write(planOf(3, (builder) => builder.input(target)));
  expect(shown(sheet(), 1, 3)).toBe(5);
  sheet().user.type("D2", "=2*3");
  sheet().user.calculate("D2", 6);
  const moved = { ...target, row: 2, column: 4 };
  await write(planOf(4, (builder) => builder.input(moved)));
  expect(shown(sheet(), 2, 4)).toBe("=2*3");
  expect(shown(sheet(), 1, 3)).toBeUndefined();
});

test("an input survives a failure in any request of the writing", async () => {
  const plan = planOf(3, (builder) => builder.input(target));
  await write(plan);
  sheet().user.type("D2", 77);
  standIn.counters.reset();
  await write(plan);
  const requests = standIn.counters.syncs;
  for (let n = 1; n <= requests; n += 1) {
    standIn.faults.failSync(n, { afterActions: 0 });
    await write(plan).catch(() => undefined);
    standIn.faults.clear();
    await write(plan);
    expect(shown(sheet(), 1, 3)).toBe(77);
  }
});

test("text that an input cell holds is not turned into a number or a formula by writing it again", async () => {
  const plan = planOf(3, (builder) => builder.input(target));
  await write(plan);
  sheet().user.type("D2", "'0012");
  await write(plan);
  expect(shown(sheet(), 1, 3)).toBe("0012");
});

test("a sheet that was not written to its end says so itself", async () => {
  const plan = planOf(20_000);
  await write(plan);
  expect(shown(sheet(), 0, 1)).toBe(generated);
  standIn.counters.reset();
  await write(plan);
  const requests = standIn.counters.syncs;
  standIn.faults.failSync(requests, { afterActions: 0 });
  await expect(write(plan)).rejects.toMatchObject({ code: "GeneralException" });
  expect(shown(sheet(), 0, 1)).toBe(unfinished);
  await write(plan);
  expect(shown(sheet(), 0, 1)).toBe(generated);
});

test("requests stay small enough for the pane to draw between them, and grow with bytes only", async () => {
  await write(planOf(10));
  standIn.counters.reset();
  await write(planOf(10));
  const few = standIn.counters.syncs;
  await write(planOf(2_000));
  standIn.counters.reset();
  await write(planOf(2_000));
  const more = standIn.counters.syncs;
  expect(more - few).toBeLessThanOrEqual(1);
  standIn.counters.reset();
  await write(planOf(60_000));
  expect(standIn.counters.largestRequest).toBeLessThan(800_000);
  const pieces = Math.ceil(standIn.counters.totalRequestBytes / 600_000);
  expect(standIn.counters.syncs).toBeLessThanOrEqual(more + pieces);
}, 60_000);

test("a request that Excel finds too large is sent again in halves, and every row arrives", async () => {
  await write(planOf(10));
  standIn.counters.reset();
  await write(planOf(10));
  const last = standIn.counters.syncs;
  standIn.faults.refuseSync(last, "RequestPayloadSizeLimitExceeded");
  standIn.faults.refuseSync(last + 1, "RequestPayloadSizeLimitExceeded");
  await write(planOf(500));
  for (const row of [0, 250, 499]) expect(shown(sheet(), row + 4, 1)).toBe(row);
  expect(shown(sheet(), 0, 1)).toBe(generated);
});

test("a user's sheet of the same name is left alone: ours gets a number", async () => {
  workbook.appendSheet("报表").user.type("A1", "我的");
  await write(planOf(2));
  expect(shown(workbook.sheet("报表"), 0, 0)).toBe("我的");
  expect(workbook.sheet("报表 (2)").tables).toHaveLength(1);
});

test("a numbered name still fits into 31 characters and is free in any spelling", () => {
  const long = "a".repeat(31);
  expect(freeName(long, [long.toUpperCase()])).toBe(`${"a".repeat(27)} (2)`);
  expect(freeName("报表", ["报表", "报表 (2)"])).toBe("报表 (3)");
});
