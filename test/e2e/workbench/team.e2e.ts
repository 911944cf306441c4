import { browserSuite, describeThoroughly, languagesOf } from "../browserSuite";
import { Walk } from "./walk";

/** 团队 on the workbench: advisors come and go, customers are dealt, and the ledger says so. */

const suite = browserSuite();

describeThoroughly.each(languagesOf("en-US"))("the team in %s", (locale) => {
  const walk = new Walk(suite, locale, { store: 100 });
  const { pane: said, reports, inputTables } = walk.texts;
  const { deal, advisors } = said.team;
  const { advisors: staff, ledger } = inputTables;
  const { names } = reports;
  const entries = () => walk.rows(names.ledger, ledger.owner);
  walk.beforeWithReports();

  /** Tries the deal that is chosen, and writes it. */
  async function dealNow(): Promise<void> {
    await walk.press(deal.preview);
    await walk.done("previewDeal");
    await walk.sees(deal.certificate);
    await walk.press(deal.write);
    await walk.press(deal.write);
    await walk.done("deal");
  }

  /** The sheet of the deal with that number. */
  async function certificateOf(number: number): Promise<string> {
    const sheets = await walk.workbench.sheetNames();
    const own = sheets.filter((name) => name.startsWith(names.allocation));
    const texts = await Promise.all(own.map(async (name) => (await walk.shown(name)).flat()));
    return texts
      .filter((cells) => cells.includes(String(number)))
      .flat()
      .join(" ");
  }

  walk.test("a deal is tried with a seed that everybody sees, and not a cell changes", async () => {
    await walk.goTo("team");
    const before = await walk.everything();
    await (await walk.field(deal.seed)).fill("2026-A");
    await walk.press(deal.preview);
    await walk.done("previewDeal");
    await walk.sees(deal.kept);
    await walk.sees(deal.even);
    await walk.expectGoodView();
    expect(await walk.everything()).toEqual(before);
    await (await walk.field(deal.seed)).fill("2026-B");
    await walk.sees(deal.stale);
  });

  walk.test(
    "the deal that was looked at is written, with its seed, into ledger and list",
    async () => {
      await dealNow();
      const owners = (await entries()).map((row) => row[ledger.owner] ?? "");
      expect(owners.length).toBeGreaterThan(50);
      const counts = [...new Set(owners)].map((name) => owners.filter((it) => it === name).length);
      expect(counts.length).toBeGreaterThan(1);
      expect(await certificateOf(1)).toContain("2026-B");
    }
  );

  walk.test("who leaves is entered, and the others get all of the customers", async () => {
    const owners = (await entries()).map((row) => row[ledger.owner] ?? "");
    const [leaver = ""] = owners;
    const held = owners.filter((it) => it === leaver).length;
    const before = owners.length;
    const today = await walk.workbench.page.evaluate(() => new Date().toLocaleDateString("sv-SE"));
    await walk.press(advisors.edit(leaver));
    await (await walk.field(advisors.to)).fill(today);
    await walk.expectGoodView();
    await walk.press(said.save);
    await walk.done("saveAdvisors");
    const listed = await walk.rows(names.settings, staff.restWeekdays);
    expect(listed.find((row) => row[staff.name] === leaver)?.[staff.to]).toBe(today);

    await walk.press(advisors.leaves);
    expect(await (await walk.field(deal.leaver)).inputValue()).toBe(leaver);
    await dealNow();
    const moved = (await entries()).slice(before);
    expect(moved).toHaveLength(held);
    expect(moved.map((row) => row[ledger.owner])).not.toContain(leaver);
  });

  walk.test("a newcomer is entered, and gets a share of the others' customers", async () => {
    const before = (await entries()).length;
    const today = await walk.workbench.page.evaluate(() => new Date().toLocaleDateString("sv-SE"));
    await walk.press(advisors.add);
    await (await walk.field(advisors.name)).fill("新来的");
    await (await walk.field(advisors.from)).fill(today);
    await walk.press(said.save);
    await walk.done("saveAdvisors");
    await walk.press(advisors.arrives);
    await dealNow();
    const moved = (await entries()).slice(before);
    expect(moved.length).toBeGreaterThan(5);
    expect(new Set(moved.map((row) => row[ledger.owner]))).toEqual(new Set(["新来的"]));
  });

  walk.test("targets are shown with their lamps, and their sheet is one click away", async () => {
    const { lamps } = reports.targets;
    const pane = await walk.pane();
    await walk.sees(new RegExp(`^(${Object.values(lamps).join("|")})$`));
    await walk.expectGoodView();
    const shown = await pane.getByRole("heading", { name: said.team.targets.title }).count();
    expect(shown).toBe(1);
    await walk.press(said.team.targets.open);
    await walk.seesSheet(names.targets);
    const { advisor, lamp } = inputTables.targets;
    const rows = await walk.rows(names.targets, lamp);
    expect(rows.map((row) => row[advisor])).toContain("新来的");
  });
});
