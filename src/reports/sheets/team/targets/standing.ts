import { ownerNaming } from "../../../figures";
import { isoOf } from "../../../../retention/time";
import { textsOf } from "../../../../locale";
import type { Lamp, Target, TargetBlock, TargetRow } from "../../../../retention/performance";
import {
  cellRef,
  type Placed,
  sumCell,
  ownerLines,
  type FormulaCell,
  type PlanCell,
  targetColors,
  chartTexts,
} from "../../../plan";
import { type BlockKind, type Sheet, colourLamps } from "./sheet";

const chartRows = 16;

/** ⑤ and ⑥ of both blocks with lamps, and the picture of the month. */
export function writeStandings(
  sheet: Sheet,
  parameters: { newLostShare: number; initialReturnShare: number; initialReturnHorizon: number }
): void {
  const { builder, context, targets, amberFrom } = sheet;
  const texts = textsOf(context.locale).reports.targets.standing;
  const percent = (value: number): string => `${Number((value * 100).toFixed(2))}%`;
  builder.line(
    texts.note({
      lost: percent(parameters.newLostShare),
      returned: percent(parameters.initialReturnShare),
      months: parameters.initialReturnHorizon,
      amber: percent(amberFrom),
    }),
    "note"
  );
  builder.skip();
  const month = writeStanding(sheet, targets.month, "month");
  writePicture(sheet, month);
  if (targets.cumulative !== null) writeStanding(sheet, targets.cumulative, "cumulative");
}

const advisorRows = ({ rows }: TargetBlock): TargetRow[] =>
  rows.filter(({ newLost }) => newLost !== null);

function writeStanding(sheet: Sheet, block: TargetBlock, kind: BlockKind): Placed {
  const { builder, context, figures } = sheet;
  const { targets: texts, people } = textsOf(context.locale).reports;
  const { standing } = texts;
  const lines = ownerLines(figures.ownership.owners, ownerNaming(figures, context), () => false);
  builder.line(standing[kind](isoOf(block.opening + 1), isoOf(block.last)), "section");
  const firstRow = builder.row + 1;
  const rows = lines.map(({ owner, label }, index): PlanCell[] => {
    const { newLost, initialReturned } = block.rows[owner];
    const row = firstRow + index;
    return [
      label,
      ...upperCells(sheet, newLost, row, 1),
      ...lowerCells(sheet, initialReturned, row, 5),
    ];
  });
  const totals = totalRow(people.advisorsTotal, advisorRows(block), firstRow, rows.length);
  const placed = builder.grid(
    [
      { header: people.advisor, style: "text" },
      { header: standing.newLost, style: "number" },
      { header: standing.limit, style: "number" },
      { header: standing.limitDue, style: "decimal" },
      { header: standing.newLostLamp, style: "centred" },
      { header: standing.returned, style: "number" },
      { header: standing.target, style: "decimal" },
      { header: standing.targetDue, style: "decimal" },
      { header: standing.returnedLamp, style: "centred" },
    ],
    [...rows, totals]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  for (const column of [4, 8]) {
    colourLamps(sheet, { row: placed.firstRow, column, rows: rows.length, columns: 1 });
  }
  builder.skip();
  return placed;
}

/** Actual, limit, limit to date and lamp of a KPI of which fewer are better. */
function upperCells(sheet: Sheet, target: Target | null, row: number, column: number): PlanCell[] {
  if (target === null) return absentTarget(sheet);
  const [actual, whole, due] = [0, 1, 2].map((at) => cellRef(row, column + at));
  return [
    target.actual,
    target.target,
    target.due,
    lampCell(sheet, target.lamp, `${actual}<=${due}`, `${actual}<=${whole}`),
  ];
}

/** Actual, target, target to date and lamp of a KPI of which more are better. */
function lowerCells(sheet: Sheet, target: Target | null, row: number, column: number): PlanCell[] {
  if (target === null) return absentTarget(sheet);
  const [actual, due] = [cellRef(row, column), cellRef(row, column + 2)];
  return [
    target.actual,
    target.target,
    target.due,
    lampCell(sheet, target.lamp, `${actual}>=${due}`, `${actual}>=${due}*${sheet.amberFrom}`),
  ];
}

const absentTarget = ({ context }: Sheet): PlanCell[] =>
  Array<PlanCell>(4).fill(textsOf(context.locale).sheets.header.absent);

function lampCell({ context }: Sheet, lamp: Lamp, green: string, amber: string): FormulaCell {
  const { lamps } = textsOf(context.locale).reports.targets;
  return {
    formula: `=IF(${green},"${lamps.green}",IF(${amber},"${lamps.amber}","${lamps.red}"))`,
    expected: lamps[lamp],
  };
}

function totalRow(
  label: string,
  rows: readonly TargetRow[],
  firstRow: number,
  count: number
): PlanCell[] {
  const total = (column: number, figure: (row: TargetRow) => number): FormulaCell =>
    sumCell(
      { row: firstRow, column },
      { row: firstRow + count - 1, column },
      rows.reduce((sum, row) => sum + figure(row), 0)
    );
  return [
    label,
    total(1, ({ newLost }) => newLost?.actual ?? 0),
    total(2, ({ newLost }) => newLost?.target ?? 0),
    total(3, ({ newLost }) => newLost?.due ?? 0),
    null,
    total(5, ({ initialReturned }) => initialReturned?.actual ?? 0),
    total(6, ({ initialReturned }) => initialReturned?.target ?? 0),
    total(7, ({ initialReturned }) => initialReturned?.due ?? 0),
    null,
  ];
}

function writePicture(sheet: Sheet, standing: Placed): void {
  const { builder, context, figures, targets } = sheet;
  const texts = textsOf(context.locale).reports.targets.standing;
  const rows = advisorRows(targets.month);
  const most = rows.reduce((a, b) => (b.flows.newLost > a.flows.newLost ? b : a));
  builder.chart(
    texts.sentence(
      figures.ownership.owners[most.owner],
      most.flows.newLost,
      most.newLost?.target ?? 0
    ),
    {
      name: "RETAIN targets",
      type: "ColumnClustered",
      source: { row: standing.headerRow, column: 0, rows: rows.length + 1, columns: 3 },
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "0",
      colors: [targetColors.actual, targetColors.target],
    },
    chartRows,
    9
  );
  builder.skip();
}
