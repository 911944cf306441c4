import { textsOf } from "../../../../locale";
import {
  absentFigure,
  cellRef,
  figureOrAbsent,
  type FormulaCell,
  type Placed,
  type PlanCell,
} from "../../../plan";
import type { Trend } from "../../../figures";
import type { Sheet } from "./sheet";

/** Columns of the six figures; a name needs the room of two. */
const at = { value: 2, before: 3, change: 4, limit: 5, standing: 6 } as const;

/** Six figures of the month beside last month's, and 新增流失 beside what the month may lose. */
export function writeFigures(sheet: Sheet): Placed {
  const { builder, figures, context } = sheet;
  const { trends } = figures.yearTrend;
  const texts = textsOf(context.locale).reports.overview.figures;
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const placed = builder.grid(
    [
      { header: texts.name, style: "text" },
      { header: "", style: "text" },
      { header: texts.value, style: "number" },
      { header: texts.before, style: "number" },
      { header: texts.change, style: "change" },
      { header: texts.limit, style: "number" },
      { header: texts.standing, style: "centred" },
    ],
    trends.map((trend, index) => figureRow(sheet, trend, firstRow + index))
  );
  const standing = { row: placed.firstRow, column: at.standing, rows: trends.length, columns: 1 };
  builder.colourBy(standing, [
    [`="${texts.within}"`, "goodCell"],
    [`="${texts.over}"`, "badCell"],
  ]);
  builder.skip();
  return placed;
}

function figureRow({ figures, context }: Sheet, trend: Trend, row: number): PlanCell[] {
  const texts = textsOf(context.locale).reports.overview.figures;
  const { name, value, before } = trend;
  const [now, then] = [cellRef(row, at.value), cellRef(row, at.before)];
  const change: FormulaCell = {
    formula: `=IF(AND(ISNUMBER(${now}),ISNUMBER(${then})),${now}-${then},"${absentFigure}")`,
    expected: figureOrAbsent(value - before),
  };
  const shown = [texts.names[name], null, figureOrAbsent(value), figureOrAbsent(before), change];
  if (name !== "newlyLost") return [...shown, null, null];
  const { allowance } = figures.yearTrend;
  if (isNaN(value)) return [...shown, absentFigure, absentFigure];
  return [
    ...shown,
    allowance,
    {
      formula: `=IF(${now}<=${cellRef(row, at.limit)},"${texts.within}","${texts.over}")`,
      expected: value <= allowance ? texts.within : texts.over,
    },
  ];
}
