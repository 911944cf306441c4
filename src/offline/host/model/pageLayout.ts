import { HostObject } from "../richapi/hostObject";
import { type Rect, MAX_COLUMNS, MAX_ROWS } from "./address";
import type { HeaderFooterName, MarginName, PageLayoutState } from "./sheetState";
import {
  refuse,
  requireBoolean,
  requireInteger,
  requireKeys,
  requireNumber,
  requireOneOf,
  requireText,
} from "./support";
import type { Range, Worksheet } from "./objects";

const PAPERS = [
  "Letter",
  "LetterSmall",
  "Tabloid",
  "Ledger",
  "Legal",
  "Statement",
  "Executive",
  "A3",
  "A4",
  "A4Small",
  "A5",
  "B4",
  "B5",
  "Folio",
  "Quatro",
  "Paper10x14",
  "Paper11x17",
] as const;
const POINTS_PER_UNIT = { Points: 1, Inches: 72, Centimeters: 72 / 2.54 } as const;
/** "Excel specifications and limits": header or footer, 255 characters. */
const MAX_HEADER = 255;

/** `Excel.PageLayout`: how the sheet prints. Margins are points. */
export class PageLayout extends HostObject {
  readonly $class = "PageLayout";

  constructor(private readonly sheet: Worksheet) {
    super();
  }

  override get $scalars(): readonly string[] {
    return [
      "BlackAndWhite",
      "BottomMargin",
      "CenterHorizontally",
      "CenterVertically",
      "DraftMode",
      "FirstPageNumber",
      "FooterMargin",
      "HeaderMargin",
      "LeftMargin",
      "Orientation",
      "PaperSize",
      "PrintGridlines",
      "PrintHeadings",
      "PrintOrder",
      "RightMargin",
      "TopMargin",
      "Zoom",
    ];
  }

  get Orientation(): string {
    return this.state.orientation;
  }
  set Orientation(value: unknown) {
    const orientations = ["Portrait", "Landscape"] as const;
    this.change({ orientation: requireOneOf(value, orientations, "PageLayout.orientation") });
  }
  get PaperSize(): string {
    return this.state.paperSize;
  }
  set PaperSize(value: unknown) {
    this.change({ paperSize: requireOneOf(value, PAPERS, "PageLayout.paperSize") });
  }
  get Zoom(): Readonly<Record<string, number>> {
    return this.state.zoom;
  }
  /** `{ scale: 10–400 }` or `{ horizontalFitToPages, verticalFitToPages }` (typings). */
  set Zoom(value: unknown) {
    const location = "PageLayout.zoom";
    const keys = ["scale", "horizontalFitToPages", "verticalFitToPages"];
    const given = requireKeys(value, keys, location);
    const zoom: Record<string, number> = {};
    for (const key of keys) {
      if (given[key] === undefined || given[key] === null) continue;
      const [least, most] = key === "scale" ? [10, 400] : [1, 32767];
      zoom[key] = requireInteger(given[key], location, least, most);
    }
    if (zoom["scale"] !== undefined && Object.keys(zoom).length > 1) {
      refuse("InvalidArgument", location);
    }
    this.change({ zoom });
  }
  get PrintGridlines(): boolean {
    return this.state.printGridlines;
  }
  set PrintGridlines(value: unknown) {
    this.change({ printGridlines: requireBoolean(value, "PageLayout.printGridlines") });
  }
  get PrintHeadings(): boolean {
    return this.state.printHeadings;
  }
  set PrintHeadings(value: unknown) {
    this.change({ printHeadings: requireBoolean(value, "PageLayout.printHeadings") });
  }
  get CenterHorizontally(): boolean {
    return this.state.centerHorizontally;
  }
  set CenterHorizontally(value: unknown) {
    this.change({ centerHorizontally: requireBoolean(value, "PageLayout.centerHorizontally") });
  }
  get CenterVertically(): boolean {
    return this.state.centerVertically;
  }
  set CenterVertically(value: unknown) {
    this.change({ centerVertically: requireBoolean(value, "PageLayout.centerVertically") });
  }
  get BlackAndWhite(): boolean {
    return this.state.blackAndWhite;
  }
  set BlackAndWhite(value: unknown) {
    this.change({ blackAndWhite: requireBoolean(value, "PageLayout.blackAndWhite") });
  }
  get DraftMode(): boolean {
    return this.state.draftMode;
  }
  set DraftMode(value: unknown) {
    this.change({ draftMode: requireBoolean(value, "PageLayout.draftMode") });
  }
  get PrintOrder(): string {
    return this.state.printOrder;
  }
  set PrintOrder(value: unknown) {
    const orders = ["DownThenOver", "OverThenDown"] as const;
    this.change({ printOrder: requireOneOf(value, orders, "PageLayout.printOrder") });
  }
  get FirstPageNumber(): number | "" {
    return this.state.firstPageNumber;
  }
  set FirstPageNumber(value: unknown) {
    const location = "PageLayout.firstPageNumber";
    this.change({ firstPageNumber: value === "" ? "" : requireInteger(value, location) });
  }

