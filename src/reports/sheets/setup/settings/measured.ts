import { textsOf } from "../../../../locale";
import { allParameters } from "../../../../retention/allParameters";
import { isoOf } from "../../../../retention/time";
import type { NormObservation } from "../../../../retention/value";
import {
  type SheetBuilder,
  type ReportContext,
  type PlanCell,
  figureOrAbsent,
  cellRef,
  fixedRef,
  absentFigure,
} from "../../../plan";
import { chapterValues, type StoreFigures } from "../../../figures";

/** ρ and norms as published, as measured, and as they are used. */
export function writeMeasured(
  builder: SheetBuilder,
  figures: StoreFigures,
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.settings.measured;
  builder.line(texts.section, "section");
  builder.line(texts.obtainability(figures.measuredObtainability.monthEnds.length), "note");
  writeObtainability(builder, figures, locale);
  builder.skip();
  const { norms } = figures;
  builder.line(
    texts.norms({
      available: norms.available,
      pricedVisits: norms.pricedVisits,
      from: isoOf(norms.firstDay || figures.asOf),
      to: isoOf(norms.lastDay || figures.asOf),
      years: norms.vehicleYears.toLocaleString(locale, { maximumFractionDigits: 0 }),
    }),
    "note"
  );
  writeNorms(builder, figures, locale);
  builder.skip();
}

function writeObtainability(
  builder: SheetBuilder,
  { measuredObtainability, psvConstants, settings }: StoreFigures,
  locale: ReportContext["locale"]
): void {
  const all = textsOf(locale);
  const texts = all.reports.settings.measured;
  const published = chapterValues(settings, "psv.obtainability", allParameters.psv.obtainability);
  const firstRow = builder.row + 1;
  const at = (row: number, column: number): string => cellRef(firstRow + row, column);
  const stable = (column: number): string => fixedRef(firstRow, column);
  const { byStatus } = measuredObtainability;
  builder.grid(
    [
      { header: texts.status, style: "text" },
      { header: texts.published, style: "ratio" },
      { header: texts.measured, style: "ratio" },
      { header: texts.observations, style: "number" },
      { header: texts.returned, style: "number" },
      { header: texts.inUse, style: "ratio" },
    ],
    byStatus.map(({ status, observations, returned, measured }, row): PlanCell[] => [
      all.data.statuses[status],
      published[status],
      {
        formula:
          `=IF(OR(${at(row, 3)}=0,${stable(4)}=0),"${absentFigure}",` +
          `${at(row, 4)}/${at(row, 3)}/(${stable(4)}/${stable(3)}))`,
        expected: figureOrAbsent(measured),
      },
      observations,
      returned,
      psvConstants.obtainability[status],
    ])
  );
}

function writeNorms(
  builder: SheetBuilder,
  { norms, psvConstants, settings }: StoreFigures,
  locale: ReportContext["locale"]
): void {
  const texts = textsOf(locale).reports.settings.measured;
  const published = chapterValues(settings, "psv.norms", allParameters.psv.norms);
  const row = (
    name: keyof typeof published,
    { visits, amounts, measured: isMeasured }: NormObservation,
    measured: number
  ): PlanCell[] => [
    texts.normNames[name],
    published[name],
    isMeasured ? measured : absentFigure,
    visits,
    amounts,
    psvConstants.norms[name],
  ];
  const { maintenance, repair } = norms;
  builder.grid(
    [
      { header: texts.norm, style: "text" },
      { header: texts.published, style: "decimal" },
      { header: texts.measured, style: "decimal" },
      { header: texts.visits, style: "number" },
      { header: texts.amounts, style: "number" },
      { header: texts.inUse, style: "decimal" },
    ],
    [
      row("maintenanceVisits", maintenance, maintenance.visitsPerYear),
      row("maintenanceSpending", maintenance, maintenance.spending),
      row("repairVisits", repair, repair.visitsPerYear),
      row("repairSpending", repair, repair.spending),
    ]
  );
}
