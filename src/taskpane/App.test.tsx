import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { openPane } from "../../test/support/openPane";
import {
  asOf,
  entered,
  paneRetain,
  previewed,
  recognition,
  reportStates,
  settings,
  written,
} from "../../test/support/paneRetain";
import type { Outcome, RunOptions } from "../excel/api";
import type { RecognitionQuestion } from "../intake/recognition";
import { textsOf } from "../locale";
import { isoOf } from "../retention/time";
import { PaneStore } from "./store";
import type { Retain } from "./retain";

/** The pane's first run, and what all places share, over a plain object in place of Excel. */

// Finding things by role reads the whole page as a screen reader would, which takes its time.
jest.setTimeout(60_000);

const zh = textsOf("zh-CN");
const fresh: Partial<Retain> = { reportsOverview: () => Promise.resolve([{ id: "status" }]) };
const firstRun = (changes: Partial<Retain> = {}) => paneRetain({ ...fresh, ...changes });
const button = (name: string | RegExp) => screen.getByRole("button", { name });

/** A retain whose writing run ends when told to. */
function slow(changes: Partial<Retain> = {}) {
  let finish: (outcome: Outcome) => void = () => undefined;
  const started: RunOptions[] = [];
  const retain = paneRetain({
    updateAll: (asked) => {
      if (asked.preview) return Promise.resolve(previewed());
      started.push(asked);
      return new Promise((resolve) => (finish = resolve));
    },
    ...changes,
  });
  return { retain, started, finish: (outcome: Outcome) => finish(outcome) };
}

