import { textsOf } from "../../../../locale";
import {
  ACTIVITY_LEVELS,
  netOfFlows,
  OUT_OF_BASE,
  ownedFlowEffects,
  ownedFlowNames,
  type Dynamics,
  type OwnedFlow,
  type OwnerDynamics,
} from "../../../../retention/performance";
import { ruleSets, type StatusCode } from "../../../../retention/status";
import {
  cellRef,
  type ColumnSpec,
  type Placed,
  absentFigure,
  figureOrAbsent,
  quotientCell,
  sumCell,
  ownerLines,
  type OwnerLine,
  type FormulaCell,
  type PlanCell,
} from "../../../plan";
import { type Period, type Sheet, total } from "./sheet";

const hasCustomers = (row: OwnerDynamics): boolean =>
  [...Object.values(row.opening), ...Object.values(row.closing), ...Object.values(row.flows)].some(
    (count) => count !== 0
  ) || row.nearLostReturned + row.warningReturned > 0;

/** What became of everybody's customers in a period. */
export function writeDynamics(sheet: Sheet, { kind, name, dynamics }: Period): void {
  const { ownership } = sheet.figures;
  const lines = ownerLines(ownership.owners, sheet.naming, (owner) =>
    hasCustomers(dynamics.rows[owner])
  );
  if (lines.length === 0) return;
  const statuses = writeStatuses(sheet, name, lines, dynamics);
  writeFlows(sheet, name, lines, dynamics, statuses);
  writeActivity(sheet, name, lines, dynamics);
  if (kind === "month") writeMoves(sheet, name, lines, dynamics);
}

const { classes } = ruleSets.retention;
const baseStatuses = classes.filter(({ group }) => group === "base").map(({ status }) => status);
const lostStatuses = classes.filter(({ group }) => group === "lost").map(({ status }) => status);
const statusColumns: readonly StatusCode[] = [
  ...baseStatuses,
  ...lostStatuses,
  "invalid",
  "unknown",
];
/** Columns after the statuses. */
const after = {
  base: statusColumns.length + 1,
  lost: statusColumns.length + 2,
  stable: statusColumns.length + 3,
} as const;

/** Opening, closing and change of every person's customers by status. */
function writeStatuses(
  { builder, context }: Sheet,
  period: string,
  lines: readonly OwnerLine[],
  { rows }: Dynamics
): Placed {
  const { reports, data } = textsOf(context.locale);
  const texts = reports.evaluation.statuses;
  builder.line(texts.section(period), "section");
  const firstRow = builder.row + 1;
  const cells = (of: OwnerDynamics["opening"], row: number): PlanCell[] => {
    const count = (status: StatusCode): number => of[status] ?? 0;
    const base = total(baseStatuses, count);
    const lostFrom = 1 + baseStatuses.length;
    return [
      ...statusColumns.map(count),
      sumCell({ row, column: 1 }, { row, column: baseStatuses.length }, base),
      sumCell(
        { row, column: lostFrom },
        { row, column: lostFrom + lostStatuses.length - 1 },
        total(lostStatuses, count)
      ),
      quotientCell(cellRef(row, 1), cellRef(row, after.base), [count("stable"), base]),
    ];
  };
  const changeCells = (own: OwnerDynamics, row: number): PlanCell[] => {
    const change = (column: number, expected: number): FormulaCell => ({
      formula: `=${cellRef(row - 1, column)}-${cellRef(row - 2, column)}`,
      expected,
    });
    const count = (status: StatusCode): number =>
      (own.closing[status] ?? 0) - (own.opening[status] ?? 0);
    const [before, now] = [cellRef(row - 2, after.stable), cellRef(row - 1, after.stable)];
    return [
      ...statusColumns.map((status, index) => change(index + 1, count(status))),
      change(after.base, total(baseStatuses, count)),
      change(after.lost, total(lostStatuses, count)),
      {
        formula: `=IF(AND(ISNUMBER(${before}),ISNUMBER(${now})),N(${now})-N(${before}),"${absentFigure}")`,
        expected: figureOrAbsent(own.closingStableShare - own.openingStableShare),
      },
    ];
  };
  const placed = builder.grid(
    [
      { header: reports.people.advisor, style: "text" },
      ...statusColumns.map((status): ColumnSpec => ({
        header: data.statuses[status],
        style: "number",
      })),
      { header: data.statusGroups.base, style: "number" },
      { header: data.statusGroups.lost, style: "number" },
      { header: texts.stableShare, style: "percent" },
    ],
    lines.flatMap(({ owner, label }, index) => {
      const own = rows[owner];
      const row = firstRow + 3 * index;
      return [
        [texts.opening(label), ...cells(own.opening, row)],
        [texts.closing(label), ...cells(own.closing, row + 1)],
        [texts.change(label), ...changeCells(own, row + 2)],
      ];
    })
  );
  lines.forEach((_, index) => {
    const row = firstRow + 3 * index + 2;
    const counted = { row, column: 1, rows: 1, columns: after.lost };
    builder.style(counted, "change");
    builder.style({ row, column: after.stable, rows: 1, columns: 1 }, "percentChange");
    builder.style({ row: row - 2, column: 0, rows: 1, columns: after.stable + 1 }, "groupTop");
  });
  builder.skip();
  return placed;
}

