/** Areas as the file writes them: one (`ref`) or a list (`sqref`). */
import { type Rect, parseRect } from "../model/address";
import { XlsxError } from "./errors";

/** @throws XlsxError `damaged` if one of them is not within the sheet */
export function readAreas(text: string | undefined): Rect[] {
  return (text ?? "")
    .split(/\s+/)
    .filter((area) => area !== "")
    .map(parseArea);
}

/** Null if there is none. @throws XlsxError `damaged` if it is not within the sheet */
export function readArea(text: string | undefined): Rect | null {
  return text === undefined || text === "" ? null : parseArea(text);
}

function parseArea(text: string): Rect {
  const rect = parseRect(text);
  if (!rect) throw new XlsxError("damaged", "an area outside the sheet");
  return rect;
}
