import type { BorderEdge, BorderLine, Style } from "../model/styles";
import { tag, type XmlElement } from "./xml";

/** What a conditional format does to a cell. Colours are "#RRGGBB". */
export interface DifferentialStyle {
  readonly numberFormat?: string;
  readonly fontColor?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: string;
  readonly strikethrough?: boolean;
  readonly fillColor?: string;
  readonly borders?: Partial<Record<BorderEdge, BorderLine>>;
}

export function toggle(element: XmlElement | undefined): boolean | undefined {
  return element && element.bool("val", true);
}

export function argb(color: string): string {
  return `FF${color.replace("#", "").toUpperCase()}`;
}

const underlineNames: Readonly<Record<string, string>> = {
  single: "Single",
  double: "Double",
  singleAccounting: "SingleAccountant",
  doubleAccounting: "DoubleAccountant",
  none: "None",
};

export function readUnderline(element: XmlElement | undefined): string {
  return element ? (underlineNames[element.attr("val") ?? "single"] ?? "Single") : "None";
}

function underlineXml(name: string): string {
  const [value] = Object.entries(underlineNames).find(([, api]) => api === name) ?? ["none"];
  return value === "none" ? "" : tag("u", value === "single" ? {} : { val: value });
}

export const horizontalNames: Readonly<Record<string, string>> = {
  centerContinuous: "CenterAcrossSelection",
};

export function capitalised(value: string, names: Readonly<Record<string, string>>): string {
  return names[value] ?? value.charAt(0).toUpperCase() + value.slice(1);
}

function uncapitalised(value: string, names: Readonly<Record<string, string>>): string {
  const [special] = Object.entries(names).find(([, api]) => api === value) ?? [];
  return special ?? value.charAt(0).toLowerCase() + value.slice(1);
}

export const borderLines: Readonly<Record<string, readonly [style: string, weight: string]>> = {
  thin: ["Continuous", "Thin"],
  medium: ["Continuous", "Medium"],
  thick: ["Continuous", "Thick"],
  hair: ["Continuous", "Hairline"],
  dashed: ["Dash", "Thin"],
  mediumDashed: ["Dash", "Medium"],
  dotted: ["Dot", "Thin"],
  double: ["Double", "Thick"],
  dashDot: ["DashDot", "Thin"],
  mediumDashDot: ["DashDot", "Medium"],
  dashDotDot: ["DashDotDot", "Thin"],
  mediumDashDotDot: ["DashDotDot", "Medium"],
  slantDashDot: ["SlantDashDot", "Medium"],
};

function borderName(line: BorderLine): string {
  const lines = Object.entries(borderLines);
  const exact = lines.find(([, [style, weight]]) => style === line.style && weight === line.weight);
  return (exact ?? lines.find(([, [style]]) => style === line.style) ?? ["thin"])[0];
}

function edgeXml(edge: string, line: BorderLine | null | undefined): string {
  if (!line) return tag(edge);
  return tag(edge, { style: borderName(line) }, tag("color", { rgb: argb(line.color) }));
}

/** The order of CT_Border. */
const edgeOrder = ["left", "right", "top", "bottom"] as const;

export function borderEdges(borders: Partial<Record<BorderEdge, BorderLine | null>>): string {
  return edgeOrder.map((edge) => edgeXml(edge, borders[edge])).join("");
}

export function borderXml(style: Style, base: XmlElement | undefined, source: string): string {
  const diagonal = base?.child("diagonal");
  return tag(
    "border",
    { diagonalUp: base?.attr("diagonalUp"), diagonalDown: base?.attr("diagonalDown") },
    borderEdges(style.borders) + (diagonal ? withoutPrefix(diagonal, source) : "<diagonal/>")
  );
}

/** A font, keeping of its base what the model does not know. */
export function fontXml(style: Style, base: XmlElement | undefined, was?: Style): string {
  const keep = (local: string) => {
    const element = base?.child(local);
    return element ? tag(local, element.attributes) : "";
  };
  const sameName = was?.fontName === style.fontName;
  const sameColor = was?.fontColor === style.fontColor && base?.child("color") !== undefined;
  return tag(
    "font",
    {},
    (style.bold ? "<b/>" : "") +
      (style.italic ? "<i/>" : "") +
      (style.strikethrough ? "<strike/>" : "") +
      underlineXml(style.underline) +
      keep("vertAlign") +
      tag("sz", { val: style.fontSize }) +
      (sameColor ? keep("color") : tag("color", { rgb: argb(style.fontColor) })) +
      tag("name", { val: style.fontName }) +
      // Family, character set and theme slot belong to the old name.
      (sameName ? keep("family") + keep("charset") + keep("scheme") : "")
  );
}

export function differentialFont(style: DifferentialStyle): string {
  const flag = (name: string, value: boolean | undefined) =>
    value === undefined ? "" : tag(name, value ? {} : { val: false });
  const content =
    flag("b", style.bold) +
    flag("i", style.italic) +
    flag("strike", style.strikethrough) +
    (style.underline === undefined ? "" : underlineXml(style.underline)) +
    (style.fontColor ? tag("color", { rgb: argb(style.fontColor) }) : "");
  return content === "" ? "" : tag("font", {}, content);
}

export function alignmentXml(style: Style, base: XmlElement | undefined): string {
  const attributes: Record<string, string | number | boolean | undefined> = {
    horizontal:
      style.horizontal === "General" ? undefined : uncapitalised(style.horizontal, horizontalNames),
    vertical: style.vertical === "Bottom" ? undefined : uncapitalised(style.vertical, {}),
    textRotation: base?.attr("textRotation"),
    wrapText: style.wrapText || undefined,
    indent: style.indent || undefined,
    justifyLastLine: base?.attr("justifyLastLine"),
    shrinkToFit: style.shrinkToFit || undefined,
    readingOrder: base?.attr("readingOrder"),
  };
  return Object.values(attributes).every((value) => value === undefined)
    ? ""
    : tag("alignment", attributes);
}

/** The source of an element whose part gives every element the same prefix. */
function withoutPrefix({ start, end, prefix }: XmlElement, source: string): string {
  const text = source.slice(start, end);
  return prefix === "" ? text : text.replaceAll(`<${prefix}`, "<").replaceAll(`</${prefix}`, "</");
}

/** Gives every element of a fragment the prefix of the part it goes into. */
export function prefixed(fragment: string, prefix: string): string {
  return prefix === "" ? fragment : fragment.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}`);
}
