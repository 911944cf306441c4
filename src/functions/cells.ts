import { optional, unusable, type ArgumentName, type FunctionResult } from "./arguments";
import { functionTexts } from "./language";

/** Ranges in, ranges out: the cells of several arguments that lie in one place, one place after another. */

/** The cells of one place, by argument. */
export type CellsOf<Name extends ArgumentName> = Readonly<Record<Name, unknown>>;

/** Arguments as one rectangle: ranges of one size, and single values that hold for every place. */
export interface Grid<Name extends ArgumentName> {
  readonly rows: number;
  readonly columns: number;
  /** Whether the result is a range, if only of one cell. */
  readonly isRange: boolean;
  at(row: number, column: number): CellsOf<Name>;
}

const asRange = (argument: unknown): readonly unknown[][] | undefined =>
  Array.isArray(argument) ? (argument as unknown[][]) : undefined;

const isOneCell = (range: readonly unknown[][]): boolean =>
  range.length === 1 && range[0].length === 1;

/**
 * Lays arguments over each other. The first that is a range of several cells gives the size.
 *
 * @throws CustomFunctions.Error `#VALUE!` if another range has another size.
 */
export function gridOf<Name extends ArgumentName>(args: CellsOf<Name>): Grid<Name> {
  const names = Object.keys(args) as Name[];
  const ranges = names.map((name) => asRange(optional(args[name])));
  const leading = ranges.findIndex((range) => range !== undefined && !isOneCell(range));
  const size = leading < 0 ? undefined : ranges[leading];
  ranges.forEach((range, i) => {
    if (size !== undefined && range !== undefined && !isOneCell(range) && !sameSize(range, size)) {
      const { functions } = functionTexts();
      const { [names[i]]: other, [names[leading]]: first } = functions.arguments;
      throw unusable(functions.differentShape(other, first));
    }
  });
  return {
    rows: size?.length ?? 1,
    columns: size?.[0].length ?? 1,
    isRange: ranges.some((range) => range !== undefined),
    at(row, column) {
      const cells = {} as Record<Name, unknown>;
      names.forEach((name, i) => {
        const range = ranges[i];
        if (range === undefined) cells[name] = optional(args[name]);
        else cells[name] = isOneCell(range) ? range[0][0] : range[row][column];
      });
      return cells;
    },
  };
}

function sameSize(range: readonly unknown[][], other: readonly unknown[][]): boolean {
  return range.length === other.length && range.every((row, i) => row.length === other[i].length);
}

/**
 * Gives each place its result: ranges in give a range of the same shape, single values a single value.
 * An error stays in its own cell, so that one bad row does not spoil the column; the error of a single
 * cell is thrown, because Excel shows the message only of thrown errors there.
 *
 * The declared type is what the metadata says, a range.
 *
 * @throws CustomFunctions.Error as {@link gridOf} does.
 */
export function eachCell<Name extends ArgumentName>(
  args: CellsOf<Name>,
  result: (cells: CellsOf<Name>) => FunctionResult
): unknown[][] {
  const grid = gridOf(args);
  if (!grid.isRange) return result(grid.at(0, 0)) as unknown as unknown[][];
  return overGrid(grid, (row, column) => result(grid.at(row, column)));
}

/** A result for each place of a grid; errors as {@link eachCell} treats them. */
export function overGrid<Name extends ArgumentName, Result>(
  grid: Grid<Name>,
  result: (row: number, column: number) => Result
): (Result | CustomFunctions.Error)[][] {
  const isSingle = grid.rows * grid.columns === 1;
  return Array.from({ length: grid.rows }, (_, row) =>
    Array.from({ length: grid.columns }, (__, column) => {
      try {
        return result(row, column);
      } catch (error) {
        if (error instanceof CustomFunctions.Error && !isSingle) return error;
        throw error;
      }
    })
  );
}

/**
 * As {@link eachCell}, with a row of so many cells as the result of each place: it spills to the right.
 *
 * @param leading the argument that must be one column, so that there is room beside it
 * @throws CustomFunctions.Error `#VALUE!` for a range of several columns; as {@link gridOf} does.
 */
export function eachRow<Name extends ArgumentName>(
  args: CellsOf<Name>,
  leading: NoInfer<Name>,
  width: number,
  result: (cells: CellsOf<Name>) => readonly FunctionResult[]
): unknown[][] {
  const grid = gridOf(args);
  if (grid.columns > 1) {
    const { functions } = functionTexts();
    throw unusable(functions.oneColumn(functions.arguments[leading]));
  }
  return overGrid(grid, (row) => result(grid.at(row, 0))).map(([cells]) =>
    cells instanceof CustomFunctions.Error ? new Array<unknown>(width).fill(cells) : [...cells]
  );
}
