import { textsOf } from "../../../../locale";
import { allParameters } from "../../../../retention/allParameters";
import { hasRevenue } from "../../../../retention/store";
import {
  codeOfStatus,
  groupMask,
  NOT_COUNTED,
  ruleSets,
  statusAt,
  type StatusCode,
} from "../../../../retention/status";
import {
  loyalValueOf,
  lossValueOf,
  planBudget,
  toCents,
  valueGrades,
  type BudgetCandidate,
} from "../../../../retention/value";
import type { ParameterValues, ParameterUnit } from "../../../../retention/parameters";
import {
  cellRef,
  fixedRef,
  SheetBuilder,
  type ColumnSpec,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  customerColumns,
  absentFigure,
  quotientCell,
  sumCell,
  type PlanCell,
  type SheetPlan,
  tabColors,
} from "../../../plan";

import { chapterValues, type StoreFigures } from "../../../figures";

const chartRows = 16;
/** Customers listed whom RFM and PSV place differently. */
const mostDisagreements = 50;
/** Customers listed with parts and drivers; 客户基准表 has the PSV of all. */
const mostListed = 2_000;
/** A place from which on a customer stands in the top quarter. */
const topQuarter = 0.75;
/** 基础, 衍生 and 再购 in the chart. */
const partColors = ["#0F548C", "#5B9BD5", "#F0B429"] as const;
const parts = ["base", "derived", "repurchase"] as const;

interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
}

/**
 * 客户价值 (rules §9, S4 and S1): ΣPSV and its parts by status, RFM grades beside PSV, the customers on
 * whom the two differ most, whom a budget reaches, the two sums of S2 and S3, and every driver by
 * customer. Statuses are those of `retention`, on which ρ rests.
 */
export function valueSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("value", reports.names.value, tabColors.result);
  const sheet: Sheet = { builder, figures, context };
  writeHead(builder, context, { title: reports.names.value, headline: headlineOf(sheet) });
  writeStatuses(sheet);
  writeGrades(sheet);
  writeDisagreements(sheet);
  writeBudget(sheet);
  writeWorth(sheet);
  writeList(sheet);
  return builder.build({
    columnWidths: [28, 18, 18, 18, 18, 18, 18, 14, 14, 19, 19, 19, 19, 19, 14, 14, 8, 8, 8],
    freeze: { rows: frozenHeadRows, columns: 1 },
    print: { titleRows: [0, frozenHeadRows - 1] },
  });
}

/** Row numbers of the customer table that pass a test. */
function customersWhere(
  { dealership }: StoreFigures,
  test: (customer: number) => boolean
): number[] {
  return Array.from({ length: dealership.customers.count }, (_, customer) => customer).filter(test);
}

const hasPsv =
  ({ psv }: StoreFigures) =>
  (customer: number): boolean =>
    !Number.isNaN(psv.total[customer]);

/** Sums in whole cents, so that any grouping of the same customers adds up to the same. */
const sumCents = (values: Float64Array, customers: readonly number[]): number =>
  customers.reduce((sum, customer) => {
    const value = values[customer];
    return Number.isNaN(value) ? sum : sum + toCents(value);
  }, 0) / 100;

function headlineOf({ figures, context }: Sheet): string {
  const texts = textsOf(context.locale).reports.value;
  if (!figures.hasCustomers) return texts.empty;
  const valued = customersWhere(figures, hasPsv(figures));
  if (valued.length === 0) return texts.noPsv;
  const psv = sumCents(figures.psv.total, valued);
  const { grade } = figures.rfm;
  const overlooked = figures.valueDisagreements.filter(
    ({ customer, psvPlace }) =>
      psvPlace >= topQuarter && ["C", "D"].includes(valueGrades[grade[customer]])
  );
  return texts.headline({
    psv,
    average: psv / valued.length,
    customers: valued.length,
    overlooked: overlooked.length,
  });
}

