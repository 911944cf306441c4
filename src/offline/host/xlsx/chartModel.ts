/** Charts of a sheet between the file (drawing and chart parts) and the model. */
import type { StoredValue } from "../model/cellValue";
import { parseRect, splitSheet } from "../model/address";
import { Chart, type ChartState } from "../model/charts";
import type { Workbook } from "../model/workbook";
import type { Worksheet } from "../model/worksheet";
import { readChart } from "./chartReader";
import { chartXml, type ReadReference } from "./chartWriter";
import type { ColorTable } from "./colors";
import { chartAnchorXml, drawingXml, readDrawing } from "./drawings";
import { contentTypes, relationshipTypes } from "./package";
import type { SheetPlace } from "./sheetParts";
import type { SheetShell } from "./sheetShell";
import { parseXml, TextEdits, xmlDeclaration, type XmlElement } from "./xml";

/** Where a loaded chart stands in its file, and what it was like. */
interface LoadedChart {
  readonly relationship: string;
  readonly part: string;
  readonly fingerprint: string;
}
export type ChartMemory = ReadonlyMap<Chart, LoadedChart>;

/** The sheet's drawing part, if it has one. */
function drawingPartOf({ opened, part }: SheetPlace, root: XmlElement): string | undefined {
  const id = root.child("drawing")?.attrLocal("id");
  if (id === undefined) return undefined;
  const relationship = opened.relationships(part).find((candidate) => candidate.id === id);
  return relationship && opened.find(relationship.part) ? relationship.part : undefined;
}

/** Puts the charts that the model knows onto the sheet; the rest is named in `unmodelled`. */
export function readSheetCharts(
  sheet: Worksheet,
  root: XmlElement,
  place: SheetPlace,
  colors: ColorTable
): { memory: ChartMemory; unmodelled: string[] } {
  const memory = new Map<Chart, LoadedChart>();
  const drawing = drawingPartOf(place, root);
  if (!drawing) return { memory, unmodelled: [] };
  const { opened } = place;
  const { charts, others } = readDrawing(opened.xml(drawing), sheet);
  const targets = new Map(opened.relationships(drawing).map(({ id, part }) => [id, part]));
  for (const frame of charts) {
    const part = targets.get(frame.relationship);
    const read = part && opened.find(part) ? readChart(opened.xml(part), colors) : undefined;
    if (part === undefined || !read) {
      others.push("chart");
      continue;
    }
    const number = sheet.nextChartNumber();
    const state: ChartState = {
      ...read,
      ...frame.box,
      id: chartId(sheet, number),
      name: frame.name || `Chart ${number}`,
    };
    const chart = new Chart(sheet, state);
    sheet.charts = [...sheet.charts, chart];
    memory.set(chart, {
      relationship: frame.relationship,
      part,
      fingerprint: fingerprint(state),
    });
  }
  return { memory, unmodelled: others };
}

function chartId(sheet: Worksheet, number: number): string {
  const home = sheet.sheetId.toString(16).padStart(4, "0");
  return `{00000008-0000-0000-${home}-${String(number).padStart(12, "0")}}`;
}

function fingerprint(state: ChartState): string {
  return JSON.stringify(state, (_, value: unknown) =>
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : value
  );
}

/**
 * Writes the sheet's charts: a loaded chart that nobody changed keeps its part and its place,
 * pictures and shapes stay, everything else is written anew.
 */
export function writeSheetCharts(
  sheet: Worksheet,
  shell: SheetShell,
  place: SheetPlace,
  memory: ChartMemory
): void {
  const { opened, part } = place;
  const drawing = drawingPartOf(place, shell.root);
  if (!drawing && sheet.charts.length === 0) return;
  const target = drawing ?? opened.freeName("xl/drawings/drawing", ".xml");
  const text = drawing ? opened.text(drawing) : xmlDeclaration + drawingXml("");
  const root = parseXml(text, target);
  const edits = new TextEdits(text);
  const kept = new Set(
    sheet.charts.filter((chart) => memory.get(chart)?.fingerprint === fingerprint(chart.state))
  );
  const keptIds = new Set([...kept].map((chart) => memory.get(chart)?.relationship));
  const known = new Set([...memory.values()].map(({ relationship }) => relationship));
  let left = 0;
  for (const anchor of root.children) {
    const id = anchor.descendants("chart")[0]?.attrLocal("id");
    if (id !== undefined && known.has(id) && !keptIds.has(id)) {
      edits.replace(anchor.start, anchor.end, "");
      opened.unrelate(target, id);
      for (const { relationship, part: old } of memory.values()) {
        if (relationship === id) opened.remove(old);
      }
    } else {
      left++;
    }
  }
  const added = sheet.charts.filter((chart) => !kept.has(chart));
  if (left === 0 && added.length === 0) {
    dropDrawing(shell, place);
    return;
  }
  if (!drawing) {
    opened.addPart(target, text, contentTypes.drawing);
    const id = opened.relate(part, relationshipTypes.drawing, target);
    shell.declareRelationships();
    shell.set("drawing", `<drawing r:id="${id}"/>`);
  }
  // The ids of shapes are unique within a drawing.
  let shapeId = Math.max(1, ...root.descendants("cNvPr").map((shape) => shape.num("id") ?? 0));
  const read = referenceReader(sheet.workbook);
  for (const { state } of added) {
    const chartPart = opened.freeName("xl/charts/chart", ".xml");
    opened.addPart(chartPart, chartXml(state, read), contentTypes.chart);
    const id = opened.relate(target, relationshipTypes.chart, chartPart);
    shapeId++;
    edits.append(root, chartAnchorXml(sheet, state, state.name, shapeId, id));
  }
  opened.putText(target, edits.apply());
}

function dropDrawing(shell: SheetShell, { opened, part }: SheetPlace): void {
  const id = shell.child("drawing")?.attrLocal("id");
  if (id !== undefined) opened.unrelate(part, id);
  shell.set("drawing", "");
}

/** Excel itself caches every point; beyond this many a cache only makes the file larger. */
const MAX_CACHE = 5000;

/** What the cells of a reference show, as far as the model knows without calculating. */
function referenceReader(workbook: Workbook): ReadReference {
  return (reference) => {
    const [name, address] = splitSheet(reference.replace(/^=/, ""));
    const rect = parseRect(address);
    const sheet = name === null ? null : workbook.sheet(name, null);
    if (!rect || !sheet || rect.rows * rect.columns > MAX_CACHE) return [];
    const cells: (StoredValue | undefined)[] = [];
    for (let row = rect.row; row < rect.row + rect.rows; row++) {
      for (let column = rect.column; column < rect.column + rect.columns; column++) {
        cells.push(sheet.cells.value(row, column));
      }
    }
    // One value that nobody calculated would make the cached picture a false one.
    if (cells.some((value) => typeof value === "symbol")) return [];
    return cells.map((value) =>
      typeof value === "string" || typeof value === "number" ? value : undefined
    );
  };
}