describe("the first run", () => {
  test("counts, statuses and findings are shown before anything is written", async () => {
    const retain = firstRun();
    await openPane(retain);
    expect(retain.of("updateAll")).toEqual([expect.objectContaining({ preview: true, asOf })]);
    const preview = screen.getByRole("region", { name: zh.pane.preview.title });
    for (const text of [zh.data.statuses.lost3, "500", zh.data.findings.walkIn, "12"]) {
      expect(within(preview).getByText(text)).toBeTruthy();
    }
  });

  test("the one button writes, says how it ended, and leads to what was written", async () => {
    let reports: typeof reportStates = [];
    const retain = paneRetain({ reportsOverview: () => Promise.resolve(reports) });
    await openPane(retain);
    reports = reportStates;
    await userEvent.click(button(zh.pane.run.start));
    expect(retain.of("updateAll")[1]).not.toHaveProperty("preview");
    expect(screen.getByText(zh.pane.tasks.updateAll.done)).toBeTruthy();
    expect(screen.getByRole("tab", { name: zh.pane.places.today })).toBeTruthy();
    await userEvent.click(button(zh.pane.outcome.goTo("%2")));
    expect(retain.of("goTo")).toEqual([written().changes[1]]);
  });

  test("without the two sheets the pane says what is needed and offers a sample store", async () => {
    let added = false;
    const nothing = {
      choices: [],
      liveColumns: false,
      veryHiddenSheets: [],
      leftOut: [],
      questions: [],
    };
    const retain = firstRun({
      recognise: () => Promise.resolve(added ? recognition : nothing),
      addSampleStore: () => {
        added = true;
        return Promise.resolve(previewed());
      },
    });
    await openPane(retain);
    expect(screen.getByRole("heading", { name: zh.pane.empty.title })).toBeTruthy();
    expect(screen.queryByRole("button", { name: zh.pane.run.start })).toBeNull();
    await userEvent.click(button(zh.pane.empty.sample));
    expect(await screen.findByRole("button", { name: zh.pane.run.start })).toBeTruthy();
  });

  test("a doubtful column stands open with its values and is corrected with two clicks", async () => {
    const retain = firstRun();
    await openPane(retain);
    expect(screen.getByText(zh.pane.sheets.samples("@1"))).toBeTruthy();
    const select = screen.getByRole("combobox", { name: zh.pane.sheets.fieldOf("=2") });
    await userEvent.selectOptions(select, zh.data.customerFields.advisor);
    const mapping = retain.asked.find(({ method }) => method === "saveMapping");
    expect(mapping?.what).toEqual([
      "customers",
      {
        sheetId: "1",
        sheetName: "%1",
        headerRow: 0,
        headers: { vin: "=1", name: "", advisor: "=2" },
      },
    ]);
  });

  const sample = (column: number, header: string) => ({
    column,
    header,
    samples: ["1/2/2026"],
    evidence: [],
  });
  const asks = (question: Omit<RecognitionQuestion, "table" | "sheetId" | "sheetName">) =>
    firstRun({
      recognise: () =>
        Promise.resolve({
          ...recognition,
          questions: [{ ...question, table: "customers", sheetId: "1", sheetName: "%1" }],
        }),
    });
  const mappingIn = (retain: ReturnType<typeof firstRun>) =>
    retain.asked.find(({ method }) => method === "saveMapping")?.what[1];

  test("of two columns that serve as well the user picks one", async () => {
    const columns = [sample(1, "=2"), sample(2, "=3")];
    const retain = asks({ code: "whichColumn", fields: ["phone"], columns });
    await openPane(retain);
    const { phone } = zh.data.customerFields;
    expect(screen.getByText(zh.pane.sheets.ask.whichColumn(phone))).toBeTruthy();
    await userEvent.click(button("=3"));
    expect(mappingIn(retain)).toMatchObject({ headers: { phone: "=3" } });
  });

  test("of dates that do not prove their order the user says what stands first", async () => {
    const retain = asks({
      code: "dateOrder",
      fields: ["deliveryDate"],
      columns: [sample(1, "=2")],
    });
    await openPane(retain);
    expect(screen.getByText(zh.pane.sheets.ask.dateOrder("=2", "1/2/2026"))).toBeTruthy();
    await userEvent.click(button(zh.pane.sheets.ask.monthFirst));
    expect(mappingIn(retain)).toMatchObject({ dateOrders: { deliveryDate: "mdy" } });
  });

  test("a column that is gone is named, with another one or none to choose", async () => {
    const gone = [{ table: "customers", field: "phone", header: "=9" }] as const;
    const retain = firstRun({ recognise: () => Promise.resolve({ ...recognition, gone }) });
    await openPane(retain);
    const { ask } = zh.pane.sheets;
    expect(screen.getByText(ask.gone("=9", zh.data.customerFields.phone))).toBeTruthy();
    await userEvent.click(button(ask.goOn));
    expect(mappingIn(retain)).toMatchObject({ headers: { phone: "" } });
  });

  test("where several stores stand on the sheets the user picks one", async () => {
    let chosen: string | undefined;
    const several: Outcome = {
      kind: "refused",
      code: "severalStores",
      about: ["%8", "%9"],
      changes: [],
    };
    const retain = firstRun({
      recognise: () =>
        Promise.resolve({ ...recognition, ...(chosen !== undefined && { store: chosen }) }),
      updateAll: () => Promise.resolve(chosen === undefined ? several : previewed()),
      chooseStore: (name) => {
        chosen = name;
        return Promise.resolve();
      },
    });
    await openPane(retain);
    await userEvent.click(button("%9"));
    expect(await screen.findByText(zh.pane.sheets.ask.onlyStore("%9"))).toBeTruthy();
    await userEvent.click(button(zh.pane.sheets.ask.otherStore));
    expect(await screen.findByText(zh.pane.sheets.ask.stores)).toBeTruthy();
  });

  test("orders that make an archive by themselves are enough to start", async () => {
    const { customers, ...others } = recognition;
    const alone = { ...others, ...(customers && { archiveOfOrders: customers }) };
    await openPane(firstRun({ recognise: () => Promise.resolve(alone) }));
    expect(button(zh.pane.run.start)).toBeTruthy();
  });

  test("another sheet is taken for the orders with its own header row", async () => {
    const retain = firstRun();
    await openPane(retain);
    const [, orders] = screen.getAllByRole("combobox", { name: zh.pane.sheets.pick });
    await userEvent.selectOptions(orders!, "%5");
    const mapping = retain.asked.find(({ method }) => method === "saveMapping");
    expect(mapping?.what).toEqual([
      "orders",
      { sheetId: "5", sheetName: "%5", headerRow: 4, headers: {} },
    ]);
  });

  test("a required field that was not found is named, its columns are open, and nothing can be run", async () => {
    const { customers } = recognition;
    const missing = { ...recognition, customers: { ...customers!, missing: ["name" as const] } };
    await openPane(firstRun({ recognise: () => Promise.resolve(missing) }));
    expect(screen.getByText(zh.pane.sheets.missing(zh.data.customerFields.name))).toBeTruthy();
    expect(screen.getByRole("combobox", { name: zh.pane.sheets.fieldOf("=3") })).toBeTruthy();
    expect(screen.queryByRole("button", { name: zh.pane.run.start })).toBeNull();
  });

  test("an incomplete date is kept as typed, explained, and nothing can be run", async () => {
    const retain = firstRun();
    const store = await openPane(retain);
    await act(() => store.setAsOf(""));
    expect(screen.getByText(zh.pane.asOf.invalid)).toBeTruthy();
    expect(button(zh.pane.run.start)).toHaveProperty("disabled", true);
    expect(retain.of("updateAll")).toHaveLength(1);
  });

  test("another day gives another preview, and is kept in the workbook when it runs", async () => {
    const retain = firstRun();
    const store = await openPane(retain);
    await act(() => store.setAsOf("2024-06-30"));
    expect(retain.of("updateAll")).toEqual([
      expect.objectContaining({ asOf }),
      expect.objectContaining({ asOf: 45_473, preview: true }),
    ]);
    await userEvent.click(button(zh.pane.run.start));
    expect(retain.of("saveSettings")).toEqual([{ general: { asOf: 45_473 } }]);
  });

  test("the language changes at once, and the page says which it is", async () => {
    await openPane(firstRun());
    const language = screen.getByRole("combobox", { name: zh.pane.language.label });
    await userEvent.selectOptions(language, "en-US");
    expect(button(textsOf("en-US").pane.run.start)).toBeTruthy();
    expect(document.documentElement.lang).toBe("en-US");
  });
});

