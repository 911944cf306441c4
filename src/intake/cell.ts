/** One cell as Excel's `Range.values` gives it; an error is a text such as `#N/A`, an empty cell `""`. */
export type Cell = string | number | boolean;

/** A rectangle of cells, row by row, as `Range.values` gives it. */
export type CellRows = readonly (readonly Cell[])[];
