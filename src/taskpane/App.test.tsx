import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Outcome, Recognition, RunOptions, RunResult } from "../excel/api";
import { textsOf, type Locale } from "../locale";
import { App } from "./App";
import { PaneStore } from "./paneStore";
import type { Retain } from "./retain";

/** The pane over a plain object in place of Excel. */

const zh = textsOf("zh-CN");

const recognition: Recognition = {
  customers: {
    sheetId: "1",
    sheetName: "档案",
    headerRow: 0,
    rowCount: 1200,
    columns: [
      { field: "vin", column: 0, header: "VIN", confidence: "exact", samples: ["LSV1"] },
      { field: "name", column: 1, header: "车主", confidence: "likely", samples: ["示例"] },
    ],
    headers: [
      { column: 0, header: "VIN" },
      { column: 1, header: "车主" },
      { column: 2, header: "备注" },
    ],
    missing: [],
  },
  orders: {
    sheetId: "2",
    sheetName: "工单",
    headerRow: 2,
    rowCount: 20_000,
    columns: [],
    headers: [{ column: 0, header: "VIN" }],
    missing: [],
  },
  veryHiddenSheets: [],
};

const result = {
  dealership: { customers: { count: 1200 }, orders: { count: 20_000 } },
  statusCounts: { stable: 700, lost3: 500 },
  findingCounts: { walkIn: 12, dateUnreadable: 3 },
} as unknown as RunResult;

const previewed: Outcome = { kind: "done", code: "done", about: [], changes: [], result };
const written: Outcome = {
  ...previewed,
  changes: [
    { sheetName: "档案", address: "C1:F1201", kind: "columns", rows: 1200 },
    { sheetName: "客户状态", address: "A1", kind: "sheet", rows: 40 },
  ],
};

interface Excel extends Retain {
  readonly runs: RunOptions[];
  readonly saved: unknown[];
  readonly visited: unknown[];
}

function excel(changes: Partial<Retain> = {}): Excel {
  const runs: RunOptions[] = [];
  const saved: unknown[] = [];
  const visited: unknown[] = [];
  return {
    runs,
    saved,
    visited,
    recognise: () => Promise.resolve(recognition),
    saveMapping: (table, mapping) => {
      saved.push([table, mapping]);
      return Promise.resolve();
    },
    run: (options) => {
      runs.push(options);
      return Promise.resolve(options.preview ? previewed : written);
    },
    addSampleStore: () => Promise.resolve(previewed),
    goTo: (change) => {
      visited.push(change);
      return Promise.resolve();
    },
    describeOutcome: (outcome) => ({ title: `code ${outcome.code}`, body: "" }),
    outcomeOf: () => ({ kind: "failed", code: "failed", about: [], changes: [] }),
    ...changes,
  };
}

async function open(retain: Retain, locale: Locale = "zh-CN"): Promise<PaneStore> {
  const store = new PaneStore(retain, { locale, asOf: "2024-07-31" });
  render(<App retain={retain} store={store} />);
  await act(() => store.recognise());
  return store;
}

beforeAll(() => {
  // jsdom has no media queries.
  window.matchMedia = (media) =>
    ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as never;
});

const button = (name: string | RegExp) => screen.getByRole("button", { name });

test("counts, statuses and findings are shown before anything is written", async () => {
  const retain = excel();
  await open(retain);
  expect(retain.runs).toHaveLength(1);
  expect(retain.runs[0]).toMatchObject({ preview: true, asOf: 45_504 });
  const preview = screen.getByRole("region", { name: zh.pane.preview.title });
  for (const text of ["1,200", "20,000", zh.data.statuses.lost3, "500", zh.data.findings.walkIn]) {
    expect(within(preview).getByText(text)).toBeTruthy();
  }
});

test("the one button writes, says how it ended, and leads to what was written", async () => {
  const retain = excel();
  await open(retain);
  await userEvent.click(button(zh.pane.run.start));
  expect(retain.runs[1]?.preview).toBeUndefined();
  expect(screen.getByText("code done")).toBeTruthy();
  await userEvent.click(button(zh.pane.outcome.goTo("客户状态")));
  expect(retain.visited).toEqual([written.changes[1]]);
});

test("a run shows its step and stops when asked", async () => {
  let finish: (outcome: Outcome) => void = () => undefined;
  let options: RunOptions | undefined;
  const retain = excel({
    run: (asked) => {
      if (asked.preview) return Promise.resolve(previewed);
      options = asked;
      return new Promise((resolve) => (finish = resolve));
    },
  });
  await open(retain);
  await userEvent.click(button(zh.pane.run.start));
  act(() => options?.onProgress?.({ step: "readOrders", done: 5_000, total: 20_000 }));
  expect(screen.getByText(zh.pane.run.steps.readOrders)).toBeTruthy();
  expect(screen.getByText(zh.pane.run.of("5,000", "20,000"))).toBeTruthy();
  await userEvent.click(button(zh.pane.run.stop));
  expect(options?.signal?.aborted).toBe(true);
  expect(button(zh.pane.run.stop)).toHaveProperty("disabled", true);
  await act(() => {
    finish({ kind: "refused", code: "stopped", about: [], changes: [] });
    return Promise.resolve();
  });
  expect(screen.getByText("code stopped")).toBeTruthy();
});

