import {
  statusHorizons,
  statusParameters,
  type Parameter,
  type ParameterGroup,
} from "./parameters";
import { reservoirParameters } from "./reservoirParameters";

/** Every chapter's parameters; tables of the documentation and of the settings are made from this. */
export const allParameters = {
  status: statusParameters,
  horizons: statusHorizons,
  reservoir: reservoirParameters,
} as const satisfies Readonly<Record<string, ParameterGroup>>;

/** A parameter with its place, e.g. `status.retention.stable`. */
export interface ListedParameter extends Parameter {
  readonly key: string;
}

const isParameter = (entry: Parameter | ParameterGroup): entry is Parameter =>
  typeof entry.unit === "string";

/** The parameters of groups as one flat list, in the order they stand in. */
export function listParameters(
  groups: ParameterGroup = allParameters,
  prefix = ""
): ListedParameter[] {
  return Object.entries(groups).flatMap(([key, entry]) =>
    isParameter(entry)
      ? [{ key: prefix + key, ...entry }]
      : listParameters(entry, `${prefix}${key}.`)
  );
}
