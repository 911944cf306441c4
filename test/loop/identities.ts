import { textsOf } from "../../src/locale";
import {
  dayBefore,
  isoOf,
  monthStartOf,
  serialOfIso,
  type SerialDay,
} from "../../src/retention/time";
import type { Workbook } from "../../src/offline/host";
import type { Worksheet } from "../../src/offline/host/model";
import { InputTableUser } from "../support/inputTableUser";
import { asNumber, figure, rowOf, ShownSheet, sumOf, type Grid, type GridRow } from "./shownSheet";

const { reports, data, sheets, method, vocabulary } = textsOf("zh-CN");
const { statuses, statusGroups } = data;
const lostBands = ["lost3", "lost6", "lost12", "lost24", "lostOver24"] as const;

export const generatedReports = [
  "status",
  "targets",
  "tally",
  "incentives",
  "conversion",
  "reservoir",
  "evaluation",
  "contribution",
] as const;
type GeneratedReport = (typeof generatedReports)[number];
/** Where each sheet is, whatever it is called by now. */
export type GeneratedSheets = Readonly<Record<GeneratedReport, Worksheet>>;

/** Finds the generated sheets while they still have their names. */
export function generatedSheetsOf(workbook: Workbook): GeneratedSheets {
  const nameOf = (report: GeneratedReport): string =>
    report === "status" ? sheets.status.name : reports.names[report];
  return Object.fromEntries(
    generatedReports.map((report) => [report, workbook.sheet(nameOf(report))])
  ) as unknown as GeneratedSheets;
}

/** What the cells of an evening say, to be compared with other evenings. */
export interface Evening {
  readonly day: SerialDay;
  readonly base: number;
  readonly lost: number;
  /** 新增流失 and 流失回厂 of the day alone. */
  readonly newLost: number;
  readonly returned: number;
  /** 新增流失 and 流失回厂 from the first of the month. */
  readonly newLostMonth: number;
  readonly returnedMonth: number;
  readonly visitsMonth: number;
  readonly creditedMonth: number;
}

/**
 * Reads the generated sheets of an evening by their cells and checks what must hold between them
 * (rules §17).
 */
export function expectIdentities(
  workbook: Workbook,
  where: GeneratedSheets,
  day: SerialDay
): Evening {
  const shown = Object.fromEntries(
    generatedReports.map((report) => [report, new ShownSheet(where[report])])
  ) as unknown as Readonly<Record<GeneratedReport, ShownSheet>>;
  const group = statusGroupsOf(shown.status);
  const month = accountOf(shown.targets);
  const flows = flowsOf(shown.conversion, day);
  // A month in which all customers were dealt has its targets from the deal on.
  const ofTargets = flows.after(month.opening);
  const isWholeMonth = month.opening < monthStartOf(day);

  expectClosingsAgree(shown, group, month, day);
  expectOwnersMakeTheStore(shown, group, month, isWholeMonth);

  // 表20 ⑤ = Σ 表21 = conversion series = reservoir outflow = 绩效 cars, for the store and each advisor.
  const { newLost, returned } = flows.month;
  const water = reservoirMonth(shown.reservoir, day);
  const cars = carsOf(shown.incentives);
  const tally = tallyOf(shown.tally);
  expect({
    targets: month.figure(flowLabel("−", "newLost"), reports.people.store),
    cars: cars.losses.length,
    tally: tally.total("newLostMonth"),
    series: flows.after(monthStartOf(day) - 1).newLost,
    reservoir: water.newLost,
  }).toEqual({
    targets: ofTargets.newLost,
    cars: ofTargets.newLost,
    tally: newLost,
    series: newLost,
    reservoir: newLost,
  });
  expect({
    targets:
      month.figure(flowLabel("＋", "initialReturned"), reports.people.store) +
      month.figure(flowLabel("＋", "otherReturned"), reports.people.store),
    cars: cars.returns.length,
    tally: tally.total("returnedMonth"),
    series: flows.after(monthStartOf(day) - 1).returned,
    reservoir: water.returned,
  }).toEqual({
    targets: ofTargets.returned,
    cars: ofTargets.returned,
    tally: returned,
    series: returned,
    reservoir: returned,
  });
  expect([tally.total("newLostDay"), tally.total("returnedDay")]).toEqual([
    flows.day.newLost,
    flows.day.returned,
  ]);
  for (const owner of month.owners) {
    const lost = month.figure(flowLabel("−", "newLost"), owner);
    const returnedTo =
      month.figure(flowLabel("＋", "initialReturned"), owner) +
      month.figure(flowLabel("＋", "otherReturned"), owner);
    expect([
      owner,
      cars.losses.filter((car) => car === owner).length,
      cars.returns.filter((car) => car === owner).length,
    ]).toEqual([owner, lost, returnedTo]);
    if (isWholeMonth) expect({ owner, ...tally.of(owner) }).toEqual({ owner, lost, returnedTo });
  }
  expectIncentivesAddUp(shown.incentives);
  const arrived = expectTallyCounts(workbook, shown.tally, day);
  const visits = expectVisitsAddUp(shown);
  expect(visits.creditedMonth).toBe(arrived);
  return {
    day,
    base: group.base,
    lost: group.lost,
    newLost: flows.day.newLost,
    returned: flows.day.returned,
    newLostMonth: newLost,
    returnedMonth: returned,
    ...visits,
  };
}

