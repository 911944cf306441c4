import { formulaInRow } from "./a1";
import type { ReportContext } from "./context";
import { customerJump, mostJumps } from "./customerLink";
import { ruleSets } from "../../retention/status";

const context: ReportContext = {
  locale: "zh-CN",
  asOf: 46203,
  rules: ruleSets.retention,
  generatedAt: "2026-06-30 08:00",
  customersSheet: "客户'档案",
  ordersSheet: "维修工单",
  customerKeys: { vin: 4, plate: 2 },
};

const inRow = (row: number, given = context): string =>
  formulaInRow(customerJump(given, "客户", 10)?.rowFormula ?? "", row, () => 3);

test("a jump looks the row's key up by VIN, then by plate, so that sorting does not lead it astray", () => {
  expect(inRow(17)).toBe(
    `=IF($D18="","",IFERROR(HYPERLINK("#'客户''档案'!A"&IFERROR(MATCH($D18,'客户''档案'!$E:$E,0),` +
      `MATCH($D18,'客户''档案'!$C:$C,0)),"→"),""))`
  );
});

test("it is one and the same formula in every row but for the row itself", () => {
  expect(inRow(99).replaceAll("$D100", "$D18")).toBe(inRow(17));
});

test("a customer number is looked up as text and as number", () => {
  expect(inRow(0, { ...context, customerKeys: { customerNumber: 0 } })).toContain(
    `IFERROR(MATCH($D1,'客户''档案'!$A:$A,0),MATCH(VALUE($D1),'客户''档案'!$A:$A,0))`
  );
});

test("it shows an arrow only where the customer sheet spells the key as it stands here", () => {
  const jump = customerJump({ ...context, isSpelled: (key) => key === "粤B12345" }, "客户", 10);
  expect(["粤B12345", "粤B·12345", ""].map((key) => jump?.shown(key))).toEqual(["→", "", ""]);
});

test.each([
  ["with more rows than a lookup each would be bearable for", context, mostJumps + 1],
  ["of a sheet without a column of keys", { ...context, customerKeys: {} }, 10],
])("a table %s has none", (_, given, rows) => {
  expect(customerJump(given, "客户", rows)).toBeUndefined();
});
