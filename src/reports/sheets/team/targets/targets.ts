import { isoOf, monthStartOf } from "../../../../retention/time";
import { allParameters } from "../../../../retention/allParameters";
import type { SerialDay } from "../../../../retention/time";
import { targetKpis, upperTargets, type InputColumn, type TargetKpi } from "../../../../intake";
import { wordLookup } from "../../../../intake/inputs/words";
import { textsOf, type Locale } from "../../../../locale";
import {
  ownedFlowEffects,
  ownedFlowNames,
  targetsOf,
  type Lamp,
  type OwnedFlow,
  type Target,
  type TargetBlock,
  type TargetRow,
  type Targets,
} from "../../../../retention/performance";
import {
  cellRef,
  type Area,
  SheetBuilder,
  type Placed,
  frozenHeadRows,
  writeHead,
  type ReportContext,
  sumCell,
  inputCells,
  inputColumns,
  withTyped,
  type InputPlanRow,
  ownerLines,
  type OwnerLine,
  type FormulaCell,
  type PlanCell,
  type SheetPlan,
  lampStyles,
  tabColors,
  targetColors,
} from "../../../plan";
import { chapterValues, type StoreFigures } from "../../../figures";

const chartRows = 16;
const firstOwnerColumn = 1;

/** What all parts of the sheet need. */
interface Sheet {
  readonly builder: SheetBuilder;
  readonly figures: StoreFigures;
  readonly context: ReportContext;
  readonly targets: Targets;
  readonly amberFrom: number;
}

/**
 * 维系目标 (rules §11, S0 目标设定, 表20): what each advisor may lose and is to win back, with lamps by
 * working days; then every advisor's customers from opening to closing, for the month and since the
 * deal, with check rows; then the targets that the store sets itself.
 */
export function targetsSheet(figures: StoreFigures, context: ReportContext): SheetPlan {
  const { reports } = textsOf(context.locale);
  const { dealership, ownership, inputs, asOf, settings } = figures;
  const parameters = chapterValues(settings, "targets", allParameters.targets);
  const { roster, calendar } = settings;
  const targets = targetsOf(dealership, ownership, inputs.ledger, asOf, {
    roster,
    calendar,
    parameters,
  });
  const builder = new SheetBuilder("targets", reports.names.targets, tabColors.result);
  const sheet: Sheet = { builder, figures, context, targets, amberFrom: parameters.amberFrom };
  writeHead(builder, context, { title: reports.names.targets, headline: headlineOf(sheet) });
  const { month, cumulative } = targets;
  if (roster.advisors.length > 0) writeStandings(sheet, parameters);
  const ofMonth = writeAccount(sheet, month, "month");
  if (cumulative !== null) writeAccount(sheet, cumulative, "cumulative");
  writeOwnTargets(sheet, ofMonth);
  const widest = Math.max(8, ofMonth.lines.length + 1);
  return builder.build({
    columnWidths: [34, 27, ...Array<number>(widest).fill(22)],
    freeze: { rows: frozenHeadRows, columns: 1 },
    print: { titleRows: [0, frozenHeadRows - 1] },
  });
}

function headlineOf({ figures, context, targets }: Sheet): string {
  const texts = textsOf(context.locale).reports.targets;
  if (!figures.hasCustomers) return texts.empty;
  const { month, cumulative } = targets;
  const { newLost } = month.store.flows;
  const rated = month.rows.flatMap((row) => row.newLost ?? []);
  const since = sinceDealOf(month.opening, figures.asOf);
  const rules = otherRules(figures, context.locale);
  if (rated.length === 0) return texts.headlineWithoutAdvisors({ since, rules, newLost });
  const standing = {
    since,
    rules,
    newLost,
    allowance: rated.reduce((sum, { target }) => sum + target, 0),
    over: rated.filter(({ actual, target }) => actual > target).length,
  };
  return cumulative === null
    ? texts.headlineWithoutPeriod(standing)
    : texts.headline({
        ...standing,
        returned: cumulative.store.flows.initialReturned,
        initialLost: cumulative.store.initialLost,
      });
}

/** The name of `retention` where the sheets go by another rule set: owners' figures always go by it. */
export function otherRules({ settings }: StoreFigures, locale: Locale): string | null {
  return settings.rules.name === "retention" ? null : textsOf(locale).data.ruleSets.retention;
}

/** The day of the deal from which a month's figures run; `null` where they run from its first day. */
export function sinceDealOf(opening: SerialDay, asOf: SerialDay): string | null {
  return opening >= monthStartOf(asOf) ? isoOf(opening) : null;
}

