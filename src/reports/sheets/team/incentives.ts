import { isoOf, NO_DAY } from "../../../retention/time";
import { ruleSets, type StatusCode } from "../../../retention/status";
import { textsOf } from "../../../locale";
import { allParameters } from "../../../retention/allParameters";
import {
  incentiveProblems,
  incentivesOf,
  type Incentives,
  type IncentiveRow,
  type IncentiveValues,
  type LossTier,
} from "../../../retention/performance";
import {
  cellRef,
  formulaText,
  SheetBuilder,
  withPlacesAhead,
  type ColumnSpec,
  type Placed,
  writeHead,
  type ReportContext,
  customerColumns,
  countWhere,
  sumCell,
  sumWhere,
  ownerLabels,
  ownerLines,
  type OwnerLine,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  lossTierColors,
  tabColors,
  chartTexts,
  planBelowHead,
} from "../../plan";
import {
  chapterValues,
  type StoreFigures,
  otherRules,
  ownerNaming,
  sinceDealOf,
} from "../../figures";
import { sheetWithoutOrders } from "../withoutOrders";

const chartRows = 15;
const tiers = [
  "within",
  "above",
  "beyond",
  "received",
  "unrated",
] as const satisfies readonly LossTier[];
const bands: readonly StatusCode[] = ruleSets.retention.classes
  .filter(({ group }) => group === "lost")
  .map(({ status }) => status);

const amounts = [
  "deductionWithin",
  "deductionAbove",
  "deductionBeyond",
  "rewardLost3",
  "rewardLost6",
  "rewardLost12",
  "rewardLost24",
  "rewardLostOver24",
] as const satisfies readonly (keyof IncentiveValues)[];

/** The lists of cars; `null` where a list is empty. */
interface Lists {
  readonly losses: Placed | null;
  readonly returns: Placed | null;
  readonly evasions: Placed | null;
}

interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly incentives: Incentives;
  readonly labels: readonly string[];
  readonly lines: readonly OwnerLine[];
  /** Of customers in the lists: columns that say who it is. */
  readonly customer: ReturnType<typeof customerColumns>;
}

/**
 * 绩效 (rules §11, S0 目标设定): per advisor the deductions for newly lost and the rewards for returned
 * cars of the month, each sum a formula over the list of cars behind it, and 疑似规避.
 */
export function incentivesSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  if (!figures.knowsVisits) return sheetWithoutOrders("incentives", context);
  const { dealership, ownership, inputs, asOf, settings } = figures;
  const parameters = chapterValues(settings, "incentives", allParameters.incentives);
  const incentives = incentivesOf(dealership, ownership, inputs.ledger, asOf, {
    roster: settings.roster,
    parameters,
    targets: chapterValues(settings, "targets", allParameters.targets),
  });
  const naming = ownerNaming(figures, context);
  const { losses, returns } = incentives;
  const shared = {
    figures,
    context,
    incentives,
    labels: ownerLabels(ownership.owners, naming),
    lines: ownerLines(ownership.owners, naming, (owner) => hasFigures(incentives.rows[owner])),
    customer: customerColumns(
      dealership,
      context,
      ["plate", "model"],
      losses.length + returns.length
    ),
  };
  const name = textsOf(context.locale).reports.names.incentives;
  return withPlacesAhead<Lists>((ahead) => {
    const builder = new SheetBuilder("incentives", name, tabColors.result);
    const sheet: Sheet = { ...shared, builder };
    writeHead(builder, context, { title: name, headline: headlineOf(sheet) });
    writeNotes(sheet, parameters);
    writeSums(sheet, ahead);
    const places = {
      losses: writeLosses(sheet),
      returns: writeReturns(sheet),
      evasions: writeEvasions(sheet, parameters.evasionWithin),
    };
    return {
      places,
      plan: planBelowHead(builder, {
        columnWidths: [26, 18, 18, 22, 18, 18, 18, 18, 18],
        frozenColumns: 1,
      }),
    };
  });
}

const hasFigures = ({ newLost, returned, evasions }: IncentiveRow): boolean =>
  newLost + returned + evasions > 0;

const total = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

const isAbove = ({ tier }: { readonly tier: LossTier }): boolean =>
  tier === "above" || tier === "beyond";

