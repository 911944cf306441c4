import { SheetBuilder } from "./builder";
import type { SheetPlan } from "./sheetPlan";
import { wrappedHeight } from "./style";

const layout = {
  columnWidths: [20, 10, 30],
  freeze: { rows: 0, columns: 0 },
  print: {},
} as const;

function planOf(write: (builder: SheetBuilder) => void): SheetPlan {
  const builder = new SheetBuilder("messages", "短信", "#0F548C");
  write(builder);
  return builder.build(layout);
}

const long = "您的爱车即将出质保期，出保前可来店做一次全面质检，预约电话在短信末尾。";

test("rows of a wrapped column are as high as their text, equal neighbours together", () => {
  const plan = planOf((builder) => {
    builder.table(
      "T",
      [
        { header: "姓名", style: "text" },
        { header: "条数", style: "number" },
        { header: "内容", style: "paragraph" },
      ],
      [
        ["一", 1, "短"],
        ["二", 2, long],
        ["三", 2, long],
        ["四", 1, null],
      ]
    );
  });
  const points = wrappedHeight(long, layout.columnWidths[2]);
  expect(points).toBeGreaterThan(wrappedHeight("", 1));
  expect(plan.rowHeights).toEqual([{ row: 2, rows: 2, points }]);
  expect(plan.styles).toContainEqual({ row: 1, column: 0, rows: 4, columns: 3, style: "middle" });
});

test("texts at the right of figures stand away from them, header and all", () => {
  const plan = planOf((builder) => {
    builder.grid(
      [
        { header: "占比", style: "percent" },
        { header: "说明", style: "text" },
        { header: "备注", style: "text" },
      ],
      [[0.5, "一半", ""]]
    );
  });
  const indented = plan.styles.filter(({ style }) => style === "indented");
  expect(indented).toEqual([{ row: 0, column: 1, rows: 2, columns: 1, style: "indented" }]);
});

test("a chart is drawn from the small table that stands below it", () => {
  const plan = planOf((builder) => {
    builder.line("上面", "section");
    builder.chartWithData(
      "一句话。",
      [
        { header: "月份", style: "text" },
        { header: "台数", style: "number" },
      ],
      [
        ["2026-05", 3],
        ["2026-06", 4],
      ],
      {
        name: "C",
        type: "ColumnClustered",
        seriesBy: "Columns",
        title: "台数",
        categoryAxisTitle: "月份",
        valueAxisTitle: "台",
        colors: ["#0F548C"],
      },
      { rows: 10, columns: 4, dataLabel: "图表数据" }
    );
  });
  const [chart] = plan.charts;
  const { row, column } = chart.source;
  const table = plan.blocks.find((block) => block.row === row && block.column === column);
  expect(table?.cells).toEqual([
    ["月份", "台数"],
    ["2026-05", 3],
    ["2026-06", 4],
  ]);
  expect(chart.source).toMatchObject({ rows: 3, columns: 2 });
  expect(chart.position.row + chart.position.rows).toBeLessThan(row);
});

const numbers = (length: number): string[][] => Array.from({ length }, (_, i) => [String(i), ""]);
const namesAndNotes = [
  { header: "姓名", style: "text" },
  { header: "备注", style: "text" },
] as const;

test("a column is as wide as its texts and figures need; the last one's texts may reach beyond it", () => {
  const { columnWidths } = planOf((builder) => {
    builder.table(
      "T",
      [
        { header: "姓名", style: "link" },
        { header: "产值", style: "money" },
        { header: "备注", style: "text" },
      ],
      [[{ formula: "=A1", expected: "江城远拓建筑工程有限公司" }, -1_234_567_890.12, long]]
    );
  });
  expect(columnWidths).toEqual([25, "1,234,567,890.12".length + 2, layout.columnWidths[2]]);
});

test("a text of a whole paragraph does not push the other columns out of sight", () => {
  const { columnWidths } = planOf((builder) => builder.table("T", namesAndNotes, [[long, "一"]]));
  expect(columnWidths[0]).toBeGreaterThan(layout.columnWidths[0]);
  expect(columnWidths[0]).toBeLessThan(50);
});

test("a header that is a little too long widens its column, a much longer one wraps between words", () => {
  const plan = planOf((builder) => {
    builder.grid(
      [
        { header: "Lost up to 3 months this", style: "number" },
        { header: "Appointment rate", style: "percent" },
      ],
      [[1, 0.5]]
    );
    builder.skip();
    builder.grid([{ header: "Lost up to 3 months up", style: "number" }], [[1]]);
  });
  expect(plan.columnWidths.slice(0, 2)).toEqual([23, "Appointment".length + 1]);
  expect(plan.rowHeights).toEqual([{ row: 0, rows: 1, points: wrappedHeight("a b", 2) }]);
});

test("a list of several pages repeats its header on each, a short one what the sheet says it does", () => {
  const titleRows = [0, 1] as const;
  const repeatedWith = (first: number, second: number) => {
    const builder = new SheetBuilder("messages", "短信", "#0F548C");
    builder.line("短信", "title");
    builder.table("A", namesAndNotes, numbers(first));
    builder.table("B", namesAndNotes, numbers(second));
    return builder.build({ ...layout, print: { titleRows } }).print.titleRows;
  };
  expect(repeatedWith(5, 5)).toEqual(titleRows);
  expect(repeatedWith(5, 100)).toEqual([7, 7]);
  expect(repeatedWith(100, 5)).toEqual([1, 1]);
  expect(repeatedWith(100, 200)).toEqual([102, 102]);
});
