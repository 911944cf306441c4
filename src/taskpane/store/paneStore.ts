import type {
  Change,
  Outcome,
  Progress,
  Recognition,
  ReportState,
  RunOptions,
  SelectedCustomer,
  SettingsEdit,
} from "../../excel/api";
import type { ChosenFile, ImportPreview, LastImport } from "../../excel/import";
import type { DateOrder, RecognisedSheet, SavedMapping } from "../../intake/recognition";
import type { ReportId } from "../../reports/plan";
import type { StoreFigures } from "../../reports/figures";
import type { Locale } from "../../locale";
import { isoOf, serialOfIso, type SerialDay } from "../../retention/time";
import type { FieldOf, InputTable, Retain } from "../retain";

/** What the pane is doing at the moment. */
export type Activity = "recognise" | "preview" | "run" | "sample";

/** What a run was asked for; each has its words in the locale files. */
export type Task =
  | "updateAll"
  | "report"
  | "morningPlan"
  | "nightlyTally"
  | "deal"
  | "previewDeal"
  | "saveSettings"
  | "liveColumns"
  | "saveAdvisors"
  | "recordCall"
  | "saveSurvey"
  | "confirmInvalid"
  | "freeze"
  | "repair"
  | "handOut"
  | "collect"
  | "takeOver"
  | "undoImport"
  | "sample";

/** The places of the pane, in the order of their tabs. */
export const places = ["today", "customer", "team", "reports", "settings"] as const;
export type Place = (typeof places)[number];

/** 导入, while it stands in the place of all else. */
export interface ImportState {
  readonly files: readonly ChosenFile[];
  /** What taking the files over would do; absent until they are read. */
  readonly preview?: ImportPreview | undefined;
  /** The import that can be taken back. */
  readonly last?: LastImport | undefined;
}

/** Everything that the pane shows. Replaced as a whole with each change. */
export interface PaneState {
  readonly locale: Locale;
  readonly place: Place;
  /** Of the first run, the day as its field holds it: `YYYY-MM-DD`, or whatever was typed so far. */
  readonly asOf: string;
  readonly activity?: Activity | undefined;
  /** What the run at work was asked for, and afterwards the one whose outcome is shown. */
  readonly task?: Task | undefined;
  readonly progress?: Progress | undefined;
  /** Stop was pressed and takes effect after the chunk at hand. */
  readonly stopping: boolean;
  /** Absent until the workbook has been looked at. */
  readonly recognition?: Recognition | undefined;
  /** The add-in's sheets; absent until the workbook has been looked at. */
  readonly reports?: readonly ReportState[] | undefined;
  /** What the last run or preview computed. */
  readonly preview?: Outcome | undefined;
  /** How the last thing that the user asked for ended. */
  readonly outcome?: Outcome | undefined;
  /** The customer row that was selected last. */
  readonly selected?: SelectedCustomer | undefined;
  /** Absent while the pane shows its places. */
  readonly importing?: ImportState | undefined;
  /** What stands in forms that were not sent yet, by form: nothing typed is lost. */
  readonly drafts: Readonly<Record<string, unknown>>;
}

