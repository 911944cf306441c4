import { SheetBuilder } from "../../reports/plan";
import { layoutOf } from "./layouts";

test("a layout knows every cell that a plan fills, and no blank one", () => {
  const builder = new SheetBuilder("status", "状态", "#0F548C");
  builder.line("标题", "title");
  builder.skip();
  builder.grid(
    [
      { header: "类", style: "text" },
      { header: "数", style: "number" },
    ],
    [
      ["甲", 1],
      ["乙", null],
      [null, 3],
    ]
  );
  builder.table("RETAIN_list", [{ header: "名", style: "text" }], [["一"], [null]]);
  const plan = builder.build({
    columnWidths: [],
    freeze: { rows: 0, columns: 0 },
    print: {},
  });
  expect(layoutOf(plan)).toEqual({
    areas: [
      [0, 0, 1, 1],
      [2, 0, 2, 2],
      [4, 0, 1, 1],
      [5, 1, 1, 1],
    ],
    tables: [{ name: "RETAIN_list", row: 6, column: 0, rows: 2, headers: ["名"] }],
    height: 9,
  });
});
