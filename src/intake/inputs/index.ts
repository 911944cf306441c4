export * from "./schema";
export * from "./storeInputs";
