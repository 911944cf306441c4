import { CellValueType, type ICellData, type Nullable } from "@univerjs/core";
import { CellError, type StoredValue, type Worksheet } from "../../../host/model";

/** The name by which Univer knows a sheet. */
export const sheetKey = (sheet: Worksheet): string => `sheet-${sheet.sheetId}`;

/** A cell's content without its look, as Univer's formula engine reads it; null where it is empty. */
export function contentOf(sheet: Worksheet, row: number, column: number): ICellData | null {
  const value = sheet.cells.value(row, column);
  const formula = sheet.cells.formula(row, column);
  if (value === undefined && formula === undefined) return null;
  return { ...plainContent(value), f: formula ?? null, si: null, p: null };
}

function plainContent(value: StoredValue | undefined): ICellData {
  if (value === undefined || typeof value === "symbol") return { v: null };
  if (value instanceof CellError) return { v: value.text, t: CellValueType.STRING };
  if (typeof value === "number") return { v: value, t: CellValueType.NUMBER };
  if (typeof value === "boolean") return { v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  return { v: value, t: CellValueType.STRING };
}

/** Whether two contents are the same to a reader. */
export function sameContent(a: Nullable<ICellData>, b: ICellData | null): boolean {
  return (a?.f ?? null) === (b?.f ?? null) && (a?.v ?? null) === (b?.v ?? null);
}
