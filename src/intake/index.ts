export * from "./cell";
export * from "./fields";
export * from "./findingList";
export * from "./headers";
export * from "./headerSynonyms";
export * from "./reader";
export * from "./recogniseSheets";
export * from "./recognition";
