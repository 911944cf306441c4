/**
 * What the client and Excel agree on, whatever the workbook: proven with Microsoft's own client on
 * a workbook of a few lines. Facts are cited from the typings (`@types/office-js`), from
 * learn.microsoft.com/office/dev/add-ins, or observed in the client (office-js-protocol notes).
 */
import { cpuTimeOf } from "../../../test/support/cpuTime";
import { settled, until } from "../../../test/support/waiting";
import { openFastBridge } from "./bridge/fast";
import { floorRequirements } from "./bridge/requirements";
import type { HostSession } from "./bridge/session";
import { hostFailureCode } from "./richapi/interpreter";
import { TinyWorkbook } from "./tinyWorkbook";

let workbook: TinyWorkbook;
let session: HostSession;
let close: () => void;

beforeEach(() => {
  workbook = new TinyWorkbook();
  workbook.Worksheets.Add("Orders");
  ({ session, close } = openFastBridge({
    root: workbook,
    requirements: floorRequirements,
    displayLanguage: "en-US",
    webLimits: true,
  }));
});

afterEach(() => close());

const orders = (context: Excel.RequestContext): Excel.Worksheet =>
  context.workbook.worksheets.getItem("Orders");
const write = (values: unknown[][], address: string) =>
  Excel.run(async (context) => {
    orders(context).getRange(address).values = values;
    await context.sync();
  });
const cell = (row: number, column = 0) =>
  workbook.Worksheets.sheets[0]?.cells.get(`${row},${column}`);
/** Long enough for everything that the host does later. */
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "no error",
    (error: OfficeExtension.Error) => error.code
  );

describe("proxy objects (develop/application-specific-api-model)", () => {
  test("a property that was not loaded cannot be read: PropertyNotLoaded", async () => {
    const read = Excel.run(async (context) => {
      const sheet = orders(context);
      await context.sync();
      return sheet.name;
    });
    expect(await codeOf(read)).toBe("PropertyNotLoaded");
  });

  test("a loaded property cannot be read before the sync: PropertyNotLoaded", async () => {
    const read = Excel.run(async (context) => {
      const sheet = orders(context);
      sheet.load("name");
      return Promise.resolve(sheet.name);
    });
    expect(await codeOf(read)).toBe("PropertyNotLoaded");
  });

  test("what is missing is a null object, and so is everything below it; writing to it does nothing", async () => {
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject("Nowhere");
      const range = sheet.getRange("A1:A1");
      range.values = [["lost"]];
      await context.sync();
      expect([sheet.isNullObject, range.isNullObject]).toEqual([true, true]);
    });
  });

  test("getItem of what is missing is ItemNotFound, with the place in the code", async () => {
    const error = await Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Nowhere").load("name");
      await context.sync();
    }).catch((caught: OfficeExtension.Error) => caught);
    expect(error).toMatchObject({
      code: "ItemNotFound",
      debugInfo: { errorLocation: "WorksheetCollection.getItem" },
    });
  });

  test("a range stays usable in later syncs of the same run and is released after it", async () => {
    await Excel.run(async (context) => {
      const range = orders(context).getRange("A1:B1");
      range.load("values");
      await context.sync();
      expect(session.referenceCount).toBeGreaterThan(0);
      range.values = [[1, 2]];
      await context.sync();
    });
    expect([cell(0, 0), cell(0, 1)]).toEqual([1, 2]);
    expect(session.referenceCount).toBe(0);
  });

  test("a worksheet is held by its id: renamed by the user between two syncs, it is still found", async () => {
    await Excel.run(async (context) => {
      const sheet = orders(context);
      sheet.load("name");
      await context.sync();
      workbook.Worksheets.sheets[0]!.Name = "Repair orders";
      sheet.load("name");
      await context.sync();
      expect(sheet.name).toBe("Repair orders");
    });
  });

  test("a collection loads the named properties of its items", async () => {
    workbook.Worksheets.Add("Customers");
    await Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name");
      const count = worksheets.getCount();
      await context.sync();
      expect(worksheets.items.map((sheet) => sheet.name)).toEqual(["Orders", "Customers"]);
      expect(count.value).toBe(2);
      expect(() => worksheets.items[0]?.position).toThrow(/not available/i);
    });
  });
});

