import type { HostEvent } from "../richapi/events";
import { refusalOf } from "./refusal";
import { Workbook } from "./workbook";

describe("a sheet's name", () => {
  it.each(["", " ", "a/b", "a:b", "a[b]", "'a", "a'", "History", "x".repeat(32)])(
    "is refused when it is %p (support page: Rename a worksheet)",
    (name) => {
      expect(refusalOf(() => Workbook.blank().Worksheets.Add(name))).toBe("InvalidArgument");
    }
  );

  it("is refused when another sheet has it, capitals aside", () => {
    const workbook = Workbook.blank("Data");
    expect(refusalOf(() => workbook.Worksheets.Add("DATA"))).toBe("ItemAlreadyExists");
    workbook.sheet("Data").Name = "data";
    expect(workbook.sheet("Data").Name).toBe("data");
  });
});

describe("sheets", () => {
  it("are added last and not activated (typings, WorksheetCollection.add)", () => {
    const workbook = Workbook.blank();
    const added = workbook.Worksheets.Add("客户状态");
    expect(added.Position).toBe(1);
    expect(workbook.Worksheets.GetActiveWorksheet().Name).toBe("Sheet1");
    expect(workbook.Worksheets.$item(added.Id)).toBe(added);
  });

  it("cannot lose the last visible one, nor a VeryHidden one (typings, Worksheet.delete)", () => {
    const workbook = Workbook.blank();
    const [first] = workbook.sheets;
    expect(refusalOf(() => first?.Delete())).toBe("InvalidOperation");
    const second = workbook.Worksheets.Add("B");
    second.Visibility = "VeryHidden";
    expect(refusalOf(() => second.Delete())).toBe("InvalidOperation");
    expect(refusalOf(() => (first!.Visibility = "Hidden"))).toBe("InvalidOperation");
  });

  it("keep their number and order while the structure is protected", () => {
    const workbook = Workbook.blank();
    const sheet = workbook.sheet("Sheet1");
    workbook.Protection.Protect();
    expect(refusalOf(() => workbook.Worksheets.Add("B"))).toBe("AccessDenied");
    expect(refusalOf(() => sheet.Delete())).toBe("AccessDenied");
    expect(refusalOf(() => (sheet.Name = "B"))).toBe("AccessDenied");
    sheet.GetRange("A1").Values = 1;
    expect(sheet.value("A1")).toBe(1);
  });
});

describe("a protected sheet", () => {
  it("refuses values, formats, tables and insertions but for unlocked cells", () => {
    const sheet = Workbook.blank().sheet("Sheet1");
    sheet.user.unlockCells("B2");
    sheet.user.protectSheet();
    expect(refusalOf(() => (sheet.GetRange("A1").Values = 1))).toBe("AccessDenied");
    expect(refusalOf(() => (sheet.GetRange("A1:B2").Values = 1))).toBe("AccessDenied");
    expect(refusalOf(() => (sheet.GetRange("B2").Format.Font.Bold = true))).toBe("AccessDenied");
    expect(refusalOf(() => sheet.GetRange("B2").Insert("Down"))).toBe("AccessDenied");
    expect(refusalOf(() => sheet.Tables.Add("A1:B3", true))).toBe("AccessDenied");
    expect(refusalOf(() => sheet.Protection.Protect())).toBe("InvalidOperation");
    sheet.GetRange("B2").Values = 2;
    expect(sheet.value("B2")).toBe(2);
  });
});

