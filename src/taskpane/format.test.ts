import { formatCount, formatList } from "./format";

test("a list reads as a list in both languages", () => {
  expect(formatList(["K1", "K2"], "zh-CN")).toBe("K1、K2");
  expect(formatList(["K1", "K2"], "en-US")).toBe("K1, K2");
});

test("thousands are set apart", () => {
  expect(formatCount(19298, "zh-CN")).toBe("19,298");
});
