import { allocationParameters } from "./allocation";
import {
  incentiveParameters,
  targetParameters,
  evaluationParameters,
  scorecardParameters,
} from "./performance";
import { solicitationParameters } from "./calls";
import {
  statusHorizons,
  statusParameters,
  type Parameter,
  type ParameterGroup,
} from "./parameters";
import {
  serviceIntervals,
  odometerParameters,
  careParameters,
  lifecycleParameters,
} from "./service";
import {
  budgetParameters,
  normParameters,
  obtainabilityParameters,
  rfmParameters,
  worthParameters,
  psvParameters,
} from "./value";
import { demandParameters } from "./solicitation";

import { insightParameters } from "./insight";
import { flagParameters, lossParameters } from "./loss";
import { reservoirParameters } from "./status";

/** Every chapter's parameters; tables of the documentation and of the settings are made from this. */
export const allParameters = {
  status: statusParameters,
  horizons: statusHorizons,
  flags: flagParameters,
  loss: lossParameters,
  reservoir: reservoirParameters,
  lifecycle: lifecycleParameters,
  care: careParameters,
  allocation: allocationParameters,
  targets: targetParameters,
  incentives: incentiveParameters,
  solicitation: solicitationParameters,
  odometer: odometerParameters,
  serviceIntervals,
  demand: demandParameters,
  psv: psvParameters,
  obtainability: obtainabilityParameters,
  norms: normParameters,
  rfm: rfmParameters,
  budget: budgetParameters,
  worth: worthParameters,
  evaluation: evaluationParameters,
  scorecard: scorecardParameters,
  insight: insightParameters,
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