describe("names", () => {
  it("follow their cells and become #REF! with them", () => {
    const workbook = Workbook.blank("我的 表");
    const sheet = workbook.sheet("我的 表");
    const item = workbook.Names.Add("RETAIN_asOf", sheet.GetRange("B2"));
    sheet.user.insertRow(1, 3);
    sheet.user.moveColumn("B", "E");
    expect(item.Formula).toBe("='我的 表'!$D$5");
    expect(item.GetRange().Address).toBe("'我的 表'!D5");
    sheet.user.deleteColumn("D");
    expect(item.GetRangeOrNullObject()).toBeNull();
    expect(item.Type).toBe("Error");
  });

  it("of a block keep its columns when one is moved within, out of or into it", () => {
    const workbook = Workbook.blank();
    const sheet = workbook.sheet("Sheet1");
    const item = workbook.Names.Add("block", sheet.GetRange("B1:D9"));
    sheet.user.moveColumn("D", "B");
    expect(item.Formula).toBe("=Sheet1!$B$1:$D$9");
    sheet.user.moveColumn("C", "F");
    expect(item.Formula).toBe("=Sheet1!$B$1:$C$9");
    sheet.user.moveColumn("E", "C");
    expect(item.Formula).toBe("=Sheet1!$B$1:$D$9");
  });

  it.each(["A1", "R", "c", "R1C1", "1a", "a b", "x".repeat(256)])("cannot be %p", (name) => {
    expect(refusalOf(() => Workbook.blank().Names.Add(name, "=1"))).toBe("InvalidArgument");
  });

  it("are unique", () => {
    const workbook = Workbook.blank();
    workbook.Names.Add("rate", "=0.5");
    expect(workbook.Names.$item("RATE")?.Value).toBe(0.5);
    expect(refusalOf(() => workbook.Names.Add("Rate", "=1"))).toBe("ItemAlreadyExists");
  });
});

describe("custom XML parts", () => {
  const xml = '<state xmlns="urn:retain" schemaVersion="1"/>';

  it("are found by namespace and hold what was set", () => {
    const workbook = Workbook.blank();
    const part = workbook.CustomXmlParts.Add(xml);
    const scoped = workbook.CustomXmlParts.GetByNamespace("urn:retain");
    expect(scoped.GetOnlyItem().Id).toBe(part.Id);
    part.SetXml(xml.replace("1", "2"));
    expect(scoped.GetOnlyItem().GetXml()).toContain('schemaVersion="2"');
    workbook.CustomXmlParts.Add(xml);
    expect(refusalOf(() => scoped.GetOnlyItem())).toBe("GeneralException");
    part.Delete();
    expect(refusalOf(() => part.GetXml())).toBe("ItemNotFound");
    expect(scoped.GetCount()).toBe(1);
  });

  it("must be well-formed", () => {
    expect(refusalOf(() => Workbook.blank().CustomXmlParts.Add("<a>"))).toBe("InvalidArgument");
  });
});

describe("what happens", () => {
  it("is told with its source: the add-in's own changes, a person's, a co-author's", () => {
    const workbook = Workbook.blank();
    const sheet = workbook.sheet("Sheet1");
    const events: HostEvent[] = [];
    const stop = workbook.onEvent((event) => events.push(event));
    sheet.GetRange("A1").Values = 1;
    sheet.user.type("A2", 2);
    sheet.coauthor.type("A3", 3);
    stop();
    sheet.user.type("A4", 4);
    expect(events.map(({ type, args }) => [type, args["address"], args["source"]])).toEqual([
      ["worksheetChanged", "A1", undefined],
      ["worksheetChanged", "A2", "Local"],
      ["worksheetChanged", "A3", "Remote"],
    ]);
  });
});

describe("a snapshot", () => {
  it("brings everything back: cells, sheets, tables, names, settings, with the same objects", () => {
    const workbook = Workbook.blank();
    const sheet = workbook.sheet("Sheet1");
    sheet.GetRange("A1:B2").Values = [
      ["k", "v"],
      [1, 2],
    ];
    const table = sheet.Tables.Add("A1:B2", true);
    workbook.Settings.Add("lang", "zh-CN");
    const kept = sheet.GetRange("B2");
    const snapshot = workbook.snapshot();
    for (let round = 0; round < 2; round++) {
      workbook.Worksheets.Add("new");
      table.Rows.Add(-1, [[3, 4]]);
      table.Name = "Other";
      workbook.Names.Add("n", "=1");
      sheet.Name = "renamed";
      workbook.Settings.Add("lang", "en-US");
      sheet.frozen.rows = 5;
      sheet.user.insertRow(1);
      workbook.restore(snapshot);
      expect(workbook.sheets.map(({ Name }) => Name)).toEqual(["Sheet1"]);
      expect(workbook.table("Table1")).toBe(table);
      expect(table.address).toBe("A1:B2");
      expect(sheet.usedAddress()).toBe("A1:B2");
      expect(kept.Address).toBe("Sheet1!B2");
      expect(workbook.names).toEqual([]);
      expect(workbook.Settings.$item("lang")?.Value).toBe("zh-CN");
      expect(sheet.frozen).toEqual({ rows: 0, columns: 0 });
    }
  });
});
