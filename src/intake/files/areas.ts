import { sampleRows, type AreaSample } from "../areaLayout";
import type { ReadFile } from "./file";

/**
 * The sheets of a file as recognition takes them.
 *
 * @param at tells files apart that have sheets of one name; part of the areas' ids
 */
export function areasOf(file: ReadFile, at = 0): AreaSample[] {
  return file.sheets.map((sheet, index) => ({
    sheetId: sheetIdOf(at, index),
    sheetName: sheet.name,
    firstRow: 0,
    firstColumn: 0,
    rowCount: sheet.rows.length,
    values: sheet.rows.slice(0, sampleRows),
    // Texts and pages say nothing of merges.
    ...(sheet.merges.length > 0 && { merges: sheet.merges }),
  }));
}

/** The id of a sheet in {@link areasOf}. */
export function sheetIdOf(file: number, sheet: number): string {
  return `${file}:${sheet}`;
}
