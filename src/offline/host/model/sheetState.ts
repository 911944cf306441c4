/** What a worksheet carries besides its cells. Plain data: loading fills it, saving reads it. */
import { type Rect, formatAbsolute, quoteSheet, subtract } from "./address";

/** Parts of a worksheet that can change besides its cells; saving writes only what changed. */
export type SheetPart =
  | "tables"
  | "charts"
  | "conditionalFormats"
  | "dataValidations"
  | "merges"
  | "hyperlinks"
  | "autoFilter"
  | "protection"
  | "print"
  | "view"
  | "tabColor"
  | "customProperties";

/** A data validation and where it holds. Rule, alert and prompt as the API takes them. */
export interface ValidationState {
  areas: Rect[];
  rule: Readonly<Record<string, unknown>>;
  errorAlert: Readonly<Record<string, unknown>>;
  prompt: Readonly<Record<string, unknown>>;
  ignoreBlanks: boolean;
}

/** The format that a conditional format puts on; colours "#RRGGBB", "" = not set. */
export interface ConditionalStyle {
  fillColor: string;
  fontColor: string;
  bold: boolean | null;
  italic: boolean | null;
  strikethrough: boolean | null;
  underline: string;
  numberFormat: string;
}

/** A conditional format; `settings` are the wire's names of the kind's own properties. */
export interface ConditionalFormatState {
  readonly id: string;
  /** `Excel.ConditionalFormatType`, e.g. "CellValue". */
  readonly type: string;
  areas: Rect[];
  stopIfTrue: boolean;
  settings: Record<string, unknown>;
  style: ConditionalStyle;
}

export interface HyperlinkState {
  area: Rect;
  address: string;
  documentReference: string;
  screenTip: string;
}

/** What a column's filter lets through, as `Excel.FilterCriteria`. */
export type FilterCriteria = Readonly<Record<string, unknown>>;

/** A sheet's or table's filter: the range with its header row, criteria by column from 0. */
export interface FilterState {
  area: Rect;
  criteria: Map<number, FilterCriteria>;
}

export interface PageLayoutState {
  orientation: string;
  /** `Excel.PaperType`. */
  paperSize: string;
  zoom: Readonly<Record<string, number>>;
  printGridlines: boolean;
  printHeadings: boolean;
  centerHorizontally: boolean;
  centerVertically: boolean;
  blackAndWhite: boolean;
  draftMode: boolean;
  printOrder: string;
  firstPageNumber: number | "";
  /** Points. */
  margins: Record<MarginName, number>;
  printArea: Rect | null;
  titleRows: Rect | null;
  titleColumns: Rect | null;
  headerFooter: Record<HeaderFooterName, string>;
}
export type MarginName = "Left" | "Right" | "Top" | "Bottom" | "Header" | "Footer";
export type HeaderFooterName =
  "LeftHeader" | "CenterHeader" | "RightHeader" | "LeftFooter" | "CenterFooter" | "RightFooter";

/** Excel's defaults: margins 0.7 / 0.75 / 0.3 inch. */
export const newPageLayout = (): PageLayoutState => ({
  orientation: "Portrait",
  paperSize: "Letter",
  zoom: { scale: 100 },
  printGridlines: false,
  printHeadings: false,
  centerHorizontally: false,
  centerVertically: false,
  blackAndWhite: false,
  draftMode: false,
  printOrder: "DownThenOver",
  firstPageNumber: "",
  margins: { Left: 50.4, Right: 50.4, Top: 54, Bottom: 54, Header: 21.6, Footer: 21.6 },
  printArea: null,
  titleRows: null,
  titleColumns: null,
  headerFooter: {
    LeftHeader: "",
    CenterHeader: "",
    RightHeader: "",
    LeftFooter: "",
    CenterFooter: "",
    RightFooter: "",
  },
});

/** Takes `hole` out of the areas of every entry and drops entries without area. */
export function cutAreas<T extends { areas: Rect[] }>(entries: T[], hole: Rect): T[] {
  for (const entry of entries) entry.areas = entry.areas.flatMap((area) => subtract(area, hole));
  return entries.filter((entry) => entry.areas.length > 0);
}

/** "'My sheet'!$A$1:$B$2", as formulas, names and charts refer to cells. */
export const referenceTo = (sheet: string, rect: Rect): string =>
  `${quoteSheet(sheet)}!${formatAbsolute(rect)}`;
