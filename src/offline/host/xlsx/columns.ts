/** Column widths: characters of the default font in the file, points in the model. */
import type { CellStore, ColumnInfo } from "../model/cells";
import { MAX_COLUMNS } from "../model/address";
import { widthInSheet } from "./sheetLimits";
import { tag, withoutAttributes, type XmlElement } from "./xml";

/** Width of the widest digit of Calibri 11 in pixels; other default fonts differ by a pixel or two. */
const DIGIT_PIXELS = 7;
const POINTS_PER_PIXEL = 0.75;

/** 18.3.1.13: pixels are truncated to 1/256 of a character on the way. */
export function pointsOfWidth(characters: number): number {
  const pixels = Math.trunc(
    ((256 * characters + Math.trunc(128 / DIGIT_PIXELS)) / 256) * DIGIT_PIXELS
  );
  return pixels * POINTS_PER_PIXEL;
}

export function widthOfPoints(points: number): number {
  const pixels = points / POINTS_PER_PIXEL;
  return Math.trunc((pixels / DIGIT_PIXELS) * 256) / 256;
}

const fileWidthOf = (col: XmlElement): number => col.num("width") ?? 0;
const fileWidth = (points: number): number => widthInSheet(widthOfPoints(points)) ?? 0;

/** Puts the columns of a `cols` element into the store. */
export function readColumns(
  cols: XmlElement | undefined,
  store: CellStore,
  styleOf: (record: number) => number
): void {
  for (const col of cols?.all("col") ?? []) {
    const first = (col.num("min") ?? 1) - 1;
    const last = Math.min((col.num("max") ?? 1) - 1, MAX_COLUMNS - 1);
    const info = columnInfo(col, styleOf);
    if (Object.keys(info).length === 0) continue;
    // A format of "all other columns" is one entry up to the last column: it becomes the default.
    if (last === MAX_COLUMNS - 1 && last - first > 1000) {
      store.defaults = info;
      for (let column = 0; column < first; column++) {
        if (!store.columns.has(column)) store.columns.set(column, {});
      }
    } else {
      for (let column = first; column <= last; column++) store.columns.set(column, { ...info });
    }
  }
}

function columnInfo(col: XmlElement, styleOf: (record: number) => number): ColumnInfo {
  const info: ColumnInfo = {};
  const width = widthInSheet(col.num("width") ?? NaN);
  if (width !== undefined && (col.bool("customWidth") || width !== 0)) {
    info.width = pointsOfWidth(width);
  }
  if (col.bool("hidden")) info.hidden = true;
  const style = col.num("style");
  if (style !== undefined && style !== 0) info.style = styleOf(style);
  return info;
}

/**
 * The `cols` element of the store; columns that are as the file has them keep what the file says
 * beyond width, hiding and style (outline level, best fit).
 */
export function columnsXml(
  was: XmlElement | undefined,
  store: CellStore,
  styleOf: (record: number) => number,
  recordOf: (style: number) => number
): string {
  const fileAttributes = new Map<number, Readonly<Record<string, string>>>();
  for (const col of was?.all("col") ?? []) {
    const first = (col.num("min") ?? 1) - 1;
    const last = Math.min((col.num("max") ?? 1) - 1, MAX_COLUMNS - 1);
    if (last - first > 1000) continue;
    const info = columnInfo(col, styleOf);
    for (let column = first; column <= last; column++) {
      const fits = fileWidthOf(col) === widthInSheet(fileWidthOf(col));
      if (fits && sameInfo(info, store.columns.get(column))) {
        fileAttributes.set(column, col.attributes);
      }
    }
  }
  const columns = [...store.columns.keys()].sort((a, b) => a - b);
  const pieces: { from: number; to: number; text: string }[] = [];
  const add = (from: number, to: number, attributes: Readonly<Record<string, string>>) => {
    const others = withoutAttributes(attributes, ["min", "max"]);
    const text = JSON.stringify(others);
    const previous = pieces[pieces.length - 1];
    if (previous && previous.text === text && previous.to === from - 1) previous.to = to;
    else if (Object.keys(others).length > 0) pieces.push({ from, to, text });
  };
  for (const column of columns) {
    const info = store.columns.get(column) ?? {};
    add(column, column, fileAttributes.get(column) ?? infoAttributes(info, recordOf));
  }
  if (Object.keys(store.defaults).length > 0) {
    const last = columns[columns.length - 1] ?? -1;
    add(last + 1, MAX_COLUMNS - 1, infoAttributes(store.defaults, recordOf));
  }
  if (pieces.length === 0) return "";
  return tag(
    "cols",
    {},
    pieces
      .map(({ from, to, text }) =>
        tag("col", {
          min: from + 1,
          max: to + 1,
          ...(JSON.parse(text) as Record<string, string>),
        })
      )
      .join("")
  );
}

function sameInfo(a: ColumnInfo, b: ColumnInfo | undefined): boolean {
  return (
    a.width === b?.width &&
    (a.hidden ?? false) === (b?.hidden ?? false) &&
    (a.style ?? 0) === (b?.style ?? 0)
  );
}

/** Characters of a column nobody sized; `width` is required once a `col` element is written. */
const STANDARD_WIDTH = "8.7265625";

function infoAttributes(
  info: ColumnInfo,
  recordOf: (style: number) => number
): Record<string, string> {
  const attributes: Record<string, string> = {};
  const record = info.style === undefined ? 0 : recordOf(info.style);
  if (info.width === undefined && !info.hidden && record === 0) return attributes;
  attributes.width = info.width === undefined ? STANDARD_WIDTH : String(fileWidth(info.width));
  if (record !== 0) attributes.style = String(record);
  if (info.hidden) attributes.hidden = "1";
  if (info.width !== undefined) attributes.customWidth = "1";
  return attributes;
}