function flowLabel(sign: "＋" | "−", flow: keyof typeof reports.targets.account.flows): string {
  const { plus, minus, flows } = reports.targets.account;
  return (sign === "＋" ? plus : minus)(flows[flow]);
}

function statusGroupsOf(sheet: ShownSheet) {
  const texts = sheets.status.classes;
  const grid = sheet.grid(texts.status, texts.count);
  const count = (label: string, header: string = texts.count): number =>
    figure(grid, label, header);
  return {
    base: count(statusGroups.base),
    lost: count(statusGroups.lost),
    baseAtMonthStart: count(statusGroups.base, texts.lastMonthEnd),
    lostAtMonthStart: count(statusGroups.lost, texts.lastMonthEnd),
    of: (status: keyof typeof statuses) => count(statuses[status]),
  };
}

type Group = ReturnType<typeof statusGroupsOf>;

/** 表20 of the month. */
function accountOf(sheet: ShownSheet) {
  const { account } = reports.targets;
  const [grid] = sheet.grids(account.item) as [Grid];
  return {
    grid,
    /** On the evening of this day its figures open: the one before the first day in the line above. */
    opening: openingOf(sheet),
    owners: grid.headers.slice(1, -1),
    /** The `nth` row of a label: 转入 and the check stand there for base and for lost. */
    figure: (label: string, owner: string, nth = 0) => figure(grid, label, owner, nth),
  };
}

type Account = ReturnType<typeof accountOf>;

function openingOf(sheet: ShownSheet): SerialDay {
  const [before = ""] = reports.targets.account.month("|", "").split("|");
  const line = sheet.textStarting(before);
  return dayBefore(serialOfIso(line.slice(before.length, before.length + 10)));
}

function expectClosingsAgree(
  shown: Readonly<Record<GeneratedReport, ShownSheet>>,
  group: Group,
  month: Account,
  day: SerialDay
): void {
  const { account } = reports.targets;
  const { store } = reports.people;
  // Each class of 客户转换: closing is opening + in − out in cells, and what 客户状态 counts by itself.
  const { balance } = reports.conversion;
  const classes = shown.conversion.grid(balance.status, balance.opening);
  for (const status of ["stable", "warning", "nearLost", ...lostBands, "invalid"] as const) {
    const count = (header: string): number => figure(classes, statuses[status], header);
    expect([status, count(balance.closing)]).toEqual([status, group.of(status)]);
    expect([
      status,
      count(balance.opening) + count(balance.inflow) - count(balance.outflow),
    ]).toEqual([status, group.of(status)]);
  }
  for (const owner of [...month.owners, store]) {
    expect([owner, month.figure(account.baseCheck, owner, 0)]).toEqual([owner, 0]);
    expect([owner, month.figure(account.lostCheck, owner, 1)]).toEqual([owner, 0]);
  }
  expect(month.figure(account.closingBase, store)).toBe(group.base);
  expect(month.figure(account.closingLost, store)).toBe(group.lost);
  if (month.opening < monthStartOf(day)) {
    expect(month.figure(account.openingBase, store)).toBe(group.baseAtMonthStart);
    expect(month.figure(account.openingLost, store)).toBe(group.lostAtMonthStart);
  }
  const water = reservoirMonth(shown.reservoir, day);
  expect(water.closing).toBe(group.base);
  expect(water.opening).toBe(group.baseAtMonthStart);
  expect(water.opening + water.inflow - water.outflow).toBe(water.closing);
}

