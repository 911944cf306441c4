/**
 * The classes that know each other both ways, as Excel's objects do: a workbook has sheets, and a sheet
 * its workbook. Each enters itself here where it is declared; others name its type by `objects.ts`,
 * without importing the module in which it is made.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ObjectModel {}
