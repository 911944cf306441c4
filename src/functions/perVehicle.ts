import { normalisePlate } from "../retention/store";
import {
  isEmpty,
  notFound,
  optional,
  sound,
  textOf,
  unusable,
  type ArgumentName,
  type FunctionResult,
} from "./arguments";
import { eachCell, gridOf, type CellsOf } from "./cells";
import { functionTexts } from "./language";

/** Rows of the order sheet, and which vehicle each belongs to. */
export interface VehicleRows<Name extends ArgumentName> {
  /** What is read of each row. */
  readonly rows: CellsOf<Name>;
  /** VIN or plate beside each row; left out: all rows are of one car. */
  readonly orderVehicles: unknown;
  /** The vehicles to answer for; left out: the one of each row. */
  readonly vehicles: unknown;
}

/** What the rows of one vehicle hold, or the first error among them. */
interface Gathered<Item> {
  readonly items: Item[];
  error?: CustomFunctions.Error;
}

/**
 * Gathers rows per vehicle and computes one result for each vehicle that is asked for; without vehicles
 * one result for all rows. Rows of a vehicle that cannot be read spoil that vehicle's result only.
 *
 * @param read what a row holds; `undefined` if it is blank
 * @throws CustomFunctions.Error `#N/A` for a vehicle that is in no row; `#VALUE!` for `vehicles` without
 *   `orderVehicles`.
 */
export function perVehicle<Name extends ArgumentName, Item>(
  { rows, orderVehicles, vehicles }: VehicleRows<Name>,
  read: (cells: CellsOf<Name>) => Item | undefined,
  compute: (items: readonly Item[]) => FunctionResult
): unknown[][] {
  const { functions } = functionTexts();
  const { vehicles: asked, orderVehicles: beside } = functions.arguments;
  const isGrouped = !isEmpty(optional(orderVehicles));
  if (!isGrouped && !isEmpty(optional(vehicles))) {
    throw unusable(functions.needsOther(asked, beside));
  }
  const gathered = gather({ ...rows, orderVehicles }, isGrouped, read);
  const resultOf = ({ items, error }: Gathered<Item>): FunctionResult => {
    if (error) throw error;
    return items.length === 0 ? "" : compute(items);
  };
  if (!isGrouped) return [[resultOf(gathered.get("") ?? { items: [] })]];
  const answers = isEmpty(optional(vehicles)) ? orderVehicles : vehicles;
  return eachCell({ vehicles: answers }, (cells) => {
    const key = keyOf(cells.vehicles);
    if (key === "") return "";
    const found = gathered.get(key);
    if (found) return resultOf(found);
    // It may be the one in the cell that shows an error, which is then the result.
    cellsOf(orderVehicles).filter(isError).forEach(sound);
    throw notFound(functions.vehicleNotFound(asked, beside));
  });
}

function gather<Name extends ArgumentName, Item>(
  args: CellsOf<Name | "orderVehicles">,
  isGrouped: boolean,
  read: (cells: CellsOf<Name>) => Item | undefined
): Map<string, Gathered<Item>> {
  const byVehicle = new Map<string, Gathered<Item>>();
  const grid = gridOf(args);
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const cells = grid.at(row, column);
      // A row whose own vehicle is an error belongs to no vehicle; its cell says so where it is asked for.
      if (isGrouped && isError(cells.orderVehicles)) continue;
      const key = isGrouped ? keyOf(cells.orderVehicles) : "";
      if (isGrouped && key === "") continue;
      const of = byVehicle.get(key) ?? { items: [] };
      byVehicle.set(key, of);
      try {
        const item = read(cells);
        if (item !== undefined) of.items.push(item);
      } catch (error) {
        if (!(error instanceof CustomFunctions.Error)) throw error;
        of.error ??= error;
      }
    }
  }
  return byVehicle;
}

const cellsOf = (argument: unknown): readonly unknown[] =>
  Array.isArray(argument) ? argument.flat() : [argument];

const isError = (cell: unknown): boolean => cell instanceof CustomFunctions.Error;

const keyOf = (cell: unknown): string => normalisePlate(textOf(cell));
