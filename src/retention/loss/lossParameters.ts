import { parameter, type ParameterGroup, type ParameterValues } from "../parameters";

/** The groups for which S2 gives loss rates (rules §4, S2 车辆分析). */
export const lossParameters = {
  lowMileage: parameter(50_000, "km", "S2 车辆分析"),
  middleMileage: parameter(100_000, "km", "S2 车辆分析"),
  youngCar: parameter(24, "months", "S2 车辆分析"),
} as const satisfies ParameterGroup;
export type LossSettings = ParameterValues<typeof lossParameters>;

/** 过路车 (rules §3, S2 注意事项). */
export const flagParameters = {
  driveByVisits: parameter(2, "count", "S2 注意事项"),
} as const satisfies ParameterGroup;
