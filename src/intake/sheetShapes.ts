import type { Cell } from "./cell";
import type { Layout } from "./areaLayout";
import { headerMeaning } from "./headers";
import type { SheetShape } from "./recognition";

/** The columns, by their index within the area, that shapes are told by. */
export interface ShapeColumns {
  readonly orderNumber?: number | undefined;
  /** Columns without which a row belongs to no vehicle, person, document or day. */
  readonly identifying: readonly number[];
  /** Columns that a part of an order has too: amounts, items. */
  readonly content: readonly number[];
}

/** Share of rows from which a shape is said to be that of the sheet. */
const enough = 0.2;

/**
 * How records stand on the rows: several rows with one order number one below the other, or rows of
 * amounts and items alone below the row that says whose they are.
 */
export function shapeOf(layout: Layout, columns: ShapeColumns): SheetShape {
  let rows = 0;
  let children = 0;
  let repeated = 0;
  for (const block of layout.blocks) {
    let before: Cell = "";
    for (const row of block) {
      const isKeyed = columns.identifying.some((at) => filled(row[at]));
      const hasContent = columns.content.some((at) => filled(row[at]));
      if (!isKeyed && !hasContent) continue;
      rows++;
      if (!isKeyed) children++;
      const number = columns.orderNumber === undefined ? "" : (row[columns.orderNumber] ?? "");
      if (filled(number) && number === before) repeated++;
      if (isKeyed) before = number;
    }
  }
  if (rows < 3) return "records";
  if (columns.identifying.length >= 2 && children / rows >= enough) return "tree";
  return repeated / rows >= enough ? "items" : "records";
}

/** Whether an amount is the same on every row of an order, although the rows differ. */
export function isRepeated(layout: Layout, orderNumber: number, at: number): boolean {
  let same = 0;
  let other = 0;
  for (const block of layout.blocks) {
    for (let index = 1; index < block.length; index++) {
      const [above, row] = [block[index - 1], block[index]];
      if (!filled(row[orderNumber]) || above[orderNumber] !== row[orderNumber]) continue;
      if (above[at] === row[at]) same++;
      else other++;
    }
  }
  return same >= 2 && other <= same * 0.05;
}

/** The owner's cells stand on the first of the owner's rows only; all of them or none. */
export function isFilledDown(
  layout: Layout,
  owner: readonly number[],
  vehicle: readonly number[]
): boolean {
  if (owner.length < 2 || vehicle.length === 0) return false;
  let blank = 0;
  let whole = 0;
  for (const block of layout.blocks) {
    for (const row of block) {
      if (!vehicle.some((at) => filled(row[at]))) continue;
      const present = owner.filter((at) => filled(row[at])).length;
      if (present === 0) blank++;
      else if (present === owner.length) whole++;
      else return false;
    }
  }
  return blank >= 2 && whole > 0 && blank / (blank + whole) >= 0.1;
}

function filled(cell: Cell | undefined): boolean {
  return cell !== undefined && cell !== "" && !(typeof cell === "string" && cell.trim() === "");
}

/**
 * The headers of the vehicle columns where one row holds several vehicles: `VIN1`, `VIN2` …, each with
 * vehicles of its own below. Empty if a row is one vehicle.
 */
export function vehiclesBesideEachOther(layout: Layout): string[] {
  for (const key of ["vin", "plate"] as const) {
    const columns = layout.headers.flatMap((header, at) => {
      const stem = header.replace(
        /[\s_]*[\d①②③④⑤一二三四五]+[\s_]*$|^[\s_]*[\d一二三四五]+[\s_]*/u,
        ""
      );
      const meaning = headerMeaning("customers", stem);
      const profile = meaning?.field === key || header === "" ? layout.profile(at) : undefined;
      const isNumbered = stem !== header;
      return meaning?.field === key && (profile?.[key] ?? 0) >= 0.5
        ? [{ header, at, isNumbered, stem }]
        : [];
    });
    const numbered = columns.filter(({ isNumbered }) => isNumbered);
    const group =
      numbered.length > 0 ? columns.filter(({ stem }) => stem === numbered[0].stem) : columns;
    if (group.length < (numbered.length > 0 ? 2 : 3)) continue;
    const differ = group.slice(1).every(({ at }) => differs(layout, group[0].at, at));
    if (differ) return group.map(({ header }) => header);
  }
  return [];
}

