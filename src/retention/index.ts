export * from "./calendar";
export * from "./dealership";
export * from "./findings";
export * from "./invalid";
export * from "./keys";
export * from "./money";
export * from "./tables";
export * from "./words";
