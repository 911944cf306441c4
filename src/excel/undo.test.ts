import { LivedInStore, base } from "../../test/support/livedInStore";
import { actions } from "./allActions";
import type { Outcome } from "./api";

/**
 * What takes the user's undo away: members that Excel cannot undo (learn.microsoft.com, "Undo support with
 * the Excel JavaScript API", Unsupported APIs), new parts of custom XML (office-js issue 4484) and, on the
 * desktop, new sheets (office-js issue 6170).
 */
const clearing =
  /^(CustomXmlPart(Collection|ScopedCollection)\.add|CustomXmlPart\.delete|WorksheetCollection\.(add|addFromBase64)|Worksheet\.(copy|delete|name|position|visibility|standardWidth)|WorksheetProtection\.\w+|WorkbookProtection\.\w+|Workbook\.(save|close|insertWorksheetsFromBase64)|NamedItem\.comment|Style\.\w+|StyleCollection\.add|TableStyle\w*\.\w+|Chart\.(categoryLabelLevel|seriesNameLevel)|DocumentProperties\.\w+)$/;

jest.setTimeout(240_000);

let store: LivedInStore;
beforeAll(async () => {
  store = await LivedInStore.open();
});
afterAll(() => store.close());

/** What a run calls and sets of that which clears undo. */
async function cleared(run: () => Promise<Outcome>): Promise<string[]> {
  const { counters } = store.standIn;
  counters.reset();
  expect(await run()).toMatchObject({ kind: "done" });
  return [...counters.used.keys()].filter((member) => clearing.test(member));
}

test("a first run adds parts and sheets, and so clears undo", async () => {
  store.goTo("lived");
  const members = await cleared(() => actions.updateAll(base));
  expect(members).toEqual(
    expect.arrayContaining(["CustomXmlPartCollection.add", "WorksheetCollection.add"])
  );
});

test.each<[string, () => Promise<Outcome>]>([
  ["the same update", () => actions.updateAll(base)],
  [
    "an update on the next day",
    () => actions.updateAll({ ...base, asOf: base.asOf + 1, now: () => new Date(2026, 6, 1, 8) }),
  ],
  ["the evening's tally", () => actions.nightlyTally(base)],
  [
    "a call",
    () => {
      const key = String(store.user.cell("records", 2, "customer"));
      return actions.recordCall({ key, result: "considering", note: "想一想" }, base);
    },
  ],
  [
    "a setting",
    () => actions.saveInputs([{ table: "advisors", values: { name: "新来的", weight: 1 } }], base),
  ],
])("after it %s clears none", async (_, run) => {
  store.goTo("lived");
  await actions.updateAll(base);
  expect(await cleared(run)).toEqual([]);
});

test("a run on the same data at the same minute writes neither its memory nor where things stand", async () => {
  store.goTo("lived");
  await actions.updateAll(base);
  const kept = (): string[] =>
    store.workbook.customXml.map(({ xml }) => xml).filter((xml) => !xml.includes("pending"));
  const before = kept();
  store.standIn.counters.reset();
  await actions.updateAll(base);
  expect(kept()).toEqual(before);
  // The copy of what people typed: written, and emptied again.
  expect(store.standIn.counters.used.get("CustomXmlPart.setXml")).toBe(2);
});
