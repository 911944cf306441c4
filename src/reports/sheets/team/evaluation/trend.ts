import { textsOf } from "../../../../locale";
import { UNASSIGNED } from "../../../../retention/ownership";
import { isoOf } from "../../../../retention/time";
import { type ColumnSpec, ownerLines, advisorColors, chartTexts } from "../../../plan";
import { type Sheet, chartRows } from "./sheet";

/** 新增流失 and 基盘 of the last complete months, and where they are going. */
export function writeTrend({ builder, figures, context, naming, trend }: Sheet): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.evaluation.trend;
  const lines = ownerLines(figures.ownership.owners, naming, (owner) => {
    const { newLost, base } = trend.rows[owner];
    return owner !== UNASSIGNED && [...newLost, ...base].some((count) => count > 0);
  });
  if (lines.length === 0) return;
  const months = trend.months.map(({ first }) => isoOf(first).slice(0, 7));
  builder.line(texts.section(months.length), "section");
  builder.line(texts.note, "note");
  const placed = builder.grid(
    [
      { header: reports.people.advisor, style: "text" },
      ...months.map((month): ColumnSpec => ({ header: texts.newLost(month), style: "number" })),
      ...months.map((month): ColumnSpec => ({ header: texts.base(month), style: "number" })),
      { header: texts.direction, style: "centred" },
    ],
    lines.map(({ owner, label }) => {
      const { newLost, base, direction } = trend.rows[owner];
      return [label, ...newLost, ...base, texts.directions[direction]];
    })
  );
  const column = 2 * months.length + 1;
  builder.colourBy({ row: placed.firstRow, column, rows: lines.length, columns: 1 }, [
    [`="${texts.directions.improving}"`, "goodCell"],
    [`="${texts.directions.worsening}"`, "badCell"],
  ]);
  builder.skip();
  const drawn = lines.slice(0, advisorColors.length);
  const advisors = lines.filter(({ isAdvisor }) => isAdvisor);
  const inDirection = (wanted: string): number =>
    advisors.filter(({ owner }) => trend.rows[owner].direction === wanted).length;
  builder.chart(
    texts.sentence(inDirection("improving"), inDirection("worsening")),
    {
      name: "RETAIN trend",
      type: "Line",
      source: {
        row: placed.headerRow,
        column: 0,
        rows: drawn.length + 1,
        columns: months.length + 1,
      },
      seriesBy: "Rows",
      ...chartTexts(texts),
      valueAxisFormat: "0",
      colors: advisorColors.slice(0, drawn.length),
    },
    chartRows,
    10
  );
}
