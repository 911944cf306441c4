import { isAmount, revenueOf } from "./amounts";
import type { Finding, FindingCode } from "./findings";
import { NO_DAY } from "../time";
import type { OrderField, OrderTable } from "./tables";
import {
  amountFields,
  isSameRow,
  isSameStay,
  vehicleFields,
  type AmountField,
} from "./orderIdentity";
import { forEachSharedKey, hashNumber, hashText } from "./numberGroups";
import { ORDER_KIND } from "./orderKinds";
import { partOf } from "./places";

/** Orders that two sheets, or one sheet twice, hold. */
export interface OrderOverlap {
  /** The parts of the order table; equal where one sheet holds the rows twice. */
  readonly parts: readonly [number, number];
  /** Orders of which every row stands in both. */
  orders: number;
  /** Rows that are counted nowhere because of it. */
  rows: number;
  /** The place of the first such row. */
  readonly place: number;
}

/** What became of the rows of the order table. */
export interface OrderRows {
  /** The table with amounts that speak for a whole order on one of its rows only. */
  readonly orders: OrderTable;
  /** Per row 1 = it stands for its order in 单数: one order number of one vehicle and day is one order. */
  readonly orderHead: Uint8Array;
  readonly overlaps: readonly OrderOverlap[];
}

/** The rows before they are settled; `orderKind` is changed in place. */
export interface UnsettledOrders {
  readonly orders: OrderTable;
  readonly customerOfOrder: Int32Array;
  readonly orderDay: Int32Array;
  readonly orderKind: Uint8Array;
  readonly findings: Finding[];
  /** Amounts that are those of the whole order and stand again on each of its rows. */
  readonly totals?: ReadonlySet<string>;
}

/**
 * Tells orders from rows (intake §3, rules §2). Rows of one order number, vehicle and day are one order.
 * Rows that agree in amounts, kind and items too are one row that was exported twice: one of them counts.
 * Where two sheets prove to be exports of the same orders, an order that differs in them was changed
 * meanwhile, and the sheet that reaches further counts. What was charged and taken back whole under its
 * own number on the same day is no visit. Rows without a number are one row only if they agree in
 * every mapped cell.
 */
export function settleOrderRows(unsettled: UnsettledOrders): OrderRows {
  const settling = new Settling(unsettled);
  settling.numbered();
  settling.unnumbered();
  return settling.result();
}

class Settling {
  private readonly head: Uint8Array;
  private readonly overlaps = new Map<number, OrderOverlap>();
  /** Orders whose rows differ from sheet to sheet. */
  private readonly differing: (readonly number[])[] = [];
  /** Orders of one number and vehicle that stand with another day on another sheet. */
  private readonly moved: (readonly (readonly number[])[])[] = [];
  private readonly changed = new Map<AmountField, Float64Array>();
  private readonly walkIns = new Map<string, number>();
  private lastDays?: Int32Array;

  constructor(private readonly all: UnsettledOrders) {
    this.head = new Uint8Array(all.orders.count).fill(1);
  }

  numbered(): void {
    const { orders } = this.all;
    const { orderNumber } = orders;
    forEachSharedKey(
      this.rowsWhere((row) => orderNumber[row] !== ""),
      (row) => hashText(orderNumber[row]),
      (a, b) => orderNumber[a] === orderNumber[b],
      (rows) => this.ofNumber(rows)
    );
    for (const rows of this.differing) this.settleDiffering(rows);
    for (const orders of this.moved) this.settleMoved(orders);
  }

  unnumbered(): void {
    const { orders, orderDay, orderKind, customerOfOrder } = this.all;
    const rows = this.rowsWhere(
      (row) =>
        orders.orderNumber[row] === "" &&
        orderDay[row] !== NO_DAY &&
        orderKind[row] !== ORDER_KIND.void &&
        this.keyOf(row) !== ""
    );
    forEachSharedKey(
      rows,
      (row) => {
        const owner = customerOfOrder[row];
        const vehicle = owner >= 0 ? owner : hashText(this.keyOf(row));
        const cents = Math.round((orders.receivable[row] || 0) * 100);
        return hashNumber(cents, hashNumber(orderDay[row], hashNumber(vehicle)));
      },
      (a, b) => this.isSameVehicle(a, b) && this.agreesWhole(a, b),
      (same) => this.dropRepeated(same, this.kept(same))
    );
  }

  result(): OrderRows {
    const { orders, findings } = this.all;
    const overlaps = [...this.overlaps.values()];
    for (const overlap of overlaps) {
      findings.push({
        code: "ordersRepeated",
        table: "orders",
        sheetRow: overlap.place,
        read: String(overlap.rows),
        parts: overlap.parts,
      });
    }
    return {
      orders: this.changed.size === 0 ? orders : { ...orders, ...Object.fromEntries(this.changed) },
      orderHead: this.head,
      overlaps,
    };
  }

