import { textsOf, type Locale } from "../../../../locale";
import {
  achievementOf,
  ACTIVITY_LEVELS,
  customerDynamics,
  evaluatedTypes,
  evaluateSolicitation,
  netOfFlows,
  OUT_OF_BASE,
  ownedFlowEffects,
  ownedFlowNames,
  successOf,
  trendOf,
  type Dynamics,
  type OwnedFlow,
  type OwnerDynamics,
  type PersonEvaluation,
  type Ranks,
  type SolicitationEvaluation,
  type SolicitationFigures,
  type Trend,
} from "../../../../retention/performance";
import { allParameters } from "../../../../retention/allParameters";
import { CUSTOMER_CARE, UNASSIGNED } from "../../../../retention/ownership";
import { isoOf, monthStartOf, weekStartOf, type DayRange } from "../../../../retention/time";
import { ruleSets, type StatusCode } from "../../../../retention/status";
import { solicitationTypes } from "../../../../retention/calls";
import {
  cellRef,
  SheetBuilder,
  type ColumnSpec,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  absentFigure,
  quotientCell,
  sumCell,
  ownerLabels,
  ownerLines,
  type OwnerLine,
  type OwnerNaming,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  advisorColors,
  rateColors,
  tabColors,
} from "../../../plan";

import { chapterValues, type StoreFigures } from "../../../figures";

const chartRows = 16;
/** Characters of a column of figures: the longest header of each language. */
const figureWidths: Readonly<Record<Locale, number>> = { "zh-CN": 14, "en-US": 19 };

type PeriodKind = "month" | "week";

/** One of the two periods with its figures and its name. */
interface Period {
  readonly kind: PeriodKind;
  readonly name: string;
  readonly solicitation: SolicitationEvaluation;
  readonly dynamics: Dynamics;
}

interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly naming: OwnerNaming;
  readonly trend: Trend;
}

/**
 * 顾问评估 (rules §14, S0 绩效评估, 表22): how advisors carried out their solicitation in the month and the
 * week so far, what became of their customers, and where newly lost and base are going. Weeks do not sum
 * to months.
 */
export function evaluationSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { dealership, ownership, asOf, settings } = figures;
  const { names, evaluation: texts, people } = textsOf(context.locale).reports;
  const parameters = chapterValues(settings, "evaluation", allParameters.evaluation);
  const periodOf = (kind: PeriodKind): Period => {
    const first = kind === "month" ? monthStartOf(asOf) : weekStartOf(asOf);
    const range: DayRange = { first, last: asOf };
    return {
      kind,
      name: texts.periods[kind](isoOf(first), isoOf(asOf)),
      solicitation: solicitationOf(figures, range, parameters.rankedTasks),
      dynamics: customerDynamics(dealership, ownership, range, parameters.activityMonths),
    };
  };
  const [month, week] = [periodOf("month"), periodOf("week")];
  const builder = new SheetBuilder("evaluation", names.evaluation, tabColors.result);
  const sheet: Sheet = {
    builder,
    figures,
    context,
    naming: { locale: context.locale, roster: settings.roster },
    trend: trendOf(dealership, ownership, asOf, Math.max(2, parameters.trendMonths)),
  };
  writeHead(builder, context, {
    title: names.evaluation,
    headline: headlineOf(sheet, month),
  });
  const notes = [texts.weeksNotMonths, texts.cohort, texts.ranking(parameters.rankedTasks)];
  if (month.dynamics.shortHistory || sheet.trend.shortHistory) notes.push(texts.shortHistory);
  if (settings.roster.advisors.length === 0) notes.push(people.noAdvisors);
  for (const note of notes) builder.line(note, "note");
  builder.skip();
  for (const period of [month, week]) writeSolicitation(sheet, period);
  for (const period of [month, week]) writeDynamics(sheet, period);
  writeTrend(sheet);
  return builder.build({
    columnWidths: [30, ...Array<number>(15).fill(figureWidths[context.locale])],
    freeze: { rows: frozenHeadRows, columns: 1 },
    print: { titleRows: [0, frozenHeadRows - 1] },
  });
}

function solicitationOf(
  figures: StoreFigures,
  period: DayRange,
  rankedTasks: number
): SolicitationEvaluation {
  const { dealership, ownership, inputs, asOf, credits, settings } = figures;
  const rules = chapterValues(settings, "solicitation.rules", allParameters.solicitation.rules);
  return evaluateSolicitation(dealership, ownership, inputs.records, period, {
    asOf,
    rules,
    credits,
    rankedTasks,
  });
}

