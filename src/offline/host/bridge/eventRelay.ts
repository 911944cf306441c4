import { eventTypes, type EventType, type HostEvent, type HostEvents } from "../richapi/events";
import type { HostObject } from "../richapi/hostObject";

/** One message to the add-in: category, type, target id, JSON text, id. */
export type MessageEntry = readonly [
  category: number,
  type: number,
  targetId: string,
  message: string,
  id: number,
];

/** The category of messages that are events. */
export const eventCategory = 65536;
/** The target that collections of the workbook listen to. */
const workbookTarget = "Workbook";

const worksheetRegistrations: Readonly<Record<string, EventType>> = {
  _RegisterActivatedEvent: "worksheetActivated",
  _RegisterCalculatedEvent: "worksheetCalculated",
  _RegisterColumnSortedEvent: "worksheetColumnSorted",
  _RegisterDataChangedEvent: "worksheetChanged",
  _RegisterDeactivatedEvent: "worksheetDeactivated",
  _RegisterEventNameChanged: "worksheetNameChanged",
  _RegisterEventVisibilityChanged: "worksheetVisibilityChanged",
  _RegisterFormatChangedEvent: "worksheetFormatChanged",
  _RegisterFormulaChangedEvent: "worksheetFormulaChanged",
  _RegisterProtectionChangedEvent: "worksheetProtectionChanged",
  _RegisterRowHiddenChangedEvent: "worksheetRowHidden",
  _RegisterRowSortedEvent: "worksheetRowSorted",
  _RegisterSelectionChangedEvent: "worksheetSelectionChanged",
  _RegisterSingleClickedEvent: "worksheetSingleClicked",
};

/** Which events an object offers, by the method with which the client registers. */
const registrations: Readonly<Record<string, Readonly<Record<string, EventType>>>> = {
  Worksheet: worksheetRegistrations,
  WorksheetCollection: {
    ...worksheetRegistrations,
    _RegisterAddedEvent: "worksheetAdded",
    _RegisterDeletedEvent: "worksheetDeleted",
    _RegisterEventMoved: "worksheetMoved",
  },
  Table: {
    _RegisterDataChangedEvent: "tableChanged",
    _RegisterSelectionChangedEvent: "tableSelectionChanged",
  },
  TableCollection: {
    _RegisterAddedEvent: "tableAdded",
    _RegisterDataChangedEvent: "tableChanged",
    _RegisterDeletedEvent: "tableDeleted",
  },
};

export interface EventRelayOptions {
  readonly events: HostEvents;
  /** Whether it is the add-in that changes the workbook at this moment. */
  readonly byAddin: () => boolean;
  readonly enabled: () => boolean;
  /** Delivers Rich API events, some time after they happened. */
  readonly send: (entries: MessageEntry[]) => void;
  /** Delivers an event of the Common API. */
  readonly sendPlain: (name: "documentSelectionChanged" | "settingsChanged") => void;
  /** Runs a task after the current request has been answered. */
  readonly later: (task: () => void) => void;
}

/**
 * Passes what happens in the workbook on to the add-in: only events that it has registered for,
 * later than the request that caused them, and none while `runtime.enableEvents` is false.
 */
export class EventRelay {
  private readonly registered = new Map<EventType, number>();
  private readonly ranges = new Map<string, HostObject>();
  private queue: MessageEntry[] = [];
  private lastId = 0;
  private readonly stopListening: () => void;

  constructor(private readonly options: EventRelayOptions) {
    this.stopListening = options.events.on((event) => this.hear(event));
  }

  /** Notes that the add-in listens, or no longer; false when the object has no such event. */
  register(owner: HostObject, member: string, registered: boolean): boolean {
    const type = registrations[owner.$class]?.[member];
    if (!type) return false;
    const count = (this.registered.get(type) ?? 0) + (registered ? 1 : -1);
    this.registered.set(type, Math.max(0, count));
    return true;
  }

  /** The range of a delivered event, by the reference in its arguments. */
  range(referenceId: string): HostObject | null {
    return this.ranges.get(referenceId) ?? null;
  }

  close(): void {
    this.stopListening();
    this.queue = [];
  }

  private hear(event: HostEvent): void {
    const number = eventTypes[event.type];
    if (typeof number === "string") {
      this.options.later(() => this.options.sendPlain(number));
      return;
    }
    if (!this.options.enabled() || !this.registered.get(event.type)) return;
    const message = JSON.stringify(this.args(event));
    for (const target of [...event.targets, workbookTarget]) {
      this.queue.push([eventCategory, number, target, message, ++this.lastId]);
    }
    if (this.queue.length === event.targets.length + 1) this.options.later(() => this.flush());
  }

  private args(event: HostEvent): Record<string, unknown> {
    const args: Record<string, unknown> = {
      source: "Local",
      triggerSource: this.options.byAddin() ? "ThisLocalAddin" : "Unknown",
      ...event.args,
    };
    if (event.range) {
      const referenceId = `evt-${this.lastId + 1}`;
      this.ranges.set(referenceId, event.range);
      args["referenceId"] = referenceId;
    }
    return args;
  }

  private flush(): void {
    const entries = this.queue.splice(0);
    if (entries.length > 0) this.options.send(entries);
  }
}
