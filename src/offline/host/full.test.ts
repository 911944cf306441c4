/**
 * The whole of Microsoft's office.js in a page of jsdom, with the stand-in on Excel on the web's
 * side of the messages (office-js-protocol notes §1, §3–5; typings of office-js).
 */
import { settled, until } from "../../../test/support/waiting";
import { entityCell, errorCell } from "./bridge/customFunctions";
import { openJsdom } from "./bridge/jsdom";
import { floorRequirements } from "./bridge/requirements";
import { TinyWorkbook } from "./tinyWorkbook";

type Page = Awaited<ReturnType<typeof openJsdom>>;
interface Globals {
  readonly Office: typeof Office;
  readonly Excel: typeof Excel;
  readonly CustomFunctions: typeof CustomFunctions;
}

let workbook: TinyWorkbook;
let page: Page;
let globals: Globals;

async function open(displayLanguage = "zh-CN"): Promise<void> {
  page = await openJsdom({
    root: workbook,
    requirements: floorRequirements,
    displayLanguage,
    webLimits: true,
  });
  globals = page.window as unknown as Globals;
}

beforeEach(async () => {
  workbook = new TinyWorkbook();
  workbook.Worksheets.Add("Orders");
  await open();
});

afterEach(() => {
  page.close();
  expect(page.session.hostErrors).toEqual([]);
});

describe("activation", () => {
  test("Office.onReady says Excel on the web, in Excel's language, with the offered requirement sets", async () => {
    const { Office } = globals;
    expect(await Office.onReady()).toMatchObject({ host: "Excel", platform: "OfficeOnline" });
    expect(Office.context.displayLanguage).toBe("zh-CN");
    const { requirements } = Office.context;
    expect(requirements.isSetSupported("ExcelApi", "1.14")).toBe(true);
    expect(requirements.isSetSupported("ExcelApi", "1.15")).toBe(false);
    expect(requirements.isSetSupported("SharedRuntime", "1.1")).toBe(true);
  });

  test("office.js takes away what a router needs and the dialogs of the browser", () => {
    expect(page.window.history.replaceState).toBeNull();
    expect(() => page.window.alert("x")).toThrow();
  });

  test("a page without office.js does not open", async () => {
    const html = "<!doctype html><script>addEventListener('x', () => 1)</script>";
    const opened = openJsdom({
      root: workbook,
      requirements: floorRequirements,
      displayLanguage: "en-US",
      webLimits: true,
      html,
      patience: 50,
    });
    await expect(opened).rejects.toThrow("the page has not loaded office.js");
  });
});

describe("requests", () => {
  test("reach the workbook and bring values back", async () => {
    const values = await globals.Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem("Orders").getRange("A1:B2");
      range.values = [
        [1, "x"],
        [true, "客户"],
      ];
      await context.sync();
      range.load("values");
      await context.sync();
      return range.values;
    });
    expect(values).toEqual([
      [1, "x"],
      [true, "客户"],
    ]);
  });

  test.each([
    "RequestPayloadSizeLimitExceeded",
    "ResponsePayloadSizeLimitExceeded",
    "InvalidOperationInCellEditMode",
    "InvalidOrTimedOutSession",
    "ActivityLimitReached",
    "AccessDenied",
  ] as const)("a refusal as a whole reaches the add-in as %s", async (code) => {
    page.session.faults.refuseSync(1, code);
    const run = globals.Excel.run(async (context) => {
      context.workbook.load("name");
      await context.sync();
    });
    await expect(run).rejects.toMatchObject({ code });
  });
});

