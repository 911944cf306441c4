import { storeNameIn } from "./storeName";

describe("the store's name in the title rows", () => {
  it.each([
    [
      "before the sheet's title",
      "江城示例汽车销售服务有限公司 客户档案",
      "江城示例汽车销售服务有限公司",
    ],
    ["behind a label", "单位:江城示例汽车有限公司", "江城示例汽车有限公司"],
    ["with full-width blanks", "江城示例4S店　维修工单", "江城示例4S店"],
    ["in English", "Rivertown Motors - Repair orders", "Rivertown Motors"],
    [
      "in English with its legal form",
      "Rivertown Auto Co., Ltd. | Customers",
      "Rivertown Auto Co., Ltd.",
    ],
  ])("is read %s", (_, title, name) => {
    expect(storeNameIn([["", 45000, title]])).toBe(name);
  });

  it("is taken from the first title row that names a company", () => {
    expect(storeNameIn([["客户档案"], [45000], ["江城示例汽车销售服务有限公司"]])).toBe(
      "江城示例汽车销售服务有限公司"
    );
  });

  it.each(["客户档案", "导出日期 2026-06-30", "", "Customers"])(
    "is not guessed from %p",
    (title) => {
      expect(storeNameIn([[title]])).toBeUndefined();
    }
  );
});
