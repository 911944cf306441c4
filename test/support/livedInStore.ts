import { actions } from "../../src/excel/allActions";
import { writeSampleStore } from "../../src/excel/actions";
import { cellRef } from "../../src/reports/plan";
import { serialOfIso } from "../../src/retention/time";
import { generateSampleStore } from "../../src/sample";
import { openStandIn, Workbook, type StandIn } from "../../src/offline/host";
import { InputTableUser } from "./inputTableUser";

/** The day on which people work in {@link LivedInStore}. */
export const asOf = serialOfIso("2026-06-30");
/** A morning of that day. */
export const base = { locale: "zh-CN" as const, asOf, now: () => new Date(2026, 5, 30, 8) };

export const advisors = ["王强", "李静"];
export const settingsReports = ["settings", "targets", "tally"] as const;

const store = generateSampleStore({ seed: 11, customers: 12, asOf, years: 2 });
export const newCar = "LNEWCAR2026000001";

/** A small store in Excel at two moments, to be gone back to as often as one likes. */
export class LivedInStore {
  readonly user: InputTableUser;

  private constructor(
    readonly standIn: StandIn,
    private readonly moments: Readonly<Record<"dealt" | "lived", ReturnType<Workbook["snapshot"]>>>
  ) {
    this.user = new InputTableUser(standIn.workbook);
  }

  /** `dealt`: the customers are dealt among two advisors. `lived`: people have written into every kind of table. */
  static async open(): Promise<LivedInStore> {
    const workbook = Workbook.blank("说明");
    const standIn = await openStandIn({ workbook });
    await writeSampleStore(store);
    await actions.saveInputs(
      advisors.map((name) => ({ table: "advisors" as const, values: { name, weight: 1 } })),
      base
    );
    await actions.dealAllocation({ ...base, kind: "full", seed: "春" });
    const dealt = workbook.snapshot();
    await actions.makeMorningPlan(base);
    await actions.updateAll({ ...base, reports: settingsReports });
    const user = new InputTableUser(workbook);
    user.type("doNotDisturb", 0, "note", "请勿打扰");
    user.type("targets", 0, "target", 42);
    user.type("records", 0, "result", "拒绝");
    user.type("records", 1, "note", "下周再说");
    return new LivedInStore(standIn, { dealt, lived: workbook.snapshot() });
  }

  get workbook(): Workbook {
    return this.standIn.workbook;
  }

  /** As if nothing had happened since. */
  goTo(moment: "dealt" | "lived"): void {
    this.workbook.restore(this.moments[moment]);
  }

  async close(): Promise<void> {
    this.standIn.faults.clear();
    await this.standIn.close();
  }

  /** All that was typed before `lived` is where it was, once. */
  requireNothingLost(): void {
    const { user } = this;
    expect(user.cells("advisors", "name").slice(0, 2)).toEqual(advisors);
    expect(user.cells("doNotDisturb", "note").filter((note) => note !== "")).toEqual(["请勿打扰"]);
    expect(user.cells("targets", "target")).toContain(42);
    expect(user.cell("records", 0, "result")).toBe("拒绝");
    expect(user.cell("records", 1, "note")).toBe("下周再说");
    const numbers = user.cells("records", "number");
    expect(new Set(numbers).size).toBe(numbers.length);
  }

  /** A car is handed over: a row at the beginning of the customer sheet. */
  sellCar(day: number): void {
    const sheet = this.workbook.sheet(store.customers.name);
    const first = store.customers.headerRow + 1;
    sheet.user.insertRow(first + 1);
    const values: Readonly<Record<string, string | number>> = {
      客户姓名: "新车主",
      VIN码: newCar,
      购车日期: day,
      客户来源: "本店购车",
    };
    store.customers.columns.forEach(({ header }, column) => {
      const value = values[header];
      if (value !== undefined) sheet.user.type(cellRef(first, column), value);
    });
  }
}
