import {
  firstPlausibleDay,
  lastPlausibleDay,
  type CampaignReward,
  type TypedCampaign,
} from "../../../intake";
import { textsOf } from "../../../locale";
import {
  campaignCheck,
  defaultCallOrder,
  type Campaign,
  type CampaignRow,
} from "../../../retention/solicitation";
import { dayBefore, NO_DAY } from "../../../retention/time";
import { statusesAsOf, type StatusCode } from "../../../retention/status";
import {
  cellRef,
  SheetBuilder,
  withPlacesAhead,
  type ColumnSpec,
  writeHead,
  type ReportContext,
  quotientCell,
  sumCell,
  inputColumns,
  withTyped,
  type InputPlanRow,
  ownerLabels,
  type PlanCell,
  type SheetPlan,
  tabColors,
  listSource,
  chartTexts,
  planBelowHead,
  writeInputTable,
  inputColumnArea,
} from "../../plan";
import { campaignsOf, type StoreFigures } from "../../figures";

const chartRows = 16;
/** Blank rows to write campaigns in. */
const blankCampaigns = 5;
const campaignColors = ["#9DB4CC", "#0F548C", "#F0B429", "#2E8B57"] as const;

const counted = ["resources", "doNotDisturb", "contacted", "appointed", "arrived"] as const;
type Counts = Readonly<Record<(typeof counted)[number] | "reward", number>>;

/** A campaign with what the check says of it. */
interface Checked {
  readonly campaign: Campaign;
  readonly rows: readonly CampaignRow[];
  /** Place of its first row within the detail. */
  readonly offset: number;
}

interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly checked: readonly Checked[];
  /** Where the first row of the detail stands. */
  readonly detailRow: number;
}

/**
 * 活动预检 (rules §12, S0): the campaigns as the manager writes them, order of calling and rewards, how
 * far each has come, and per advisor and class how many customers there are.
 */
export function campaignsSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const checked = checkAll(figures);
  // The overview adds up what stands below it.
  return withPlacesAhead<number>((ahead) => writeSheet(figures, context, checked, ahead ?? 0));
}

function writeSheet(
  figures: StoreFigures,
  context: ReportContext,
  checked: readonly Checked[],
  detailRow: number
): { plan: SheetPlan; places: number } {
  const { reports } = textsOf(context.locale);
  const builder = new SheetBuilder("campaigns", reports.names.campaigns, tabColors.result);
  const sheet: Sheet = { builder, figures, context, checked, detailRow };
  writeHead(builder, context, { title: reports.names.campaigns, headline: headlineOf(sheet) });
  writeSummary(sheet);
  writeEntry(sheet);
  writeRewards(sheet);
  const places = writeDetail(sheet);
  const plan = planBelowHead(builder, {
    columnWidths: [32, 24, 23, 20, 18, 18, 13, 13, 13, 13, 18, 15],
    frozenColumns: 1,
  });
  return { plan, places };
}

/** The classes that a campaign is for, in the order in which they are called by default. */
const askedClasses = ({ statuses }: Pick<TypedCampaign, "statuses">): readonly StatusCode[] =>
  defaultCallOrder.filter((status) => statuses.length === 0 || statuses.includes(status));

/**
 * The order of calling of a campaign: as typed, a class without a number in its default place; last the
 * classes that the campaign is not for, in which some of its customers were on the day before it.
 */
export function callOrderOf(
  campaign: Pick<TypedCampaign, "name" | "statuses">,
  rewards: readonly CampaignReward[]
): StatusCode[] {
  const typed = new Map(
    rewards
      .filter((row) => row.campaign === campaign.name && !Number.isNaN(row.order))
      .map(({ status, order }) => [status, order])
  );
  const asked = askedClasses(campaign);
  const placeOf = (status: StatusCode): number =>
    typed.get(status) ?? (asked.indexOf(status) + 1 || Number.MAX_SAFE_INTEGER);
  return defaultCallOrder
    .filter((status) => placeOf(status) > 0)
    .sort((a, b) => placeOf(a) - placeOf(b));
}

/**
 * A campaign with the customers of its classes on the day before it, who leave them as soon as they
 * come, and with those who are in them today.
 */
function everInvited(
  typed: TypedCampaign,
  today: Campaign,
  { asOf, dealership }: StoreFigures
): Campaign {
  const eve = dayBefore(typed.from);
  if (typed.from === NO_DAY || eve >= asOf) return today;
  const [before] = campaignsOf([typed], dealership, statusesAsOf(dealership, eve));
  const customers = new Set([...before.customers, ...today.customers]);
  return { ...today, customers: [...customers].sort((a, b) => a - b) };
}

