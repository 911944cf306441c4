import { openFullStandIn, openStandIn } from ".";

/** The smallest text that says of itself that it is a zip, in Base64. */
const file = Buffer.from("PK\u0003\u0004 and so on", "latin1").toString("base64");
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

// Excel.createWorkbook: "Creates and opens a new workbook. Optionally, the workbook can be
// pre-populated with a Base64-encoded .xlsx file." (office-js typings, ExcelApi 1.8)
describe("Excel.createWorkbook", () => {
  test("opens the file in a window of its own", async () => {
    const standIn = await openStandIn();
    await Excel.createWorkbook(file);
    expect(standIn.workbook.opened.map(base64)).toEqual([file]);
    await standIn.close();
  });

  test("opens a blank workbook without a file", async () => {
    const standIn = await openStandIn();
    await Excel.createWorkbook();
    expect(standIn.workbook.opened).toEqual([new Uint8Array()]);
    await standIn.close();
  });

  test.each([
    ["what is no Base64", "%%%"],
    ["what is no workbook", "aGFsbG8="],
  ])("refuses %s", async (_, text) => {
    const standIn = await openStandIn();
    await expect(Excel.createWorkbook(text)).rejects.toMatchObject({ code: "InvalidArgument" });
    expect(standIn.workbook.opened).toEqual([]);
    await standIn.close();
  });

  // github.com/OfficeDev/office-js/issues/3568 (a hardening policy), 3646 (Excel on the web)
  test("is refused where a policy or a build opens no new workbooks", async () => {
    const standIn = await openStandIn();
    standIn.workbook.opensBooks = false;
    await expect(Excel.createWorkbook(file)).rejects.toMatchObject({ code: "GeneralException" });
    expect(standIn.workbook.opened).toEqual([]);
    await standIn.close();
  });

  test("opens the file from a whole page, too", async () => {
    const standIn = await openFullStandIn();
    const { Excel } = standIn.window as unknown as { Excel: typeof globalThis.Excel };
    await Excel.createWorkbook(file);
    expect(standIn.workbook.opened.map(base64)).toEqual([file]);
    await standIn.close();
  });
});