const known = (value: number): number | string => (Number.isNaN(value) ? absentFigure : value);
const total = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

function headlineOf({ figures, context, naming }: Sheet, month: Period): string {
  const texts = textsOf(context.locale).reports.evaluation;
  if (!figures.hasCustomers) return texts.empty;
  const { store, rows, people } = month.solicitation;
  const { evaluated } = store;
  if (evaluated.tasks + evaluated.unplanned === 0) {
    return texts.headlineWithoutTasks({
      opening: total(month.dynamics.rows, ({ openingBase }) => openingBase),
      closing: total(month.dynamics.rows, ({ closingBase }) => closingBase),
    });
  }
  const labels = ownerLabels(people, naming);
  const first = rows.filter(({ ranks }) => ranks.evaluated.achievement === 1);
  return texts.headline({
    tasks: evaluated.tasks,
    done: evaluated.done,
    achievement: achievementOf(evaluated),
    arrived: evaluated.arrived,
    success: successOf(evaluated),
    first: first.map(({ person }) => labels[person]).join("、"),
  });
}

const counts = ["tasks", "done", "unplanned", "appointed", "arrived", "open"] as const;
const countColumn = (name: (typeof counts)[number]): number => 3 + counts.indexOf(name);

const hasContacts = (figures: SolicitationFigures): boolean =>
  counts.some((name) => figures[name] !== 0);

/** Rates first, because they are drawn; they are quotients of the counts beside them. */
function solicitationCells(figures: SolicitationFigures, row: number): PlanCell[] {
  const ref = (name: (typeof counts)[number]): string => cellRef(row, countColumn(name));
  const { tasks, done, unplanned, arrived } = figures;
  return [
    quotientCell(ref("done"), ref("tasks"), [done, tasks]),
    quotientCell(ref("arrived"), `(${ref("done")}+${ref("unplanned")})`, [
      arrived,
      done + unplanned,
    ]),
    ...counts.map((name) => figures[name]),
  ];
}

function solicitationColumns({ context }: Sheet): ColumnSpec[] {
  const texts = textsOf(context.locale).reports.evaluation.solicitation;
  return [
    { header: texts.achievement, style: "percent" },
    { header: texts.success, style: "percent" },
    ...counts.map((name): ColumnSpec => ({ header: texts[name], style: "number" })),
  ];
}

function totalCells(sums: SolicitationFigures, firstRow: number, row: number): PlanCell[] {
  const [achievement, success] = solicitationCells(sums, row);
  return [
    achievement ?? null,
    success ?? null,
    ...counts.map((name) =>
      sumCell(
        { row: firstRow, column: countColumn(name) },
        { row: row - 1, column: countColumn(name) },
        sums[name]
      )
    ),
  ];
}

/** Tasks, contacts and arrivals: the four types together, one by one, then the 客服专员. */
function writeSolicitation(sheet: Sheet, period: Period): void {
  const { builder, context, naming } = sheet;
  const { evaluation, people } = textsOf(context.locale).reports;
  const { solicitationTypes: typeNames } = textsOf(context.locale).vocabulary;
  const texts = evaluation.solicitation;
  const { solicitation } = period;
  builder.line(texts.section(period.name), "section");
  const lines = ownerLines(
    solicitation.people,
    naming,
    (person) => person !== CUSTOMER_CARE && hasContacts(solicitation.rows[person].evaluated)
  ).filter(({ owner }) => owner !== CUSTOMER_CARE);
  if (lines.length === 0) builder.line(people.noAdvisors, "note");
  else {
    const placed = writeRates(sheet, texts.evaluated, lines, solicitation, "evaluated");
    if (period.kind === "month") writeRatePicture(sheet, placed, lines, solicitation);
    for (const type of evaluatedTypes) {
      writeRates(sheet, typeNames[type], lines, solicitation, type);
    }
  }
  writeCustomerCare(sheet, solicitation);
}