/** Ways into and out of the base; the two kinds of return of the lost are one here. */
const baseFlows = ownedFlowNames.filter(
  (flow) => ownedFlowEffects[flow].base !== 0 && flow !== "initialReturned"
) as Exclude<
  OwnedFlow,
  | "initialReturned"
  | "lostInvalidated"
  | "lostTransferredIn"
  | "lostTransferredOut"
  | "lostRevived"
  | "lostVerified"
  | "enteredLost"
>[];

/** What came into and went out of everybody's base, with the identity as a check. */
function writeFlows(
  { builder, context, figures }: Sheet,
  period: string,
  lines: readonly OwnerLine[],
  { rows }: Dynamics,
  statuses: Placed
): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.evaluation.flows;
  builder.line(texts.section(period), "section");
  const firstRow = builder.row + 1;
  const closing = baseFlows.length + 2;
  const count = (own: OwnerDynamics, flow: (typeof baseFlows)[number]): number =>
    flow === "otherReturned"
      ? own.flows.otherReturned + own.flows.initialReturned
      : own.flows[flow];
  const isKnown = (flow: OwnedFlow): boolean => flow !== "soldNew" || figures.knowsOwnSales;
  const placed = builder.grid(
    [
      { header: reports.people.advisor, style: "text" },
      { header: texts.opening, style: "number" },
      ...baseFlows.map((flow): ColumnSpec => ({ header: texts[flow], style: "number" })),
      { header: texts.closing, style: "number" },
      { header: texts.check, style: "number" },
      { header: texts.nearLostReturned, style: "number" },
      { header: texts.warningReturned, style: "number" },
    ],
    [
      ...lines.map(({ owner, label }, index): PlanCell[] => {
        const own = rows[owner];
        const row = firstRow + index;
        const fromStatuses = (line: number, expected: number): FormulaCell => ({
          formula: `=${cellRef(statuses.firstRow + 3 * index + line, after.base)}`,
          expected,
        });
        const parts = baseFlows.map(
          (flow, at) => `${ownedFlowEffects[flow].base > 0 ? "+" : "-"}N(${cellRef(row, at + 2)})`
        );
        return [
          label,
          fromStatuses(0, own.openingBase),
          ...baseFlows.map((flow) => (isKnown(flow) ? count(own, flow) : absentFigure)),
          fromStatuses(1, own.closingBase),
          {
            formula: `=${cellRef(row, 1)}${parts.join("")}-${cellRef(row, closing)}`,
            expected: own.openingBase + netOfFlows(own.flows, "base") - own.closingBase,
          },
          own.nearLostReturned,
          own.warningReturned,
        ];
      }),
      [
        reports.people.total,
        ...Array.from({ length: closing + 3 }, (_, at): PlanCell => {
          const column = at + 1;
          const last = firstRow + lines.length - 1;
          const flow = baseFlows[column - 2];
          if (flow !== undefined && !isKnown(flow)) return absentFigure;
          const figure = (own: OwnerDynamics): number => {
            if (column === 1) return own.openingBase;
            if (flow !== undefined) return count(own, flow);
            if (column === closing) return own.closingBase;
            if (column === closing + 1) return 0;
            return column === closing + 2 ? own.nearLostReturned : own.warningReturned;
          };
          const sum = total(lines, ({ owner }) => figure(rows[owner]));
          return sumCell({ row: firstRow, column }, { row: last, column }, sum);
        }),
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  const height = lines.length + 1;
  builder.colourCheck({ row: firstRow, column: closing + 1, rows: height, columns: 1 });
  builder.skip();
}

/** Base customers by visits in 12 months, opening and closing: 0 + 1 + 2 + 3 = 基盘. */
function writeActivity(
  { builder, context }: Sheet,
  period: string,
  lines: readonly OwnerLine[],
  { rows }: Dynamics
): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.evaluation.activity;
  builder.line(texts.section(period), "section");
  const firstRow = builder.row + 1;
  const sums = { opening: ACTIVITY_LEVELS + 1, closing: 2 * ACTIVITY_LEVELS + 2 };
  const placed = builder.grid(
    [
      { header: reports.people.advisor, style: "text" },
      ...texts.levels.map((level): ColumnSpec => ({
        header: texts.opening(level),
        style: "number",
      })),
      { header: texts.openingBase, style: "number" },
      ...texts.levels.map((level): ColumnSpec => ({
        header: texts.closing(level),
        style: "number",
      })),
      { header: texts.closingBase, style: "number" },
      { header: texts.upgraded, style: "number" },
      { header: texts.downgraded, style: "number" },
    ],
    lines.map(({ owner, label }, index): PlanCell[] => {
      const own = rows[owner];
      const row = firstRow + index;
      const base = (column: number, expected: number): FormulaCell =>
        sumCell({ row, column: column - ACTIVITY_LEVELS }, { row, column: column - 1 }, expected);
      return [
        label,
        ...own.openingActivity,
        base(sums.opening, own.openingBase),
        ...own.closingActivity,
        base(sums.closing, own.closingBase),
        own.upgraded,
        own.downgraded,
      ];
    })
  );
  for (const column of Object.values(sums)) {
    builder.style({ row: firstRow, column, rows: lines.length, columns: 1 }, "strong");
  }
  builder.skip(placed.lastRow >= firstRow ? 1 : 0);
}

/** Who moved from which level to which, as a table of those moves that happened. */
function writeMoves(
  { builder, context }: Sheet,
  period: string,
  lines: readonly OwnerLine[],
  { rows }: Dynamics
): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.evaluation.activity;
  builder.line(texts.moves(period), "section");
  const width = ACTIVITY_LEVELS + 1;
  const nameOf = (level: number): string =>
    level === OUT_OF_BASE ? texts.outside : (texts.levels[level] ?? "");
  const found = lines.flatMap(({ owner, label }) =>
    Array.from({ length: width }, (_, from) => ({
      label,
      from,
      counts: rows[owner].moves.slice(from * width, (from + 1) * width),
    })).filter(({ counts: of }) => of.some((count) => count > 0))
  );
  if (found.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const firstRow = builder.row + 1;
  builder.table(
    "RETAIN_activityMoves",
    [
      { header: reports.people.advisor, style: "literal" },
      { header: texts.from, style: "text" },
      ...texts.levels.map((header): ColumnSpec => ({ header, style: "number" })),
      { header: texts.left, style: "number" },
      { header: texts.total, style: "number" },
    ],
    found.map(({ label, from, counts: of }, index) => {
      const row = firstRow + index;
      const sum = total(of, (count) => count);
      return [
        label,
        nameOf(from),
        ...of,
        sumCell({ row, column: 2 }, { row, column: width + 1 }, sum),
      ];
    })
  );
  builder.skip();
}