describe("events", () => {
  test("of worksheets reach their handlers", async () => {
    const heard: unknown[] = [];
    await globals.Excel.run(async (context) => {
      context.workbook.worksheets.onAdded.add((event) => {
        heard.push([event.worksheetId, event.source]);
        return Promise.resolve();
      });
      await context.sync();
    });
    workbook.Worksheets.Add("Customers");
    const args = { worksheetId: "{3}", source: "Remote" };
    workbook.$events.emit({ type: "worksheetAdded", targets: ["{3}"], args });
    await until(() => heard.length === 2);
    expect(heard).toEqual([
      ["{2}", "Local"],
      ["{3}", "Remote"],
    ]);
  });

  test("of the selection and of the settings come as Common API events", async () => {
    const heard: string[] = [];
    await globals.Excel.run(async (context) => {
      context.workbook.onSelectionChanged.add(() => Promise.resolve(heard.push("selection")));
      context.workbook.settings.onSettingsChanged.add(() =>
        Promise.resolve(heard.push("settings"))
      );
      await context.sync();
    });
    workbook.$events.emit({ type: "documentSelectionChanged", targets: [], args: {} });
    workbook.$events.emit({ type: "settingsChanged", targets: [], args: {} });
    await until(() => heard.length === 2);
    expect(heard).toEqual(["selection", "settings"]);
  });
});

describe("settings of the document", () => {
  const save = () =>
    new Promise((resolve) => globals.Office.context.document.settings.saveAsync(resolve));

  test("are kept only when saved, and are there when the add-in starts again", async () => {
    globals.Office.context.document.settings.set("retain", { asOf: 45000 });
    expect(workbook.$settings.size).toBe(0);
    await save();
    expect([...workbook.$settings]).toEqual([["retain", '{"asOf":45000}']]);
    page.close();
    await open();
    expect(globals.Office.context.document.settings.get("retain")).toEqual({ asOf: 45000 });
  });

  test("of another session come with refreshAsync", async () => {
    const { settings } = globals.Office.context.document;
    workbook.$settings.set("other", '"session"');
    expect(settings.get("other")).toBeNull();
    await new Promise((resolve) => settings.refreshAsync(resolve));
    expect(settings.get("other")).toBe("session");
  });
});

describe("ribbon commands (Office.actions)", () => {
  test("run the function of their name and end with event.completed()", async () => {
    const pressed: string[] = [];
    globals.Office.actions.associate("runReport", (event: Office.AddinCommands.Event) => {
      pressed.push(event.source.id);
      event.completed();
    });
    await page.host.runCommand("runReport", "ReportButton");
    expect(pressed).toEqual(["ReportButton"]);
  });

  test("without such a function fail", async () => {
    await expect(page.host.runCommand("nothing")).rejects.toThrow("command nothing ended with");
  });

  test("do not end before event.completed()", async () => {
    let finish: () => void = () => undefined;
    globals.Office.actions.associate("slow", (event: Office.AddinCommands.Event) => {
      finish = () => event.completed();
    });
    const run = page.host.runCommand("slow").then(() => "completed");
    expect(await Promise.race([run, settled().then(() => "running")])).toBe("running");
    finish();
    expect(await run).toBe("completed");
  });
});

describe("the pane (Office.addin)", () => {
  test("is hidden and shown, and the add-in hears of it", async () => {
    const modes: string[] = [];
    const { addin } = globals.Office;
    await addin.onVisibilityModeChanged(({ visibilityMode }) => modes.push(visibilityMode));
    await addin.hide();
    expect(page.session.appRuntime.state).toBe("Background");
    await addin.showAsTaskpane();
    expect(page.session.appRuntime.state).toBe("Visible");
    await until(() => modes.length === 2);
    expect(modes).toEqual(["Hidden", "Taskpane"]);
  });

  test("can be started with the document", async () => {
    const { addin, StartupBehavior } = globals.Office;
    expect(await addin.getStartupBehavior()).toBe(StartupBehavior.none);
    await addin.setStartupBehavior(StartupBehavior.load);
    expect(await addin.getStartupBehavior()).toBe(StartupBehavior.load);
  });
});

