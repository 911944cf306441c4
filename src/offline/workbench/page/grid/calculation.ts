import {
  type ICellData,
  type IDisposable,
  type IObjectMatrixPrimitiveType,
  type Nullable,
  type Univer,
  CellValueType,
  ICommandService,
} from "@univerjs/core";
import {
  FormulaExecuteStageType,
  SetDefinedNameMutation,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationStartMutation,
  SetFormulaCalculationStopMutation,
  SetSuperTableMutation,
  type ISetFormulaCalculationNotificationMutation,
  type ISetFormulaCalculationStartMutation,
} from "@univerjs/engine-formula";
import { SetRangeValuesMutation, type ISetRangeValuesMutationParams } from "@univerjs/sheets";
import { CellError, type CellValue, type Workbook, type Worksheet } from "../../../host/model";
import type { Commands } from "./commands";
import { rangeOf } from "./conditions";
import { sheetKey } from "./contents";
import { unitId } from "./univer";

const everything: ISetFormulaCalculationStartMutation = {
  options: null,
  forceCalculation: true,
  dirtyRanges: [],
  dirtyNameMap: {},
  dirtyDefinedNameMap: {},
  dirtySuperTableMap: {},
  dirtyUnitFeatureMap: {},
  dirtyUnitOtherFormulaMap: {},
  clearDependencyTreeCache: {},
};

/** Univer waits this long for more changes before it calculates; in milliseconds. */
const gathering = 100;

/**
 * Lets Univer's engine calculate the workbook's formulas and writes the results back into the
 * workbook, where the add-in reads them, as Excel would.
 */
export class Calculation {
  private readonly listening: IDisposable;
  /** Runs of the engine that have begun and not ended. */
  private runs = 0;
  /** Whether a run was stopped or overtaken by another: the engine may have lost changes. */
  private disturbed = false;
  private again: ReturnType<typeof setTimeout> | undefined;
  private gathered: ReturnType<typeof setTimeout> | undefined;
  private known = "";

  constructor(
    univer: Univer,
    private readonly commands: Commands,
    private readonly workbook: Workbook,
    private readonly onResult: () => void
  ) {
    const service = univer.__getInjector().get(ICommandService);
    this.listening = service.onCommandExecuted(({ id, params }, options) => {
      if (id === SetFormulaCalculationStopMutation.id) this.disturbed ||= this.runs > 0;
      if (id === SetFormulaCalculationNotificationMutation.id) {
        const { stageInfo } = params as ISetFormulaCalculationNotificationMutation;
        if (stageInfo?.stage === FormulaExecuteStageType.START) this.began();
        if (stageInfo?.stage === FormulaExecuteStageType.CALCULATION_COMPLETED) this.ended();
      }
      if (id === SetRangeValuesMutation.id && options?.["applyFormulaCalculationResult"]) {
        this.take(params as ISetRangeValuesMutationParams);
      }
    });
  }

  /**
   * Cells were changed: their formulas and whatever depends on them are about to be calculated. A timer
   * and not the clock tells when they are: on a busy machine Univer's own timer, set before, comes late.
   */
  changed(): void {
    clearTimeout(this.gathered);
    this.gathered = setTimeout(() => {
      this.gathered = undefined;
    }, 2 * gathering);
  }

  /** Whether all changes are calculated. */
  get idle(): boolean {
    const isOver = this.runs === 0 && !this.disturbed && this.gathered === undefined;
    return isOver && !this.workbook.sheets.some(hasOpenFormula);
  }

  /** Tells the engine what the workbook's names and tables stand for. */
  refreshNames(): void {
    const names = this.workbook.names.map(({ name, formula, scope }) => ({
      id: `${scope ? sheetKey(scope) : ""}!${name}`,
      name,
      formulaOrRefString: formula.replace(/^=/, ""),
      localSheetId: scope ? sheetKey(scope) : "AllDefaultWorkbook",
    }));
    const tables = this.workbook.allTables().map((table) => ({
      tableName: table.name,
      sheetId: sheetKey(table.sheet),
      range: rangeOf(table.rect),
      titles: Array.from({ length: table.rect.columns }, (_, i) => table.columnName(i)),
    }));
    const now = JSON.stringify([names, tables]);
    if (now === this.known) return;
    this.known = now;
    for (const name of names) this.commands.run(SetDefinedNameMutation.id, { unitId, ...name });
    for (const { tableName, sheetId, range, titles } of tables) {
      const titleMap = new Map(titles.map((title, i) => [title, i]));
      const reference = { sheetId, range, titleMap };
      this.commands.run(SetSuperTableMutation.id, { unitId, tableName, reference });
    }
  }

  dispose(): void {
    clearTimeout(this.again);
    clearTimeout(this.gathered);
    this.listening.dispose();
  }

  private began(): void {
    this.disturbed ||= this.runs > 0;
    this.runs += 1;
  }

  /**
   * A run that is stopped in its last moment ends as if it were whole, and one that begins before
   * another has ended takes its place: what had changed in between stays without its value. Then
   * everything is calculated once more.
   */
  private ended(): void {
    this.runs -= 1;
    if (this.runs > 0 || !this.disturbed) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      if (this.runs > 0) return;
      this.disturbed = false;
      this.commands.run(SetFormulaCalculationStartMutation.id, everything);
    });
  }

  private take({ subUnitId, cellValue }: ISetRangeValuesMutationParams): void {
    const sheet = this.workbook.sheets.find((candidate) => sheetKey(candidate) === subUnitId);
    if (!sheet || !cellValue) return;
    let found = false;
    for (const [row, column, cell] of cellsOf(cellValue)) {
      found = putResult(sheet, row, column, cell) || found;
    }
    if (found) this.onResult();
  }
}

/** Whether a formula has no value yet. */
function hasOpenFormula({ cells }: Worksheet): boolean {
  let found = false;
  cells.eachFormula((row, column) => {
    found ||= typeof cells.value(row, column) === "symbol";
  });
  return found;
}

/** The cells of one of Univer's matrices. */
export function* cellsOf(
  matrix: IObjectMatrixPrimitiveType<Nullable<ICellData>>
): Iterable<[row: number, column: number, cell: Nullable<ICellData>]> {
  for (const [row, cells] of Object.entries(matrix)) {
    for (const [column, cell] of Object.entries(cells)) {
      yield [Number(row), Number(column), cell as Nullable<ICellData>];
    }
  }
}

/** Puts a formula's result into its cell; true when the cell had another value. */
function putResult(
  { cells }: Worksheet,
  row: number,
  column: number,
  cell: Nullable<ICellData>
): boolean {
  const formula = cells.formula(row, column);
  if (formula === undefined) return false;
  const before = cells.value(row, column);
  const value = resultOf(cell);
  // An engine that lacks a function knows less than the file, which has the value that Excel gave.
  const unknown = value instanceof CellError && value.text === "#NAME?";
  if (value === before || value === pending || (unknown && typeof before !== "symbol")) {
    return false;
  }
  cells.setFormula(row, column, formula, value);
  return true;
}

/** What a cell shows while its custom function is being asked. */
export const pending = CellError.parse("#GETTING_DATA")!;

function resultOf(cell: Nullable<ICellData>): CellValue {
  const value = cell?.v ?? 0;
  if (cell?.t === CellValueType.BOOLEAN || typeof value === "boolean") return Boolean(value);
  if (typeof value === "number") return value;
  return CellError.parse(value) ?? value;
}
