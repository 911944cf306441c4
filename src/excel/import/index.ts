export { previewImport } from "./preview";
export { takeOver } from "./takeOver";
export { lastImport, undoImport, type LastImport } from "./undo";
export type { KnownMappings } from "./store";
export type {
  ChangeView,
  ChosenFile,
  FileView,
  ImportOutcome,
  ImportPreview,
  SourceView,
  TableView,
} from "./view";
