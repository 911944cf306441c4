import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  recogniseSheets,
  type AreaSample,
  type Cell,
  type RecognisedSheets,
} from "../../../src/intake";
import { generateSampleStore, serialOf, type SampleSheet } from "../../../src/sample";
import { loadXlsx } from "../../../src/offline/host/xlsx";
import { areaOf, areasOfLayout, layouts } from "./layouts";

/** Columns that were taken for what they are, for something else, and that were not taken. */
interface Tally {
  right: number;
  readonly wrong: string[];
  readonly missed: string[];
}

const emptyTally = (): Tally => ({ right: 0, wrong: [], missed: [] });

/** Compares what was recognised on a sheet with the truth: header → field, `-` for none. */
function count(
  tally: Tally,
  about: string,
  truth: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>
): void {
  for (const [header, field] of truth) {
    const taken = found.get(header);
    if (taken === field) tally.right++;
    else {
      if (taken !== undefined) tally.wrong.push(`${about} ${header}: ${taken}, not ${field}`);
      if (field !== "-") tally.missed.push(`${about} ${header}: ${field}`);
    }
  }
}

const precision = ({ right, wrong }: Tally): number => right / (right + wrong.length);
const recall = ({ right, missed }: Tally): number => right / (right + missed.length);

/** Header → field of every sheet that is read, joined ones included. */
function foundOn({ customers, orders }: RecognisedSheets): Map<string, Map<string, string>> {
  const sheets = new Map<string, Map<string, string>>();
  const note = (sheet: string, header: string, field: string): void => {
    sheets.set(sheet, (sheets.get(sheet) ?? new Map<string, string>()).set(header, field));
  };
  for (const sheet of [customers, orders]) {
    for (const part of sheet?.parts ?? []) {
      for (const { header, field } of part.columns) note(part.sheetName, header, field);
    }
    for (const joined of sheet?.joined ?? []) {
      for (const { header, field } of joined.columns) note(joined.sheetName, header, field);
    }
  }
  return sheets;
}

test("of the columns of many systems' exports none is taken wrongly and hardly one is missed", () => {
  const tally = emptyTally();
  for (const layout of layouts) {
    const found = foundOn(recogniseSheets(areasOfLayout(layout)));
    for (const sheet of layout.sheets) {
      const truth = new Map(sheet.columns.map(([header, field]) => [header, field]));
      count(tally, `${layout.name}, ${sheet.kind}`, truth, found.get(sheet.name) ?? new Map());
    }
  }
  expect(tally.wrong).toEqual([]);
  expect(precision(tally)).toBeGreaterThanOrEqual(0.99);
  expect(recall(tally)).toBeGreaterThanOrEqual(0.95);
});

describe("the invented store with every header renamed to a letter", () => {
  const store = generateSampleStore({
    seed: 20_260_630,
    customers: 400,
    asOf: serialOf(2026, 6, 30),
    years: 3,
  });
  const letters = (at: number): string =>
    at < 26 ? String.fromCharCode(65 + at) : `A${String.fromCharCode(65 + at - 26)}`;
  const renamed = (name: string, sheet: SampleSheet): { area: AreaSample; headers: string[] } => {
    const headers = sheet.rows[sheet.headerRow].map(String);
    const rows: Cell[][] = [
      headers.map((_, at) => letters(at)),
      ...sheet.rows.slice(sheet.headerRow + 1).map((row) => [...row]),
    ];
    return { area: areaOf(name, rows), headers };
  };
  const customers = renamed("一", store.customers);
  const orders = renamed("二", store.orders);
  const found = recogniseSheets([customers.area, orders.area]);
  /** The store's own headers of the columns that were found, by field. */
  const named = (kind: "customers" | "orders"): Record<string, string> => {
    const { headers } = kind === "customers" ? customers : orders;
    return Object.fromEntries(
      (found[kind]?.columns ?? []).map(({ field, column }) => [field, headers[column]])
    );
  };

  test("is told apart into customers and orders", () => {
    expect(found.customers?.sheetName).toBe("一");
    expect(found.orders?.sheetName).toBe("二");
  });

  test("keys, name and phone of the customers are found", () => {
    const told = named("customers");
    expect(told).toMatchObject({
      vin: expect.stringMatching(/VIN|车架/),
      plate: expect.stringContaining("车牌"),
      name: expect.stringMatching(/姓名|车主/),
      phone: expect.stringMatching(/手机|电话/),
    });
  });

  test("keys, days, odometer and number of the orders are found, amounts are asked about", () => {
    expect(named("orders")).toMatchObject({
      vin: expect.stringMatching(/VIN|车架/),
      plate: expect.stringContaining("车牌"),
      arrival: expect.stringMatching(/进厂|入厂/),
      settlement: expect.stringContaining("结算"),
      odometer: expect.stringContaining("里程"),
      orderNumber: expect.stringMatching(/工单号|单号/),
    });
    const asked = found.questions.find(
      ({ code, table }) => code === "whichField" && table === "orders"
    );
    const headers = asked?.columns.map(({ column }) => orders.headers[column]).join() ?? "";
    expect(headers).toContain("应收");
    expect(headers).toContain("工时");
  });
});

