import type { Outcome, RunOptions } from "../../excel/api";
import type { ChosenFile } from "../../excel/import";
import type { Retain } from "../retain";
import type { Task } from "./paneState";
import type { PaneWork } from "./paneWork";

/** What an import asks of the pane's other actions. */
interface Actions {
  perform(
    task: Task,
    work: (options: RunOptions) => Promise<Outcome>
  ): Promise<Outcome | undefined>;
  recognise(): Promise<void>;
}

/** 导入: files are read, looked at, taken over and taken back. */
export class PaneImports {
  constructor(
    private readonly work: PaneWork,
    private readonly retain: Pick<Retain, "imports">,
    private readonly actions: Actions
  ) {}

  /** Shows 导入 with nothing chosen. */
  open(): void {
    this.work.set({
      importing: { files: [], last: this.work.get().importing?.last },
      outcome: undefined,
    });
  }

  close(): void {
    this.work.set({ importing: undefined });
  }

  /** Looks whether there is an import that can be taken back. */
  async lookAtLast(): Promise<void> {
    try {
      const last = await this.retain.imports.last();
      const { importing } = this.work.get();
      if (importing) this.work.set({ importing: { ...importing, last } });
    } catch {
      return; // Excel is busy: the way back is offered when it is looked at again.
    }
  }

  /** Takes files apart and compares them with the store; nothing is written. */
  async readFiles(chosen: readonly File[]): Promise<void> {
    await this.work.during(
      "run",
      async (signal) => {
        const options = this.work.runOptions(signal);
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
        const { importing } = this.work.get();
        if (outcome.kind === "done" && outcome.importPreview && importing) {
          this.work.set({ importing: { ...importing, files, preview: outcome.importPreview } });
        } else if (outcome.kind !== "done") this.work.set({ outcome, task: undefined });
        return true;
      },
      undefined
    );
  }

  /** Writes what the preview said. */
  async takeOver(): Promise<void> {
    const { files, preview } = this.work.get().importing ?? {};
    if (!files || !preview) return;
    const outcome = await this.actions.perform("takeOver", (options) =>
      this.retain.imports.takeOver(files, preview, options)
    );
    await this.afterwards(outcome);
  }

  /** Takes the last import back. */
  async undo(): Promise<void> {
    const outcome = await this.actions.perform("undoImport", (options) =>
      this.retain.imports.undo(options)
    );
    await this.afterwards(outcome);
  }

  private async afterwards(outcome: Outcome | undefined): Promise<void> {
    if (!outcome) return;
    if (outcome.changes.length > 0 || outcome.code === "importOutdated") {
      const { importing } = this.work.get();
      if (importing) this.work.set({ importing: { files: [], last: importing.last } });
      await this.actions.recognise();
      await this.lookAtLast();
    }
  }
}
