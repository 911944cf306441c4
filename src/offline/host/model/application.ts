import { HostObject } from "../richapi/hostObject";
import { refuse, requireOneOf } from "./support";
import type { Workbook } from "./objects";

const MODES = ["Automatic", "AutomaticExceptTables", "Manual"] as const;

/** `Excel.Application`. Calculating changes no value: the stand-in has no formula engine. */
export class Application extends HostObject {
  readonly $class = "Application";

  constructor(private readonly workbook: Workbook) {
    super();
  }

  override get $scalars(): readonly string[] {
    return [
      "CalculationMode",
      "CalculationState",
      "DecimalSeparator",
      "ThousandsSeparator",
      "UseSystemSeparators",
    ];
  }
  get CalculationMode(): string {
    return this.workbook.calculationMode;
  }
  set CalculationMode(mode: unknown) {
    this.workbook.calculationMode = requireOneOf(mode, MODES, "Application.calculationMode");
  }
  get CalculationState(): string {
    const { changedSinceCalculation } = this.workbook.application;
    const isManual = this.workbook.calculationMode === "Manual";
    return isManual && changedSinceCalculation ? "Pending" : "Done";
  }
  get DecimalSeparator(): string {
    return ".";
  }
  get ThousandsSeparator(): string {
    return ",";
  }
  get UseSystemSeparators(): boolean {
    return true;
  }
  get CultureInfo(): CultureInfo {
    return new CultureInfo(this.workbook);
  }
  CreateWorkbook(base64File: unknown): WorkbookCreated {
    const file = readWorkbookFile(base64File, "Application.createWorkbook");
    return new WorkbookCreated(this.workbook, file);
  }
  Calculate(type: unknown): void {
    const kinds = ["Recalculate", "Full", "FullRebuild"] as const;
    requireOneOf(type, kinds, "Application.calculate");
    this.workbook.application.changedSinceCalculation = false;
  }
  SuspendApiCalculationUntilNextSync(): void {
    this.workbook.application.apiCalculationSuspended = true;
  }
  SuspendScreenUpdatingUntilNextSync(): void {
    this.workbook.application.screenUpdatingSuspended = true;
  }
}

/** `Excel.CultureInfo`. */
class CultureInfo extends HostObject {
  readonly $class = "CultureInfo";

  constructor(private readonly workbook: Workbook) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Name"];
  }
  get Name(): string {
    return this.workbook.culture;
  }
}

/** A workbook that the add-in has made and not opened yet. */
class WorkbookCreated extends HostObject {
  readonly $class = "WorkbookCreated";

  constructor(
    private readonly workbook: Workbook,
    private readonly file: Uint8Array
  ) {
    super();
  }

  Open(): void {
    open(this.workbook, this.file, "WorkbookCreated.open");
  }
}

/** Where Excel on the web makes workbooks: `Excel.createWorkbook` goes here there. */
export class WacWorkbook extends HostObject {
  readonly $class = "WacWorkbook";

  constructor(private readonly workbook: Workbook) {
    super();
  }

  CreateAndOpenWorkbook(base64File: unknown): void {
    const location = "WacWorkbook.createAndOpenWorkbook";
    open(this.workbook, readWorkbookFile(base64File, location), location);
  }
}

function open(workbook: Workbook, file: Uint8Array, location: string): void {
  if (!workbook.opensBooks) refuse("GeneralException", location);
  workbook.opened.push(file);
}

/** The bytes of an `.xlsx` in Base64, which is a zip; nothing at all makes a blank workbook. */
function readWorkbookFile(base64File: unknown, location: string): Uint8Array {
  if (base64File === undefined || base64File === null) return new Uint8Array();
  const content = typeof base64File === "string" ? contentOf(base64File) : null;
  if (!content?.startsWith("PK\u0003\u0004")) refuse("InvalidArgument", location);
  return Uint8Array.from(content, (letter) => letter.charCodeAt(0));
}

/** A text in Base64 as one letter per byte; null if it is none. */
function contentOf(base64: string): string | null {
  try {
    const content = atob(base64);
    return btoa(content) === base64 ? content : null;
  } catch {
    return null;
  }
}
