export * from "./findings";
export * from "./tables";
