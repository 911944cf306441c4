/** Where Excel is harder than one hopes. Each test names the page or the thread that says so. */
import { openStandIn, Workbook, type StandIn } from "..";
import type { UserActions } from "./user";

let standIn: StandIn;
let workbook: Workbook;

beforeEach(async () => {
  workbook = Workbook.blank();
  standIn = await openStandIn({ workbook });
});
afterEach(() => standIn.close());

const sheet = () => workbook.sheet("Sheet1");

/** A table A1:B4 with plain cells. */
function makeTable(): void {
  const { user } = sheet();
  [
    ["A1", "件"],
    ["B1", "价"],
    ["A2", 1],
    ["A3", 2],
    ["A4", 3],
    ["B2", 10],
    ["B3", 20],
    ["B4", 30],
  ].forEach(([address, value]) => user.type(String(address), value));
  sheet().Tables.Add("A1:B4", true).Name = "T";
}

const run = (
  work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void
): Promise<void> =>
  Excel.run(async (context) => {
    work(context.workbook.worksheets.getItem("Sheet1"), context);
    await context.sync();
  });

const formulas = (column: string, rows: readonly number[]): (string | undefined)[] =>
  rows.map((row) => sheet().cells.formula(row - 1, column.charCodeAt(0) - 65));

const codeOf = (work: Promise<void>): Promise<unknown> =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code
  );

describe("AutoCorrect fills formulas in tables, also those that a program writes", () => {
  // github.com/OfficeDev/office-js/issues/5909: the formula set last is used for every cell of the column.
  test("one formula in a cell becomes that of the column, over the values that stand there", async () => {
    makeTable();
    await run((it) => (it.getRange("B3").formulas = [["=A3*2"]]));
    expect(formulas("B", [2, 3, 4])).toEqual(["=A2*2", "=A3*2", "=A4*2"]);
  });

  // The same through the typings' Range.copyFrom: no page excepts it, so it is no kinder here than values.
  test("a formula that is copied into a cell becomes that of the column", async () => {
    makeTable();
    sheet().user.type("D3", "=C3*2");
    await run((it) => it.getRange("B3").copyFrom("D3", "Formulas"));
    expect(formulas("B", [2, 3, 4])).toEqual(["=A2*2", "=A3*2", "=A4*2"]);
  });

  // github.com/OfficeDev/office-js/issues/2093 ("by design"): formulas are replaced by other, wrong ones.
  test("of different formulas the last is left", async () => {
    makeTable();
    await run((it) => (it.getRange("B2:B4").values = [["=1+1"], ["=2+2"], ["=3+3"]]));
    expect(formulas("B", [2, 3, 4])).toEqual(["=3+3", "=3+3", "=3+3"]);
  });

  // github.com/OfficeDev/office-js/issues/6745: all values become the bottom-most formula.
  test("rows that are added with formulas end with one formula for all", async () => {
    makeTable();
    await run((it) =>
      it.tables.getItem("T").rows.add(undefined, [
        [4, "=1+1"],
        [5, "=1+2"],
      ])
    );
    expect(formulas("B", [2, 5, 6])).toEqual(["=1+2", "=1+2", "=1+2"]);
  });

  // github.com/OfficeDev/office-js/issues/1916: a table that is made longer fills its calculated columns.
  test.each([
    [
      "rows.add",
      (it: Excel.Worksheet) =>
        it.tables.getItem("T").rows.add(undefined, [[4, null]] as unknown as number[][]),
    ],
    [
      "resize and values",
      (it: Excel.Worksheet) => {
        it.tables.getItem("T").resize("A1:B5");
        it.getRange("A5:B5").values = [[4, null]] as unknown as number[][];
      },
    ],
    ["a row right below", (it: Excel.Worksheet) => (it.getRange("A5").values = [[4]])],
  ])("a user's calculated column goes on in rows that come by %s", async (_, add) => {
    makeTable();
    for (const row of [2, 3, 4]) sheet().user.clear(`B${row}`);
    sheet().user.type("B2", "=A2*2");
    expect(formulas("B", [2, 3, 4])).toEqual(["=A2*2", "=A3*2", "=A4*2"]);
    await run(add);
    expect(formulas("B", [5])).toEqual(["=A5*2"]);
  });

  // support.microsoft.com, "Use calculated columns in an Excel table": not where other data stands.
  test("what a person types fills the column only where nothing else stands", () => {
    makeTable();
    sheet().user.type("B3", "=A3*2");
    expect(formulas("B", [2, 3, 4])).toEqual([undefined, "=A3*2", undefined]);
  });

  // support.microsoft.com, ditto: "Fill formulas in tables to create calculated columns" can be off.
  test("switched off, cells keep what was written", async () => {
    makeTable();
    workbook.autoCorrect.fillFormulas = false;
    await run((it) => (it.getRange("B2:B4").values = [["=1+1"], [20], ["=3+3"]]));
    expect(formulas("B", [2, 3, 4])).toEqual(["=1+1", undefined, "=3+3"]);
  });
});