type BlockKind = "month" | "cumulative";

/** ⑤ and ⑥ of both blocks with lamps, and the picture of the month. */
function writeStandings(
  sheet: Sheet,
  parameters: { newLostShare: number; initialReturnShare: number; initialReturnHorizon: number }
): void {
  const { builder, context, targets, amberFrom } = sheet;
  const texts = textsOf(context.locale).reports.targets.standing;
  const percent = (value: number): string => `${Number((value * 100).toFixed(2))}%`;
  builder.line(
    texts.note({
      lost: percent(parameters.newLostShare),
      returned: percent(parameters.initialReturnShare),
      months: parameters.initialReturnHorizon,
      amber: percent(amberFrom),
    }),
    "note"
  );
  builder.skip();
  const month = writeStanding(sheet, targets.month, "month");
  writePicture(sheet, month);
  if (targets.cumulative !== null) writeStanding(sheet, targets.cumulative, "cumulative");
}

const advisorRows = ({ rows }: TargetBlock): TargetRow[] =>
  rows.filter(({ newLost }) => newLost !== null);

function writeStanding(sheet: Sheet, block: TargetBlock, kind: BlockKind): Placed {
  const { builder, context, figures } = sheet;
  const { targets: texts, people } = textsOf(context.locale).reports;
  const { standing } = texts;
  const lines = ownerLines(figures.ownership.owners, naming(sheet), () => false);
  builder.line(standing[kind](isoOf(block.opening + 1), isoOf(block.last)), "section");
  const firstRow = builder.row + 1;
  const rows = lines.map(({ owner, label }, index): PlanCell[] => {
    const { newLost, initialReturned } = block.rows[owner];
    const row = firstRow + index;
    return [
      label,
      ...upperCells(sheet, newLost, row, 1),
      ...lowerCells(sheet, initialReturned, row, 5),
    ];
  });
  const totals = totalRow(people.advisorsTotal, advisorRows(block), firstRow, rows.length);
  const placed = builder.grid(
    [
      { header: people.advisor, style: "text" },
      { header: standing.newLost, style: "number" },
      { header: standing.limit, style: "number" },
      { header: standing.limitDue, style: "decimal" },
      { header: standing.newLostLamp, style: "centred" },
      { header: standing.returned, style: "number" },
      { header: standing.target, style: "decimal" },
      { header: standing.targetDue, style: "decimal" },
      { header: standing.returnedLamp, style: "centred" },
    ],
    [...rows, totals]
  );
  builder.styleRow(placed, placed.lastRow, "sum");
  for (const column of [4, 8]) {
    colourLamps(sheet, { row: placed.firstRow, column, rows: rows.length, columns: 1 });
  }
  builder.skip();
  return placed;
}

const naming = ({ context, figures }: Sheet) => ({
  locale: context.locale,
  roster: figures.settings.roster,
});

/** Actual, limit, limit to date and lamp of a KPI of which fewer are better. */
function upperCells(sheet: Sheet, target: Target | null, row: number, column: number): PlanCell[] {
  if (target === null) return absentTarget(sheet);
  const [actual, whole, due] = [0, 1, 2].map((at) => cellRef(row, column + at));
  return [
    target.actual,
    target.target,
    target.due,
    lampCell(sheet, target.lamp, `${actual}<=${due}`, `${actual}<=${whole}`),
  ];
}

/** Actual, target, target to date and lamp of a KPI of which more are better. */
function lowerCells(sheet: Sheet, target: Target | null, row: number, column: number): PlanCell[] {
  if (target === null) return absentTarget(sheet);
  const [actual, due] = [cellRef(row, column), cellRef(row, column + 2)];
  return [
    target.actual,
    target.target,
    target.due,
    lampCell(sheet, target.lamp, `${actual}>=${due}`, `${actual}>=${due}*${sheet.amberFrom}`),
  ];
}

const absentTarget = ({ context }: Sheet): PlanCell[] =>
  Array<PlanCell>(4).fill(textsOf(context.locale).sheets.header.absent);

function lampCell({ context }: Sheet, lamp: Lamp, green: string, amber: string): FormulaCell {
  const { lamps } = textsOf(context.locale).reports.targets;
  return {
    formula: `=IF(${green},"${lamps.green}",IF(${amber},"${lamps.amber}","${lamps.red}"))`,
    expected: lamps[lamp],
  };
}