test("a run shows its task, step and sheet, and stops when asked", async () => {
  const { retain, started, finish } = slow();
  await openPane(retain);
  await userEvent.click(button(zh.pane.today.actions.updateAll));
  const progress = { step: "readOrders", done: 5_000, total: 20_000, sheetName: "%3" } as const;
  act(() => started[0]?.onProgress?.(progress));
  const { run, tasks } = zh.pane;
  expect(screen.getByText(`${tasks.updateAll.title} · ${run.steps.readOrders}`)).toBeTruthy();
  expect(screen.getByText(`${run.onSheet("%3")} · ${run.of("5,000", "20,000")}`)).toBeTruthy();
  await userEvent.click(button(run.stop));
  expect(started[0]?.signal?.aborted).toBe(true);
  expect(button(run.stop)).toHaveProperty("disabled", true);
  await act(async () => {
    finish({ kind: "refused", code: "stopped", about: [], changes: [] });
    await Promise.resolve();
  });
  expect(screen.getByText("code stopped")).toBeTruthy();
});

test("what Excel refuses becomes a message with a way to try again, not a blank pane", async () => {
  let refuse = true;
  const retain = paneRetain({
    recognise: () =>
      refuse ? Promise.reject(new Error("GeneralException")) : Promise.resolve(recognition),
  });
  await openPane(retain);
  expect(screen.getByText("code failed")).toBeTruthy();
  refuse = false;
  await userEvent.click(button(zh.pane.sheets.again));
  expect(screen.queryByText("code failed")).toBeNull();
  expect(screen.getByRole("tab", { name: zh.pane.places.today })).toBeTruthy();
});

test("a place that fails leaves the others working", async () => {
  const error = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const retain = paneRetain({
    storeOverview: () => {
      throw new Error("defect");
    },
  });
  await openPane(retain);
  expect(await screen.findByText(zh.pane.broken.placeBody)).toBeTruthy();
  await userEvent.click(screen.getByRole("tab", { name: zh.pane.places.reports }));
  expect(await screen.findByRole("button", { name: zh.pane.reports.all })).toBeTruthy();
  error.mockRestore();
});

