import { solicitationTypes } from "../../../../retention/calls";
import { textsOf } from "../../../../locale";
import {
  completionRate,
  unmetTargets,
  type DailyTally,
  type TallyFlows,
  type UnmetTargets,
} from "../../../../retention/performance";
import {
  cellRef,
  SheetBuilder,
  type ColumnSpec,
  type Placed,
  writeHead,
  type ReportContext,
  additionCell,
  jumpCell,
  quotientCell,
  figureOrAbsent,
  sumCell,
  ownerLines,
  type PlanCell,
  type SheetPlan,
  tabColors,
  targetColors,
  chartTexts,
  planBelowHead,
  withPlacesAhead,
} from "../../../plan";
import { otherRules, type StoreFigures, ownerNaming } from "../../../figures";
import {
  countCells,
  countColumns,
  countHeaders,
  daySum,
  detailColumn,
  sumRow,
  sumsOf,
  writeBlockNames,
} from "./counts";
import { writeReasons } from "./reasons";
import { type Person, type Places, type Sheet, advisorLabel, reasonColumn } from "./sheet";

const chartRows = 16;
/** Unmet targets listed at the top; the table at the end has all. */
const mostOpenListed = 20;

/** In characters: labels, the columns under which reasons are written, counts, and the flows. */
const widths = [28, 18, 12, 10, 10, 10, 17, 17, ...Array<number>(12).fill(10), 14, 14, 14, 14];

/**
 * 维系日报 (rules §13, S0 表21): what waits for a reason, the day and the month by advisor with 新增流失 and
 * 流失回厂, the same by type, the detail they are added up from, and the reasons that managers write.
 */
export function tallySheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const { inputs, asOf, tally } = figures;
  const unmet = unmetTargets(inputs.records, inputs.tallyReasons, asOf);
  const people = peopleOf(figures, context, tally);
  // What stands above adds up what stands below.
  return withPlacesAhead<Places>((ahead) => {
    const builder = new SheetBuilder("tally", reports.names.tally, tabColors.result);
    const places = ahead ?? { detailRow: 0, reasonsRow: 0 };
    const sheet: Sheet = { builder, figures, context, tally, unmet, people, places };
    writeHead(builder, context, { title: reports.names.tally, headline: headlineOf(sheet) });
    writeOpen(sheet);
    writeAdvisors(sheet);
    writeTypes(sheet);
    const detailRow = writeDetail(sheet);
    const reasonsRow = writeReasons(sheet);
    const plan = planBelowHead(builder, { columnWidths: widths, frozenColumns: 1 });
    return { plan, places: { detailRow, reasonsRow } };
  });
}

const noFlows: TallyFlows = { newLostDay: 0, newLostMonth: 0, returnedDay: 0, returnedMonth: 0 };
/** Where no orders tell visits. */
const unknownFlows: TallyFlows = {
  newLostDay: NaN,
  newLostMonth: NaN,
  returnedDay: NaN,
  returnedMonth: NaN,
};

function peopleOf(
  figures: StoreFigures,
  context: ReportContext,
  { advisors, rows, flows }: DailyTally
): Person[] {
  const hasFigures = (owner: number): boolean =>
    rows.some(({ advisor }) => advisor === owner) ||
    (figures.knowsVisits && Object.values(flows[owner] ?? noFlows).some((value) => value !== 0));
  let offset = 0;
  return ownerLines(advisors, ownerNaming(figures, context), hasFigures).map((line) => {
    const own = rows.filter(({ advisor }) => advisor === line.owner);
    const person = { ...line, rows: own, flows: flows[line.owner] ?? noFlows, offset };
    offset += own.length;
    return person;
  });
}

/** Targets that nobody explained yet: they stand first, see `unmetTargets`. */
function openTargets({ unmet }: Sheet): UnmetTargets["rows"] {
  return unmet.rows.filter(
    ({ input: { reason, reasonable, measure } }) =>
      reason.trim() === "" || (reasonable !== true && measure.trim() === "")
  );
}

