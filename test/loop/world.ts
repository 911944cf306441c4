import { normaliseKey } from "../../src/retention/store";
import { orderColumns } from "../../src/sample/orders";
import { generateSampleStore, serialOf, type SampleCell, type SampleSheet } from "../../src/sample";
import type { Worksheet } from "../../src/offline/host/model";

/** What happens to be filed on a day. */
interface FiledOrder {
  readonly day: number;
  readonly cells: readonly SampleCell[];
}

const at = (header: string): number => orderColumns.findIndex((column) => column.header === header);
const orderAt = {
  number: at("工单号"),
  status: at("工单状态"),
  plate: at("车牌号"),
  vin: at("VIN码"),
  arrival: at("进厂时间"),
  settlement: at("结算日期"),
  received: at("实收金额"),
};

/**
 * A store that lives on: its dealer system knows every order up to a day and nothing after it. What it
 * would export on a day is a part of what it exports at the end, as the system saw it that evening.
 */
export class World {
  private readonly orders: FiledOrder[];
  private readonly customers: SampleSheet;
  private readonly orderSheet: SampleSheet;

  constructor(options: { seed: number; customers: number; until: number }) {
    const store = generateSampleStore({ ...options, asOf: options.until, years: 4, dirt: 0.5 });
    this.customers = store.customers;
    this.orderSheet = store.orders;
    this.orders = recordsOf(store.orders).flatMap((cells) => {
      const day = filedOn(cells);
      return day === undefined || day > options.until ? [] : [{ day, cells }];
    });
  }

  /** A customer who comes because somebody called: an order of the day, paid on the spot. */
  arrive(key: string, day: number): void {
    const known = [...this.orders]
      .reverse()
      .find(({ cells }) => sameKey(cells[orderAt.vin], key) || sameKey(cells[orderAt.plate], key));
    const like = known ?? this.orders[this.orders.length - 1];
    const cells = [...(like as FiledOrder).cells];
    const count = this.orders.filter((order) => order.day === day).length;
    cells[orderAt.number] = `RO${compact(day)}${String(900 - count).padStart(3, "0")}`;
    cells[orderAt.status] = "已结算";
    cells[orderAt.plate] = key.length === 17 ? "" : key;
    cells[orderAt.vin] = key.length === 17 ? key : "";
    cells[at("客户编号")] = "";
    cells[orderAt.arrival] = day + 0.5;
    cells[orderAt.settlement] = day;
    cells[at("维修类型")] = "保养";
    cells[at("进厂里程")] = "";
    this.orders.push({ day, cells });
  }

  /** Whether the car came on a day or later, up to another day. */
  came(key: string, from: number, to: number): boolean {
    return this.orders.some(
      ({ day, cells }) =>
        day >= from &&
        day <= to &&
        (sameKey(cells[orderAt.vin], key) || sameKey(cells[orderAt.plate], key))
    );
  }

  /** The two exports as they would be made in the evening of a day. */
  exportOn(day: number): { readonly customers: SampleSheet; readonly orders: SampleSheet } {
    const orders = this.orders
      .filter((order) => order.day <= day)
      .sort((a, b) => a.day - b.day)
      .map(({ cells }) => asSeenOn(cells, day));
    return {
      customers: withRecords(
        this.customers,
        recordsOf(this.customers).map((cells) => withoutFuture(this.customers, cells, day))
      ),
      orders: withRecords(this.orderSheet, orders),
    };
  }
}

const sameKey = (cell: SampleCell | undefined, key: string): boolean =>
  normaliseKey(String(cell ?? "")) === key;

const compact = (day: number): string =>
  new Date((day - 25569) * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");

function recordsOf({ headerRow, rows, columns }: SampleSheet): (readonly SampleCell[])[] {
  const body = rows.slice(headerRow + 1, -3);
  const isHeader = (cells: readonly SampleCell[]): boolean => cells[0] === columns[0]?.header;
  return body.filter((cells) => cells.some((cell) => cell !== "") && !isHeader(cells));
}

function withRecords(sheet: SampleSheet, records: readonly (readonly SampleCell[])[]): SampleSheet {
  const { headerRow, rows } = sheet;
  return { ...sheet, rows: [...rows.slice(0, headerRow + 1), ...records, ...rows.slice(-3)] };
}

/** The day in an order's number; of a reversal the day on which it was settled. */
function filedOn(cells: readonly SampleCell[]): number | undefined {
  const number = String(cells[orderAt.number]);
  const [, year, month, date] = /^RO(\d{4})(\d\d)(\d\d)/.exec(number) ?? [];
  if (year === undefined) return undefined;
  const settled = cells[orderAt.settlement];
  if (number.endsWith("-R") && typeof settled === "number") return settled;
  return serialOf(Number(year), Number(month), Number(date));
}

/** A car that leaves the workshop later is still in it. */
function asSeenOn(cells: readonly SampleCell[], day: number): readonly SampleCell[] {
  const settled = cells[orderAt.settlement];
  if (typeof settled !== "number" || settled <= day) return cells;
  const seen = [...cells];
  seen[orderAt.status] = "在修";
  seen[orderAt.settlement] = "";
  seen[orderAt.received] = "";
  return seen;
}

const lastSeenHeaders = ["末次进厂日期", "上次保养日期", "末次进厂里程"];

/** What the customer sheet says of visits belongs to its last day; nobody can know it before. */
function withoutFuture(
  { columns }: SampleSheet,
  cells: readonly SampleCell[],
  day: number
): readonly SampleCell[] {
  const columnOf = (header: string): number =>
    columns.findIndex((column) => column.header === header);
  const last = cells[columnOf("末次进厂日期")];
  if (typeof last === "number" && last <= day) return cells;
  const seen = [...cells];
  for (const header of lastSeenHeaders) seen[columnOf(header)] = "";
  return seen;
}

/** Which rows are already in a sheet stay, new ones are typed above its footer. */
export function appendOrders(sheet: Worksheet, before: SampleSheet, now: SampleSheet): void {
  const known = new Set(recordsOf(before).map((cells) => cells[0]));
  const fresh = recordsOf(now).filter((cells) => !known.has(cells[0]));
  const firstFree = before.rows.length - 3;
  if (fresh.length === 0) return;
  sheet.user.insertRow(firstFree + 1, fresh.length);
  fresh.forEach((cells, index) => typeRow(sheet, firstFree + index, cells));
}

function typeRow(sheet: Worksheet, row: number, cells: readonly SampleCell[]): void {
  cells.forEach((cell, column) => {
    sheet.cells.setValue(row, column, cell === "" ? undefined : cell);
  });
}

/** Pastes an export over the one that is there; a shorter one leaves nothing of the old. */
export function pasteOver(sheet: Worksheet, before: SampleSheet, now: SampleSheet): void {
  const longest = Math.max(before.rows.length, now.rows.length);
  const blank = now.columns.map(() => "");
  for (let row = 0; row < longest; row += 1) typeRow(sheet, row, now.rows[row] ?? blank);
}
