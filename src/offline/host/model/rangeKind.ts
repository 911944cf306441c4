import { HostObject } from "../richapi/hostObject";
import type { Range } from "./objects";

/** Whether an argument is a range, for modules that ranges themselves are made of. */
export const isRange = (value: unknown): value is Range =>
  value instanceof HostObject && value.$class === "Range";
