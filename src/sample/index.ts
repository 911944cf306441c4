export { serialOf } from "./days";
export { dirtKinds } from "./sheet";
export type { DirtCounts, DirtKind, SampleCell, SampleColumn, SampleSheet } from "./sheet";
export { generateSampleStore } from "./store";
export type { SampleOptions, SampleStore } from "./store";
