import { type TableQuality, type Quality, type StoreBasis, basisSentences } from "../../figures";
import {
  type FormulaCell,
  type SheetPlan,
  type PlanCell,
  type ColumnSpec,
  type ReportContext,
  noteCut,
  planBelowHead,
  tabColors,
  cellRef,
  formulaText,
  SheetBuilder,
  writeHead,
  jumpSign,
  sheetOfInput,
} from "../../plan";
import { textsOf, type Locale } from "../../../locale";
import { inputProblems, type FieldUse, type InputFinding } from "../../../intake";
import {
  partOf,
  rowOf,
  type Finding,
  type FindingCode,
  type FindingTable,
  type UnexplainedType,
} from "../../../retention/store";
import { writeLeftOutOrders } from "./leftOutOrders";

/** Findings listed one by one; above it a link per row would make the workbook slow. */
export const longestFindingList = 20_000;

/**
 * Codes from what changes a count of customers or visits down to what only looks odd; a list that
 * must end ends with the least.
 */
const priority: readonly FindingCode[] = [
  "ordersRepeated",
  "orderChanged",
  "orderOnSeveralSheets",
  "duplicateKey",
  "ownerChanged",
  "formerOwner",
  "duplicateAfterTransfer",
  "deliveriesOnOneDay",
  "noVehicle",
  "vehicleUnnamed",
  "voidFlagUnclear",
  "voidFlagReversed",
  "keyMissing",
  "customerWithoutDates",
  "invalidReasonUnknown",
  "visitAfterInvalid",
  "invalidDiffers",
  "ownerDiffers",
  "lastVisitNotInOrders",
  "lastVisitBeforeDelivery",
  "orderTakenBack",
  "arrivalImplausible",
  "settlementImplausible",
  "settledBeforeArrival",
  "orderBeforeDelivery",
  "orderWithoutDate",
  "arrivalAfterAsOf",
  "vinUnknownPlateKnown",
  "vinTail",
  "plateFromOtherOrder",
  "numberWithoutZeros",
  "plateAmbiguous",
  "customerNumberAmbiguous",
  "dateUnreadable",
  "dateAmbiguous",
  "dateOutOfRange",
  "dateEpoch",
  "dateWithoutDay",
  "vinLength",
  "vinLetters",
  "plateUnusual",
  "orderNumberShared",
  "severalPlates",
  "valueMasked",
  "walkIn",
  "cellError",
  "amountUnreadable",
  "odometerUnreadable",
  "odometerImplausible",
  "odometerReplaced",
  "odometerBackwards",
  "nameMissing",
  "phoneUnusual",
  "amountBlankMarker",
  "blankWord",
  "repeatedHeader",
  "footerRow",
];

/** Counts of findings by table and code, exact even where no details were kept. */
export interface FindingCount {
  readonly table: FindingTable;
  readonly code: FindingCode;
  readonly count: number;
}

/** Counts all findings, the most important codes first. */
export function countFindings(quality: Quality): FindingCount[] {
  const counts: Record<FindingTable, Partial<Record<FindingCode, number>>> = {
    customers: { ...quality.customers.findings.counts },
    orders: { ...quality.orders.findings.counts },
  };
  for (const { table, code } of quality.together) {
    counts[table][code] = (counts[table][code] ?? 0) + 1;
  }
  return priority.flatMap((code) =>
    (["customers", "orders"] as const).flatMap((table) => {
      const count = counts[table][code] ?? 0;
      return count === 0 ? [] : [{ table, code, count }];
    })
  );
}

/** The findings to list: the most important codes first, each in the order of the rows. */
export function listedFindings(quality: Quality, limit: number = longestFindingList): Finding[] {
  const rank = new Map(priority.map((code, index) => [code, index]));
  const all = [...quality.customers.findings, ...quality.orders.findings, ...quality.together];
  const rankOf = ({ code }: Finding): number => rank.get(code) ?? priority.length;
  return all
    .sort(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        (a.table === b.table ? a.sheetRow - b.sheetRow : a.table < b.table ? -1 : 1)
    )
    .slice(0, limit);
}

/** Entries listed one by one: more than anybody mistypes. */
const longestInputList = 2_000;

/**
 * 数据质量: what was found in the two sheets and what was done about it, the usable share of every
 * mapped column, what users wrote and could not be understood, and the findings one by one with a link
 * to the cell.
 */
