import { textsOf } from "../../../../locale";
import { formulaText, onSheet, reportIds, type PlanCell, type ReportId } from "../../../plan";
import type { Sheet } from "./sheet";

/** Where the two halves begin. */
const columns = [0, 5] as const;

/** Every sheet with the question that it answers, two side by side; those that are there are links. */
export function writeSheetList({ builder, context }: Sheet): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.overview.sheets;
  builder.line(texts.section, "section");
  const listed = reportIds.filter((id) => id !== "overview");
  const half = Math.ceil(listed.length / 2);
  const { row } = builder;
  columns.forEach((column, index) => {
    const part = listed.slice(index * half, (index + 1) * half);
    if (part.length === 0) return;
    const names = builder.aside(
      row,
      column,
      part.map((id) => [nameCell(id)])
    );
    builder.style({ row, column, rows: part.length, columns: 1 }, "link");
    builder.aside(
      names.firstRow,
      column + 1,
      part.map((id) => [texts.questions[id]])
    );
  });
  builder.skip(half);

  function nameCell(id: ReportId): PlanCell {
    const label = reports.names[id];
    const sheetName = context.sheetNames?.[id];
    if (sheetName === undefined) return label;
    const target = formulaText(`#${onSheet(sheetName, "A1")}`);
    return { formula: `=HYPERLINK(${target},${formulaText(label)})`, expected: label };
  }
}
