import { advisorShares, models, storeName, type OrderKind } from "./catalogue";
import { customerColumns, customerRow, type Customer } from "./customers";
import { isoDay } from "./days";
import { createSoiler, type Soiler } from "./dirt";
import { drawHabits, simulateVisits, type Habits, type Visit } from "./life";
import { orderColumn, orderColumns, orderRow, reversalRow, type Job } from "./orders";
import { drawAddress, drawName, drawPhone, drawPlate, drawVin } from "./people";
import { createRandom, mixSeeds, type Random } from "./random";
import type { DirtCounts, SampleCell, SampleColumn, SampleSheet } from "./sheet";

export interface SampleOptions {
  /** 32-bit number; the same seed gives the same store. */
  readonly seed: number;
  /** Rows of the customer sheet. */
  readonly customers: number;
  /** Day of the export, an Excel serial. */
  readonly asOf: number;
  /** How far back the orders go: 3 years give about 4.5 orders for each customer row, 5 give 6.5, 10 give 10. */
  readonly years: number;
  /** Scales the share of dirty cells: 1 is a usual export, 0 a clean one. */
  readonly dirt?: number;
}

/** An invented dealership: two dirty exports, and how much dirt was put into them. */
export interface SampleStore {
  readonly storeName: string;
  readonly customers: SampleSheet;
  readonly orders: SampleSheet;
  readonly dirt: DirtCounts;
}

const invalidReasons = ["失联", "非本地使用", "已报废"] as const;
const DAYS_PER_YEAR = 365.25;

/** Everything that grows while the store is made up. */
interface Draft {
  readonly options: SampleOptions;
  readonly historyStart: number;
  readonly soil: Soiler;
  readonly customerRows: SampleCell[][];
  /** Rows that stand at the sheet's end: somebody entered the same car a second time. */
  readonly lateCustomerRows: SampleCell[][];
  readonly orderRows: SampleCell[][];
  /** The day under which each order is filed. */
  readonly orderDays: number[];
  readonly reversals: Map<SampleCell[], SampleCell[]>;
  cars: number;
  cards: number;
}

/** An owner: one or more cars under one customer number. */
interface Card {
  readonly number: string;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly advisor: number;
  readonly isCompany: boolean;
}

function drawCard(random: Random, draft: Draft, isCompany: boolean, isForeign: boolean): Card {
  draft.cards++;
  return {
    number: `K${String(draft.cards).padStart(6, "0")}`,
    name: drawName(random, isCompany),
    phone: drawPhone(random),
    address: drawAddress(random, isForeign),
    advisor: random.chance(0.03) ? -1 : random.weighted(advisorShares),
    isCompany,
  };
}

function file(draft: Draft, day: number, row: SampleCell[]): void {
  draft.orderRows.push(row);
  draft.orderDays.push(day);
}

/** Writes the orders of one workshop day of a car: one order, at times a second, a void or a reversed one. */
function fileVisit(random: Random, draft: Draft, job: Job): void {
  const { soil, options } = draft;
  const row = orderRow(random, soil, job, options.asOf);
  file(draft, job.day, row);
  if (random.chance(0.07)) {
    const kind: OrderKind = job.kind === "repair" ? "body" : "repair";
    file(draft, job.day, orderRow(random, soil, { ...job, kind, maintenance: 0 }, options.asOf));
  }
  if (random.chance(0.015)) {
    const cancelled = orderRow(random, soil, job, options.asOf);
    cancelled[orderColumn.status] = "已作废";
    file(draft, job.day, cancelled);
  }
  const settlement = row[orderColumn.settlement];
  if (random.chance(0.007) && typeof settlement === "number" && settlement + 20 < options.asOf) {
    const day = settlement + random.int(1, 20);
    const reversal = reversalRow(row, day);
    draft.reversals.set(reversal, row);
    file(draft, day, reversal);
  }
  if (random.chance(0.0006 * (options.dirt ?? 1))) {
    // A slip of the clock or the keyboard: the arrival is dated a year ahead.
    const late = orderRow(random, soil, job, options.asOf);
    late[orderColumn.arrival] = job.day + 366 > options.asOf ? job.day + 366 : options.asOf + 12;
    soil.note("arrivalAfterAsOf");
    file(draft, job.day, late);
  }
}

