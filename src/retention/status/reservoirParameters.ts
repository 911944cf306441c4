import { parameter, type ParameterGroup } from "../parameters";

/** Settings of the reservoir (rules §6, S4 宝典一). */
export const reservoirParameters = {
  /** 平均车辆生命周期 of S4's example, a German premium brand: the mean time of a car with the store. */
  meanLife: parameter(5.1, "years", "S4 PSV"),
} as const satisfies ParameterGroup;
