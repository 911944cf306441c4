/** Drawing parts: where charts lie on a sheet. Lengths are points in the model, EMU in the file. */
import type { Worksheet } from "../model/worksheet";
import { escapeAttribute, tag, type XmlElement } from "./xml";

const EMU_PER_POINT = 12_700;
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
const MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main";
const CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Points from the sheet's upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A chart that a drawing shows. */
export interface ChartFrame {
  readonly name: string;
  readonly box: Box;
  /** Relationship that leads to the chart part. */
  readonly relationship: string;
  readonly anchor: XmlElement;
}

/** The charts of a drawing, and what else it shows ("picture", "shape" …). */
export function readDrawing(
  root: XmlElement,
  sheet: Worksheet
): { charts: ChartFrame[]; others: string[] } {
  const charts: ChartFrame[] = [];
  const others: string[] = [];
  for (const anchor of root.children.filter((child) => child.local.endsWith("Anchor"))) {
    const frame = anchor.child("graphicFrame");
    const relationship = frame?.descendants("chart")[0]?.attrLocal("id");
    if (frame && relationship !== undefined) {
      const name = frame.at("nvGraphicFramePr", "cNvPr")?.attr("name") ?? "";
      charts.push({ name, box: readBox(anchor, sheet), relationship, anchor });
    } else {
      others.push(kindOfAnchor(anchor));
    }
  }
  return { charts, others };
}

function kindOfAnchor(anchor: XmlElement): string {
  if (anchor.child("pic")) return "picture";
  if (anchor.child("sp") ?? anchor.child("cxnSp") ?? anchor.child("grpSp")) return "shape";
  return "drawing";
}

function readBox(anchor: XmlElement, sheet: Worksheet): Box {
  const num = (element: XmlElement | undefined) => Number(element?.text ?? 0);
  const corner = (element: XmlElement | undefined): [left: number, top: number] => [
    sheet.columnLeft(num(element?.child("col"))) + num(element?.child("colOff")) / EMU_PER_POINT,
    sheet.rowTop(num(element?.child("row"))) + num(element?.child("rowOff")) / EMU_PER_POINT,
  ];
  const size = anchor.child("ext");
  const position = anchor.child("pos");
  const [left, top] = position
    ? [(position.num("x") ?? 0) / EMU_PER_POINT, (position.num("y") ?? 0) / EMU_PER_POINT]
    : corner(anchor.child("from"));
  if (size) {
    const [width, height] = ["cx", "cy"].map((name) => (size.num(name) ?? 0) / EMU_PER_POINT);
    return { left, top, width, height };
  }
  const [right, bottom] = corner(anchor.child("to"));
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** An anchor from the cell under the upper left corner to the one under the lower right. */
export function chartAnchorXml(
  sheet: Worksheet,
  box: Box,
  name: string,
  id: number,
  relationship: string
): string {
  return tag(
    "xdr:twoCellAnchor",
    {},
    tag("xdr:from", {}, cornerXml(sheet, box.left, box.top)) +
      tag("xdr:to", {}, cornerXml(sheet, box.left + box.width, box.top + box.height)) +
      tag(
        "xdr:graphicFrame",
        { macro: "" },
        tag(
          "xdr:nvGraphicFramePr",
          {},
          `<xdr:cNvPr id="${id}" name="${escapeAttribute(name)}"/>` + tag("xdr:cNvGraphicFramePr")
        ) +
          tag("xdr:xfrm", {}, tag("a:off", { x: 0, y: 0 }) + tag("a:ext", { cx: 0, cy: 0 })) +
          tag(
            "a:graphic",
            {},
            tag(
              "a:graphicData",
              { uri: CHART },
              tag("c:chart", {
                "xmlns:c": CHART,
                "xmlns:r": RELATIONSHIPS,
                "r:id": relationship,
              })
            )
          )
      ) +
      tag("xdr:clientData")
  );
}

export function drawingXml(anchors: string): string {
  return tag("xdr:wsDr", { "xmlns:xdr": DRAWING, "xmlns:a": MAIN }, anchors);
}

function cornerXml(sheet: Worksheet, left: number, top: number): string {
  let column = 0;
  let x = 0;
  for (;;) {
    const width = sheet.cells.columnInfo(column).hidden ? 0 : sheet.columnWidth(column);
    if (x + width > left) break;
    x += width;
    column++;
  }
  let row = 0;
  let y = 0;
  for (;;) {
    const height = sheet.cells.isRowHidden(row) ? 0 : sheet.rowHeight(row);
    if (y + height > top) break;
    y += height;
    row++;
  }
  const emu = (points: number) => Math.round(points * EMU_PER_POINT);
  return (
    tag("xdr:col", {}, String(column)) +
    tag("xdr:colOff", {}, String(emu(left - x))) +
    tag("xdr:row", {}, String(row)) +
    tag("xdr:rowOff", {}, String(emu(top - y)))
  );
}
