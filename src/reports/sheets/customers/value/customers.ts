import { textsOf } from "../../../../locale";
import { hasRevenue } from "../../../../retention/store";
import { NOT_COUNTED } from "../../../../retention/status";
import {
  cellRef,
  type ColumnSpec,
  customerColumns,
  absentFigure,
  type PlanCell,
  noteCut,
} from "../../../plan";
import { type Sheet, customersWhere, gradeLabel, hasPsv, parts, statusLabel } from "./sheet";

/** Customers listed whom RFM and PSV place differently. */
const mostDisagreements = 50;
/** Customers listed with parts and drivers; 客户基准表 has the PSV of all. */
const mostListed = 2_000;

/** Customers whom PSV and RFM place most differently. */
export function writeDisagreements(sheet: Sheet): void {
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

const drivers = [
  "maintenanceFrequency",
  "maintenanceSpending",
  "repairFrequency",
  "repairSpending",
  "derivedChance",
] as const;

/** PSV, parts and drivers by customer, the most valuable first. */
export function writeList(sheet: Sheet): void {
  const { builder, figures, context } = sheet;
  const { reports } = textsOf(context.locale);
  const texts = reports.value.list;
  const { psv, rfm, benchmark } = figures;
  const rows = customersWhere(
    figures,
    (customer) => hasPsv(figures)(customer) && benchmark.statuses.status[customer] !== NOT_COUNTED
  ).sort((a, b) => psv.total[b] - psv.total[a] || a - b);
  if (rows.length === 0) return;
  const listed = rows.slice(0, mostListed);
  builder.line(texts.section, "section");
  noteCut(builder, listed.length, rows.length, context);
  const who = customerColumns(figures.dealership, context, [], listed.length);
  const moneyKnown = hasRevenue(figures.dealership.orders);
  const { knowsVisits } = figures;
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
        knowsVisits ? score(rfm.frequencyScore[customer]) : absentFigure,
        moneyKnown ? score(rfm.moneyScore[customer]) : absentFigure,
      ];
    })
  );
}