function headlineOf({ figures, context, incentives }: Sheet): string {
  const texts = textsOf(context.locale).reports.incentives;
  if (!figures.hasCustomers) return texts.empty;
  const { rows, losses, returns, evasions } = incentives;
  return texts.headline({
    since: sinceDealOf(incentives.opening, figures.asOf),
    rules: otherRules(figures, context.locale),
    newLost: losses.length,
    above: losses.filter(isAbove).length,
    returned: returns.length,
    deduction: total(rows, ({ deduction }) => deduction),
    reward: total(rows, ({ reward }) => reward),
    evasions: evasions.length,
  });
}

function writeNotes(
  { builder, figures, context, incentives }: Sheet,
  parameters: IncentiveValues
): void {
  const { incentives: texts, people } = textsOf(context.locale).reports;
  builder.line(texts.period(isoOf(incentives.opening + 1), isoOf(incentives.last)), "note");
  if (figures.settings.roster.advisors.length === 0) builder.line(people.noAdvisors, "note");
  if (amounts.every((amount) => parameters[amount] === 0)) builder.line(texts.noAmounts, "note");
  for (const problem of incentiveProblems(parameters)) {
    builder.line(texts.problems[problem], "alert");
  }
  builder.skip();
}

/** Columns of the lists that the sums look into: after advisor, name and details. */
const lossColumn = (sheet: Sheet, name: "tier" | "deduction"): number =>
  1 + sheet.customer.length + (name === "tier" ? 2 : 3);
const returnColumn = (sheet: Sheet, name: "band" | "kpi" | "reward"): number =>
  1 + sheet.customer.length + { band: 1, kpi: 2, reward: 3 }[name];

/** Sums per advisor: the money first, then how it comes about, tier by tier and band by band. */
function writeSums(sheet: Sheet, ahead: Lists | null): void {
  if (sheet.lines.length === 0) return;
  const money = sheet.builder.row;
  // The first grid adds up the other two, which follow it at once.
  const height = sheet.lines.length + 4;
  writeMoney(sheet, ahead, { tiers: money + height, bands: money + 2 * height });
  const losses = writeTiers(sheet, ahead);
  writeBands(sheet, ahead);
  writePicture(sheet, losses);
}

