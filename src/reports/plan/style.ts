import type { StatusCode } from "../../retention/status";

/**
 * The one visual language of all generated sheets: every look has a name and is defined here once.
 */

/** What a style sets; what is absent stays Excel's default. */
export interface Style {
  readonly bold?: boolean;
  /** Points. */
  readonly size?: number;
  /** "#RRGGBB". */
  readonly color?: string;
  readonly fill?: string;
  /** An en-US number format, as Excel's API takes it. */
  readonly numberFormat?: string;
  readonly align?: "Left" | "Center" | "Right";
  readonly wrap?: boolean;
  /** Where the text stands in a row that is higher than it. */
  readonly vertical?: "Center";
  /** Steps away from the edge that the text is aligned to. */
  readonly indent?: number;
  readonly underline?: boolean;
  /** A thin line above, for sums. */
  readonly lineAbove?: boolean;
}

const ink = "#242424";
const mutedInk = "#616161";
const accent = "#0F548C";
const headerFill = "#DCE6F1";
const inputFill = "#FFF8E1";

/** Number formats, en-US codes. Absent figures are texts ("—"), never a zero. */
export const numberFormats = {
  count: "#,##0",
  change: "+#,##0;-#,##0;0",
  decimal: "#,##0.0",
  quota: "#,##0.00",
  quotaChange: "+0.00;-0.00;0.00",
  ratio: "0.00",
  percent: "0.0%",
  percentChange: "+0.0%;-0.0%;0.0%",
  money: "#,##0.00",
  moneyChange: "+#,##0.00;-#,##0.00;0.00",
  date: "yyyy-mm-dd",
  text: "@",
} as const;

export const styles = {
  title: { bold: true, size: 16, color: accent },
  subtitle: { size: 10, color: mutedInk },
  headline: { bold: true, size: 12, color: ink },
  section: { bold: true, size: 12, color: accent },
  subsection: { bold: true, size: 10, color: ink },
  note: { size: 10, color: mutedInk, align: "Left" },
  alert: { size: 10, bold: true, color: "#8A1C1C" },
  /** A note that asks for something to be done. */
  caution: { size: 10, bold: true, color: "#6B4E00" },
  label: { size: 10, color: mutedInk, align: "Left" },
  tableHeader: { bold: true, color: ink, fill: headerFill, align: "Center", wrap: true },
  tableHeaderLeft: { bold: true, color: ink, fill: headerFill, align: "Left", wrap: true },
  tableHeaderRight: { bold: true, color: ink, fill: headerFill, align: "Right", wrap: true },
  tableHeaderMarked: { fill: "#FFE3C7" },
  text: { align: "Left" },
  centred: { align: "Center" },
  literal: { align: "Left", numberFormat: numberFormats.text },
  numberLeft: { numberFormat: numberFormats.count, align: "Left" },
  paragraph: { align: "Left", wrap: true, numberFormat: numberFormats.text },
  number: { numberFormat: numberFormats.count, align: "Right" },
  change: { numberFormat: numberFormats.change, align: "Right" },
  quota: { numberFormat: numberFormats.quota, align: "Right" },
  quotaChange: { numberFormat: numberFormats.quotaChange, align: "Right", color: mutedInk },
  decimal: { numberFormat: numberFormats.decimal, align: "Right" },
  ratio: { numberFormat: numberFormats.ratio, align: "Right" },
  /** A number of any kind: 0.1, 6, 5,000. */
  factor: { numberFormat: "General", align: "Right" },
  percent: { numberFormat: numberFormats.percent, align: "Right" },
  percentChange: { numberFormat: numberFormats.percentChange, align: "Right" },
  money: { numberFormat: numberFormats.money, align: "Right" },
  moneyChange: { numberFormat: numberFormats.moneyChange, align: "Right" },
  date: { numberFormat: numberFormats.date, align: "Center" },
  dateRight: { numberFormat: numberFormats.date, align: "Right" },
  dateLeft: { numberFormat: numberFormats.date, align: "Left", size: 10, color: mutedInk },
  /** Text at the right of figures, which would run into them. */
  indented: { indent: 1 },
  /** Cells beside a text of several lines. */
  middle: { vertical: "Center" },
  link: { color: accent, underline: true, align: "Left" },
  /** A formula that jumps: in a cell of the format text it would be a text. */
  jump: { color: accent, align: "Center", numberFormat: "General" },
  check: { size: 10, color: mutedInk },
  strong: { bold: true },
  groupTop: { lineAbove: true },
  sum: { bold: true, lineAbove: true },
  /** A column or row that adds up its neighbours. */
  subtotal: { bold: true },
  input: { fill: inputFill },
  inputText: { fill: inputFill, align: "Left" },
  inputParagraph: { fill: inputFill, align: "Left", wrap: true },
  inputNumber: { fill: inputFill, align: "Right", numberFormat: numberFormats.count },
  inputFactor: { fill: inputFill, align: "Right", numberFormat: "General" },
  inputMoney: { fill: inputFill, align: "Right", numberFormat: numberFormats.money },
  inputLiteral: { fill: inputFill, align: "Left", numberFormat: numberFormats.text },
  inputPercent: { fill: inputFill, align: "Right", numberFormat: numberFormats.percent },
  /** Figures of many kinds in one column, as Excel shows them by itself. */
  inputValue: { fill: inputFill, align: "Right" },
  numberCentred: { align: "Center", numberFormat: numberFormats.count },
  percentCentred: { align: "Center", numberFormat: numberFormats.percent },
  inputDateLeft: { fill: inputFill, align: "Left", numberFormat: numberFormats.date },
  inputMoneyLeft: { fill: inputFill, align: "Left", numberFormat: numberFormats.money },
  inputDate: { fill: inputFill, align: "Center", numberFormat: numberFormats.date },
  goodCell: { color: "#0B5A2B", fill: "#E2F4E8" },
  cautionCell: { color: "#6B4E00", fill: "#FFF2CC" },
  badCell: { color: "#8A1C1C", fill: "#FBE3E0" },
  infoCell: { color: accent, fill: headerFill },
  neutralCell: { color: mutedInk, fill: "#F0F0F0" },
} as const satisfies Record<string, Style>;
export type StyleName = keyof typeof styles;

