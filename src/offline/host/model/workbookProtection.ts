import { HostObject } from "../richapi/hostObject";
import { refuse, requireText } from "./support";
import type { Workbook } from "./objects";

/** `Excel.WorkbookProtection`: the structure, that is which sheets there are. */
export class WorkbookProtection extends HostObject {
  readonly $class = "WorkbookProtection";

  constructor(private readonly workbook: Workbook) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["Protected"];
  }
  get Protected(): boolean {
    return this.workbook.structurePassword !== null;
  }
  /** @throws InvalidOperation where it is protected already (typings: "It fails if …") */
  Protect(password: unknown = ""): void {
    const location = "WorkbookProtection.protect";
    if (this.Protected) refuse("InvalidOperation", location);
    this.workbook.structurePassword = requireText(password, location);
    this.workbook.sheetsChanged = true;
  }
  Unprotect(password: unknown = ""): void {
    const { structurePassword } = this.workbook;
    if (structurePassword === null) return;
    if (structurePassword !== password) refuse("InvalidArgument", "WorkbookProtection.unprotect");
    this.workbook.structurePassword = null;
    this.workbook.sheetsChanged = true;
  }
}