test("sheets hidden from Excel's own menu are mentioned", async () => {
  const hidden = { ...recognition, veryHiddenSheets: ["%9"] };
  await openPane(paneRetain({ recognise: () => Promise.resolve(hidden) }));
  expect(screen.getByText(zh.pane.hiddenSheets("%9"))).toBeTruthy();
});

test("time travel is marked on every place and ends with one click", async () => {
  const past = asOf - 100;
  const result = previewed({ settings: { ...settings, asOf: past } });
  const retain = paneRetain({ updateAll: () => Promise.resolve(result) });
  const store = await openPane(retain);
  for (const place of ["today", "customer", "team", "reports", "settings"] as const) {
    await act(async () => store.goToPlace(place));
    expect(screen.getByText(zh.pane.timeTravel.title(isoOf(past)))).toBeTruthy();
  }
  await userEvent.click(screen.getAllByRole("button", { name: zh.pane.timeTravel.back })[0]!);
  expect(retain.of("saveSettings")).toEqual([{ general: { asOf: null } }]);
});

test("without time travel no place speaks of it", async () => {
  await openPane(paneRetain());
  expect(screen.queryByText(zh.pane.timeTravel.body)).toBeNull();
});

test("screen readers hear that a run starts and how it ends", async () => {
  const { retain, finish } = slow();
  await openPane(retain);
  // jsdom does not know the property by which Fluent fills its live region.
  Object.defineProperty(HTMLElement.prototype, "innerText", {
    configurable: true,
    set(this: HTMLElement, text: string) {
      this.textContent = text;
    },
  });
  const heard = (): string =>
    [...document.querySelectorAll("[aria-live]")].map((it) => it.textContent).join(" ");
  await userEvent.click(button(zh.pane.today.actions.updateAll));
  const { run, tasks } = zh.pane;
  await waitFor(() => expect(heard()).toContain(run.started(tasks.updateAll.title)));
  await act(async () => {
    finish(written());
    await Promise.resolve();
  });
  await waitFor(() => expect(heard()).toContain(tasks.updateAll.done));
});

test("a long list of changes is cut, and shown whole on demand", async () => {
  const changes = Array.from({ length: 9 }, (_, at) => ({
    sheetName: `%${at}`,
    address: "A1",
    kind: "sheet" as const,
    rows: 1,
  }));
  await openPane(
    paneRetain({
      makeMorningPlan: () => Promise.resolve({ ...written(), changes }),
    })
  );
  await userEvent.click(button(zh.pane.today.actions.morningPlan));
  const links = (): number => screen.queryAllByRole("button", { name: /^转到“/ }).length;
  expect(links()).toBe(6);
  await userEvent.click(button(zh.pane.outcome.more("3")));
  expect(links()).toBe(9);
});

describe("the store", () => {
  test("a second command while a run is at work waits for it and does not start another", async () => {
    const { retain, started, finish } = slow();
    const store = await openPane(retain);
    let ended = 0;
    await act(async () => {
      const both = [store.run(), store.run()].map((run) => run.then(() => (ended += 1)));
      await Promise.resolve();
      await new Promise((go) => setTimeout(go));
      expect(ended).toBe(0);
      finish(written());
      await Promise.all(both);
    });
    expect(started).toHaveLength(1);
  });

  test("looking at the workbook waits for a run of the ribbon and does not end it", async () => {
    const { retain, started, finish } = slow();
    const store = new PaneStore(retain, { locale: "zh-CN" });
    const run = store.run();
    const look = store.recognise();
    await new Promise((go) => setTimeout(go));
    expect(started[0]?.signal?.aborted).toBe(false);
    const outcome = written();
    finish(outcome);
    await Promise.all([run, look]);
    expect(store.get()).toMatchObject({ recognition, outcome });
  });

  test("figures are read again after something was entered, and not after a run that computed them", async () => {
    const retain = paneRetain({ recordCall: () => Promise.resolve(entered) });
    const store = await openPane(retain);
    const before = retain.of("updateAll").length;
    await act(() => store.makeMorningPlan());
    expect(retain.of("updateAll")).toHaveLength(before);
    await act(async () => {
      await store.perform("recordCall", (options) =>
        retain.recordCall({ key: "1", result: "refused" }, options)
      );
    });
    expect(retain.of("updateAll")).toHaveLength(before + 1);
  });
});
