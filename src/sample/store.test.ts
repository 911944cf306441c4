import { createHash } from "node:crypto";
import { foreignPlatePrefixes, localPlatePrefix } from "./catalogue";
import { civil, monthsLater, serialOf } from "./days";
import { dirtKinds, type SampleCell, type SampleSheet } from "./sheet";
import { generateSampleStore, type SampleOptions } from "./store";

const asOf = serialOf(2026, 6, 30);
const standard: SampleOptions = { seed: 4, customers: 3000, asOf, years: 5 };
const store = generateSampleStore(standard);
const clean = generateSampleStore({ ...standard, dirt: 0 });

const fingerprint = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);

/** The cells of a column, by its header. */
function column(sheet: SampleSheet, header: string): SampleCell[] {
  const at = sheet.columns.findIndex((c) => c.header === header);
  const records = sheet.rows
    .slice(sheet.headerRow + 1, -3)
    .filter((row) => row[at] !== header && row.some((cell) => cell !== ""));
  return records.map((row) => row[at]);
}

const customer = (header: string): SampleCell[] => column(store.customers, header);
const order = (header: string): SampleCell[] => column(store.orders, header);
const texts = (cells: SampleCell[]): string[] => cells.filter((c) => typeof c === "string");

describe("the invented store", () => {
  test("is the same for the same seed, down to the last cell", () => {
    expect(fingerprint(generateSampleStore(standard))).toBe(fingerprint(store));
    expect(fingerprint(store)).toBe("a05f584ee306c6b9");
  });

  test("is another one for another seed", () => {
    const other = generateSampleStore({ ...standard, seed: 5 });
    expect(fingerprint(other)).not.toBe(fingerprint(store));
  });

  test("has as many customer rows as asked for, whatever the number", () => {
    for (const customers of [1, 2, 37, 500]) {
      const { customers: sheet } = generateSampleStore({ ...standard, customers });
      expect(column(sheet, "序号")).toHaveLength(customers);
    }
  });

  test("has about twenty thousand orders in five years", () => {
    expect(order("工单号").length).toBeGreaterThan(18_000);
    expect(order("工单号").length).toBeLessThan(22_000);
  });

  test("looks like an export: titles above the headers, a footer with the totals below", () => {
    const { rows, headerRow } = store.orders;
    expect(rows[0][0]).toBe(store.storeName);
    expect(rows[2].every((cell) => cell === "")).toBe(true);
    expect(rows[headerRow]).toEqual(store.orders.columns.map(({ header }) => header));
    expect(rows[rows.length - 2][0]).toBe("合计");
    expect(rows[rows.length - 1][0]).toMatch(/^制表人/);
  });

  test("gives every row a cell for each column", () => {
    for (const sheet of [store.customers, store.orders]) {
      expect(new Set(sheet.rows.map((row) => row.length))).toEqual(new Set([sheet.columns.length]));
    }
  });

  test("lists the orders by day, each with a number of its own", () => {
    const numbers = column(clean.orders, "工单号").map(String);
    expect(new Set(numbers).size).toBe(numbers.length);
    // A reversal bears its order's number and stands under its own day.
    const days = numbers.filter((number) => !number.endsWith("-R")).map((n) => n.slice(2, 10));
    expect(days).toEqual([...days].sort());
  });
});

