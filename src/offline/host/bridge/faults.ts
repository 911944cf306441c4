/** Ways in which Excel refuses a whole request without looking into it. */
export type TransportRefusal =
  | "RequestPayloadSizeLimitExceeded"
  | "ResponsePayloadSizeLimitExceeded"
  | "InvalidOperationInCellEditMode"
  | "InvalidOrTimedOutSession"
  | "ActivityLimitReached"
  | "AccessDenied";

/** What happens to one sync. */
export type Fault =
  | { readonly kind: "refused"; readonly code: TransportRefusal }
  /** The batch ends with this error before its action `afterActions`; what came before stays done. */
  | { readonly kind: "failed"; readonly code: string; readonly afterActions: number }
  /** No answer ever comes; `applied` says whether Excel has carried the batch out. */
  | { readonly kind: "silent"; readonly applied: boolean }
  /** Another workbook is in front while the batch is carried out. */
  | { readonly kind: "behind" }
  /** Somebody does something in the workbook right before the batch. */
  | { readonly kind: "overtaken"; readonly by: () => void };

/** Excel on the web takes and gives at most 5 MB per request (learn.microsoft.com/office/dev/add-ins/concepts/resource-limits-and-performance-optimization). */
export const webPayloadLimit = 5 * 1024 * 1024;

/** Switches for what can go wrong between the add-in and Excel. Syncs are numbered as in `Counters.syncs`. */
export class Faults {
  /** Whether Excel on the web's limit of 5 MB per request and per response holds. */
  webLimits: boolean;
  private editing = false;
  private readonly waiting: (() => void)[] = [];
  private readonly planned = new Map<number, Fault>();
  private done = 0;

  constructor(webLimits: boolean) {
    this.webLimits = webLimits;
  }

  /** True while the user is typing in a cell. */
  get cellEditMode(): boolean {
    return this.editing;
  }

  /**
   * The user starts (true) or ends (false) typing in a cell. Meanwhile requests are refused with
   * InvalidOperationInCellEditMode, except those sent with `delayForCellEdit`, which wait.
   */
  set cellEditMode(editing: boolean) {
    this.editing = editing;
    if (!editing) for (const go of this.waiting.splice(0)) go();
  }

  /** Resolves when the user has left the cell. */
  cellEditEnd(): Promise<void> {
    if (!this.editing) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The `n`-th sync from now (1 is the next) is refused before Excel looks into it. */
  refuseSync(n: number, code: TransportRefusal): void {
    this.plan(n, { kind: "refused", code });
  }

  /** The `n`-th sync from now (1 is the next) fails before its action `afterActions` (0: nothing is applied). */
  failSync(n: number, options: { code?: string; afterActions?: number } = {}): void {
    const { code = "GeneralException", afterActions = 0 } = options;
    this.plan(n, { kind: "failed", code, afterActions });
  }

  /** The `n`-th sync from now (1 is the next) never answers; with `applied` Excel has carried it out all the same. */
  silenceSync(n: number, options: { applied?: boolean } = {}): void {
    this.plan(n, { kind: "silent", applied: options.applied ?? false });
  }

  /**
   * Before the `n`-th sync from now (1 is the next) the user changes to another workbook; from the next
   * sync on this one is in front again.
   */
  loseFocus(n: number): void {
    this.plan(n, { kind: "behind" });
  }

  /** Right before the `n`-th sync from now (1 is the next) a second person does something. */
  interrupt(n: number, by: () => void): void {
    this.plan(n, { kind: "overtaken", by });
  }

  /** Takes back every planned fault, leaves the cell, and keeps the web's limits as they are. */
  clear(): void {
    this.planned.clear();
    this.cellEditMode = false;
  }

  /** The fault of the sync that begins now, if one was planned. */
  $nextSync(): Fault | undefined {
    const fault = this.planned.get(++this.done);
    this.planned.delete(this.done);
    return fault;
  }

  private plan(n: number, fault: Fault): void {
    if (!Number.isInteger(n) || n < 1) throw new RangeError("syncs are numbered from 1");
    this.planned.set(this.done + n, fault);
  }
}
