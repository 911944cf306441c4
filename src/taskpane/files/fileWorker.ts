import { FileError, readFile } from "../../intake/files";
import { cellsAtOnce, type FileAnswer, type FileRequest } from "./messages";

/** Takes files apart beside the pane, which goes on drawing meanwhile. */
addEventListener("message", ({ data }: MessageEvent<FileRequest>) => {
  const answer = (message: FileAnswer): void => postMessage(message);
  readFile(data.name, new Uint8Array(data.bytes)).then(
    ({ sheets, ...file }) => {
      for (const { rows, ...sheet } of sheets) {
        answer({ kind: "sheet", sheet });
        const atOnce = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, rows[0]?.length ?? 1)));
        for (let start = 0; start < rows.length; start += atOnce) {
          answer({ kind: "rows", rows: rows.slice(start, start + atOnce) });
        }
      }
      answer({ kind: "done", file });
    },
    (error: unknown) =>
      answer({ kind: "problem", problem: error instanceof FileError ? error.problem : "damaged" })
  );
});