/** Σ advisors + 未分配 + 客服专员 = store. */
function expectOwnersMakeTheStore(
  shown: Readonly<Record<GeneratedReport, ShownSheet>>,
  group: Group,
  month: Account,
  isWholeMonth: boolean
): void {
  const { store, advisor, total } = reports.people;
  const isPerson = ({ label }: GridRow): boolean => label !== total;
  for (const { label, cells } of month.grid.rows) {
    if (label === reports.targets.account.stableShare) continue;
    const numbers = cells.slice(1).map(asNumber);
    const sum = numbers.slice(0, -1).reduce((a, b) => a + b, 0);
    expect([label, store, sum]).toEqual([label, store, numbers[numbers.length - 1]]);
  }
  const { flows, activity, statuses: changes } = reports.evaluation;
  for (const grid of shown.evaluation.grids(advisor, flows.opening)) {
    expect(sumOf(grid, flows.check, isPerson)).toBe(0);
    for (const { label, cells } of grid.rows) {
      expect([label, asNumber(cells[grid.headers.indexOf(flows.check)])]).toEqual([label, 0]);
    }
    expect(sumOf(grid, flows.closing, isPerson)).toBe(group.base);
  }
  const [ofMonth] = shown.evaluation.grids(advisor, flows.opening) as [Grid];
  for (const owner of month.owners) {
    const row = ofMonth.rows.find(({ label }) => label === owner);
    if (row === undefined) continue;
    const lost = month.figure(flowLabel("−", "newLost"), owner);
    // The evaluation's month always begins with its first day.
    if (isWholeMonth) expect([owner, figure(ofMonth, owner, flows.newLost)]).toEqual([owner, lost]);
  }
  const [stood] = shown.evaluation.grids(advisor, statuses.stable) as [Grid];
  const closing = stood.rows.filter(({ label }) => String(label).endsWith(changes.closing("")));
  for (const status of ["stable", "warning", "nearLost", ...lostBands] as const) {
    const column = stood.headers.indexOf(statuses[status]);
    const sum = closing.reduce((all, { cells }) => all + asNumber(cells[column]), 0);
    expect([status, sum]).toEqual([status, group.of(status)]);
  }
  // 0 + 1 + 2 + 3 = 基盘, of everybody and of the store.
  for (const grid of shown.evaluation.grids(advisor, activity.opening(activity.levels[0] ?? ""))) {
    for (const row of grid.rows) {
      for (const [level, base] of [
        [activity.opening, activity.openingBase],
        [activity.closing, activity.closingBase],
      ] as const) {
        const counts = activity.levels.map((name) =>
          asNumber(row.cells[grid.headers.indexOf(level(name))])
        );
        const sum = counts.reduce((a, b) => a + b, 0);
        expect([row.label, base, sum]).toEqual([
          row.label,
          base,
          asNumber(row.cells[grid.headers.indexOf(base)]),
        ]);
      }
    }
    expect(sumOf(grid, activity.closingBase, isPerson)).toBe(group.base);
  }
}