describe("batches", () => {
  test("what came before the failing action stays done, what comes after is not done; traces say how far it came (typings of OfficeExtension.Error)", async () => {
    const error = await Excel.run(async (context) => {
      const sheet = orders(context);
      sheet.getRange("A1:A1").values = [["before"]];
      context.trace("written before");
      sheet.getRange("not an address").values = [["fails"]];
      context.trace("written after");
      sheet.getRange("A1:A2").values = [["after"], ["after"]];
      await context.sync();
    }).catch((caught: OfficeExtension.Error) => caught);
    expect(error).toMatchObject({
      code: "InvalidArgument",
      traceMessages: ["written before"],
      debugInfo: { errorLocation: "Worksheet.getRange" },
    });
    expect([cell(0), cell(1)]).toEqual(["before", undefined]);
  });

  test("the client cuts a write of more than 1,500 cells into several, in one request", async () => {
    const changes: unknown[] = [];
    workbook.$events.on((event) => changes.push(event.type));
    session.counters.reset();
    await write(
      Array.from({ length: 2000 }, (_, row) => [row, `order ${row}`, null]),
      "A1:C2000"
    );
    expect(changes).toHaveLength(4);
    expect([cell(0), cell(1999), cell(1999, 1)]).toEqual([0, 1999, "order 1999"]);
    expect(session.counters.syncs).toBe(1);
  });

  test("a member that the stand-in does not have is ApiNotFound and is not forgotten", async () => {
    const run = Excel.run(async (context) => {
      orders(context).getRange("A1:A1").format.fill.color = "#FF0000";
      await context.sync();
    });
    expect(await codeOf(run)).toBe("ApiNotFound");
    expect(session.hostErrors.map(String)).toEqual([
      "UnknownMemberError: The stand-in for Excel has no Range.format.",
    ]);
  });

  test("a mistake of the stand-in is never taken for a refusal of Excel", async () => {
    const run = Excel.run(async (context) => {
      orders(context).delete();
      await context.sync();
    });
    expect(await codeOf(run)).toBe(hostFailureCode);
    expect(session.hostErrors.map(String)).toEqual(["TypeError: the stand-in is broken"]);
  });

  test("an API above the offered requirement set is refused by the client before it is sent", async () => {
    const requests = session.counters.requests;
    const run = Excel.run(async (context) => {
      orders(context).getRange("A1:A1").getDependents();
      await context.sync();
    });
    expect(await codeOf(run)).toBe("ApiNotFound");
    expect(session.counters.requests).toBe(requests);
  });
});

describe("Excel on the web's 5 MB (concepts/resource-limits-and-performance-optimization)", () => {
  const megabytes = (bytesPerCell: number, character: string, cells: number) =>
    Array.from({ length: cells }, () => [character.repeat(bytesPerCell)]);

  test("a larger request is refused with RequestPayloadSizeLimitExceeded and nothing is applied", async () => {
    const run = write(megabytes(30_000, "x", 180), "A1:A180");
    expect(await codeOf(run)).toBe("RequestPayloadSizeLimitExceeded");
    expect(cell(0)).toBeUndefined();
  });

  test("bytes count, not characters: 1.8 million Chinese characters are too many", async () => {
    const run = write(megabytes(10_000, "客", 180), "A1:A180");
    expect(await codeOf(run)).toBe("RequestPayloadSizeLimitExceeded");
  });

  test("a larger response is refused with ResponsePayloadSizeLimitExceeded", async () => {
    await write(megabytes(30_000, "x", 100), "A1:A100");
    const run = Excel.run(async (context) => {
      const once = orders(context).getRange("A1:A100").load("values");
      const twice = orders(context).getRange("A1:B100").load("values");
      await context.sync();
      return [once.values, twice.values];
    });
    expect(await codeOf(run)).toBe("ResponsePayloadSizeLimitExceeded");
  });

  test("desktop Excel has no such limit", async () => {
    session.faults.webLimits = false;
    await write(megabytes(30_000, "x", 180), "A1:A180");
    expect(cell(179)).toHaveLength(30_000);
  });

  test("a request just below the limit is answered in well under three seconds", async () => {
    const milliseconds = await cpuTimeOf(() => write(megabytes(10, "x", 300_000), "A1:A300000"));
    expect(milliseconds).toBeLessThan(3000);
    expect(session.counters.largestRequest).toBeGreaterThan(4_500_000);
  });
});

