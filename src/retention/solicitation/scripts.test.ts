import fc from "fast-check";
import { makeRecords } from "../../../test/support/records";
import { assembleStore } from "../../../test/support/stores";
import { serialOfIso } from "../time";
import { creditArrivals } from "../calls";
import { fillScript, scriptFields, scriptStatistics, type ScriptField } from "./scripts";

const values = {
  name: "王强",
  salutation: "先生",
  model: "帕萨特",
  plate: "苏P12345",
  dueKm: "33,000",
  dueDate: "2024-05-20",
  advisor: "李娜",
  phone: "0512-33445566",
};
const reminder =
  "尊敬的{姓名}{称呼}，您的{车型}（{车牌}）最近的保养期是{应保养里程}公里，欢迎于{应保养日期}前进店。预约请找{顾问}，电话{电话}。";

describe("filling a script", () => {
  it("puts the values in place of the placeholders", () => {
    expect(fillScript(reminder, values)).toEqual({
      text: "尊敬的王强先生，您的帕萨特（苏P12345）最近的保养期是33,000公里，欢迎于2024-05-20前进店。预约请找李娜，电话0512-33445566。",
      missing: [],
      unknown: [],
    });
  });

  it("leaves out the clause that asks for something not known, and says what", () => {
    const known = { ...values, dueDate: "", phone: " " };
    expect(fillScript(reminder, known)).toEqual({
      text: "尊敬的王强先生，您的帕萨特（苏P12345）最近的保养期是33,000公里。预约请找李娜。",
      missing: ["dueDate", "phone"],
      unknown: [],
    });
  });

  it("says the fallback instead where there is one", () => {
    expect(
      fillScript("{姓名}{称呼}您好。", { name: " " }, { name: "车主", salutation: "朋友" }).text
    ).toBe("车主朋友您好。");
  });

  it("knows the English words and leaves amounts whole", () => {
    const text = "Dear {Name}, oil at 3.5 off. Due {due date}. Call {phone}.";
    expect(fillScript(text, { name: "Li", phone: "123" }).text).toBe(
      "Dear Li, oil at 3.5 off. Call 123."
    );
  });

  it("takes a word that is no placeholder as not known, and names it", () => {
    expect(fillScript("您好，{优惠}等您。", values)).toEqual({
      text: "您好。",
      missing: [],
      unknown: ["优惠"],
    });
  });

  it("never leaves a bare placeholder", () => {
    const piece = fc.constantFrom(
      "{姓名}",
      "{ 车型 }",
      "｛电话｝",
      "{x}",
      "您好",
      "，",
      "。",
      " ",
      ". ",
      "\n",
      "3.5"
    );
    const known = fc.subarray([...scriptFields] as ScriptField[]);
    fc.assert(
      fc.property(fc.array(piece), known, (pieces, fields) => {
        const given = Object.fromEntries(fields.map((field) => [field, values[field]]));
        expect(fillScript(pieces.join(""), given).text).not.toMatch(/[{}｛｝]/u);
      })
    );
  });

  it("with everything known only the placeholders change", () => {
    const piece = fc.constantFrom("{姓名}", "{车型}", "您好", "，", "。", "3.5", "a, b", "！");
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => `始${pieces.join("")}终。`),
        (text) => {
          const expected = text.replaceAll("{姓名}", "王强").replaceAll("{车型}", "帕萨特");
          expect(fillScript(text, values).text).toBe(expected);
        }
      )
    );
  });
});

it("statistics of a script count what was called, appointed and arrived", () => {
  const key = "LSVSCRIPT00000001";
  const dealership = assembleStore({
    customers: [{ vin: key }],
    orders: [{ vin: key, arrival: "2024-05-12" }],
  });
  const records = makeRecords([
    { key, script: "甲", day: "2024-05-01", result: "notReached" },
    { key, script: "甲", day: "2024-05-02", result: "appointed", appointment: "2024-05-10" },
    { key, script: "乙", day: "2024-05-01", result: "refused" },
    { key, script: "乙", day: "2024-05-03" },
    { key, script: "乙", day: "2024-07-01", result: "refused" },
  ]);
  const credits = creditArrivals(dealership, records, serialOfIso("2024-06-01"));
  expect(scriptStatistics(records, credits)).toEqual([
    {
      script: "乙",
      used: 1,
      reached: 1,
      appointed: 0,
      arrived: 0,
      appointmentRate: 0,
      arrivalRate: 0,
    },
    {
      script: "甲",
      used: 2,
      reached: 1,
      appointed: 1,
      arrived: 1,
      appointmentRate: 0.5,
      arrivalRate: 0.5,
    },
  ]);
});
