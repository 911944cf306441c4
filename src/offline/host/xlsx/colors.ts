/** Colours of a part (rgb, theme with tint, palette index) as "#RRGGBB". */
import type { XmlElement } from "./xml";

/** The palette of `indexed` colours where a file does not bring its own (ECMA-376 part 1, 18.8.27). */
const standardPalette = (
  "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF " +
  "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF " +
  "800000 008000 000080 808000 800080 008080 C0C0C0 808080 " +
  "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF " +
  "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF " +
  "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 " +
  "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 " +
  "003366 339966 003300 333300 993300 993366 333399 333333"
).split(" ");

/** `theme` indexes count the light and dark pairs swapped against their order in the theme part. */
const themeOrder = [
  "lt1",
  "dk1",
  "lt2",
  "dk2",
  "accent1",
  "accent2",
  "accent3",
  "accent4",
  "accent5",
  "accent6",
  "hlink",
  "folHlink",
];

/** The colours of Excel's own theme. */
export const officeTheme: Readonly<Record<string, string>> = {
  lt1: "FFFFFF",
  dk1: "000000",
  lt2: "E7E6E6",
  dk2: "44546A",
  accent1: "4472C4",
  accent2: "ED7D31",
  accent3: "A5A5A5",
  accent4: "FFC000",
  accent5: "5B9BD5",
  accent6: "70AD47",
  hlink: "0563C1",
  folHlink: "954F72",
};

export class ColorTable {
  private readonly theme: Record<string, string> = { ...officeTheme };
  private readonly palette: string[];

  /** @param theme root of the theme part; @param styles root of the styles part */
  constructor(theme: XmlElement | undefined, styles: XmlElement | undefined) {
    for (const slot of theme?.at("themeElements", "clrScheme")?.children ?? []) {
      const color = slot.children[0];
      const rgb = color?.attr("lastClr") ?? color?.attr("val");
      if (rgb && /^[0-9A-Fa-f]{6}$/.test(rgb)) this.theme[slot.local] = rgb;
    }
    const own = styles?.at("colors", "indexedColors")?.children.map((c) => c.attr("rgb") ?? "");
    this.palette = standardPalette.map((rgb, index) => own?.[index]?.slice(-6) || rgb);
  }

  /** "#RRGGBB" of a `color` element; undefined for automatic or absent. */
  read(element: XmlElement | undefined): string | undefined {
    if (!element || element.bool("auto")) return undefined;
    const rgb = element.attr("rgb");
    if (rgb) return `#${rgb.slice(-6).toUpperCase()}`;
    const theme = element.num("theme");
    if (theme !== undefined) {
      return tinted(this.theme[themeOrder[theme]] ?? "000000", element.num("tint") ?? 0);
    }
    const indexed = element.num("indexed");
    const known = indexed === undefined ? undefined : this.palette[indexed];
    return known && `#${known.toUpperCase()}`;
  }

  /** "#RRGGBB" of a drawing colour (`srgbClr`, `schemeClr` with its luminance changes). */
  readDrawing(container: XmlElement | undefined): string | undefined {
    const rgb = container?.child("srgbClr")?.attr("val");
    if (rgb) return `#${rgb.toUpperCase()}`;
    const scheme = container?.child("schemeClr");
    if (!scheme) return undefined;
    const aliases: Record<string, string> = { bg1: "lt1", tx1: "dk1", bg2: "lt2", tx2: "dk2" };
    const name = scheme.attr("val") ?? "";
    const base = this.theme[aliases[name] ?? name];
    if (!base) return undefined;
    const share = (child: string, absent: number) =>
      (scheme.child(child)?.num("val") ?? absent * 100000) / 100000;
    return withLuminance(base, (l) => l * share("lumMod", 1) + share("lumOff", 0));
  }
}

/** `tint` lightens towards white above zero and darkens below (ECMA-376 part 1, 18.8.19). */
function tinted(rgb: string, tint: number): string {
  if (tint === 0) return `#${rgb.toUpperCase()}`;
  return withLuminance(rgb, (l) => (tint < 0 ? l * (1 + tint) : l * (1 - tint) + tint));
}

function withLuminance(rgb: string, change: (luminance: number) => number): string {
  const [r, g, b] = [0, 2, 4].map((at) => parseInt(rgb.slice(at, at + 2), 16) / 255);
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const l = (max + min) / 2;
  const spread = max - min;
  const s = spread === 0 ? 0 : spread / (1 - Math.abs(2 * l - 1));
  const hue =
    spread === 0
      ? 0
      : max === r
        ? (((g - b) / spread) % 6) + (g < b ? 6 : 0)
        : max === g
          ? (b - r) / spread + 2
          : (r - g) / spread + 4;
  const light = Math.min(1, Math.max(0, change(l)));
  const chroma = (1 - Math.abs(2 * light - 1)) * s;
  const channel = (n: number) => {
    const k = (n + hue * 2) % 12;
    return light - (chroma / 2) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  const hex = (value: number) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${hex(channel(0))}${hex(channel(8))}${hex(channel(4))}`.toUpperCase();
}
