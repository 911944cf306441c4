import type { HostObject } from "./hostObject";

/** What can happen in a workbook, with the number that the protocol gives it. */
export const eventTypes = {
  worksheetChanged: 10,
  worksheetActivated: 11,
  worksheetDeactivated: 12,
  worksheetAdded: 13,
  worksheetSelectionChanged: 14,
  worksheetDeleted: 15,
  worksheetCalculated: 16,
  worksheetFormatChanged: 18,
  worksheetRowSorted: 19,
  worksheetColumnSorted: 20,
  worksheetSingleClicked: 21,
  worksheetRowHidden: 22,
  worksheetFormulaChanged: 23,
  worksheetProtectionChanged: 24,
  worksheetNameChanged: 25,
  worksheetVisibilityChanged: 26,
  worksheetMoved: 27,
  tableSelectionChanged: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
  /** `workbook.onSelectionChanged` and the Common API's DocumentSelectionChanged. */
  documentSelectionChanged: "documentSelectionChanged",
  /** `workbook.settings.onSettingsChanged` and the Common API's SettingsChanged. */
  settingsChanged: "settingsChanged",
} as const;

export type EventType = keyof typeof eventTypes;

/** Something that happened in the workbook, as the model tells it. */
export interface HostEvent {
  readonly type: EventType;
  /** Ids of the worksheet or table that it happened to; handlers of collections get it without being named. */
  readonly targets: readonly string[];
  /**
   * The event's arguments with the wire's names (`worksheetId`, `address`, `changeType` …).
   * `referenceId` is added on the way, and so are `source` and `triggerSource` where they are not
   * given: what a request does is the add-in's, anything else the local user's.
   */
  readonly args: Readonly<Record<string, unknown>>;
  /** The range that `args.getRange(context)` returns. */
  readonly range?: HostObject;
}

/** Where the model tells its events; the ways in listen. */
export class HostEvents {
  private readonly listeners = new Set<(event: HostEvent) => void>();

  /** Calls `listener` for every event until the returned function is called. */
  on(listener: (event: HostEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** True when somebody listens: a model may then skip preparing arguments nobody reads. */
  get heard(): boolean {
    return this.listeners.size > 0;
  }

  emit(event: HostEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}
