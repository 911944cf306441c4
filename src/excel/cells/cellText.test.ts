import { textsOf } from "../../locale";
import { literalText } from "./cellText";

test.each(["=1+1", "+86 138", "-1.00", "@SUM(A1)", "'quoted", "2012-3", "2012年3月5日", "1.5万"])(
  "text that Excel would turn into something else is quoted: %s",
  (text) => {
    expect(literalText(text)).toBe(`'${text}`);
  }
);

test.each(["00123", "１２", "$5", "(5)", "TRUE", "false", "Mar 5", "1E5", " 12", "50%", "3月5日"])(
  "so is what reads as a number, a date or a truth value: %s",
  (text) => {
    expect(literalText(text)).toBe(`'${text}`);
  }
);

test("plain words, Chinese or Latin, go as they are, and so do all names of statuses", () => {
  expect(["张三", "LSVAA", "粤B·F1G60", ""].map(literalText)).toEqual([
    "张三",
    "LSVAA",
    "粤B·F1G60",
    "",
  ]);
  for (const locale of ["zh-CN", "en-US"] as const) {
    for (const name of Object.values(textsOf(locale).data.statuses)) {
      expect(literalText(name)).toBe(name);
    }
  }
});

test("a text longer than a cell ends with an ellipsis", () => {
  const text = literalText("长".repeat(40_000));
  expect(text).toHaveLength(32_767);
  expect(text.endsWith("…")).toBe(true);
});
