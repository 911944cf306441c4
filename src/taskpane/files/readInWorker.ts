import type { Cell } from "../../intake/cell";
import { mostFileBytes, type FileSheet } from "../../intake/files/file";
import type { ChosenFile } from "../../excel/import";
import type { FileAnswer, FileRequest } from "./messages";

/**
 * Takes a file apart in a worker of its own, so that the pane is never held up.
 *
 * @param signal ends the reading at once; the promise then rejects
 */
export async function readInWorker(file: File, signal: AbortSignal): Promise<ChosenFile> {
  if (file.size > mostFileBytes) return { fileName: file.name, problem: "tooLarge" };
  const bytes = await file.arrayBuffer();
  const worker = new Worker(new URL("./fileWorker.ts", import.meta.url));
  try {
    return await answerOf(worker, { name: file.name, bytes }, signal);
  } finally {
    worker.terminate();
  }
}

function answerOf(worker: Worker, request: FileRequest, signal: AbortSignal): Promise<ChosenFile> {
  return new Promise((resolve, reject) => {
    const sheets: (Omit<FileSheet, "rows"> & { rows: (readonly Cell[])[] })[] = [];
    const stop = (): void => reject(new DOMException("stopped", "AbortError"));
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    worker.addEventListener("error", () => reject(new Error("The file worker failed")));
    worker.addEventListener("message", ({ data }: MessageEvent<FileAnswer>) => {
      if (data.kind === "sheet") sheets.push({ ...data.sheet, rows: [] });
      else if (data.kind === "rows") {
        const { rows } = sheets[sheets.length - 1];
        for (const row of data.rows) rows.push(row);
      } else if (data.kind === "done") resolve({ ...data.file, sheets });
      else resolve({ fileName: request.name, problem: data.problem });
    });
    worker.postMessage(request, [request.bytes]);
  });
}
