export * from "./credit";
export * from "./history";
export * from "./parameters";
export * from "./records";
export * from "./states";
export * from "./vocabulary";
