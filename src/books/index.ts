export * from "./book";
export * from "./merge";
export * from "./readBook";
export * from "./rows";
export * from "./writeBook";