/** The day of a date field, or undefined while it is no date. */
export function asOfDay(text: string): SerialDay | undefined {
  try {
    return serialOfIso(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether what a run needs was found, so that it can start: both sheets; orders that make an archive by
 * themselves; customers with their own last visits.
 */
export function isComplete(recognition: Recognition | undefined): boolean {
  const { orders, archiveOfOrders } = recognition ?? {};
  const customers = recognition?.customers ?? archiveOfOrders;
  if (customers?.missing.length !== 0) return false;
  if (orders) return orders.missing.length === 0;
  return customers.columns.some(({ field }) => field === "lastVisit");
}

/** Whether the add-in has written into this workbook, so that it shows its places instead of the first run. */
export function isSetUp({ reports }: PaneState): boolean {
  return reports?.some(({ sheetName }) => sheetName !== undefined) ?? false;
}

/** The figures that the places show; absent until a run or preview has computed them. */
export function figuresOf({ preview }: PaneState): StoreFigures | undefined {
  return preview?.result?.figures;
}

/**
 * State and actions of the pane, apart from React, so that a ribbon command and the pane share one
 * run: who opens the pane meanwhile sees its progress, and its outcome afterwards. It lives as long as
 * the page, which Excel keeps while the pane is closed.
 */
export class PaneStore {
  private state: PaneState;
  private readonly listeners = new Set<() => void>();
  /** What was asked for last and has not ended: known at once, while the state follows when it begins. */
  private latest?: {
    readonly activity: Activity;
    readonly task?: Task | undefined;
    readonly controller: AbortController;
  };
  /** The activity at work; one at a time talks to Excel. */
  private working: Promise<boolean> = Promise.resolve(true);
  private stopFollowing: (() => Promise<void>) | undefined;

  constructor(
    private readonly retain: Retain,
    start: { readonly locale: Locale }
  ) {
    this.state = {
      locale: start.locale,
      asOf: isoOf(retain.today()),
      place: "today",
      stopping: false,
      drafts: {},
    };
  }

  readonly get = (): PaneState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  setLocale(locale: Locale): void {
    this.set({ locale });
  }

  goToPlace(place: Place): void {
    this.set({ place, importing: undefined });
  }

  /** Shows 导入 with nothing chosen. */
  openImport(): void {
    this.set({ importing: { files: [], last: this.state.importing?.last }, outcome: undefined });
  }

  closeImport(): void {
    this.set({ importing: undefined });
  }

  /** Looks whether there is an import that can be taken back. */
  async lookAtLastImport(): Promise<void> {
    try {
      const last = await this.retain.imports.last();
      if (this.state.importing) this.set({ importing: { ...this.state.importing, last } });
    } catch {
      return; // Excel is busy: the way back is offered when it is looked at again.
    }
  }

  /** Takes files apart and compares them with the store; nothing is written. */
  async readFiles(chosen: readonly File[]): Promise<void> {
    await this.during(
      "run",
      async (signal) => {
        const options = this.runOptions(signal);
        const files: ChosenFile[] = [];
        for (const [at, file] of chosen.entries()) {
          options.onProgress?.({
            step: "readFiles",
            done: at,
            total: chosen.length,
            sheetName: file.name,
          });
          files.push(await this.retain.imports.read(file, signal));
        }
        const outcome = await this.retain.imports.preview(files, options);
        const { importing } = this.state;
        if (outcome.kind === "done" && outcome.importPreview && importing) {
          this.set({ importing: { ...importing, files, preview: outcome.importPreview } });
        } else if (outcome.kind !== "done") this.set({ outcome, task: undefined });
        return true;
      },
      undefined
    );
  }

  /** Writes what the preview said. */
  async takeOver(): Promise<void> {
    const { files, preview } = this.state.importing ?? {};
    if (!files || !preview) return;
    const outcome = await this.perform("takeOver", (options) =>
      this.retain.imports.takeOver(files, preview, options)
    );
    await this.afterImport(outcome);
  }

  /** Takes the last import back. */
  async undoImport(): Promise<void> {
    const outcome = await this.perform("undoImport", (options) =>
      this.retain.imports.undo(options)
    );
    await this.afterImport(outcome);
  }

  private async afterImport(outcome: Outcome | undefined): Promise<void> {
    if (!outcome) return;
    if (outcome.changes.length > 0 || outcome.code === "importOutdated") {
      const { importing } = this.state;
      if (importing) this.set({ importing: { files: [], last: importing.last } });
      await this.recognise();
      await this.lookAtLastImport();
    }
  }

  /** Keeps what was typed into a form until it is sent; `undefined` forgets it. */
  setDraft(form: string, content: unknown): void {
    this.set({ drafts: { ...this.state.drafts, [form]: content } });
  }

  /** Keeps what the user typed, and looks again at what a run would give once it is a date. */
  async setAsOf(asOf: string): Promise<void> {
    this.set({ asOf });
    if (asOfDay(asOf) !== undefined) await this.refreshPreview();
  }

  /** Looks for the two sheets and, when both are there, at what a run would give. */
  async recognise(): Promise<void> {
    const recognised = await this.during("recognise", async () => {
      this.set({ preview: undefined });
      const recognition = await this.retain.recognise();
      const reports = await this.retain.reportsOverview();
      // How the last run ended stays to be read; that looking failed before is no longer true.
      const outcome = this.state.outcome?.kind === "failed" ? undefined : this.state.outcome;
      this.set({ recognition, reports, outcome });
      return true;
    });
    if (!recognised) return;
    await this.follow();
    await this.refreshPreview();
  }

  /** Takes a column for another field, or for none, and keeps that in the workbook. */
  async setField<Table extends InputTable>(
    table: Table,
    column: number,
    field: FieldOf[Table] | undefined
  ): Promise<void> {
    const sheet = this.state.recognition?.[table] as RecognisedSheet<FieldOf[Table]> | undefined;
    if (!sheet) return;
    const saved = await this.during("recognise", async () => {
      await this.retain.saveMapping(table, {
        sheetId: sheet.sheetId,
        sheetName: sheet.sheetName,
        headerRow: sheet.headerRow,
        headers: headersWith(sheet, column, field),
      });
      return true;
    });
    if (saved) await this.recognise();
  }

  /** Reads no column for a field, and keeps that in the workbook. */
  async goOnWithout(table: InputTable, field: FieldOf[InputTable]): Promise<void> {
    await this.answer(table, { headers: { [field]: "" } });
  }

  /** Keeps which number of a column's dates is the day. */
  async setDateOrder(
    table: InputTable,
    field: FieldOf[InputTable],
    order: DateOrder
  ): Promise<void> {
    await this.answer(table, { headers: {}, dateOrders: { [field]: order } });
  }

  private async answer(
    table: InputTable,
    said: Pick<SavedMapping<FieldOf[InputTable]>, "headers" | "dateOrders">
  ): Promise<void> {
    const sheet = this.state.recognition?.[table];
    if (!sheet) return;
    const { sheetId, sheetName, headerRow } = sheet;
    const saved = await this.during("recognise", async () => {
      await this.retain.saveMapping(table, { sheetId, sheetName, headerRow, ...said });
      return true;
    });
    if (saved) await this.recognise();
  }

  /** Looks at one store of a group's export; `undefined` lets the next look ask again. */
  async chooseStore(name: string | undefined): Promise<void> {
    const kept = await this.during("recognise", async () => {
      await this.retain.chooseStore(name);
      this.set({ outcome: undefined });
      return true;
    });
    if (kept) await this.recognise();
  }

  /** Leaves a sheet's columns to recognition again. */
  async resetMapping(table: InputTable): Promise<void> {
    const reset = await this.during("recognise", async () => {
      await this.retain.resetMapping(table);
      return true;
    });
    if (reset) await this.recognise();
  }

  /** Takes another sheet for the customers or the orders, and keeps that in the workbook. */
  async setSheet(table: InputTable, sheetId: string): Promise<void> {
    const sheet = this.state.recognition?.choices?.find((choice) => choice.sheetId === sheetId);
    if (!sheet) return;
    const { sheetName, headerRow } = sheet;
    const saved = await this.during("recognise", async () => {
      const mapping = { sheetId, sheetName, headerRow: headerRow[table], headers: {} };
      await this.retain.saveMapping(table, mapping);
      return true;
    });
    if (saved) await this.recognise();
  }

  /** The one button: reads, computes, writes. A second call while one is at work waits for it. */
  async run(): Promise<void> {
    const asOf = asOfDay(this.state.asOf);
    if (asOf === undefined) return;
    // A past day is a setting of the workbook, so that it holds for every later run.
    const travels = !isSetUp(this.state) && asOf !== this.retain.today();
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
    const { recognition } = this.state;
    if (outcome?.kind === "done" && recognition) {
      this.set({ recognition: { ...recognition, liveColumns: live } });
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
    if (this.latest?.activity === "run" && this.latest.task === task) {
      await this.working;
      return undefined;
    }
    let ended: Outcome | undefined;
    await this.during(
      "run",
      async (signal) => {
        const outcome = await work(this.runOptions(signal));
        ended = outcome;
        this.set({ outcome, task, ...(outcome.result ? { preview: outcome } : {}) });
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
    const added = await this.during(
      "sample",
      async () => {
        const outcome = await this.retain.addSampleStore(this.state.locale);
        if (outcome.kind !== "done") this.set({ outcome, task: "sample" });
        return outcome.kind === "done";
      },
      "sample"
    );
    if (added) await this.recognise();
  }

  /** Asks the run to end after the chunk at hand. */
  stop(): void {
    this.latest?.controller.abort();
    this.set({ stopping: true });
  }

  async goTo(change: Pick<Change, "sheetName" | "address">): Promise<void> {
    try {
      await this.retain.goTo(change);
    } catch (error) {
      this.set({ outcome: this.retain.outcomeOf(error), task: undefined });
    }
  }

  /** Shows a sheet of the add-in, if it is there. */
  async goToReport(id: ReportId): Promise<void> {
    const report = this.state.reports?.find((it) => it.id === id && it.sheetName !== undefined);
    if (report?.sheetName === undefined) this.goToPlace("reports");
    else await this.goTo({ sheetName: report.sheetName, address: "A1" });
  }

  dismissOutcome(): void {
    this.set({ outcome: undefined });
  }

  /** Computes the figures anew, without writing. */
  async refreshPreview(): Promise<void> {
    if (!isComplete(this.state.recognition)) return;
    const typed = asOfDay(this.state.asOf);
    const first = !isSetUp(this.state);
    if (first && typed === undefined) return;
    await this.during("preview", async (signal) => {
      const options = { ...this.runOptions(signal), preview: true };
      const asOf = first && typed !== undefined ? { asOf: typed } : {};
      const preview = await this.retain.updateAll({ ...options, ...asOf });
      if (!signal.aborted) this.set({ preview });
      return true;
    });
  }

  private async refreshReports(): Promise<void> {
    this.set({ reports: await this.retain.reportsOverview() });
  }

  /** Follows the selection anew: which columns hold keys was settled when the workbook was looked at. */
  private async follow(): Promise<void> {
    try {
      const before = this.stopFollowing;
      this.stopFollowing = undefined;
      await before?.();
      this.stopFollowing = await this.retain.onSelectionChanged((selected) => {
        // A cell beside the customers leaves the last one in view.
        if (selected) this.set({ selected });
      });
    } catch (error) {
      this.set({ outcome: this.retain.outcomeOf(error), task: undefined });
    }
  }

  /**
   * Looks which customer is selected, where Excel does not tell: on request, and when the pane gets the
   * focus. A selection beside the customers leaves the last one in view.
   */
  readonly lookAtSelection = async (): Promise<void> => {
    // One at a time talks to Excel, and whoever waits for a run is not waiting for this.
    if (this.latest) return;
    const selected = await this.retain.readSelection().catch(() => undefined);
    if (selected) this.set({ selected });
  };

  private runOptions(signal: AbortSignal): RunOptions {
    return {
      locale: this.state.locale,
      signal,
      onProgress: (progress: Progress) => {
        if (!signal.aborted) this.set({ progress });
      },
    };
  }

  /**
   * Does `work` after what is at work, and gives what it gave: whether to go on. A preview at work is
   * ended, a run never. An error becomes the outcome, never a lost promise.
   */
  private async during(
    activity: Activity,
    work: (signal: AbortSignal) => Promise<boolean>,
    task?: Task
  ): Promise<boolean> {
    if (this.latest?.activity === "preview") this.latest.controller.abort();
    const mine = { activity, task, controller: new AbortController() };
    this.latest = mine;
    const before = this.working;
    this.working = (async () => {
      await before;
      // A preview that was overtaken while it waited has nothing to say any more.
      if (mine.controller.signal.aborted && activity === "preview") return false;
      this.set({ activity, progress: undefined, stopping: false });
      if (activity === "run" || activity === "sample") this.set({ outcome: undefined, task });
      try {
        return await work(mine.controller.signal);
      } catch (error) {
        this.set({ outcome: this.retain.outcomeOf(error) });
        return false;
      } finally {
        if (this.latest === mine) this.latest = undefined;
        this.set({ activity: undefined, progress: undefined, stopping: false });
      }
    })();
    return this.working;
  }

  private set(change: Partial<PaneState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}

/**
 * The mapping of a sheet after `column` was taken for `field`: one column per field, one field per
 * column. A field that lost its column is named with an empty header, or it would be recognised again.
 */
function headersWith<Field extends string>(
  sheet: RecognisedSheet<Field>,
  column: number,
  field: Field | undefined
): Partial<Record<Field, string>> {
  const headers: Partial<Record<Field, string>> = {};
  for (const it of sheet.columns) headers[it.field] = it.column === column ? "" : it.header;
  const header = sheet.headers.find((it) => it.column === column)?.header;
  if (field !== undefined && header !== undefined) headers[field] = header;
  return headers;
}
