import fc from "fast-check";
import { createOrderReader } from "./readers";
import { flagSense } from "./voidFlag";

const sense = (header: string, values: Record<string, number>) => {
  const texts = ["", ...Object.keys(values).filter((text) => text !== "")];
  const counts = texts.map((text) => values[text] ?? 0);
  const { meanings, reversed, unclear } = flagSense(header, texts, counts);
  return {
    void: texts.filter((_, i) => meanings[i] === "void"),
    reversed,
    unclear: unclear.map((i) => texts[i]),
  };
};

describe("a flag by which orders are void", () => {
  it("means what its header says while only few orders are void by it", () => {
    expect(sense("是否作废", { 是: 3, 否: 97 })).toEqual({
      void: ["是"],
      reversed: false,
      unclear: [],
    });
    expect(sense("作废标志", { Y: 3, "": 97 })).toEqual({
      void: ["Y"],
      reversed: false,
      unclear: [],
    });
    expect(sense("删除标志", { "1": 3, "0": 97 }).void).toEqual(["1"]);
    expect(sense("是否有效", { 是: 97, 否: 3 })).toEqual({
      void: ["否"],
      reversed: false,
      unclear: [],
    });
    expect(sense("Is Valid", { TRUE: 97, FALSE: 3 }).void).toEqual(["FALSE"]);
    expect(sense("无效标志", { 是: 3, 否: 97 }).void).toEqual(["是"]);
  });

  it("means the opposite where nearly all orders would be void, and that is said", () => {
    expect(sense("是否有效", { "1": 2, "0": 98 })).toEqual({
      void: ["1"],
      reversed: true,
      unclear: [],
    });
    expect(sense("是否作废", { 是: 98, 否: 2 })).toEqual({
      void: ["否"],
      reversed: true,
      unclear: [],
    });
  });

  it("voids nothing where the data do not prove what is meant", () => {
    const half = { void: [], reversed: false, unclear: ["是", "否"] };
    expect(sense("是否作废", { 是: 60, 否: 40 })).toEqual(half);
    expect(sense("是否有效", { 否: 3 })).toEqual({ void: [], reversed: false, unclear: ["否"] });
  });

  it("is read from words that say it themselves, whatever the header is", () => {
    expect(sense("是否有效", { 有效: 2, 已作废: 98 }).void).toEqual(["已作废"]);
    expect(sense("标志", { 未作废: 9, 作废: 1, "7": 2 })).toEqual({
      void: ["作废"],
      reversed: false,
      unclear: ["7"],
    });
  });

  it("is what a voided order leaves behind: who, when and why, where others are blank", () => {
    expect(sense("作废时间", { "2026-06-01": 2, "2026-06-03": 1, "": 97 }).void).toEqual([
      "2026-06-01",
      "2026-06-03",
    ]);
    expect(sense("Voided By", { Chen: 1, "": 9 }).void).toEqual(["Chen"]);
    expect(sense("作废时间", { "1900-01-01": 98, "": 2 })).toEqual({
      void: [],
      reversed: false,
      unclear: ["1900-01-01"],
    });
  });

  it("never voids more than half of the orders by a bare yes or no", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("是否作废", "是否有效", "删除标志", "Is Valid"),
        fc.nat(200),
        fc.nat(200),
        (header, yes, no) => {
          const { meanings } = flagSense(header, ["", "是", "否"], [0, yes, no]);
          const voided = [0, yes, no].reduce(
            (sum, n, i) => sum + (meanings[i] === "void" ? n : 0),
            0
          );
          expect(voided * 2).toBeLessThanOrEqual(yes + no);
        }
      )
    );
  });

  it("comes out of the reader as 是 for void and 否 for not, with a finding where it was turned round", () => {
    const reader = createOrderReader(
      [
        { field: "vin", header: "VIN" },
        { field: "voidFlag", header: "是否有效" },
      ],
      12
    );
    const rows = Array.from({ length: 12 }, (_, i) => [
      `LSVAA49J1320473${String(10 + i)}`,
      i === 4 ? 1 : 0,
    ]);
    const columns = { vin: { rows, at: 0 }, voidFlag: { rows, at: 1 } };
    reader.add({ firstSheetRow: 1, rowCount: 12, columns });
    const { table, findings } = reader.finish();
    const { codes, texts } = table.voidFlag;
    expect([...codes].map((code) => texts[code])).toEqual(
      rows.map(([, flag]) => (flag === 1 ? "是" : "否"))
    );
    expect([...findings]).toEqual([
      { code: "voidFlagReversed", table: "orders", sheetRow: 5, field: "voidFlag", read: "1" },
    ]);
  });
});
