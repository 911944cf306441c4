import { localeFor, locales, textsOf } from "../../locale";
import { outcomeCodes } from "../api/outcomes";
import type { Outcome } from "../api";
import { describeOutcome } from "./describeOutcome";
import { asRefusal } from "../session/refusal";
import { Refusal, refusedOutcome } from "../session";

const change = { sheetName: "客户状态", address: "A1", kind: "sheet", rows: 3 } as const;

test.each(locales)(
  "every outcome has a title and a text in %s, without exclamation marks or codes",
  (locale) => {
    for (const code of outcomeCodes) {
      const outcome: Outcome = { kind: "refused", code, about: ["表一"], changes: [] };
      const { title, body } = describeOutcome(outcome, locale);
      expect(title).not.toBe("");
      expect(body).toContain(textsOf(locale).outcomes.nothingWritten);
      expect(`${title}${body}`).not.toMatch(/[!！]|undefined/);
      expect(`${title}${body}`).not.toContain(code === "done" || code === "failed" ? "§" : code);
    }
  }
);

test("a text that ends with names has names to end with, whatever Excel's code", () => {
  for (const code of ["AccessDenied", "WorkbookProtected", "InvalidOperationInCellEditMode"]) {
    for (const locale of locales) {
      const { body } = describeOutcome(refusedOutcome({ code }, []), locale);
      expect(body).not.toMatch(/[:：] ?[.。]/u);
    }
  }
});

test("a run that was stopped half-way lists what is written", () => {
  const outcome = refusedOutcome(new Refusal("stopped"), [change]);
  expect(outcome.kind).toBe("partial");
  expect(describeOutcome(outcome, "zh-CN").body).toContain("工作表“客户状态”");
});

test("many sheets are counted, and the user's own tables are named", () => {
  const sheets = Array.from({ length: 24 }, (_, at) => ({ ...change, sheetName: `表${at}` }));
  const columns = { sheetName: "档案", address: "J1:L9", kind: "columns", rows: 8 } as const;
  const outcome: Outcome = { kind: "done", code: "done", about: [], changes: [columns, ...sheets] };
  expect(describeOutcome(outcome, "zh-CN").body).toBe("档案：8 行的分类列、24 张工作表。");
});

test("Excel's errors are read by their code; their message, which may quote cells, is never shown", () => {
  const error = Object.assign(new Error("value 张三 is wrong"), { code: "InvalidArgument" });
  const words = describeOutcome(refusedOutcome(error, []), "en-US");
  expect(words.body).toContain("InvalidArgument");
  expect(words.body).not.toContain("张三");
  expect(asRefusal({ code: "InvalidOperationInCellEditMode" }).code).toBe("cellBeingEdited");
  expect(asRefusal({ code: "ResponsePayloadSizeLimitExceeded" }).code).toBe("tooLarge");
  expect(asRefusal(new TypeError("defect")).code).toBe("failed");
});

test("missing columns are named as the user knows them", () => {
  const outcome = refusedOutcome(new Refusal("columnsMissing", ["工单", "arrival"]), []);
  expect(describeOutcome(outcome, "zh-CN").body).toContain("工单、进厂日期");
});

test("any Chinese host language gets Chinese", () => {
  expect(localeFor("zh-TW")).toBe("zh-CN");
});
