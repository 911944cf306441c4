import { textsOf } from "../../../../locale";
import { strata, type Certificate, type CertificateRow } from "../../../../retention/allocation";
import {
  areaRef,
  cellRef,
  formulaText,
  type ColumnSpec,
  type Placed,
  quotientCell,
  sumCell,
  sumWhere,
  type FormulaCell,
  type PlanCell,
  statusColors,
  chartTexts,
} from "../../../plan";
import { type Sheet, detailColumn } from "./sheet";

const chartRows = 16;

/** Columns of 表19: advisor, strata, total, share, ΣPSV, cards without PSV, draw order, weight. */
const at = {
  firstStratum: 1,
  total: strata.length + 1,
  share: strata.length + 2,
  psv: strata.length + 3,
  withoutPsv: strata.length + 4,
} as const;

/** 表19, its sums, and the picture. */
export function writeResult(sheet: Sheet, detail: Placed | null): Placed {
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
      ...chartTexts(texts),
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
export function writeCertificate(sheet: Sheet, result: Placed): void {
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
export function writeQuotas(sheet: Sheet, result: Placed): void {
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