describe("cell edit mode", () => {
  test("a request while the user types in a cell is InvalidOperationInCellEditMode (testing/application-specific-api-error-handling)", async () => {
    session.faults.cellEditMode = true;
    expect(await codeOf(write([[1]], "A1:A1"))).toBe("InvalidOperationInCellEditMode");
    session.faults.cellEditMode = false;
    expect(await codeOf(write([[1]], "A1:A1"))).toBe("no error");
  });

  test("with delayForCellEdit it waits until the user leaves the cell (typings of Excel.RunOptions)", async () => {
    session.faults.cellEditMode = true;
    const run = Excel.run({ delayForCellEdit: true }, async (context) => {
      orders(context).getRange("A1:A1").values = [["late"]];
      await context.sync();
    });
    await settled();
    expect(cell(0)).toBeUndefined();
    session.faults.cellEditMode = false;
    await run;
    expect(cell(0)).toBe("late");
  });
});

describe("planned faults", () => {
  test("the n-th sync can be refused as a whole", async () => {
    session.faults.refuseSync(2, "ActivityLimitReached");
    expect(await codeOf(write([[1]], "A1:A1"))).toBe("no error");
    expect(await codeOf(write([[2]], "A1:A1"))).toBe("ActivityLimitReached");
    expect(cell(0)).toBe(1);
    expect(await codeOf(write([[3]], "A1:A1"))).toBe("no error");
  });

  test("a sync can fail half-way: the actions before stay done", async () => {
    const twoWrites = () =>
      Excel.run(async (context) => {
        const sheet = orders(context);
        sheet.getRange("A1:A1").values = [["first"]];
        sheet.getRange("A1:B1").values = [["second", "second"]];
        await context.sync();
      });
    session.faults.failSync(1);
    expect(await codeOf(twoWrites())).toBe("GeneralException");
    expect(cell(0)).toBeUndefined();

    // Actions: the workbook, its sheets, the sheet, the first range and its keeping, the first write …
    let afterActions = 1;
    while (cell(0) === undefined) {
      session.faults.failSync(1, { afterActions: afterActions++, code: "Conflict" });
      expect(await codeOf(twoWrites())).toBe("Conflict");
    }
    expect([cell(0, 0), cell(0, 1)]).toEqual(["first", undefined]);
  });

  test.each([true, false])("a sync can stay without an answer (applied: %s)", async (applied) => {
    session.faults.silenceSync(1, { applied });
    const run = write([["sent"]], "A1:A1").then(() => "answered");
    expect(await Promise.race([run, settled().then(() => "silent")])).toBe("silent");
    expect(cell(0)).toBe(applied ? "sent" : undefined);
  });
});

describe("counters", () => {
  test("count syncs and their bytes, and leave out the release of references", async () => {
    session.counters.reset();
    await Excel.run(async (context) => {
      const range = orders(context).getRange("A1:A1").load("values");
      await context.sync();
      range.values = [["é客𠮷"]];
      await context.sync();
    });
    const { counters } = session;
    expect([counters.syncs, counters.requests]).toEqual([2, 3]);
    expect(counters.requestBytes).toHaveLength(2);
    expect(counters.totalRequestBytes).toBe(
      counters.requestBytes.reduce((sum, bytes) => sum + bytes, 0)
    );
    expect(counters.largestResponse).toBe(Math.max(...counters.responseBytes));
  });
});