function headlineOf(sheet: Sheet): string {
  const { figures, context, tally } = sheet;
  const texts = textsOf(context.locale).reports.tally;
  if (!figures.hasCustomers) return texts.empty;
  const flows = figures.knowsVisits ? tally.flows.reduce(addFlows, noFlows) : unknownFlows;
  const lost = {
    rules: otherRules(figures, context.locale),
    newLost: flows.newLostDay,
    newLostMonth: flows.newLostMonth,
    returned: flows.returnedDay,
  };
  const day = daySum(tally.rows);
  if (day.planned === 0) return texts.noPlan(lost);
  const { planned, contacted, arrived } = day;
  const open = openTargets(sheet).length;
  return texts.headline({ planned, contacted, rate: completionRate(day), arrived, open, ...lost });
}

function addFlows(a: TallyFlows, b: TallyFlows): TallyFlows {
  return {
    newLostDay: a.newLostDay + b.newLostDay,
    newLostMonth: a.newLostMonth + b.newLostMonth,
    returnedDay: a.returnedDay + b.returnedDay,
    returnedMonth: a.returnedMonth + b.returnedMonth,
  };
}

/** What waits for a reason, oldest first, with links to where it is written. */
function writeOpen(sheet: Sheet): void {
  const { builder, context, places } = sheet;
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.tally.open;
  const open = openTargets(sheet);
  if (open.length === 0) return;
  builder.line(texts.section(open.length), "section");
  const listed = open.slice(0, mostOpenListed);
  if (listed.length < open.length) builder.line(texts.more(listed.length, open.length), "note");
  const firstRow = builder.row + 1;
  builder.grid(
    [
      { header: texts.advisor, style: "text" },
      { header: texts.type, style: "text" },
      { header: texts.day, style: "date" },
      { header: texts.planned, style: "number" },
      { header: texts.contacted, style: "number" },
      { header: texts.rate, style: "percent" },
      { header: texts.entry, style: "link" },
    ],
    listed.map(({ input, planned, contacted }, index): PlanCell[] => [
      advisorLabel(input.advisor, context),
      vocabulary.solicitationTypes[input.type],
      input.day,
      planned,
      contacted,
      quotientCell(cellRef(firstRow + index, 4), cellRef(firstRow + index, 3), [
        contacted,
        planned,
      ]),
      jumpCell(places.reasonsRow + index, reasonColumn, texts.fill),
    ])
  );
  builder.skip();
}