test("without the two sheets the pane says what is needed and offers a sample store", async () => {
  let added = false;
  const retain = excel({
    recognise: () => Promise.resolve(added ? recognition : { veryHiddenSheets: [] }),
    addSampleStore: () => {
      added = true;
      return Promise.resolve(previewed);
    },
  });
  await open(retain);
  expect(screen.getByRole("heading", { name: zh.pane.empty.title })).toBeTruthy();
  expect(screen.queryByRole("button", { name: zh.pane.run.start })).toBeNull();
  await userEvent.click(button(zh.pane.empty.sample));
  expect(await screen.findByRole("button", { name: zh.pane.run.start })).toBeTruthy();
});

test("a column is taken for another field, and what it was before has no column", async () => {
  const retain = excel();
  await open(retain);
  await userEvent.click(screen.getAllByRole("button", { name: zh.pane.sheets.columns })[0]!);
  const select = screen.getByRole("combobox", { name: zh.pane.sheets.fieldOf("车主") });
  await userEvent.selectOptions(select, zh.data.customerFields.advisor);
  expect(retain.saved).toEqual([
    [
      "customers",
      {
        sheetId: "1",
        sheetName: "档案",
        headerRow: 0,
        headers: { vin: "VIN", name: "", advisor: "车主" },
      },
    ],
  ]);
});

test("a required field that was not found is named, its columns are open, and nothing can be run", async () => {
  const { customers } = recognition;
  const missing = { ...recognition, customers: { ...customers!, missing: ["name" as const] } };
  await open(excel({ recognise: () => Promise.resolve(missing) }));
  expect(screen.getByText(zh.pane.sheets.missing(zh.data.customerFields.name))).toBeTruthy();
  expect(screen.getByRole("combobox", { name: zh.pane.sheets.fieldOf("车主") })).toBeTruthy();
  expect(screen.queryByRole("button", { name: zh.pane.run.start })).toBeNull();
});

test("an incomplete date is kept as typed, explained, and nothing can be run", async () => {
  const retain = excel();
  const store = await open(retain);
  await act(() => store.setAsOf(""));
  expect(screen.getByText(zh.pane.asOf.invalid)).toBeTruthy();
  expect(button(zh.pane.run.start)).toHaveProperty("disabled", true);
  expect(retain.runs).toHaveLength(1);
});

test("another as-of day gives another preview", async () => {
  const retain = excel();
  const store = await open(retain);
  await act(() => store.setAsOf("2024-06-30"));
  expect(retain.runs.map(({ asOf }) => asOf)).toEqual([45_504, 45_473]);
});

test("the language changes at once, and the page says which it is", async () => {
  await open(excel());
  const language = screen.getByRole("combobox", { name: zh.pane.language.label });
  await userEvent.selectOptions(language, "en-US");
  expect(button(textsOf("en-US").pane.run.start)).toBeTruthy();
  expect(document.documentElement.lang).toBe("en-US");
});

test("what Excel refuses becomes a message with a way to try again, not a blank pane", async () => {
  let refuse = true;
  const retain = excel({
    recognise: () =>
      refuse ? Promise.reject(new Error("GeneralException")) : Promise.resolve(recognition),
  });
  await open(retain);
  expect(screen.getByText("code failed")).toBeTruthy();
  refuse = false;
  await userEvent.click(button(zh.pane.sheets.again));
  expect(screen.queryByText("code failed")).toBeNull();
  expect(button(zh.pane.run.start)).toBeTruthy();
});

test("sheets hidden from Excel's own menu are mentioned", async () => {
  const hidden = { ...recognition, veryHiddenSheets: ["后台"] };
  await open(excel({ recognise: () => Promise.resolve(hidden) }));
  expect(screen.getByText(zh.pane.hiddenSheets("后台"))).toBeTruthy();
});

test("a second command while a run is at work waits for it and does not start another", async () => {
  let finish: (outcome: Outcome) => void = () => undefined;
  const runs: RunOptions[] = [];
  const retain = excel({
    run: (asked) => {
      if (asked.preview) return Promise.resolve(previewed);
      runs.push(asked);
      return new Promise((resolve) => (finish = resolve));
    },
  });
  const store = await open(retain);
  let ended = 0;
  await act(async () => {
    const both = [store.run(), store.run()].map((run) => run.then(() => (ended += 1)));
    await Promise.resolve();
    await new Promise((go) => setTimeout(go));
    expect(ended).toBe(0);
    finish(written);
    await Promise.all(both);
  });
  expect(runs).toHaveLength(1);
});

test("looking at the workbook waits for a run of the ribbon and does not end it", async () => {
  let finish: (outcome: Outcome) => void = () => undefined;
  let signal: AbortSignal | undefined;
  const retain = excel({
    run: (asked) => {
      if (asked.preview) return Promise.resolve(previewed);
      signal = asked.signal;
      return new Promise((resolve) => (finish = resolve));
    },
  });
  const store = new PaneStore(retain, { locale: "zh-CN", asOf: "2024-07-31" });
  const run = store.run();
  const look = store.recognise();
  await new Promise((go) => setTimeout(go));
  expect(signal?.aborted).toBe(false);
  finish(written);
  await Promise.all([run, look]);
  expect(store.get()).toMatchObject({ recognition, outcome: written });
});
