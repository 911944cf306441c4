export {
  compareRecords,
  type ChangedRecord,
  type Comparison,
  type DaySpan,
  type FieldChange,
  type SourceCounts,
} from "./compare";
export {
  kindsOf,
  meaningOf,
  type AnyField,
  type Meaning,
  type RecordRow,
  type RecordTable,
} from "./records";
export { createReader, readSources, type FileContents, type FileSource } from "./sources";
