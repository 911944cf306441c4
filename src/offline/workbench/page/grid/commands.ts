import { ICommandService, type IMutation, type IOperation, type Univer } from "@univerjs/core";
import { unitId } from "./univer";

/** Where a change of one sheet goes. */
export interface SheetTarget {
  readonly unitId: string;
  readonly subUnitId: string;
}

/** What Univer's mutations on one sheet need besides their target. */
type Params<T> = T extends SheetTarget ? Omit<T, "unitId" | "subUnitId"> : T;

/** Univer's commands, and whether the one that runs at the moment comes from the workbook behind it. */
export class Commands {
  readonly service: ICommandService;
  private depth = 0;

  constructor(univer: Univer) {
    this.service = univer.__getInjector().get(ICommandService);
  }

  /** True while the grid is brought up to date: such changes are not a person's. */
  get own(): boolean {
    return this.depth > 0;
  }

  /** Changes a sheet of the grid. */
  onSheet<T extends SheetTarget>(
    mutation: IMutation<T, boolean>,
    sheet: string,
    params: Params<T>
  ): void {
    this.run(mutation.id, { unitId, subUnitId: sheet, ...params });
  }

  /** Runs any command in the workbook's name. */
  run(id: string, params: object): void {
    this.depth++;
    try {
      this.service.syncExecuteCommand(id, params);
    } finally {
      this.depth--;
    }
  }

  /** Runs an operation in the workbook's name. */
  operate<T extends object>(operation: IOperation<T>, params: T): void {
    this.run(operation.id, params);
  }
}