  private rowsWhere(wanted: (row: number) => boolean): Int32Array {
    const { count } = this.all.orders;
    const rows = new Int32Array(count);
    let size = 0;
    for (let row = 0; row < count; row++) if (wanted(row)) rows[size++] = row;
    return rows.subarray(0, size);
  }

  /** Parts the rows of one number by vehicle and day. */
  private ofNumber(rows: readonly number[]): void {
    const [first] = rows;
    const { orderDay } = this.all;
    const isOne = rows.every(
      (row) => orderDay[row] === orderDay[first] && this.isSameVehicle(row, first)
    );
    if (isOne) {
      this.ofOrder(rows);
      return;
    }
    const byOrder = new Map<string, number[]>();
    for (const row of rows) {
      const key = `${this.vehicleOf(row)} ${orderDay[row]}`;
      const known = byOrder.get(key);
      if (known) known.push(row);
      else byOrder.set(key, [row]);
    }
    for (const order of byOrder.values()) if (order.length > 1) this.ofOrder(order);
    this.noteMoved([...byOrder.values()]);
    this.noteOtherVehicles([...byOrder.values()].map(([row]) => row));
  }

  /** Remembers the orders of one number and vehicle whose day differs from sheet to sheet. */
  private noteMoved(orders: readonly (readonly number[])[]): void {
    const byVehicle = new Map<number, (readonly number[])[]>();
    for (const order of orders) {
      const vehicle = this.vehicleOf(order[0]);
      byVehicle.set(vehicle, [...(byVehicle.get(vehicle) ?? []), order]);
    }
    for (const same of byVehicle.values()) if (same.length > 1) this.moved.push(same);
  }

  /**
   * Of sheets that hold other orders in common, an order of the same number and vehicle within weeks is
   * the same one, and the day was corrected: the sheet that reaches further counts.
   */
  private settleMoved(orders: readonly (readonly number[])[]): void {
    const { orderDay, orderKind, orders: table } = this.all;
    const days = this.lastDayOfParts();
    const standing = orders
      .map((rows) => ({
        parts: new Set(rows.map((row) => partOf(table.sheetRow[row]))),
        rows: rows.filter((row) => orderKind[row] !== ORDER_KIND.repeated),
      }))
      .filter(({ rows }) => rows.length > 0 && orderDay[rows[0]] !== NO_DAY)
      .map((order) => ({ ...order, last: Math.max(...[...order.parts].map((it) => days[it])) }))
      .sort((a, b) => b.last - a.last || b.rows[0] - a.rows[0]);
    const kept: typeof standing = [];
    for (const order of standing) {
      // A sheet that has both of them says that they are two.
      const newer = kept.find(
        (it) =>
          ![...order.parts].some((part) => it.parts.has(part)) &&
          this.overlaps.has(this.pairOf(it.rows[0], order.rows[0])) &&
          isSameStay(orderDay[it.rows[0]], orderDay[order.rows[0]])
      );
      if (newer === undefined) {
        kept.push(order);
        continue;
      }
      for (const row of order.rows) this.drop(row);
      this.note("orderChanged", newer.rows[0], table.orderNumber[newer.rows[0]]);
    }
  }

  /** One number on several vehicles: each is an order of its own, and somebody should look. */
  private noteOtherVehicles(heads: readonly number[]): void {
    const { orders, orderKind } = this.all;
    const counted = heads.filter(
      (row) => orderKind[row] !== ORDER_KIND.void && this.keyOf(row) !== ""
    );
    const vehicles = new Set<number>();
    for (const row of counted) {
      const vehicle = this.vehicleOf(row);
      if (vehicles.size > 0 && !vehicles.has(vehicle)) {
        this.note("orderNumberShared", row, orders.orderNumber[row]);
      }
      vehicles.add(vehicle);
    }
  }

  /** The rows of one number, vehicle and day. */
  private ofOrder(rows: readonly number[]): void {
    const parts = this.byPart(rows);
    if (parts.length === 1) {
      this.countOnce(this.dropTwins(rows));
      return;
    }
    const [newest, ...others] = parts;
    if (others.some((part) => !this.holdSame(part, newest))) {
      this.differing.push(rows);
      return;
    }
    for (const part of others) {
      for (const row of part) this.drop(row);
      this.noteOverlap(part, newest);
    }
    this.countOnce(this.dropTwins(newest));
  }

