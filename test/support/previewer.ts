import { read } from "@e965/xlsx";

/**
 * What a program shows that calculates nothing (Protected View, phones, readers of values): the value that
 * stands in the file; `undefined` where none does.
 */
export function previewed(
  bytes: Uint8Array
): (sheet: string, row: number, column: number) => unknown {
  const seen = read(bytes, { type: "array", cellFormula: false, dense: true });
  return (sheet, row, column) => {
    const cell = seen.Sheets[sheet]?.["!data"]?.[row]?.[column];
    return cell?.t === "z" ? undefined : cell?.v;
  };
}
