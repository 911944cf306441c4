export { Chart, ChartCollection } from "./chart";
export {
  newAxis,
  newFont,
  newLabels,
  newLine,
  newSeries,
  type AxisName,
  type ChartAxisState,
  type ChartFontState,
  type ChartLabelsState,
  type ChartSeriesState,
  type ChartState,
} from "./state";