  /**
   * An order that is not the same on all its sheets: changed meanwhile where the sheets hold other orders
   * in common, else its parts, as of one payer or workshop each.
   */
  private settleDiffering(rows: readonly number[]): void {
    const [newest, ...others] = this.byPart(rows);
    const [row] = newest;
    const { orders } = this.all;
    const older = others.filter((part) => this.overlaps.has(this.pairOf(part[0], row)));
    for (const part of older) for (const old of part) this.drop(old);
    if (older.length > 0) this.note("orderChanged", row, orders.orderNumber[row]);
    const added = others.filter((part) => !older.includes(part));
    if (added.length > 0) this.note("orderOnSeveralSheets", row, orders.orderNumber[row]);
    this.countOnce(this.dropTwins([...newest, ...added.flat()]));
  }

  /** The rows by part, the part that reaches furthest first. */
  private byPart(rows: readonly number[]): (readonly number[])[] {
    const { sheetRow } = this.all.orders;
    const part = partOf(sheetRow[rows[0]]);
    if (rows.every((row) => partOf(sheetRow[row]) === part)) return [rows];
    const parts = new Map<number, number[]>();
    for (const row of rows) {
      const of = partOf(sheetRow[row]);
      const known = parts.get(of);
      if (known) known.push(row);
      else parts.set(of, [row]);
    }
    const days = this.lastDayOfParts();
    return [...parts].sort(([a], [b]) => days[b] - days[a] || b - a).map(([, ofPart]) => ofPart);
  }

  private lastDayOfParts(): Int32Array {
    if (this.lastDays) return this.lastDays;
    const { orders, orderDay } = this.all;
    const count = 1 + orders.sheetRow.reduce((most, place) => Math.max(most, partOf(place)), 0);
    const days = (this.lastDays = new Int32Array(count));
    for (let row = 0; row < orders.count; row++) {
      const part = partOf(orders.sheetRow[row]);
      days[part] = Math.max(days[part], orderDay[row]);
    }
    return days;
  }

  /** Whether two sheets say the same of an order, whatever came later (settlement, status). */
  private holdSame(a: readonly number[], b: readonly number[]): boolean {
    const within = (rows: readonly number[], others: readonly number[]): boolean =>
      rows.every((row) => others.some((other) => this.agrees(row, other)));
    return within(a, b) && within(b, a);
  }

  /** Counts one of the rows that agree; gives those that count. */
  private dropTwins(rows: readonly number[]): readonly number[] {
    const counted: number[] = [];
    let rest = rows.filter((row) => this.all.orderKind[row] !== ORDER_KIND.void);
    while (rest.length > 0) {
      const [first] = rest;
      const twins = rest.filter((row) => this.agrees(row, first));
      const kept = this.kept(twins);
      if (twins.length > 1) this.dropRepeated(twins, kept);
      counted.push(kept);
      rest = rest.filter((row) => !twins.includes(row));
    }
    return counted;
  }

  private dropRepeated(rows: readonly number[], kept: number): void {
    const others = rows.filter((row) => row !== kept);
    for (const row of others) this.drop(row);
    this.noteOverlap(others, [kept]);
  }

  /** Of equal rows the one that knows most: settled latest, on the sheet that reaches furthest. */
  private kept(rows: readonly number[]): number {
    const { settlement, sheetRow } = this.all.orders;
    return rows.reduce((best, row) => {
      const later =
        settlement[row] - settlement[best] || partOf(sheetRow[row]) - partOf(sheetRow[best]);
      return later > 0 || (later === 0 && this.standsBefore(row, best)) ? row : best;
    });
  }

  private drop(row: number): void {
    this.all.orderKind[row] = ORDER_KIND.repeated;
    this.head[row] = 0;
  }

  /** Of rows that are all counted: one order, whose amounts add up. */
  private countOnce(rows: readonly number[]): void {
    if (rows.length < 2) return;
    const { orderKind } = this.all;
    const visits = rows.filter((row) => orderKind[row] === ORDER_KIND.visit);
    const head = (visits.length > 0 ? visits : rows).reduce((best, row) =>
      this.standsBefore(row, best) ? row : best
    );
    for (const row of rows) this.head[row] = row === head ? 1 : 0;
    this.countTotalsOnce(rows, head);
    this.cancel(rows, visits, head);
  }

  /** Charged and taken back whole: the money is there twice, the visit is not. */
  private cancel(rows: readonly number[], visits: readonly number[], head: number): void {
    const { orders, orderKind } = this.all;
    if (visits.length === 0 || !rows.some((row) => orderKind[row] === ORDER_KIND.reversal)) return;
    const sum = rows.reduce((total, row) => total + (revenueOf(orders, row) || 0), 0);
    if (Math.abs(sum) >= 0.005) return;
    for (const row of visits) orderKind[row] = ORDER_KIND.reversal;
    this.note("orderTakenBack", head, orders.orderNumber[head]);
  }

