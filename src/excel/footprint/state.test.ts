import fc from "fast-check";
import { openStandIn, Workbook } from "../../offline/host";
import { Refusal, runExcel } from "../session";
import {
  emptyState,
  loadState,
  mergedStates,
  saveState,
  schemaVersion,
  stateFromXml,
  stateNamespace,
  stateToXml,
  type Migrations,
} from "./state";

const refusalOf = (read: () => unknown): Refusal => {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("was not refused");
};

test("a state comes back from its part as it was, whatever texts it holds", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: "grapheme" }), (header, name) => {
      const state = {
        ...emptyState,
        locale: "zh-CN" as const,
        mapping: {
          customers: { sheetId: "{1}", sheetName: name, headerRow: 2, headers: { vin: header } },
        },
      };
      expect(stateFromXml(stateToXml(state))).toEqual(state);
    })
  );
});

test("the part may come back with a declaration, a prefix, CDATA or numeric entities", () => {
  const json = JSON.stringify({ ...emptyState, locale: "en-US" });
  const forms = [
    `<?xml version="1.0"?><r:retain xmlns:r="urn:retain:workbook-state" schemaVersion='1'><![CDATA[${json}]]></r:retain>`,
    `<retain schemaVersion="1" xmlns="urn:retain:workbook-state">${json.replaceAll('"', "&#34;")}</retain>`,
    `<retain schemaVersion="1" xmlns="urn:retain:workbook-state">${json.replaceAll('"', "&#x22;")}</retain>`,
  ];
  for (const xml of forms) expect(stateFromXml(xml).locale).toBe("en-US");
});

test("a state of a later version is refused and the version needed is named", () => {
  const later = stateToXml({ ...emptyState, schemaVersion: schemaVersion + 1 });
  const refusal = refusalOf(() => stateFromXml(later));
  expect(refusal.code).toBe("stateTooNew");
  expect(refusal.about).toEqual([String(schemaVersion + 1)]);
});

test("an older state is lifted step by step, each version by its own migration", () => {
  const steps: Migrations = {
    [schemaVersion]: (old) => ({ ...old, locale: "zh-CN" }),
    [schemaVersion + 1]: (old) => ({
      ...old,
      sheets: { status: { sheetId: `{${String(old.locale)}}` } },
    }),
  };
  const lifted = stateFromXml(stateToXml(emptyState), steps, schemaVersion + 2);
  expect(lifted.schemaVersion).toBe(schemaVersion + 2);
  expect(lifted.sheets).toEqual({ status: { sheetId: "{zh-CN}" } });
});

test("a version without a migration, broken JSON and a foreign part are refused, never guessed", () => {
  expect(refusalOf(() => stateFromXml(stateToXml(emptyState), {}, schemaVersion + 1)).code).toBe(
    "stateUnreadable"
  );
  expect(refusalOf(() => stateFromXml('<retain schemaVersion="1">[1]</retain>')).code).toBe(
    "stateUnreadable"
  );
  expect(refusalOf(() => stateFromXml("<other/>")).code).toBe("stateUnreadable");
});

test("a state of the first version keeps its language, mapping and sheets, knows of no deal and writes values", () => {
  const first = {
    schemaVersion: 1,
    locale: "zh-CN",
    mapping: {
      orders: { sheetId: "{2}", sheetName: "工单", headerRow: 0, headers: { vin: "车架" } },
    },
    sheets: { status: { sheetId: "{7}" } },
    columns: { status: { sheetId: "{1}", header: "客户状态" } },
    firstRun: 46_000,
    invalidFirstSeen: { LSV1: { reason: "unreachable", day: 46_001 } },
  };
  const xml = `<retain xmlns="${stateNamespace}" schemaVersion="1">${JSON.stringify(first)}</retain>`;
  expect(stateFromXml(xml)).toEqual({
    ...first,
    schemaVersion,
    lastAllocation: 0,
    liveColumns: false,
  });
});

test("fields that an older add-in did not know get their empty value", () => {
  const xml = `<retain schemaVersion="1">{"locale":"zh-CN"}</retain>`;
  expect(stateFromXml(xml)).toEqual({ ...emptyState, locale: "zh-CN" });
});

describe("a state of wrong types is none of ours", () => {
  const forged: readonly object[] = [
    { sheets: 5 },
    { sheets: { status: { sheetId: 1 } } },
    { columns: "x" },
    { columns: { status: {} } },
    { mapping: [] },
    { mapping: { customers: { sheetName: "维修工单", columns: {} } } },
    { mapping: { orders: { sheetId: "a", sheetName: "b", headerRow: -1, headers: {} } } },
    { invalidFirstSeen: null },
    { invalidFirstSeen: { 赣T1: "x" } },
    { lastAllocation: "zz" },
    { lastAllocation: 1e99 },
    { rotas: 3 },
    { rotas: { handOver: [1], reception: [], through: 1 } },
    { locale: "xx" },
    { liveColumns: "yes" },
    { firstRun: "2026-01-01" },
  ];
  test.each(forged)("%j", (part) => {
    const xml = stateToXml({ ...emptyState, ...part } as typeof emptyState);
    expect(refusalOf(() => stateFromXml(xml)).code).toBe("stateUnreadable");
  });
});

test("of two parts nothing is lost that only one of them knows, and no deal's number is given twice", () => {
  const mapping = { sheetId: "{1}", sheetName: "客户", headerRow: 1, headers: {} };
  const first = {
    ...emptyState,
    mapping: { customers: mapping },
    lastAllocation: 7,
    firstRun: 46_000,
    workbookId: "a",
  };
  const second = {
    ...emptyState,
    locale: "en-US" as const,
    mapping: { orders: mapping },
    lastAllocation: 2,
    firstRun: 46_100,
    workbookId: "b",
  };
  expect(mergedStates([first, second])).toEqual({
    ...emptyState,
    locale: "en-US",
    mapping: { customers: mapping, orders: mapping },
    lastAllocation: 7,
    firstRun: 46_000,
    workbookId: "a",
  });
});

test("a workbook with two parts is read, and the next run leaves one", async () => {
  const workbook = Workbook.blank();
  const standIn = await openStandIn({ workbook });
  for (const lastAllocation of [7, 2]) {
    workbook.CustomXmlParts.Add(stateToXml({ ...emptyState, lastAllocation }));
  }
  const state = await runExcel(async (context) => {
    const read = await loadState(context);
    await saveState(context, { ...read, locale: "zh-CN" });
    return loadState(context);
  });
  await standIn.close();
  expect(state).toMatchObject({ lastAllocation: 7, locale: "zh-CN" });
  expect(workbook.customXml).toHaveLength(1);
});