function totalRow(
  label: string,
  rows: readonly TargetRow[],
  firstRow: number,
  count: number
): PlanCell[] {
  const total = (column: number, figure: (row: TargetRow) => number): FormulaCell =>
    sumCell(
      { row: firstRow, column },
      { row: firstRow + count - 1, column },
      rows.reduce((sum, row) => sum + figure(row), 0)
    );
  return [
    label,
    total(1, ({ newLost }) => newLost?.actual ?? 0),
    total(2, ({ newLost }) => newLost?.target ?? 0),
    total(3, ({ newLost }) => newLost?.due ?? 0),
    null,
    total(5, ({ initialReturned }) => initialReturned?.actual ?? 0),
    total(6, ({ initialReturned }) => initialReturned?.target ?? 0),
    total(7, ({ initialReturned }) => initialReturned?.due ?? 0),
    null,
  ];
}

function colourLamps({ builder, context }: Sheet, area: Area): void {
  const { lamps } = textsOf(context.locale).reports.targets;
  builder.colourBy(
    area,
    (["green", "amber", "red"] as const).map((lamp) => [`="${lamps[lamp]}"`, lampStyles[lamp]])
  );
}

function writePicture(sheet: Sheet, standing: Placed): void {
  const { builder, context, figures, targets } = sheet;
  const texts = textsOf(context.locale).reports.targets.standing;
  const rows = advisorRows(targets.month);
  const most = rows.reduce((a, b) => (b.flows.newLost > a.flows.newLost ? b : a));
  builder.chart(
    texts.sentence(
      figures.ownership.owners[most.owner],
      most.flows.newLost,
      most.newLost?.target ?? 0
    ),
    {
      name: "RETAIN targets",
      type: "ColumnClustered",
      source: { row: standing.headerRow, column: 0, rows: rows.length + 1, columns: 3 },
      seriesBy: "Columns",
      title: texts.chartTitle,
      categoryAxisTitle: texts.categoryAxis,
      valueAxisTitle: texts.valueAxis,
      valueAxisFormat: "0",
      colors: [targetColors.actual, targetColors.target],
    },
    chartRows,
    9
  );
  builder.skip();
}

/** A row of the account: what it is, each owner's figure, and whether it is added up or computed. */
interface AccountRow {
  readonly label: string;
  readonly figure: (row: TargetRow) => number;
  /** The formula of a column's cell; entered as a number where absent. */
  readonly formula?: (column: number) => FormulaCell["formula"];
  readonly look?: "sum" | "percent" | "check";
}

/** Where the account of a block stands, for what refers to it. */
interface Account {
  readonly placed: Placed;
  readonly lines: readonly OwnerLine[];
  readonly rowOf: Readonly<Record<TargetKpi, readonly number[]>>;
}

/** Where rows of an account come to stand. */
interface AccountRows {
  readonly rows: readonly AccountRow[];
  readonly rowOf: Account["rowOf"];
}

const flowsOf = (group: "base" | "lost"): OwnedFlow[] =>
  ownedFlowNames.filter((flow) => ownedFlowEffects[flow][group] !== 0);