  private countTotalsOnce(rows: readonly number[], head: number): void {
    for (const field of amountFields) {
      if (this.isTotal(field, rows)) this.clear(field, rows, head);
    }
  }

  /** Whether an amount is the whole order's on each of the rows. */
  private isTotal(field: AmountField, rows: readonly number[]): boolean {
    if (!this.all.totals?.has(field)) return false;
    const values = new Set(
      rows.map((row) => this.all.orders[field][row]).filter((value) => isAmount(value))
    );
    return values.size === 1;
  }

  private clear(field: AmountField, rows: readonly number[], head: number): void {
    const column = this.changed.get(field) ?? this.all.orders[field].slice();
    this.changed.set(field, column);
    const value = rows.map((row) => column[row]).find((cell) => isAmount(cell)) ?? NaN;
    // 0 and not blank: a row without receivable would fall back on its labour and parts.
    for (const row of rows) column[row] = row === head ? value : 0;
  }

  private noteOverlap(dropped: readonly number[], kept: readonly number[]): void {
    const { sheetRow } = this.all.orders;
    for (const row of dropped) {
      const pair = this.pairOf(row, kept[0]);
      const known = this.overlaps.get(pair);
      if (known) known.rows += 1;
      else {
        const [a, b] = [partOf(sheetRow[row]), partOf(sheetRow[kept[0]])].sort((x, y) => x - y);
        const place = sheetRow[row];
        this.overlaps.set(pair, { parts: [a ?? 0, b ?? 0], orders: 0, rows: 1, place });
      }
    }
    if (dropped.length === 0) return;
    const overlap = this.overlaps.get(this.pairOf(dropped[0], kept[0]));
    if (overlap) overlap.orders += 1;
  }

  private pairOf(a: number, b: number): number {
    const { sheetRow } = this.all.orders;
    const [x, y] = [partOf(sheetRow[a]), partOf(sheetRow[b])];
    return Math.min(x, y) * 4096 + Math.max(x, y);
  }

  /** Whether two rows of one order are one row; a void one is not the one that stands. */
  private agrees(a: number, b: number): boolean {
    const { orders, orderKind } = this.all;
    const isVoid = (row: number): boolean => orderKind[row] === ORDER_KIND.void;
    return isVoid(a) === isVoid(b) && isSameRow((field) => isSameCell(orders, field, a, b));
  }

  private agreesWhole(a: number, b: number): boolean {
    const { orders } = this.all;
    for (const field of orders.mapped) {
      if (!isSameCell(orders, field, a, b)) return false;
    }
    return true;
  }

  /** An order of rows that rests on what stands in them, so that moved rows change nothing. */
  private standsBefore(a: number, b: number): boolean {
    const { advisor, orderType, items, receivable, sheetRow } = this.all.orders;
    for (const { codes, texts } of [advisor, orderType, items]) {
      if (codes[a] !== codes[b]) return texts[codes[a]] < texts[codes[b]];
    }
    const difference = (receivable[a] || 0) - (receivable[b] || 0);
    return difference === 0 ? sheetRow[a] < sheetRow[b] : difference > 0;
  }

  private isSameVehicle(a: number, b: number): boolean {
    const { customerOfOrder } = this.all;
    if (customerOfOrder[a] >= 0 || customerOfOrder[b] >= 0) {
      return customerOfOrder[a] === customerOfOrder[b];
    }
    return this.keyOf(a) === this.keyOf(b);
  }

  /** A number for the vehicle: its customer, else one of its own for every key of walk-ins. */
  private vehicleOf(row: number): number {
    const owner = this.all.customerOfOrder[row];
    if (owner >= 0) return owner;
    const key = this.keyOf(row);
    const known = this.walkIns.get(key);
    if (known !== undefined) return known;
    const id = -1 - this.walkIns.size;
    this.walkIns.set(key, id);
    return id;
  }

  private keyOf(row: number): string {
    const { orders } = this.all;
    const field = vehicleFields.find((it) => orders[it][row] !== "");
    return field === undefined ? "" : orders[field][row];
  }

  private note(code: FindingCode, row: number, read: string): void {
    const { orders, findings } = this.all;
    const sheetRow = orders.sheetRow[row];
    findings.push({ code, table: "orders", sheetRow, field: "orderNumber", read });
  }
}

/** Equal, or both absent. */
function isSameCell(orders: OrderTable, field: OrderField, a: number, b: number): boolean {
  const column = orders[field];
  if ("codes" in column) return column.codes[a] === column.codes[b];
  const [x, y] = [column[a], column[b]];
  return x === y || (x !== x && y !== y);
}