function checkAll(figures: StoreFigures): Checked[] {
  const { campaigns, credits, dealership, inputs, ownership, settings } = figures;
  let offset = 0;
  return inputs.campaigns.map((typed, index) => {
    const campaign = everInvited(typed, campaigns[index], figures);
    const rewards = Object.fromEntries(
      inputs.campaignRewards
        .filter((row) => row.campaign === typed.name)
        .map(({ status, reward }) => [status, reward])
    );
    const plan = { campaign, callOrder: callOrderOf(typed, inputs.campaignRewards), rewards };
    const rows = campaignCheck(dealership, plan, ownership, credits, settings.doNotDisturb);
    const checked = { campaign, rows, offset };
    offset += rows.length;
    return checked;
  });
}

function sumOf(rows: readonly CampaignRow[]): Counts {
  const sum = (pick: (row: CampaignRow) => number): number =>
    rows.reduce((total, row) => total + pick(row), 0);
  return {
    resources: sum((row) => row.resources),
    doNotDisturb: sum((row) => row.doNotDisturb),
    contacted: sum((row) => row.contacted),
    appointed: sum((row) => row.appointed),
    arrived: sum((row) => row.arrived),
    reward: sum((row) => row.reward),
  };
}

function headlineOf({ context, checked }: Sheet): string {
  const texts = textsOf(context.locale).reports.campaigns;
  if (checked.length === 0) return texts.none;
  const sum = sumOf(checked.flatMap(({ rows }) => rows));
  const { resources, contacted } = sum;
  const rate = contacted / resources;
  return texts.headline({ campaigns: checked.length, ...sum, rate });
}

function countHeaders({ context }: Sheet): ColumnSpec[] {
  const texts = textsOf(context.locale).reports.campaigns;
  return [
    ...counted.map((name): ColumnSpec => ({ header: texts.counts[name], style: "number" })),
    { header: texts.contactRate, style: "percent" },
  ];
}

/** The counts of a row from a column on, and 联系率 from them. */
function countCells(
  row: number,
  column: number,
  counts: Counts,
  cell: (index: number, expected: number) => PlanCell
): PlanCell[] {
  const at = (name: (typeof counted)[number]): string =>
    cellRef(row, column + counted.indexOf(name));
  return [
    ...counted.map((name, index) => cell(index, counts[name])),
    quotientCell(at("contacted"), at("resources"), [counts.contacted, counts.resources]),
  ];
}

const day = (value: number): PlanCell => (value === NO_DAY ? null : value);

/** Campaign, type, days, then counts; column of the first count. */
const summaryCounts = 4;
/** Campaign, advisor, status, order, then counts. */
const detailCounts = 4;
const detailReward = detailCounts + counted.length + 2;

