import { inputTables, type InputColumn, type Script } from "../../../intake";
import { textsOf } from "../../../locale";
import { scriptStatistics, type ScriptStatistics } from "../../../retention/solicitation";
import { solicitationTypes } from "../../../retention/calls";
import { statusCodes } from "../../../retention/status";
import {
  cellRef,
  type Area,
  SheetBuilder,
  type Placed,
  writeHead,
  type ReportContext,
  absentFigure,
  quotientCell,
  sumCell,
  livingLooks,
  type PlanCell,
  type SheetPlan,
  tabColors,
  listSource,
  planBelowHead,
} from "../../plan";
import { type StoreFigures, scriptsInUse } from "../../figures";

type ScriptColumn = InputColumn<"scripts">;

/** Where the table stands, whatever the head says: the row must not move between two runs. */
const tableRow = 15;
/** Below so many uses a rate says nothing yet. */
const leastUses = 10;

/** In characters. */
const widths: Readonly<Record<ScriptColumn, number>> = {
  name: 28,
  type: 22,
  status: 20,
  channel: 10,
  text: 90,
  used: 10,
  reached: 10,
  appointed: 10,
  arrived: 10,
  appointmentRate: 12,
  arrivalRate: 10,
};
const order = Object.keys(inputTables.scripts) as ScriptColumn[];
const at = (column: ScriptColumn): number => order.indexOf(column);

/** Counts of contacts made with scripts. */
type Uses = Pick<ScriptStatistics, "used" | "reached" | "appointed" | "arrived">;
const counted = ["used", "reached", "appointed", "arrived"] as const;
const noUses: Uses = { used: 0, reached: 0, appointed: 0, arrived: 0 };

/**
 * 话术库 (rules §12): a living table of texts per type and status, with how often each was used and what
 * came of it; above it all uses together.
 */
export function scriptsSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const all = textsOf(context.locale);
  const scripts = uniquelyNamed(scriptsInUse(figures, context.locale));
  const statistics = scriptStatistics(figures.inputs.records, figures.credits);
  const builder = new SheetBuilder("scripts", all.reports.names.scripts, tabColors.input);
  writeHead(builder, context, {
    title: all.reports.names.scripts,
    headline: headline(statistics, context),
  });
  writeUse(builder, scripts, statistics, context);
  builder.skip(tableRow - 1 - builder.row);
  builder.line(all.reports.scripts.table, "section");
  const byName = new Map(statistics.map((entry) => [entry.script, entry]));
  const placed = builder.table(
    "RETAIN_scripts",
    order.map((key) => ({
      key,
      header: all.inputTables.scripts[key],
      style: livingLooks.scripts[key],
    })),
    scripts.map((script) => scriptRow(script, byName.get(script.name), context)),
    "scripts"
  );
  addValidations(builder, placed, context);
  return planBelowHead(builder, {
    columnWidths: order.map((key) => widths[key]),
    frozenColumns: 1,
    print: { titleRows: [placed.headerRow, placed.headerRow] },
  });
}

/** The first text of each name: its name is what a row of the table is found by. */
function uniquelyNamed(scripts: readonly Script[]): Script[] {
  const names = new Set<string>();
  return scripts.filter(({ name }) => !names.has(name) && names.add(name));
}

function sumOf(entries: readonly Uses[]): Uses {
  return entries.reduce(
    (sum, entry) => ({
      used: sum.used + entry.used,
      reached: sum.reached + entry.reached,
      appointed: sum.appointed + entry.appointed,
      arrived: sum.arrived + entry.arrived,
    }),
    noUses
  );
}

function headline(statistics: readonly ScriptStatistics[], { locale }: ReportContext): string {
  const texts = textsOf(locale).reports.scripts;
  if (statistics.length === 0) return texts.unused;
  const uses = { used: sumOf(statistics).used, scripts: statistics.length };
  const compared = statistics.filter(({ used }) => used >= leastUses);
  if (compared.length === 0) return texts.fewUses({ ...uses, least: leastUses });
  const best = compared.reduce((a, b) => (b.arrivalRate > a.arrivalRate ? b : a));
  return texts.headline({ ...uses, best: best.script, rate: best.arrivalRate });
}