describe("events (excel/excel-add-ins-events)", () => {
  interface Heard {
    readonly source: string;
    readonly triggerSource: string;
    readonly address: string;
  }

  /** Registers for changes of the sheet Orders; gives what was heard and how to stop. */
  async function listen(): Promise<{ heard: Heard[]; stop: () => Promise<void> }> {
    const heard: Heard[] = [];
    return Excel.run(async (context) => {
      const sheet = orders(context).load("id");
      await context.sync();
      const registration = sheet.onChanged.add((event) => {
        const { source, triggerSource, address } = event;
        heard.push({ source, triggerSource, address });
        return Promise.resolve();
      });
      await context.sync();
      const stop = async (): Promise<void> => {
        registration.remove();
        await registration.context.sync();
      };
      return { heard, stop };
    });
  }

  const typed = () => {
    workbook.Worksheets.sheets[0]!.GetRange("A1:A1").Values = [["typed"]];
  };

  test("a change that the add-in makes is Local and ThisLocalAddin, one of the user is not the add-in's, one of a co-author is Remote", async () => {
    const { heard } = await listen();
    await write([["by the add-in"]], "A1:A1");
    await until(() => heard.length === 1);
    typed();
    await until(() => heard.length === 2);
    const { Id } = workbook.Worksheets.sheets[0]!;
    const args = { worksheetId: Id, source: "Remote", triggerSource: "Unknown" };
    workbook.$events.emit({ type: "worksheetChanged", targets: [Id], args });
    await until(() => heard.length === 3);
    expect(heard.map(({ source, triggerSource }) => [source, triggerSource])).toEqual([
      ["Local", "ThisLocalAddin"],
      ["Local", "Unknown"],
      ["Remote", "Unknown"],
    ]);
  });

  test("an event comes after the sync that caused it", async () => {
    const { heard } = await listen();
    await Excel.run(async (context) => {
      orders(context).getRange("A1:A1").values = [["now"]];
      await context.sync();
      expect(heard).toEqual([]);
    });
    await until(() => heard.length > 0);
    await settled();
    expect(heard).toHaveLength(1);
  });

  test("runtime.enableEvents = false silences them until it is true again (typings of Excel.Runtime)", async () => {
    const { heard } = await listen();
    const enable = (enableEvents: boolean) =>
      Excel.run(async (context) => {
        context.runtime.enableEvents = enableEvents;
        await context.sync();
      });
    await enable(false);
    typed();
    await settled();
    expect(heard).toEqual([]);
    await enable(true);
    typed();
    await until(() => heard.length > 0);
    await settled();
    expect(heard).toHaveLength(1);
  });

  test("a removed handler hears nothing", async () => {
    const { heard, stop } = await listen();
    await stop();
    typed();
    await settled();
    expect(heard).toEqual([]);
  });

  test("the event's getRange gives the changed range", async () => {
    const read: unknown[] = [];
    await Excel.run(async (context) => {
      context.workbook.worksheets.onChanged.add((event) =>
        Excel.run(async (inner) => {
          const range = event.getRange(inner).load("values");
          await inner.sync();
          read.push(range.values);
        })
      );
      await context.sync();
    });
    typed();
    await until(() => read.length > 0);
    expect(read).toEqual([[["typed"]]]);
  });
});

describe("what there is of Office besides Excel", () => {
  test("Office.onReady, the language and the requirement sets", async () => {
    expect(await Office.onReady()).toEqual({ host: "Excel", platform: "OfficeOnline" });
    expect(Office.context.displayLanguage).toBe("en-US");
    expect(Office.context.requirements.isSetSupported("ExcelApi", "1.14")).toBe(true);
    expect(Office.context.requirements.isSetSupported("ExcelApi", "1.15")).toBe(false);
    expect(Office.context.requirements.isSetSupported("WordApi")).toBe(false);
  });

  test("settings of the document, kept only when saved", async () => {
    const { settings } = Office.context.document;
    settings.set("asOf", 45000);
    expect(settings.get("asOf")).toBe(45000);
    expect(workbook.$settings.size).toBe(0);
    await new Promise((resolve) => settings.saveAsync(resolve));
    expect([...workbook.$settings]).toEqual([["asOf", "45000"]]);
    settings.remove("asOf");
    expect(settings.get("asOf")).toBeNull();
    await new Promise((resolve) => settings.refreshAsync(resolve));
    expect(settings.get("asOf")).toBe(45000);
  });

  test("the selection and the settings tell that they changed", async () => {
    const heard: string[] = [];
    await Excel.run(async (context) => {
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

test("after closing, the globals are what they were before", () => {
  close();
  const before = Object.getOwnPropertyNames(globalThis);
  const another = openFastBridge({
    root: workbook,
    requirements: floorRequirements,
    displayLanguage: "en-US",
    webLimits: true,
  });
  expect(globalThis).toHaveProperty("Excel");
  another.close();
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});