export function dataQualitySheet(
  quality: Quality,
  context: ReportContext,
  entries: readonly InputFinding[] = []
): SheetPlan {
  const texts = textsOf(context.locale).sheets.dataQuality;
  const counts = countFindings(quality);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const builder = new SheetBuilder("dataQuality", texts.name, tabColors.check);
  writeHead(builder, context, {
    title: texts.title,
    headline:
      texts.headline({
        findings: total,
        kinds: new Set(counts.map(({ code }) => code)).size,
        customers: quality.customers.records,
        orders: quality.orders.records,
      }) + (entries.length === 0 ? "" : texts.inputs.headline(entries.length)),
  });
  if (quality.basis) writeBasis(builder, quality.basis, context);
  writeCounts(builder, counts, total, context);
  writeLeftOutOrders(builder, quality.leftOut ?? [], context);
  writeInputs(builder, entries, context);
  writeUnexplainedTypes(builder, quality.unexplainedTypes ?? [], context);
  writeUse(builder, quality, context);
  writeList(builder, quality, total, context);
  return planBelowHead(builder, {
    columnWidths: [16, 16, 18, 30, 36, 48],
    frozenColumns: 0,
  });
}

/** What the figures rest on and what they lack, each a line. */
function writeBasis(builder: SheetBuilder, basis: StoreBasis, { locale }: ReportContext): void {
  builder.line(textsOf(locale).sheets.basis.section, "section");
  for (const sentence of basisSentences(basis, locale)) builder.line(sentence, "note");
  builder.skip();
}