describe("custom functions", () => {
  const call = (id: string, ...args: unknown[]) => page.session.functions.invoke(id, args);

  test("get scalars and ranges, and give scalars and arrays, at once or later", async () => {
    const { CustomFunctions: functions } = globals;
    functions.associate("ADD", (a: number, b: number) => a + b);
    functions.associate("HALVES", (range: number[][]) => range.map((row) => row.map((n) => n / 2)));
    functions.associate("LATER", () => Promise.resolve("done"));
    expect(
      await Promise.all([
        call("ADD", 2, 3),
        call("HALVES", [
          [2, 4],
          [6, 8],
        ]),
        call("LATER"),
      ])
    ).toEqual([
      { value: 5 },
      {
        value: [
          [1, 2],
          [3, 4],
        ],
      },
      { value: "done" },
    ]);
  });

  test("are found by their id in any case, and know the cell they stand in", async () => {
    const address = (invocation: CustomFunctions.Invocation) => invocation.address;
    globals.CustomFunctions.associate("where", address);
    const outcome = await page.session.functions.invoke("WHERE", [], { address: "Orders!C3" });
    expect(outcome).toEqual({ value: "Orders!C3" });
  });

  // learn.microsoft.com/office/dev/add-ins/excel/custom-functions-errors: words with #VALUE! and #N/A only,
  // #REF! and #NAME? supported as input, not as output.
  const errors = [
    ["notAvailable", "#N/A", true],
    ["invalidValue", "#VALUE!", true],
    ["invalidNumber", "#NUM!", false],
    ["divisionByZero", "#DIV/0!", false],
    ["nullReference", "#NULL!", false],
    ["invalidReference", "#VALUE!", false],
    ["invalidName", "#VALUE!", false],
  ] as const;
  const words = (has: boolean) => (has ? { message: "what is wrong" } : {});

  test.each(errors)("that throw or give %s show %s, words: %s", async (code, shown, hasWords) => {
    const { CustomFunctions: functions } = globals;
    const error = () => new functions.Error(functions.ErrorCode[code], "what is wrong");
    functions.associate("THROW", () => {
      throw error();
    });
    functions.associate("GIVE", error);
    functions.associate("AMONG", () => [[1, error()]]);
    const [thrown, given, among] = await Promise.all([call("THROW"), call("GIVE"), call("AMONG")]);
    // The client sends a thrown #REF! and #NAME? as the number of #VALUE!, and their words with it.
    const isInputOnly = code === "invalidReference" || code === "invalidName";
    expect(thrown).toEqual({ error: shown, ...words(hasWords || isInputOnly) });
    expect(given).toEqual({ error: shown, ...words(hasWords) });
    expect(among).toEqual({ value: [[1, { code: shown, ...words(hasWords) }]] });
  });

  test("are not called with an error cell unless their metadata allows it", async () => {
    const { CustomFunctions: functions } = globals;
    const isError = (cell: unknown) => cell instanceof functions.Error;
    functions.associate("ISERROR", isError);
    expect(await call("ISERROR", errorCell("#REF!"))).toEqual({ error: "#REF!" });
    const allowed = { allowErrors: true };
    expect(await page.session.functions.invoke("ISERROR", [errorCell("#REF!")], allowed)).toEqual({
      value: true,
    });
  });

  // learn.microsoft.com/office/dev/add-ins/excel/custom-functions-data-types-concepts; typings,
  // EntityCellValue.basicValue: what a cell with an entity reads as.
  test("get an entity whole where their metadata asks for data types, else #VALUE!", async () => {
    const { CustomFunctions: functions } = globals;
    functions.associate("TEXT", (cell: { text?: string; code?: string }) => cell.text ?? cell.code);
    const entity = entityCell("MSFT", { Price: { type: "Double", basicValue: 1 } });
    const { invoke } = page.session.functions;
    const withOptions = (options: object) =>
      invoke.call(page.session.functions, "TEXT", [entity], options);
    expect(await withOptions({ allowDataTypes: true })).toEqual({ value: "MSFT" });
    expect(await withOptions({ allowErrors: true })).toEqual({ value: "#VALUE!" });
    expect(await withOptions({})).toEqual({ error: "#VALUE!" });
  });

  test("that throw anything else show #VALUE!", async () => {
    globals.CustomFunctions.associate("FAIL", () => {
      throw new Error("a mistake");
    });
    expect(await call("FAIL")).toEqual({ error: "#VALUE!" });
  });
});