describe("the dirt of the invented store", () => {
  test("has every kind", () => {
    expect(dirtKinds.filter((kind) => store.dirt[kind] === 0)).toEqual([]);
  });

  const patterns: readonly [string, () => SampleCell[], RegExp][] = [
    [
      "a date with a time as text",
      () => order("进厂时间"),
      /^\d{4}-\d{1,2}-\d{1,2} \d+:\d\d:\d\d$/,
    ],
    ["a date with slashes as text", () => order("结算日期"), /^\d{4}\/\d{1,2}\/\d{1,2}$/],
    ["a date with dots", () => customer("购车日期"), /^\d{4}\.\d{1,2}\.\d{1,2}$/],
    ["a date in Chinese", () => order("进厂时间"), /^\d{4}年\d{1,2}月\d{1,2}日$/],
    ["eight digits as text", () => order("进厂时间"), /^20\d{6}$/],
    ["fourteen digits as text", () => order("进厂时间"), /^20\d{12}$/],
    ["a month without a day", () => order("进厂时间"), /^\d{4}-\d{1,2}$/],
    ["a date in a cell of two lines", () => order("进厂时间"), /^\d{4}-\d{1,2}-\d{1,2}\n/],
    ["a year of five digits", () => order("进厂时间"), /^\d{5}-\d{1,2}-\d{1,2}$/],
    ["kilometres with their unit", () => order("进厂里程"), /^\d+km$/],
    ["kilometres in tens of thousands", () => order("进厂里程"), /^\d+(\.\d)?万$/],
    ["an amount with ¥ and commas", () => order("应收金额"), /^¥\d{1,3}(,\d{3})*\.\d\d$/],
    ["an amount in full-width digits", () => order("工时费"), /^[０-９]+．[０-９]{2}$/],
    ["a plate with a hyphen", () => order("车牌号"), /^赣T-/],
    ["a plate with a dot before the letter", () => order("车牌号"), /^赣\.T/],
    ["a plate with a middle dot", () => customer("车牌号"), /^赣T·/],
    ["a green plate of eight characters", () => customer("车牌号"), /^赣T[DF]\d{5}$/],
    ["a VIN one character short", () => order("VIN码"), /^0RT.{13}$/],
    ["a VIN with the letter O for zero", () => order("VIN码"), /^0RT.*O/],
    ["a word for nothing", () => order("建议维修项目"), /^(null|—|无|\/)$/],
  ];
  test.each(patterns)("%s is there", (_, cells, pattern) => {
    expect(texts(cells()).some((cell) => pattern.test(cell))).toBe(true);
  });

  test("dates as numbers of eight digits, tiny and huge odometers and −1 stand as numbers", () => {
    const numbers = (cells: SampleCell[]): number[] => cells.filter((c) => typeof c === "number");
    expect(numbers(order("进厂时间")).some((n) => n > 20_000_000 && n < 21_000_000)).toBe(true);
    expect(order("进厂里程")).toContain(98);
    expect(order("进厂里程")).toContain(678098765);
    expect(order("实收金额")).toContain(-1);
  });

  test("is a few percent of the cells that can be dirty", () => {
    const dates = order("进厂时间");
    const share = texts(dates).length / dates.length;
    expect(share).toBeGreaterThan(0.015);
    expect(share).toBeLessThan(0.06);
  });

  test("is absent on request", () => {
    const dirtyCells = dirtKinds.filter((kind) => clean.dirt[kind] > 0);
    expect(dirtyCells).toEqual(["transferredKey", "walkIn", "invalidReasonUnknown"]);
    expect(texts(column(clean.orders, "进厂时间"))).toEqual([]);
  });
});

describe("nobody real is in the invented store", () => {
  test("phones are of a range that no operator has", () => {
    const phones = texts(customer("手机号")).filter((phone) => /\d/.test(phone));
    expect(phones.every((phone) => /^154\d{8}$/.test(phone))).toBe(true);
  });

  test("plates are of cities that their provinces do not have", () => {
    const known = [localPlatePrefix, ...foreignPlatePrefixes];
    for (const plates of [customer("车牌号"), order("车牌号")]) {
      const strange = texts(plates)
        .map((plate) => plate.normalize("NFKC").replace(/[-·.]/g, ""))
        .filter((plate) => /\d/.test(plate) && !known.includes(plate.slice(0, 2)));
      expect(strange).toEqual([]);
    }
  });

  test("VINs are of a maker in no country", () => {
    for (const vins of [customer("VIN码"), order("VIN码")]) {
      const strange = texts(vins).filter((vin) => vin !== "" && !/^0rt/i.test(vin));
      expect(strange).toEqual([]);
    }
  });
});

