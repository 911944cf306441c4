export const CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart";

export const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";

export const EMU_PER_POINT = 12_700;

export interface Kind {
  /** The element of the plot area. */
  readonly element: string;
  readonly direction?: "col" | "bar";
  readonly grouping?: string;
  readonly markers?: boolean;
}

/** `Excel.ChartType` → how the file says it; the first that fits is what a file is read as. */
export const kinds: Readonly<Record<string, Kind>> = {
  ColumnClustered: { element: "barChart", direction: "col", grouping: "clustered" },
  ColumnStacked: { element: "barChart", direction: "col", grouping: "stacked" },
  ColumnStacked100: { element: "barChart", direction: "col", grouping: "percentStacked" },
  BarClustered: { element: "barChart", direction: "bar", grouping: "clustered" },
  BarStacked: { element: "barChart", direction: "bar", grouping: "stacked" },
  BarStacked100: { element: "barChart", direction: "bar", grouping: "percentStacked" },
  Line: { element: "lineChart", grouping: "standard", markers: false },
  LineStacked: { element: "lineChart", grouping: "stacked", markers: false },
  LineStacked100: { element: "lineChart", grouping: "percentStacked", markers: false },
  LineMarkers: { element: "lineChart", grouping: "standard", markers: true },
  LineMarkersStacked: { element: "lineChart", grouping: "stacked", markers: true },
  LineMarkersStacked100: { element: "lineChart", grouping: "percentStacked", markers: true },
  Area: { element: "areaChart", grouping: "standard" },
  AreaStacked: { element: "areaChart", grouping: "stacked" },
  AreaStacked100: { element: "areaChart", grouping: "percentStacked" },
  Pie: { element: "pieChart" },
  Doughnut: { element: "doughnutChart" },
  XYScatter: { element: "scatterChart" },
};

export const legendPositions: Readonly<Record<string, string>> = {
  b: "Bottom",
  t: "Top",
  l: "Left",
  r: "Right",
  tr: "Corner",
};

export const labelPositions: Readonly<Record<string, string>> = {
  ctr: "Center",
  inEnd: "InsideEnd",
  inBase: "InsideBase",
  outEnd: "OutsideEnd",
  l: "Left",
  r: "Right",
  t: "Top",
  b: "Bottom",
  bestFit: "BestFit",
};

export const blanks: Readonly<Record<string, string>> = {
  gap: "NotPlotted",
  zero: "Zero",
  span: "Interplotted",
};

export const tickPositions: Readonly<Record<string, string>> = {
  nextTo: "NextToAxis",
  low: "Low",
  high: "High",
  none: "None",
};

export const markers: Readonly<Record<string, string>> = {
  none: "None",
  square: "Square",
  diamond: "Diamond",
  triangle: "Triangle",
  x: "X",
  star: "Star",
  dot: "Dot",
  dash: "Dash",
  circle: "Circle",
  plus: "Plus",
};

export const dashes: Readonly<Record<string, string>> = {
  solid: "Continuous",
  dash: "Dash",
  dashDot: "DashDot",
  lgDashDotDot: "DashDotDot",
  dot: "Dot",
  sysDot: "RoundDot",
};
