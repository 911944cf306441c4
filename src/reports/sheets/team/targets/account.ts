import { ownerNaming } from "../../../figures";
import { isoOf } from "../../../../retention/time";
import type { TargetKpi } from "../../../../intake";
import { textsOf } from "../../../../locale";
import {
  ownedFlowEffects,
  ownedFlowNames,
  type OwnedFlow,
  type TargetBlock,
  type TargetRow,
} from "../../../../retention/performance";
import {
  type SheetBuilder,
  type Placed,
  type OwnerLine,
  type FormulaCell,
  type PlanCell,
  cellRef,
  sumCell,
  ownerLines,
} from "../../../plan";
import { type BlockKind, type Sheet } from "./sheet";

const firstOwnerColumn = 1;

/** A row of the account: what it is, each owner's figure, and whether it is added up or computed. */
interface AccountRow {
  readonly label: string;
  readonly figure: (row: TargetRow) => number;
  /** The formula of a column's cell; entered as a number where absent. */
  readonly formula?: (column: number) => FormulaCell["formula"];
  readonly look?: "sum" | "percent" | "check";
}

/** Where the account of a block stands, for what refers to it. */
export interface Account {
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
  const { knowsOwnSales } = sheet.figures;
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
        figure: ({ flows }) => (flow === "soldNew" && !knowsOwnSales ? NaN : flows[flow]),
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
        // N counts the "—" of what is not known as nothing.
        parts.join("").replace(/#(\d+)/g, (_, row) => `N(${cellRef(Number(row), column)})`) +
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
export function writeAccount(sheet: Sheet, block: TargetBlock, kind: BlockKind): Account {
  const { builder, context, figures } = sheet;
  const { targets: texts, people } = textsOf(context.locale).reports;
  const { absent } = textsOf(context.locale).sheets.header;
  const lines = ownerLines(figures.ownership.owners, ownerNaming(figures, context), (owner) =>
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
    const store =
      isEntered && !Number.isNaN(row.figure(block.store))
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