function flowsOf(sheet: ShownSheet, day: SerialDay) {
  const { periods, days } = reports.conversion;
  const grid = sheet.grid(periods.flow, periods.day);
  const period = (header: string) => ({
    newLost: figure(grid, method.flows.newLost, header),
    returned: figure(grid, method.flows.lostReturned, header),
  });
  const series = sheet.table("RETAIN_conversionDays");
  expect(series.headers[0]).toBe(days.day);
  expect(asNumber(series.rows[series.rows.length - 1]?.label)).toBe(day);
  return {
    day: period(periods.day),
    month: period(periods.month),
    /** Σ of the days of the series after a day. */
    after: (opening: SerialDay) => {
      const counted = ({ label }: GridRow): boolean => asNumber(label) > opening;
      return {
        newLost: sumOf(series, method.flows.newLost, counted),
        returned: sumOf(series, method.flows.lostReturned, counted),
      };
    },
  };
}

/** Days of the conversion series with what they say of newly lost, as they stand now. */
export function newLostByDay(where: GeneratedSheets): ReadonlyMap<SerialDay, number> {
  const series = new ShownSheet(where.conversion).table("RETAIN_conversionDays");
  const column = series.headers.indexOf(method.flows.newLost);
  return new Map(series.rows.map(({ label, cells }) => [asNumber(label), asNumber(cells[column])]));
}

function reservoirMonth(sheet: ShownSheet, day: SerialDay) {
  const texts = reports.reservoir.months;
  const grid = sheet.grid(texts.month, texts.opening);
  const name = isoOf(day).slice(0, 7);
  const row = grid.rows.find(({ label }) => String(label).startsWith(name));
  if (!row) throw new Error(`the reservoir has no ${name}`);
  const count = (header: string): number => figure(grid, row.label, header);
  return {
    opening: count(texts.opening),
    inflow: count(texts.inflow),
    outflow: count(texts.outflow),
    closing: count(texts.closing),
    newLost: count(texts.outlets.newLost),
    returned: count(texts.inlets.returned),
  };
}

/** Who lost and who won back each car of the lists; a list that is not there is empty. */
function carsOf(sheet: ShownSheet) {
  const owners = (table: string, none: string): unknown[] => {
    if (sheet.hasTable(table)) return sheet.table(table).rows.map(({ label }) => label);
    expect(sheet.says(none)).toBe(true);
    return [];
  };
  const { lossCars, returnCars } = reports.incentives;
  return {
    losses: owners("RETAIN_incentiveLosses", lossCars.none),
    returns: owners("RETAIN_incentiveReturns", returnCars.none),
  };
}

/** Within + above = 新增流失, and the money is that of the listed cars. */
function expectIncentivesAddUp(sheet: ShownSheet): void {
  const { sums, losses, lossCars, returnCars } = reports.incentives;
  const { advisor, total } = reports.people;
  const money = sheet.grid(advisor, sums.limit);
  const tiers = sheet.grid(advisor, losses.total);
  const names = Object.values(losses.tiers);
  for (const { label } of tiers.rows) {
    const sum = names.reduce((all, name) => all + figure(tiers, label, name), 0);
    expect([label, sum]).toEqual([label, figure(money, label, sums.newLost)]);
  }
  const listed = (table: string, header: string): number => {
    const grid = sheet.hasTable(table) ? sheet.table(table) : undefined;
    return grid ? sumOf(grid, header) : 0;
  };
  expect(figure(money, total, sums.deduction)).toBe(
    listed("RETAIN_incentiveLosses", lossCars.deduction)
  );
  expect(figure(money, total, sums.reward)).toBe(
    listed("RETAIN_incentiveReturns", returnCars.reward)
  );
}

const { newLost, returned, flowOfDay, flowOfMonth } = reports.tally.advisors;
const flowColumns = {
  newLostDay: flowOfDay(newLost),
  newLostMonth: flowOfMonth(newLost),
  returnedDay: flowOfDay(returned),
  returnedMonth: flowOfMonth(returned),
} as const;

