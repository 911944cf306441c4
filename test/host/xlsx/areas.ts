/** Lists of areas as the file writes them (`sqref`). */
import type { Rect } from "../model/address";
import { parseRect } from "../model/address";

export function readAreas(text: string | undefined): Rect[] {
  return (text ?? "")
    .split(/\s+/)
    .map((area) => (area === "" ? null : parseRect(area)))
    .filter((area): area is Rect => area !== null);
}

export function readArea(text: string | undefined): Rect | null {
  return text === undefined || text === "" ? null : parseRect(text);
}
