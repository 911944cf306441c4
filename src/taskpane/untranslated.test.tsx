import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { openPane, settle } from "../../test/support/openPane";
import {
  asOf,
  customer,
  paneRetain,
  previewed,
  recognition,
  settings,
} from "../../test/support/paneRetain";
import type { Outcome } from "../excel/api";
import type * as RealLocale from "../locale";
import type { PaneStore } from "./store";

/**
 * Every text of the locale files is put between brackets, and the invented store holds no letters:
 * a letter that a user can see outside brackets stands in no locale file.
 */
jest.mock("../locale", () => {
  const real = jest.requireActual<typeof RealLocale>("../locale");
  const bracketed = (text: unknown): unknown => {
    if (typeof text === "string") return text === "" ? "" : `⟦${text}⟧`;
    if (typeof text === "function") {
      return (...given: unknown[]) =>
        bracketed((text as (...given: unknown[]) => unknown)(...given));
    }
    if (Array.isArray(text)) return text.map(bracketed);
    if (typeof text === "object" && text !== null) {
      return Object.fromEntries(Object.entries(text).map(([key, it]) => [key, bracketed(it)]));
    }
    return text;
  };
  const texts = bracketed(real.textsOf("en-US"));
  return { ...real, textsOf: () => texts };
});

jest.setTimeout(60_000);

/** Names that are the same in every language. */
const brand = /RETAIN/g;
const shownAttributes = ["aria-label", "title", "placeholder", "alt", "aria-valuetext"];

/** What a user can see or hear of the page, outside the brackets. */
function untranslated(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen: string[] = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest("style, script")) {
      seen.push(walker.currentNode.textContent ?? "");
    }
  }
  for (const element of document.querySelectorAll("*")) {
    for (const name of shownAttributes) seen.push(element.getAttribute(name) ?? "");
  }
  return seen.filter((text) => /\p{L}/u.test(outsideBrackets(text).replace(brand, "")));
}

function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = "";
  for (const sign of text) {
    if (sign === "⟦") depth += 1;
    if (depth === 0) outside += sign;
    if (sign === "⟧") depth -= 1;
  }
  return outside;
}

/** Opens everything that is shown on demand, and chooses every answer once. */
async function openEverything(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const toggle of document.querySelectorAll('[aria-expanded="false"]')) {
      await act(async () => fireEvent.click(toggle));
    }
  }
  await settle();
}

async function press(sign: RegExp): Promise<void> {
  for (const it of screen.queryAllByText(sign)) await act(async () => fireEvent.click(it));
  await settle();
}

const described = {
  describeOutcome: () => ({ title: "⟦⟧", body: "⟦⟧" }),
} as const;

test("a letter outside the locale files is found", () => {
  document.body.innerHTML = `<p>⟦a ⟦b⟧ c⟧ 12</p><p>⟦a⟧ odd</p><img alt="odd" />`;
  expect(untranslated()).toEqual(["⟦a⟧ odd", "odd"]);
  document.body.innerHTML = "";
});

test("the first run is translated, with both sheets, with one, and with none", async () => {
  const empty = { choices: [], veryHiddenSheets: ["%8"] };
  const half = {
    ...recognition,
    orders: undefined,
    customers: { ...recognition.customers!, missing: ["name" as const] },
  };
  for (const recognised of [recognition, half, empty]) {
    await openPane(
      paneRetain({
        ...described,
        reportsOverview: () => Promise.resolve([]),
        recognise: () => Promise.resolve(recognised as typeof recognition),
      })
    );
    await openEverything();
    expect(untranslated()).toEqual([]);
  }
});

test.each(["today", "customer", "team", "reports", "settings"] as const)(
  "%s is translated, with everything open, in time travel too",
  async (place) => {
    const past = {
      ...settings,
      asOf: asOf - 9,
      changed: new Map([["targets.newLostShare", 0.02]]),
    };
    const result = previewed({ settings: past });
    const retain = paneRetain({
      ...described,
      updateAll: () => Promise.resolve(result),
    });
    await openPane(retain, { place });
    act(() => retain.select({ key: customer.key, sheetName: "%1", row: 5 }));
    await settle();
    expect(document.querySelectorAll("main *").length).toBeGreaterThan(20);
    await openEverything();
    expect(untranslated()).toEqual([]);
  }
);

test("importing is translated, before files are chosen and with all that a preview can say", async () => {
  const store = await openPane(paneRetain(described));
  await act(async () => store.imports.open());
  await waitFor(() => expect(document.querySelector('input[accept=".json"]')).not.toBeNull(), {
    timeout: 50_000,
  });
  await settle();
  expect(untranslated()).toEqual([]);
  await act(() => store.imports.readFiles([new File(["a"], "%11")]));
  await openEverything();
  expect(document.querySelectorAll("main dl").length).toBe(2);
  expect(untranslated()).toEqual([]);
});

test("forms are translated, whatever is chosen in them", async () => {
  const retain = paneRetain(described);
  const store = await openPane(retain, { place: "customer" });
  act(() => retain.select({ key: customer.key, sheetName: "%1", row: 5 }));
  await settle();
  for (const result of ["appointed", "considering", "refused", "movedOn"] as const) {
    const blank = { appointment: "x", nextContact: "x", failureReason: "", competitor: "" };
    const typed = { contactMethod: "", odometer: "+", expectedMaintenance: "", note: "" };
    await draft(store, `call ${customer.key}`, { result, ...blank, ...typed });
    await openEverything();
    expect(untranslated()).toEqual([]);
  }
  for (const at of ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"]) {
    const way = { q1: at === "q2" ? "no" : "yes", q2: "other", q3: ["bodyAndPaint", "other"] };
    const answers = { ...way, q4: "no", q5: "soleTrader", q6: "other", q7: "good", q8: "+" };
    await draft(store, `survey ${customer.key}`, { open: true, answers, at });
    expect(untranslated()).toEqual([]);
  }
});

test("the team's forms and the fairness of a deal are translated", async () => {
  const store = await openPane(paneRetain(described), { place: "team" });
  await press(/^⟦Try⟧$/);
  await press(/^⟦Write the deal⟧$/);
  const advisor = { name: "", weight: "-1", from: "x", to: "x", restWeekdays: [], restDays: "x" };
  await draft(store, "advisor", advisor);
  expect(screen.getAllByRole("group").length).toBeGreaterThan(2);
  expect(untranslated()).toEqual([]);
});

test("progress and outcome are translated for every task and step", async () => {
  let finish: (outcome: Outcome) => void = () => undefined;
  const retain = paneRetain({
    ...described,
    updateAll: (options) => {
      if (options.preview) return Promise.resolve(previewed());
      options.onProgress?.({ step: "writeRows", done: 1, total: 2, sheetName: "%4" });
      return new Promise((resolve) => (finish = resolve));
    },
  });
  const store = await openPane(retain);
  await act(async () => void store.run());
  expect(untranslated()).toEqual([]);
  await act(async () => finish({ kind: "failed", code: "failed", about: [], changes: [] }));
  expect(untranslated()).toEqual([]);
});

async function draft(store: PaneStore, form: string, content: unknown): Promise<void> {
  await act(async () => store.setDraft(form, content));
  await settle();
}