function tallyOf(sheet: ShownSheet) {
  const { advisor, total } = reports.tally.advisors;
  const grid = sheet.grids(advisor, reports.tally.counts.planned)[0] as Grid;
  return {
    grid,
    /** Σ of the people's rows, which the row of sums must equal. */
    total: (column: keyof typeof flowColumns): number => {
      const header = flowColumns[column];
      const sum = sumOf(grid, header, ({ label }) => label !== total);
      expect([header, sum]).toEqual([header, figure(grid, total, header)]);
      return sum;
    },
    of: (owner: string) => {
      const row = grid.rows.some(({ label }) => label === owner);
      const count = (header: string): number => (row ? figure(grid, owner, header) : 0);
      return {
        lost: count(flowColumns.newLostMonth),
        returnedTo: count(flowColumns.returnedMonth),
      };
    },
  };
}

/**
 * What the day's tally counts is what stands in the rows of 招揽记录.
 *
 * @returns 到店 of the month
 */
function expectTallyCounts(workbook: Workbook, sheet: ShownSheet, day: SerialDay): number {
  const user = new InputTableUser(workbook);
  const days = user.cells("records", "day");
  const planned = user.cells("records", "planned");
  const results = user.cells("records", "result");
  const arrivals = user.cells("records", "arrivalDay");
  const count = (is: (row: number) => boolean): number => days.filter((_, row) => is(row)).length;
  const isPlanned = (row: number): boolean => days[row] === day && planned[row] === vocabulary.yes;
  const { counts, advisors } = reports.tally;
  const { grid } = tallyOf(sheet);
  const total = rowOf(grid, advisors.total);
  // Of each block the first stands for the day, the second for the month.
  const at = (header: string, block: 0 | 1): number => {
    const columns = grid.headers.flatMap((name, column) => (name === header ? [column] : []));
    return asNumber(total.cells[columns[block] as number]);
  };
  expect({
    planned: at(counts.planned, 0),
    contacted: at(counts.contacted, 0),
    carriedOver: at(counts.carriedOver, 0),
  }).toEqual({
    planned: count(isPlanned),
    contacted: count((row) => isPlanned(row) && results[row] !== ""),
    carriedOver: count((row) => isPlanned(row) && results[row] === ""),
  });
  // A contact without appointment may have brought a customer twice; its row names the first day.
  const arrivedMonth = at(counts.arrived, 1);
  expect(at(counts.arrived, 0)).toBeGreaterThanOrEqual(count((row) => arrivals[row] === day));
  expect(arrivedMonth).toBeGreaterThanOrEqual(
    count((row) => typeof arrivals[row] === "number" && arrivals[row] >= monthStartOf(day))
  );
  return arrivedMonth;
}

/** credited + 自然回厂 = visits, by 专属顾问 and by 接待顾问, and the money is that of the order sheet. */
function expectVisitsAddUp({
  contribution,
}: Readonly<Record<GeneratedReport, ShownSheet>>): Pick<Evening, "visitsMonth" | "creditedMonth"> {
  const texts = reports.contribution;
  const { detail, sums, views, tie } = texts;
  const ofOrigin =
    (origin: string) =>
    ({ cells }: GridRow): boolean =>
      cells[2] === origin;
  const found = (["owner", "reception"] as const).map((view) => {
    const name = view === "owner" ? "RETAIN_contributionByOwner" : "RETAIN_contributionByReception";
    const table = contribution.table(name);
    expect(table.headers[2]).toBe(detail.origin);
    const summary = contribution.grid(views[view].person, sums.creditedRevenue);
    const visits = figure(summary, reports.people.total, sums.allVisits);
    const credited = sumOf(table, detail.visits, ofOrigin(detail.origins.credited));
    const natural = sumOf(table, detail.visits, ofOrigin(detail.origins.natural));
    expect([view, credited + natural]).toEqual([view, visits]);
    return { visits, credited };
  });
  expect(found[0]).toEqual(found[1]);
  const ties = contribution.grid(tie.item, tie.orders);
  for (const nth of [0, 1]) {
    const difference = rowOf(ties, tie.difference, nth);
    expect(difference.cells.slice(1)).toEqual([0, 0, 0]);
  }
  return { visitsMonth: found[0]?.visits ?? 0, creditedMonth: found[0]?.credited ?? 0 };
}