describe("the customers of the invented store behave like a dealership's", () => {
  /** Days of the visits of each car in the clean store. */
  const visits = new Map<string, number[]>();
  const [vins, arrivals, types, states, amounts] = [
    "VIN码",
    "进厂时间",
    "维修类型",
    "工单状态",
    "应收金额",
  ].map((header) => column(clean.orders, header));
  vins.forEach((vin, i) => {
    const counts =
      !["PDI", "内部", "配件外销"].includes(String(types[i])) && states[i] !== "已作废";
    if (!counts || Number(amounts[i]) < 0) return;
    const days = visits.get(String(vin)) ?? [];
    visits.set(String(vin), [...days, Math.floor(Number(arrivals[i]))]);
  });
  const archive = column(clean.customers, "VIN码").map((vin, i) => ({
    days: visits.get(String(vin)) ?? [],
    sheetLast: Number(column(clean.customers, "末次进厂日期")[i]) || 0,
    delivery: Number(column(clean.customers, "购车日期")[i]) || 0,
    invalid: column(clean.customers, "无效原因")[i] !== "",
  }));
  const valid = archive.filter(({ invalid }) => !invalid);

  /** Months since the last sign of life, by the lines that matter; Infinity where there is none. */
  const lines = [6, 9, 12, 15, 18, 24, 36];
  const bandOn = (day: number, { days, sheetLast, delivery }: (typeof archive)[number]): number => {
    const seen = [...days, sheetLast, delivery].filter((d) => d > 0 && d <= day);
    if (seen.length === 0) return -1;
    const anchor = Math.max(...seen);
    const at = lines.findIndex((months) => monthsLater(anchor, months) >= day);
    return at < 0 ? lines.length : at;
  };
  const shares = (day: number): number[] => {
    const bands = valid.map((c) => bandOn(day, c)).filter((band) => band >= 0);
    return Array.from(
      { length: lines.length + 1 },
      (_, band) => bands.filter((b) => b === band).length / bands.length
    );
  };

  test("about three in five are the base, and every band of the lost has customers", () => {
    const [stable, warning, nearLost, ...lost] = shares(asOf);
    expect(stable + warning + nearLost).toBeGreaterThan(0.55);
    expect(stable + warning + nearLost).toBeLessThan(0.7);
    expect(Math.min(warning, nearLost, ...lost)).toBeGreaterThan(0.01);
  });

  test("one to two percent of the base are lost in a month", () => {
    const rates = Array.from({ length: 12 }, (_, i) => {
      const [before, after] = [monthsLater(asOf, -i - 1), monthsLater(asOf, -i)];
      const base = valid.filter((c) => bandOn(before, c) >= 0 && bandOn(before, c) <= 2);
      return base.filter((c) => bandOn(after, c) > 2).length / base.length;
    });
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    expect(mean).toBeGreaterThan(0.01);
    expect(mean).toBeLessThan(0.02);
  });

  test("some of the lost come back", () => {
    const before = monthsLater(asOf, -12);
    const lost = valid.filter((c) => bandOn(before, c) > 2);
    const returned = lost.filter((c) => bandOn(asOf, c) <= 2 && bandOn(asOf, c) >= 0);
    expect(returned.length / lost.length).toBeGreaterThan(0.05);
    expect(returned.length / lost.length).toBeLessThan(0.35);
  });

  test("who is in the base comes about twice a year", () => {
    const base = valid.filter((c) => bandOn(asOf, c) >= 0 && bandOn(asOf, c) <= 2);
    const inYear = base.map(
      ({ days }) => new Set(days.filter((d) => d <= asOf && monthsLater(d, 12) >= asOf)).size
    );
    const mean = inYear.reduce((sum, n) => sum + n, 0) / inYear.length;
    expect(mean).toBeGreaterThan(1.5);
    expect(mean).toBeLessThan(2.5);
  });

  test("about three in a hundred are invalid", () => {
    const share = 1 - valid.length / archive.length;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.05);
  });

  test("new cars are delivered in every month of the five years", () => {
    const months = new Set(
      archive
        .filter(({ delivery }) => delivery > asOf - 5 * 365)
        .map(({ delivery }) => `${civil(delivery).year}-${civil(delivery).month}`)
    );
    expect(months.size).toBeGreaterThanOrEqual(60);
  });

  test("the month of the Spring Festival is the quietest", () => {
    const byMonth = new Array<number>(13).fill(0);
    for (const { days } of archive) for (const day of days) byMonth[civil(day).month]++;
    expect(byMonth.indexOf(Math.min(...byMonth.slice(1)))).toBe(2);
  });

  test("every kind of order is there, with reversals, void and open ones", () => {
    expect(new Set(types)).toEqual(
      new Set(["首保", "保养", "小修", "钣喷", "索赔", "PDI", "内部", "配件外销"])
    );
    expect(new Set(states)).toEqual(new Set(["已结算", "已作废", "在修"]));
    expect(amounts.some((amount) => Number(amount) < -50)).toBe(true);
  });
});