/** The rows of an account whose first row stands in `first`. */
function accountRows(sheet: Sheet, first: number): AccountRows {
  const texts = textsOf(sheet.context.locale).reports.targets.account;
  const absent = textsOf(sheet.context.locale).sheets.header.absent;
  const rows: AccountRow[] = [];
  const rowOfFlow = new Map<OwnedFlow, number>();
  const add = (row: AccountRow): number => first + rows.push(row) - 1;

  const addAccount = (group: "base" | "lost", opening: number): void => {
    const parts: string[] = [];
    for (const flow of flowsOf(group)) {
      const isIn = ownedFlowEffects[flow][group] > 0;
      const known = rowOfFlow.get(flow);
      const row = add({
        label: (isIn ? texts.plus : texts.minus)(texts.flows[flow]),
        figure: ({ flows }) => flows[flow],
        ...(known !== undefined && { formula: (column) => `=${cellRef(known, column)}` }),
      });
      if (known === undefined) rowOfFlow.set(flow, row);
      parts.push(`${isIn ? "+" : "-"}#${row}`);
      if (group === "base" && flow === "newLost") {
        add({ label: texts.newLostInitial, figure: ({ newLostInitial }) => newLostInitial });
      }
    }
    const closing = add({
      label: group === "base" ? texts.closingBase : texts.closingLost,
      figure: group === "base" ? (row) => row.closingBase : (row) => row.closingLost,
      look: "sum",
    });
    if (group === "base") {
      const stable = add({ label: texts.closingStable, figure: (row) => row.closingStable });
      add({
        label: texts.stableShare,
        figure: (row) => row.closingStable / row.closingBase,
        formula: (column) => {
          const [part, whole] = [cellRef(stable, column), cellRef(closing, column)];
          return `=IF(${whole}=0,"${absent}",${part}/${whole})`;
        },
        look: "percent",
      });
    }
    add({
      label: group === "base" ? texts.baseCheck : texts.lostCheck,
      figure: (row) => (group === "base" ? row.baseDifference : row.lostDifference),
      formula: (column) =>
        `=${cellRef(opening, column)}` +
        parts.join("").replace(/#(\d+)/g, (_, row) => cellRef(Number(row), column)) +
        `-${cellRef(closing, column)}`,
      look: "check",
    });
  };

  add({ label: texts.initialBase, figure: ({ initialBase }) => initialBase });
  add({ label: texts.initialLost, figure: ({ initialLost }) => initialLost });
  const openingBase = add({
    label: texts.openingBase,
    figure: (row) => row.openingBase,
    look: "sum",
  });
  add({ label: texts.openingInitialBase, figure: (row) => row.openingInitialBase });
  addAccount("base", openingBase);
  const closingBase = first + rows.findIndex(({ label }) => label === texts.closingBase);
  addAccount(
    "lost",
    add({ label: texts.openingLost, figure: (row) => row.openingLost, look: "sum" })
  );
  const at = (flow: OwnedFlow): number => rowOfFlow.get(flow) ?? first;
  return {
    rows,
    rowOf: {
      soldNew: [at("soldNew")],
      servicedNew: [at("servicedNew")],
      newLost: [at("newLost")],
      initialReturned: [at("initialReturned")],
      otherReturned: [at("otherReturned")],
      invalidated: [at("baseInvalidated"), at("lostInvalidated")],
      closingBase: [closingBase],
    },
  };
}

const hasFigures = (row: TargetRow): boolean =>
  [
    row.initialBase,
    row.initialLost,
    row.openingBase,
    row.openingLost,
    row.closingBase,
    row.closingLost,
    ...Object.values(row.flows),
  ].some((count) => count !== 0);

/** Every owner's customers from opening to closing: KPIs down, owners across, the store at the right. */
function writeAccount(sheet: Sheet, block: TargetBlock, kind: BlockKind): Account {
  const { builder, context, figures } = sheet;
  const { targets: texts, people } = textsOf(context.locale).reports;
  const { absent } = textsOf(context.locale).sheets.header;
  const lines = ownerLines(figures.ownership.owners, naming(sheet), (owner) =>
    hasFigures(block.rows[owner])
  );
  builder.line(texts.account[kind](isoOf(block.opening + 1), isoOf(block.last)), "section");
  builder.line(texts.account.checkNote, "note");
  const { rows, rowOf } = accountRows(sheet, builder.row + 1);
  const storeColumn = firstOwnerColumn + lines.length;
  const shown = (value: number): number | string => (Number.isNaN(value) ? absent : value);
  const cells = rows.map((row, index): PlanCell[] => {
    const sheetRow = builder.row + 1 + index;
    const cell = (of: TargetRow, column: number): PlanCell => {
      const expected = shown(row.figure(of));
      return row.formula === undefined ? expected : { formula: row.formula(column), expected };
    };
    const own = lines.map(({ owner }, at) => cell(block.rows[owner], firstOwnerColumn + at));
    const isEntered = row.formula === undefined && lines.length > 0;
    const store = isEntered
      ? sumCell(
          { row: sheetRow, column: firstOwnerColumn },
          { row: sheetRow, column: storeColumn - 1 },
          row.figure(block.store)
        )
      : cell(block.store, storeColumn);
    return [row.label, ...own, store];
  });
  const placed = builder.grid(
    [
      { header: texts.account.item, style: "text" },
      ...lines.map(({ label }) => ({ header: label, style: "number" as const })),
      { header: people.store, style: "number" },
    ],
    cells
  );
  rows.forEach(({ look }, index) => {
    const row = placed.firstRow + index;
    if (look === "sum") builder.styleRow(placed, row, "sum");
    if (look === "percent") {
      const area = { row, column: firstOwnerColumn, rows: 1, columns: placed.columns - 1 };
      builder.style(area, "percent");
    }
    if (look === "check") markCheck(builder, placed, row);
  });
  builder.skip();
  return { placed, lines, rowOf };
}

/** Green where the check row is 0, red where it is not. */
function markCheck(builder: SheetBuilder, placed: Placed, row: number): void {
  const area = { row, column: firstOwnerColumn, rows: 1, columns: placed.columns - 1 };
  builder.style({ ...area, column: 0, columns: placed.columns }, "check");
  builder.colourCheck(area);
}

const kpiOf = wordLookup<TargetKpi>(({ vocabulary }) => vocabulary.targetKpis);

/** The targets that a manager types, beside what the month has brought; nobody's entry is ever lost. */
function writeOwnTargets(sheet: Sheet, account: Account): void {
  const { builder, context, figures } = sheet;
  const { vocabulary, reports } = textsOf(context.locale);
  const texts = reports.targets.own;
  const { advisors } = figures.settings.roster;
  const typed = figures.inputs.rows.targets?.map((row) => {
    const kpi = kpiOf(row.kpi);
    return kpi === undefined ? row : { ...row, kpi: vocabulary.targetKpis[kpi] };
  });
  const fresh = advisors.flatMap(({ name }) =>
    targetKpis.map((kpi) => ({ advisor: name, kpi: vocabulary.targetKpis[kpi] }))
  );
  const merged = withTyped("targets", fresh, typed);
  if (merged.length === 0) return;
  const formulas: Partial<Record<InputColumn<"targets">, string>> = ownTargetFormulas(context);
  const columns = inputColumns("targets", context.locale, {
    advisor: "literal",
    kpi: "text",
    target: "inputNumber",
    actual: "number",
    share: "percent",
    lamp: "centred",
  }).map((column): typeof column => {
    const rowFormula = formulas[column.key];
    return rowFormula === undefined ? column : { ...column, rowFormula };
  });
  builder.line(texts.section, "section");
  builder.line(texts.note, "note");
  const rows = merged.map((row) => ownTargetRow(sheet, account, row));
  const placed = builder.table("RETAIN_targets", columns, inputCells(columns, rows), "targets");
  const column = (at: number): Area => ({
    row: placed.firstRow,
    column: at,
    rows: rows.length,
    columns: 1,
  });
  builder.validation({
    kind: "wholeNumber",
    area: column(2),
    min: 0,
    max: 1_000_000,
    error: texts.error,
  });
  colourLamps(sheet, column(5));
}

/** What the month has brought of a KPI, and whether the typed target is met. */
function ownTargetRow(
  sheet: Sheet,
  { lines }: Account,
  row: InputPlanRow<"targets">
): InputPlanRow<"targets"> {
  const { context, figures, targets } = sheet;
  const all = textsOf(context.locale);
  const { absent } = all.sheets.header;
  const kpi = kpiOf(String(row.kpi ?? ""));
  const { owners } = figures.ownership;
  const at = lines.findIndex(({ owner, isAdvisor }) => isAdvisor && owners[owner] === row.advisor);
  const line = lines[at];
  if (kpi === undefined || line === undefined) {
    return { ...row, actual: absent, share: absent, lamp: absent };
  }
  const { lamps } = all.reports.targets;
  const actual = actualOf(targets.month.rows[line.owner], kpi);
  const target = typeof row.target === "number" ? row.target : 0;
  const met = upperTargets.has(kpi) ? actual <= target : actual >= target;
  return {
    ...row,
    actual,
    share: target === 0 ? absent : actual / target,
    lamp: typeof row.target !== "number" ? absent : met ? lamps.green : lamps.red,
  };
}

/** What follows from a target while it is being typed; the same in every row, whichever KPI it is of. */
function ownTargetFormulas({ locale }: ReportContext): { share: string; lamp: string } {
  const { reports, sheets, vocabulary, inputTables } = textsOf(locale);
  const { lamps } = reports.targets;
  const { absent } = sheets.header;
  const { kpi, target, actual } = inputTables.targets;
  const isUpper = [...upperTargets].map((of) => `[@${kpi}]="${vocabulary.targetKpis[of]}"`);
  const met = `IF(OR(${isUpper.join(",")}),[@${actual}]<=[@${target}],[@${actual}]>=[@${target}])`;
  return {
    share: `=IF(AND(ISNUMBER([@${actual}]),N([@${target}])<>0),[@${actual}]/[@${target}],"${absent}")`,
    lamp: `=IF(AND(ISNUMBER([@${actual}]),ISNUMBER([@${target}])),IF(${met},"${lamps.green}","${lamps.red}"),"${absent}")`,
  };
}

function actualOf({ flows, closingBase }: TargetRow, kpi: TargetKpi): number {
  switch (kpi) {
    case "invalidated":
      return flows.baseInvalidated + flows.lostInvalidated;
    case "closingBase":
      return closingBase;
    default:
      return flows[kpi];
  }
}
