export { areasOf, sheetIdOf } from "./areas";
export {
  FileError,
  mostFileBytes,
  type FileFormat,
  type FileProblem,
  type FileSheet,
  type MergedCells,
  type ReadFile,
} from "./file";
export { readFile } from "./readFile";
