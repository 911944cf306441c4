import type { Change, Outcome, RunOptions, SettingsEdit } from "../../excel/api";
import type { ReportId } from "../../reports/plan";
import type { Locale } from "../../locale";
import { isoOf } from "../../retention/time";
import type { Retain } from "../retain";
import { PaneImports } from "./paneImports";
import { PaneMapping } from "./paneMapping";
import { asOfDay, isComplete, isSetUp, type PaneState, type Place, type Task } from "./paneState";
import { PaneWork } from "./paneWork";

/**
 * State and actions of the pane, apart from React, so that a ribbon command and the pane share one
 * run: who opens the pane meanwhile sees its progress, and its outcome afterwards. It lives as long as
 * the page, which Excel keeps while the pane is closed.
 */
export class PaneStore {
  private readonly work: PaneWork;
  readonly imports: PaneImports;
  readonly mapping: PaneMapping;
  private stopFollowing: (() => Promise<void>) | undefined;

  constructor(
    private readonly retain: Retain,
    start: { readonly locale: Locale }
  ) {
    this.work = new PaneWork(retain, {
      locale: start.locale,
      asOf: isoOf(retain.today()),
      place: "today",
      stopping: false,
      drafts: {},
    });
    this.imports = new PaneImports(this.work, retain, this);
    this.mapping = new PaneMapping(this.work, retain, () => this.recognise());
  }

  readonly get = (): PaneState => this.work.get();

  readonly subscribe = (listener: () => void): (() => void) => this.work.subscribe(listener);

  /** Asks the run to end after the chunk at hand. */
  stop(): void {
    this.work.stop();
  }

  setLocale(locale: Locale): void {
    this.work.set({ locale });
  }

  goToPlace(place: Place): void {
    this.work.set({ place, importing: undefined });
  }

  /** Keeps what was typed into a form until it is sent; `undefined` forgets it. */
  setDraft(form: string, content: unknown): void {
    this.work.set({ drafts: { ...this.work.get().drafts, [form]: content } });
  }

  /** Keeps what the user typed, and looks again at what a run would give once it is a date. */
  async setAsOf(asOf: string): Promise<void> {
    this.work.set({ asOf });
    if (asOfDay(asOf) !== undefined) await this.refreshPreview();
  }

  /** Looks for the two sheets and, when both are there, at what a run would give. */
  async recognise(): Promise<void> {
    const recognised = await this.work.during("recognise", async () => {
      this.work.set({ preview: undefined });
      const recognition = await this.retain.recognise();
      const reports = await this.retain.reportsOverview();
      // How the last run ended stays to be read; that looking failed before is no longer true.
      const { outcome: last } = this.work.get();
      const outcome = last?.kind === "failed" ? undefined : last;
      this.work.set({ recognition, reports, outcome });
      return true;
    });
    if (!recognised) return;
    await this.follow();
    await this.refreshPreview();
  }

  /** The one button: reads, computes, writes. A second call while one is at work waits for it. */
  async run(): Promise<void> {
    const asOf = asOfDay(this.work.get().asOf);
    if (asOf === undefined) return;
    // A past day is a setting of the workbook, so that it holds for every later run.
    const travels = !isSetUp(this.work.get()) && asOf !== this.retain.today();
    await this.perform("updateAll", async (options) => {
      if (travels) {
        const saved = await this.retain.saveSettings({ general: { asOf } }, options);
        if (saved.kind !== "done") return saved;
      }
      return this.retain.updateAll(options);
    });
  }

  /** Writes settings into the workbook; the figures follow. */
  async saveSettings(edit: SettingsEdit): Promise<Outcome | undefined> {
    return this.perform("saveSettings", (options) => this.retain.saveSettings(edit, options));
  }

  /** Writes the classification columns as formulas or as values, now and from now on. */
  async setLiveColumns(live: boolean): Promise<void> {
    const outcome = await this.perform("liveColumns", (options) =>
      this.retain.setLiveColumns(live, options)
    );
    const { recognition } = this.work.get();
    if (outcome?.kind === "done" && recognition) {
      this.work.set({ recognition: { ...recognition, liveColumns: live } });
    }
  }

  /** Writes one sheet again. */
  async generate(report: ReportId): Promise<void> {
    await this.perform("report", (options) =>
      this.retain.updateAll({ ...options, reports: [report] })
    );
  }

