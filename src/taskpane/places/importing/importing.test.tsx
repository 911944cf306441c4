import { act, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { openPane, settle } from "../../../../test/support/openPane";
import { entered, importPreview, paneRetain } from "../../../../test/support/paneRetain";
import { textsOf } from "../../../locale";
import { knownMappings, loadProfiles } from "../../files/profiles";

jest.setTimeout(60_000);
// The place is a script of its own, which a busy machine loads slowly.
configure({ asyncUtilTimeout: 50_000 });

const zh = textsOf("zh-CN");
const said = zh.pane.importing;
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const file = new File(["a,b"], "1.csv");

beforeEach(() => window.localStorage.clear());

async function openImport(retain = paneRetain()) {
  const store = await openPane(retain);
  await act(async () => store.imports.open());
  await screen.findByText(said.lead);
  await settle();
  return store;
}

async function choose(): Promise<void> {
  const picker = document.querySelector<HTMLInputElement>('input[type="file"][multiple]');
  if (!picker) throw new Error("there is nothing to choose files with");
  await userEvent.upload(picker, [file]);
  await screen.findByText(said.takeOver);
}

test("a workbook without data is offered to be filled from files", async () => {
  await openPane(
    paneRetain({
      recognise: () =>
        Promise.resolve({
          choices: [],
          leftOut: [],
          questions: [],
          liveColumns: false,
          veryHiddenSheets: [],
        } as never),
      reportsOverview: () => Promise.resolve([]),
    })
  );
  await userEvent.click(await screen.findByRole("button", { name: said.toImport }));
  expect(await screen.findByRole("heading", { name: said.title })).toBeTruthy();
});

test("chosen files are shown in one preview before anything is written", async () => {
  const retain = paneRetain();
  await openImport(retain);
  await choose();
  expect(screen.getByText("工单 → %2".replace("工单", said.kindsOf.orders))).toBeTruthy();
  expect(screen.getByText(said.tables.made(said.kindsOf.customers))).toBeTruthy();
  expect(screen.getByText(said.problems.password)).toBeTruthy();
  expect(document.body.textContent).toContain(said.tables.voidWithoutColumn);
  expect(document.body.textContent).toContain("#1009");
  await userEvent.click(button(said.tables.changes));
  expect(screen.getByText("710 → 680")).toBeTruthy();
});

test("files are taken by dropping them, and only with something in the hand", async () => {
  await openImport();
  const zone = screen.getByText(said.drop).parentElement as HTMLElement;
  fireEvent.dragOver(zone);
  expect(screen.getByText(said.dropNow)).toBeTruthy();
  fireEvent.drop(zone, { dataTransfer: { files: [] } });
  expect(screen.getByText(said.drop)).toBeTruthy();
  fireEvent.drop(zone, { dataTransfer: { files: [file] } });
  await screen.findByText(said.takeOver);
});

test("taking over says what changed, and the pane looks at the workbook anew", async () => {
  let looked = 0;
  const plain = paneRetain();
  const retain = paneRetain({
    recognise: () => {
      looked += 1;
      return plain.recognise();
    },
  });
  await openImport(retain);
  await choose();
  const before = looked;
  await userEvent.click(button(said.takeOver));
  await screen.findByText(zh.pane.tasks.takeOver.done);
  await waitFor(() => expect(looked).toBe(before + 1));
  expect(await screen.findByText(said.drop)).toBeTruthy();
});

test("files that bring nothing leave nothing to press", async () => {
  const tables = importPreview.tables.map((table) => ({ ...table, added: 0, changed: 0 }));
  const retain = paneRetain();
  await openImport({
    ...retain,
    imports: {
      ...retain.imports,
      preview: () =>
        Promise.resolve({ ...entered, changes: [], importPreview: { ...importPreview, tables } }),
    },
  } as never);
  const picker = document.querySelector<HTMLInputElement>('input[type="file"][multiple]')!;
  await userEvent.upload(picker, [file]);
  expect(await screen.findByText(said.nothing)).toBeTruthy();
  expect(screen.queryByRole("button", { name: said.takeOver })).toBeNull();
});

test("the last import is taken back after one more question", async () => {
  await openImport();
  const section = await screen.findByRole("region", { name: said.undo.title });
  expect(section.textContent).toContain("%11");
  await userEvent.click(within(section).getByRole("button", { name: said.undo.button }));
  expect(screen.getByText(said.undo.sure)).toBeTruthy();
  await userEvent.click(button(said.undo.yes));
  expect(await screen.findByText(zh.pane.tasks.undoImport.done)).toBeTruthy();
});

describe("profiles", () => {
  const profiles = {
    "retain-profiles": 1,
    profiles: [{ kind: "orders", headers: ["甲", "乙"], fields: { orderNumber: "甲" } }],
  };
  const load = async (text: string): Promise<void> => {
    const picker = document.querySelector<HTMLInputElement>('input[accept=".json"]')!;
    const columns = new File([text], "columns.json", { type: "application/json" });
    // jsdom's files cannot be read as text.
    await userEvent.upload(picker, Object.assign(columns, { text: () => Promise.resolve(text) }));
    await settle();
  };

  test("of another store are loaded, and serve sheets with the same headers in any order", async () => {
    await openImport();
    await load(JSON.stringify(profiles));
    expect(document.body.textContent).toContain(said.profiles.loaded("1"));
    expect(loadProfiles()).toHaveLength(1);
    const sheet = (...headers: string[]) =>
      ({
        sheetId: "0:0",
        sheetName: "a",
        headerRow: 2,
        columns: [],
        headers: headers.map((header, column) => ({ column, header })),
      }) as never;
    expect(knownMappings([sheet("乙", "甲：")])).toEqual({
      orders: { sheetId: "0:0", sheetName: "a", headerRow: 2, headers: { orderNumber: "甲" } },
    });
    expect(knownMappings([sheet("甲", "丙")])).toEqual({});
  });

  test("are not taken from a file that is none", async () => {
    await openImport();
    await load("{}");
    expect(document.body.textContent).toContain(said.profiles.unreadable);
    expect(loadProfiles()).toEqual([]);
  });
});
