import { textsOf } from "../../../../locale";
import { attentionOf, todayOf } from "../../../figures";
import type { Placed } from "../../../plan";
import type { Sheet } from "./sheet";

/** Where the texts beside the figures begin, after an empty column. */
const column = 7;

/** Today's calls and what waits for a decision, beside the six figures. */
export function writeToday({ builder, figures, context }: Sheet, beside: Placed): void {
  const { reports, pane } = textsOf(context.locale);
  const { today: texts, attention: said } = reports.overview;
  const today = todayOf(figures);
  const words = attentionOf(figures).map(({ code, count }) =>
    pane.today.attention[code].text(count.toLocaleString(context.locale))
  );
  const calls = today.planned === 0 ? [texts.none] : [texts.called(today), texts.brought(today)];
  // Two headings and the calls leave so many of the rows beside the figures.
  const room = beside.lastRow - beside.headerRow - 1 - calls.length;
  const shown = words.length > room ? words.slice(0, room - 1) : words;
  const left = words.length - shown.length;
  const lines = [
    texts.section,
    ...calls,
    said.section,
    ...(words.length === 0 ? [said.none] : shown),
    ...(left > 0 ? [said.more(left)] : []),
  ];
  const placed = builder.aside(
    beside.headerRow,
    column,
    lines.map((line) => [line])
  );
  builder.style({ row: placed.firstRow, column, rows: lines.length, columns: 1 }, "indented");
  const cell = (row: number) => ({ row, column, rows: 1, columns: 1 });
  for (const row of [placed.firstRow, placed.firstRow + 1 + calls.length])
    builder.style(cell(row), "strong");
}
