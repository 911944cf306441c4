import { HostObject } from "../richapi/hostObject";
import { requireOneOf } from "./support";
import type { Workbook } from "./workbook";

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
