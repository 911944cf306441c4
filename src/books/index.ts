export * from "./book";
export * from "./merge";
export { originCells } from "./origin";
export * from "./readBook";
export * from "./rows";
export { type ColumnLook, headRows, limitsOf, listsOf, lookOf, spareRows, widthOf } from "./shape";
export * from "./writeBook";