test("thirty sheets of sixty columns are recognised without making anybody wait", () => {
  const wide = layouts.slice(0, 3).flatMap((layout) => areasOfLayout(layout));
  const areas = Array.from({ length: 30 }, (_, sheet): AreaSample => {
    const base = wide[sheet % wide.length];
    const widened = (row: readonly Cell[]): Cell[] =>
      Array.from({ length: 60 }, (_, at) =>
        at < row.length
          ? row[at]
          : typeof row[0] === "string" && row === base.values[0]
            ? `附加${at}`
            : (row[at % row.length] ?? "")
      );
    return {
      ...base,
      sheetId: `{${sheet}}`,
      sheetName: `${base.sheetName}${sheet}`,
      values: base.values.map(widened),
      spread: (base.spread ?? []).map((block) => ({ ...block, values: block.values.map(widened) })),
    };
  });
  recogniseSheets(areas);
  const before = process.cpuUsage();
  recogniseSheets(areas);
  const { user, system } = process.cpuUsage(before);
  // Processor time, so that a busy machine does not matter; ten times what it takes would be a fault.
  expect((user + system) / 1000).toBeLessThan(3000);
});

const shared = "../shared/cases/intake";
const inShared = existsSync(shared) ? test : test.skip;

inShared("the columns of the rebuilt exports are taken for what they are", async () => {
  const truths = JSON.parse(readFileSync("test/cases/intake/columns.json", "utf8")) as {
    usual: Record<string, string>;
    cases: Record<string, Record<string, Record<string, string>>>;
  };
  const tally = emptyTally();
  for (const name of readdirSync(shared)) {
    for (const file of readdirSync(join(shared, name))) {
      if (!file.endsWith(".xlsx") || name.startsWith("F")) continue;
      const areas = await areasOfFile(join(shared, name, file));
      const found = foundOn(recogniseSheets(areas));
      for (const { sheetName, values } of areas) {
        const own = truths.cases[name.split("-")[0]]?.[sheetName];
        const headers = (values[0] ?? []).map((cell) => String(cell).trim());
        const truth = new Map(
          headers.map((header) => [header, (own ?? truths.usual)[header] ?? "-"])
        );
        if (own && Object.keys(own).length === 0) continue;
        count(tally, `${name} ${sheetName}`, truth, found.get(sheetName) ?? new Map());
      }
    }
  }
  expect(tally.wrong).toEqual([]);
  expect(precision(tally)).toBeGreaterThanOrEqual(0.99);
  expect(recall(tally)).toBeGreaterThanOrEqual(0.95);
});

async function areasOfFile(path: string): Promise<AreaSample[]> {
  const workbook = await loadXlsx(readFileSync(path));
  return workbook.sheets.flatMap((sheet) => {
    const used = sheet.GetUsedRangeOrNullObject(true);
    if (!used) return [];
    const rows = used.Values as Cell[][];
    return [areaOf(sheet.Name, rows)];
  });
}
