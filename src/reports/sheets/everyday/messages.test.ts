import fc from "fast-check";
import { cellsOfPlan, formulaDifferences } from "../../../../test/support/planFormulas";
import { makeRecords } from "../../../../test/support/records";
import { contextOf, figuresOf } from "../../../../test/support/reportStores";
import { anyStaffedStore, assembleStaffed, roster } from "../../../../test/support/staffedStores";
import { storeDay } from "../../../../test/support/stores";
import { makeCustomerTable, makeOrderTable } from "../../../../test/support/tables";
import { defaultSettings } from "../../../intake";
import { textsOf } from "../../../locale";
import { assembleDealership } from "../../../retention/store";
import { messageLength } from "../../../retention/solicitation";
import { serialOfIso } from "../../../retention/time";
import { messagesOf, messagesSheet } from "./messages";

const asOf = serialOfIso("2026-06-30");
const { dealership } = assembleDealership(
  makeCustomerTable([
    { vin: "LSVAA000000000001", plate: "苏A12345", name: "王强", sex: "男", phone: "13800000001" },
    { vin: "LSVAA000000000002", name: "李芳", phone: "13800000001" },
    { vin: "LSVAA000000000003", name: "赵敏", phone: "12345" },
    { vin: "LSVAA000000000004", name: "钱进", phone: "13800000004" },
    { vin: "LSVAA000000000005", name: "孙丽", phone: "13800000005" },
  ]),
  makeOrderTable([])
);
const settings = {
  ...defaultSettings,
  roster,
  signature: "某某店",
  optOut: "拒收请回复R",
  storePhone: "0512-66660000",
  doNotDisturb: new Set(["LSVAA000000000004"]),
};
const plan = (key: string, more: object = {}) => ({
  day: asOf,
  key,
  type: "insurance" as const,
  ...more,
});
const records = makeRecords([
  plan("LSVAA000000000001"),
  plan("LSVAA000000000002"),
  plan("LSVAA000000000003"),
  plan("LSVAA000000000004"),
  plan("LSVAA000000000005", { result: "refused" }),
]);

test("a message carries signature, the customer's own words and the opt-out, and goes to each number once", () => {
  const figures = figuresOf(dealership, asOf, { settings, records });
  const { messages, skipped, basis } = messagesOf(figures, { locale: "zh-CN" });
  expect(basis).toBe("plan");
  expect(messages.map(({ phone, text }) => [phone, text])).toEqual([
    [
      "13800000001",
      "【某某店】王先生您好，您的爱车苏A12345保险即将到期，来店续保享出险专人协助。咨询电话0512-66660000。拒收请回复R",
    ],
  ]);
  expect(skipped).toEqual({ phone: 1, doNotDisturb: 1, script: 0 });
});

test("what the archive does not know is named beside the message", () => {
  const figures = figuresOf(dealership, asOf, { settings, records: records.slice(1, 2) });
  const [table] = messagesSheet(figures, contextOf(figures)).tables;
  const texts = textsOf("zh-CN").reports.messages.list;
  const shown = (header: string) =>
    table?.rows[0]?.[table.columns.findIndex((column) => column.header === header)];
  expect(shown(texts.missing)).toBe("车牌");
  expect(shown(texts.text)).toBe(
    "【某某店】车主您好，来店续保享出险专人协助。咨询电话0512-66660000。拒收请回复R"
  );
});

test.each(["zh-CN", "en-US"] as const)(
  "totals add up to what the operator charges, and no message has a bare placeholder, for any store, in %s",
  (locale) => {
    fc.assert(
      fc.property(anyStaffedStore, storeDay, (staffed, day) => {
        const { dealership: store } = assembleStaffed(staffed);
        const figures = figuresOf(store, day, {
          settings: { ...settings, doNotDisturb: new Set<string>() },
          records: staffed.records,
        });
        const sheet = messagesSheet(figures, contextOf(figures, locale));
        expect(formulaDifferences(sheet)).toEqual([]);
        const headers = textsOf(locale);
        const [table] = sheet.tables;
        const at = (header: string): number =>
          table?.columns.findIndex((column) => column.header === header) ?? -1;
        const { list } = headers.reports.messages;
        for (const row of table?.rows ?? []) {
          const phone = row[at(headers.data.customerFields.phone)];
          const text = row[at(list.text)];
          const characters = row[at(list.characters)];
          const segments = row[at(list.segments)];
          expect(text).not.toMatch(/[{}]/);
          expect(messageLength(String(text))).toMatchObject({ characters, segments });
          expect(phone).toMatch(/^1\d{10}$/);
        }
      }),
      { numRuns: 40 }
    );
  }
);

test.each(["zh-CN", "en-US"] as const)(
  "without anybody to write to the sheet says so, and asks for a signature, in %s",
  (locale) => {
    const { dealership: empty } = assembleDealership(makeCustomerTable([]), makeOrderTable([]));
    const figures = figuresOf(empty, asOf, { settings: defaultSettings });
    const sheet = messagesSheet(figures, contextOf(figures, locale));
    const texts = textsOf(locale).reports.messages;
    const cells = [...cellsOfPlan(sheet).values()];
    expect(cells).toContain(texts.none);
    expect(cells).toContain(texts.noSignature);
    expect(sheet.tables).toEqual([]);
  }
);
