import { textsOf } from "../../../../locale";
import {
  achievementOf,
  evaluatedTypes,
  successOf,
  type PersonEvaluation,
  type Ranks,
  type SolicitationEvaluation,
  type SolicitationFigures,
} from "../../../../retention/performance";
import { CUSTOMER_CARE } from "../../../../retention/ownership";
import { solicitationTypes } from "../../../../retention/calls";
import {
  cellRef,
  type ColumnSpec,
  type Placed,
  absentFigure,
  quotientCell,
  sumCell,
  ownerLabels,
  ownerLines,
  type OwnerLine,
  type PlanCell,
  rateColors,
} from "../../../plan";
import { type Period, type Sheet, chartRows, total } from "./sheet";

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
export function writeSolicitation(sheet: Sheet, period: Period): void {
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