function fileOrders(random: Random, draft: Draft, customer: Customer): void {
  const identity = {
    customerNumber: customer.number,
    plate: customer.plate,
    vin: customer.vin,
    model: customer.model,
    advisor: customer.advisor,
  };
  if (customer.soldHere && customer.delivery - 3 > draft.historyStart) {
    const day = customer.delivery - random.int(1, 3);
    const inspection = { ...identity, kind: "pdi" as const, day, odometer: 0, maintenance: 0 };
    file(draft, day, orderRow(random, draft.soil, inspection, draft.options.asOf));
  }
  for (const visit of customer.visits) {
    if (visit.day >= draft.historyStart) fileVisit(random, draft, { ...identity, ...visit });
  }
  const last = customer.visits[customer.visits.length - 1];
  if (last !== undefined && last.day >= draft.historyStart && random.chance(0.01)) {
    const day = Math.min(draft.options.asOf, last.day + random.int(3, 40));
    file(
      draft,
      day,
      orderRow(
        random,
        draft.soil,
        { ...identity, ...last, kind: "internal", day },
        draft.options.asOf
      )
    );
  }
}

/** A car that is not sold here comes by once or twice and lives elsewhere. */
function driveByVisits(random: Random, draft: Draft, habits: Habits, delivery: number): Visit[] {
  const span = draft.options.asOf - draft.historyStart;
  const day = draft.historyStart + Math.floor(random.next() * span);
  const days = random.chance(0.3) ? [day, day + random.int(1, 30)] : [day];
  return days
    .filter((d) => d <= draft.options.asOf)
    .map((d) => ({
      day: d,
      kind: random.pick(["repair", "service", "body"] as const),
      odometer: Math.round(habits.kmPerDay * (d - delivery)),
      maintenance: 0,
    }));
}

/** The day a car was delivered: half within the history, the rest in the four years before it. */
function drawDelivery(random: Random, draft: Draft): number {
  const { asOf } = draft.options;
  if (random.chance(0.5)) {
    return draft.historyStart + Math.floor(random.next() * (asOf - draft.historyStart));
  }
  return draft.historyStart - Math.floor(random.next() * 4 * DAYS_PER_YEAR);
}

/** The end of some customers' archive life, as the export has it: why, and from when. */
function drawInvalid(
  random: Random,
  draft: Draft,
  visits: readonly Visit[],
  delivery: number
): { invalidReason: string; invalidDate: number } {
  const { asOf } = draft.options;
  const last = visits[visits.length - 1]?.day ?? delivery;
  const isAway = asOf - last > 200;
  if (!random.chance(isAway ? 0.055 : 0.004)) return { invalidReason: "", invalidDate: 0 };
  const day = last + Math.ceil(random.next() * Math.min(500, asOf - last));
  const isOdd = random.chance(0.05);
  if (isOdd) draft.soil.note("invalidReasonUnknown");
  const reason = isOdd
    ? "客户要求勿扰"
    : isAway
      ? invalidReasons[random.weighted([0.55, 0.3, 0.15])]
      : "非本地使用";
  return { invalidReason: reason, invalidDate: random.chance(0.75) ? day : 0 };
}

function pushCustomer(random: Random, draft: Draft, customer: Customer): void {
  const { options, soil } = draft;
  const line = draft.customerRows.length + 1;
  const first = customer.visits[0];
  const mistyped =
    first !== undefined &&
    first.day > draft.historyStart &&
    random.chance(0.004 * (options.dirt ?? 1));
  if (mistyped) soil.note("deliveryAfterVisit");
  const written = mistyped ? { ...customer, delivery: first.day + random.int(5, 40) } : customer;
  draft.customerRows.push(customerRow(random, soil, written, options.asOf, line));
  if (random.chance(0.004 * (options.dirt ?? 1))) {
    soil.note("duplicateKey");
    const again = { ...customer, number: `${customer.number}B`, phone: drawPhone(random) };
    draft.lateCustomerRows.push(customerRow(random, soil, again, options.asOf, 0));
  }
  fileOrders(random, draft, customer);
}