describe("tables take in what is written right below or beside them", () => {
  // support.microsoft.com, "Resize a table by adding or removing rows and columns": AutoExpansion.
  test.each([
    ["below", "A5:B5", [[4, 40]], "A1:B5"],
    ["beside", "C2:C4", [["x"], ["y"], ["z"]], "A1:C4"],
    ["a row apart", "A6:B6", [[4, 40]], "A1:B4"],
  ] as const)("%s", async (_, address, values, after) => {
    makeTable();
    await run((it) => (it.getRange(address).values = values.map((row) => [...row])));
    expect(workbook.table("T").address).toBe(after);
  });

  // The same page: "type or paste". Formats alone are no content.
  test("also what is copied there, and then it has the columns' formulas", async () => {
    makeTable();
    for (const row of [2, 3, 4]) sheet().user.clear(`B${row}`);
    sheet().user.type("B2", "=A2*2");
    sheet().user.type("D1", 4);
    await run((it) => it.getRange("A5").copyFrom("D1", "Formats"));
    expect(workbook.table("T").address).toBe("A1:B4");
    await run((it) => it.getRange("A5").copyFrom("D1", "Values"));
    expect(workbook.table("T").address).toBe("A1:B5");
    expect(formulas("B", [5])).toEqual(["=A5*2"]);
  });

  test("switched off, they stay as they are", async () => {
    makeTable();
    workbook.autoCorrect.extendTables = false;
    await run((it) => {
      it.getRange("A5:B5").values = [[4, 40]];
      it.getRange("C2").copyFrom("A2");
    });
    expect(workbook.table("T").address).toBe("A1:B4");
  });
});

// github.com/OfficeDev/office-js/issues/134: the header's text is blanked; github.com/xlwings/xlwings/issues/2094:
// the range of the table begins below, and there is no header row range.
describe("tables without a header row", () => {
  const table = (it: Excel.Worksheet) => it.tables.getItem("T");

  test("begin at their first row of values, know their columns' names, and have no header range", async () => {
    makeTable();
    await run((it) => (table(it).showHeaders = false));
    expect(workbook.table("T").address).toBe("A2:B4");
    expect([sheet().value("A1"), sheet().value("A2")]).toEqual(["", 1]);
    await Excel.run(async (context) => {
      const it = table(context.workbook.worksheets.getItem("Sheet1"));
      const [body, column] = [it.getDataBodyRange(), it.columns.getItem("价")];
      it.load("showHeaders");
      body.load("address");
      column.load("name");
      await context.sync();
      expect([it.showHeaders, body.address, column.name]).toEqual([false, "Sheet1!A2:B4", "价"]);
    });
    expect(await codeOf(run((it) => table(it).getHeaderRowRange().load("values")))).toBe(
      "InvalidOperation"
    );
  });

  test("grow, and show their names again where they were", async () => {
    makeTable();
    await run((it) => (table(it).showHeaders = false));
    await run((it) => (it.getRange("A5:B5").values = [[4, 40]]));
    expect(workbook.table("T").address).toBe("A2:B5");
    await run((it) => (table(it).showHeaders = true));
    expect(workbook.table("T").address).toBe("A1:B5");
    expect(sheet().values("A1:B1")).toEqual([["件", "价"]]);
  });

  test("push down what stands in the way of a header that is shown again", async () => {
    makeTable();
    await run((it) => (table(it).showHeaders = false));
    sheet().user.type("A1", "标题");
    await run((it) => (table(it).showHeaders = true));
    expect(workbook.table("T").address).toBe("A2:B5");
    expect(sheet().values("A1:A3")).toEqual([["标题"], ["件"], [1]]);
  });

  test("are not filtered", async () => {
    makeTable();
    await run((it) => (table(it).showHeaders = false));
    const filter = (it: Excel.Worksheet) =>
      table(it).columns.getItemAt(0).filter.applyValuesFilter(["1"]);
    expect(await codeOf(run(filter))).toBe("InvalidOperation");
  });
});