  async makeMorningPlan(): Promise<void> {
    await this.perform("morningPlan", (options) => this.retain.makeMorningPlan(options));
  }

  async nightlyTally(): Promise<void> {
    await this.perform("nightlyTally", (options) => this.retain.nightlyTally(options));
  }

  async freezeToValues(): Promise<void> {
    await this.perform("freeze", (options) => this.retain.freezeToValues(options));
  }

  async repairFormulas(): Promise<void> {
    await this.perform("repair", (options) => this.retain.repairFormulas(options));
  }

  /**
   * Runs what the user asked for and shows how it ended. The same thing asked for again while it is at
   * work waits for it and does not start another.
   *
   * @returns the outcome; `undefined` for who waited.
   */
  async perform(
    task: Task,
    work: (options: RunOptions) => Promise<Outcome>
  ): Promise<Outcome | undefined> {
    const end = this.work.endOf(task);
    if (end) {
      await end;
      return undefined;
    }
    let ended: Outcome | undefined;
    await this.work.during(
      "run",
      async (signal) => {
        const outcome = await work(this.work.runOptions(signal));
        ended = outcome;
        this.work.set({ outcome, task, ...(outcome.result ? { preview: outcome } : {}) });
        if (outcome.changes.length > 0) await this.refreshReports();
        return true;
      },
      task
    );
    // What was written changes the figures; where the run itself did not compute them, they are read.
    if (ended && ended.changes.length > 0 && !ended.result) await this.refreshPreview();
    return ended;
  }

  /** Puts the invented store into the workbook and recognises it. */
  async addSampleStore(): Promise<void> {
    const added = await this.work.during(
      "sample",
      async () => {
        const outcome = await this.retain.addSampleStore(this.work.get().locale);
        if (outcome.kind !== "done") this.work.set({ outcome, task: "sample" });
        return outcome.kind === "done";
      },
      "sample"
    );
    if (added) await this.recognise();
  }

  async goTo(change: Pick<Change, "sheetName" | "address">): Promise<void> {
    try {
      await this.retain.goTo(change);
    } catch (error) {
      this.work.set({ outcome: this.retain.outcomeOf(error), task: undefined });
    }
  }

  /** Shows a sheet of the add-in, if it is there. */
  async goToReport(id: ReportId): Promise<void> {
    const report = this.work
      .get()
      .reports?.find((it) => it.id === id && it.sheetName !== undefined);
    if (report?.sheetName === undefined) this.goToPlace("reports");
    else await this.goTo({ sheetName: report.sheetName, address: "A1" });
  }

  dismissOutcome(): void {
    this.work.set({ outcome: undefined });
  }

  /** Computes the figures anew, without writing. */
  async refreshPreview(): Promise<void> {
    if (!isComplete(this.work.get().recognition)) return;
    const typed = asOfDay(this.work.get().asOf);
    const first = !isSetUp(this.work.get());
    if (first && typed === undefined) return;
    await this.work.during("preview", async (signal) => {
      const options = { ...this.work.runOptions(signal), preview: true };
      const asOf = first && typed !== undefined ? { asOf: typed } : {};
      const preview = await this.retain.updateAll({ ...options, ...asOf });
      if (!signal.aborted) this.work.set({ preview });
      return true;
    });
  }

  private async refreshReports(): Promise<void> {
    this.work.set({ reports: await this.retain.reportsOverview() });
  }

  /** Follows the selection anew: which columns hold keys was settled when the workbook was looked at. */
  private async follow(): Promise<void> {
    try {
      const before = this.stopFollowing;
      this.stopFollowing = undefined;
      await before?.();
      this.stopFollowing = await this.retain.onSelectionChanged((selected) => {
        // A cell beside the customers leaves the last one in view.
        if (selected) this.work.set({ selected });
      });
    } catch (error) {
      this.work.set({ outcome: this.retain.outcomeOf(error), task: undefined });
    }
  }

  /**
   * Looks which customer is selected, where Excel does not tell: on request, and when the pane gets the
   * focus. A selection beside the customers leaves the last one in view.
   */
  readonly lookAtSelection = async (): Promise<void> => {
    // One at a time talks to Excel, and whoever waits for a run is not waiting for this.
    if (this.work.isBusy) return;
    const selected = await this.retain.readSelection().catch(() => undefined);
    if (selected) this.work.set({ selected });
  };
}
