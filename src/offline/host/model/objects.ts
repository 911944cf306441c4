import type { ObjectModel } from "./objectModel";

export type Workbook = ObjectModel["Workbook"];
export type Worksheet = ObjectModel["Worksheet"];
export type Range = ObjectModel["Range"];
export type Table = ObjectModel["Table"];
export type Chart = ObjectModel["Chart"];
export type ConditionalFormat = ObjectModel["ConditionalFormat"];
