import { Workbook } from "./workbook";
import { refusalOf } from "./refusal";

/** Typings, `Range.values` and `Range.formulas`; office-js issue 1559: texts are read as en-US. */
describe("a written text becomes what Excel makes of it", () => {
  const write = (
    value: unknown,
    format = "General",
    date1904 = false
  ): { value: unknown; format: string; formula: string; text: string } => {
    const workbook = Workbook.blank();
    workbook.date1904 = date1904;
    const sheet = workbook.sheet("Sheet1");
    const cell = sheet.GetRange("B2");
    cell.NumberFormat = format;
    cell.Values = [[value]];
    const formula = sheet.formula("B2");
    return {
      value: formula ? "" : sheet.value("B2"),
      formula,
      format: sheet.numberFormat("B2"),
      text: sheet.text("B2"),
    };
  };

  it.each([
    ["12", 12, "General"],
    [" 7 ", 7, "General"],
    ["0012", 12, "General"],
    ["1,234", 1234, "#,##0"],
    ["12%", 0.12, "0%"],
    ["1.5%", 0.015, "0.00%"],
    ["1e5", 100000, "0.00E+00"],
    ["(5)", -5, "General"],
    ["-5", -5, "General"],
    ["+5", 5, "General"],
    ["1 1/2", 1.5, "# ?/?"],
    ["2024-03-05", 45356, "m/d/yyyy"],
    ["2024/3/5", 45356, "m/d/yyyy"],
    ["5-Jan-24", 45296, "d-mmm-yy"],
    ["2024-3", 45352, "mmm-yy"],
    ["12:30", 0.5208333333333334, "h:mm"],
    ["true", true, "General"],
    ["12345678901234567890", 12345678901234500000, "General"],
  ])("%s is read as %p with format %s", (text, value, format) => {
    expect(write(text)).toMatchObject({ value, format });
  });

  it.each(["2024.3.5", "¥5", "京A12345", "LSVAB1", "2024年3月5日", "1E1000"])(
    "%s stays a text",
    (text) => {
      expect(write(text)).toMatchObject({ value: text, format: "General" });
    }
  );

  it("a leading apostrophe makes a text and is dropped", () => {
    expect(write("'0012").value).toBe("0012");
    expect(write("'=A1")).toMatchObject({ value: "=A1", formula: "" });
  });

  it("a cell with the text format takes everything as text", () => {
    expect(write("0012", "@").value).toBe("0012");
    expect(write("=A1", "@")).toMatchObject({ value: "=A1", formula: "" });
    expect(write(5, "@").value).toBe("5");
  });

  it("a format that the user chose stays when a date is written", () => {
    expect(write("2024-03-05", "yyyy-mm-dd")).toMatchObject({
      value: 45356,
      format: "yyyy-mm-dd",
      text: "2024-03-05",
    });
  });

  it("equals, plus and minus signs begin formulas", () => {
    expect(write("=A1+1").formula).toBe("=A1+1");
    expect(write("+A1").formula).toBe("=+A1");
    expect(write("-张三").formula).toBe("=-张三");
    expect(refusalOf(() => write("- 备注 (旧"))).toBe("InvalidArgument");
    expect(refusalOf(() => write("=SUM(A1"))).toBe("InvalidArgument");
  });

  it("an error's text becomes the error", () => {
    expect(write("#N/A").value).toBe("#N/A");
  });

  it("a workbook of the 1904 system holds other numbers for the same shown date", () => {
    expect(write("2024-03-05", "yyyy-mm-dd", true)).toMatchObject({
      value: 45356 - 1462,
      text: "2024-03-05",
    });
  });

  it("texts beyond 32,767 characters and formulas beyond 8,192 are refused", () => {
    expect(write("客".repeat(32767)).value).toHaveLength(32767);
    expect(refusalOf(() => write("x".repeat(32768)))).toBe("InvalidArgument");
    const formula = (length: number): string => `="${"x".repeat(length - 3)}"`;
    expect(write(formula(8192)).formula).toHaveLength(8192);
    expect(refusalOf(() => write(formula(8193)))).toBe("InvalidArgument");
  });

  it("a plain object is no cell value", () => {
    expect(refusalOf(() => write({ type: "String" }))).toBe("InvalidArgument");
  });
});
