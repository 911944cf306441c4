import fc from "fast-check";
import {
  makeCustomerTable,
  makeOrderTable,
  type CustomerRow,
  type OrderRow,
} from "../../../test/support/tables";
import { serialOfIso } from "../../retention/time";
import { compareRecords, type Comparison } from "./compare";
import type { RecordTable } from "./records";

const orders = (rows: readonly OrderRow[]): RecordTable => ({
  kind: "orders",
  table: makeOrderTable(rows as OrderRow[]),
});
const customers = (rows: readonly CustomerRow[]): RecordTable => ({
  kind: "customers",
  table: makeCustomerTable(rows as CustomerRow[]),
});
const compareOrders = (
  store: readonly OrderRow[],
  ...files: (readonly OrderRow[])[]
): Promise<Comparison> => compareRecords("orders", [orders(store)], files.map(orders));

const order = (number: string, day: string, more: OrderRow = {}): OrderRow => ({
  orderNumber: number,
  plate: `苏A0000${number.slice(-1)}`,
  arrival: day,
  receivable: 500,
  orderStatus: "已结算",
  ...more,
});
/** What changes, as a manager would say it. */
const said = ({ changed }: Comparison): unknown[] =>
  changed.map(({ record, fields }) => [
    record.row,
    ...fields.map(({ field, before, after }) => `${field}: ${String(before)} → ${String(after)}`),
  ]);
const brief = (it: Comparison): unknown => ({
  added: it.added.map(({ record }) => record.row),
  same: it.same,
  changed: said(it),
});

describe("orders of an export", () => {
  const may = [order("R1", "2026-05-03"), order("R2", "2026-05-20")];

  test("that the store has are there already, however often they are exported", async () => {
    const comparison = await compareOrders(may, may, [...may, may[0]]);
    expect(brief(comparison)).toEqual({ added: [], same: 5, changed: [] });
    expect(comparison.gone).toEqual([]);
  });

  test("with another amount or status are corrected ones, field by field", async () => {
    const june = [
      order("R2", "2026-05-20", { receivable: 480 }),
      order("R1", "2026-05-03", { orderStatus: "作废" }),
      order("R3", "2026-06-02"),
    ];
    expect(brief(await compareOrders(may, june))).toEqual({
      added: [2],
      same: 0,
      changed: [
        [0, "orderStatus: 已结算 → 作废"],
        [1, "receivable: 500 → 480"],
      ],
    });
  });

  test("in two files that overlap are taken once, and the later file wins", async () => {
    const one = [order("R3", "2026-06-02"), order("R4", "2026-06-15")];
    const two = [order("R4", "2026-06-15", { receivable: 700 }), order("R5", "2026-06-20")];
    const comparison = await compareOrders(may, one, [one[0], ...two]);
    expect(
      comparison.added.map(({ record, fields }) => [record.row, fields.map(({ after }) => after)])
    ).toEqual([
      [0, []],
      [1, [700]],
      [2, []],
    ]);
    expect(comparison.inSeveralFiles).toBe(1);
    expect(comparison.sources.map(({ added, same, changed }) => [added, same, changed])).toEqual([
      [2, 0, 0],
      [1, 1, 1],
    ]);
  });

  test("of one number that differ in payer and items are parts, of which none is lost", async () => {
    const parts = [
      order("R1", "2026-05-03", { orderType: "自费", items: "保养" }),
      order("R1", "2026-05-03", { orderType: "保险", items: "钣喷", receivable: 2000 }),
    ];
    expect(brief(await compareOrders([parts[0]], parts))).toEqual({
      added: [1],
      same: 1,
      changed: [],
    });
    const corrected = [parts[0], { ...parts[1], receivable: 1800 }];
    expect(brief(await compareOrders(parts, corrected))).toEqual({
      added: [],
      same: 1,
      changed: [[1, "receivable: 2000 → 1800"]],
    });
  });

  test("of one number and another vehicle, or another year, are other orders", async () => {
    const others = [order("R1", "2026-05-03", { plate: "苏B00009" }), order("R1", "2027-05-03")];
    expect(brief(await compareOrders(may, others))).toEqual({
      added: [0, 1],
      same: 0,
      changed: [],
    });
  });

  test("of another payer are further parts, and of the same one corrections", async () => {
    const own = order("R1", "2026-05-03", { payer: "客户" });
    const insurer = { ...own, payer: "保险" };
    const comparison = await compareOrders([own], [{ ...own, receivable: 450 }, insurer]);
    expect(brief(comparison)).toEqual({
      added: [1],
      same: 0,
      changed: [[0, "receivable: 500 → 450"]],
    });
  });

  test("that a flag voids are changed by it", async () => {
    const file = [{ ...may[0], voidFlag: "是" }];
    const store = may.map((row) => ({ ...row, voidFlag: "否" }));
    expect(said(await compareOrders(store, file))).toEqual([[0, "voidFlag: 否 → 是"]]);
  });

  test("without number are known again only where all is equal", async () => {
    const plain: OrderRow = {
      plate: "苏A00001",
      arrival: "2026-05-03",
      receivable: 500,
      items: "保养",
    };
    const comparison = await compareOrders([plain], [plain, { ...plain, receivable: 501 }]);
    expect(brief(comparison)).toEqual({ added: [1], same: 1, changed: [] });
  });

  test("keep what the store knows where the export's cell is blank", async () => {
    const blank = [
      { ...may[0], receivable: undefined, orderStatus: "" },
      order("R9", "2026-05-30"),
    ];
    expect(brief(await compareOrders(may, blank))).toEqual({ added: [1], same: 1, changed: [] });
  });

  test("that an export of their days lacks are named and stay", async () => {
    const middle = order("R3", "2026-05-10");
    const comparison = await compareOrders([...may, middle], may);
    expect(comparison.gone.map(({ row }) => row)).toEqual([2]);
    const only = await compareOrders([...may, middle], [may[1]]);
    expect(only.gone).toEqual([]);
  });

  test("tell which days they cover, where they overlap and where days are missing", async () => {
    const july = [order("R2", "2026-05-20"), order("R7", "2026-07-04")];
    const { days, gaps, overlap } = await compareOrders(may, july);
    const day = serialOfIso;
    expect(days).toEqual({
      before: { from: day("2026-05-03"), to: day("2026-05-20") },
      after: { from: day("2026-05-03"), to: day("2026-07-04") },
    });
    expect(overlap).toEqual({ from: day("2026-05-20"), to: day("2026-05-20") });
    expect(gaps).toEqual([
      { from: day("2026-05-04"), to: day("2026-05-19") },
      { from: day("2026-05-21"), to: day("2026-07-03") },
    ]);
  });

  test("all come in where the store has none", async () => {
    const comparison = await compareRecords("orders", [], [orders(may)]);
    expect(comparison.added).toHaveLength(2);
    expect(comparison.days.before).toBeUndefined();
  });
});