/** A grid with one row per person and a row of sums. */
function grid(
  { builder, context, lines }: Sheet,
  section: string,
  columns: readonly ColumnSpec[],
  cells: (line: OwnerLine, row: number) => readonly PlanCell[],
  totals: readonly (number | null)[]
): Placed {
  const { people } = textsOf(context.locale).reports;
  builder.line(section, "section");
  const firstRow = builder.row + 1;
  const lastRow = firstRow + lines.length - 1;
  const placed = builder.grid(
    [{ header: people.advisor, style: "text" }, ...columns],
    [
      ...lines.map((line, index) => [line.label, ...cells(line, firstRow + index)]),
      [
        people.total,
        ...totals.map((expected, at) =>
          expected === null
            ? null
            : sumCell({ row: firstRow, column: at + 1 }, { row: lastRow, column: at + 1 }, expected)
        ),
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
  return placed;
}

const nameIn = (row: number): string => `$A${row + 1}`;

function writeMoney(
  sheet: Sheet,
  ahead: Lists | null,
  below: { readonly tiers: number; readonly bands: number }
): void {
  const { context, incentives } = sheet;
  const { sums: texts } = textsOf(context.locale).reports.incentives;
  const { absent } = textsOf(context.locale).sheets.header;
  const { rows } = incentives;
  const sumOf = (figure: (row: IncentiveRow) => number): number => total(rows, figure);
  const sectionRow = sheet.builder.row;
  grid(
    sheet,
    texts.section,
    [
      { header: texts.limit, style: "number" },
      { header: texts.newLost, style: "number" },
      { header: texts.deduction, style: "money" },
      { header: texts.returned, style: "number" },
      { header: texts.reward, style: "money" },
      { header: texts.net, style: "moneyChange" },
      { header: texts.evasions, style: "number" },
    ],
    ({ owner }, row) => {
      const own = rows[owner];
      const offset = row - sectionRow;
      const same = (firstRow: number, expected: number): FormulaCell => ({
        formula: `=${cellRef(firstRow + offset, 1)}`,
        expected,
      });
      const deductions = lossColumn(sheet, "deduction");
      const rewards = returnColumn(sheet, "reward");
      return [
        own.allowance ?? absent,
        same(below.tiers, own.newLost),
        sumWhere(ahead?.losses ?? null, deductions, [[0, nameIn(row)]], own.deduction),
        same(below.bands, own.returned),
        sumWhere(ahead?.returns ?? null, rewards, [[0, nameIn(row)]], own.reward),
        {
          formula: `=${cellRef(row, 5)}-${cellRef(row, 3)}`,
          expected: own.reward - own.deduction,
        },
        countWhere(ahead?.evasions ?? null, [[0, nameIn(row)]], own.evasions),
      ];
    },
    [
      sumOf(({ allowance }) => allowance ?? 0),
      sumOf(({ newLost }) => newLost),
      sumOf(({ deduction }) => deduction),
      sumOf(({ returned }) => returned),
      sumOf(({ reward }) => reward),
      sumOf(({ reward, deduction }) => reward - deduction),
      sumOf(({ evasions }) => evasions),
    ]
  );
}

/** Counts cars of a list by a column's word, beside their sum. */
function writeTiers(sheet: Sheet, ahead: Lists | null): Placed {
  const { context, incentives } = sheet;
  const { losses: texts } = textsOf(context.locale).reports.incentives;
  const count = (owner: number | null, tier: LossTier | null): number =>
    incentives.losses.filter(
      (car) => (owner === null || car.owner === owner) && (tier === null || car.tier === tier)
    ).length;
  return grid(
    sheet,
    texts.section,
    [
      { header: texts.total, style: "number" },
      ...tiers.map((tier): ColumnSpec => ({ header: texts.tiers[tier], style: "number" })),
    ],
    ({ owner }, row) => [
      sumCell({ row, column: 2 }, { row, column: 1 + tiers.length }, count(owner, null)),
      ...tiers.map((tier) =>
        countWhere(
          ahead?.losses ?? null,
          [
            [0, nameIn(row)],
            [lossColumn(sheet, "tier"), formulaText(texts.tiers[tier])],
          ],
          count(owner, tier)
        )
      ),
    ],
    [count(null, null), ...tiers.map((tier) => count(null, tier))]
  );
}

function writeBands(sheet: Sheet, ahead: Lists | null): void {
  const { context, incentives } = sheet;
  const { returns: texts, returnCars } = textsOf(context.locale).reports.incentives;
  const { statuses } = textsOf(context.locale).data;
  const count = (owner: number | null, band: StatusCode | null): number =>
    incentives.returns.filter(
      (car) => (owner === null || car.owner === owner) && (band === null || car.band === band)
    ).length;
  const initial = (owner: number | null): number =>
    incentives.returns.filter((car) => car.initial && (owner === null || car.owner === owner))
      .length;
  grid(
    sheet,
    texts.section,
    [
      { header: texts.total, style: "number" },
      ...bands.map((band): ColumnSpec => ({ header: statuses[band], style: "number" })),
      { header: texts.initial, style: "number" },
    ],
    ({ owner }, row) => [
      sumCell({ row, column: 2 }, { row, column: 1 + bands.length }, count(owner, null)),
      ...bands.map((band) =>
        countWhere(
          ahead?.returns ?? null,
          [
            [0, nameIn(row)],
            [returnColumn(sheet, "band"), formulaText(statuses[band])],
          ],
          count(owner, band)
        )
      ),
      countWhere(
        ahead?.returns ?? null,
        [
          [0, nameIn(row)],
          [returnColumn(sheet, "kpi"), formulaText(returnCars.initial)],
        ],
        initial(owner)
      ),
    ],
    [count(null, null), ...bands.map((band) => count(null, band)), initial(null)]
  );
}

/** Cars per advisor and tier; the tiers stand beside each other, without their sum. */
function writePicture(sheet: Sheet, placed: Placed): void {
  const { builder, context, incentives, lines } = sheet;
  const { reports } = textsOf(context.locale);
  const { losses: texts } = reports.incentives;
  const { losses } = incentives;
  if (losses.length === 0) return;
  builder.chartWithData(
    texts.sentence(losses.filter(isAbove).length, losses.length),
    [
      { header: reports.people.advisor, style: "text" },
      ...tiers.map((tier): ColumnSpec => ({ header: texts.tiers[tier], style: "number" })),
    ],
    lines.map(({ label, owner }, index) => [
      label,
      ...tiers.map((tier, at) => ({
        formula: `=${cellRef(placed.firstRow + index, 2 + at)}`,
        expected: losses.filter((car) => car.owner === owner && car.tier === tier).length,
      })),
    ]),
    {
      name: "RETAIN incentives",
      type: "ColumnStacked",
      seriesBy: "Columns",
      ...chartTexts(texts),
      valueAxisFormat: "0",
      colors: tiers.map((tier) => lossTierColors[tier]),
    },
    { rows: chartRows, columns: 8, dataLabel: reports.chartData }
  );
  builder.skip();
}

/** A list of cars as a table, or the sentence that there is none. */
function writeList<Car extends { readonly owner: number; readonly customer: number }>(
  { builder, context, labels, customer }: Sheet,
  texts: { readonly section: string; readonly none: string; readonly table: string },
  cars: readonly Car[],
  columns: readonly (ColumnSpec & { readonly cell: (car: Car, row: number) => PlanCell })[]
): Placed | null {
  const { people } = textsOf(context.locale).reports;
  builder.line(texts.section, "section");
  if (cars.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return null;
  }
  const firstRow = builder.row + 1;
  const placed = builder.table(
    texts.table,
    [{ header: people.advisor, style: "literal" }, ...customer, ...columns],
    cars.map((car, index) => [
      labels[car.owner],
      ...customer.map(({ cell }) => cell(car.customer)),
      ...columns.map(({ cell }) => cell(car, firstRow + index)),
    ])
  );
  builder.skip();
  return placed;
}

function writeLosses(sheet: Sheet): Placed | null {
  const texts = textsOf(sheet.context.locale).reports.incentives;
  const { lossCars } = texts;
  return writeList(
    sheet,
    { ...lossCars, table: "RETAIN_incentiveLosses" },
    sheet.incentives.losses,
    [
      { header: lossCars.day, style: "date", cell: ({ day }) => day },
      {
        header: lossCars.heldSince,
        style: "date",
        cell: ({ heldSince }) => (heldSince === NO_DAY ? lossCars.sinceBefore : heldSince),
      },
      { header: lossCars.tier, style: "text", cell: ({ tier }) => texts.losses.tiers[tier] },
      { header: lossCars.deduction, style: "money", cell: ({ deduction }) => deduction },
    ]
  );
}

function writeReturns(sheet: Sheet): Placed | null {
  const { reports, data } = textsOf(sheet.context.locale);
  const { returnCars } = reports.incentives;
  return writeList(
    sheet,
    { ...returnCars, table: "RETAIN_incentiveReturns" },
    sheet.incentives.returns,
    [
      { header: returnCars.day, style: "date", cell: ({ day }) => day },
      { header: returnCars.band, style: "text", cell: ({ band }) => data.statuses[band] },
      {
        header: returnCars.kpi,
        style: "text",
        cell: ({ initial }) => (initial ? returnCars.initial : returnCars.other),
      },
      { header: returnCars.reward, style: "money", cell: ({ reward }) => reward },
    ]
  );
}

function writeEvasions(sheet: Sheet, within: number): Placed | null {
  const { evasions } = textsOf(sheet.context.locale).reports.incentives;
  const dayColumn = 1 + sheet.customer.length;
  return writeList(
    sheet,
    { none: evasions.none, section: evasions.section(within), table: "RETAIN_suspectedEvasions" },
    sheet.incentives.evasions,
    [
      { header: evasions.day, style: "date", cell: ({ day }) => day },
      { header: evasions.lostDay, style: "date", cell: ({ lostDay }) => lostDay },
      {
        header: evasions.daysBefore,
        style: "number",
        cell: ({ day, lostDay }, row) => ({
          formula: `=${cellRef(row, dayColumn + 1)}-${cellRef(row, dayColumn)}`,
          expected: lostDay - day,
        }),
      },
    ]
  );
}
