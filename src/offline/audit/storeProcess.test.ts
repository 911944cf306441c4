import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditApart, type StoreEnd, type StoreLimits, type StoreTask } from "./storeProcess";

const folder = mkdtempSync(join(tmpdir(), "retain-process-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const task: StoreTask = {
  file: {
    input: join(folder, "s.xlsx"),
    inputAsTyped: "s.xlsx",
    output: join(folder, "s.retain.xlsx"),
  },
  request: { files: [], reports: "all", locale: "zh-CN" },
  messages: "en-US",
};

/** How a store ends whose process does this when it is told of it. */
async function endOf(body: string, limits: Partial<StoreLimits> = {}): Promise<StoreEnd> {
  const script = join(folder, "store.cjs");
  writeFileSync(script, `process.once("message", (task) => { ${body} });`);
  return auditApart(script, task, { time: 60_000, memory: 512, ...limits });
}

test("a store gives what its process sends", async () => {
  const end = await endOf(
    `process.send({ kind: "failed", line: task.file.inputAsTyped });process.exit()`
  );
  expect(end).toEqual({ kind: "failed", line: "s.xlsx" });
});

test("a store that takes too long is ended, and what it had half written is gone", async () => {
  const part = `${task.file.output}.9b2c1f4e-0d1a-4c55-8a65-0f2d7c1e9a10.part`;
  writeFileSync(part, "half");
  const other = join(folder, "s.retain.xlsx.notes.part");
  writeFileSync(other, "the user's");
  const end = await endOf("for (;;) {}", { time: 300 });
  expect(end).toMatchObject({ kind: "failed" });
  expect((end as { line: string }).line).toMatch(/^s\.xlsx took longer than 0\.005 minutes/);
  expect(readdirSync(folder).sort()).toEqual(["s.retain.xlsx.notes.part", "store.cjs"]);
});

test("a store that takes too much memory ends alone and says so", async () => {
  const end = await endOf("const all = []; for (;;) all.push(new Array(1000).fill({}))", {
    memory: 64,
  });
  expect((end as { line: string }).line).toMatch(
    /^s\.xlsx needs more than the 0\.0625 GB of memory/
  );
});

test("a store whose process ends without a word is a fault, told in one line", async () => {
  const end = await endOf("process.exit(3)");
  expect((end as { line: string }).line).toMatch(/fault of this command/);
});