function differs(layout: Layout, a: number, b: number): boolean {
  return layout.blocks.some((block) =>
    block.some((row) => filled(row[a]) && filled(row[b]) && row[a] !== row[b])
  );
}

/** The headers where records stand side by side: they run down the first column. */
export function headersInFirstColumn(layout: Layout): string[] {
  const { values } = layout.area;
  if (values.length < 4 || (values[0]?.length ?? 0) < 3) return [];
  for (const at of [0, 1]) {
    const texts = values.slice(0, 60).map((row) => row[at]);
    const known = texts.filter(
      (cell): cell is string =>
        typeof cell === "string" &&
        (headerMeaning("customers", cell)?.confidence === "exact" ||
          headerMeaning("orders", cell)?.confidence === "exact")
    );
    if (new Set(known).size >= 4 && known.length >= texts.filter(filled).length * 0.5) return known;
  }
  return [];
}

/** Headers below which the parts of an order are told apart: lines, items, spare parts, operations. */
const lineHeader =
  /行号|行次|项次|明细|细目|分录|行项目|配件|零件|备件|材料|物料|用料|工时|工项|工位|项目|作业|数量|line|item|part|labou?r|operation|\bop\b|qty|quantity/iu;
const runningHeader = /^(?:序号|no\.?|#|nr\.?)$/iu;

/**
 * The columns by which the rows of one order differ although all that is read of them is equal: the number
 * of the line, a part's code, the quantity. Without them such rows would pass for one row that was
 * exported twice. The fewest columns that part most of these rows, the most telling first.
 *
 * @param known columns that part the rows already
 * @param open columns that serve no field
 */
export function lineColumns(
  layout: Layout,
  orderNumber: number,
  known: readonly number[],
  open: readonly number[]
): number[] {
  let alike = pairsOfOneOrder(layout, orderNumber).filter(([above, row]) =>
    known.every((at) => isEqual(above[at], row[at]))
  );
  const wanted = open.filter((at) => {
    const header = layout.headers[at];
    return lineHeader.test(header) || (runningHeader.test(header.trim()) && restarts(layout, at));
  });
  const found: number[] = [];
  while (alike.length >= 1 && found.length < 2) {
    const parted = wanted
      .map((at) => ({ at, rows: alike.filter(([a, b]) => !isEqual(a[at], b[at])).length }))
      .reduce((best, it) => (it.rows > best.rows ? it : best), { at: -1, rows: 0 });
    if (parted.rows === 0) break;
    found.push(parted.at);
    alike = alike.filter(([a, b]) => isEqual(a[parted.at], b[parted.at]));
  }
  return found;
}

type Row = readonly Cell[];

/** Rows that stand one below the other under one order number. */
function pairsOfOneOrder(layout: Layout, orderNumber: number): [Row, Row][] {
  return layout.blocks.flatMap((block) =>
    block.slice(1).flatMap((row, index): [Row, Row][] => {
      const above = block[index];
      return filled(row[orderNumber]) && above[orderNumber] === row[orderNumber]
        ? [[above, row]]
        : [];
    })
  );
}

const isEqual = (a: Cell | undefined, b: Cell | undefined): boolean => (a ?? "") === (b ?? "");

/** A running number that begins again with each order, and not once for the whole export. */
function restarts(layout: Layout, at: number): boolean {
  const ones = layout.cells(at).filter((cell) => Number(cell) === 1 && filled(cell));
  return ones.length >= 2;
}