function writeSummary(sheet: Sheet): void {
  const { builder, context, checked, detailRow } = sheet;
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.campaigns;
  if (checked.length === 0) return;
  builder.line(texts.summary.section, "section");
  const firstRow = builder.row + 1;
  const lastRow = firstRow + checked.length - 1;
  const sums = checked.map(({ rows }) => sumOf(rows));
  const rows = checked.map(({ campaign, rows: own, offset }, index): PlanCell[] => {
    const top = detailRow + offset;
    const ofDetail = (column: number, expected: number): PlanCell =>
      own.length === 0
        ? 0
        : sumCell({ row: top, column }, { row: top + own.length - 1, column }, expected);
    return [
      campaign.name,
      vocabulary.solicitationTypes[campaign.type],
      day(campaign.from),
      day(campaign.to),
      ...countCells(firstRow + index, summaryCounts, sums[index], (at, expected) =>
        ofDetail(detailCounts + at, expected)
      ),
      ofDetail(detailReward, sums[index].reward),
    ];
  });
  const total = sumOf(checked.flatMap(({ rows: own }) => own));
  const column = (at: number, expected: number): PlanCell =>
    sumCell({ row: firstRow, column: at }, { row: lastRow, column: at }, expected);
  const placed = builder.grid(
    [
      { header: texts.summary.campaign, style: "literal" },
      { header: texts.summary.type, style: "text" },
      { header: texts.summary.from, style: "date" },
      { header: texts.summary.to, style: "date" },
      ...countHeaders(sheet),
      { header: texts.reward, style: "money" },
    ],
    [
      ...rows,
      [
        texts.summary.total,
        null,
        null,
        null,
        ...countCells(lastRow + 1, summaryCounts, total, (at, expected) =>
          column(summaryCounts + at, expected)
        ),
        column(summaryCounts + counted.length + 1, total.reward),
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
  drawSummary(sheet, sums);
}

/** The chart's own small table: names beside the counts that it shows. */
function drawSummary({ builder, context, checked }: Sheet, sums: readonly Counts[]): void {
  const { reports } = textsOf(context.locale);
  const texts = reports.campaigns;
  const largest = sums.reduce(
    (best, sum, at) => (sum.resources > sums[best].resources ? at : best),
    0
  );
  if (sums[largest].resources === 0) return;
  const shown = ["resources", "contacted", "appointed", "arrived"] as const;
  const summaryRow = builder.row - 2 - checked.length;
  builder.chartWithData(
    texts.summary.sentence({ name: checked[largest].campaign.name, ...sums[largest] }),
    [
      { header: texts.summary.campaign, style: "literal" },
      ...shown.map((name): ColumnSpec => ({ header: texts.counts[name], style: "number" })),
    ],
    checked.map(({ campaign }, index): PlanCell[] => [
      campaign.name,
      ...shown.map((name) => ({
        formula: `=${cellRef(summaryRow + index, summaryCounts + counted.indexOf(name))}`,
        expected: sums[index][name],
      })),
    ]),
    {
      name: "RETAIN campaigns",
      type: "ColumnClustered",
      seriesBy: "Columns",
      ...chartTexts(texts.summary),
      colors: campaignColors,
    },
    { rows: chartRows, columns: 7, dataLabel: reports.chartData }
  );
  builder.skip();
}

const entryLooks = {
  name: "inputText",
  type: "inputText",
  from: "inputDate",
  to: "inputDate",
  statuses: "inputText",
  model: "inputText",
} as const;

function writeEntry({ builder, context, figures }: Sheet): void {
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.campaigns.entry;
  builder.line(texts.section, "section");
  const columns = inputColumns("campaigns", context.locale, entryLooks);
  const rows = withTyped("campaigns", [], figures.inputs.rows.campaigns, blankCampaigns);
  const placed = writeInputTable(builder, "campaigns", columns, rows);
  const { manufacturerCampaign, storePromotion, weeklyGift, recall } = vocabulary.solicitationTypes;
  builder.validation({
    kind: "list",
    area: inputColumnArea(placed, columns, "type"),
    source: listSource([manufacturerCampaign, storePromotion, weeklyGift, recall], "campaignTypes"),
    error: texts.type,
  });
  for (const key of ["from", "to"] as const) {
    builder.validation({
      kind: "date",
      area: inputColumnArea(placed, columns, key),
      min: firstPlausibleDay,
      max: lastPlausibleDay,
      error: texts.date,
    });
  }
  builder.skip();
}

const rewardLooks = {
  campaign: "literal",
  status: "text",
  order: "inputNumber",
  reward: "inputMoney",
} as const;

/** A row for each class that a campaign is for, in its default place until the manager says otherwise. */
function writeRewards({ builder, context, figures }: Sheet): void {
  const { reports, data } = textsOf(context.locale);
  const texts = reports.campaigns.rewards;
  const fresh = figures.inputs.campaigns.flatMap((campaign) =>
    askedClasses(campaign).map((status, index): InputPlanRow<"campaignRewards"> => ({
      campaign: campaign.name,
      status: data.statuses[status],
      order: index + 1,
      reward: 0,
    }))
  );
  const rows = withTyped("campaignRewards", fresh, figures.inputs.rows.campaignRewards);
  if (rows.length === 0) return;
  builder.line(texts.section, "section");
  const columns = inputColumns("campaignRewards", context.locale, rewardLooks);
  const placed = writeInputTable(builder, "campaignRewards", columns, rows);
  builder.validation({
    kind: "wholeNumber",
    area: inputColumnArea(placed, columns, "order"),
    min: 0,
    max: 99,
    error: texts.order,
  });
  builder.validation({
    kind: "decimal",
    area: inputColumnArea(placed, columns, "reward"),
    min: 0,
    max: 1_000_000,
    error: texts.reward,
  });
  builder.skip();
}

/** Campaign × advisor × class; gives where its first row stands. */
function writeDetail(sheet: Sheet): number {
  const { builder, context, checked, figures } = sheet;
  const { reports, data } = textsOf(context.locale);
  const texts = reports.campaigns;
  if (checked.length === 0) return builder.row;
  builder.line(texts.check.section, "section");
  const firstRow = builder.row + 1;
  if (checked.every(({ rows }) => rows.length === 0)) {
    builder.line(texts.check.nobody, "note");
    return firstRow;
  }
  const { roster } = figures.settings;
  const labels = ownerLabels(figures.ownership.owners, { locale: context.locale, roster });
  const arrived = detailCounts + counted.indexOf("arrived");
  const rows = checked.flatMap(({ campaign, rows: own, offset }) =>
    own.map((entry, index): PlanCell[] => {
      const row = firstRow + offset + index;
      return [
        campaign.name,
        labels[entry.owner],
        data.statuses[entry.status],
        entry.order,
        ...countCells(row, detailCounts, entry, (_, expected) => expected),
        entry.rewardEach,
        {
          formula: `=${cellRef(row, arrived)}*${cellRef(row, detailReward - 1)}`,
          expected: entry.reward,
        },
      ];
    })
  );
  builder.table(
    "RETAIN_campaignCheck",
    [
      { header: texts.summary.campaign, style: "literal" },
      { header: texts.check.owner, style: "text" },
      { header: texts.check.status, style: "text" },
      { header: texts.check.order, style: "number" },
      ...countHeaders(sheet),
      { header: texts.rewardEach, style: "money" },
      { header: texts.reward, style: "money" },
    ],
    rows
  );
  return firstRow;
}