function writeCounts(
  builder: SheetBuilder,
  counts: readonly FindingCount[],
  total: number,
  context: ReportContext
): void {
  const { data, sheets } = textsOf(context.locale);
  const texts = sheets.dataQuality.counts;
  builder.line(texts.section, "section");
  if (counts.length === 0) {
    builder.line(texts.none, "note");
    builder.skip();
    return;
  }
  const firstRow = builder.row + 1;
  const placed = builder.grid(
    [
      { header: texts.table, style: "text" },
      { header: texts.count, style: "number" },
      { header: "", style: "text" },
      { header: texts.finding, style: "text" },
      { header: "", style: "text" },
      { header: texts.treatment, style: "text" },
    ],
    [
      ...counts.map(({ table, code, count }): PlanCell[] => [
        data.tables[table],
        count,
        null,
        data.findings[code],
        null,
        data.treatments[code],
      ]),
      [
        texts.total,
        {
          formula: `=SUM(${cellRef(firstRow, 1)}:${cellRef(firstRow + counts.length - 1, 1)})`,
          expected: total,
        },
        null,
        null,
        null,
        null,
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  builder.skip();
}

/** Types listed; further ones are counted in the line above them. */
const longestTypeList = 50;

/** Order types that no word explains: the user puts a word of theirs into a list of 维系参数. */
function writeUnexplainedTypes(
  builder: SheetBuilder,
  types: readonly UnexplainedType[],
  { locale }: ReportContext
): void {
  if (types.length === 0) return;
  const { sheets, reports } = textsOf(locale);
  const texts = sheets.dataQuality.types;
  builder.line(texts.section, "section");
  builder.line(texts.note(reports.names.settings, reports.settings.wordLists.section), "note");
  const listed = types.slice(0, longestTypeList);
  noteCut(builder, listed.length, types.length, { locale });
  builder.table(
    "RETAIN_unexplainedTypes",
    [
      { header: texts.type, style: "literal" },
      { header: texts.orders, style: "number" },
    ],
    listed.map(({ type, orders }): PlanCell[] => [type, orders])
  );
  builder.skip();
}

/** What users wrote and could not be understood, the gravest kind first. */
function writeInputs(
  builder: SheetBuilder,
  entries: readonly InputFinding[],
  { locale }: ReportContext
): void {
  if (entries.length === 0) return;
  const { sheets, inputTables, reports } = textsOf(locale);
  const { inputs: texts, list } = sheets.dataQuality;
  const rank = ({ problem }: InputFinding): number => inputProblems.indexOf(problem);
  const listed = [...entries].sort((a, b) => rank(b) - rank(a)).slice(0, longestInputList);
  builder.line(texts.section, "section");
  noteCut(builder, listed.length, entries.length, { locale });
  builder.table(
    "RETAIN_inputFindings",
    [
      { header: list.sheet, style: "text" },
      { header: list.cell, style: "literal" },
      jumpColumn(locale),
      { header: list.field, style: "text" },
      { header: list.finding, style: "text" },
      { header: list.read, style: "literal" },
      { header: list.treatment, style: "text" },
    ],
    listed.map(({ table, column, sheetRow, text, problem }): PlanCell[] => {
      const sheetName = reports.names[sheetOfInput[table]];
      const headers: Readonly<Record<string, string>> = inputTables[table];
      return [
        sheetName,
        cellRef(sheetRow, 0),
        jumpSign,
        headers[column] ?? column,
        texts.problems[problem],
        text,
        texts.treatments[problem],
      ];
    })
  );
  builder.skip();
}

function writeUse(builder: SheetBuilder, quality: Quality, context: ReportContext): void {
  const texts = textsOf(context.locale).sheets.dataQuality.use;
  const { data } = textsOf(context.locale);
  const lines = [
    ...useLines("customers", quality.customers, data.customerFields),
    ...useLines("orders", quality.orders, data.orderFields),
  ];
  if (lines.length === 0) return;
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  builder.table(
    "RETAIN_fieldUse",
    [
      { header: texts.table, style: "text" },
      { header: texts.field, style: "text" },
      { header: texts.records, style: "number" },
      { header: texts.filled, style: "number" },
      { header: texts.usable, style: "number" },
      { header: texts.share, style: "percent" },
    ],
    lines.map(({ table, field, records, use }, index): PlanCell[] => {
      const row = firstRow + index;
      const share: FormulaCell = {
        formula: `=IF(${cellRef(row, 2)}=0,"—",${cellRef(row, 4)}/${cellRef(row, 2)})`,
        expected: records === 0 ? "—" : use.usable / records,
      };
      return [data.tables[table], field, records, use.filled, use.usable, share];
    })
  );
  builder.conditionalFormat({
    kind: "dataBar",
    area: { row: firstRow, column: 5, rows: lines.length, columns: 1 },
    color: "#A9D18E",
  });
  builder.skip();
}

interface UseLine {
  readonly table: FindingTable;
  readonly field: string;
  readonly records: number;
  readonly use: FieldUse;
}

function useLines<Field extends string>(
  table: FindingTable,
  quality: TableQuality<Field>,
  names: Readonly<Record<Field, string>>
): UseLine[] {
  return (Object.keys(names) as Field[]).flatMap((field) => {
    const use = quality.use[field];
    return use ? [{ table, field: names[field], records: quality.records, use }] : [];
  });
}

function writeList(
  builder: SheetBuilder,
  quality: Quality,
  total: number,
  context: ReportContext
): void {
  const { data, sheets } = textsOf(context.locale);
  const texts = sheets.dataQuality.list;
  const listed = listedFindings(quality);
  if (listed.length === 0) return;
  builder.line(texts.section, "section");
  noteCut(builder, listed.length, total, context);
  const sheetNames = { customers: context.customersSheet, orders: context.ordersSheet };
  builder.table(
    "RETAIN_findings",
    [
      { header: texts.sheet, style: "text" },
      { header: texts.cell, style: "literal" },
      jumpColumn(context.locale),
      { header: texts.field, style: "text" },
      { header: texts.finding, style: "text" },
      { header: texts.read, style: "literal" },
      { header: texts.treatment, style: "text" },
    ],
    listed.map((finding) => {
      const part = partOf(finding.sheetRow);
      const sheetName =
        quality[finding.table].parts?.[part]?.sheetName ?? sheetNames[finding.table];
      return [
        sheetName,
        cellOf(finding, quality),
        jumpSign,
        fieldName(finding, data) ?? texts.wholeRow,
        data.findings[finding.code],
        overlapText(finding, quality, context) ?? finding.read,
        data.treatments[finding.code],
      ];
    })
  );
}

/** Jumps to the cell that the row names. */
function jumpColumn(locale: Locale): ColumnSpec {
  const { lists, dataQuality } = textsOf(locale).sheets;
  const { sheet, cell } = dataQuality.list;
  // A sheet's own quotes are doubled in a reference.
  const target = `"#'"&SUBSTITUTE([@${sheet}],"'","''")&"'!"&[@${cell}]`;
  return {
    header: lists.jump,
    style: "jump",
    rowFormula: `=HYPERLINK(${target},${formulaText(jumpSign)})`,
  };
}

/** The cell a finding speaks of; the row's first cell where it is about the whole row. */
function cellOf({ table, field, sheetRow }: Finding, quality: Quality): string {
  const { parts, columnOf } = quality[table];
  const columns: Partial<Record<string, number>> = parts?.[partOf(sheetRow)]?.columnOf ?? columnOf;
  return cellRef(rowOf(sheetRow), (field && columns[field]) ?? 0);
}

/** What two sheets have in common, in a sentence. */
function overlapText(
  { table, parts, read }: Finding,
  quality: Quality,
  { locale }: ReportContext
): string | undefined {
  if (parts === undefined) return undefined;
  const texts = textsOf(locale).sheets.dataQuality;
  const [a, b] = parts.map((part) => quality[table].parts?.[part]?.sheetName ?? "");
  return parts[0] === parts[1]
    ? texts.repeatedWithin(a ?? "", Number(read))
    : texts.repeatedBetween(a ?? "", b ?? "", Number(read));
}

function fieldName(
  { table, field }: Finding,
  data: ReturnType<typeof textsOf>["data"]
): string | undefined {
  if (field === undefined) return undefined;
  const names: Readonly<Record<string, string>> =
    table === "customers" ? data.customerFields : data.orderFields;
  return names[field];
}
