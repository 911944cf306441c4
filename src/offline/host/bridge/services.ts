import { HostObject } from "../richapi/hostObject";

/** Office calls this "the add-in's runtime"; office.js reports to it when it can take actions. */
export class AddinInternalService extends HostObject {
  readonly $class = "AddinInternalService";
  private actionsReady = false;

  get ready(): boolean {
    return this.actionsReady;
  }

  NotifyActionHandlerReady(): void {
    this.actionsReady = true;
  }
}

export type AppRuntimeState = "Inactive" | "Background" | "Visible";

/** Whether the add-in's pane is shown: `Office.addin.showAsTaskpane` and `hide`. */
export class AppRuntimeService extends HostObject {
  readonly $class = "AppRuntimeService";

  constructor(
    private current: AppRuntimeState,
    private readonly onChange: (state: AppRuntimeState) => void
  ) {
    super();
  }

  get state(): AppRuntimeState {
    return this.current;
  }

  GetAppRuntimeState(): AppRuntimeState {
    return this.current;
  }

  SetAppRuntimeState(state: AppRuntimeState): void {
    if (state === this.current) return;
    this.current = state;
    this.onChange(state);
  }
}

/** Whether the add-in starts with the document: `Office.addin.setStartupBehavior`. */
export class AppRuntimePersistenceService extends HostObject {
  readonly $class = "AppRuntimePersistenceService";
  private startState: AppRuntimeState = "Inactive";

  GetAppRuntimeStartState(): AppRuntimeState {
    return this.startState;
  }

  SetAppRuntimeStartState(state: AppRuntimeState): void {
    this.startState = state;
  }
}

/** What requests of the web's own partition start from. */
interface WacRoot {
  CreateAndOpenWorkbook(base64File: unknown): void;
}

/** Members of the workbook that belong to the add-in's session rather than to the document. */
export class SessionRoot extends HostObject {
  readonly $class = "Workbook";
  readonly runtime = new Runtime();

  constructor(
    private readonly eventRange: (referenceId: string) => HostObject | null,
    /** Makes workbooks on the web: `Excel.createWorkbook` starts there from an object of its own. */
    private readonly wacWorkbook: WacRoot | undefined
  ) {
    super();
  }

  CreateAndOpenWorkbook(base64File: unknown): void {
    if (!this.wacWorkbook) throw new Error("This host cannot open further workbooks");
    this.wacWorkbook.CreateAndOpenWorkbook(base64File);
  }

  get _Runtime(): Runtime {
    return this.runtime;
  }

  _GetRangeForEventByReferenceId(referenceId: string): HostObject | null {
    return this.eventRange(referenceId);
  }

  _GetRangeOrNullObjectForEventByReferenceId(referenceId: string): HostObject | null {
    return this.eventRange(referenceId);
  }
}

/** `context.runtime`: whether the add-in gets events. */
class Runtime extends HostObject {
  readonly $class = "Runtime";
  EnableEvents = true;

  override get $scalars(): readonly string[] {
    return ["EnableEvents"];
  }
}