function writeAdvisors(sheet: Sheet): void {
  const { builder, context, tally, people, places } = sheet;
  const texts = textsOf(context.locale).reports.tally.advisors;
  if (people.length === 0) return;
  builder.line(texts.section, "section");
  writeBlockNames(sheet, 1);
  const flowColumns: ColumnSpec[] = [texts.newLost, texts.returned].flatMap((name) => [
    { header: texts.flowOfDay(name), style: "number" as const },
    { header: texts.flowOfMonth(name), style: "number" as const },
  ]);
  const firstRow = builder.row + 1;
  const lastRow = firstRow + people.length - 1;
  const flowCells = ({ newLostDay, newLostMonth, returnedDay, returnedMonth }: TallyFlows) => [
    newLostDay,
    newLostMonth,
    returnedDay,
    returnedMonth,
  ];
  const { knowsVisits } = sheet.figures;
  const total = tally.flows.reduce(addFlows, noFlows);
  const unknown = flowCells(unknownFlows).map(figureOrAbsent);
  const rows = people.map(({ label, rows: own, offset, flows }, index) => {
    const top = places.detailRow + offset;
    const ofDetail = (column: number, expected: number): PlanCell =>
      own.length === 0
        ? 0
        : sumCell(
            { row: top, column: detailColumn(column) },
            { row: top + own.length - 1, column: detailColumn(column) },
            expected
          );
    return [
      ...sumRow(label, firstRow + index, sumsOf(own), ofDetail),
      ...(knowsVisits ? flowCells(flows) : unknown),
    ];
  });
  const column = (at: number, expected: number): PlanCell =>
    sumCell({ row: firstRow, column: at }, { row: lastRow, column: at }, expected);
  const firstFlow = 2 + 2 * countColumns;
  const placed = builder.grid(
    [
      { header: texts.advisor, style: "text" },
      ...countHeaders(sheet),
      ...countHeaders(sheet),
      { header: texts.tomorrow, style: "number" },
      ...flowColumns,
    ],
    [
      ...rows,
      [
        ...sumRow(texts.total, lastRow + 1, sumsOf(tally.rows), column),
        ...(knowsVisits
          ? flowCells(total).map((expected, index) => column(firstFlow + index, expected))
          : unknown),
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
  drawAdvisors(sheet, placed);
}

function drawAdvisors({ builder, context, people }: Sheet, placed: Placed): void {
  const texts = textsOf(context.locale).reports.tally.advisors;
  const days = people.map((person) => ({ label: person.label, day: daySum(person.rows) }));
  const best = days.reduce((a, b) => (b.day.contacted > a.day.contacted ? b : a));
  if (best.day.contacted === 0 || best.day.planned === 0) return;
  const { planned, contacted } = best.day;
  builder.chart(
    texts.sentence({ best: best.label, planned, contacted, rate: completionRate(best.day) }),
    {
      name: "RETAIN tally",
      type: "ColumnClustered",
      source: { row: placed.headerRow, column: 0, rows: people.length + 1, columns: 3 },
      seriesBy: "Columns",
      ...chartTexts(texts),
      colors: [targetColors.target, targetColors.actual],
    },
    chartRows,
    9
  );
  builder.skip();
}

function writeTypes(sheet: Sheet): void {
  const { builder, context, tally, people, places } = sheet;
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.tally;
  const types = solicitationTypes.filter((type) => tally.rows.some((row) => row.type === type));
  if (types.length === 0) return;
  builder.line(texts.types.section, "section");
  writeBlockNames(sheet, 1);
  const firstRow = builder.row + 1;
  const lastRow = firstRow + types.length - 1;
  const rows = types.map((type, index) => {
    const ofType = tally.rows.filter((row) => row.type === type);
    const rowsOfType = people.flatMap(({ rows: own, offset }) =>
      own.flatMap((row, at) => (row.type === type ? [places.detailRow + offset + at] : []))
    );
    return sumRow(
      vocabulary.solicitationTypes[type],
      firstRow + index,
      sumsOf(ofType),
      (column, expected) =>
        additionCell(
          rowsOfType.map((row) => ({ row, column: detailColumn(column) })),
          expected
        )
    );
  });
  const placed = builder.grid(
    [
      { header: texts.types.type, style: "text" },
      ...countHeaders(sheet),
      ...countHeaders(sheet),
      { header: texts.advisors.tomorrow, style: "number" },
    ],
    [
      ...rows,
      sumRow(texts.advisors.total, lastRow + 1, sumsOf(tally.rows), (column, expected) =>
        sumCell({ row: firstRow, column }, { row: lastRow, column }, expected)
      ),
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
}

/** Advisor × type; gives where its first row stands. */
function writeDetail(sheet: Sheet): number {
  const { builder, context, people, tally } = sheet;
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.tally;
  builder.line(texts.detail.section, "section");
  if (tally.rows.length === 0) {
    builder.line(texts.detail.none, "note");
    builder.skip();
    return builder.row;
  }
  writeBlockNames(sheet, 2);
  const firstRow = builder.row + 1;
  const count = (_: number, expected: number): PlanCell => expected;
  const rows = people.flatMap(({ label, rows: own, offset }) =>
    own.map(({ type, day, month, tomorrow }, index): PlanCell[] => {
      const row = firstRow + offset + index;
      return [
        label,
        vocabulary.solicitationTypes[type],
        ...countCells(row, 2, day, count),
        ...countCells(row, 2 + countColumns, month, count),
        tomorrow,
      ];
    })
  );
  builder.grid(
    [
      { header: texts.advisors.advisor, style: "text" },
      { header: texts.types.type, style: "text" },
      ...countHeaders(sheet),
      ...countHeaders(sheet),
      { header: texts.advisors.tomorrow, style: "number" },
    ],
    rows
  );
  builder.skip();
  return firstRow;
}