/** The definition of a style. */
export function styleOf(name: StyleName): Style {
  return styles[name];
}

/** The look of a header above a column: it stands where the column's cells stand. */
export function headerStyleFor(column: StyleName): StyleName {
  const { align } = styleOf(column);
  if (align === "Right") return "tableHeaderRight";
  return align === "Left" ? "tableHeaderLeft" : "tableHeader";
}

/** How many characters of the default font a text is wide: Chinese ones count twice. */
export function textWidth(text: string): number {
  return text.length + (text.match(/[\u2E80-\uFFEF]/gu)?.length ?? 0);
}

/** A column's width in characters: as wide as its content needs, and its header in one line. */
export function columnWidth(header: string, content: number): number {
  return Math.max(content, textWidth(header) + 2);
}

/** How many characters a figure takes in a number format, with room for bold type; 0 for others. */
export function figureWidth(value: number, format: string | undefined): number {
  const size = Math.abs(value);
  const grouped = (decimals: number): string =>
    size.toLocaleString("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  switch (format) {
    case numberFormats.count:
    case numberFormats.change:
      return grouped(0).length + 2;
    case numberFormats.money:
    case numberFormats.moneyChange:
    case numberFormats.quota:
      return grouped(2).length + 2;
    default:
      return 0;
  }
}

/** Points of a row of the default font, and of what is around its lines. */
const lineHeight = 15;
const rowPadding = 3;

/** The height of a row in points in which a text wraps within a column of so many characters. */
export function wrappedHeight(text: string, width: number): number {
  return linesOf(text, Math.max(1, width - 1)) * lineHeight + rowPadding;
}

/** Lines of a text that breaks between words and between any two Chinese characters. */
function linesOf(text: string, width: number): number {
  const pieces = text.match(/[\u2E80-\uFFEF]|[^\s\u2E80-\uFFEF]+|\s+/gu) ?? [];
  let lines = 1;
  let used = 0;
  for (const piece of pieces) {
    const own = textWidth(piece);
    if (used > 0 && used + own > width) {
      lines += 1;
      used = 0;
    }
    // A word that is wider than the column breaks within.
    lines += Math.max(0, Math.ceil(own / width) - 1);
    used = piece.trim() === "" && used === 0 ? 0 : used + (own > width ? own % width : own);
  }
  return lines;
}

/** Colour of each status in charts: from green (stays) over amber (may leave) to red and dark red (left). */
export const statusColors: Readonly<Record<StatusCode, string>> = {
  stable: "#2E8B57",
  warning: "#F0B429",
  nearLost: "#E8762D",
  lost3: "#E4604E",
  lost6: "#D0453A",
  lost12: "#B03030",
  lost24: "#8A2432",
  lostOver24: "#5E1A2B",
  invalid: "#9AA0A6",
  unknown: "#C9CDD2",
  loyal: "#2E8B57",
  wavering: "#F0B429",
  shortLost: "#D0453A",
  longLost: "#8A2432",
  active: "#2E8B57",
  inactive: "#D0453A",
};

/** What comes in and what goes out, in charts. */
export const flowColors = { in: "#2E8B57", out: "#D0453A", level: "#0F548C" } as const;

/** What was reached beside what was to be reached, in charts. */
export const targetColors = { actual: "#E8762D", target: "#9DB4CC" } as const;

/** Newly lost cars by tier, from what is allowed to what costs most. */
export const lossTierColors = {
  within: "#9DB4CC",
  above: "#E8762D",
  beyond: "#B03030",
  received: "#C9CDD2",
  unrated: "#E4E6E9",
} as const;

/** Visits after a contact, and those that came by themselves, in charts. */
export const originColors = { credited: "#2E8B57", natural: "#9DB4CC" } as const;

/** Rates of solicitation in charts. */
export const rateColors = { achievement: "#0F548C", success: "#2E8B57" } as const;

/** One colour per advisor, for lines that must be told apart; more advisors than colours are not drawn. */
export const advisorColors: readonly string[] = [
  "#0F548C",
  "#E8762D",
  "#2E8B57",
  "#8A2432",
  "#6F5BA7",
  "#B8860B",
  "#3A9DB0",
  "#616161",
  "#C2567A",
  "#7A9A2E",
];

/** One colour per retention curve. */
export const curveColors: readonly string[] = advisorColors.slice(0, 8);

/** The look of a lamp; its word stands in the cell, so that colour is never alone. */
export const lampStyles = {
  green: "goodCell",
  amber: "cautionCell",
  red: "badCell",
} as const satisfies Record<string, StyleName>;

/** Colours of the sheet tabs by what the sheet is. */
export const tabColors = { result: "#0F548C", check: "#F0B429", input: "#2E8B57" } as const;
