/** Page setup: the elements of a sheet that say how it is printed. Lengths are points in the model. */
import {
  type HeaderFooterName,
  type MarginName,
  type PageLayoutState,
  newPageLayout,
} from "../model/sheetState";
import { escapeText, tag, type XmlElement } from "./xml";

/** `Excel.PaperType` in the order of the file's numbers, which start at 1 (ST_PaperSize, 18.3.1.63). */
const paperTypes = (
  "Letter LetterSmall Tabloid Ledger Legal Statement Executive A3 A4 A4Small A5 B4 B5 Folio Quatro " +
  "Paper10x14 Paper11x17 Note Envelope9 Envelope10 Envelope11 Envelope12 Envelope14 Csheet Dsheet " +
  "Esheet EnvelopeDL EnvelopeC5 EnvelopeC3 EnvelopeC4 EnvelopeC6 EnvelopeC65 EnvelopeB4 EnvelopeB5 " +
  "EnvelopeB6 EnvelopeItaly EnvelopeMonarch EnvelopePersonal FanfoldUS FanfoldStdGerman " +
  "FanfoldLegalGerman"
).split(" ");

const POINTS_PER_INCH = 72;
const marginNames = [
  "Left",
  "Right",
  "Top",
  "Bottom",
  "Header",
  "Footer",
] as const satisfies readonly MarginName[];

/** The layout that a sheet's elements describe; print area and titles come from defined names. */
export function readPageLayout(sheet: XmlElement): PageLayoutState {
  const layout = newPageLayout();
  const margins = sheet.child("pageMargins");
  for (const name of marginNames) {
    const inches = margins?.num(name.toLowerCase());
    if (inches !== undefined) layout.margins[name] = points(inches);
  }
  const options = sheet.child("printOptions");
  layout.printGridlines = options?.bool("gridLines") ?? false;
  layout.printHeadings = options?.bool("headings") ?? false;
  layout.centerHorizontally = options?.bool("horizontalCentered") ?? false;
  layout.centerVertically = options?.bool("verticalCentered") ?? false;
  const setup = sheet.child("pageSetup");
  layout.orientation = setup?.attr("orientation") === "landscape" ? "Landscape" : "Portrait";
  layout.paperSize = paperTypes[(setup?.num("paperSize") ?? 1) - 1] ?? "Letter";
  layout.blackAndWhite = setup?.bool("blackAndWhite") ?? false;
  layout.draftMode = setup?.bool("draft") ?? false;
  layout.printOrder = setup?.attr("pageOrder") === "overThenDown" ? "OverThenDown" : "DownThenOver";
  layout.firstPageNumber = setup?.bool("useFirstPageNumber")
    ? (setup.num("firstPageNumber") ?? 1)
    : "";
  layout.zoom = readZoom(sheet, setup);
  const headerFooter = sheet.child("headerFooter");
  readSections(layout, headerFooter?.child("oddHeader")?.text ?? "", "Header");
  readSections(layout, headerFooter?.child("oddFooter")?.text ?? "", "Footer");
  return layout;
}

/** A page count of 0 means "as many as needed", which the API says by leaving it out. */
function readZoom(sheet: XmlElement, setup: XmlElement | undefined): PageLayoutState["zoom"] {
  if (!sheet.at("sheetPr", "pageSetUpPr")?.bool("fitToPage")) {
    return { scale: setup?.num("scale") ?? 100 };
  }
  const zoom: Record<string, number> = {};
  const wide = setup?.num("fitToWidth") ?? 1;
  const tall = setup?.num("fitToHeight") ?? 1;
  if (wide > 0) zoom.horizontalFitToPages = wide;
  if (tall > 0) zoom.verticalFitToPages = tall;
  return zoom;
}

export function fitsToPages(layout: PageLayoutState): boolean {
  return layout.zoom.scale === undefined;
}

const sections = { L: "Left", C: "Center", R: "Right" } as const;

/** `&Lleft&Ccentre&Rright`; text before the first mark belongs to the centre. */
function readSections(layout: PageLayoutState, text: string, kind: "Header" | "Footer"): void {
  let section: HeaderFooterName = `Center${kind}`;
  for (const piece of text.split(/(&[LCR])/)) {
    const letter = /^&([LCR])$/.exec(piece)?.[1] as keyof typeof sections | undefined;
    if (letter) section = `${sections[letter]}${kind}`;
    else layout.headerFooter[section] += piece;
  }
}

function sectionsText(layout: PageLayoutState, kind: "Header" | "Footer"): string {
  return (Object.keys(sections) as (keyof typeof sections)[])
    .map((letter) => [letter, layout.headerFooter[`${sections[letter]}${kind}`]])
    .map(([letter, text]) => (text === "" ? "" : `&${letter}${text}`))
    .join("");
}

/** The elements of the page setup by name; an empty text where the element is not needed. */
export function pageLayoutXml(layout: PageLayoutState): Record<PrintElement, string> {
  const options = {
    horizontalCentered: layout.centerHorizontally || undefined,
    verticalCentered: layout.centerVertically || undefined,
    headings: layout.printHeadings || undefined,
    gridLines: layout.printGridlines || undefined,
  };
  const header = sectionsText(layout, "Header");
  const footer = sectionsText(layout, "Footer");
  const element = (name: string, text: string) =>
    text === "" ? "" : `<${name}>${escapeText(text)}</${name}>`;
  return {
    printOptions: Object.values(options).some(Boolean) ? tag("printOptions", options) : "",
    pageMargins: tag(
      "pageMargins",
      Object.fromEntries(
        marginNames.map((name) => [name.toLowerCase(), inches(layout.margins[name])])
      )
    ),
    pageSetup: tag("pageSetup", {
      paperSize: paperTypes.indexOf(layout.paperSize) + 1 || undefined,
      scale: layout.zoom.scale === 100 ? undefined : layout.zoom.scale,
      firstPageNumber: layout.firstPageNumber === "" ? undefined : layout.firstPageNumber,
      fitToWidth: fitsToPages(layout) ? (layout.zoom.horizontalFitToPages ?? 0) : undefined,
      fitToHeight: fitsToPages(layout) ? (layout.zoom.verticalFitToPages ?? 0) : undefined,
      pageOrder: layout.printOrder === "OverThenDown" ? "overThenDown" : undefined,
      orientation: layout.orientation.toLowerCase(),
      blackAndWhite: layout.blackAndWhite || undefined,
      draft: layout.draftMode || undefined,
      useFirstPageNumber: layout.firstPageNumber === "" ? undefined : true,
    }),
    headerFooter:
      header + footer === ""
        ? ""
        : tag("headerFooter", {}, element("oddHeader", header) + element("oddFooter", footer)),
  };
}

export type PrintElement = "printOptions" | "pageMargins" | "pageSetup" | "headerFooter";

/** 0.3 inch is 21.6 points, not 21.599999999999998. */
function points(inches: number): number {
  return Number((inches * POINTS_PER_INCH).toFixed(6));
}

function inches(points: number): number {
  return Number((points / POINTS_PER_INCH).toFixed(6));
}
