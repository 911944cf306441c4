import { readFileSync } from "node:fs";
import fc from "fast-check";
import { headerQualifiers, isUnit, titleUnits } from "./headerGrammar";
import { headerMeaning, normaliseHeader, type SheetKind } from "./headers";
import { customerSynonyms, orderSynonyms, type Synonyms } from "./headerSynonyms";

const tables: [SheetKind, Readonly<Record<string, Synonyms>>][] = [
  ["customers", customerSynonyms],
  ["orders", orderSynonyms],
];

describe.each(tables)("headers of %s", (kind, synonyms) => {
  const exact = Object.entries(synonyms).flatMap(([field, { exact }]) =>
    exact.map((header): [string, string] => [header, field])
  );
  const likely = Object.entries(synonyms).flatMap(([field, { likely }]) =>
    (likely ?? []).map((header): [string, string] => [header, field])
  );

  test("no header is given to two fields", () => {
    const owners = new Map<string, Set<string>>();
    for (const [header, field] of [...exact, ...likely]) {
      const text = normaliseHeader(header);
      owners.set(text, (owners.get(text) ?? new Set()).add(field));
    }
    expect([...owners].filter(([, fields]) => fields.size > 1)).toEqual([]);
  });

  test.each(exact)("%s is %s without doubt", (header, field) => {
    expect(headerMeaning(kind, header)).toMatchObject({ field, confidence: "exact" });
  });

  test.each(likely)("%s is taken for %s if nothing better is there", (header, field) => {
    expect(headerMeaning(kind, header)).toMatchObject({ field, confidence: "likely" });
  });

  test("a header is known with any asterisk, colon, unit, width and case around it", () => {
    const decorations = fc.constantFrom(
      (text: string) => `*${text}`,
      (text: string) => `${text}：`,
      (text: string) => ` ${text} `,
      (text: string) => `${text}（元）`,
      (text: string) => `${text}\n(km)`,
      (text: string) => text.toUpperCase(),
      (text: string) => [...text].join(" "),
      (text: string) =>
        text.replace(/[A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    );
    fc.assert(
      fc.property(fc.constantFrom(...exact), decorations, ([header, field], decorate) => {
        expect(headerMeaning(kind, decorate(header))).toMatchObject({ field, confidence: "exact" });
      })
    );
  });
});

test("every header of the project's list of observed spellings is known on its kind of sheet", () => {
  const unknown: string[] = [];
  const observed = JSON.parse(
    readFileSync("test/cases/intake/observed-headers.json", "utf8")
  ) as Record<SheetKind, Record<string, string[]>>;
  for (const kind of ["customers", "orders"] as const) {
    for (const [field, headers] of Object.entries(observed[kind])) {
      for (const header of headers) {
        if (headerMeaning(kind, header)?.field !== field) unknown.push(`${kind} ${header}`);
      }
    }
  }
  expect(unknown).toEqual([]);
});

test.each<[SheetKind, string, string | undefined, string | undefined]>([
  ["customers", "客户手机号码1", "phone", "likely"],
  ["customers", "本人身份证姓名", undefined, undefined],
  ["customers", "最后联系人", undefined, undefined],
  ["customers", "客户姓名拼音", undefined, undefined],
  ["customers", "状态", undefined, undefined],
  ["orders", "状态", "orderStatus", "likely"],
  ["customers", "金额", undefined, undefined],
  ["orders", "金额", "received", "likely"],
  ["customers", "接待顾问", "advisor", "likely"],
  ["orders", "接待顾问", "advisor", "exact"],
  ["customers", "交车时间", "deliveryDate", "exact"],
  ["orders", "交车时间", "settlement", "likely"],
  ["orders", "上次进厂日期", undefined, undefined],
  ["orders", "本次进厂日期", "arrival", "likely"],
  ["orders", "客户地址", undefined, undefined],
  ["orders", "发动机号", undefined, undefined],
  ["orders", "", undefined, undefined],
])("on a sheet of %s, %s is %s (%s)", (kind, header, field, confidence) => {
  const meaning = headerMeaning(kind, header);
  expect(meaning?.field).toBe(field);
  expect(meaning?.confidence).toBe(confidence);
});

test("comparing a header twice changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (header) => {
      const once = normaliseHeader(header);
      expect(normaliseHeader(once)).toBe(once);
    })
  );
});

describe("units", () => {
  const money = (header: string, ...titles: string[]) =>
    headerQualifiers(header, titleUnits(titles)).money;

  test("of a title hold for every header that names none", () => {
    expect(money("应收金额", "维修结算明细", "单位：万元")).toBe(10_000);
    expect(money("应收金额", "6月工单（金额单位:分）")).toBe(0.01);
    expect(money("應收金額", "單位：元")).toBe(1);
    expect(money("应收金额（元）", "单位：万元")).toBe(1);
    expect(headerQualifiers("里程", titleUnits(["单位：万公里"]))).toEqual({
      money: 1,
      distance: 10_000,
    });
  });

  test("are none where the title names the organisation", () => {
    expect(titleUnits(["单位：城南汽车销售服务有限公司", "导出单位 江城店"])).toEqual({});
  });

  test("may stand below the headers by themselves", () => {
    expect(["元", "（万元）", "KM", "公里", "台次"].every(isUnit)).toBe(true);
    expect(["甲", "保养", "500", ""].some(isUnit)).toBe(false);
  });
});
