import { parameter, type ParameterGroup } from "../parameters";

/** Settings of the allocation (rules §10, S0 资源分配). */
export const allocationParameters = {
  /** Owners of so many vehicles are 大客户, assigned by hand. */
  largeAccountVehicles: parameter(5, "count", "ours"),
  /** Weight of an advisor for whom none is set; counts are in proportion to weights. */
  advisorWeight: parameter(1, "factor", "ours"),
} as const satisfies ParameterGroup;
