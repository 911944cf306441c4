import { allocationParameters } from "./allocation";
import { incentiveParameters } from "./incentives";
import { solicitationParameters } from "./solicitation";
import { targetParameters } from "./targets";
import {
  statusHorizons,
  statusParameters,
  type Parameter,
  type ParameterGroup,
} from "./parameters";
import { serviceIntervals } from "./nextService";
import { odometerParameters } from "./odometer";
import { budgetParameters } from "./budget";
import { demandParameters } from "./demand";
import { normParameters } from "./norms";
import { obtainabilityParameters } from "./obtainability";
import { evaluationParameters } from "./evaluationParameters";
import { scorecardParameters } from "./scorecard";
import { rfmParameters } from "./rfm";
import { worthParameters } from "./worth";
import { psvParameters } from "./psvParameters";
import { careParameters, lifecycleParameters } from "./lifecycleParameters";
import { flagParameters, lossParameters } from "./lossParameters";
import { reservoirParameters } from "./reservoirParameters";

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
