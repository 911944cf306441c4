import { textsOf } from "../../../../locale";
import {
  accountPeriodOn,
  centsOf,
  certify,
  strata,
  type Certificate,
  type CertificateRow,
  type Deal,
  type DealtCard,
  type Rota,
  type Stock,
} from "../../../../retention/allocation";
import { allParameters } from "../../../../retention/allParameters";
import { isoOf } from "../../../../retention/time";
import type { Advisor } from "../../../../retention/ownership";
import {
  areaRef,
  cellRef,
  formulaText,
  SheetBuilder,
  withPlacesAhead,
  type ColumnSpec,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  customerColumns,
  quotientCell,
  sumCell,
  sumWhere,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  statusColors,
  tabColors,
} from "../../../plan";

import { chapterValues, type StoreFigures } from "../../../figures";

const chartRows = 16;

/** The rotas that a deal leaves behind. */
export interface Rotas {
  readonly handOver: Rota;
  readonly reception: Rota;
}

/** What a sheet shows: a deal, and what it is called. */
interface Shown {
  readonly deal: Deal;
  readonly rotas: Rotas | null;
  readonly title: string;
  readonly headline: string;
  /** What else must be known about it: that it is a trial, or no deal at all. */
  readonly marks: readonly string[];
  readonly instance?: string;
  readonly sheetName: string;
}

interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly shown: Shown;
  /** The columns that name a customer in the list of all. */
  readonly names: ReturnType<typeof customerColumns>;
  /** The list's rows; none where nothing was dealt. */
  readonly detail: readonly (readonly PlanCell[])[];
}

/**
 * 资源分配清单 (rules §10, S0 资源分配, 表19) of a deal: who got how many cards of each stratum, the
 * certificate, both rotas, large accounts and every customer dealt. One sheet per deal.
 *
 * @param number the deal's number in the ledger
 * @param rotas as the deal leaves them; those of the draw otherwise
 */
export function allocationSheet(
  deal: Deal,
  figures: StoreFigures,
  context: ReportContext,
  number: number,
  rotas: Rotas = drawnRotas(deal)
): SheetPlan {
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.allocation;
  return write(figures, context, {
    deal,
    rotas,
    title: texts.title(number, vocabulary.dealKinds[deal.kind]),
    headline: headlineOf(deal, context),
    marks: [],
    instance: String(number),
    sheetName: texts.sheetName(reports.names.allocation, number),
  });
}

const drawnRotas = ({ certificate: { drawOrder } }: Deal): Rotas => ({
  handOver: drawOrder,
  reception: drawOrder,
});

/**
 * 资源分配清单 where no deal is being made: before the first one a trial, marked as such; afterwards how
 * evenly the present owners hold the cards.
 */
export function allocationOverview(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const texts = reports.allocation;
  const { inputs, asOf, stock, participants, trialDeal } = figures;
  const sheetName = reports.names.allocation;
  if (trialDeal !== null) {
    return write(figures, context, {
      deal: trialDeal,
      rotas: drawnRotas(trialDeal),
      title: texts.trialTitle,
      headline: headlineOf(trialDeal, context),
      marks: [texts.trialMark],
      sheetName,
    });
  }
  const period = accountPeriodOn(inputs.ledger, asOf);
  const nothing = stock.cards.length === 0 ? texts.empty : reports.people.noAdvisors;
  if (period === null || stock.cards.length === 0 || participants.length === 0) {
    return writeNothing(figures, context, { title: texts.trialTitle, headline: nothing, stock });
  }
  const deal = presentDeal(stock, participants);
  const listed = new Set(participants.map(({ name }) => name));
  const unassigned = stock.cards.filter(({ owner }) => owner === "").length;
  const others = stock.cards.filter(({ owner }) => owner !== "" && !listed.has(owner)).length;
  return write(figures, context, {
    deal,
    rotas: null,
    title: texts.presentTitle,
    headline: deal.cards.length === 0 ? texts.empty : headlineOf(deal, context),
    marks: [
      texts.presentMark(isoOf(period.fromDay)),
      ...(unassigned + others > 0 ? [texts.notHeld({ unassigned, others })] : []),
    ],
    sheetName,
  });
}

