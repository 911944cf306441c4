import { makeCustomerTable } from "../../../test/support/tables";
import { ruleSets } from "../../retention/status";
import type { ReportContext } from "./context";
import { linkToCustomer } from "./customerLink";

const context: ReportContext = {
  locale: "zh-CN",
  asOf: 46203,
  rules: ruleSets.retention,
  generatedAt: "2026-06-30 08:00",
  customersSheet: "客户'档案",
  ordersSheet: "维修工单",
  customerKeys: { vin: 4, plate: 2 },
};

const link = (row: Parameters<typeof makeCustomerTable>[0][number], given = context): string =>
  linkToCustomer(makeCustomerTable([row]), 0, given).formula;

test("a link looks the customer's row up by VIN, so that sorting does not lead it astray", () => {
  expect(link({ vin: "0RTN0000000000001", plate: "赣T00001", name: "示例" })).toMatch(
    /^=HYPERLINK\("#'客户''档案'!A"&IFERROR\(MATCH\("0RTN0000000000001",'客户''档案'!\$E:\$E,0\),\d+\),"示例"\)$/
  );
});

test("a customer without VIN is looked up by plate", () => {
  expect(link({ plate: "赣T00001", name: "示例" })).toContain(
    `MATCH("赣T00001",'客户''档案'!$C:$C,0)`
  );
});

test("where no key column can be looked up, the link leads to the row itself", () => {
  expect(link({ customerNumber: "K1", name: "示例" })).toMatch(/!A"&\d+,"示例"\)$/);
});

test("quotes in a name stay text", () => {
  expect(link({ vin: "0RTN0000000000001", name: '示"例' })).toContain('"示""例"');
});

test("a name longer than Excel takes inside a formula is cut", () => {
  const { expected } = linkToCustomer(
    makeCustomerTable([{ plate: "A1", name: "长".repeat(300) }]),
    0,
    context
  );
  expect(expected).toBe("长".repeat(255));
});