interface StatusLine {
  readonly status: StatusCode;
  readonly customers: readonly number[];
}

/** Every status of the archive in order, with its customers. */
function statusLines(figures: StoreFigures): StatusLine[] {
  const { status } = figures.benchmark.statuses;
  const codes: StatusCode[] = [
    ...ruleSets.retention.classes.map(({ status: code }) => code),
    "invalid",
    "unknown",
  ];
  return codes.map((code) => ({
    status: code,
    customers: customersWhere(figures, (customer) => status[customer] === codeOfStatus(code)),
  }));
}

const statusAtColumn = { firstPart: 1, psv: 4, customers: 5, without: 8 } as const;

function writeStatuses(sheet: Sheet): void {
  const { builder, figures, context } = sheet;
  const { reports, data } = textsOf(context.locale);
  const texts = reports.value.byStatus;
  if (!figures.hasCustomers) return;
  builder.line(texts.section, "section");
  const lines = statusLines(figures);
  const firstRow = builder.row + 1;
  const totalRow = firstRow + lines.length;
  const valued = hasPsv(figures);
  const everybody = lines.flatMap(({ customers }) => customers);
  const whole = sumCents(figures.psv.total, everybody);
  const row = (
    label: string,
    at: number,
    customers: readonly number[],
    cell: (column: number, expected: number) => PlanCell
  ): PlanCell[] => {
    const counted = customers.filter(valued).length;
    const psv = sumCents(figures.psv.total, customers);
    const { firstPart, psv: sum, customers: count, without } = statusAtColumn;
    return [
      label,
      ...parts.map((part, index) =>
        cell(firstPart + index, sumCents(figures.psv[part], customers))
      ),
      sumCell({ row: at, column: firstPart }, { row: at, column: sum - 1 }, psv),
      cell(count, counted),
      quotientCell(cellRef(at, sum), cellRef(at, count), [psv, counted]),
      quotientCell(cellRef(at, sum), fixedRef(totalRow, sum), [psv, whole]),
      cell(without, customers.length - counted),
    ];
  };
  const placed = builder.grid(
    [
      { header: texts.status, style: "text" },
      ...parts.map((part): ColumnSpec => ({ header: texts[part], style: "money" })),
      { header: texts.psv, style: "money" },
      { header: texts.customers, style: "number" },
      { header: texts.average, style: "money" },
      { header: texts.share, style: "percent" },
      { header: texts.without, style: "number" },
    ],
    [
      ...lines.map(({ status, customers }, index) =>
        row(data.statuses[status], firstRow + index, customers, (_, expected) => expected)
      ),
      row(texts.total, totalRow, everybody, (column, expected) =>
        sumCell({ row: firstRow, column }, { row: totalRow - 1, column }, expected)
      ),
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
  if (whole > 0) drawStatuses(sheet, placed, lines, whole);
}

function drawStatuses(
  { builder, figures, context }: Sheet,
  { headerRow }: Placed,
  lines: readonly StatusLine[],
  whole: number
): void {
  const { reports, data } = textsOf(context.locale);
  const texts = reports.value.byStatus;
  const sums = lines.map(({ customers }) => sumCents(figures.psv.total, customers));
  const largest = sums.indexOf(Math.max(...sums));
  builder.chart(
    texts.sentence({
      status: data.statuses[lines[largest].status],
      psv: sums[largest],
      share: sums[largest] / whole,
    }),
    {
      name: "RETAIN value",
      type: "ColumnStacked",
      source: {
        row: headerRow,
        column: 0,
        rows: lines.length + 1,
        columns: parts.length + 1,
      },
      seriesBy: "Columns",
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "#,##0",
      colors: partColors,
    },
    chartRows,
    6
  );
  builder.skip();
}

function writeGrades({ builder, figures, context }: Sheet): void {
  const texts = textsOf(context.locale).reports.value.byGrade;
  const { rfm, psv, settings } = figures;
  const { window } = chapterValues(settings, "rfm", allParameters.rfm);
  if (!figures.hasCustomers) return;
  builder.line(texts.section, "section");
  const order = [...valueGrades.filter((grade) => grade !== "none"), "none" as const];
  const { status } = figures.benchmark.statuses;
  const isValid = groupMask(ruleSets.retention, "valid");
  const groups = order.map((grade) =>
    customersWhere(
      figures,
      (customer) => isValid[status[customer]] === 1 && valueGrades[rfm.grade[customer]] === grade
    )
  );
  const firstRow = builder.row + 1;
  const totalRow = firstRow + groups.length;
  const everybody = groups.flat();
  const isKnown = hasRevenue(figures.dealership.orders);
  const whole = {
    money: sumCents(rfm.money, everybody),
    psv: sumCents(psv.total, everybody),
  };
  const row = (
    label: string,
    at: number,
    customers: readonly number[],
    cell: (column: number, expected: number) => PlanCell
  ): PlanCell[] => {
    const money = sumCents(rfm.money, customers);
    const sum = sumCents(psv.total, customers);
    return [
      label,
      cell(1, customers.length),
      isKnown ? cell(2, money) : absentFigure,
      isKnown
        ? quotientCell(cellRef(at, 2), fixedRef(totalRow, 2), [money, whole.money])
        : absentFigure,
      cell(4, sum),
      quotientCell(cellRef(at, 4), fixedRef(totalRow, 4), [sum, whole.psv]),
      quotientCell(cellRef(at, 4), cellRef(at, 1), [sum, customers.length]),
    ];
  };
  const placed = builder.grid(
    [
      { header: texts.grade, style: "text" },
      { header: texts.customers, style: "number" },
      { header: texts.money(window), style: "money" },
      { header: texts.moneyShare, style: "percent" },
      { header: texts.psv, style: "money" },
      { header: texts.psvShare, style: "percent" },
      { header: texts.average, style: "money" },
    ],
    [
      ...groups.map((customers, index) =>
        row(
          order[index] === "none" ? texts.ungraded : order[index],
          firstRow + index,
          customers,
          (_, expected) => expected
        )
      ),
      row(texts.total, totalRow, everybody, (column, expected) =>
        sumCell({ row: firstRow, column }, { row: totalRow - 1, column }, expected)
      ),
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
}

function statusLabel({ figures, context }: Sheet, customer: number): string {
  const status = statusAt(figures.benchmark.statuses, customer);
  return status === undefined ? absentFigure : textsOf(context.locale).data.statuses[status];
}

function gradeLabel({ figures }: Sheet, customer: number): string {
  const grade = valueGrades[figures.rfm.grade[customer]];
  return grade === "none" ? absentFigure : grade;
}

function writeDisagreements(sheet: Sheet): void {
  const { builder, figures, context } = sheet;
  const texts = textsOf(context.locale).reports.value.disagreement;
  const found = figures.valueDisagreements
    .filter(({ difference }) => difference !== 0)
    .slice(0, mostDisagreements);
  builder.line(texts.section, "section");
  if (found.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  builder.line(texts.note, "note");
  const who = customerColumns(figures.dealership, context, [], found.length);
  const firstColumn = who.length;
  const placed = builder.table(
    "RETAIN_disagreement",
    [
      ...who,
      { header: texts.status, style: "text" },
      { header: texts.grade, style: "centred" },
      { header: texts.rfm, style: "number" },
      { header: texts.rfmPlace, style: "percent" },
      { header: texts.psv, style: "money" },
      { header: texts.psvPlace, style: "percent" },
      {
        header: texts.difference,
        style: "percent",
        rowFormula: `=[@${texts.psvPlace}]-[@${texts.rfmPlace}]`,
      },
      { header: texts.view, style: "text" },
    ],
    found.map(({ customer, rfmPlace, psvPlace, difference }): PlanCell[] => [
      ...who.map(({ cell }) => cell(customer)),
      statusLabel(sheet, customer),
      gradeLabel(sheet, customer),
      figures.rfm.sum[customer],
      rfmPlace,
      figures.psv.total[customer],
      psvPlace,
      difference,
      difference > 0 ? texts.under : texts.over,
    ])
  );
  const area = { row: placed.firstRow, column: firstColumn + 7, rows: found.length, columns: 1 };
  const difference = cellRef(area.row, firstColumn + 6);
  builder.conditionalFormat({
    kind: "expression",
    area,
    formula: `$${difference}>0`,
    style: "goodCell",
  });
  builder.conditionalFormat({
    kind: "expression",
    area,
    formula: `$${difference}<0`,
    style: "cautionCell",
  });
  builder.skip();
}

/** Valid customers with a PSV, at the cost of the channel in the settings. */
function budgetCandidates(figures: StoreFigures): {
  readonly candidates: BudgetCandidate[];
  readonly channel: ParameterValues<(typeof allParameters.budget)["phone"]>;
} {
  const { settings, benchmark, psv, rfm } = figures;
  const { budgetChannel } = settings;
  const group = allParameters.budget[budgetChannel];
  const channel = chapterValues(settings, `budget.${budgetChannel}`, group);
  const isValid = groupMask(ruleSets.retention, "valid");
  const valued = hasPsv(figures);
  const candidates = customersWhere(
    figures,
    (customer) => isValid[benchmark.statuses.status[customer]] === 1 && valued(customer)
  ).map((customer) => ({
    customer,
    psv: psv.total[customer],
    rfm: rfm.sum[customer],
    ...channel,
  }));
  return { candidates, channel };
}

function writeBudget({ builder, figures, context }: Sheet): void {
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.value.budget;
  const { budget, budgetChannel } = figures.settings;
  builder.line(texts.section, "section");
  if (budget <= 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const { candidates, channel } = budgetCandidates(figures);
  const plan = planBudget(candidates, budget);
  const said = { budget, customers: plan.chosen.length, retained: plan.retained };
  builder.line(
    plan.retained > plan.byRfm.retained
      ? texts.sentence({ ...said, byRfm: plan.byRfm.retained })
      : texts.same(said),
    "note"
  );
  const first = builder.row;
  const at = (line: number): string => cellRef(first + line, 1);
  builder.labelled(texts.budget, budget, "money");
  builder.labelled(texts.channel, vocabulary.contactChannels[budgetChannel], "text");
  builder.labelled(texts.cost, channel.cost, "money");
  builder.labelled(texts.retains, channel.retains, "percent");
  builder.labelled(texts.chosen, plan.chosen.length, "number");
  builder.labelled(texts.spent, { formula: `=${at(4)}*${at(2)}`, expected: plan.spent }, "money");
  builder.labelled(texts.left, { formula: `=${at(0)}-${at(5)}`, expected: plan.left }, "money");
  builder.labelled(texts.retained, plan.retained, "money");
  builder.labelled(
    texts.cutoff,
    Number.isFinite(plan.cutoff) ? plan.cutoff : absentFigure,
    "money"
  );
  builder.labelled(texts.byRfmChosen, plan.byRfm.chosen.length, "number");
  builder.labelled(texts.byRfmRetained, plan.byRfm.retained, "money");
  builder.labelled(
    texts.gain,
    { formula: `=${at(7)}-${at(10)}`, expected: plan.retained - plan.byRfm.retained },
    "money"
  );
  builder.skip();
}

/** S2's loyal customer and S3's loss, each as a product of its factors. */
function writeWorth({ builder, figures, context }: Sheet): void {
  const texts = textsOf(context.locale).reports.value.worth;
  const { settings } = figures;
  const { worth } = allParameters;
  const loyal = chapterValues(settings, "worth.loyal", worth.loyal);
  const loss = chapterValues(settings, "worth.loss", worth.loss);
  builder.line(texts.section, "section");
  const write = (
    title: string,
    factors: readonly (readonly [string, number, ParameterUnit])[],
    result: number
  ) => {
    builder.line(title, "note");
    const row = builder.row + 1;
    builder.grid(
      [
        ...factors.map(([header, , unit]): ColumnSpec => ({
          header,
          style: unit === "share" ? "percent" : "number",
        })),
        { header: texts.result, style: "money" },
      ],
      [
        [
          ...factors.map(([, value]) => value),
          {
            formula: `=${factors.map((_, column) => cellRef(row, column)).join("*")}`,
            expected: result,
          },
        ],
      ]
    );
    builder.skip();
  };
  const { loyalFactors, lossFactors } = texts;
  const keys = <Key extends string>(names: Readonly<Record<Key, string>>): Key[] =>
    Object.keys(names) as Key[];
  write(
    texts.loyal,
    keys(loyalFactors).map((key) => [loyalFactors[key], loyal[key], worth.loyal[key].unit]),
    loyalValueOf(loyal)
  );
  write(
    texts.loss,
    keys(lossFactors).map((key) => [lossFactors[key], loss[key], worth.loss[key].unit]),
    lossValueOf(loss)
  );
}

const drivers = [
  "maintenanceFrequency",
  "maintenanceSpending",
  "repairFrequency",
  "repairSpending",
  "derivedChance",
] as const;

/** PSV, parts and drivers by customer, the most valuable first. */
function writeList(sheet: Sheet): void {
  const { builder, figures, context } = sheet;
  const { reports, sheets } = textsOf(context.locale);
  const texts = reports.value.list;
  const { psv, rfm, benchmark } = figures;
  const rows = customersWhere(
    figures,
    (customer) => hasPsv(figures)(customer) && benchmark.statuses.status[customer] !== NOT_COUNTED
  ).sort((a, b) => psv.total[b] - psv.total[a] || a - b);
  if (rows.length === 0) return;
  const listed = rows.slice(0, mostListed);
  builder.line(texts.section, "section");
  if (listed.length < rows.length) {
    builder.line(sheets.header.cut(listed.length, rows.length), "note");
  }
  const who = customerColumns(figures.dealership, context, [], listed.length);
  const moneyKnown = hasRevenue(figures.dealership.orders);
  builder.table(
    "RETAIN_value",
    [
      ...who,
      { header: texts.status, style: "text" },
      { header: texts.grade, style: "centred" },
      ...parts.map((part): ColumnSpec => ({ header: texts[part], style: "money" })),
      {
        header: texts.psv,
        style: "money",
        rowFormula: `=SUM(${parts.map((part) => `[@${texts[part]}]`).join(",")})`,
      },
      { header: texts.age, style: "decimal" },
      { header: texts.remaining, style: "decimal" },
      ...drivers.map((driver): ColumnSpec => ({ header: texts[driver], style: "percent" })),
      { header: texts.repurchaseChance, style: "percent" },
      { header: texts.obtainability, style: "percent" },
      { header: texts.recency, style: "number" },
      { header: texts.frequency, style: "number" },
      { header: texts.money, style: "number" },
    ],
    listed.map((customer): PlanCell[] => {
      const score = (value: number): PlanCell => (value === 0 ? absentFigure : value);
      return [
        ...who.map(({ cell }) => cell(customer)),
        statusLabel(sheet, customer),
        gradeLabel(sheet, customer),
        ...parts.map((part) => psv[part][customer]),
        psv.total[customer],
        psv.ageYears[customer],
        psv.remaining[customer],
        ...drivers.map((driver) => psv[driver][customer]),
        psv.repurchaseChance[customer],
        psv.obtainability[customer],
        score(rfm.recencyScore[customer]),
        score(rfm.frequencyScore[customer]),
        moneyKnown ? score(rfm.moneyScore[customer]) : absentFigure,
      ];
    })
  );
}
