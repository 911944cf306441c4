export { serialOf } from "./days";
export { createRandom, mixSeeds, type Random } from "./random";
export { dirtKinds } from "./sheet";
export type { DirtCounts, DirtKind, SampleCell, SampleColumn, SampleSheet } from "./sheet";
export { generateSampleStore } from "./store";
export type { SampleOptions, SampleStore } from "./store";
