import { composeMessage, messageLength } from "./messages";

describe("how many messages a text makes", () => {
  it.each([
    ["", 0, "gsm"],
    ["汉".repeat(70), 1, "ucs2"],
    ["汉".repeat(71), 2, "ucs2"],
    ["汉".repeat(134), 2, "ucs2"],
    ["汉".repeat(135), 3, "ucs2"],
    ["a".repeat(160), 1, "gsm"],
    ["a".repeat(161), 2, "gsm"],
    ["a".repeat(306), 2, "gsm"],
    ["a".repeat(307), 3, "gsm"],
    [`${"a".repeat(158)}€`, 1, "gsm"],
    [`${"a".repeat(159)}€`, 2, "gsm"],
  ])("%#: %s", (text, segments, encoding) => {
    expect(messageLength(text)).toMatchObject({ segments, encoding });
  });

  it("counts characters as a reader does and never cuts one in two", () => {
    // 66 units and a pair of two: the pair goes over, so that 134 units no longer fit two parts.
    const text = `${"汉".repeat(66)}😀${"汉".repeat(66)}`;
    expect(messageLength(text)).toEqual({
      encoding: "ucs2",
      characters: 133,
      units: 134,
      segments: 3,
    });
  });
});

describe("a message as it is sent", () => {
  it("carries signature and opt-out notice, and both count", () => {
    const sent = composeMessage(" 您的爱车该保养了。", "东方4S店", "拒收请回复R");
    expect(sent).toBe("【东方4S店】您的爱车该保养了。拒收请回复R");
    expect(messageLength(sent).characters).toBe(22);
  });

  it("carries them once", () => {
    const once = composeMessage("您好。", "【东方】", "拒收请回复R");
    expect(composeMessage(once, "东方", "拒收请回复R")).toBe(once);
  });

  it("has neither where neither is wanted", () => {
    expect(composeMessage("您好。", "", "")).toBe("您好。");
  });
});