/** The cards as advisors hold them now, measured like a deal that kept every one of them. */
function presentDeal(stock: Stock, advisors: readonly Advisor[]): Deal {
  const place = new Map(advisors.map(({ name }, index) => [name, index]));
  const cards = stock.cards.filter(({ owner }) => place.has(owner));
  const weights = advisors.map(({ weight }) => Math.round(weight * 1000));
  const terms = {
    kind: "keepPresent" as const,
    asOf: stock.asOf,
    seed: "",
    orderTyped: false,
    advisors,
    shares: weights,
  };
  const holder = cards.map(({ owner }) => place.get(owner) ?? 0);
  return {
    kind: "keepPresent",
    cards: cards.map((card) => ({ card, owner: card.owner })),
    largeAccounts: stock.largeAccounts.map((card) => ({ card, owner: card.owner })),
    customerCare: stock.customerCare,
    certificate: certify(terms, cards, holder),
  };
}

function headlineOf({ kind, certificate, cards }: Deal, context: ReportContext): string {
  const texts = textsOf(context.locale).reports.allocation;
  if (certificate.total === 0) return texts.empty;
  if (kind === "newcomer") {
    return texts.newcomerHeadline({ cards: cards.length, name: cards[0]?.owner ?? "" });
  }
  const totals = certificate.rows.map(({ total }) => total);
  return texts.headline({
    cards: certificate.total,
    advisors: totals.length,
    least: Math.min(...totals),
    most: Math.max(...totals),
    weighted: !certificate.equalWeights,
    deviation: Math.max(certificate.strataDeviation, certificate.totalDeviation),
    spread: certificate.psvSpread,
  });
}

function writeNothing(
  figures: StoreFigures,
  context: ReportContext,
  { title, headline, stock }: { title: string; headline: string; stock: Stock }
): SheetPlan {
  const { names } = textsOf(context.locale).reports;
  const builder = new SheetBuilder("allocation", names.allocation, tabColors.result);
  writeHead(builder, context, { title, headline });
  writeCare(builder, stock.customerCare.length, figures, context);
  return finish(builder);
}

/** The detail table below; `null` where nothing was dealt or it does not tell what everybody holds. */
interface Places {
  readonly detail: Placed | null;
}

function write(figures: StoreFigures, context: ReportContext, shown: Shown): SheetPlan {
  const vehicles = vehiclesOf(shown.deal.cards);
  const names = customerColumns(figures.dealership, context, ["plate"], vehicles);
  const detail = detailRows(shown.deal, names, context);
  return withPlacesAhead<Places>((ahead) => {
    const builder = new SheetBuilder(
      "allocation",
      shown.sheetName,
      tabColors.result,
      shown.instance
    );
    const sheet = { builder, figures, context, shown, names, detail };
    writeHead(builder, context, shown);
    for (const mark of shown.marks) builder.line(mark, "alert");
    if (shown.marks.length > 0) builder.skip();
    const counted = shown.deal.kind === "newcomer" ? null : (ahead?.detail ?? null);
    if (shown.deal.certificate.total > 0) {
      const result = writeResult(sheet, counted);
      writeCertificate(sheet, result);
      writeQuotas(sheet, result);
    }
    if (shown.rotas !== null) writeRotas(sheet, shown.rotas);
    writeLargeAccounts(sheet);
    writeCare(builder, shown.deal.customerCare.length, figures, context);
    return { places: { detail: writeDetail(sheet) }, plan: finish(builder) };
  });
}

const finish = (builder: SheetBuilder): SheetPlan =>
  builder.build({
    columnWidths: [38, 28, 31, 18, 18, 18, 18, 16, 16, 12, 12, 18, 12, 12, 10],
    freeze: { rows: frozenHeadRows, columns: 1 },
    print: { titleRows: [0, frozenHeadRows - 1] },
  });

/** Columns of 表19: advisor, strata, total, share, ΣPSV, cards without PSV, draw order, weight. */
const at = {
  firstStratum: 1,
  total: strata.length + 1,
  share: strata.length + 2,
  psv: strata.length + 3,
  withoutPsv: strata.length + 4,
} as const;

/** Columns of the detail table after those that name the customer. */
const detailColumns = ["card", "stratum", "from", "to", "counts", "psv"] as const;
type DetailColumn = (typeof detailColumns)[number];