describe("requests", () => {
  // learn.microsoft.com/javascript/api/excel/excel.datetimedatavalidation: ISO 8601, reference or formula.
  test.each([
    ["2026-06-30", "done"],
    ["=A1", "done"],
    ["=TODAY()", "done"],
    ["46203", "InvalidArgument"],
  ])("a date rule with %s ends with %s", async (formula1, code) => {
    const rule = { date: { formula1, operator: "GreaterThan" as const } };
    expect(await codeOf(run((it) => (it.getRange("A1").dataValidation.rule = rule)))).toBe(code);
  });

  // learn.microsoft.com/office/dev/add-ins/excel/excel-add-ins-troubleshooting: API limitations when the active
  // workbook switches, with the code of each.
  test.each<[string, string, (sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown]>([
    ["worksheets.add", "GeneralException", (_, it) => it.workbook.worksheets.add()],
    ["freezeAt", "GeneralException", (it) => it.freezePanes.freezeAt("A1:B2")],
    ["freezeRows", "GeneralException", (it) => it.freezePanes.freezeRows(1)],
    ["freezeColumns", "GeneralException", (it) => it.freezePanes.freezeColumns(1)],
    ["unfreeze", "GeneralException", (it) => it.freezePanes.unfreeze()],
    [
      "getLocationOrNullObject",
      "GeneralException",
      (it) => it.freezePanes.getLocationOrNullObject().load("address"),
    ],
    ["select", "GeneralException", (it) => it.getRange("A1").select()],
    ["activate", "GeneralException", (it) => it.activate()],
    ["clearFilters", "GeneralException", (it) => it.tables.getItem("T").clearFilters()],
    ["showGridlines", "GeneralException", (it) => (it.showGridlines = false)],
    ["showHeadings", "GeneralException", (it) => (it.showHeadings = false)],
    ["getActiveCell", "InvalidSelection", (_, it) => it.workbook.getActiveCell().load("address")],
    [
      "getSelectedRange",
      "InvalidSelection",
      (_, it) => it.workbook.getSelectedRange().load("address"),
    ],
    ["delete", "InvalidSelection", (_, it) => it.workbook.worksheets.getItem("另一张").delete()],
  ])(
    "%s fails with %s while another workbook is in front, and once more it works",
    async (_, code, work) => {
      makeTable();
      workbook.appendSheet("另一张");
      standIn.faults.loseFocus(1);
      expect(await codeOf(run(work))).toBe(code);
      expect(workbook.sheets).toHaveLength(2);
      expect(await codeOf(run(work))).toBe("done");
    }
  );

  // The same page names what fails; values are not among it.
  test("cells are written while another workbook is in front", async () => {
    standIn.faults.loseFocus(1);
    await run((it) => (it.getRange("A1").values = [[1]]));
    expect(sheet().value("A1")).toBe(1);
  });

  // github.com/OfficeDev/office-js/issues/2078, 2983, 6365: Excel crashes.
  test("a name that was deleted is not made again", async () => {
    await run((it, context) => context.workbook.names.add("N", it.getRange("A1")));
    await run((_, context) => context.workbook.names.getItem("N").delete());
    const again = run((it, context) => context.workbook.names.add("N", it.getRange("A1")));
    expect(await codeOf(again)).toBe("GeneralException");
  });

  // learn.microsoft.com/office/dev/add-ins/excel/co-authoring-in-excel-add-ins
  test("a second person can act between two requests", async () => {
    standIn.faults.interrupt(2, () => sheet().coauthor.type("A1", "别人"));
    const read: unknown[] = [];
    await Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getItem("Sheet1").getRange("A1");
      while (read.length < 2) {
        cell.load("values");
        await context.sync();
        read.push(cell.values[0]?.[0]);
      }
    });
    expect(read).toEqual(["", "别人"]);
  });

  // The same page: what others do arrives between two requests; objects that are held follow their cells.
  test.each<[string, (by: UserActions) => void, readonly unknown[]]>([
    ["sorts", (by) => by.sortRows("A2:B4", "A", false), [3, 2, 1]],
    ["inserts a row", (by) => by.insertRow(3), [1, "", 2, 3]],
    ["deletes a row", (by) => by.deleteRow(3), [1, 3]],
    ["inserts a column", (by) => by.insertColumn("A"), [1, 2, 3]],
  ])(
    "a second person %s between two requests, and the table is as it is by then",
    async (_, act, after) => {
      makeTable();
      standIn.faults.interrupt(2, () => act(sheet().coauthor));
      const seen: unknown[][] = [];
      await Excel.run(async (context) => {
        const column = context.workbook.tables.getItem("T").columns.getItem("件");
        while (seen.length < 2) {
          const body = column.getDataBodyRange();
          body.load("values");
          await context.sync();
          seen.push(body.values.map(([value]: unknown[]) => value));
        }
      });
      expect(seen).toEqual([[1, 2, 3], after]);
    }
  );

  // Neither page nor typings say what Excel makes of it: whoever asks is told so, and no test goes on.
  test.each<
    [string, (context: Excel.RequestContext) => Excel.Worksheet | Excel.Table | Excel.NamedItem]
  >([
    ["a sheet", ({ workbook: it }) => it.worksheets.getItemOrNullObject("")],
    ["a table", ({ workbook: it }) => it.tables.getItemOrNullObject("")],
    ["a name", ({ workbook: it }) => it.names.getItemOrNullObject("")],
  ])("%s without a name is not asked for", async (_, ask) => {
    const asked = run((__, context) => void ask(context).load("name"));
    await expect(asked).rejects.toMatchObject({ code: "ApiNotFound" });
    expect(standIn.hostErrors.splice(0)).toHaveLength(1);
  });

  // github.com/OfficeDev/office-js/issues/6311
  test("in some builds nobody is told what is selected", async () => {
    workbook.tellsSelection = false;
    const told: unknown[] = [];
    const stop = workbook.onEvent(({ type }) => told.push(type));
    sheet().user.select("B2");
    expect(told).not.toContain("worksheetSelectionChanged");
    stop();
    await Excel.run(async (context) => {
      const selected = context.workbook.getSelectedRange();
      selected.load("address");
      await context.sync();
      expect(selected.address).toBe("Sheet1!B2");
    });
  });
});