/**
 * All uses: of texts that the library has, of others, and together; each figure in the column in which
 * the table below has it of one text.
 */
function writeUse(
  builder: SheetBuilder,
  scripts: readonly Script[],
  statistics: readonly ScriptStatistics[],
  { locale }: ReportContext
): void {
  const texts = textsOf(locale).reports.scripts.use;
  const names = new Set(scripts.map(({ name }) => name));
  const groups: readonly (readonly [string, Uses])[] = [
    [texts.inLibrary, sumOf(statistics.filter(({ script }) => names.has(script)))],
    [texts.gone, sumOf(statistics.filter(({ script }) => !names.has(script)))],
  ];
  builder.line(texts.section, "section");
  const firstRow = builder.row + 1;
  const total = sumOf(statistics);
  const rates = (row: number, { used, appointed, arrived }: Uses): PlanCell[] => [
    quotientCell(cellRef(row, at("appointed")), cellRef(row, at("used")), [appointed, used]),
    quotientCell(cellRef(row, at("arrived")), cellRef(row, at("used")), [arrived, used]),
  ];
  const between = Array.from({ length: at("used") - 1 }, () => null);
  const placed = builder.grid(
    [
      { header: texts.group, style: "text" },
      ...between.map(() => ({ header: "", style: "text" as const })),
      ...counted.map((name) => ({ header: texts[name], style: "number" as const })),
      { header: texts.appointmentRate, style: "percent" },
      { header: texts.arrivalRate, style: "percent" },
    ],
    [
      ...groups.map(([label, uses], index) => [
        label,
        ...between,
        ...counted.map((name) => uses[name]),
        ...rates(firstRow + index, uses),
      ]),
      [
        texts.total,
        ...between,
        ...counted.map((name) =>
          sumCell(
            { row: firstRow, column: at(name) },
            { row: firstRow + groups.length - 1, column: at(name) },
            total[name]
          )
        ),
        ...rates(firstRow + groups.length, total),
      ],
    ]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
}

function scriptRow(
  script: Script,
  uses: ScriptStatistics | undefined,
  { locale }: ReportContext
): PlanCell[] {
  const { vocabulary, data } = textsOf(locale);
  const cells: Readonly<Record<ScriptColumn, PlanCell>> = {
    name: script.name,
    type: vocabulary.solicitationTypes[script.type],
    status: script.status && data.statuses[script.status],
    channel: vocabulary.scriptChannels[script.channel],
    text: script.text,
    used: uses?.used ?? 0,
    reached: uses?.reached ?? 0,
    appointed: uses?.appointed ?? 0,
    arrived: uses?.arrived ?? 0,
    appointmentRate: uses?.appointmentRate ?? absentFigure,
    arrivalRate: uses?.arrivalRate ?? absentFigure,
  };
  return order.map((key) => cells[key]);
}

function addValidations(builder: SheetBuilder, placed: Placed, { locale }: ReportContext): void {
  const { vocabulary, data, reports } = textsOf(locale);
  const statuses = statusCodes.map((status) => data.statuses[status]);
  const lists = {
    type: listSource(
      solicitationTypes.map((type) => vocabulary.solicitationTypes[type]),
      "types"
    ),
    status: listSource(statuses, "statuses"),
    channel: Object.values(vocabulary.scriptChannels),
  };
  for (const key of Object.keys(lists) as (keyof typeof lists)[]) {
    const area: Area = {
      row: placed.firstRow,
      column: order.indexOf(key),
      rows: placed.lastRow - placed.firstRow + 1,
      columns: 1,
    };
    builder.validation({
      kind: "list",
      area,
      source: lists[key],
      error: reports.scripts.errors.word,
    });
  }
}