function detailColumn({ names }: Sheet, column: DetailColumn): number {
  return names.length + detailColumns.indexOf(column);
}

const vehiclesOf = (cards: readonly DealtCard[]): number =>
  cards.reduce((sum, { card }) => sum + card.customers.length, 0);

/** 表19, its sums, and the picture. */
function writeResult(sheet: Sheet, detail: Placed | null): Placed {
  const { builder, context, shown } = sheet;
  const { data, reports } = textsOf(context.locale);
  const texts = reports.allocation.table;
  const { certificate } = shown.deal;
  const { rows } = certificate;
  const drawn = shown.rotas !== null;
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const lastRow = firstRow + rows.length - 1;
  const total = (column: number, expected: number): FormulaCell =>
    sumCell({ row: firstRow, column }, { row: lastRow, column }, expected);
  const count = (row: number, owner: CertificateRow, stratum: number): PlanCell =>
    sumWhere(
      detail,
      detailColumn(sheet, "counts"),
      [
        [detailColumn(sheet, "to"), `$A${row + 1}`],
        [detailColumn(sheet, "stratum"), formulaText(data.statuses[strata[stratum]])],
      ],
      owner.counts[stratum]
    );
  const placed = builder.grid(
    [
      { header: reports.people.advisor, style: "literal" },
      ...strata.map((status): ColumnSpec => ({ header: data.statuses[status], style: "number" })),
      { header: texts.total, style: "number" },
      { header: texts.share, style: "percent" },
      { header: texts.psv, style: "money" },
      { header: texts.withoutPsv, style: "number" },
      ...(drawn ? [{ header: texts.order, style: "number" } as const] : []),
      { header: texts.weight, style: "decimal" },
    ],
    [
      ...rows.map((owner, index): PlanCell[] => {
        const row = firstRow + index;
        return [
          owner.advisor,
          ...strata.map((_, stratum) => count(row, owner, stratum)),
          sumCell({ row, column: 1 }, { row, column: strata.length }, owner.total),
          quotientCell(cellRef(row, at.total), `$${cellRef(lastRow + 1, at.total)}`, [
            owner.total,
            certificate.total,
          ]),
          sumWhere(
            detail,
            detailColumn(sheet, "psv"),
            [[detailColumn(sheet, "to"), `$A${row + 1}`]],
            owner.psv
          ),
          owner.withoutPsv,
          ...(drawn ? [index + 1] : []),
          owner.weight,
        ];
      }),
      [
        reports.people.total,
        ...strata.map((_, stratum) =>
          total(at.firstStratum + stratum, certificate.strataTotals[stratum])
        ),
        total(at.total, certificate.total),
        total(at.share, 1),
        total(
          at.psv,
          rows.reduce((sum, { psv }) => sum + psv, 0)
        ),
        total(
          at.withoutPsv,
          rows.reduce((sum, { withoutPsv }) => sum + withoutPsv, 0)
        ),
        ...(drawn ? [null] : []),
        null,
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
  builder.chart(
    texts.sentence,
    {
      name: "RETAIN allocation",
      type: "ColumnStacked",
      source: { row: placed.headerRow, column: 0, rows: rows.length + 1, columns: at.total },
      seriesBy: "Columns",
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "#,##0",
      colors: strata.map((status) => statusColors[status]),
    },
    chartRows,
    9
  );
  builder.skip();
  return placed;
}

/** What was dealt, how, and which promises hold. Gaps are measured by formulas over 表19. */
function writeCertificate(sheet: Sheet, result: Placed): void {
  const { builder, context, shown } = sheet;
  const { reports, vocabulary } = textsOf(context.locale);
  const texts = reports.allocation.certificate;
  const { certificate } = shown.deal;
  builder.line(texts.section, "section");
  if (shown.rotas !== null) {
    builder.labelled(texts.kind, vocabulary.dealKinds[certificate.kind], "text");
    builder.labelled(texts.seed, certificate.seed, "literal");
    builder.labelled(texts.algorithm, certificate.algorithm, "numberLeft");
    const how = certificate.orderTyped ? texts.typed : texts.drawn;
    builder.labelled(texts.drawOrder, `${certificate.drawOrder.join(" → ")}${how}`, "text");
  }
  builder.labelled(texts.asOf, certificate.asOf, "dateLeft");
  const { equalWeights, promised } = certificate;
  const isKept = (kept: boolean): string =>
    promised ? (kept ? texts.yes : texts.no) : texts.shown;
  const promises = promisesOf(certificate, result).filter(
    ({ atEqualWeights }) => equalWeights || !atEqualWeights
  );
  const placed = builder.grid(
    [
      { header: texts.item, style: "text" },
      { header: texts.measured, style: "quota" },
      { header: texts.limit, style: "centred" },
      { header: texts.holds, style: "centred" },
    ],
    [
      ...promises.map(({ name, measured, kept, limit }) => [
        texts[name],
        measured,
        texts[limit],
        isKept(kept),
      ]),
      [texts.spread, certificate.psvSpread, texts.least, texts.shown],
    ]
  );
  builder.style({ row: placed.lastRow, column: 1, rows: 1, columns: 1 }, "percent");
  builder.colourBy({ row: placed.firstRow, column: 3, rows: promises.length + 1, columns: 1 }, [
    [`=${formulaText(texts.yes)}`, "goodCell"],
    [`=${formulaText(texts.no)}`, "badCell"],
  ]);
  if (shown.rotas !== null) builder.line(texts.repeat, "note");
  builder.skip();
}

interface CertificatePromise {
  readonly name: "strataDeviation" | "totalDeviation" | "strataGap" | "totalGap";
  readonly measured: PlanCell;
  readonly kept: boolean;
  readonly limit: "below1" | "upTo1";
  readonly atEqualWeights: boolean;
}

function promisesOf(certificate: Certificate, result: Placed): CertificatePromise[] {
  const rows = certificate.rows.length;
  const range = (column: number): string =>
    areaRef({ row: result.firstRow, column, rows, columns: 1 });
  const gap = (column: number): string => `MAX(${range(column)})-MIN(${range(column)})`;
  const gaps = strata.map((_, stratum) => gap(at.firstStratum + stratum));
  return [
    {
      name: "strataDeviation",
      measured: certificate.strataDeviation,
      kept: certificate.quotasKept,
      limit: "below1",
      atEqualWeights: false,
    },
    {
      name: "totalDeviation",
      measured: certificate.totalDeviation,
      kept: certificate.quotasKept,
      limit: "below1",
      atEqualWeights: false,
    },
    {
      name: "strataGap",
      measured: {
        formula: `=MAX(${gaps.join(",")})`,
        expected: Math.max(...certificate.strataGaps),
      },
      kept: certificate.strataEven === true,
      limit: "upTo1",
      atEqualWeights: true,
    },
    {
      name: "totalGap",
      measured: { formula: `=${gap(at.total)}`, expected: certificate.totalGap },
      kept: certificate.totalsEven === true,
      limit: "upTo1",
      atEqualWeights: true,
    },
  ];
}

/** Exact shares per stratum, and by how much the counts miss them. */
function writeQuotas(sheet: Sheet, result: Placed): void {
  const { builder, context, shown } = sheet;
  const { data, reports } = textsOf(context.locale);
  const texts = reports.allocation.quotas;
  const { rows } = shown.deal.certificate;
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const columns = [...strata.map((status) => data.statuses[status]), reports.people.total];
  builder.grid(
    [
      { header: reports.people.advisor, style: "literal" },
      ...columns.map((header): ColumnSpec => ({ header, style: "quota" })),
    ],
    rows.flatMap((owner, index): PlanCell[][] => {
      const quotas = [...owner.quotas, owner.totalQuota];
      const counts = [...owner.counts, owner.total];
      const row = firstRow + 2 * index;
      return [
        [`${owner.advisor} · ${texts.quota}`, ...quotas],
        [
          `${owner.advisor} · ${texts.deviation}`,
          ...quotas.map((quota, of) => ({
            formula: `=${cellRef(result.firstRow + index, of + 1)}-${cellRef(row, of + 1)}`,
            expected: counts[of] - quota,
          })),
        ],
      ];
    })
  );
  rows.forEach((_, index) => {
    const area = { row: firstRow + 2 * index + 1, column: 0, rows: 1, columns: columns.length + 1 };
    builder.style({ ...area, column: 1, columns: columns.length }, "quotaChange");
    builder.style({ ...area, columns: 1 }, "label");
  });
  builder.skip();
}

function writeRotas({ builder, context }: Sheet, { handOver, reception }: Rotas): void {
  const texts = textsOf(context.locale).reports.allocation.rotas;
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  builder.grid(
    [
      { header: texts.place, style: "numberLeft" },
      { header: texts.handOver, style: "literal" },
      { header: texts.reception, style: "literal" },
    ],
    Array.from({ length: Math.max(handOver.length, reception.length) }, (_, place) => [
      place + 1,
      handOver[place] ?? null,
      reception[place] ?? null,
    ])
  );
  builder.skip();
}

function writeLargeAccounts({ builder, figures, context, shown }: Sheet): void {
  const texts = textsOf(context.locale).reports.allocation;
  const { largeAccountVehicles } = chapterValues(
    figures.settings,
    "allocation",
    allParameters.allocation
  );
  const { largeAccounts } = shown.deal;
  if (shown.deal.kind === "newcomer") return;
  builder.line(texts.largeAccounts.section(largeAccountVehicles), "section");
  if (largeAccounts.length === 0) {
    builder.line(texts.largeAccounts.none, "note");
    builder.skip();
    return;
  }
  const names = customerColumns(figures.dealership, context, ["plate"], largeAccounts.length);
  builder.table(
    tableName("largeAccounts", shown),
    [
      ...names,
      { header: texts.largeAccounts.owner, style: "literal" },
      { header: texts.largeAccounts.vehicles, style: "number" },
      { header: texts.detail.psv, style: "money" },
    ],
    largeAccounts.map(({ card, owner }) => [
      ...names.map(({ cell }) => cell(card.customers[0] ?? 0)),
      owner || texts.largeAccounts.undecided,
      card.customers.length,
      psvCell(card.psv, context),
    ])
  );
  builder.skip();
}

/** Tables of several deals stand in one workbook. */
const tableName = (name: string, { instance }: Shown): string =>
  `RETAIN_${name}${instance === undefined ? "" : `_${instance}`}`;

const psvCell = (psv: number, { locale }: ReportContext): PlanCell =>
  Number.isNaN(psv) ? textsOf(locale).sheets.header.absent : centsOf(psv) / 100;

function writeCare(
  builder: SheetBuilder,
  customers: number,
  { settings }: StoreFigures,
  { locale }: ReportContext
): void {
  const { reports, vocabulary } = textsOf(locale);
  const office = settings.roster.customerCare || vocabulary.customerCare;
  builder.line(reports.allocation.care(customers, office), "note");
  builder.skip();
}

/** Every customer dealt, by advisor, stratum and PSV; a card of several vehicles counts once. */
function detailRows(
  { cards, certificate }: Deal,
  names: Sheet["names"],
  context: ReportContext
): PlanCell[][] {
  const { data, vocabulary } = textsOf(context.locale);
  const place = new Map(certificate.drawOrder.map((name, index) => [name, index]));
  const worth = ({ card: { psv } }: DealtCard): number => (Number.isNaN(psv) ? -1 : psv);
  const sorted = [...cards].sort(
    (a, b) =>
      (place.get(a.owner) ?? 0) - (place.get(b.owner) ?? 0) ||
      a.card.stratum - b.card.stratum ||
      worth(b) - worth(a)
  );
  return sorted.flatMap(({ card, owner }) =>
    card.customers.map((customer, index): PlanCell[] => [
      ...names.map(({ cell }) => cell(customer)),
      card.key,
      data.statuses[strata[card.stratum]],
      card.owner || vocabulary.unassigned,
      owner,
      index === 0 ? 1 : 0,
      index === 0 ? psvCell(card.psv, context) : null,
    ])
  );
}

function writeDetail({ builder, context, shown, names, detail }: Sheet): Placed | null {
  const texts = textsOf(context.locale).reports.allocation.detail;
  builder.line(texts.section, "section");
  if (detail.length === 0) {
    builder.line(texts.none, "note");
    return null;
  }
  return builder.table(
    tableName("allocation", shown),
    [
      ...names,
      { header: texts.card, style: "literal" },
      { header: texts.stratum, style: "text" },
      { header: texts.from, style: "literal" },
      { header: texts.to, style: "literal" },
      { header: texts.counts, style: "number" },
      { header: texts.psv, style: "money" },
    ],
    detail
  );
}
