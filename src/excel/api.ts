export type {
  Cell,
  Evidence,
  InputTableId,
  JoinedSheet,
  LeftOutSheet,
  RecognisedColumn,
  RecognisedPart,
  RecognisedSheet,
  RecognitionQuestion,
  SavedMapping,
  SheetChoice,
  UnusedColumn,
} from "../intake";
export type { StoreFigures } from "../reports/figures";
export type { ReportId } from "../reports/sheetPlan";
export * from "./api/runs";
export * from "./api/outcomes";
export * from "./api/recognition";
export * from "./api/deals";
export * from "./api/edits";
export * from "./api/customer";
export * from "./api/overview";
export * from "./api/actions";
