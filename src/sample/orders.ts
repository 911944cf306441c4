import {
  advisors,
  advisorShares,
  models,
  orderKinds,
  recommendations,
  type OrderKind,
} from "./catalogue";
import type { Soiler } from "./dirt";
import type { Random } from "./random";
import type { SampleCell, SampleColumn } from "./sheet";

const MOMENT = "yyyy/m/d h:mm";
const DAY = "yyyy/m/d";
const TEXT = "@";
const MONEY = "#,##0.00";

/** The repair-order sheet's columns, as a Chinese dealer system exports them. */
export const orderColumns: readonly SampleColumn[] = [
  { header: "工单号", numberFormat: TEXT, width: 18 },
  { header: "工单状态", numberFormat: TEXT, width: 10 },
  { header: "维修类型", numberFormat: TEXT, width: 10 },
  { header: "客户编号", numberFormat: TEXT, width: 11 },
  { header: "车牌号", numberFormat: TEXT, width: 12 },
  { header: "VIN码", numberFormat: TEXT, width: 20 },
  { header: "进厂时间", numberFormat: MOMENT, width: 16 },
  { header: "结算日期", numberFormat: DAY, width: 12 },
  { header: "进厂里程", numberFormat: "0", width: 10 },
  { header: "维修项目", numberFormat: TEXT, width: 34 },
  { header: "工时费", numberFormat: MONEY, width: 11 },
  { header: "材料费", numberFormat: MONEY, width: 11 },
  { header: "应收金额", numberFormat: MONEY, width: 11 },
  { header: "实收金额", numberFormat: MONEY, width: 11 },
  { header: "成本", numberFormat: MONEY, width: 11 },
  { header: "服务顾问", numberFormat: TEXT, width: 10 },
  { header: "建议维修项目", numberFormat: TEXT, width: 20 },
  { header: "下次保养日期", numberFormat: DAY, width: 13 },
  { header: "下次保养里程", numberFormat: "0", width: 13 },
];

/** Zero-based columns that other modules fill or add up. */
export const orderColumn = {
  number: 0,
  status: 1,
  vin: 5,
  arrival: 6,
  settlement: 7,
  items: 9,
  labour: 10,
  parts: 11,
  receivable: 12,
  received: 13,
  cost: 14,
} as const;

/** A car on a workshop day. */
export interface Job {
  readonly kind: OrderKind;
  readonly day: number;
  readonly odometer: number;
  readonly maintenance: number;
  readonly customerNumber: string;
  readonly plate: string;
  readonly vin: string;
  readonly model: number;
  /** Index of the customer's own advisor, −1 for none. */
  readonly advisor: number;
}

/** Amounts of an order in yuan, two decimals. */
interface Amounts {
  readonly labour: number;
  readonly parts: number;
  readonly receivable: number;
  readonly received: number;
  readonly cost: number;
}

const cents = (yuan: number): number => Math.round(yuan * 100) / 100;

function between(random: Random, [low, high]: readonly [number, number], level: number): number {
  // Most orders are near the lower end; the mean of two draws below each other gives that shape.
  const share = Math.min(random.next(), random.next());
  return cents(Math.round((low + (high - low) * share) * level));
}

function drawAmounts(random: Random, job: Job): Amounts {
  const look = orderKinds[job.kind];
  const level = models[job.model].priceLevel;
  const big = job.kind === "service" && job.maintenance % 4 === 0 ? 2.4 : 1;
  const labour = between(random, look.labour, level * big);
  const parts = between(random, look.parts, level * big);
  const discount = random.chance(0.3) ? cents((labour + parts) * 0.01 * random.int(3, 12)) : 0;
  const receivable = cents(labour + parts - discount);
  const onAccount = random.chance(0.02);
  return {
    labour,
    parts,
    receivable,
    received: onAccount ? 0 : receivable,
    cost: cents(parts * (0.66 + 0.12 * random.next()) + labour * 0.12),
  };
}

function daysInWorkshop(random: Random, kind: OrderKind): number {
  if (kind === "body") return random.int(1, 9);
  return random.chance(0.85) ? 0 : random.int(1, 2);
}

const isMaintenance = (kind: OrderKind): boolean => kind === "service" || kind === "firstService";

/**
 * One row of the repair-order sheet, without its number (numbers follow the days). An order whose car
 * is still in the workshop on the as-of day is open: no settlement, nothing received.
 */
export function orderRow(random: Random, soil: Soiler, job: Job, asOf: number): SampleCell[] {
  const look = orderKinds[job.kind];
  const amounts = drawAmounts(random, job);
  const settlement = job.day + daysInWorkshop(random, job.kind);
  const isOpen = settlement > asOf && job.day <= asOf;
  const receiver =
    job.advisor >= 0 && random.chance(0.72) ? job.advisor : random.weighted(advisorShares);
  const minutes = random.int(8 * 60, 17 * 60 + 30);
  const arrival = job.day + Math.round((minutes / 1440) * 1e6) / 1e6;
  return [
    "",
    isOpen ? "在修" : "已结算",
    look.type,
    random.chance(0.05) ? soil.blank(random) : job.customerNumber,
    random.chance(0.01) ? soil.blank(random) : soil.plate(random, job.plate),
    soil.vin(random, job.vin),
    soil.date(random, arrival),
    isOpen ? soil.blank(random) : soil.date(random, settlement),
    // Nobody reads the odometer of a car that has not been handed over.
    job.kind === "pdi" ? "" : soil.odometer(random, job.odometer),
    random.pick(look.items),
    soil.amount(random, amounts.labour),
    soil.amount(random, amounts.parts),
    soil.amount(random, amounts.receivable),
    isOpen ? "" : soil.amount(random, amounts.received),
    random.chance(0.01) ? soil.blank(random) : soil.amount(random, amounts.cost),
    advisors[receiver].name,
    random.chance(0.06) ? random.pick(recommendations) : soil.blank(random),
    isMaintenance(job.kind) ? soil.date(random, job.day + 180) : "",
    isMaintenance(job.kind) ? job.odometer + 7500 : "",
  ];
}

/** The reversal 红冲 of an order: the same document with negative amounts, settled some days later. */
export function reversalRow(original: readonly SampleCell[], settlement: number): SampleCell[] {
  const row = [...original];
  row[orderColumn.settlement] = settlement;
  row[orderColumn.items] = `红冲 ${original[orderColumn.items]}`;
  for (const column of [
    orderColumn.labour,
    orderColumn.parts,
    orderColumn.receivable,
    orderColumn.received,
    orderColumn.cost,
  ]) {
    row[column] = takenBack(original[column]);
  }
  return row;
}

/** An amount with a minus sign, in whatever way it is written; what holds none stays as it is. */
function takenBack(cell: SampleCell): SampleCell {
  if (typeof cell === "number") return cell > 0 ? -cell : cell;
  return typeof cell === "string" && /\d/u.test(cell) ? `-${cell}` : cell;
}
