export { CategoryColumn } from "./categoryColumn";
export type { KeptRows } from "./columnBuilder";
export { columnFor } from "./columnFor";
export { DayColumn } from "./dayColumn";
export { NumberColumn } from "./numberColumn";
export { StringColumn } from "./stringColumns";
