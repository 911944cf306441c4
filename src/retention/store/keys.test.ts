import fc from "fast-check";
import { makeCustomerTable } from "../../../test/support/tables";
import { customerKeyOf, isWholeVin, normaliseKey, normalisePlate } from "./keys";
import { containsWord, defaultWords, isWord } from "./words";

describe("keys", () => {
  it.each([
    ["LSVAA49J132047371", "LSVAA49J132047371"],
    [" lsv aa49j 132047371 ", "LSVAA49J132047371"],
    ["ＬＳＶ１２３", "LSV123"],
    ["C-001", "C-001"],
    ["a\u3000b\u200bc\u00a0", "ABC"],
    ["", ""],
  ])("%p compares as %p", (text, key) => {
    expect(normaliseKey(text)).toBe(key);
  });

  it.each([
    ["赣G-V1259", "赣GV1259"],
    ["粤B·F1G60", "粤BF1G60"],
    ["鲁.YGJ779", "鲁YGJ779"],
    ["粤b•f1g60", "粤BF1G60"],
    ["粤Ｂ・Ｆ１Ｇ６０", "粤BF1G60"],
    ["粤BD12345", "粤BD12345"],
  ])("plate %p compares as %p", (text, plate) => {
    expect(normalisePlate(text)).toBe(plate);
  });

  it("folding twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(normaliseKey(normaliseKey(text))).toBe(normaliseKey(text));
        expect(normalisePlate(normalisePlate(text))).toBe(normalisePlate(text));
      }),
      { numRuns: 2000 }
    );
  });

  it("only 17 characters without I, O and Q are a whole VIN", () => {
    expect(isWholeVin("LSVAA49J132047371")).toBe(true);
    expect(isWholeVin("LSVAA49J13204737")).toBe(false);
    expect(isWholeVin("LSVAA49J13204737O")).toBe(false);
    expect(isWholeVin("ISVAA49J132047371")).toBe(false);
    expect(isWholeVin("")).toBe(false);
  });

  it("a customer is named by VIN, else plate, else customer number, else by nothing", () => {
    const customers = makeCustomerTable([
      { vin: "A", plate: "苏A1", customerNumber: "C1" },
      { plate: "苏A2", customerNumber: "C2" },
      { customerNumber: "C3" },
      {},
    ]);
    expect([0, 1, 2, 3].map((row) => customerKeyOf(customers, row))).toEqual([
      "A",
      "苏A2",
      "C3",
      "",
    ]);
  });
});

describe("words", () => {
  it.each([
    ["已作废", true],
    ["作废", true],
    ["未作废", false],
    ["VOID", true],
    ["Cancelled by customer", true],
    ["avoided", false],
    ["未作废后作废", true],
    ["已结算", false],
    ["", false],
  ])("order status %p is void: %p", (text, expected) => {
    expect(containsWord(text, defaultWords.voidOrder)).toBe(expected);
  });

  it.each([
    ["PDI检查", true],
    ["ＰＤＩ", true],
    ["内部维修", true],
    ["配件外销", true],
    ["一般维修", false],
    ["Internal repair", true],
    ["Parts sales", true],
    ["Spare parts", false],
  ])("order type %p is no visit: %p", (text, expected) => {
    expect(containsWord(text, defaultWords.notAVisit)).toBe(expected);
  });

  it("whole words compare without width and case", () => {
    expect(isWord(" Ｎｏ ", ["no"])).toBe(true);
    expect(isWord("nope", ["no"])).toBe(false);
  });
});