/** One car with its first owner and, for some, its second. */
function addCar(random: Random, draft: Draft, card: Card, isForeign: boolean): void {
  const { asOf } = draft.options;
  const habits = drawHabits(random);
  draft.cars++;
  const delivery = drawDelivery(random, draft);
  // A stranger's car enters an archive by its first visit: it has had time to be bought elsewhere.
  const soldHere = !isForeign && (delivery + 230 > asOf || random.chance(0.82));
  const car = {
    vin: drawVin(random, habits.model, draft.cars),
    plate: drawPlate(random, isForeign, models[habits.model].electric === true),
    model: habits.model,
  };
  const neverComes = soldHere && random.chance(0.03);
  const isSoldOn =
    !isForeign && delivery + 500 < asOf - 60 && random.chance(0.012) && !card.isCompany;
  const until = isSoldOn
    ? random.int(Math.max(delivery + 400, draft.historyStart), asOf - 60)
    : asOf;
  const firstVisit = soldHere
    ? delivery + Math.round(Math.min(150, Math.max(35, 5000 / habits.kmPerDay)))
    : random.int(delivery + 200, Math.min(delivery + 1500, asOf - 28));
  let visits: Visit[] = [];
  if (isForeign) visits = driveByVisits(random, draft, habits, delivery - 800);
  else if (!neverComes) {
    visits = simulateVisits(random, habits, {
      delivery,
      firstVisit,
      until,
      startsWithFirstService: soldHere,
    });
  }
  // Some names came from an old list: nobody knows when their cars were bought or seen.
  const isOnlyAName = !soldHere && !isForeign && random.chance(0.03);
  if (isOnlyAName) visits = [];
  const knowsDelivery = soldHere || (!isOnlyAName && random.chance(0.6));
  const customer: Customer = {
    ...card,
    ...car,
    soldHere,
    // A stranger's car was delivered by somebody else: this store often has no date for it.
    delivery: isForeign ? 0 : knowsDelivery ? delivery : 0,
    visits,
    ...(isSoldOn
      ? { invalidReason: "已转手", invalidDate: until }
      : drawInvalid(random, draft, visits, delivery)),
  };
  pushCustomer(random, draft, customer);
  if (!isSoldOn) return;
  draft.soil.note("transferredKey");
  pushCustomer(random, draft, {
    ...drawCard(random, draft, false, false),
    ...car,
    soldHere: false,
    delivery: 0,
    invalidReason: "",
    invalidDate: 0,
    visits: simulateVisits(random, habits, {
      delivery,
      firstVisit: until + random.int(10, 120),
      until: asOf,
      startsWithFirstService: false,
    }),
  });
}

/** An owner with one car, at times two, and a few fleets of five to nine. */
function addCard(random: Random, draft: Draft): void {
  const isForeign = random.chance(0.03);
  const isFleet = !isForeign && random.chance(0.004);
  const card = drawCard(random, draft, isFleet || random.chance(0.03), isForeign);
  let cars = 1;
  if (isFleet) cars = random.int(5, 9);
  else if (!isForeign && random.chance(0.045)) cars = 2;
  for (let i = 0; i < cars; i++) addCar(random, draft, card, isForeign);
}

/** Orders of cars that are in no archive: strangers on the road, and buyers of parts. */
function addWalkIns(random: Random, draft: Draft): void {
  const count = Math.round(draft.orderRows.length * 0.025);
  const span = draft.options.asOf - draft.historyStart;
  for (let i = 0; i < count; i++) {
    draft.cars++;
    const habits = drawHabits(random);
    const isParts = random.chance(0.2);
    const job: Job = {
      kind: isParts ? "partsOnly" : random.pick(["repair", "service", "body"] as const),
      day: draft.historyStart + Math.floor(random.next() * span),
      odometer: random.int(3000, 140_000),
      maintenance: 0,
      customerNumber: "",
      plate: drawPlate(random, random.chance(0.5), false),
      vin: drawVin(random, habits.model, draft.cars),
      model: habits.model,
      advisor: -1,
    };
    draft.soil.note("walkIn");
    file(draft, job.day, orderRow(random, draft.soil, job, draft.options.asOf));
  }
}