/** One block: people down, figures across, ranks at the end; 客服专员 is not among them. */
function writeRates(
  sheet: Sheet,
  title: string,
  lines: readonly OwnerLine[],
  { rows }: SolicitationEvaluation,
  of: (typeof evaluatedTypes)[number] | "evaluated"
): Placed {
  const { builder, context } = sheet;
  const { evaluation, people } = textsOf(context.locale).reports;
  const texts = evaluation.solicitation;
  const figuresOf = (person: PersonEvaluation): SolicitationFigures =>
    of === "evaluated" ? person.evaluated : person.byType[of];
  const place = (rank: number | null): PlanCell => rank ?? absentFigure;
  const ranksOf = ({ achievement, success }: Ranks): PlanCell[] => [
    place(achievement),
    place(success),
  ];
  builder.line(title, "subsection");
  const firstRow = builder.row + 1;
  const sums = sumFigures(lines.map(({ owner }) => figuresOf(rows[owner])));
  const placed = builder.grid(
    [
      { header: people.advisor, style: "text" },
      ...solicitationColumns(sheet),
      { header: texts.achievementRank, style: "number" },
      { header: texts.successRank, style: "number" },
    ],
    [
      ...lines.map(({ owner, label }, index) => [
        label,
        ...solicitationCells(figuresOf(rows[owner]), firstRow + index),
        ...ranksOf(rows[owner].ranks[of]),
      ]),
      [people.total, ...totalCells(sums, firstRow, firstRow + lines.length), null, null],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  const ranks = { row: firstRow, column: 9, rows: lines.length, columns: 2 };
  // The rates stand in columns B and C as their ranks do here; the first of those with 0% is no example.
  const formula = `AND(${cellRef(ranks.row, ranks.column)}=1,${cellRef(ranks.row, 1)}>0)`;
  builder.conditionalFormat({ kind: "expression", area: ranks, formula, style: "goodCell" });
  builder.skip();
  return placed;
}

function sumFigures(all: readonly SolicitationFigures[]): SolicitationFigures {
  return Object.fromEntries(
    counts.map((name) => [name, total(all, (figures) => figures[name])])
  ) as unknown as SolicitationFigures;
}

function writeRatePicture(
  { builder, context }: Sheet,
  placed: Placed,
  lines: readonly OwnerLine[],
  { store }: SolicitationEvaluation
): void {
  const texts = textsOf(context.locale).reports.evaluation.solicitation;
  if (!hasContacts(store.evaluated)) return;
  builder.chart(
    texts.sentence({
      achievement: achievementOf(store.evaluated),
      success: successOf(store.evaluated),
    }),
    {
      name: "RETAIN evaluation",
      type: "ColumnClustered",
      source: { row: placed.headerRow, column: 0, rows: lines.length + 1, columns: 3 },
      seriesBy: "Columns",
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.achievementAxis,
      valueAxisMinimum: 0,
      valueAxisFormat: "0%",
      colors: [rateColors.achievement, rateColors.success],
      // A tenth of the other rate: on its axis it would lie on the ground.
      lines: { series: [1], axisTitle: texts.successAxis, axisFormat: "0.0%" },
    },
    chartRows,
    10
  );
  builder.skip();
}

/** The 客服专员's contacts by type, unranked. */
function writeCustomerCare(sheet: Sheet, { people, rows }: SolicitationEvaluation): void {
  const { builder, context, naming } = sheet;
  const { evaluation, people: peopleTexts } = textsOf(context.locale).reports;
  const texts = evaluation.solicitation;
  const { byType } = rows[CUSTOMER_CARE];
  const types = solicitationTypes.filter((type) => hasContacts(byType[type]));
  if (types.length === 0) return;
  const { solicitationTypes: names } = textsOf(context.locale).vocabulary;
  builder.line(texts.care(ownerLabels(people, naming)[CUSTOMER_CARE]), "subsection");
  const firstRow = builder.row + 1;
  const sums = sumFigures(types.map((type) => byType[type]));
  const placed = builder.grid(
    [{ header: texts.type, style: "text" }, ...solicitationColumns(sheet)],
    [
      ...types.map((type, index) => [
        names[type],
        ...solicitationCells(byType[type], firstRow + index),
      ]),
      [peopleTexts.total, ...totalCells(sums, firstRow, firstRow + types.length)],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
}

const hasCustomers = (row: OwnerDynamics): boolean =>
  [...Object.values(row.opening), ...Object.values(row.closing), ...Object.values(row.flows)].some(
    (count) => count !== 0
  ) || row.nearLostReturned + row.warningReturned > 0;

function writeDynamics(sheet: Sheet, { kind, name, dynamics }: Period): void {
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
        expected: known(own.closingStableShare - own.openingStableShare),
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
  { builder, context }: Sheet,
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
          (flow, at) => `${ownedFlowEffects[flow].base > 0 ? "+" : "-"}${cellRef(row, at + 2)}`
        );
        return [
          label,
          fromStatuses(0, own.openingBase),
          ...baseFlows.map((flow) => count(own, flow)),
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

/** 新增流失 and 基盘 of the last complete months, and where they are going. */
function writeTrend({ builder, figures, context, naming, trend }: Sheet): void {
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
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "0",
      colors: advisorColors.slice(0, drawn.length),
    },
    chartRows,
    10
  );
}