// learn.microsoft.com/javascript/api/excel/excel.range#excel-excel-range-getmergedareasornullobject-member(1)
describe("merged cells", () => {
  const merge = (...addresses: string[]) =>
    run((it) => addresses.forEach((address) => it.getRange(address).merge()));

  /** What is told of the merged areas of a range: their own address and those of the areas. */
  async function merged(address: string): Promise<unknown> {
    return Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Sheet1");
      const found = sheet.getRange(address).getMergedAreasOrNullObject();
      found.load("address,areaCount,cellCount");
      found.areas.load("items/address,items/rowIndex");
      await context.sync();
      if (found.isNullObject) return null;
      const { address: own, areaCount, cellCount, areas } = found;
      return [own, areaCount, cellCount, areas.items.map((area) => [area.address, area.rowIndex])];
    });
  }

  // github.com/OfficeDev/office-js/issues/1590: the address tells their first cells, the areas all of them.
  test("are told area by area, by their first cells alone where all are told in one address", async () => {
    await merge("B1:D1", "A2:A3");
    expect(await merged("A1:D3")).toEqual([
      "Sheet1!B1,Sheet1!A2",
      2,
      5,
      [
        ["Sheet1!B1:D1", 0],
        ["Sheet1!A2:A3", 1],
      ],
    ]);
    expect(await merged("A4:D9")).toBeNull();
  });

  // github.com/OfficeDev/office-js/issues/3611 (not a bug)
  test("whose first cell is not in the range are not told", async () => {
    await merge("B1:D1");
    expect(await merged("C1:F9")).toBeNull();
  });

  test("cannot be told where there are more than 512 of them", async () => {
    const pairs = Array.from({ length: 513 }, (_, row) => `A${row + 1}:B${row + 1}`);
    await merge(...pairs);
    expect(await codeOf(merged("A1:B513").then(() => undefined))).toBe("GeneralException");
    expect(await merged("A1:B512")).toMatchObject({ 1: 512 });
  });
});
