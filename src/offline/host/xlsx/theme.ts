/**
 * A theme for files that have none. Excel falls back to its own; other programs draw the series of
 * a chart without one in no colour at all.
 */
import { officeTheme } from "./colors";
import { contentTypes, relationshipTypes, type Package } from "./package";
import { tag, xmlDeclaration } from "./xml";

const MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main";

/** The order of CT_ColorScheme. */
const slots = ["dk1", "lt1", "dk2", "lt2"].concat(
  ["1", "2", "3", "4", "5", "6"].map((number) => `accent${number}`),
  ["hlink", "folHlink"]
);

/** Gives the workbook a theme part unless it has one. */
export function ensureTheme(opened: Package, workbookPart: string): void {
  if (opened.related(workbookPart, relationshipTypes.theme).length > 0) return;
  const part = "xl/theme/theme1.xml";
  opened.addPart(part, themeXml(), contentTypes.theme);
  opened.relate(workbookPart, relationshipTypes.theme, part);
}

function themeXml(): string {
  const colors = slots.map((slot) =>
    tag(`a:${slot}`, {}, tag("a:srgbClr", { val: officeTheme[slot] }))
  );
  const fonts = (element: string, typeface: string) =>
    tag(
      element,
      {},
      tag("a:latin", { typeface }) +
        tag("a:ea", { typeface: "" }) +
        tag("a:cs", { typeface: "" }) +
        tag("a:font", { script: "Hans", typeface: "等线" })
    );
  const placeholder = tag("a:solidFill", {}, tag("a:schemeClr", { val: "phClr" }));
  // Each list must have three entries: subtle, moderate, intense.
  const three = (element: string, entry: (index: number) => string) =>
    tag(element, {}, [0, 1, 2].map(entry).join(""));
  return (
    xmlDeclaration +
    tag(
      "a:theme",
      { "xmlns:a": MAIN, name: "Office" },
      tag(
        "a:themeElements",
        {},
        tag("a:clrScheme", { name: "Office" }, colors.join("")) +
          tag(
            "a:fontScheme",
            { name: "Office" },
            fonts("a:majorFont", "Calibri Light") + fonts("a:minorFont", "Calibri")
          ) +
          tag(
            "a:fmtScheme",
            { name: "Office" },
            three("a:fillStyleLst", () => placeholder) +
              three("a:lnStyleLst", (index) =>
                tag("a:ln", { w: 6350 * (index + 1) }, placeholder)
              ) +
              three("a:effectStyleLst", () => tag("a:effectStyle", {}, tag("a:effectLst"))) +
              three("a:bgFillStyleLst", () => placeholder)
          )
      )
    )
  );
}