/** Brings the orders into the sequence of their days (counting sort) and numbers them. */
function filedInSequence(draft: Draft): SampleCell[][] {
  const { orderRows, orderDays } = draft;
  let first = Infinity;
  let last = -Infinity;
  for (const day of orderDays) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const starts = new Int32Array(last - first + 2);
  for (const day of orderDays) starts[day - first + 1]++;
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const next = starts.slice();
  const sorted = new Array<SampleCell[]>(orderRows.length);
  for (let i = 0; i < orderRows.length; i++) {
    const day = orderDays[i];
    const at = next[day - first]++;
    sorted[at] = orderRows[i];
    const sequence = at - starts[day - first] + 1;
    orderRows[i][orderColumn.number] =
      `RO${isoDay(day).replace(/-/g, "")}${String(sequence).padStart(3, "0")}`;
  }
  for (const [reversal, original] of draft.reversals) {
    reversal[orderColumn.number] = `${original[orderColumn.number]}-R`;
  }
  return sorted;
}

function line(columns: readonly SampleColumn[], cells: Record<number, SampleCell>): SampleCell[] {
  return columns.map((_, column) => cells[column] ?? "");
}

function sumOf(rows: readonly (readonly SampleCell[])[], column: number): number {
  let sum = 0;
  for (const row of rows) if (typeof row[column] === "number") sum += row[column];
  return Math.round(sum * 100) / 100;
}

/** Puts an export's title rows above and its footer below the records. */
function asExport(
  name: string,
  columns: readonly SampleColumn[],
  records: readonly SampleCell[][],
  asOf: number,
  totals: readonly number[]
): SampleSheet {
  const blank = line(columns, {});
  const sums = Object.fromEntries(totals.map((column) => [column, sumOf(records, column)]));
  return {
    name,
    columns,
    headerRow: 3,
    rows: [
      line(columns, { 0: storeName }),
      line(columns, { 0: name, 2: `导出日期：${isoDay(asOf)}`, 5: "操作员：系统管理员" }),
      blank,
      columns.map(({ header }) => header),
      ...records,
      blank,
      line(columns, { 0: "合计", 2: `共 ${records.length} 条`, ...sums }),
      line(columns, { 0: "制表人：系统管理员", 5: `打印日期：${isoDay(asOf)}` }),
    ],
  };
}

/** A long export is printed in pages: somewhere in it the headers come again, after an empty row. */
function withPageBreak(
  draft: Draft,
  columns: readonly SampleColumn[],
  rows: SampleCell[][]
): SampleCell[][] {
  if (rows.length < 100 || draft.options.dirt === 0) return rows;
  draft.soil.note("repeatedHeader");
  const at = Math.floor(rows.length / 2);
  return [
    ...rows.slice(0, at),
    line(columns, {}),
    columns.map(({ header }) => header),
    ...rows.slice(at),
  ];
}

/**
 * Makes up a dealership: a customer sheet and a repair-order sheet as a Chinese dealer system exports
 * them, with the behaviour of real customers (about two visits a year, a drift after the warranty, a
 * few who return) and the dirt of real exports. The same options give the same cells in every engine;
 * time and memory grow linearly with the rows.
 */
export function generateSampleStore(options: SampleOptions): SampleStore {
  const draft: Draft = {
    options,
    historyStart: Math.floor(options.asOf - options.years * DAYS_PER_YEAR) + 1,
    soil: createSoiler(options.dirt ?? 1),
    customerRows: [],
    lateCustomerRows: [],
    orderRows: [],
    orderDays: [],
    reversals: new Map(),
    cars: 0,
    cards: 0,
  };
  for (
    let i = 0;
    draft.customerRows.length + draft.lateCustomerRows.length < options.customers;
    i++
  ) {
    addCard(createRandom(mixSeeds(options.seed, i)), draft);
  }
  addWalkIns(createRandom(mixSeeds(options.seed, -2)), draft);

  const kept = draft.customerRows.slice(0, options.customers - draft.lateCustomerRows.length);
  const customerRows = kept.concat(draft.lateCustomerRows);
  customerRows.forEach((row, i) => (row[0] = i + 1));
  const orderRows = withPageBreak(draft, orderColumns, filedInSequence(draft));
  const { labour, parts, receivable, received, cost } = orderColumn;
  return {
    storeName,
    customers: asExport("客户档案", customerColumns, customerRows, options.asOf, []),
    orders: asExport("维修工单", orderColumns, orderRows, options.asOf, [
      labour,
      parts,
      receivable,
      received,
      cost,
    ]),
    dirt: draft.soil.counts,
  };
}