describe("customers of an export", () => {
  const archive: CustomerRow[] = Array.from({ length: 10 }, (_, at) => ({
    vin: `LZZTEST300000010${at}`,
    plate: `苏A0010${at}`,
    customerNumber: `C${at}`,
    name: `测试${at}`,
    phone: `1990000010${at}`,
  }));
  const compare = (...rows: readonly CustomerRow[]): Promise<Comparison> =>
    compareRecords("customers", [customers(archive)], [customers(rows)]);

  test("with a new plate or phone are the ones of the same VIN", async () => {
    const comparison = await compare({ ...archive[3], plate: "苏AD12345", phone: "19900009999" });
    expect(said(comparison)).toEqual([
      [3, "plate: 苏A00103 → 苏AD12345", "phone: 19900000103 → 19900009999"],
    ]);
  });

  test("with another name, phone and number are new owners, who get a row of their own", async () => {
    const owner = { ...archive[3], name: "新车主", phone: "19900008888", customerNumber: "C99" };
    const comparison = await compare(owner, archive[4]);
    expect(brief(comparison)).toEqual({ added: [0], same: 1, changed: [] });
    expect(comparison.newOwners).toBe(1);
  });

  test("that a full export lacks are named, those that a part of it lacks are not", async () => {
    expect((await compare(...archive.slice(0, 9))).gone.map(({ row }) => row)).toEqual([9]);
    expect((await compare(archive[0])).gone).toEqual([]);
  });
});

describe("whatever is exported", () => {
  const row = fc.record({
    orderNumber: fc.constantFrom("R1", "R2", "R3", "R4", ""),
    plate: fc.constantFrom("苏A00001", "苏A00002", ""),
    arrival: fc.integer({ min: 46000, max: 46090 }),
    orderType: fc.constantFrom("保养", "保险", ""),
    receivable: fc.constantFrom(0, 100, 100.5, 250),
  });
  const rows = fc.array(row, { maxLength: 12 });

  test("every row of a file is new, corrected or there already", async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, rows, async (store, one, two) => {
        const { sources } = await compareOrders(store, one, two);
        expect(sources.map(({ rows: count }) => count)).toEqual([one.length, two.length]);
        for (const it of sources) expect(it.added + it.changed + it.same).toBe(it.rows);
      })
    );
  });

  test("the store's own rows bring nothing", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (store) => {
        const comparison = await compareOrders(store, store);
        expect(comparison.added).toEqual([]);
        expect(comparison.changed).toEqual([]);
        expect(comparison.gone).toEqual([]);
      })
    );
  });
});
