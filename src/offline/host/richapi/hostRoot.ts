import type { HostEvents } from "./events";
import type { HostObject } from "./hostObject";

/** What the ways in need from the root object (the workbook) besides its members. */
export interface HostRoot extends HostObject {
  /** What happens in the workbook, for event handlers of the add-in. */
  readonly $events: HostEvents;
  /** Cells that requests have read and written so far; absent when the model does not count. */
  readonly $cells?: { readonly read: number; readonly written: number };
  /**
   * The add-in's settings (name → JSON text), which `Office.context.document.settings` and
   * `workbook.settings` share.
   */
  readonly $settings: Map<string, string>;
  /** What `Excel.createWorkbook` of Excel on the web starts from. */
  readonly $wac?: HostObject & { CreateAndOpenWorkbook(base64File: unknown): void };
  /** Another application window comes in front of the workbook, or the workbook comes back. */
  $setInFront?(inFront: boolean): void;
  /** Called at the end of every request: "until next sync" states end here. */
  $afterRequest?(): void;
}
