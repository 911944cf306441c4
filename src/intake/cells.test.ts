import fc from "fast-check";
import { betweenKeys } from "../retention/store/keys";
import { NO_DAY, isoOf, partsOf, serialOf } from "../retention/time";
import { normaliseKey, normalisePlate } from "../retention/store";
import type { Cell } from "./cell";
import { dayOfEpoch, dayOfPlainText, readBirthday, readDate } from "./dates";
import {
  isPlainKey,
  isPlainNumber,
  isPlainPlate,
  isPlainVin,
  readKey,
  readPhone,
  readPlate,
  readVin,
} from "./identifiers";
import { readAmount, readOdometer } from "./numbers";
import { readAnswer, readCode, readText } from "./reading";

const shown = (cell: Cell) => JSON.stringify(cell);

describe("dates", () => {
  test.each<[Cell, string]>([
    [43831, "2020-01-01"],
    [43831.99999, "2020-01-01"],
    ["43831", "2020-01-01"],
    ["43831.35", "2020-01-01"],
    ["2015-3-6 8:20:35", "2015-03-06"],
    ["2015-3-6\n8:20:35", "2015-03-06"],
    ["2015-3-6\n2015/3/6", "2015-03-06"],
    ["2012/3/5", "2012-03-05"],
    ["2012.3.5", "2012-03-05"],
    ["2012、3、5", "2012-03-05"],
    ["2012年3月5日", "2012-03-05"],
    ["2012年3月5号8时20分", "2012-03-05"],
    ["2012年03月05日 星期一", "2012-03-05"],
    ["２０１２－０３－０５", "2012-03-05"],
    ["20121013", "2012-10-13"],
    [20121013, "2012-10-13"],
    ["20240101120000", "2024-01-01"],
    [20240101120000, "2024-01-01"],
    ["20121013 08:20:35", "2012-10-13"],
    ["2012-03-05T16:00:00+08:00", "2012-03-05"],
    ["2012-3-5 下午 3:20", "2012-03-05"],
    ["5-Mar-2012", "2012-03-05"],
    ["5 March 2012", "2012-03-05"],
    ["Mar 5, 2012 3:20 PM", "2012-03-05"],
    ["25/12/2012", "2012-12-25"],
    ["12/25/2012", "2012-12-25"],
    ["05/05/2012", "2012-05-05"],
    ["'2012/3/5", "2012-03-05"],
    ['="2012/3/5"', "2012-03-05"],
    ["20120305.0", "2012-03-05"],
    ["05-MAR-12", "2012-03-05"],
    ["31-DEC-99 03.20.00", "1999-12-31"],
    ["05-3月 -12", "2012-03-05"],
    ["05-3月-2012", "2012-03-05"],
    ["5 3月 2012", "2012-03-05"],
    ["Mar 5 2012 3:20PM", "2012-03-05"],
    ["二〇一二年三月五日", "2012-03-05"],
    ["二○一二年十二月二十五日", "2012-12-25"],
    ["二零一二年十月三十一日", "2012-10-31"],
    ["2024-02-29", "2024-02-29"],
    ["1980-01-01", "1980-01-01"],
    ["2099-12-31", "2099-12-31"],
  ])("%j is a date", (cell, iso) => {
    const reading = readDate(cell);
    expect(isoOf(reading.value)).toBe(iso);
    expect(reading.finding).toBeUndefined();
  });

  test.each<[Cell, string]>([
    ["2012-3", "dateWithoutDay"],
    ["2012年3月", "dateWithoutDay"],
    ["201203", "dateWithoutDay"],
    [201203, "dateWithoutDay"],
    ["2012", "dateWithoutDay"],
    [2012, "dateWithoutDay"],
    ["2012年", "dateWithoutDay"],
    ["03/05/2012", "dateAmbiguous"],
    ["03/05/12", "dateAmbiguous"],
    ["12-3-5", "dateAmbiguous"],
    [1330905600000, "dateEpoch"],
    ["1330905600000", "dateEpoch"],
    [1330905600, "dateEpoch"],
    ["1330905600.0", "dateEpoch"],
    ["31-FEB-12", "dateUnreadable"],
    ["05-13月-2012", "dateUnreadable"],
    ["二〇一二年十三月五日", "dateUnreadable"],
    ["2015-3-6\n2016-4-1", "dateAmbiguous"],
    ["2012-03-05T16:00:00.000Z", "dateAmbiguous"],
    ["20152-11-28", "dateUnreadable"],
    ["2012-13-5", "dateUnreadable"],
    ["2023-02-29", "dateUnreadable"],
    ["2012-3-5 左右", "dateUnreadable"],
    ["下周", "dateUnreadable"],
    [true, "dateUnreadable"],
    ["1900-01-00", "dateOutOfRange"],
    ["1899-12-30", "dateOutOfRange"],
    ["0001-01-01", "dateOutOfRange"],
    ["9999-12-31", "dateOutOfRange"],
    ["1979-12-31", "dateOutOfRange"],
    ["2100-01-01", "dateOutOfRange"],
    [1899, "dateOutOfRange"],
    [0, "dateOutOfRange"],
    [-1, "dateOutOfRange"],
    [NaN, "dateOutOfRange"],
    [1e300, "dateOutOfRange"],
    ["#N/A", "cellError"],
    ["#DIV/0!", "cellError"],
    ["NULL", "blankWord"],
    ["—", "blankWord"],
    ["无", "blankWord"],
  ])("%j is no date: %s", (cell, finding) => {
    expect(readDate(cell)).toEqual({ value: NO_DAY, finding });
  });

  test("an empty cell is no date and no finding", () => {
    expect(readDate("")).toEqual({ value: NO_DAY });
    expect(readDate(" \u00a0\u200b")).toEqual({ value: NO_DAY });
  });

  test("a column that says which of two numbers is the month leaves no doubt", () => {
    const read = (cell: Cell, order: "dmy" | "mdy") => isoOf(readDate(cell, { order }).value);
    expect([read("03/05/2012", "dmy"), read("03/05/2012", "mdy")]).toEqual([
      "2012-05-03",
      "2012-03-05",
    ]);
    expect([read("3.5.12", "dmy"), read("3/5/12 8:20", "mdy")]).toEqual([
      "2012-05-03",
      "2012-03-05",
    ]);
    // What only one order makes a date is that date, whatever the column says.
    expect(read("25/12/2012", "mdy")).toBe("2012-12-25");
    expect(read("2012-03-05", "dmy")).toBe("2012-03-05");
  });

  test("an epoch is the day in China, in seconds and in milliseconds", () => {
    const midnight = Date.UTC(2012, 2, 4, 16);
    for (const [ms, iso] of [
      [midnight, "2012-03-05"],
      [midnight - 1, "2012-03-04"],
    ] as const) {
      expect(isoOf(dayOfEpoch(ms))).toBe(iso);
      expect(isoOf(dayOfEpoch(Math.floor(ms / 1000)))).toBe(iso);
      expect(isoOf(dayOfEpoch(`${Math.floor(ms / 1000)}.0`))).toBe(iso);
    }
    expect([0, 43831, 20120305, 13812345678, "x", true].map(dayOfEpoch)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });

  test("the same day is read from every way to write it", () => {
    const two = (n: number) => String(n).padStart(2, "0");
    const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
    const day = fc.integer({ min: serialOf(1981, 1, 1), max: serialOf(2079, 12, 31) });
    fc.assert(
      fc.property(day, (serial) => {
        const { year, month, day: date } = partsOf(serial);
        const compact = `${year}${two(month)}${two(date)}`;
        const ways: Cell[] = [
          serial,
          `${serial}.6`,
          `${year}/${month}/${date} 14:05:00`,
          `${year}-${two(month)}-${two(date)}T14:05:00`,
          `="${year}-${two(month)}-${two(date)}"`,
          `'${year}.${month}.${date}`,
          compact,
          `${compact}.0`,
          Number(compact),
          `${compact}140500`,
          `${two(date)}-${months[month - 1]}-${two(year % 100)}`,
          `${two(date)}-${month}月 -${two(year % 100)}`,
          `${two(date)}-${month}月-${year}`,
          `${year}年${two(month)}月${two(date)}日 14时05分`,
          `${year}-${month}-${date} 周一`,
        ];
        for (const cell of ways) expect([cell, readDate(cell)]).toEqual([cell, { value: serial }]);
      })
    );
  });

  test("a birthday may lie long before any car", () => {
    expect(isoOf(readBirthday("1955-08-15").value)).toBe("1955-08-15");
    expect(isoOf(readBirthday(20316).value)).toBe("1955-08-15");
    expect(readBirthday(1).finding).toBe("dateOutOfRange");
    expect(isoOf(readBirthday("15-AUG-55").value)).toBe("1955-08-15");
    expect(isoOf(readBirthday("15-AUG-05").value)).toBe("2005-08-15");
  });

  test("the short way through plain texts gives what the long way gives, or leaves it to it", () => {
    const part = fc.integer({ min: 0, max: 99 });
    const text = fc
      .tuple(
        fc.integer({ min: 1890, max: 2110 }),
        part,
        part,
        fc.constantFrom("-", "/", "."),
        fc.constantFrom("", " ", " 8:20", " 08:20:35", "日", "x", " 8:20:3x", " 8:")
      )
      .map(([y, m, d, s, tail]) => `${y}${s}${m}${s}${d}${tail}`);
    fc.assert(
      fc.property(text, (cell) => {
        const short = dayOfPlainText(cell);
        if (short !== NO_DAY) expect(readDate(cell)).toEqual({ value: short });
      }),
      { numRuns: 2000 }
    );
    expect(dayOfPlainText("2015-3-6 8:20:35")).not.toBe(NO_DAY);
  });
});

test.each<[Cell, number]>([
  [15230, 15230],
  ["15230km", 15230],
  ["15230 KM", 15230],
  ["１５２３０公里", 15230],
  ["15,230", 15230],
  ["1.5万", 15000],
  ["1.1万公里", 11000],
  [100, 100],
  [1000000, 1000000],
])("odometer %j reads %d km", (cell, kilometres) => {
  expect(readOdometer(cell)).toEqual({ value: kilometres });
});

test("kilometres and amounts follow the unit of the column, unless the cell has its own", () => {
  expect(readOdometer(5.2, 10_000)).toEqual({ value: 52_000 });
  expect(readOdometer("6.7", 10_000)).toEqual({ value: 67_000 });
  expect(readOdometer("1.1万", 10_000)).toEqual({ value: 11_000 });
  expect(readOdometer("52000km", 10_000)).toEqual({ value: 52_000 });
  expect(readOdometer(52_000, 10_000).finding).toBe("odometerImplausible");
  expect(readAmount(80_000, 0.01)).toEqual({ value: 800 });
  expect(readAmount("12,345", 0.01)).toEqual({ value: 123.45 });
  expect(readAmount("800元", 0.01)).toEqual({ value: 800 });
  expect(readAmount(-100, 0.01)).toEqual({ value: NaN, finding: "amountBlankMarker" });
  expect(readAmount(1.1, 10_000)).toEqual({ value: 11_000 });
});

test.each<[Cell, string | undefined]>([
  [98, "odometerImplausible"],
  [0, "odometerImplausible"],
  [-5, "odometerImplausible"],
  ["-5", "odometerImplausible"],
  [678098765, "odometerImplausible"],
  [1000001, "odometerImplausible"],
  [NaN, "odometerImplausible"],
  ["约15000", "odometerUnreadable"],
  ["15k", "odometerUnreadable"],
  ["3年或10万公里", "odometerUnreadable"],
  [false, "odometerUnreadable"],
  ["null", "blankWord"],
  ["#REF!", "cellError"],
  ["", undefined],
])("odometer %j gives no kilometres (%s)", (cell, finding) => {
  expect(readOdometer(cell)).toEqual({ value: NaN, finding });
});

test.each<[Cell, number]>([
  [0, 0],
  [-300, -300],
  ["¥1,234.50", 1234.5],
  ["￥１２３４", 1234],
  ["1,234.50元", 1234.5],
  ["(300.00)", -300],
  ["（¥300）", -300],
  ["-¥30", -30],
  ["¥-30", -30],
  ["100-", -100],
  ["−20", -20],
  ["1.5E+03", 1500],
  ["1.2万", 12000],
  ["RMB 20", 20],
  ["1,23,456.00", 123456],
  [-1.01, -1.01],
])("amount %j is %d", (cell, amount) => {
  expect(readAmount(cell)).toEqual({ value: amount });
});

test.each<[Cell, string | undefined]>([
  [-1, "amountBlankMarker"],
  ["-1.00", "amountBlankMarker"],
  ["−１．００", "amountBlankMarker"],
  ["1234,50", "amountUnreadable"],
  ["免费", "amountUnreadable"],
  ["12.3.4", "amountUnreadable"],
  ["-", "blankWord"],
  [13812345678, "amountUnreadable"],
  [Infinity, "amountUnreadable"],
  [true, "amountUnreadable"],
  ["", undefined],
])("amount %j is none (%s)", (cell, finding) => {
  expect(readAmount(cell)).toEqual({ value: NaN, finding });
});

test.each<[string, string, string | undefined]>([
  ["赣G-V1259", "赣GV1259", undefined],
  ["粤B·F1G60", "粤BF1G60", undefined],
  ["鲁.YGJ779", "鲁YGJ779", undefined],
  ["粤BD12345", "粤BD12345", undefined],
  ["赣gv1259", "赣GV1259", undefined],
  ["赣Ｇ Ｖ１２５９", "赣GV1259", undefined],
  ["粤Z1234港", "粤Z1234港", undefined],
  ["赣GV12O9", "赣GV12O9", "plateUnusual"],
  ["赣GV125", "赣GV125", "plateUnusual"],
  ["MH12AB1234", "MH12AB1234", "plateUnusual"],
  ["赣G00000", "", "plateUnusual"],
  ["未知车", "", "plateUnusual"],
  ["12", "", "plateUnusual"],
  ['="赣GV1259"', "赣GV1259", undefined],
  ["'赣GV1259。", "赣GV1259", undefined],
  ["赣GV1259*", "赣GV1259", undefined],
  ["赣GV1259/赣GD12345", "赣GV1259/赣GD12345", "severalPlates"],
  ["赣G·V1259（原赣B12345）", "赣GV1259/赣B12345", "severalPlates"],
  ["赣GV1259 赣GV1259", "赣GV1259", "plateUnusual"],
  ["赣G***59", "", "valueMasked"],
  ["赣GXXXX9", "", "valueMasked"],
  ["未上牌", "", "blankWord"],
  ["待上牌", "", "blankWord"],
  ["新车未上牌", "", "blankWord"],
  ["尚未挂牌", "", "blankWord"],
  ["无车牌", "", "blankWord"],
  ["暂无", "", "blankWord"],
  ["临牌", "", "blankWord"],
  ["赣G临1234", "", "blankWord"],
  ["临时号牌", "", "blankWord"],
  ["库存车", "", "blankWord"],
  ["商品车", "", "blankWord"],
  ["试乘试驾车", "", "blankWord"],
  ["No Plate", "", "blankWord"],
  ["无", "", "blankWord"],
  ["", "", undefined],
])("plate %j is the key %j (%s)", (cell, value, finding) => {
  expect(readPlate(cell)).toEqual({ value, finding });
});

test.each<[Cell, string, string | undefined]>([
  ["LSVAA49J132047371", "LSVAA49J132047371", undefined],
  [" lsvaa49j132047371", "LSVAA49J132047371", undefined],
  ["LSVAA49J13204737", "LSVAA49J13204737", "vinLength"],
  ["LSVAA49J1320O7371", "LSVAA49J1320O7371", "vinLetters"],
  ["LSVAA49J1320-7371", "LSVAA49J1320-7371", "vinLetters"],
  [132047371, "132047371", "vinLength"],
  ["047371", "047371", "vinLength"],
  ["47371", "", "vinLength"],
  ["车架号不清楚", "", "vinLetters"],
  ["00000000000000000", "", "blankWord"],
  ["null", "", "blankWord"],
  ['="LSVAA49J132047371"', "LSVAA49J132047371", undefined],
  ["'LSVAA49J132047371", "LSVAA49J132047371", undefined],
  ["LSVAA49J132047371。", "LSVAA49J132047371", undefined],
  ["LSVAA49J132047371*", "LSVAA49J132047371", undefined],
  ["*LSVAA49J132047371*", "LSVAA49J132047371", undefined],
  ["\ufeffLSVAA49J 132047371\u200b", "LSVAA49J132047371", undefined],
  ["47371000.0", "47371000", "vinLength"],
  ["LSV********047371", "LSV*047371", "valueMasked"],
  ["***********047371", "*047371", "valueMasked"],
  ["LSVXXXXXXXX047371", "LSV*047371", "valueMasked"],
  ["LSVAA49J13204****", "", "valueMasked"],
  ["", "", undefined],
])("VIN %j is the key %j (%s)", (cell, value, finding) => {
  expect(readVin(cell)).toEqual({ value, finding });
});

test.each<[Cell, string, boolean, string | undefined]>([
  [13812345678, "13812345678", true, undefined],
  ["138 1234 5678", "13812345678", true, undefined],
  ["+86-138-1234-5678", "13812345678", true, undefined],
  ["0791-88123456", "079188123456", true, undefined],
  ["4008001234", "4008001234", true, undefined],
  ["0791-88123456/13912345678", "13912345678", true, "phoneUnusual"],
  ["13812345678\n13912345678", "13812345678", true, "phoneUnusual"],
  ["1381234567", "1381234567", false, "phoneUnusual"],
  ["1.38E+10", "1.38E+10", false, "phoneUnusual"],
  ["1.3812345678E10", "13812345678", true, undefined],
  ["1.3812345678e+10", "13812345678", true, undefined],
  ["13812345678.0", "13812345678", true, undefined],
  ["(车主)13812345678", "13812345678", true, undefined],
  ["13812345678（王先生）", "13812345678", true, undefined],
  ["Cell:13812345678 Home:", "13812345678", true, undefined],
  ["王先生 138 1234 5678", "13812345678", true, undefined],
  ["13812345678,13812345678", "13812345678", true, undefined],
  ["本人13812345678 家人13912345678", "13812345678", true, "phoneUnusual"],
  ["0791-88123456转802", "079188123456", true, undefined],
  ["0086-13812345678", "13812345678", true, undefined],
  ['="13812345678"', "13812345678", true, undefined],
  ["138****5678", "138****5678", false, "valueMasked"],
  ["138xxxx5678", "138xxxx5678", false, "valueMasked"],
  ["11111111111", "", false, "blankWord"],
  ["无", "", false, "blankWord"],
  ["", "", false, undefined],
])("phone %j is %j (usable: %s, %s)", (cell, value, usable, finding) => {
  expect(readPhone(cell)).toEqual({ value, usable, finding });
});

test.each<[Cell, string]>([
  [1001, "1001"],
  ["1001.0", "1001"],
  ['="00123"', "00123"],
  ["'00123", "00123"],
  [" 00123。", "00123"],
  ["K-10.5", "K-10.5"],
])("a number %j is %j, as key and of a document", (cell, value) => {
  expect(readKey(cell)).toEqual({ value });
  expect(readCode(cell)).toEqual({ value });
});

test("a customer number that is hidden is none: strangers would be merged", () => {
  expect(readKey("K1***9")).toEqual({ value: "", finding: "valueMasked" });
});

test("a text loses what nobody sees and keeps the rest", () => {
  expect(readText(" 王\u200b 小\n明 ")).toEqual({ value: "王 小 明" });
  expect(readText(42)).toEqual({ value: "42" });
  expect(readText("#N/A")).toEqual({ value: "", finding: "cellError" });
});

test("无 answers a question and is no value elsewhere", () => {
  expect(readAnswer("无")).toEqual({ value: "无" });
  expect(readAnswer("—")).toEqual({ value: "", finding: "blankWord" });
  expect(readText("无")).toEqual({ value: "", finding: "blankWord" });
});

describe("any cell whatever", () => {
  const cell = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(..."0123456789-/.: 年月日万元km¥(),+eE赣GO无null#N/A!") }),
    fc.double(),
    fc.integer(),
    fc.boolean()
  );
  const readers: Record<string, (cell: Cell) => { value: unknown; finding?: string }> = {
    readDate,
    readBirthday,
    readOdometer,
    readAmount,
    readPlate,
    readVin,
    readKey,
    readCode,
    readPhone,
    readText,
    readAnswer,
  };
  // 0 is an amount, and no day.
  const absentIn = (name: string, value: unknown) =>
    /Date|Birthday/.test(name) ? value === NO_DAY : value === "" || Number.isNaN(value);
  const isBlank = (value: Cell) =>
    typeof value === "string" && value.normalize("NFKC").replace(/[\s\p{Cf}]/gu, "") === "";

  test.each(Object.entries(readers))(
    "%s never throws, and nothing absent is without finding",
    (name, read) => {
      fc.assert(
        fc.property(cell, (value) => {
          const reading = read(value);
          const absent = absentIn(name, reading.value);
          if (absent && !isBlank(value) && reading.finding === undefined) {
            throw new Error(`no finding for ${shown(value)}`);
          }
          if (isBlank(value)) expect(absent && reading.finding === undefined).toBe(true);
        }),
        { numRuns: 1000 }
      );
    }
  );

  test("keys are normalised once and for all", () => {
    fc.assert(
      fc.property(cell, (value) => {
        for (const [read, normalise] of [
          [readVin, normaliseKey],
          [readPlate, normalisePlate],
          [readKey, normaliseKey],
        ] as const) {
          for (const key of read(value).value.split(betweenKeys)) expect(normalise(key)).toBe(key);
        }
      }),
      { numRuns: 1000 }
    );
  });

  test("a VIN or a number that needs no reading is read as itself", () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."ABIOQ01Z中"), minLength: 16, maxLength: 18 }),
      fc.string({ unit: fc.constantFrom(..."NULA-/019中a "), maxLength: 9 })
    );
    fc.assert(
      fc.property(text, (cell) => {
        if (isPlainVin(cell)) expect(readVin(cell)).toEqual({ value: cell });
        if (isPlainKey(cell)) expect(readKey(cell)).toEqual({ value: cell });
        if (isPlainNumber(cell)) expect(readCode(cell)).toEqual({ value: cell });
      }),
      { numRuns: 3000 }
    );
    expect(isPlainVin("LSVAA49J132047371")).toBe(true);
    expect(isPlainVin("11111111111111111")).toBe(false);
  });

  test("a plate that needs no reading is read as itself", () => {
    const plate = fc
      .tuple(
        fc.constantFrom(..."赣粤鲁京X"),
        fc.string({ unit: fc.constantFrom(..."ABGIO0159"), minLength: 5, maxLength: 8 })
      )
      .map(([a, b]) => a + b);
    fc.assert(
      fc.property(plate, (text) => {
        if (isPlainPlate(text)) expect(readPlate(text)).toEqual({ value: text });
      })
    );
  });
});
