import type { Change, Outcome, Progress, Recognition, RecognisedSheet } from "../excel/api";
import type { Locale } from "../locale";
import { serialOfIso, type SerialDay } from "../retention";
import type { FieldOf, InputTable, Retain } from "./retain";

/** What the pane is doing at the moment. */
export type Activity = "recognise" | "preview" | "run" | "sample";

/** Everything that the pane shows. Replaced as a whole with each change. */
export interface PaneState {
  readonly locale: Locale;
  /** The as-of day as its field holds it: `YYYY-MM-DD`, or whatever the user has typed so far. */
  readonly asOf: string;
  readonly activity?: Activity;
  readonly progress?: Progress;
  /** Stop was pressed and takes effect after the chunk at hand. */
  readonly stopping: boolean;
  /** Absent until the workbook has been looked at. */
  readonly recognition?: Recognition;
  /** What a run would give, computed without writing. */
  readonly preview?: Outcome;
  /** How the last thing that the user asked for ended. */
  readonly outcome?: Outcome;
}

/** The as-of day of its field, or undefined while it is no date. */
export function asOfDay(text: string): SerialDay | undefined {
  try {
    return serialOfIso(text);
  } catch {
    return undefined;
  }
}

/** Whether both sheets were found with all they need, so that a run can start. */
export function isComplete(recognition: Recognition | undefined): boolean {
  const { customers, orders } = recognition ?? {};
  return customers?.missing.length === 0 && orders?.missing.length === 0;
}

/**
 * State and actions of the pane, apart from React, so that a ribbon command and the pane share one
 * run: who opens the pane meanwhile sees its progress, and its outcome afterwards.
 */
export class PaneStore {
  private state: PaneState;
  private readonly listeners = new Set<() => void>();
  /** What was asked for last and has not ended: known at once, while the state follows when it begins. */
  private latest?: { readonly activity: Activity; readonly controller: AbortController };
  /** The activity at work; one at a time talks to Excel. */
  private working: Promise<boolean> = Promise.resolve(true);

  constructor(
    private readonly retain: Retain,
    start: { readonly locale: Locale; readonly asOf: string }
  ) {
    this.state = { ...start, stopping: false };
  }

  readonly get = (): PaneState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  setLocale(locale: Locale): void {
    this.set({ locale });
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
      // How the last run ended stays to be read; that looking failed before is no longer true.
      const outcome = this.state.outcome?.kind === "failed" ? undefined : this.state.outcome;
      this.set({ recognition, outcome });
      return true;
    });
    if (recognised) await this.refreshPreview();
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

  /** The one button: reads, computes, writes. A second call while one is at work waits for it. */
  async run(): Promise<void> {
    const asOf = asOfDay(this.state.asOf);
    if (this.latest?.activity === "run" || asOf === undefined) {
      await this.working;
      return;
    }
    await this.during("run", async (signal) => {
      const outcome = await this.retain.run({ ...this.runOptions(signal), asOf });
      this.set({ outcome, ...(outcome.result ? { preview: outcome } : {}) });
      return true;
    });
  }

  /** Puts the invented store into the workbook and recognises it. */
  async addSampleStore(): Promise<void> {
    const added = await this.during("sample", async () => {
      const outcome = await this.retain.addSampleStore(this.state.locale);
      if (outcome.kind !== "done") this.set({ outcome });
      return outcome.kind === "done";
    });
    if (added) await this.recognise();
  }

  /** Asks the run to end after the chunk at hand. */
  stop(): void {
    this.latest?.controller.abort();
    this.set({ stopping: true });
  }

  async goTo(change: Change): Promise<void> {
    try {
      await this.retain.goTo(change);
    } catch (error) {
      this.set({ outcome: this.retain.outcomeOf(error) });
    }
  }

  dismissOutcome(): void {
    this.set({ outcome: undefined });
  }

  private async refreshPreview(): Promise<void> {
    const asOf = asOfDay(this.state.asOf);
    if (!isComplete(this.state.recognition) || asOf === undefined) return;
    await this.during("preview", async (signal) => {
      const options = this.runOptions(signal);
      const preview = await this.retain.run({ ...options, asOf, preview: true });
      if (!signal.aborted) this.set({ preview });
      return true;
    });
  }

  private runOptions(signal: AbortSignal) {
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
    work: (signal: AbortSignal) => Promise<boolean>
  ): Promise<boolean> {
    if (this.latest?.activity === "preview") this.latest.controller.abort();
    const mine = { activity, controller: new AbortController() };
    this.latest = mine;
    const before = this.working;
    this.working = (async () => {
      await before;
      // A preview that was overtaken while it waited has nothing to say any more.
      if (mine.controller.signal.aborted && activity === "preview") return false;
      this.set({ activity, progress: undefined, stopping: false });
      if (activity === "run" || activity === "sample") this.set({ outcome: undefined });
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