  get LeftMargin(): number {
    return this.state.margins.Left;
  }
  set LeftMargin(value: unknown) {
    this.setMargin("Left", value, 1, "leftMargin");
  }
  get RightMargin(): number {
    return this.state.margins.Right;
  }
  set RightMargin(value: unknown) {
    this.setMargin("Right", value, 1, "rightMargin");
  }
  get TopMargin(): number {
    return this.state.margins.Top;
  }
  set TopMargin(value: unknown) {
    this.setMargin("Top", value, 1, "topMargin");
  }
  get BottomMargin(): number {
    return this.state.margins.Bottom;
  }
  set BottomMargin(value: unknown) {
    this.setMargin("Bottom", value, 1, "bottomMargin");
  }
  get HeaderMargin(): number {
    return this.state.margins.Header;
  }
  set HeaderMargin(value: unknown) {
    this.setMargin("Header", value, 1, "headerMargin");
  }
  get FooterMargin(): number {
    return this.state.margins.Footer;
  }
  set FooterMargin(value: unknown) {
    this.setMargin("Footer", value, 1, "footerMargin");
  }
  SetPrintMargins(unit: unknown, margins: unknown): void {
    const location = "PageLayout.setPrintMargins";
    const units = Object.keys(POINTS_PER_UNIT) as (keyof typeof POINTS_PER_UNIT)[];
    const factor = POINTS_PER_UNIT[requireOneOf(unit, units, location)];
    const names: MarginName[] = ["Left", "Right", "Top", "Bottom", "Header", "Footer"];
    const given = requireKeys(
      margins,
      names.map((name) => name.toLowerCase()),
      location
    );
    for (const name of names) {
      const value = given[name.toLowerCase()];
      if (value !== undefined) this.setMargin(name, value, factor, "setPrintMargins");
    }
  }

  SetPrintArea(range: unknown): void {
    const { rect } = this.sheet.rangeOf(range, "PageLayout.setPrintArea");
    this.change({ printArea: rect });
  }
  GetPrintAreaOrNullObject(): Range | null {
    return this.rangeOrNull(this.state.printArea);
  }
  GetPrintArea(): Range {
    return this.GetPrintAreaOrNullObject() ?? refuse("ItemNotFound", "PageLayout.getPrintArea");
  }
  SetPrintTitleRows(range: unknown): void {
    const { row, rows } = this.sheet.rangeOf(range, "PageLayout.setPrintTitleRows").rect;
    this.change({ titleRows: { row, rows, column: 0, columns: MAX_COLUMNS } });
  }
  GetPrintTitleRowsOrNullObject(): Range | null {
    return this.rangeOrNull(this.state.titleRows);
  }
  GetPrintTitleRows(): Range {
    return (
      this.GetPrintTitleRowsOrNullObject() ?? refuse("ItemNotFound", "PageLayout.getPrintTitleRows")
    );
  }
  SetPrintTitleColumns(range: unknown): void {
    const location = "PageLayout.setPrintTitleColumns";
    const { column, columns } = this.sheet.rangeOf(range, location).rect;
    this.change({ titleColumns: { row: 0, rows: MAX_ROWS, column, columns } });
  }
  GetPrintTitleColumnsOrNullObject(): Range | null {
    return this.rangeOrNull(this.state.titleColumns);
  }
  GetPrintTitleColumns(): Range {
    return (
      this.GetPrintTitleColumnsOrNullObject() ??
      refuse("ItemNotFound", "PageLayout.getPrintTitleColumns")
    );
  }

  get HeadersFooters(): HeaderFooterGroup {
    return new HeaderFooterGroup(this.sheet);
  }

  private get state(): PageLayoutState {
    return this.sheet.pageLayout;
  }
  private change(changes: Partial<PageLayoutState>): void {
    this.sheet.pageLayout = { ...this.state, ...changes };
    this.sheet.touch("print");
  }
  private setMargin(name: MarginName, value: unknown, factor: number, member: string): void {
    const points = requireNumber(value, `PageLayout.${member}`, 0) * factor;
    this.change({ margins: { ...this.state.margins, [name]: points } });
  }
  private rangeOrNull(rect: Rect | null): Range | null {
    return rect && this.sheet.range(rect);
  }
}

class HeaderFooterGroup extends HostObject {
  readonly $class = "HeaderFooterGroup";

  constructor(private readonly sheet: Worksheet) {
    super();
  }

  override get $scalars(): readonly string[] {
    return ["State"];
  }
  get State(): string {
    return "Default";
  }
  get DefaultForAllPages(): HeaderFooter {
    return new HeaderFooter(this.sheet);
  }
}

class HeaderFooter extends HostObject {
  readonly $class = "HeaderFooter";

  constructor(private readonly sheet: Worksheet) {
    super();
  }

  override get $scalars(): readonly string[] {
    return [
      "CenterFooter",
      "CenterHeader",
      "LeftFooter",
      "LeftHeader",
      "RightFooter",
      "RightHeader",
    ];
  }
  get LeftHeader(): string {
    return this.get("LeftHeader");
  }
  set LeftHeader(value: unknown) {
    this.set("LeftHeader", value);
  }
  get CenterHeader(): string {
    return this.get("CenterHeader");
  }
  set CenterHeader(value: unknown) {
    this.set("CenterHeader", value);
  }
  get RightHeader(): string {
    return this.get("RightHeader");
  }
  set RightHeader(value: unknown) {
    this.set("RightHeader", value);
  }
  get LeftFooter(): string {
    return this.get("LeftFooter");
  }
  set LeftFooter(value: unknown) {
    this.set("LeftFooter", value);
  }
  get CenterFooter(): string {
    return this.get("CenterFooter");
  }
  set CenterFooter(value: unknown) {
    this.set("CenterFooter", value);
  }
  get RightFooter(): string {
    return this.get("RightFooter");
  }
  set RightFooter(value: unknown) {
    this.set("RightFooter", value);
  }

  private get(name: HeaderFooterName): string {
    return this.sheet.pageLayout.headerFooter[name];
  }
  private set(name: HeaderFooterName, value: unknown): void {
    const location = `HeaderFooter.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const text = requireText(value, location);
    if (text.length > MAX_HEADER) refuse("InvalidArgument", location);
    const { pageLayout } = this.sheet;
    const headerFooter = { ...pageLayout.headerFooter, [name]: text };
    this.sheet.pageLayout = { ...pageLayout, headerFooter };
    this.sheet.touch("print");
  }
}
