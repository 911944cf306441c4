import type { AuditFile, AuditRequest } from "./auditArguments";
import { auditBatch, type BatchEnd } from "./batch";
import { sketchOf } from "./sameStore";
import type { StoreEnd } from "./storeProcess";

const keys = (letter: string, count = 100): string[] =>
  Array.from({ length: count }, (_, at) => `${letter}${at}`);

const fileOf = (typed: string): AuditFile => ({
  input: `/${typed}`,
  inputAsTyped: typed,
  output: `/${typed}.retain.xlsx`,
});

function doneOf(store: string, customers: readonly string[]): StoreEnd {
  const counts = { valid: 10, base: 5, stable: 5, lost: 5, openingBase: 5, newLost: 1 };
  const others = { returned: 0, visits: 20, psv: 1000, findings: 0, asOf: "2026-06-30" };
  const figures = { store, ...counts, ...others };
  return { kind: "done", audited: { figures, sketch: sketchOf(customers), told: store } };
}

interface Batch extends BatchEnd {
  readonly atOnce: number;
  readonly ended: readonly string[];
}

/** Audits stores whose ends are given; the first one ends last. */
async function batchOf(
  ends: Readonly<Record<string, StoreEnd>>,
  request: Partial<AuditRequest> = {}
): Promise<Batch> {
  const names = Object.keys(ends);
  const releases: (() => void)[] = [];
  let running = 0;
  let atOnce = 0;
  const ended: string[] = [];
  const end = await auditBatch(
    { files: names.map(fileOf), reports: "all", locale: "zh-CN", jobs: 8, ...request },
    "en-US",
    async ({ inputAsTyped }) => {
      running += 1;
      atOnce = Math.max(atOnce, running);
      await new Promise<void>((resolve) => {
        releases.unshift(resolve);
        setImmediate(() => releases.shift()?.());
      });
      running -= 1;
      ended.push(inputAsTyped);
      return ends[inputAsTyped];
    },
    () => undefined
  );
  return { ...end, atOnce, ended };
}

const three = {
  "a.xlsx": doneOf("a", keys("a")),
  "b.xlsx": doneOf("b", keys("b")),
  "c.xlsx": doneOf("c", keys("c")),
};

test("stores stand in the order in which they were named, whichever ends first", async () => {
  const { figures, failures, ended } = await batchOf(three);
  expect(ended).not.toEqual(["a.xlsx", "b.xlsx", "c.xlsx"]);
  expect(figures.map(({ store }) => store)).toEqual(["a", "b", "c"]);
  expect(failures).toEqual([]);
});

test("no more stores are audited at once than asked for", async () => {
  expect((await batchOf(three, { jobs: 2 })).atOnce).toBe(2);
});

test("a store that fails is one line with its name, and the others go on", async () => {
  const { figures, failures } = await batchOf({
    ...three,
    "b.xlsx": { kind: "failed", line: "No customer table found. Name it." },
    "d/d.xlsx": { kind: "failed", line: "d/d.xlsx is protected by a password." },
  });
  expect(figures.map(({ store }) => store)).toEqual(["a", "c"]);
  expect(failures).toEqual([
    "b.xlsx: No customer table found. Name it.",
    "d/d.xlsx is protected by a password.",
  ]);
});

test("a store that is refused before it is read is told as well", async () => {
  const { failures } = await batchOf(three, {
    refused: [{ problem: "folderEmpty", about: "empty" }],
  });
  expect(failures).toEqual(["empty holds no workbook that can be read."]);
});

test("two exports of one store count once, and the second is told", async () => {
  const { figures, failures } = await batchOf({
    "june.xlsx": doneOf("june", keys("a")),
    "b.xlsx": doneOf("b", keys("b")),
    "july.xlsx": doneOf("july", [...keys("a"), ...keys("n", 5)]),
  });
  expect(figures.map(({ store }) => store)).toEqual(["june", "b"]);
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatch(/^july\.xlsx holds the customers of june\.xlsx/);
});

test("two stores of one name are told apart by their paths", async () => {
  const { figures, failures, notes } = await batchOf({
    "east/store.xlsx": doneOf("store", keys("a")),
    "west/store.xlsx": doneOf("store", keys("b")),
    "c.xlsx": doneOf("c", keys("c")),
  });
  expect(figures.map(({ store }) => store)).toEqual(["east/store.xlsx", "west/store.xlsx", "c"]);
  expect(failures).toEqual([]);
  expect(notes.map((note) => note.split(":")[0])).toEqual(["east/store.xlsx", "west/store.xlsx"]);
});
