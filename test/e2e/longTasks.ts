/**
 * How long the pane computes in one go in a large store: `npx tsx test/e2e/longTasks.ts [customers]`
 * opens an invented store in the real pane, lets everything be written and prints the longest tasks.
 */
import { serialToday } from "../../src/excel/session";
import { textsOf } from "../../src/locale";
import { generateSampleStore } from "../../src/sample";
import { builtAddIn } from "../../src/offline/workbench/build";
import { findBrowser, startBrowser } from "../support/browser";
import { sampleWorkbook } from "../../src/offline/workbench/page/sampleWorkbook";
import { paneTasks } from "./paneTasks";
import { openStage } from "./stage";

/** Milliseconds after which a person notices that nothing moves. */
const limit = 100;
const patience = 600_000;

async function main(customers: number): Promise<void> {
  const found = await findBrowser();
  if (!found) throw new Error("no browser here");
  const browser = await startBrowser(found);
  const said = textsOf("zh-CN").pane;
  const store = generateSampleStore({
    seed: 2026,
    customers,
    years: 5,
    asOf: serialToday(new Date()),
  });
  const stage = await openStage(browser, {
    dist: await builtAddIn(),
    locale: "zh-CN",
    workbook: sampleWorkbook(store),
  });
  const { pane, page } = stage;
  const tell = async (what: string, body: () => Promise<void>): Promise<void> => {
    const tasks = await paneTasks(page, body);
    const longest = tasks
      .sort((a, b) => b.computed - a.computed)
      .slice(0, 5)
      .map(({ computed, yardsticks }) => `${Math.round(computed)} (${yardsticks.toFixed(1)})`);
    const over = tasks.filter(({ computed }) => computed > limit).length;
    const told = `${tasks.length} tasks, ${over} over ${limit} ms; longest ${longest.join(", ")} ms (yardsticks)`;
    process.stdout.write(`${customers} customers, ${what}: ${told}\n`);
  };
  await tell("counting", () =>
    pane.getByRole("heading", { name: said.preview.title }).waitFor({ timeout: patience })
  );
  await tell("writing all sheets", async () => {
    await pane.getByRole("button", { name: said.run.start, exact: true }).click();
    await pane.getByText(said.tasks.updateAll.done, { exact: true }).waitFor({ timeout: patience });
  });
  await stage.close();
  await browser.close();
}

void main(Number(process.argv[2] ?? 20_000));
